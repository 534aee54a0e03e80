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


class ChainLink(models.Model):
    """An event's place in the chain. Written by the database when the event's transaction commits (migration 0004):
    whatever inserts an event, a place in the chain is given to it, and nothing else writes here."""

    seq = models.BigIntegerField(primary_key=True, help_text="place in the chain, from 1, without a gap")
    event = models.OneToOneField(Event, models.PROTECT, related_name="link", db_constraint=False)
    hash = models.CharField(max_length=64, help_text="SHA-256 of the hash before and the line's, in hex")

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class ChainHead(models.Model):
    """The one row with the end of the chain. Its lock is the queue in which transactions take their places."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"head {self.seq} {self.hash[:12]}"
