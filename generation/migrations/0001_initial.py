import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("briefs", "0001_initial"),
        ("lib", "0002_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recipe",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("queues", models.JSONField(default=list)),
                ("device", models.CharField(blank=True, max_length=80)),
                ("warm", models.CharField(blank=True, help_text="weights digest of the warm model", max_length=64)),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ModelEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                ("engine", models.CharField(help_text="previz, diffusers", max_length=20)),
                ("family", models.CharField(blank=True, help_text="sd15, sdxl, sd3, flux, …", max_length=20)),
                (
                    "dialect",
                    models.CharField(
                        default="clip", help_text="how its prompts are compiled: previz, clip, t5", max_length=20
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, help_text="a folder on the workers, or a hub id", max_length=500),
                ),
                (
                    "weights",
                    models.CharField(blank=True, help_text="SHA-256 over the files that change pixels", max_length=64),
                ),
                (
                    "settings",
                    models.JSONField(
                        default=dict, help_text="steps, guidance, scheduler, dtype, samples, default sizes"
                    ),
                ),
                (
                    "licence",
                    models.JSONField(
                        default=dict,
                        help_text="id, version, read_on, use_classes, territories, until, url: what the licence check reads",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default="waiting", help_text="waiting for its scan, ready, refused", max_length=20
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True, help_text="why its folder cannot be used, in a sentence", max_length=500
                    ),
                ),
                (
                    "active",
                    models.BooleanField(default=True, help_text="off: deprecated, offered to nobody, still replayed"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        help_text="empty: everybody's",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.brand",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="generation.modelentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "model",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="counts within the brief")),
                ("tier", models.CharField(default="discovery", max_length=20)),
                ("count", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField(help_text="pixels")),
                ("height", models.PositiveIntegerField(help_text="pixels")),
                ("seed", models.BigIntegerField()),
                (
                    "prompt",
                    models.JSONField(help_text="the compiled prompt: dialect, positive, negative, phrases, digest"),
                ),
                ("state", models.CharField(default="queued", help_text="see generation/states.py", max_length=20)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("began_at", models.DateTimeField(null=True)),
                (
                    "served_at",
                    models.DateTimeField(
                        help_text="when a candidate of it was last begun: turns are taken by this", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "once",
                    models.UUIDField(
                        help_text="the form's idempotency key: a double click is one batch", null=True, unique=True
                    ),
                ),
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefs.briefrevision"
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.modelentry"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "batches",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RateCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.CharField(help_text="as workers report it; empty is any device", max_length=80)),
                ("micros_per_second", models.PositiveBigIntegerField(help_text="millionths of the currency unit")),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("since", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("device", "since"), name="rate_card_from")],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(help_text="counts from 0 within the batch")),
                ("seed", models.BigIntegerField()),
                ("state", models.CharField(default="waiting", help_text="see generation/states.py", max_length=20)),
                ("pixels", models.CharField(blank=True, help_text="SHA-256 of the raw pixels", max_length=64)),
                ("passes", models.JSONField(default=dict, help_text="name -> blob digest: depth, normals, masks")),
                ("boxes", models.JSONField(default=list, help_text="named regions, 0-1")),
                (
                    "notes",
                    models.JSONField(default=list, help_text="what the engine understood and what not, in sentences"),
                ),
                ("steps_done", models.PositiveIntegerField(default=0)),
                ("steps_total", models.PositiveIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("claim", models.UUIDField(help_text="the token of the worker that holds the lease", null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="candidates", to="generation.batch"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        help_text="PNG, full size",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lib.blob",
                    ),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        help_text="WebP for sheets",
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
                "ordering": ["batch", "position"],
            },
        ),
        migrations.CreateModel(
            name="Replay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("expected_file", models.CharField(help_text="SHA-256 of the file as it was stored", max_length=64)),
                ("expected_pixels", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(default="waiting", help_text="waiting, running, done, failed", max_length=20),
                ),
                ("verdict", models.CharField(blank=True, help_text="identical, same pixels, differs", max_length=20)),
                (
                    "detail",
                    models.JSONField(
                        default=dict, help_text="what differs: digests, facts then and now, largest difference"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
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
                (
                    "recipe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.recipe"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.UUIDField(unique=True)),
                ("worker", models.CharField(max_length=120)),
                ("device", models.CharField(blank=True, max_length=80)),
                ("began_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        default="running", help_text="running, done, released, failed, cancelled, lost", max_length=20
                    ),
                ),
                ("seconds", models.FloatField(null=True)),
                (
                    "cost_micros",
                    models.PositiveBigIntegerField(help_text="millionths of the rate card's currency", null=True),
                ),
                ("facts", models.JSONField(default=dict, help_text="software, device, dtype: what replay compares")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="generation.candidate"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "running"])), fields=["state"], name="batch_open"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["batch", "position"], name="candidate_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["lease_until"], name="candidate_leased"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("batch", "position"), name="candidate_position"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(("picture__isnull", False), ("recipe__isnull", False)),
                    _connector="OR",
                ),
                name="done_has_a_picture",
            ),
        ),
        migrations.AddIndex(
            model_name="replay",
            index=models.Index(fields=["recipe", "-id"], name="replay_recipe"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "done")), fields=("candidate",), name="one_run_made_the_candidate"
            ),
        ),
    ]
