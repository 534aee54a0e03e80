"""The words a brand uses, the people it shows, and the pictures that explain both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from briefs.models.catalogue import SharedQuerySet, Version, VersionQuerySet
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Picture(models.Model):
    """A picture that somebody uploaded for a brand's catalogue: an example, a view of a character, a style reference.

    `upload` is untouched and shown to nobody; `picture` is what a worker made of it.
    """

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    picture = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, help_text="the file's name as it was sent")
    state = models.CharField(max_length=20, default="waiting", help_text="waiting, ready, refused")
    refusal = models.CharField(max_length=300, blank=True, help_text="why it could not be used, in a sentence")
    outline = models.JSONField(null=True, blank=True, help_text="studio.lib.outline; null where nothing is transparent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["Picture"].as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A word of one vocabulary. Without a brand: everybody's. A deprecated one maps forward to its successor."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    vocabulary = models.CharField(max_length=40, help_text="the field of a brief it is for: light, mood, style, …")
    slug = models.SlugField(max_length=80)
    label = models.CharField(max_length=120)
    definition = models.CharField(max_length=500, blank=True)
    synonyms = models.JSONField(default=list, blank=True, help_text="other words that mean it")
    tokens = models.JSONField(default=dict, blank=True, help_text="dialect -> how the prompt says it; else the label")
    examples = models.ManyToManyField(Picture, blank=True, related_name="+")
    deprecated = models.BooleanField(default=False)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: Any = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "label"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "vocabulary", "slug"], name="term_slug", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.label


class Character(models.Model):
    """Somebody who has to look the same in every picture. The sheet is the published version's document."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    slug = models.SlugField()
    name = models.CharField(max_length=80)
    retired = models.BooleanField(default=False)

    objects = BrandScoped["Character"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="character_slug")]

    def __str__(self) -> str:
        return self.name


class CharacterVersion(Version):
    """The character sheet; see briefs/character.py for its document."""

    character = models.ForeignKey(Character, models.CASCADE, related_name="versions")

    class CharacterVersionQuerySet(VersionQuerySet):
        brand_path = "character__brand"
        shared = False

    objects = CharacterVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["character", "number"], name="character_version_number")]

    def __str__(self) -> str:
        return f"{self.character} v{self.number}"
