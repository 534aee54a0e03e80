"""What the page of a brand's ranking shows: its versions, what each would have found, and its weights in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generation.engine.features.table import TOLD, VERSION
from generation.models import Batch
from review.models import Ranking, RankingSwitch
from studio.people.models import Brand

LISTED: Final = 20
SLIGHT: Final = 0.05  # of the largest weight: less is not told


@dataclass(frozen=True, slots=True)
class Weight:
    """One measure: which pictures it speaks for, how much beside the strongest (0-100), how often reasons name it."""

    label: str
    means: str
    words: str
    strength: int
    named: int  # per cent of the reasons and notes


@dataclass(frozen=True, slots=True)
class Seen:
    """A held-out batch; `batch` is None where it is gone."""

    batch: Batch | None
    pictures: int
    top: int
    picks: int
    hits: int

    @property
    def expected(self) -> float:
        return self.picks * self.top / self.pictures


@dataclass(frozen=True, slots=True)
class Board:
    brand: Brand
    switch: RankingSwitch | None
    versions: list[Ranking]

    @property
    def on(self) -> bool:
        return self.switch is None or self.switch.on

    @property
    def newest(self) -> Ranking | None:
        return self.versions[0] if self.versions else None

    @property
    def stale(self) -> bool:
        """Learned from an older version of the measures: the next judgement teaches it anew."""
        return self.newest is not None and self.newest.learned_from.get("version") != VERSION

    @property
    def orders(self) -> bool:
        """Does it order anything now?"""
        return self.on and not self.stale and self.newest is not None and self.newest.better

    @property
    def waits(self) -> bool:
        """It passed, and the version before it did not: one more batch is to bear it out."""
        return self.newest is not None and not self.newest.better and bool(self.newest.report.get("passes"))

    @property
    def weights(self) -> list[Weight]:
        return said(self.newest.weights["weights"], self.newest.weights["named"]) if self.newest else []

    @property
    def market(self) -> list[Weight]:
        """What tested well, which is another voice than the designers'."""
        return said(self.newest.weights["market"], {}) if self.newest else []

    @property
    def held_out(self) -> list[Seen]:
        if self.newest is None:
            return []
        rows: list[dict[str, Any]] = self.newest.report["batches"]
        known = Batch.objects.select_related("revision__brief").in_bulk([row["batch"] for row in rows])
        return [
            Seen(known.get(row["batch"]), row["pictures"], row["top"], row["picks"], row["hits"])
            for row in sorted(rows, key=lambda row: -row["batch"])
        ]


def board(brand: Brand) -> Board:
    return Board(
        brand,
        RankingSwitch.objects.select_related("by").filter(brand=brand).first(),
        list(Ranking.objects.filter(brand=brand)[:LISTED]),
    )


def said(weights: Mapping[str, float], named: Mapping[str, float]) -> list[Weight]:
    """The weights that matter, strongest first."""
    most = max((abs(weight) for weight in weights.values()), default=0.0)
    found = []
    for name, weight in sorted(weights.items(), key=lambda one: -abs(one[1])):
        if name in TOLD and most and abs(weight) >= SLIGHT * most:
            one = TOLD[name]
            words = one.high if weight > 0 else one.low
            share = round(100 * named.get(name, 0.0))
            found.append(Weight(one.label, one.means, words, round(100 * abs(weight) / most), share))
    return found
