"""Keeping a brand's words for why. Slugs are for ever and labels may be reworded; a reason is retired, never removed:
what was said with it stands, and ranking goes on learning from it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from review.models import Reason
from review.reasons import KINDS, vocabulary
from review.standing import PICKED
from review.words import plain_words
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

MOST = 9  # live reasons of a verdict: each has a key
LABEL = 60  # characters
KEEP = "keep vocabularies"
WORDS = {PICKED: "picking", "rejected": "rejecting"}


@transaction.atomic
def own_list(brand: Brand, verdict: str, *, by: User) -> list[Reason]:
    """The brand's own live reasons for a verdict, begun from what it is offered now where it has none.

    Raises NotAllowed, BadInput for a verdict that is none.
    """
    require(by, KEEP, brand)
    if verdict not in KINDS:
        raise BadInput("Reasons are for “picked” or for “rejected”. Choose one of the two lists.", field="verdict")
    Brand.objects.select_for_update().get(pk=brand.pk)  # two people who begin the list at once begin one list
    now = vocabulary(brand)[verdict]
    if any(one.brand_id for one in now):
        return now
    made = [_make(brand, verdict, one.label, order) for order, one in enumerate(now)]
    if made:
        events.record("begin_reasons", brand, by=by, brand=brand, verdict=verdict, reasons=[one.slug for one in made])
    return made


@transaction.atomic
def add_reason(brand: Brand, verdict: str, label: str, *, by: User) -> Reason:
    """A new reason, last in the list. Raises as own_list does; BadInput for the label, WrongState past nine."""
    rows = own_list(brand, verdict, by=by)
    words = _label(label, rows)
    _room(rows, verdict)
    row = _make(brand, verdict, words, _last(brand, verdict) + 1)
    events.record("add", row, by=by, brand=brand, label=words, verdict=verdict)
    return row


@transaction.atomic
def reword_reason(reason: Reason, label: str, *, by: User) -> Reason:
    """The same reason in other words: everything that was said with it reads so from now on."""
    row, rows = _held(reason, by=by)
    words = _label(label, [one for one in rows if one.pk != row.pk])
    if words != row.label:
        before, row.label = row.label, words
        row.save(update_fields=["label"])
        events.record("reword", row, by=by, brand=row.brand, before=before, after=words)
    return row


@transaction.atomic
def move_reason(reason: Reason, by_places: int, *, by: User) -> Reason:
    """Up (negative) or down the list: its key changes with its place. At either end it stays."""
    row, rows = _held(reason, by=by)
    order = [one.pk for one in rows]
    if row.pk not in order:
        raise WrongState(f"“{row.label}” is retired and has no place. Offer it again first.")
    here = order.index(row.pk)
    to = max(0, min(len(order) - 1, here + by_places))
    order.insert(to, order.pop(here))
    for place, pk in enumerate(order):
        Reason.objects.filter(pk=pk).update(order=place)
    if to != here:
        events.record("move", row, by=by, brand=row.brand, before=here + 1, after=to + 1)
    return row


@transaction.atomic
def retire_reason(reason: Reason, *, by: User) -> Reason:
    """No longer offered. What was said with it stands."""
    row, _ = _held(reason, by=by)
    if row.retired_at is not None:
        raise WrongState(f"“{row.label}” is retired already.")
    row.retired_at = timezone.now()
    row.save(update_fields=["retired_at"])
    events.record("retire", row, by=by, brand=row.brand)
    return row


@transaction.atomic
def offer_reason(reason: Reason, *, by: User) -> Reason:
    """A retired reason is offered again, last in its list."""
    row, rows = _held(reason, by=by)
    if row.retired_at is None:
        raise WrongState(f"“{row.label}” is offered already.")
    own = [one for one in rows if one.brand_id]
    _label(row.label, own)
    _room(own, row.verdict)
    row.retired_at, row.order = None, _last(row.brand, row.verdict) + 1
    row.save(update_fields=["retired_at", "order"])
    events.record("offer", row, by=by, brand=row.brand)
    return row


def _held(reason: Reason, *, by: User) -> tuple[Reason, list[Reason]]:
    """The row and the live list it is of, while nobody else changes that list."""
    if reason.brand is None:
        raise NotAllowed(f"“{reason.label}” belongs to the house. Begin a list of your brand's own to change it there.")
    require(by, KEEP, reason.brand)
    Brand.objects.select_for_update().get(pk=reason.brand.pk)
    row = Reason.objects.select_related("brand").get(pk=reason.pk)
    return row, vocabulary(reason.brand)[row.verdict]


def _label(label: str, others: list[Reason]) -> str:
    words = " ".join(plain_words(label, "label", most=LABEL).split())
    if any(one.label.casefold() == words.casefold() for one in others):
        raise BadInput(f"“{words}” is in the list already. Say something else, or reword that one.", field="label")
    return words


def _room(rows: list[Reason], verdict: str) -> None:
    if len(rows) >= MOST:
        raise WrongState(
            f"There are {MOST} reasons for {WORDS[verdict]}, one for each key. Retire one before you offer another."
        )


def _make(brand: Brand, verdict: str, label: str, order: int) -> Reason:
    return Reason.objects.create(brand=brand, verdict=verdict, label=label, order=order, slug=_slug(brand, label))


def _slug(brand: Brand, label: str) -> str:
    """`brand-label`, told apart by a number where that was taken, also by a retired one: it is for ever."""
    stem = f"{brand.slug[:40]}-{slugify(label) or 'reason'}"[:90].rstrip("-")
    taken = set(Reason.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _last(brand: Brand | None, verdict: str) -> int:
    return int(Reason.objects.filter(brand=brand, verdict=verdict).aggregate(last=Max("order"))["last"] or 0)
