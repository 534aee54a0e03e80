"""Who may do what. One table; every action asks it, and nothing else decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices

from studio.lib.problems import NotAllowed

if TYPE_CHECKING:
    from studio.people.models import Brand, User


class Role(TextChoices):
    MARKETER = "marketer", "Marketer"
    DESIGNER = "designer", "Designer"
    BRAND = "brand_reviewer", "Brand reviewer"
    LEGAL = "legal_reviewer", "Legal reviewer"
    ADMIN = "admin", "Admin"


M, D, B, L, A = Role.MARKETER, Role.DESIGNER, Role.BRAND, Role.LEGAL, Role.ADMIN

MAY: dict[str, frozenset[str]] = {
    "write a brief": frozenset({M, D, A}),
    "submit a brief": frozenset({M, D, A}),
    "make a batch": frozenset({M, D, A}),
    "cancel a batch": frozenset({M, D, A}),
    "pause a batch": frozenset({M, D, A}),
    "promote a candidate": frozenset({D, A}),
    "judge candidates": frozenset({D, A}),
    "mark a picture": frozenset({M, D, B, L, A}),
    "invite a guest": frozenset({D, B, A}),
    "test variants": frozenset({M, D, A}),
    "finish a candidate": frozenset({D, A}),
    "ask for sign-off": frozenset({D, A}),
    "check again": frozenset({D, B, L, A}),
    "waive brand checks": frozenset({B, A}),
    "waive legal checks": frozenset({L, A}),
    "keep required checks": frozenset({L, A}),
    "keep protected marks": frozenset({B, L, A}),
    "sign for brand": frozenset({B}),
    "sign for legal": frozenset({L}),
    "sign for marketing": frozenset({M}),
    "sign for design": frozenset({D}),
    "send back": frozenset({B, L}),
    "comment at the gates": frozenset({M, D, B, L, A}),
    "keep gates": frozenset({A}),
    "replay": frozenset({M, D, B, L, A}),
    "keep style packs": frozenset({A, B}),
    "publish despite drift": frozenset({A, B}),
    "pin style packs": frozenset({M, D, A, B}),
    "keep vocabularies": frozenset({A, B}),
    "keep characters": frozenset({A, B}),
    "keep readiness rules": frozenset({A, B}),
    "keep prompt templates": frozenset({A}),
    "keep brief templates": frozenset({M, D, A}),
    "comment on a brief": frozenset({M, D, B, L, A}),
    "keep placements": frozenset({A}),
    "keep policies": frozenset({A, L}),
    "record rights": frozenset({M, D, L, A}),
    "read proofs of rights": frozenset({B, L, A}),
    "quarantine assets": frozenset({A, L}),
    "keep models": frozenset({A}),
    "keep machines": frozenset({A}),
    "keep budgets": frozenset({A}),
    "train a LoRA": frozenset({A, D}),
    "keep people": frozenset({A}),
}


def may(user: User, verb: str, brand: Brand) -> bool:
    """Does any of the person's roles at this brand allow the verb? An inactive person may nothing."""
    return user.is_active and bool(MAY[verb] & user.roles_at(brand))


def require(user: User, verb: str, brand: Brand) -> None:
    """Raise NotAllowed with a sentence that names the roles which may."""
    if not may(user, verb, brand):
        who = " or ".join(sorted(str(Role(role).label).lower() for role in MAY[verb]))
        raise NotAllowed(f"To {verb} at {brand.name} takes the role {who}. Ask an admin of the brand for it.")
