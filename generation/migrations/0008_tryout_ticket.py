"""A try-out at a service elsewhere keeps what the service calls its job, so that asking again never orders twice."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("generation", "0007_tally_of_runs")]

    operations = [
        migrations.AddField(
            model_name="tryout",
            name="ticket",
            field=models.JSONField(help_text="what a remote service calls the job it was handed", null=True),
        ),
    ]
