"""Which measures made the difference: Bradley-Terry over standardised measures, which is logistic regression on the
difference of the two that were compared, with a ridge. In workers only.

Bradley and Terry, Rank analysis of incomplete block designs, Biometrika 39, 1952.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from review.ranking.evidence import Evidence, Pair, Values, means
from review.ranking.scoring import FAR, Model

RIDGE: Final = 6.0  # as so many comparisons that said nothing, for each measure
MARKET_RIDGE: Final = 6.0
MARKET_LEAST: Final = 6  # comparisons of tested variants below which they are not listened to
HEARD: Final = 2.0  # by how much less a measure is held down that all reasons speak of
STEPS: Final = 30  # of Newton, at most
FLAT: Final = 1e-6  # a measure that hardly varies within batches says nothing
Floats = NDArray[np.float64]


def fit(evidence: Evidence) -> Model:
    """The model of this evidence; without comparisons all its weights are 0."""
    deviations = spread(evidence.measured)
    names = list(deviations)
    middles = {batch: means(rows.values()) for batch, rows in evidence.measured.items()}
    pairs = evidence.pairs()
    compared = {pk for pair in (*pairs, *evidence.market) for pk in (pair.better, pair.worse)}
    of: dict[int, Floats] = {
        pk: _standard(values, middles[batch], deviations)
        for batch, rows in evidence.measured.items()
        for pk, values in rows.items()
        if pk in compared
    }
    hold = np.array([RIDGE / (1 + HEARD * evidence.named.get(name, 0.0)) for name in names])
    market = [pair for pair in evidence.market if pair.better in of and pair.worse in of]
    weights = logistic(*_differences(pairs, of, len(names)), hold)
    heard = len(market) >= MARKET_LEAST
    tested = logistic(*_differences(market if heard else [], of, len(names)), np.full(len(names), MARKET_RIDGE))
    return Model(
        dict(zip(names, weights.tolist(), strict=True)),
        deviations,
        dict(evidence.named),
        dict(zip(names, tested.tolist(), strict=True)) if heard else {},
    )


def spread(measured: Mapping[int, Mapping[int, Values]]) -> dict[str, float]:
    """Measure -> its standard deviation within batches, pooled; of those that vary at all, by name."""
    square: dict[str, float] = {}
    count: dict[str, int] = {}
    for rows in measured.values():
        middle = means(rows.values())
        for values in rows.values():
            for name, value in values.items():
                square[name] = square.get(name, 0.0) + (value - middle[name]) ** 2
                count[name] = count.get(name, 0) + 1
    found = {name: (square[name] / count[name]) ** 0.5 for name in sorted(square)}
    return {name: deviation for name, deviation in found.items() if deviation > FLAT}


def logistic(differences: Floats, weights: Floats, hold: Floats) -> Floats:
    """Minimise Σ w log(1 + exp(-d·β)) + Σ hold β² / 2 by Newton. `differences` (n, k), better less worse."""
    beta = np.zeros(len(hold))
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(np.clip(differences @ beta, -40, 40)))
        slope = hold * beta - differences.T @ (weights * wrong)
        bend = (differences * (weights * wrong * (1 - wrong))[:, None]).T @ differences + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        beta = beta - step
        if float(np.abs(step).max(initial=0.0)) < 1e-9:
            break
    return beta


def _differences(pairs: Sequence[Pair], of: Mapping[int, Floats], many: int) -> tuple[Floats, Floats]:
    rows = np.array([of[pair.better] - of[pair.worse] for pair in pairs]).reshape(len(pairs), many)
    return rows, np.array([pair.weight for pair in pairs])


def _standard(values: Values, middle: Values, deviations: Values) -> Floats:
    """In deviations from the batch's mean, as scoring.contributions has it; 0 for what was not measured."""
    away = [(values[n] - middle[n]) / d if n in values else 0.0 for n, d in deviations.items()]
    return np.clip(np.array(away, np.float64), -FAR, FAR)
