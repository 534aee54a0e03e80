"""Which measures made the difference: Bradley-Terry over standardised measures, which is logistic regression on the
difference of the two that were compared, with a ridge. In workers only.

Bradley and Terry, Rank analysis of incomplete block designs, Biometrika 39, 1952.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from review.ranking.evidence import Evidence, Pair, Values, pairs
from review.ranking.looks import PART
from review.ranking.scoring import FAR, Model

RIDGE: Final = 6.0  # as so many comparisons that said nothing, for each measure
LOOK_RIDGE: Final = 12.0  # of what an encoder sees, which nobody has named
MARKET_RIDGE: Final = 6.0
NEVER: Final = 1e9  # so few tests say nothing of what only an encoder sees
MARKET_LEAST: Final = 6  # comparisons of tested variants below which they are not listened to
HEARD: Final = 2.0  # by how much less a measure is held down that all reasons speak of
STEPS: Final = 30  # of Newton, at most
FLAT: Final = 1e-6  # a measure that hardly varies within batches says nothing
Floats = NDArray[np.float64]


def fit(evidence: Evidence) -> Model:
    """The model of this evidence; without comparisons all its weights are 0."""
    return Table(evidence).model()


class Table:
    """Evidence as numbers, made once, to be learned from with all that was said and without any one batch."""

    def __init__(self, evidence: Evidence) -> None:
        self.named = dict(evidence.named)
        self.names = sorted({name for rows in evidence.measured.values() for one in rows.values() for name in one})
        away = {batch: self._away(rows) for batch, rows in evidence.measured.items()}
        self.deviations, of = self._standard(evidence, away)
        self._said = {
            one: self._differences(pairs(one, said, evidence.measured.get(one, {})), of)
            for one, said in evidence.said.items()
        }
        market = [pair for pair in evidence.market if pair.better in of and pair.worse in of]
        self._heard = len(market) >= MARKET_LEAST
        self._market = self._differences(market if self._heard else [], of)
        self._start: Floats | None = None

    def _away(self, rows: Mapping[int, Values]) -> Floats:
        """(pictures, measures) away from the batch's mean; NaN for what was not measured."""
        table = np.array([[one.get(name, np.nan) for name in self.names] for one in rows.values()], np.float64)
        there = ~np.isnan(table)
        middle = np.where(there, table, 0.0).sum(0) / np.maximum(there.sum(0), 1)
        return np.asarray(table - middle, np.float64)

    def _standard(self, evidence: Evidence, away: Mapping[int, Floats]) -> tuple[dict[str, float], dict[int, Floats]]:
        """The deviation of every measure within batches, pooled, of those that vary at all; and each picture in these
        deviations from its batch's mean, as scoring.contributions has it, 0 for what was not measured."""
        every = np.vstack(list(away.values())) if away else np.zeros((0, len(self.names)))
        there = ~np.isnan(every)
        spread = np.sqrt((np.where(there, every, 0.0) ** 2).sum(0) / np.maximum(there.sum(0), 1))
        kept = np.flatnonzero(spread > FLAT)
        self.names = [self.names[at] for at in kept]
        of: dict[int, Floats] = {}
        for batch, rows in evidence.measured.items():
            standard = np.clip(np.nan_to_num(away[batch][:, kept] / spread[kept]), -FAR, FAR)
            of.update(zip(rows, standard, strict=True))
        return dict(zip(self.names, spread[kept].tolist(), strict=True)), of

    def _differences(self, some: Iterable[Pair], of: Mapping[int, Floats]) -> tuple[Floats, Floats]:
        """Better less worse, (n, k), and what each comparison weighs."""
        made = list(some)
        rows = np.array([of[pair.better] - of[pair.worse] for pair in made]).reshape(len(made), len(self.names))
        return rows, np.array([pair.weight for pair in made])

    def model(self, without: int | None = None) -> Model:
        """Learned from all batches, or from all but this one."""
        some = [said for batch, said in self._said.items() if batch != without]
        nothing = np.zeros((0, len(self.names))), np.zeros(0)
        rows, weights = (np.concatenate(part) for part in zip(nothing, *some, strict=True))
        seen = np.array([name.startswith(PART) for name in self.names], bool)
        hold = np.array([RIDGE / (1 + HEARD * self.named.get(name, 0.0)) for name in self.names])
        hold[seen] = LOOK_RIDGE
        found = logistic(rows, weights, hold, self._start)
        self._start = found if self._start is None else self._start  # what the others find is near
        tested = logistic(*self._market, np.where(seen, NEVER, MARKET_RIDGE))
        return Model(
            dict(zip(self.names, found.tolist(), strict=True)),
            self.deviations,
            self.named,
            dict(zip(self.names, tested.tolist(), strict=True)) if self._heard else {},
        )


def logistic(differences: Floats, weights: Floats, hold: Floats, start: Floats | None = None) -> Floats:
    """Minimise Σ w log(1 + exp(-d·β)) + Σ hold β² / 2 by Newton. `differences` (n, k), better less worse. There is one
    minimum, wherever it starts."""
    beta = np.zeros(len(hold)) if start is None else start
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(np.clip(differences @ beta, -40, 40)))
        slope = hold * beta - differences.T @ (weights * wrong)
        bend = (differences * (weights * wrong * (1 - wrong))[:, None]).T @ differences + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        beta = beta - step
        if float(np.abs(step).max(initial=0.0)) < 1e-9:
            break
    return beta
