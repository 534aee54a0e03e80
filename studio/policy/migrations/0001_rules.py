import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was judged, and by which words, is never rewritten: not by the code, and not past it.
KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON policy_judgement
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON policy_verdict
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only();
CREATE TRIGGER published BEFORE UPDATE OR DELETE ON policy_ruleversion
FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION gatefold_append_only()
"""
NOT_KEPT = """
DROP TRIGGER append_only ON policy_judgement; DROP TRIGGER append_only ON policy_verdict;
DROP TRIGGER published ON policy_ruleversion
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "0004_chain"),
        ("people", "0003_told_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("moment", models.CharField(max_length=20)),
                ("noun", models.CharField(max_length=40)),
                ("subject", models.BigIntegerField(help_text="primary key of the noun")),
                (
                    "policy",
                    models.CharField(help_text="SHA-256 over the digests of the rules that were asked", max_length=64),
                ),
                ("rules", models.PositiveIntegerField(help_text="how many were asked")),
                ("facts", models.JSONField(help_text="all that was known")),
                (
                    "outcome",
                    models.CharField(help_text="the heaviest effect, or empty: nothing against it", max_length=10),
                ),
                (
                    "brand",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.brand"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("condition", models.TextField(help_text="when it applies: studio/policy/language")),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("deny", "Deny"),
                            ("gate", "Require a gate"),
                            ("disclose", "Require a visible disclosure"),
                            ("metadata", "Require metadata"),
                            ("warn", "Warn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asks",
                    models.JSONField(
                        default=dict,
                        help_text="of a gate: its kind; of a disclosure: text and size; of metadata: the fields",
                    ),
                ),
                (
                    "moments",
                    models.JSONField(default=list, help_text="where on the line it is asked; empty: everywhere"),
                ),
                ("sentence", models.CharField(help_text="what is said where it applies", max_length=300)),
                ("remedy", models.CharField(blank=True, help_text="what to do about it", max_length=300)),
                (
                    "source",
                    models.CharField(help_text="the law, licence or contract, with its section", max_length=200),
                ),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("read_on", models.DateField(help_text="when somebody read the source")),
                ("second_hand", models.BooleanField(default=False, help_text="read about it, not the source itself")),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, help_text="the last day", null=True)),
                ("note", models.CharField(blank=True, help_text="what changed, in one line", max_length=200)),
                ("digest", models.CharField(help_text="SHA-256 over all that it says", max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="policy.rule"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("deny", "Deny"),
                            ("gate", "Require a gate"),
                            ("disclose", "Require a visible disclosure"),
                            ("metadata", "Require metadata"),
                            ("warn", "Warn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided", models.BooleanField(help_text="false: a fact it speaks of was not known")),
                ("facts", models.JSONField(help_text="those it speaks of, as they were seen; null: not known")),
                ("sentence", models.CharField(max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=300)),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="policy.judgement"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.ruleversion"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(fields=["noun", "subject", "-id"], name="judgement_subject"),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.UniqueConstraint(fields=("brand", "slug"), name="rule_slug", nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.UniqueConstraint(fields=("rule", "number"), name="rule_version_number"),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
