import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What a contract was recorded to say is told as it was: the database refuses to rewrite it.
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON policy_rightrecord
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0004_chain"),
        ("people", "0003_told_once"),
        ("policy", "0001_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RightRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reference", "Reference"),
                            ("font", "Font"),
                            ("logo", "Logo"),
                            ("voice", "Voice"),
                            ("character", "Character"),
                            ("model", "Model"),
                            ("lora", "LoRA"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="SHA-256 of its bytes, or a slug where it has none", max_length=100),
                ),
                ("name", models.CharField(max_length=200)),
                ("starts", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, help_text="the last day", null=True)),
                (
                    "territories",
                    models.JSONField(default=list, help_text="ISO 3166-1 alpha-2; none: everywhere"),
                ),
                ("not_in", models.JSONField(default=list, help_text="taken off")),
                ("channels", models.JSONField(default=list, help_text="none: all of them")),
                (
                    "exclusive",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not exclusive, as far as is known"),
                            ("ours", "Ours alone"),
                            ("other", "Somebody else's"),
                        ],
                        max_length=10,
                    ),
                ),
                ("holder", models.CharField(blank=True, help_text="who else has it alone", max_length=120)),
                ("exclusive_until", models.DateField(blank=True, help_text="the last day", null=True)),
                ("exclusive_in", models.JSONField(default=list, help_text="territories; none: everywhere")),
                ("exclusive_on", models.JSONField(default=list, help_text="channels; none: all of them")),
                ("not_for", models.JSONField(default=list, help_text="what it may not be used for, in words")),
                ("licence", models.TextField(blank=True, help_text="the contract's own words")),
                ("proof_name", models.CharField(blank=True, max_length=120)),
                ("proof_type", models.CharField(blank=True, help_text="by its content", max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.brand"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        help_text="release or contract",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lib.blob",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["brand", "kind", "key", "-id"], name="right_in_force")],
            },
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER append_only ON policy_rightrecord"),
    ]
