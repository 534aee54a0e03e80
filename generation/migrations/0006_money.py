from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("generation", "0005_turns")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="estimate",
            field=models.JSONField(
                default=dict, help_text="seconds and micros, median and 90th centile, when ordered"
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("outcome__in", ["running", "done"]), _negated=True),
                fields=["ended_at"],
                name="run_came_to_nothing",
            ),
        ),
        migrations.AddIndex(model_name="tally", index=models.Index(fields=["brand", "day"], name="tally_brand")),
    ]
