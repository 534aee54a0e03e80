"""What ranking knows: features of each picture, and per brand what was learned from judgements about them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from generation.models import Candidate
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Features(models.Model):
    """What was measured of one picture, on this machine, by `version` of the measures (generation/engine/features)."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="features")
    version = models.PositiveIntegerField()
    values = models.JSONField(help_text="name -> number: palette, copy_space, sharpness, …")
    fingerprint = models.BigIntegerField(help_text="64-bit perceptual hash, as a signed integer")
    colours = models.JSONField(default=list, help_text="small Lab signature that tells near-duplicates from lookalikes")
    structure = models.BinaryField(
        null=True, help_text="24 x 24 lightness; empty: no picture could be read; null: too old"
    )
    embedding = ArrayField(models.FloatField(), null=True, help_text="of a registered image encoder; null: none ran")
    encoder = models.CharField(max_length=80, blank=True, help_text="which encoder, and its digest")
    look = models.FloatField(
        null=True, help_text="along the direction that `look_of` learned: like what was picked, or not"
    )
    look_of = models.ForeignKey("Ranking", models.SET_NULL, null=True, related_name="+")
    stack = models.PositiveIntegerField(null=True, help_text="near-duplicates of a batch share it: the lead's position")
    at = models.DateTimeField(auto_now=True)

    class FeaturesQuerySet(BrandScoped["Features"]):
        brand_path = "candidate__batch__brand"

    objects = FeaturesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "features"

    def __str__(self) -> str:
        return f"features of {self.candidate_id}"


class Ranking(models.Model):
    """One version of what a brand's judgements taught: a small linear model, its evidence and report. Never changes."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="counts within the brand")
    weights = models.JSONField(help_text="feature -> weight on its standardised value, with means and deviations")
    learned_from = models.JSONField(help_text="picks, rejects, ratings, duels, reasons, batches, the last event seen")
    report = models.JSONField(help_text="on held-out batches: recall of picks in the top 10 %, random, by batch")
    better = models.BooleanField(help_text="better than random on held-out batches: only then it orders anything")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BrandScoped["Ranking"].as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="ranking_number")]

    def __str__(self) -> str:
        return f"ranking {self.number} of {self.brand}"


class RankingSwitch(models.Model):
    """A brand whose ranking was switched off (or on again), by whom and when. No row: on."""

    brand = models.OneToOneField(Brand, models.CASCADE, related_name="+")
    on = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"ranking of {self.brand}: {'on' if self.on else 'off'}"
