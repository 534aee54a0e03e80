"""How many more to make: from what passed so far, within what the search may cost. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generation.search.asked import Search

HAND = 32  # candidates at once: what passes meanwhile is known before the next
BARREN = 4  # candidates in a row without any picture: something is broken, and more of it helps nobody

ENOUGH, CANDIDATES, MONEY, TIME, NOTHING, CANCELLED = "enough", "candidates", "money", "time", "nothing", "cancelled"
WHY: Final = {
    ENOUGH: "as many passed as were wanted",
    CANDIDATES: "its budget of candidates is used up",
    MONEY: "its budget of money is used up",
    TIME: "its time is up",
    NOTHING: f"the last {BARREN} brought no picture at all: mend that, then try the failed ones again",
    CANCELLED: "it was cancelled",
}


@dataclass(frozen=True, slots=True)
class SoFar:
    """`tried` are all candidates that ended, with a picture (`made`) or without. `barren`: the last so many in a row
    without one. Money in millionths, `seconds` since the batch was begun."""

    tried: int
    made: int
    passed: int
    micros: int
    seconds: float
    barren: int = 0

    @property
    def rate(self) -> float:
        """The share that passes, as far as is known: Laplace's rule of succession, so that 0 of 4 is not never."""
        return (self.passed + 1) / (self.made + 2)


def next_hand(search: Search, now: SoFar, together: int = 1) -> tuple[int, str]:
    """How many more, and why none where it is 0.

    The budgets are looked at between hands, and a hand is as large as what is left of each seems to hold, so that none
    is passed by more than one hand. It ends at a multiple of `together`, as device batches are counted.
    """
    if why := _over(search, now):
        return 0, why
    # Compared as floats: what is left, over a cost next to nothing, is infinite, and only then cut to a whole number.
    room: list[float] = [HAND, search.cap - now.tried, math.ceil((search.want - now.passed) / now.rate)]
    if search.micros is not None and now.micros > 0:
        room.append((search.micros - now.micros) * now.tried / now.micros)
    if search.minutes is not None and now.seconds > 0:
        room.append((search.minutes * 60 - now.seconds) * now.tried / now.seconds)
    hand = max(1, int(min(room)))
    full = math.ceil((now.tried + hand) / together) * together
    return min(full, search.cap) - now.tried, ""


def _over(search: Search, now: SoFar) -> str:
    if now.passed >= search.want:
        return ENOUGH
    if now.tried >= search.cap:
        return CANDIDATES
    if search.micros is not None and now.micros >= search.micros:
        return MONEY
    if search.minutes is not None and now.seconds >= search.minutes * 60:
        return TIME
    return NOTHING if now.barren >= BARREN else ""
