from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from generation.models import Candidate
from studio.lib.models import Event
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Reason(models.Model):
    """Why something is picked or rejected: a fixed vocabulary per brand, so that judgements become data."""

    brand = models.ForeignKey(
        Brand,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="empty: of the house, for brands without a list",
    )
    slug = models.SlugField(max_length=100, unique=True, help_text="for ever; labels may be reworded")
    label = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=[("picked", "Pick"), ("rejected", "Reject")])
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(
        null=True, blank=True, help_text="not offered since; what was said with it stands"
    )

    class ReasonQuerySet(BrandScoped["Reason"]):
        shared = True

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["verdict", "order", "label"]

    def __str__(self) -> str:
        return self.label


def judgements(person: Any) -> models.QuerySet[Event]:
    """What this person said of candidates: verdicts and stars, also those taken back since. No stars are no word."""
    stars = models.Q(kind="candidate.rate", data__after__stars__gt=0)
    return Event.objects.filter(
        models.Q(kind__in=("candidate.pick", "candidate.reject")) | stars, noun="candidate", by=person
    )


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

        def in_the_open(self) -> Self:
            """Less all of batches that are judged blind now: for figures that are the same for everybody."""
            return self.exclude(candidate__batch__in=BlindRound.objects.values("batch"))

        def told(self, viewer: Any) -> Self:
            """Less those that a blind round keeps from this person: see review/blind.py."""
            said = judgements(viewer).filter(subject=models.OuterRef("candidate"))
            blind = models.Exists(BlindRound.objects.filter(batch=models.OuterRef("candidate__batch")))
            return self.exclude(blind & ~models.Q(by=viewer) & ~models.Q(models.Exists(said)))

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


class BlindRound(models.Model):
    """While it lasts, nobody sees what others said of a candidate before they have judged it themselves."""

    batch = models.OneToOneField("generation.Batch", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"blind round of {self.batch}"


class Duel(models.Model):
    """Two candidates were shown side by side and one was preferred, or neither. Append-only, as votes are."""

    batch = models.ForeignKey("generation.Batch", models.CASCADE, related_name="+")
    left = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    right = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    winner = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="+", help_text="null: no difference")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(null=True, unique=True)
    taken_back_at = models.DateTimeField(null=True)

    class DuelQuerySet(BrandScoped["Duel"]):
        brand_path = "batch__brand"

    objects = DuelQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(left=models.F("right")), name="duel_of_two"),
            models.CheckConstraint(
                condition=models.Q(winner__isnull=True)
                | models.Q(winner=models.F("left"))
                | models.Q(winner=models.F("right")),
                name="duel_won_by_one_of_them",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} or {self.right_id}"
