from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from review.gates.terms import VERBS, Terms
from review.models.finish import Finish
from review.models.gate_rules import Delegation
from studio.people.models import Membership
from studio.people.roles import MAY
from studio.people.scoping import BrandScoped


class GateQuerySet(BrandScoped["Gate"]):
    brand_path = "finish__brand"

    def standing(self) -> Self:
        """Without those that are void: a void one stands only to tell what was signed before."""
        return self.exclude(state="void")

    def open_to(self, user: Any) -> Self:
        """Those that wait and that this person's role, name or delegation opens; whoever's work it is."""
        roles = Membership.objects.filter(user=user, brand=OuterRef("finish__brand"))
        allowed = Q(pk__in=[])
        for kind, verb in VERBS.items():
            allowed |= Q(Exists(roles.filter(role__in=MAY[verb])), kind=kind)
        allowed &= Q(terms__people=[]) | Q(terms__people=None) | Q(terms__people__contains=user.pk)
        given = Delegation.objects.in_force(timezone.localdate()).filter(
            taker=user, brand=OuterRef("finish__brand"), kind=OuterRef("kind")
        )
        mine = SignOff.objects.filter(gate=OuterRef("pk"), person=user)
        return self.filter(allowed | Exists(given), ~Exists(mine), state="waiting", finish__state="in review")


class Gate(models.Model):
    """One of the gates a finish has to pass, as its template had it when sign-off was asked for."""

    class Kind(models.TextChoices):
        BRAND = "brand", "Brand"
        LEGAL = "legal", "Legal"
        MARKETING = "marketing", "Marketing"
        DESIGN = "design", "Design"

    finish = models.ForeignKey(Finish, models.CASCADE, related_name="gates")
    kind = models.CharField(max_length=10, choices=Kind, help_text="the discipline that signs")
    slug = models.SlugField(max_length=50)
    name = models.CharField(max_length=40)
    stage = models.PositiveSmallIntegerField(default=1)
    needed = models.PositiveSmallIntegerField(default=1, help_text="signatures of different people")
    terms = models.JSONField(default=dict, help_text="review/gates/terms.py, as they were when it was asked for")
    apart = models.BooleanField(default=True, help_text="who signs another gate of this finish may not sign it")
    state = models.CharField(max_length=20, default="waiting", help_text="see review/states.py")
    note = models.CharField(max_length=500, blank=True, help_text="why it was sent back, or why it is void")
    asked_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    again = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", help_text="the void one in whose place it is asked"
    )

    objects = GateQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["finish", "slug"], condition=~Q(state="void"), name="one_gate_of_a_name")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting", escalated_at=None), name="gate_due"),
        ]

    def __str__(self) -> str:
        return f"{self.name} gate: {self.state}"

    @property
    def asks(self) -> Terms:
        return Terms.from_document({"slug": self.slug, "name": self.name, "kind": self.kind, **self.terms})


class SignOff(models.Model):
    """A signature: this person, this gate, exactly these bytes. Never changes; a changed pixel needs a new one."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="sign_offs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    for_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="whose right was delegated"
    )
    manifest = models.JSONField(help_text="[{placement, locale, sha256, bytes}, …]: exactly what ships")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical manifest")
    master = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the master they are cut from")
    checks = models.CharField(max_length=64, help_text="SHA-256 of the canonical check results that were shown")
    policy = models.CharField(max_length=40, help_text="the version of the rules the checks ran under")
    rules = models.JSONField(default=list, help_text="[[rule, effect], …]: what the rules asked for")
    rights = models.JSONField(default=dict, help_text="every right and licence, as it was recorded")
    accepted = models.JSONField(default=list, help_text="names of the warnings the signer accepted")
    bound = models.CharField(max_length=64, blank=True, help_text="SHA-256 over all of this: review/gates/bound.py")
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", help_text="the signature on the finish before: same bytes"
    )
    at = models.DateTimeField(default=timezone.now)

    class SignOffQuerySet(BrandScoped["SignOff"]):
        brand_path = "gate__finish__brand"

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["gate", "person"], name="one_signature_of_a_person")]

    def __str__(self) -> str:
        return f"signed by {self.person} for {self.gate.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A sign-off never changes.")
        super().save(*args, **kwargs)


class Refusal(models.Model):
    """One reviewer's no at a gate without veto: it counts, and it ends the gate only when too few are left."""

    gate = models.ForeignKey(Gate, models.CASCADE, related_name="refusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["gate", "person"], name="one_refusal_of_a_person")]

    def __str__(self) -> str:
        return f"{self.person} against {self.gate.name}"
