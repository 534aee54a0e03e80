"""The words for why, as one brand says them: its own list for a verdict, or the house's where it keeps none."""

from __future__ import annotations

from django.db.models import Q

from review.models import Reason
from review.standing import PICKED, REJECTED
from studio.people.models import Brand

KINDS = (PICKED, REJECTED)


def vocabulary(brand: Brand) -> dict[str, list[Reason]]:
    """Verdict -> the reasons that are offered for it, in the order of their keys. One query.

    A brand that has words of its own for a verdict is offered those alone; one that has none, or has retired them all,
    is offered the house's.
    """
    return lexicon(brand)[0]


def lexicon(brand: Brand) -> tuple[dict[str, list[Reason]], dict[str, str]]:
    """The vocabulary; and slug -> label of whatever may have been said here, retired words among them. One query."""
    known = list(Reason.objects.filter(Q(brand=brand) | Q(brand=None)))
    live = [one for one in known if one.retired_at is None]
    words = {kind: offered([one for one in live if one.verdict == kind], brand) for kind in KINDS}
    return words, {one.slug: one.label for one in known}


def offered(live: list[Reason], brand: Brand) -> list[Reason]:
    own = [one for one in live if one.brand_id == brand.pk]
    return own or [one for one in live if one.brand_id is None]


def sayable(brand: Brand, kind: str) -> list[str]:
    """The slugs that may stand with a verdict at this brand, in their order: its own and the house's.

    Retired ones are among them: a decision that waited for a lost line was made while its reason was still offered, and
    a verdict that is said again keeps its words. Other brands' are not.
    """
    known = Reason.objects.filter(Q(brand=brand) | Q(brand=None), verdict=kind)
    return list(known.values_list("slug", flat=True))
