from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0008_review_sheets")]

    operations = [
        migrations.AddField(
            model_name="livesession",
            name="heard_at",
            field=models.DateTimeField(help_text="when somebody moved last, to the minute", null=True),
        ),
    ]
