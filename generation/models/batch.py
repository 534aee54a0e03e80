from __future__ import annotations

from django.conf import settings
from django.db import models

from briefs.models import BriefRevision
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped

SEED = models.BigIntegerField  # 0 … 2**32 - 1


class PlannedSet(models.Model):
    """One brief over its axes, planned and estimated before anything runs: a batch a colourway, from shared seeds."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    revision = models.ForeignKey(BriefRevision, models.PROTECT, related_name="+")
    model = models.ForeignKey("generation.ModelEntry", models.PROTECT, related_name="+")
    axes = models.JSONField(help_text="locales, colourways, hooks, placements: what was chosen of each")
    count = models.PositiveIntegerField(help_text="options for each colourway")
    cap = models.PositiveIntegerField(help_text="the most pictures it may make; never passed")
    seed = SEED()
    estimate = models.JSONField(default=dict, help_text="pictures, files, seconds, cost_micros, as shown when ordered")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(null=True, unique=True, help_text="the form's idempotency key: a double click is one set")

    objects = BrandScoped["PlannedSet"].as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.revision.brief.title}, set of {len(self.axes.get('colourways', [])) or 1}"


class Batch(models.Model):
    """N candidates of one brief revision on one model at one tier."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    revision = models.ForeignKey(BriefRevision, models.PROTECT, related_name="+")
    model = models.ForeignKey("generation.ModelEntry", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="counts within the brief")
    tier = models.CharField(max_length=20, default="discovery")
    count = models.PositiveIntegerField()
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    seed = SEED()
    scene = models.JSONField(null=True, help_text="an edited scene; null: the engine plans one from the brief")
    edited_from = models.ForeignKey(
        "generation.Candidate", models.PROTECT, null=True, related_name="edits", help_text="whose scene was edited"
    )
    planned = models.ForeignKey(PlannedSet, models.PROTECT, null=True, related_name="batches")
    colourway = models.JSONField(null=True, help_text="{name, hex} of the product in this batch; null: as briefed")
    prompt = models.JSONField(help_text="the compiled prompt: dialect, positive, negative, phrases, digest")
    guides = models.JSONField(default=dict, help_text="what it is held to besides words (generation/engine/guides.py)")
    together = models.PositiveSmallIntegerField(default=1, help_text="pictures computed in one device batch, at most")
    promoted_from = models.ForeignKey(
        "generation.Candidate", models.PROTECT, null=True, related_name="promotions", help_text="the pick it enlarges"
    )
    revised_from = models.ForeignKey(
        "generation.Candidate", models.PROTECT, null=True, related_name="revisions", help_text="painted anew in part"
    )
    search = models.JSONField(
        null=True, help_text="what passes, how many are wanted, what it may cost; null: no search"
    )
    found = models.JSONField(null=True, help_text="what the search came to: passed, made, ratio, why it ended")
    estimate = models.JSONField(default=dict, help_text="seconds and micros, median and 90th centile, when ordered")
    due = models.DateField(null=True, help_text="the brief's or its campaign's day, as it was when ordered")
    paused_at = models.DateTimeField(null=True, help_text="nothing of it is begun until it is resumed")
    state = models.CharField(max_length=20, default="queued", help_text="see generation/states.py")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(
        null=True, help_text="when a candidate of it was last begun: turns are taken by this"
    )
    ended_at = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True, help_text="the form's idempotency key: a double click is one batch")

    objects = BrandScoped["Batch"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "batches"
        indexes = [
            models.Index(fields=["state"], condition=models.Q(state__in=["queued", "running"]), name="batch_open")
        ]

    def __str__(self) -> str:
        return f"{self.revision.brief.title}, batch {self.number}"

    @property
    def version_of(self) -> Candidate | None:
        """The picture whose next versions these are: promoted, or painted anew in part."""
        return self.promoted_from or self.revised_from


class Candidate(models.Model):
    """One option. The row is the order of work: it exists before its picture, and a worker's claim on it is a lease."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="candidates")
    position = models.PositiveIntegerField(help_text="counts from 0 within the batch")
    seed = SEED()
    state = models.CharField(max_length=20, default="waiting", help_text="see generation/states.py")
    recipe = models.ForeignKey("generation.Recipe", models.PROTECT, null=True, related_name="+")
    picture = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="PNG, full size")
    preview = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="WebP for sheets")
    sizes = models.JSONField(
        default=list, help_text="smaller copies for pages: [{w, h, type, sha256}, …], AVIF and WebP"
    )
    thumbhash = models.CharField(
        max_length=40, blank=True, help_text="base64, about 25 bytes: what stands before it loads"
    )
    pixels = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the raw pixels")
    passes = models.JSONField(default=dict, help_text="name -> blob digest: depth, normals, masks")
    boxes = models.JSONField(default=list, help_text="named regions, 0-1")
    notes = models.JSONField(default=list, help_text="what the engine understood and what not, in sentences")
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=20, blank=True, help_text="of a failure: see generation/states.py")
    accepted = models.BooleanField(null=True, help_text="by its batch's search; null: not judged")
    acceptance = models.JSONField(default=list, help_text="each test of the search: name, verdict, value, limit, words")
    ticket = models.JSONField(null=True, help_text="what a remote service calls the job it was handed")
    ready_at = models.DateTimeField(null=True, help_text="not to be begun before: a service asked for patience")
    attempts = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True, help_text="the token of the worker that holds the lease")
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class CandidateQuerySet(BrandScoped["Candidate"]):
        brand_path = "batch__brand"

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="candidate_position"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(picture__isnull=False, recipe__isnull=False),
                name="done_has_a_picture",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "position"], condition=models.Q(state="waiting"), name="candidate_waiting"),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="candidate_leased"),
        ]

    def __str__(self) -> str:
        return f"{self.position + 1:03d}"


class Run(models.Model):
    """One execution of a recipe by one worker. A candidate has as many as it took; one of them succeeded."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="runs")
    claim = models.UUIDField(unique=True)
    worker = models.CharField(max_length=120)
    device = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=20, default="running", help_text="running, done, released, failed, cancelled, lost"
    )
    seconds = models.FloatField(null=True)
    reason = models.CharField(max_length=20, blank=True, help_text="why it came to nothing: see generation/states.py")
    charged = models.FloatField(default=0, help_text="virtual seconds its person was charged when it began")
    cost_micros = models.PositiveBigIntegerField(null=True, help_text="millionths of the rate card's currency")
    facts = models.JSONField(default=dict, help_text="software, device, dtype: what replay compares")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["ended_at"], name="run_ended"),
            models.Index(
                fields=["ended_at"], condition=~models.Q(outcome__in=["running", "done"]), name="run_came_to_nothing"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=models.Q(outcome="done"), name="one_run_made_the_candidate"
            )
        ]

    def __str__(self) -> str:
        return f"run of {self.candidate_id} on {self.worker}: {self.outcome}"
