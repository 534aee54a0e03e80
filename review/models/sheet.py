"""Review sheets: what was said about pictures, on paper. Made by a worker from a frozen document."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from generation.models import Batch
from studio.lib.models import Blob
from studio.people.scoping import BrandScoped


class ReviewSheet(models.Model):
    """One PDF. `document` is all that stands on it, so that the same marks are the same sheet, made once."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="of the document")
    document = models.JSONField(help_text="see review/sheet.py")
    file = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", help_text="null: still to be made")
    error = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class ReviewSheetQuerySet(BrandScoped["ReviewSheet"]):
        brand_path = "batch__brand"

    objects = ReviewSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=models.Q(file__isnull=True, error=""), name="review_sheet_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"review sheet {self.digest[:12]}"
