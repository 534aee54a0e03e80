from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Recipe(models.Model):
    """A stored recipe document under its own digest (generation/engine/recipe.py). Never changes."""

    digest = models.CharField(primary_key=True, max_length=64)
    document = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]


class Replay(models.Model):
    """One re-rendering of a recipe, held against the bytes it gave the first time."""

    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="+")
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    expected_file = models.CharField(max_length=64, help_text="SHA-256 of the file as it was rendered")
    held = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the stored file, where that is sealed and so not as rendered"
    )
    expected_pixels = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, default="waiting", help_text="waiting, running, done, failed")
    verdict = models.CharField(max_length=20, blank=True, help_text="identical, same pixels, differs")
    detail = models.JSONField(default=dict, help_text="what differs: digests, facts then and now, largest difference")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = BrandScoped[Any].as_manager()

    class Meta:
        indexes = [models.Index(fields=["recipe", "-id"], name="replay_recipe")]

    def __str__(self) -> str:
        return f"replay of {self.recipe_id[:12]}: {self.verdict or self.state}"
