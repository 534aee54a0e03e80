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
    engine = models.CharField(max_length=20, help_text="previz, diffusers, remote")
    kind = models.CharField(max_length=20, default="checkpoint", help_text="see generation/kinds.py")
    capabilities = models.JSONField(default=list, help_text="what it can do: text_to_image, inpaint, control:depth, …")
    family = models.CharField(max_length=20, blank=True, help_text="sd15, sdxl, sd3, flux, …")
    dialect = models.CharField(
        max_length=20, default="clip", help_text="how its prompts are compiled: previz, clip, t5"
    )
    source = models.CharField(max_length=500, blank=True, help_text="a folder on the workers, or a hub id")
    weights = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the files that change pixels")
    size = models.PositiveBigIntegerField(null=True, help_text="bytes of the files that its digest covers")
    memory = models.PositiveBigIntegerField(null=True, help_text="bytes of its weights at the dtype it runs in")
    lineage = models.JSONField(default=dict, help_text="what it was trained from: base, training, assets, rights")
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


class TryOut(models.Model):
    """A picture from a model and a few words, to see what it does. It belongs to no brief and is never shipped."""

    model = models.ForeignKey(ModelEntry, models.CASCADE, related_name="+")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    prompt = models.TextField()
    negative = models.TextField(blank=True)
    seed = models.BigIntegerField()
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    guides = models.JSONField(default=dict, help_text="see generation/engine/guides.py")
    state = models.CharField(max_length=20, default="waiting", help_text="waiting, done, failed")
    recipe = models.ForeignKey("generation.Recipe", models.PROTECT, null=True, related_name="+")
    picture = models.ForeignKey("lib.Blob", models.PROTECT, null=True, related_name="+", help_text="PNG")
    preview = models.ForeignKey("lib.Blob", models.PROTECT, null=True, related_name="+", help_text="WebP")
    seconds = models.FloatField(null=True)
    notes = models.JSONField(default=list)
    ticket = models.JSONField(null=True, help_text="what a remote service calls the job it was handed")
    error = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = BrandScoped["TryOut"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "try-out"

    def __str__(self) -> str:
        return f"try-out {self.pk} of {self.model.name}"
