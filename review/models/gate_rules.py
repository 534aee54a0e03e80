from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from review.models.finish import Finish
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class GateTemplate(models.Model):
    """The gates of a use class, of a brand or of everybody. A change is the next number; the newest is in force."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    use_class = models.CharField(max_length=20, blank=True, help_text="empty: whatever has none of its own")
    number = models.PositiveIntegerField()
    document = models.JSONField(help_text="review/gates/terms.py; empty: withdrawn, the next wider one is in force")
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True, help_text="what changed, in one line")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class GateTemplateQuerySet(BrandScoped["GateTemplate"]):
        shared = True

    objects = GateTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "use_class", "number"], name="gate_template_number", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"gates for {self.use_class or 'every use'} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A published template never changes. Publish the next one.")
        super().save(*args, **kwargs)


class DelegationQuerySet(BrandScoped["Delegation"]):
    def in_force(self, day: dt.date) -> Self:
        return self.filter(withdrawn_at=None, first_day__lte=day, last_day__gte=day)


class Delegation(models.Model):
    """Somebody signs in another's place for some days, and says so with each signature."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, help_text="the discipline")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    why = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="delegated_to_another"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="delegated_for_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.taker} for {self.giver} ({self.kind})"


class GateComment(models.Model):
    """What somebody says of a finish at its gates. Who comments signs nothing by that. Append-only."""

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="gate_comments")
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class GateCommentQuerySet(BrandScoped["GateComment"]):
        brand_path = "finish__brand"

    objects = GateCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Reviewer(models.Model):
    """Somebody who was asked to look at a finish and to comment, and has no signature to give there."""

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class ReviewerQuerySet(BrandScoped["Reviewer"]):
        brand_path = "finish__brand"

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["finish", "person"], name="reviewer_once")]

    def __str__(self) -> str:
        return str(self.person)
