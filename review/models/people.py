from __future__ import annotations

from django.conf import settings
from django.db import models

from generation.models import Candidate
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class PeopleTerm(models.Model):
    """A word by which people are counted in a picture, along one axis (age). Without a brand: of the house."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    axis = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="not offered since; what was counted stands")

    class PeopleTermQuerySet(BrandScoped["PeopleTerm"]):
        shared = True

    objects = PeopleTermQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "axis", "label"], name="people_term_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.axis}: {self.label}"


class PeopleCount(models.Model):
    """Somebody looked and counted who is in a picture; 0 is an answer too. No machine ever writes one."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="people_count")
    people = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class PeopleCountQuerySet(BrandScoped["PeopleCount"]):
        brand_path = "candidate__batch__brand"

    objects = PeopleCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.people} in {self.candidate}"


class PeopleTag(models.Model):
    """How many of them a term holds for."""

    count_of = models.ForeignKey(PeopleCount, models.CASCADE, related_name="tags")
    term = models.ForeignKey(PeopleTerm, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["count_of", "term"], name="people_tag_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="people_tag_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.term}"
