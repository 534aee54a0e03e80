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
    due = models.DateField(null=True, blank=True, help_text="when the last file has to be there")
    budget_micros = models.PositiveBigIntegerField(null=True, blank=True, help_text="millionths of a euro; null: none")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["Campaign"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="campaign_slug")]

    def __str__(self) -> str:
        return self.name


class CampaignPin(models.Model):
    """The style pack version that a campaign stays with, whatever is published later. At most one a pack."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="pins")
    pack = models.ForeignKey("briefs.StylePack", models.PROTECT, related_name="+")
    version = models.ForeignKey("briefs.StylePackVersion", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class CampaignPinQuerySet(BrandScoped["CampaignPin"]):
        brand_path = "campaign__brand"

    objects = CampaignPinQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "pack"], name="campaign_pin")]

    def __str__(self) -> str:
        return f"{self.campaign} stays with {self.version}"


class Brief(models.Model):
    """The living draft. What goes into production is a revision of it, which never changes."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="briefs")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="briefs")
    title = models.CharField(max_length=120)
    draft = models.JSONField(default=dict, help_text="the fields as last saved; see briefs/spec.py")
    saves = models.PositiveIntegerField(default=0, help_text="goes up with each save, so that two editors notice")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="draft", help_text="see briefs/states.py")
    due = models.DateField(null=True, blank=True, help_text="when its files have to be there")
    key = models.CharField(
        max_length=64, blank=True, help_text="of the row it was imported from: the same row makes no second brief"
    )
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = BrandScoped["Brief"].as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], condition=~models.Q(key=""), name="brief_imported_once")
        ]

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
    place = models.PositiveIntegerField(default=0, help_text="its place in the list; lower comes first")
    rights = models.JSONField(
        default=dict, blank=True, help_text="{source, licence, until, territories}: what we may do with it, as recorded"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class ReferenceQuerySet(BrandScoped["Reference"]):
        brand_path = "brief__brand"

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.name


class BriefComment(models.Model):
    """What somebody said about a field of a brief. A thread is a comment and its answers; none is ever edited."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="comments")
    field = models.CharField(max_length=40, blank=True, help_text="a field of BriefSpec; empty: the whole brief")
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class BriefCommentQuerySet(BrandScoped["BriefComment"]):
        brand_path = "brief__brand"

    objects = BriefCommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class BriefTemplate(models.Model):
    """A draft document to start a brief from. Without a brand: everybody's."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=200, blank=True, help_text="when to take it")
    document = models.JSONField(help_text="a draft, see briefs/spec.py")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    retired = models.BooleanField(default=False)

    class BriefTemplateQuerySet(BrandScoped["BriefTemplate"]):
        shared = True

    objects = BriefTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="brief_template_slug", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name


class BriefImport(models.Model):
    """A file of briefs that somebody sent: read, judged row by row, shown, and only then carried out."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="imports")
    upload = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="the file's name as it was sent")
    kind = models.CharField(max_length=8, help_text="csv, json")
    verdicts = models.JSONField(default=list, help_text="one a row: line, verdict, sentences, key, brief")
    made = models.PositiveIntegerField(default=0, help_text="briefs it made")
    state = models.CharField(max_length=20, default="judged", help_text="judged, imported")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True, blank=True)

    class BriefImportQuerySet(BrandScoped["BriefImport"]):
        brand_path = "campaign__brand"

    objects = BriefImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
