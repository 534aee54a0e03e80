"""A guest's link: what stands in it, whose it is, and what may be seen through it."""

from __future__ import annotations

import hashlib
import secrets

from django.db.models import QuerySet

from generation.models import Candidate
from generation.states import DONE
from review.going_out import withheld
from review.models import GuestLink, Selection
from review.standing import PICKED


def fresh_token() -> str:
    """256 random bits, as an address takes them. Only the digest is kept: who reads the table cannot open a link."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def found(token: str) -> GuestLink | None:
    rows = GuestLink.objects.select_related("batch__revision__brief", "brand", "person", "by")
    return rows.filter(token=digest_of(token)).first()


def shown(link: GuestLink) -> QuerySet[Candidate]:
    """The pictures the guest may see now: all that are done, or what is picked at the moment; nothing that a quarantine
    keeps in the house.

    While the batch is judged blind, what is picked is told to nobody outside either.
    """
    rows = Candidate.objects.filter(batch=link.batch_id, state=DONE, picture__isnull=False).order_by("position")
    if not link.every:
        rows = rows.filter(pk__in=_picks(link))
    along = ("batch__revision__brief", "batch__revision__style_pack__pack", "batch__model", "recipe")
    stays = withheld(link.brand, rows.select_related(*along))
    return rows.exclude(pk__in=stays) if stays else rows


def _picks(link: GuestLink) -> QuerySet[Selection, int]:
    picks = Selection.objects.in_the_open().filter(candidate__batch=link.batch_id, verdict=PICKED)
    return picks.values_list("candidate", flat=True)
