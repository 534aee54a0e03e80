"""What was said about a brand's pictures, as comparisons within a batch. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Values = Mapping[str, float]
"""Measure -> number, of one picture; what could not be measured is not in it."""

OPPONENTS: Final = 40  # of one candidate, at most, evenly over the batch: more say the same again
PICK: Final = 8.0  # what one pick weighs, spread over those it was preferred to
PASSED: Final = 0.5  # what passing over an undecided one weighs against rejecting it
REJECT: Final = 2.0  # what one rejection weighs, spread over the undecided
RATE: Final = 2.0  # what one rating weighs, spread over those of the same person in the batch; times the gap in stars
DUEL: Final = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """`better` was preferred to `worse`, candidates of one batch (0: tested in the world); `weight` in comparisons."""

    batch: int
    better: int
    worse: int
    weight: float


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one batch, by candidate. `ratings`: person -> candidate -> stars. `duels`: (winner, loser)."""

    picked: Sequence[int] = ()
    rejected: Sequence[int] = ()
    ratings: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    duels: Sequence[tuple[int, int]] = ()

    @property
    def judgements(self) -> int:
        return len(self.picked) + len(self.rejected) + sum(map(len, self.ratings.values())) + len(self.duels)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of a brand. `measured`: batch -> candidate -> values. `named`: measure -> how much the reasons speak of it,
    0-1. `market`: comparisons of variants that were tested, on their own: another voice than the designers'.
    `directions`: along which `encoder` told the pictures apart, each of its dimensions; their measures are among the
    values (looks.py)."""

    measured: Mapping[int, Mapping[int, Values]]
    said: Mapping[int, Said]
    named: Mapping[str, float] = field(default_factory=dict)
    market: Sequence[Pair] = ()
    encoder: str = ""
    directions: Sequence[Sequence[float]] = ()

    def pairs(self) -> list[Pair]:
        return [pair for batch in self.said for pair in pairs(batch, self.said[batch], self.measured.get(batch, {}))]


def pairs(batch: int, said: Said, measured: Iterable[int]) -> Iterator[Pair]:
    """Every comparison that was made, or follows from what was picked and what was passed over."""
    known = sorted(measured)
    inside = set(known)
    picked, rejected = ([one for one in sorted(some) if one in inside] for some in (said.picked, said.rejected))
    open_ = [one for one in known if one not in {*said.picked, *said.rejected}]
    for one in picked:
        against = [(other, 1.0) for other in _some(rejected)] + [(other, PASSED) for other in _some(open_)]
        yield from _spread(batch, [(one, other, share) for other, share in against], PICK)
    if picked:  # nobody went through a batch of which nothing was picked or rejected yet
        for one in rejected:
            yield from _spread(batch, [(other, one, 1.0) for other in _some(open_)], REJECT)
    for stars in said.ratings.values():
        rated = {one: value for one, value in sorted(stars.items()) if one in inside}
        for one, value in rated.items():
            below = [(one, other, (value - less) / 4) for other, less in rated.items() if less < value]
            gap = max((share for *_, share in below), default=0.0)
            yield from _spread(batch, below, RATE * gap)
    for winner, loser in said.duels:
        if winner in inside and loser in inside:
            yield Pair(batch, winner, loser, DUEL)


def _spread(batch: int, some: Sequence[tuple[int, int, float]], weight: float) -> Iterator[Pair]:
    """(better, worse, share) with the weight given out by share."""
    total = sum(share for *_, share in some)
    for better, worse, share in some:
        yield Pair(batch, better, worse, weight * share / total)


def _some(candidates: Sequence[int]) -> list[int]:
    """At most OPPONENTS of them, evenly."""
    step = len(candidates) / OPPONENTS
    return list(candidates) if step <= 1 else [candidates[int(i * step)] for i in range(OPPONENTS)]


def means(rows: Iterable[Values]) -> dict[str, float]:
    """Mean of every measure over the pictures that have it."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for values in rows:
        for name, value in values.items():
            entry = sums[name]
            entry[0] += value
            entry[1] += 1
    return {name: total / count for name, (total, count) in sums.items()}
