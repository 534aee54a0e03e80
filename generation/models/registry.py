from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models

from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class ModelEntry(models.Model):
    """A model is a row. Swapping one changes no brief, no template, no page."""

    brand = models.ForeignKey(
        Brand, models.CASCADE, null=True, blank=True, related_name="+", help_text="empty: everybody's"
    )
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    engine = models.CharField(max_length=20, help_text="previz, diffusers")
    family = models.CharField(max_length=20, blank=True, help_text="sd15, sdxl, sd3, flux, …")
    dialect = models.CharField(
        max_length=20, default="clip", help_text="how its prompts are compiled: previz, clip, t5"
    )
    source = models.CharField(max_length=500, blank=True, help_text="a folder on the workers, or a hub id")
    weights = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the files that change pixels")
    settings = models.JSONField(default=dict, help_text="steps, guidance, scheduler, dtype, samples, default sizes")
    licence = models.JSONField(
        default=dict,
        help_text="id, version, read_on, use_classes, territories, until, url: what the licence check reads",
    )
    state = models.CharField(max_length=20, default="waiting", help_text="waiting for its scan, ready, refused")
    refusal = models.CharField(max_length=500, blank=True, help_text="why its folder cannot be used, in a sentence")
    active = models.BooleanField(default=True, help_text="off: deprecated, offered to nobody, still replayed")
    successor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class ModelEntryQuerySet(BrandScoped["ModelEntry"]):
        shared = True

    objects = ModelEntryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "model"

    def __str__(self) -> str:
        return self.name


class RateCard(models.Model):
    """What a second on a device costs, from a day on."""

    device = models.CharField(max_length=80, help_text="as workers report it; empty is any device")
    micros_per_second = models.PositiveBigIntegerField(help_text="millionths of the currency unit")
    currency = models.CharField(max_length=3, default="EUR")
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "since"], name="rate_card_from")]

    def __str__(self) -> str:
        return f"{self.device or 'any device'}: {self.micros_per_second} µ{self.currency}/s"


class Worker(models.Model):
    """A worker process as it last reported. Liveness is the age of the heartbeat."""

    name = models.CharField(max_length=120, unique=True)
    queues = models.JSONField(default=list)
    device = models.CharField(max_length=80, blank=True)
    warm = models.CharField(max_length=64, blank=True, help_text="weights digest of the warm model")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
