"""Survivors put against each other in the world: an A/B set, and what came back of it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from briefs.models import Brief
from generation.models import Candidate
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class VariantSet(models.Model):
    """N survivors of one brief to be tested against each other."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="counts within the brief")
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=200, blank=True, help_text="what the test is to tell")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects = BrandScoped["VariantSet"].as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["brief", "number"], name="variant_set_number")]

    def __str__(self) -> str:
        return self.name


class Variant(models.Model):
    """One creative of a set; `code` is what stands in file names and in the ad platform's reports."""

    set = models.ForeignKey(VariantSet, models.CASCADE, related_name="variants")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="variants")
    letter = models.CharField(max_length=2, help_text="A, B, C, … within the set")
    code = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["set", "letter"], name="variant_letter"),
            models.UniqueConstraint(fields=["set", "candidate"], name="variant_once"),
        ]

    def __str__(self) -> str:
        return self.code


class VariantResult(models.Model):
    """What one file said of one variant on one channel in one period. Importing the same file twice adds nothing."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="results")
    source = models.ForeignKey(Blob, models.PROTECT, related_name="+", help_text="the CSV it came from")
    channel = models.CharField(max_length=60, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    impressions = models.PositiveBigIntegerField()
    clicks = models.PositiveBigIntegerField()
    conversions = models.PositiveBigIntegerField(default=0)
    spend = models.DecimalField(max_digits=14, decimal_places=2, null=True, validators=[MinValueValidator(0)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "channel", "since", "until"], name="variant_result_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(clicks__lte=models.F("impressions")), name="clicks_are_of_impressions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {self.clicks} of {self.impressions}"
