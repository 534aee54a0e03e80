"""A sheet looked at by several: a call with a shared cursor, and guests who come by a link."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from generation.models import Batch
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class LiveSession(models.Model):
    """A review call over one batch. Who points where is never stored; that it took place, and when, is."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True, help_text="when somebody moved last, to the minute")

    class LiveSessionQuerySet(BrandScoped["LiveSession"]):
        brand_path = "batch__brand"

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=models.Q(ended_at__isnull=True), name="one_live_session_a_batch"
            )
        ]

    def __str__(self) -> str:
        return f"live session over {self.batch}"


class GuestLink(models.Model):
    """One person outside may look at one batch and comment, until a day, after proving the address by a code."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what stands in the link")
    name = models.CharField(max_length=80)
    email = models.EmailField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="the guest's account: no password, no brand",
    )
    code = models.CharField(max_length=128, blank=True, help_text="hash of the code mailed last; empty: none is open")
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="wrong codes since the last was mailed")
    mailed = models.PositiveSmallIntegerField(default=0, help_text="codes mailed in the last hour")
    mailed_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    every = models.BooleanField(default=False, help_text="all pictures of the batch; else what is picked at the moment")
    opened_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class GuestLinkQuerySet(BrandScoped["GuestLink"]):
        def live(self) -> Self:
            """Neither ended nor revoked."""
            return self.filter(revoked_at__isnull=True, until__gt=timezone.now())

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.email} for {self.batch}"

    @property
    def live(self) -> bool:
        return self.revoked_at is None and self.until > timezone.now()


class GuestProxy(models.Model):
    """A picture as one guest sees it: smaller, with their name across it. Made by a worker."""

    link = models.ForeignKey(GuestLink, models.CASCADE, related_name="proxies")
    candidate = models.ForeignKey("generation.Candidate", models.CASCADE, related_name="+")
    blob = models.ForeignKey("lib.Blob", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "candidate"], name="one_proxy_a_guest")]

    def __str__(self) -> str:
        return f"{self.candidate_id} for {self.link_id}"
