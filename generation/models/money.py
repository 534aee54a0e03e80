from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from briefs.models import Campaign
from generation.models.registry import ModelEntry
from studio.people.models import Brand
from studio.people.scoping import BrandScoped

SECOND, CALL, MEGAPIXEL_STEP = "second", "call", "megapixel_step"


class RateCard(models.Model):
    """What a second on a device, a call of a service, or a megapixel-step costs, from a day on."""

    device = models.CharField(max_length=80, blank=True, help_text="as workers report it; empty is any device")
    model = models.ForeignKey(ModelEntry, models.CASCADE, null=True, blank=True, related_name="+")
    per = models.CharField(max_length=20, default=SECOND, help_text="second, call, megapixel_step")
    micros = models.PositiveBigIntegerField(help_text="for one of `per`: millionths of the currency unit")
    currency = models.CharField(max_length=3, default="EUR")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("device", Coalesce("model", 0), "per", "since", name="rate_card_from"),
        ]

    def __str__(self) -> str:
        return f"{self.model or self.device or 'any device'}: {self.micros} µ{self.currency} a {self.per}"


class Budget(models.Model):
    """What a brand may spend in a calendar month. A campaign's own budget stands on the campaign."""

    brand = models.OneToOneField(Brand, models.CASCADE, primary_key=True, related_name="+")
    micros = models.PositiveBigIntegerField(null=True, blank=True, help_text="a month; empty: no limit")
    warn_percent = models.PositiveSmallIntegerField(default=80)
    hard = models.BooleanField(default=True, help_text="nothing is begun beyond it; off: only warned")
    campaigns_hard = models.BooleanField(default=True, help_text="the same for the campaigns' own budgets")

    def __str__(self) -> str:
        return f"budget of {self.brand}"


class Tally(models.Model):
    """A day's runs of one campaign, model, tier and device, added up as they end: what Insight reads."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    model = models.ForeignKey(ModelEntry, models.CASCADE, related_name="+")
    tier = models.CharField(max_length=20)
    device = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    made = models.PositiveIntegerField(default=0, help_text="candidates done")
    failed = models.PositiveIntegerField(default=0, help_text="runs that came to nothing, whatever the reason")
    seconds = models.FloatField(default=0)
    micros = models.PositiveBigIntegerField(default=0)
    megapixel_steps = models.FloatField(default=0)

    objects = BrandScoped["Tally"].as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["brand", "campaign", "model", "tier", "device", "day"], name="tally_once")
        ]
        indexes = [
            models.Index(fields=["campaign", "day"], name="tally_campaign"),
            models.Index(fields=["brand", "day"], name="tally_brand"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} on {self.day}: {self.made} made"
