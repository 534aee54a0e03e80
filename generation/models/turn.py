from __future__ import annotations

from django.conf import settings
from django.db import models

from studio.people.models import Brand


class Turn(models.Model):
    """How far a brand, or a person at a brand, has been served, in virtual seconds (generation/queue/turns.py).

    Without a person it is the brand's own; without a brand it is the floor's, of which only `served` is read.
    """

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    clock = models.FloatField(default=0, help_text="when its next turn begins")
    served = models.FloatField(default=0, help_text="the virtual time of those below it: where who was away comes in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "by"], nulls_distinct=False, name="turn_once")]

    def __str__(self) -> str:
        return f"turn of {self.by or self.brand or 'the floor'}: {self.clock:.1f}"
