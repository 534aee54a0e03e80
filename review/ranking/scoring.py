"""A learned model put to pictures of one batch, and what it found in words. Plain Python: pages call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generation.engine.features.table import LOOK, TOLD
from review.ranking.evidence import Values, means

FAR: Final = 3.0  # deviations from the batch's mean that count: one odd picture must not outweigh all else
MARKET: Final = 0.3  # how much what tested well counts beside what designers chose
TELLS: Final = 0.15  # of all that spoke for or against: a measure that said less is not told
WORDS: Final = 2  # measures that a tile names


@dataclass(frozen=True, slots=True)
class Model:
    """Weights on standardised measures, of designers and, apart, of what tested well; `deviations` in the measures' own
    units, within a batch; `named` as Evidence has it. `look`: the `encoder` and the `direction` in its dimensions that
    say what the measure of that name is; empty where it learned from no embedding."""

    weights: Mapping[str, float]
    deviations: Mapping[str, float]
    named: Mapping[str, float]
    market: Mapping[str, float]
    look: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        def near(some: Mapping[str, float]) -> dict[str, float]:
            return {name: round(float(value), 6) for name, value in some.items()}

        return {
            "weights": near(self.weights),
            "deviations": near(self.deviations),
            "named": near(self.named),
            "market": near(self.market),
            **({LOOK.name: dict(self.look)} if self.look else {}),
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Model:
        weights, deviations, named, market = (
            dict(document[key]) for key in ("weights", "deviations", "named", "market")
        )
        return cls(weights, deviations, named, market, dict(document.get(LOOK.name, {})))


@dataclass(frozen=True, slots=True)
class Rank:
    """`score`: higher is likelier to be picked, comparable within one batch only. `place` counts from 1. `why` says
    what spoke for or against it, as “ranked high: quiet copy space, on palette”; empty where nothing stands out."""

    score: float
    why: str
    place: int = 0


def rank(model: Model, batch: Mapping[int, Values]) -> dict[int, Rank]:
    """Candidate -> Rank, best first; equals keep the order they came in."""
    middle = means(batch.values())
    parts = {pk: contributions(model, values, middle) for pk, values in batch.items()}
    scores = {pk: sum(part.values()) for pk, part in parts.items()}
    order = sorted(batch, key=lambda pk: -round(scores[pk], 9))
    half = len(order) / 2
    return {
        pk: Rank(round(scores[pk], 6), why(model, parts[pk], batch[pk], middle, high=place <= half), place)
        for place, pk in enumerate(order, 1)
    }


def contributions(model: Model, values: Values, middle: Values) -> dict[str, float]:
    """Measure -> what it adds to the score; a measure that the picture lacks adds nothing."""
    found = {}
    for name, deviation in model.deviations.items():
        if name in values and name in middle:
            away = max(-FAR, min(FAR, (values[name] - middle[name]) / deviation))
            found[name] = away * (model.weights.get(name, 0.0) + MARKET * model.market.get(name, 0.0))
    return found


def why(model: Model, parts: Mapping[str, float], values: Values, middle: Values, *, high: bool) -> str:
    """What spoke most for a picture of the upper half, or against one of the lower; what people name goes first."""
    sign = 1 if high else -1
    least = TELLS * sum(abs(part) for part in parts.values())
    spoke = [name for name, part in parts.items() if sign * part > max(least, 0.0)]
    spoke.sort(key=lambda name: -abs(parts[name]) * (1 + model.named.get(name, 0.0)))
    if not spoke:
        return ""
    said = [TOLD[n].high if values[n] > middle[n] else TOLD[n].low for n in spoke[:WORDS] if n in TOLD]
    return f"ranked {'high' if high else 'low'}: {', '.join(said)}"
