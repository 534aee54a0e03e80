import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("briefs", "0001_initial"),
        ("generation", "0001_initial"),
        ("lib", "0002_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("label", models.CharField(max_length=60)),
                ("verdict", models.CharField(choices=[("picked", "Pick"), ("rejected", "Reject")], max_length=10)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["verdict", "order", "label"],
            },
        ),
        migrations.CreateModel(
            name="Annotation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.CharField(help_text="SHA-256 of the picture that was marked", max_length=64)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("pin", "Pin"), ("box", "Box"), ("arrow", "Arrow"), ("stroke", "Stroke")],
                        max_length=10,
                    ),
                ),
                (
                    "points",
                    models.JSONField(
                        help_text="[[x, y], …], 0-1 from the top left: one for a pin, two for a box or arrow"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="generation.candidate"
                    ),
                ),
                (
                    "resolved_by",
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
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "annotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="review.annotation"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Finish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="counts within the candidate")),
                ("state", models.CharField(default="queued", help_text="see review/states.py", max_length=20)),
                ("boxes", models.JSONField(default=list, help_text="named regions of the master, 0-1")),
                (
                    "focal",
                    models.JSONField(
                        help_text="focal frame set by hand, {x, y, w, h} 0-1; null: the engine's own", null=True
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.candidate"
                    ),
                ),
                (
                    "master",
                    models.ForeignKey(
                        help_text="PNG the files are cut from",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lib.blob",
                    ),
                ),
                (
                    "master_recipe",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.recipe"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefs.briefrevision"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "finishes",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("brand", "Brand"), ("legal", "Legal")], max_length=10)),
                ("state", models.CharField(default="waiting", help_text="see review/states.py", max_length=20)),
                ("note", models.CharField(blank=True, help_text="why it was sent back", max_length=500)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gates", to="review.finish"
                    ),
                ),
            ],
            options={
                "ordering": ["kind"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="generation.candidate"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locale", models.CharField(blank=True, help_text="BCP 47; empty: no copy", max_length=20)),
                (
                    "focal",
                    models.JSONField(help_text="focal frame for this placement alone, {x, y, w, h} 0-1", null=True),
                ),
                ("state", models.CharField(default="queued", help_text="queued, running, done, failed", max_length=20)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                (
                    "layout",
                    models.JSONField(default=dict, help_text="crop, text lines and logo box, contrast, findings"),
                ),
                ("facts", models.JSONField(default=dict, help_text="software, quality found, seconds per node")),
                ("error", models.CharField(blank=True, max_length=500)),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"
                    ),
                ),
                (
                    "finish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="review.finish"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefs.placementversion"
                    ),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        help_text="sRGB WebP for pages",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lib.blob",
                    ),
                ),
                (
                    "recipe",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.recipe"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                (
                    "verdict",
                    models.CharField(choices=[("pass", "Pass"), ("warn", "Warn"), ("fail", "Fail")], max_length=4),
                ),
                ("sentence", models.CharField(max_length=500)),
                ("measured", models.CharField(blank=True, max_length=80)),
                ("limit", models.CharField(blank=True, max_length=80)),
                ("remedy", models.CharField(blank=True, max_length=300)),
                ("marks", models.JSONField(default=list, help_text="boxes to show on the picture, 0-1")),
                (
                    "finish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="review.finish"
                    ),
                ),
                (
                    "rendition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="review.rendition",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="annotation",
            name="rendition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="review.rendition",
            ),
        ),
        migrations.CreateModel(
            name="Selection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(choices=[("picked", "Picked"), ("rejected", "Rejected")], max_length=10)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="generation.candidate"
                    ),
                ),
                ("reasons", models.ManyToManyField(blank=True, related_name="+", to="review.reason")),
            ],
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("manifest", models.JSONField(help_text="[{placement, locale, sha256, bytes}, …]: exactly what ships")),
                ("digest", models.CharField(help_text="SHA-256 of the canonical manifest", max_length=64)),
                (
                    "checks",
                    models.CharField(help_text="SHA-256 of the canonical check results that were shown", max_length=64),
                ),
                ("policy", models.CharField(help_text="the version of the rules the checks ran under", max_length=40)),
                ("accepted", models.JSONField(default=list, help_text="names of the warnings the signer accepted")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "gate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_off", to="review.gate"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="finish",
            constraint=models.UniqueConstraint(fields=("candidate", "number"), name="finish_number"),
        ),
        migrations.AddConstraint(
            model_name="gate",
            constraint=models.UniqueConstraint(fields=("finish", "kind"), name="one_gate_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("candidate", "by"), name="one_rating_each"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars__gte", 1), ("stars__lte", 5)), name="one_to_five_stars"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(fields=("finish", "placement", "locale"), name="rendition_once"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(("file__isnull", False), ("recipe__isnull", False)),
                    _connector="OR",
                ),
                name="done_rendition_has_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.UniqueConstraint(fields=("candidate", "number"), name="annotation_number"),
        ),
    ]
