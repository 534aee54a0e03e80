"""What reviewers arrange that addresses name: a signature that is lent, a check that is waived, a recall."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from briefs.models import Picture
from dam.models import Component, Recall
from review.actions.delegations import delegate
from review.models import Check, Delegation, Finish, ProtectedMark, Waiver
from tests.cast import Cast


def delegated(cast: Cast) -> Delegation:
    """Of days to come, so that nobody signs by it today."""
    first = timezone.localdate() + timedelta(days=100)
    return delegate(
        cast.northlight, "brand", giver=cast.bea, taker=cast.dana, first_day=first, last_day=first, why="Away.",
        by=cast.bea,
    )  # fmt: skip


def protected(cast: Cast) -> ProtectedMark:
    return ProtectedMark.objects.create(
        brand=cast.northlight, name="A ring", whose="theirs", picture=Picture.objects.filter(brand=cast.northlight)[0],
        by=cast.ada,
    )  # fmt: skip


def shown_by(finished: Finish) -> Check:
    """A verdict with a heat map."""
    row = finished.checks.filter(name="banding").order_by("pk")[0]
    Check.objects.filter(pk=row.pk).update(heat=finished.candidate.preview_id)
    return row


def waived(finished: Finish) -> Waiver:
    """A warning that nothing shows, let go for the brand."""
    return Waiver.objects.create(
        brand=finished.brand, name="bleed", verdict="warn", scope="brand", finish=finished, said="Empty.", why="Ours.",
        until=date(2099, 1, 1), by=finished.by,
    )  # fmt: skip


def recalled(cast: Cast) -> Recall:
    """A quarantine of something that no asset rests on, so that it stands in nobody's way."""
    of = {"brand": cast.northlight}
    seen = Component.objects.create(**of, kind="reference", key=f"{cast.northlight.pk:064x}", name="office.jpg")
    found = {"assets": 0, "files": 0, "people": [], "seconds": 0}
    return Recall.objects.create(
        **of, **found, component=seen, drill=False, reason="Its right ended.", by=cast.ada
    )  # fmt: skip
