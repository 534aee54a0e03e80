"""Would it have helped? Each batch is ranked by what the others taught, and its picks are looked for at the top."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from review.ranking.evidence import Evidence
from review.ranking.fit import Table
from review.ranking.scoring import Model, rank

TOP: Final = 0.1  # of a batch
LEAST_PICTURES, LEAST_BATCHES, LEAST_PICKS = 10, 3, 8
MARGIN: Final = 2.0  # times random: what a claim takes
CHANCE: Final = 0.02  # given out over all tests that are ever made; half of it at most is spent
STEADY: Final = 3.0  # standard errors of the mean gain above nothing: one lucky batch is not a taste


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One batch that the model had not seen: how many pictures, how many of them the top, picks, picks in the top."""

    batch: int
    pictures: int
    top: int
    picks: int
    hits: int

    @property
    def expected(self) -> float:
        """Hits at random."""
        return self.picks * self.top / self.pictures


@dataclass(frozen=True, slots=True)
class Report:
    rows: tuple[HeldOut, ...]

    @property
    def picks(self) -> int:
        return sum(row.picks for row in self.rows)

    @property
    def recall(self) -> float:
        """Share of eventual picks that stood in the top tenth."""
        return sum(row.hits for row in self.rows) / self.picks if self.picks else 0.0

    @property
    def random(self) -> float:
        """The same for an order by chance."""
        return sum(row.expected for row in self.rows) / self.picks if self.picks else 0.0

    @property
    def chance(self) -> float:
        """How likely an order by chance finds at least as many."""
        hits = sum(row.hits for row in self.rows)
        return sum(_by_chance(self.rows)[hits:])

    @property
    def steady(self) -> float:
        """The mean gain of a batch over its standard error; infinite where all gained the same."""
        gains = [(row.hits - row.expected) / row.picks for row in self.rows]
        if len(gains) < LEAST_BATCHES:
            return 0.0
        mean, error = statistics.mean(gains), statistics.stdev(gains) / math.sqrt(len(gains))
        return mean / error if error > 0 else math.copysign(math.inf, mean)

    @property
    def luck(self) -> float:
        """How likely luck alone may be to find so many picks at the top. Ranking is tested anew with every batch that
        is judged, and who tests often enough is lucky once: the n-th batch gets CHANCE / (n (n - 1)), which sums to
        half of CHANCE over all there can be (alpha spending; Lan and DeMets, Biometrika 70, 1983)."""
        many = len(self.rows)
        return CHANCE / (many * (many - 1)) if many > 1 else 0.0

    @property
    def passes(self) -> bool:
        """Seen on enough, MARGIN times random, beyond luck, and steady from batch to batch. One test that passes is no
        claim yet: see learn.bears_out."""
        return (
            len(self.rows) >= LEAST_BATCHES
            and self.picks >= LEAST_PICKS
            and self.recall >= MARGIN * self.random
            and self.chance <= self.luck
            and self.steady >= STEADY
        )

    def document(self) -> dict[str, Any]:
        figures = {key: round(float(getattr(self, key)), 5) for key in ("recall", "random", "chance")}
        return {**figures, "picks": self.picks, "passes": self.passes, "batches": [asdict(row) for row in self.rows]}


def held_out(evidence: Evidence) -> Report:
    """Leave one batch out, in turn: learn from the others, rank it, and look for its picks."""
    rows = []
    table = Table(evidence)
    for batch, said in evidence.said.items():
        others = len(evidence.said) > 1
        if said.picked and len(evidence.measured.get(batch, {})) >= LEAST_PICTURES and others:
            rows.append(look_for(table.model(without=batch), evidence, batch))
    return Report(tuple(row for row in rows if row.picks))


def look_for(model: Model, evidence: Evidence, batch: int) -> HeldOut:
    """The batch's picks in the order of this model."""
    order = rank(model, evidence.measured[batch])
    picked = [order[pk].place for pk in evidence.said[batch].picked if pk in order]
    top = math.ceil(TOP * len(order))
    return HeldOut(batch, len(order), top, len(picked), sum(place <= top for place in picked))


def _by_chance(rows: Sequence[HeldOut]) -> list[float]:
    """How likely each number of hits is at random: the sum of hypergeometric draws, exactly."""
    total = [1.0]
    for row in rows:
        every = math.comb(row.pictures, row.picks)
        own = [
            math.comb(row.top, k) * math.comb(row.pictures - row.top, row.picks - k) / every
            for k in range(min(row.top, row.picks) + 1)
        ]
        mixed = [0.0] * (len(total) + len(own) - 1)
        for i, a in enumerate(total):
            for j, b in enumerate(own):
                mixed[i + j] += a * b
        total = mixed
    return total
