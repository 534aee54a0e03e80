from __future__ import annotations

from django.conf import settings
from django.db import models

from generation.models.batch import Candidate
from generation.models.registry import ModelEntry
from studio.people.models import Brand


class Worker(models.Model):
    """A worker process as it last reported. Liveness is the age of the heartbeat."""

    name = models.CharField(max_length=120, unique=True)
    host = models.CharField(max_length=80, blank=True)
    queues = models.JSONField(default=list)
    capabilities = models.JSONField(default=list, help_text="what it can do: previz, diffusers, train, …")
    device = models.CharField(max_length=80, blank=True)
    memory = models.PositiveBigIntegerField(null=True, help_text="bytes of its device")
    memory_free = models.PositiveBigIntegerField(null=True, help_text="bytes")
    warm = models.CharField(max_length=64, blank=True, help_text="weights digest of the warm model")
    wanted = models.CharField(max_length=10, default="work", help_text="work, pause, drain: set on the machines page")
    hand = models.JSONField(default=list, help_text="candidates it is making")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """Nothing new is begun of what it names, until it is lifted: a brand, an engine, a model, or, empty, everything."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    model = models.ForeignKey(ModelEntry, models.CASCADE, null=True, blank=True, related_name="+")
    engine = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["made_at"], condition=models.Q(lifted_at=None), name="hold_open")]

    def __str__(self) -> str:
        return f"hold on {self.model or self.brand or self.engine or 'everything'}"


class BrandShare(models.Model):
    """A brand's part of the floor; without a row: weight 1, no limit."""

    brand = models.OneToOneField(Brand, models.CASCADE, primary_key=True, related_name="+")
    weight = models.PositiveSmallIntegerField(default=1, help_text="turns it gets for each turn of a brand of weight 1")
    most_running = models.PositiveIntegerField(null=True, blank=True, help_text="pictures at once; empty: no limit")

    def __str__(self) -> str:
        return f"share of {self.brand}"


class LivePreview(models.Model):
    """What a candidate in the making looks like by now: a small WebP, replaced as it goes, gone when it is done."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, primary_key=True, related_name="+")
    step = models.PositiveIntegerField()
    image = models.BinaryField(help_text="WebP, at most a few kilobytes")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"step {self.step} of candidate {self.candidate_id}"
