"""That an end of a right was told of before it came."""

from __future__ import annotations

from django.db import models

from dam.models.asset import Asset
from dam.models.component import Component


class Forewarned(models.Model):
    """Those concerned were told that this asset's right to a component ends, `days` before it."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="+", db_index=False)
    component = models.ForeignKey(Component, models.CASCADE, related_name="+", db_index=False)
    until = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="30, 7 or 1")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asset", "component", "until", "days"], name="forewarned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id}, {self.days} days before {self.until}"


class EndingNight(models.Model):
    """A night on which all ends were looked at."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return self.day.isoformat()
