from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Blob(models.Model):
    """One content-addressed run of bytes that Gatefold holds. The bytes are in the blob store, under the digest."""

    digest = models.CharField(primary_key=True, max_length=64, help_text="SHA-256, 64 hex digits")
    size = models.BigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True, help_text="pixels")
    height = models.PositiveIntegerField(null=True, help_text="pixels")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.media_type} {self.digest[:12]}"


class Event(models.Model):
    """What happened, to what, by whom. Append-only: written in the transaction of the change it tells of."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    brand = models.ForeignKey("people.Brand", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60, help_text="noun.verb, as candidate.pick")
    noun = models.CharField(max_length=40)
    subject = models.BigIntegerField(help_text="primary key of the noun")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "subject", "id"], name="event_subject"),
            models.Index(fields=["brand", "-id"], name="event_brand"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("Events are append-only.")
        super().save(*args, **kwargs)
