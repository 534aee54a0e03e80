from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from briefs.models import BriefRevision
from generation.models import Candidate, Recipe
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped

if TYPE_CHECKING:
    from review.models.checks import Waiver


class Finish(models.Model):
    """A picked candidate fitted to every placement and locale of its brief. A change makes the next number."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    revision = models.ForeignKey(BriefRevision, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="counts within the candidate")
    state = models.CharField(max_length=20, default="queued", help_text="see review/states.py")
    master_recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, related_name="+")
    master = models.ForeignKey(
        Blob, models.PROTECT, null=True, related_name="+", help_text="PNG the files are cut from"
    )
    boxes = models.JSONField(default=list, help_text="named regions of the master, 0-1")
    framed = models.BooleanField(default=False, help_text="whatever its engine can frame for the placements is there")
    focal = models.JSONField(null=True, help_text="focal frame set by hand, {x, y, w, h} 0-1; null: the engine's own")
    error = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    signed_at = models.DateTimeField(null=True, help_text="when all its gates had signed for the first time")

    objects = BrandScoped["Finish"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "finishes"
        constraints = [models.UniqueConstraint(fields=["candidate", "number"], name="finish_number")]

    def __str__(self) -> str:
        return f"{self.revision.brief.title}, candidate {self.candidate}, finish {self.number}"


class Rendition(models.Model):
    """What ships to one placement in one locale: a recipe and the exact bytes it gave."""

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="renditions")
    placement = models.ForeignKey("briefs.PlacementVersion", models.PROTECT, related_name="+")
    locale = models.CharField(max_length=20, blank=True, help_text="BCP 47; empty: no copy")
    hook = models.CharField(max_length=60, blank=True, help_text="which of the brief's hooks; empty: its first copy")
    focal = models.JSONField(null=True, help_text="focal frame for this placement alone, {x, y, w, h} 0-1")
    state = models.CharField(max_length=20, default="queued", help_text="queued, running, done, failed")
    source = models.ForeignKey(
        Blob, models.PROTECT, null=True, related_name="+", help_text="PNG framed for this placement; null: the master"
    )
    source_recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, related_name="+")
    source_boxes = models.JSONField(default=list, help_text="named regions of the source, 0-1")
    recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    encoded = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the file before its seal, as a replay gives it; empty: no seal"
    )
    made_of = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="digest of all that the file's bytes depend on; empty: made before that was kept",
    )
    preview = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="sRGB WebP for pages")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    layout = models.JSONField(default=dict, help_text="crop, text lines and logo box, contrast, findings")
    facts = models.JSONField(default=dict, help_text="software, quality found, seconds per node")
    error = models.CharField(max_length=500, blank=True)

    class RenditionQuerySet(BrandScoped["Rendition"]):
        brand_path = "finish__brand"

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["finish", "placement", "locale", "hook"], name="rendition_once"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(file__isnull=False, recipe__isnull=False),
                name="done_rendition_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement.placement} {self.words}".strip()

    @property
    def replayed(self) -> str:
        """The digest of the file that its recipe gives: its own, or where it is sealed, the one before."""
        return self.encoded or self.file_id or ""

    @property
    def words(self) -> str:
        """Which words it shows: "de", or "de · cold" for a hook."""
        return " · ".join(part for part in (self.locale, self.hook) if part)


class Check(models.Model):
    """One machine verdict about one rendition (or the whole finish), with its evidence."""

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="checks")
    rendition = models.ForeignKey(Rendition, models.CASCADE, null=True, related_name="checks")
    name = models.CharField(max_length=40)
    version = models.CharField(max_length=20, blank=True, help_text="of the check; empty: made before they had one")
    verdict = models.CharField(
        max_length=8, choices=[("pass", "Pass"), ("not run", "Not run"), ("warn", "Warn"), ("fail", "Fail")]
    )
    required = models.BooleanField(default=False, help_text="asked for: not run has to be accepted by name")
    blocks = models.BooleanField(default=False, help_text="asked for: not run holds the file back")
    asked_by = models.CharField(max_length=160, blank=True, help_text="which sets of required checks ask for it")
    sentence = models.CharField(max_length=500)
    measured = models.CharField(max_length=80, blank=True)
    limit = models.CharField(max_length=80, blank=True)
    remedy = models.CharField(max_length=300, blank=True)
    marks = models.JSONField(default=list, help_text="boxes to show on the picture, 0-1")
    heat = models.ForeignKey(
        Blob, models.PROTECT, null=True, related_name="+", help_text="PNG of what was measured, place by place"
    )
    scale = models.JSONField(default=dict, help_text="what its steps mean: {low, high, unit, passes}")
    shown = models.CharField(
        max_length=64, blank=True, help_text="digest of all that the check was shown; empty: it is always run"
    )

    waiver: Waiver | None = None  # who let it go, where a page has looked (review/waivers.py)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.verdict}"

    @property
    def holds(self) -> bool:
        """Does it keep its file from shipping?"""
        stands = self.verdict == "fail" or (self.blocks and self.verdict == "not run")
        return stands and self.waiver is None
