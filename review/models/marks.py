"""Marks on a picture and what was said about them. Shapes follow the W3C Web Annotation model: 0-1 of the picture."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from generation.models import Candidate
from studio.people.scoping import BrandScoped


class Annotation(models.Model):
    """A mark on exactly these pixels (`target` is their digest), numbered within its candidate."""

    class Kind(models.TextChoices):
        PIN = "pin"
        BOX = "box"
        ARROW = "arrow"
        STROKE = "stroke"
        TEXT = "text"

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    rendition = models.ForeignKey("review.Rendition", models.CASCADE, null=True, blank=True, related_name="+")
    target = models.CharField(max_length=64, help_text="SHA-256 of the picture that was marked")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    points = models.JSONField(help_text="[[x, y], …], 0-1 from the top left: one for a pin, two for a box or arrow")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    due = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="carried",
        help_text="the mark on the version before",
    )
    revision = models.ForeignKey(
        "generation.Batch", models.PROTECT, null=True, blank=True, related_name="+", help_text="what was painted for it"
    )
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class AnnotationQuerySet(BrandScoped["Annotation"]):
        brand_path = "candidate__batch__brand"

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "number"], name="annotation_number"),
            models.UniqueConstraint(fields=["candidate", "carried_from"], name="annotation_carried_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Comment(models.Model):
    """Append-only: a thread is read in the order it was said."""

    annotation = models.ForeignKey(Annotation, models.CASCADE, related_name="comments")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
