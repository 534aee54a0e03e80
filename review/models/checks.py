from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models

from briefs.models import Brief, Picture, Placement
from briefs.models.catalogue import Version, VersionQuerySet
from review.models.finish import Finish
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Waiver(models.Model):
    """Somebody who answers for a check lets files go in spite of it: for these, why, and until when. Never changed; it
    ends with its last day, or is withdrawn."""

    class Scope(models.TextChoices):
        FILE = "file", "One file of one brief"
        PLACEMENT = "placement", "A placement, in every brief"
        BRAND = "brand", "The whole brand"

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, help_text="of the check")
    verdict = models.CharField(max_length=8, help_text="the worst that is let go: not run, warn or fail")
    scope = models.CharField(max_length=10, choices=Scope)
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="+", help_text="of one file's scope")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="+")
    locale = models.CharField(max_length=20, blank=True)
    hook = models.CharField(max_length=60, blank=True)
    finish = models.ForeignKey(Finish, models.PROTECT, related_name="+", help_text="where it was seen")
    said = models.CharField(max_length=500, help_text="what the check said there")
    why = models.CharField(max_length=500)
    until = models.DateField(help_text="the last day on which it holds")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class WaiverQuerySet(BrandScoped["Waiver"]):
        def standing(self, day: dt.date) -> Self:
            """Those that hold on this day."""
            return self.filter(withdrawn_at__isnull=True, until__gte=day)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["brand", "until"], name="waiver_until")]

    def __str__(self) -> str:
        return f"{self.name} waived by {self.by} until {self.until}"


class ProtectedMark(models.Model):
    """A mark that no picture of the brand may come near: a rival's, or its own, which is set and never drawn. It counts
    for whatever is checked from now on, in every brief."""

    class Whose(models.TextChoices):
        THEIRS = "theirs", "Somebody else’s"
        OURS = "ours", "Our own"

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    whose = models.CharField(max_length=10, choices=Whose)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", help_text="counts once a worker has read it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, help_text="no longer looked for since then")

    objects = BrandScoped["ProtectedMark"].as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class RequiredChecks(Version):
    """Which checks are asked for where, and how strictly. Without a brand: everywhere; a brand's own stand beside, and
    can ask for more. `document` is {asks: [{check, placement, use_class, not_run, warn}]} (review/required.py)."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, related_name="+")

    class RequiredChecksQuerySet(VersionQuerySet):
        pass

    objects = RequiredChecksQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "required checks"
        constraints = [
            models.UniqueConstraint(fields=["brand", "number"], name="required_checks_number", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.brand or 'House'} v{self.number}"


class Recheck(models.Model):
    """The checks of a finish that nobody signed yet, asked for again. What changed replaces what was said before, which
    is kept here: a signature on the way names it by its digest."""

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="rechecks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    changed = models.JSONField(default=list, help_text="names of the checks whose verdict or words changed")
    run = models.PositiveIntegerField(default=0, help_text="how many checks were run; the others were shown the same")
    stood = models.PositiveIntegerField(default=0, help_text="how many were shown the same as before")
    before = models.JSONField(default=list, help_text="what was said before, where it changed")
    checks_before = models.CharField(max_length=64, blank=True, help_text="digest of all checks as they were")
    checks_after = models.CharField(max_length=64, blank=True, help_text="the same, after")
    error = models.CharField(max_length=500, blank=True, help_text="why nothing was checked")

    class RecheckQuerySet(BrandScoped["Recheck"]):
        brand_path = "finish__brand"

    objects = RecheckQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["finish"], condition=models.Q(done_at__isnull=True), name="one_recheck_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finish}, checked again by {self.by}"

    @property
    def total(self) -> int:
        """How many checks there were to run."""
        return self.run + self.stood
