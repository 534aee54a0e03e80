from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0004_hooks")]

    operations = [
        migrations.AddIndex(
            model_name="selection",
            index=models.Index(
                condition=models.Q(("verdict", "rejected")), fields=["at"], name="selection_rejected"
            ),
        ),
    ]
