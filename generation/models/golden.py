from __future__ import annotations

from django.db import models

from briefs.models import StylePackVersion
from studio.lib.models import Blob
from studio.people.scoping import BrandScoped


class Golden(models.Model):
    """A style pack version's picture of a fixed brief and seed: rendered before publishing, compared with the last."""

    version = models.ForeignKey(StylePackVersion, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    place = models.PositiveIntegerField(default=0)
    pack_digest = models.CharField(max_length=64, help_text="of the document it was rendered from: a draft changes")
    recipe = models.ForeignKey("generation.Recipe", models.PROTECT, null=True, related_name="+")
    picture = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="PNG")
    preview = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="WebP for pages")
    state = models.CharField(max_length=20, default="waiting", help_text="waiting, done, failed")
    error = models.CharField(max_length=500, blank=True)
    against = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    drift = models.JSONField(default=dict, help_text="delta_e, structure, … against that one; empty: none")
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class GoldenQuerySet(BrandScoped["Golden"]):
        brand_path = "version__pack__brand"

    objects = GoldenQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "name", "pack_digest"], name="golden_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.version}"
