from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from generation.models import Candidate
from studio.people.scoping import BrandScoped


class Reason(models.Model):
    """Why something is picked or rejected: a fixed vocabulary, so that judgements become data."""

    slug = models.SlugField(unique=True)
    label = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=[("picked", "Pick"), ("rejected", "Reject")])
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["verdict", "order", "label"]

    def __str__(self) -> str:
        return self.label


class Selection(models.Model):
    """What was decided about a candidate: one current verdict. How it came about is in the events."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=[("picked", "Picked"), ("rejected", "Rejected")])
    reasons = models.ManyToManyField(Reason, related_name="+", blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class SelectionQuerySet(BrandScoped["Selection"]):
        brand_path = "candidate__batch__brand"

    objects = SelectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], condition=models.Q(verdict="rejected"), name="selection_rejected")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.verdict}"


class Rating(models.Model):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "by"], name="one_rating_each"),
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} stars"
