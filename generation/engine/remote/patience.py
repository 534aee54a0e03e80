"""When to ask again: by the clock of the queue, never by a worker that sleeps."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import SystemRandom
from typing import Any

from generation.engine.picture import Later, Refused
from generation.engine.remote.wire import Fault

TRIES = 8  # calls that come to nothing, one after the other, before the picture is given up
FIRST, MOST = 2.0, 300.0  # seconds
LONGEST = 3600.0  # seconds: a service may ask for an hour, not for a year
LOOK_FIRST, LOOK_MOST = 1.0, 15.0  # seconds between two looks at a job that runs

_dice = SystemRandom()  # jitter only: never a pixel


def pause(tries: int, asked: float | None = None) -> float:
    """Seconds before call number `tries` + 1: doubled each time, spread, and never less than the service asked for."""
    own = min(MOST, FIRST * 2.0 ** min(tries, 20)) * _dice.uniform(0.5, 1.0)
    return min(LONGEST, max(own, asked or 0.0))


def after(fault: Fault, ticket: Mapping[str, Any]) -> Exception:
    """What to raise for a fault: Later with the ticket, which counts, or Refused where waiting mends nothing."""
    if not fault.again:
        return Refused(fault.sentence)
    tries = count(ticket, "tries") + 1
    if tries >= TRIES:
        return Refused(f"{fault.sentence} It was asked {tries} times. Try again when it is well.")
    return Later(fault.sentence, pause(tries, fault.after), {**ticket, "tries": tries})


def look_again(sentence: str, ticket: Mapping[str, Any]) -> Later:
    """The job runs. The count of tries starts anew: the service has answered."""
    looks = count(ticket, "looks") + 1
    seconds = min(LOOK_MOST, LOOK_FIRST * 1.5 ** min(looks, 20)) * _dice.uniform(0.8, 1.0)
    return Later(sentence, seconds, {**{k: v for k, v in ticket.items() if k != "tries"}, "looks": looks})


def count(ticket: Mapping[str, Any], name: str) -> int:
    value = ticket.get(name, 0)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6 else 0
