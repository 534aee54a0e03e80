from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from review.models.finish import Finish
from studio.people.scoping import BrandScoped


class Gate(models.Model):
    """Brand and legal stand side by side: each finish that asks for sign-off has one gate of each kind."""

    class Kind(models.TextChoices):
        BRAND = "brand", "Brand"
        LEGAL = "legal", "Legal"

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="gates")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=20, default="waiting", help_text="see review/states.py")
    note = models.CharField(max_length=500, blank=True, help_text="why it was sent back")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class GateQuerySet(BrandScoped["Gate"]):
        brand_path = "finish__brand"

    objects = GateQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["finish", "kind"], name="one_gate_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} gate: {self.state}"


class SignOff(models.Model):
    """A signature: this person, this gate, exactly these bytes. Never changes; a changed pixel needs a new one."""

    gate = models.OneToOneField(Gate, models.PROTECT, related_name="sign_off")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    manifest = models.JSONField(help_text="[{placement, locale, sha256, bytes}, …]: exactly what ships")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical manifest")
    checks = models.CharField(max_length=64, help_text="SHA-256 of the canonical check results that were shown")
    policy = models.CharField(max_length=40, help_text="the version of the rules the checks ran under")
    accepted = models.JSONField(default=list, help_text="names of the warnings the signer accepted")
    at = models.DateTimeField(auto_now_add=True)

    class SignOffQuerySet(BrandScoped["SignOff"]):
        brand_path = "gate__finish__brand"

    objects = SignOffQuerySet.as_manager()

    def __str__(self) -> str:
        return f"signed by {self.person} for {self.gate.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A sign-off never changes.")
        super().save(*args, **kwargs)
