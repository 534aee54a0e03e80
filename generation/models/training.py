from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models

from generation.models.registry import ModelEntry
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class Training(models.Model):
    """A LoRA in the making, from pictures of approved assets. The row is the order of work, as a candidate is."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    base = models.ForeignKey(ModelEntry, models.PROTECT, related_name="+")
    trigger = models.CharField(max_length=40, help_text="the word that calls it")
    pictures = models.JSONField(help_text="[{digest, caption, asset, title, rights}]: what it learns from")
    settings = models.JSONField(default=dict, help_text="rank, alpha, steps, learning_rate, resolution, seed, dtype")
    rights = models.JSONField(default=dict, help_text="rolled up over all pictures: the most restrictive wins")
    state = models.CharField(max_length=20, default="waiting", help_text="see generation/states.py")
    steps_done = models.PositiveIntegerField(default=0)
    losses = models.JSONField(default=list, help_text="[[step, mean loss], …], thinned to at most 200")
    entry = models.OneToOneField(ModelEntry, models.PROTECT, null=True, related_name="training")
    facts = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True, help_text="the token of the worker that holds the lease")
    lease_until = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True, help_text="the form's idempotency key")
    by = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = BrandScoped["Training"].as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} from {self.base.name}"
