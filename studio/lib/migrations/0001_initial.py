from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256, 64 hex digits", max_length=64, primary_key=True, serialize=False
                    ),
                ),
                ("size", models.BigIntegerField(help_text="bytes")),
                ("media_type", models.CharField(max_length=100)),
                ("width", models.PositiveIntegerField(help_text="pixels", null=True)),
                ("height", models.PositiveIntegerField(help_text="pixels", null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("kind", models.CharField(help_text="noun.verb, as candidate.pick", max_length=60)),
                ("noun", models.CharField(max_length=40)),
                ("subject", models.BigIntegerField(help_text="primary key of the noun")),
                ("data", models.JSONField(default=dict)),
            ],
        ),
    ]
