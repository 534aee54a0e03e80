"""A review call over one sheet: whether one is on, and what its people may tell each other."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from generation.models import Batch
from review.models import LiveSession
from studio.lib.problems import BadInput
from studio.people.models import User

LONGEST: Final = timedelta(hours=12)
SILENCE: Final = timedelta(minutes=10)
NOTED: Final = timedelta(minutes=1)  # how exactly it is known when somebody moved last
PAGES: Final = ("sheet", "loupe")
CHOSEN: Final = 60  # candidates in a shared selection
A_SECOND: Final = 10  # words of one person
BURST: Final = 3  # words that may come at once after a wait
KNOWN_S: Final = 3.0  # how long an answer to "may they, and is it on" is believed


def room_of(batch: int) -> str:
    return f"batch:{batch}"


def is_on(now: datetime) -> Q:
    """Not ended, by its host or by itself."""
    heard = Q(heard_at__gt=now - SILENCE) | Q(heard_at=None, began_at__gt=now - SILENCE)
    return Q(ended_at=None, began_at__gt=now - LONGEST) & heard


def current(batch: int) -> LiveSession | None:
    """The session that is on over this batch."""
    rows = LiveSession.objects.filter(is_on(timezone.now()), batch=batch)
    return rows.select_related("host", "batch__brand").first()


def end_stale() -> None:
    """Those that ended by themselves: after twelve hours, or ten minutes in which nobody moved."""
    now = timezone.now()
    LiveSession.objects.filter(ended_at=None).exclude(is_on(now)).update(ended_at=now)


def sweep(**_: object) -> None:
    end_stale()


def read(said: object) -> dict[str, Any]:
    """What a page tells, checked: bounded in kind, number and size. Raises BadInput."""
    if not isinstance(said, Mapping):
        raise BadInput("Send an object: where you are, and what is selected.", field="said")
    page = said.get("on")
    if page not in PAGES:
        raise BadInput(f"on is one of {', '.join(PAGES)}.", field="on")
    chosen = said.get("chosen", [])
    if not isinstance(chosen, list) or len(chosen) > CHOSEN:
        raise BadInput(f"chosen is a list of at most {CHOSEN} candidates.", field="chosen")
    told = {"on": page, "at": _pk(said.get("at"), "at"), "over": _pk(said.get("over"), "over")}
    told |= {"x": _share(said.get("x"), "x"), "y": _share(said.get("y"), "y")}
    told["chosen"] = [_pk(one, "chosen") for one in chosen]
    # hello: somebody who came, or came back, and knows nobody's place yet
    return told | {sign: said.get(sign) is True for sign in ("rest", "gone", "hello")}


def _pk(value: object, field: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**53):
        raise BadInput(f"{field} is the number of a candidate, or null.", field=field)
    return value


def _share(value: object, field: str) -> float | None:
    if value is None:
        return None
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not math.isfinite(value)
        or not 0 <= value <= 1
    ):
        raise BadInput(f"{field} is a share of the picture, 0 to 1, or null.", field=field)
    return round(float(value), 4)


@dataclass(slots=True)
class Ticket:
    """What one process remembers for a moment of one person in one session, so that a position costs no queries."""

    session: LiveSession
    until: float
    paid: float = 0.0  # the moment up to which their words are paid for (a leaky bucket, by virtual time)

    def spend(self, now: float) -> bool:
        """May one more word pass? Not more than ten a second, after a wait three at once."""
        if self.paid - now > (BURST - 1) / A_SECOND:
            return False
        self.paid = max(self.paid, now) + 1 / A_SECOND
        return True


class Tickets:
    """By person and batch; those that ran out are dropped."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], Ticket] = {}

    def of(self, user: User, batch: int) -> Ticket | None:
        """None where they may not see the batch, or nothing is on over it."""
        now = time.monotonic()
        key = (user.pk, batch)
        held = self.known.get(key)
        if held is not None and held.until > now:
            return held
        if not Batch.objects.visible_to(user).filter(pk=batch).exists():
            return None
        session = current(batch)
        if session is None:
            return None
        if len(self.known) > 1_000:
            self.known = {key: one for key, one in self.known.items() if one.until > now}
        made = self.known[key] = Ticket(session, now + KNOWN_S, held.paid if held else 0.0)
        return made


tickets: Final = Tickets()
