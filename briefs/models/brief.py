from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from studio.lib.canonical import digest
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Campaign(models.Model):
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["Campaign"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="campaign_slug")]

    def __str__(self) -> str:
        return self.name


class Brief(models.Model):
    """The living draft. What goes into production is a revision of it, which never changes."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="briefs")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="briefs")
    title = models.CharField(max_length=120)
    draft = models.JSONField(default=dict, help_text="the fields as last saved; see briefs/spec.py")
    saves = models.PositiveIntegerField(default=0, help_text="goes up with each save, so that two editors notice")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="draft", help_text="see briefs/states.py")
    made_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = BrandScoped["Brief"].as_manager()

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return self.title


class BriefRevision(models.Model):
    """An immutable snapshot: complete in itself, with the placements and style pack version it pins written out."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64, editable=False)
    style_pack = models.ForeignKey("briefs.StylePackVersion", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class BriefRevisionQuerySet(BrandScoped["BriefRevision"]):
        brand_path = "brief__brand"

    objects = BriefRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["brief", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"{self.brief}, revision {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A revision never changes. Submit the brief again.")
        self.digest = digest(self.document)
        super().save(*args, **kwargs)


class Reference(models.Model):
    """A picture somebody uploaded. `upload` is untouched and shown to nobody; `picture` is what a worker made of it."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="references")
    upload = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    picture = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(
        max_length=20, default="style", help_text="style, subject, layout, character, product, do-not"
    )
    note = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, help_text="the file's name as it was sent")
    state = models.CharField(max_length=20, default="waiting", help_text="waiting, ready, refused")
    refusal = models.CharField(max_length=300, blank=True, help_text="why it could not be used, in a sentence")
    outline = models.JSONField(null=True, blank=True, help_text="studio.lib.outline; null where nothing is transparent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class ReferenceQuerySet(BrandScoped["Reference"]):
        brand_path = "brief__brand"

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
