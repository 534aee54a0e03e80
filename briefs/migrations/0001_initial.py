import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "0002_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="people.brand"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("draft", models.JSONField(default=dict, help_text="the fields as last saved; see briefs/spec.py")),
                (
                    "saves",
                    models.PositiveIntegerField(
                        default=0, help_text="goes up with each save, so that two editors notice"
                    ),
                ),
                ("state", models.CharField(default="draft", help_text="see briefs/states.py", max_length=20)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="briefs", to="people.brand"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="briefs", to="briefs.campaign"
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80)),
                ("channel", models.CharField(help_text="web, social, email, display, OOH, print", max_length=40)),
                ("retired", models.BooleanField(default=False)),
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
                "ordering": ["channel", "name"],
            },
        ),
        migrations.CreateModel(
            name="PlacementVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField(help_text="what this version says; its digest is pinned by recipes")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("note", models.CharField(blank=True, help_text="what changed, in one line", max_length=200)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="briefs.placement"
                    ),
                ),
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
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PromptTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80)),
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
        ),
        migrations.CreateModel(
            name="PromptTemplateVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField(help_text="what this version says; its digest is pinned by recipes")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("note", models.CharField(blank=True, help_text="what changed, in one line", max_length=200)),
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="briefs.prompttemplate"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        default="style", help_text="style, subject, layout, character, product, do-not", max_length=20
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(help_text="the file's name as it was sent", max_length=120)),
                ("state", models.CharField(default="waiting", help_text="waiting, ready, refused", max_length=20)),
                (
                    "refusal",
                    models.CharField(blank=True, help_text="why it could not be used, in a sentence", max_length=300),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="references", to="briefs.brief"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lib.blob",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StylePack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="style_packs", to="people.brand"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="StylePackVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField(help_text="what this version says; its digest is pinned by recipes")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("note", models.CharField(blank=True, help_text="what changed, in one line", max_length=200)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="briefs.stylepack"
                    ),
                ),
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
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="BriefRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="briefs.brief"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "style_pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefs.stylepackversion"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(fields=("brand", "slug"), name="campaign_slug"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(fields=("brand", "slug"), name="placement_slug", nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name="placementversion",
            constraint=models.UniqueConstraint(fields=("placement", "number"), name="placement_version_number"),
        ),
        migrations.AddConstraint(
            model_name="prompttemplate",
            constraint=models.UniqueConstraint(fields=("brand", "slug"), name="template_slug", nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name="prompttemplateversion",
            constraint=models.UniqueConstraint(fields=("template", "number"), name="template_version_number"),
        ),
        migrations.AddConstraint(
            model_name="stylepack",
            constraint=models.UniqueConstraint(fields=("brand", "slug"), name="style_pack_slug"),
        ),
        migrations.AddConstraint(
            model_name="stylepackversion",
            constraint=models.UniqueConstraint(fields=("pack", "number"), name="style_pack_version_number"),
        ),
        migrations.AddConstraint(
            model_name="briefrevision",
            constraint=models.UniqueConstraint(fields=("brief", "number"), name="revision_number"),
        ),
    ]
