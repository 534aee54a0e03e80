"""Rate cards: what a second on a device, a call of a service, or a megapixel-step costs, from a day on.

Of each kind one card applies, the most specific first: model and device, model, device, any. Of cards for the same
thing it is the newest that had begun on the day the run ended. A run's price is the sum over the three kinds. A run
that called a service held no device of ours, so its seconds are priced only by a card that names its model.

There is one currency: amounts are added up and held against budgets, and nothing here knows an exchange rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from generation.models import ModelEntry, RateCard
from generation.models.money import CALL, MEGAPIXEL_STEP, SECOND
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from studio.people.roles import MAY

KINDS = (SECOND, CALL, MEGAPIXEL_STEP)
MOST_MICROS = 10**12  # a million euros for one second, call or megapixel-step: beyond it somebody has slipped
VERB = "keep budgets"

SEEDED = (  # device, millionths of a euro a second
    ("", 560),  # one data-centre GPU at about 2 EUR an hour
    ("cpu", 120),  # two cores at about 0.43 EUR an hour
)


def seed_rates() -> None:
    for device, micros in SEEDED:
        RateCard.objects.get_or_create(
            device=device, model=None, per=SECOND, since=date(2026, 1, 1), defaults={"micros": micros}
        )


# --- Which card applies ----------------------------------------------------------------------------------------------
def cards_for(device: str, model: ModelEntry | int | None, on: date | None = None) -> dict[str, RateCard]:
    """kind -> the card that applies to this device and model on this day (today). One query."""
    pk = model.pk if isinstance(model, ModelEntry) else model
    day = on or timezone.localdate()
    rows = RateCard.objects.filter(Q(device=device) | Q(device=""), since__lte=day)
    rows = rows.filter(Q(model=pk) | Q(model=None)) if pk else rows.filter(model=None)
    found: dict[str, RateCard] = {}
    for card in sorted(rows, key=_rank):
        found[card.per] = card
    return found


def _rank(card: RateCard) -> tuple[bool, bool, date]:
    """The last in this order applies: a card that names the model goes before one that names the device."""
    return (card.model_id is not None, card.device != "", card.since)


def rate(device: str, on: date | None = None, model: ModelEntry | int | None = None) -> int:
    """Millionths of a euro a second on this device; 0 where no card says anything."""
    card = cards_for(device, model, on).get(SECOND)
    return card.micros if card else 0


# --- The price of a run ----------------------------------------------------------------------------------------------
def of_run(
    seconds: float,
    device: str,
    model: ModelEntry | int | None = None,
    calls: int = 0,
    megapixel_steps: float = 0.0,
    on: date | None = None,
) -> int:
    """Millionths of a euro for so many seconds, calls and megapixel-steps on this device with this model."""
    return total(cards_for(device, model, on), seconds, calls, megapixel_steps)


def total(cards: Mapping[str, RateCard], seconds: float, calls: int, megapixel_steps: float) -> int:
    """The sum of the kinds, each by its card; a kind without a card costs nothing."""
    by_second = cards.get(SECOND)
    if by_second and calls and by_second.model_id is None:
        by_second = None
    taken = ((by_second, seconds), (cards.get(CALL), calls), (cards.get(MEGAPIXEL_STEP), megapixel_steps))
    return round(sum(card.micros * amount for card, amount in taken if card))


def megapixel_steps(recipe: Mapping[str, Any]) -> float:
    """Width x height x steps / 1e6 of the nodes of a recipe document that have all three; tally.py counts the same."""
    return sum(_steps_of(node.get("params") or {}) for node in _nodes(recipe))


def _nodes(recipe: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    nodes = recipe.get("nodes")
    return [node for node in nodes if isinstance(node, Mapping)] if isinstance(nodes, list | tuple) else []


def _steps_of(params: Mapping[str, Any]) -> float:
    told = [params.get(name) for name in ("width", "height", "steps")]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in told):
        return 0.0
    width, height, steps = (float(value or 0) for value in told)
    return width * height * steps / 1e6


# --- Keeping cards ---------------------------------------------------------------------------------------------------
def may_keep(user: User) -> bool:
    """Rate cards are the house's, so whoever keeps budgets at any brand keeps them."""
    return user.is_active and any(roles & MAY[VERB] for roles in user.roles.values())


def require_keeper(user: User) -> None:
    if not may_keep(user):
        raise NotAllowed("To keep rate cards takes the role admin at a brand. Ask an admin for it.")


def add_card(
    *, by: User, per: str, micros: int, since: date, device: str = "", model: ModelEntry | None = None
) -> RateCard:
    """A new price from a day on; the past is never priced anew. Raises BadInput (per, micros, since) or NotAllowed."""
    require_keeper(by)
    if per not in KINDS:
        raise BadInput(f"Per: “{per[:40]}” is not one. Use {', '.join(KINDS)}.", field="per")
    if not 0 <= micros <= MOST_MICROS:
        raise BadInput("Price: an amount from 0 up, in euros.", field="price")
    if since < timezone.localdate():
        raise BadInput("From: what was made before today keeps its price. Choose today or a later day.", field="since")
    if model is not None and not ModelEntry.objects.visible_to(by).filter(pk=model.pk).exists():
        raise BadInput("Model: that one is not in use here. Choose one from the list.", field="model")
    try:
        with transaction.atomic():
            card = RateCard.objects.create(device=device, model=model, per=per, micros=micros, since=since)
            events.record("add", card, by=by, brand=model.brand if model else None, micros=micros, per=per)
    except IntegrityError:
        raise BadInput(
            "From: there is a card for the same from that day already, and a card is never edited. Choose a later day.",
            field="since",
        ) from None
    return card


@transaction.atomic
def withdraw_card(card: RateCard, *, by: User) -> None:
    """Take back a card that has not begun. Raises WrongState once it prices runs."""
    require_keeper(by)
    if card.since <= timezone.localdate():
        raise WrongState("This card prices runs already, so it stays. Add one from a later day instead.")
    events.record("withdraw", card, by=by, brand=card.model.brand if card.model else None, micros=card.micros)
    card.delete()
