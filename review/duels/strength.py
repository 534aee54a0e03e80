"""Strengths from duels: Bradley-Terry with a weak prior, how sure they are, which pair to ask for next, when to stop.

Pure: numpy, no Django. Candidates are places 0 … n-1; a strength is theta = ln p, and p_i / (p_i + p_j) is the chance
that i is preferred to j (Bradley and Terry, Biometrika 39, 1952). Found by minorisation-maximisation (Hunter, "MM
algorithms for generalized Bradley-Terry models", Annals of Statistics 32, 2004). "No difference" is half a win each.
The prior is `PRIOR` wins and as many losses against an average candidate of strength 0: who won all or lost all is then
far out, and not endlessly far. Errors come from the inverse of the Fisher information.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil, erf, log2, sqrt
from random import Random

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Result = tuple[int, int, float]  # left, right, what left got of it: 1 won, 0 lost, 0.5 no difference

PRIOR = 0.5
# Intervals of one standard error either way: where two just do not overlap, one is ahead with a chance of about 0.92
# (their difference is 2 errors of which it has sqrt 2; Goldstein and Healy, JRSS A 158, 1995, on comparing by eye).
# Wider ones would hardly ever part within n log n duels, in simulations (tests/review/test_strength.py).
Z_APART = 1.0
TOP = 3
ACROSS = 4  # how much more a pair across the line is worth than one on the same side of it
STEPS, CLOSE = 500, 1e-7


@dataclass(frozen=True, slots=True)
class Strengths:
    """`theta` of each of n, their covariance (n x n), and how often each two have met (n x n)."""

    theta: Array
    covariance: Array
    met: Array

    @property
    def errors(self) -> Array:
        return np.sqrt(np.diag(self.covariance))

    @property
    def order(self) -> list[int]:
        """Places, strongest first; equal ones as they stood."""
        return [int(place) for place in np.argsort(-self.theta, kind="stable")]

    @property
    def low(self) -> Array:
        return self.theta - Z_APART * self.errors

    @property
    def high(self) -> Array:
        return self.theta + Z_APART * self.errors

    def apart(self) -> Array:
        """Standard error of the difference of each two, n x n; 0 on the diagonal."""
        spread = np.diag(self.covariance)
        squared = spread[:, None] + spread[None, :] - 2 * self.covariance
        return np.sqrt(np.maximum(squared, 0.0))


def fit(count: int, results: Iterable[Result], prior: float = PRIOR) -> Strengths:
    """The strengths of `count` candidates after these duels. With `prior` 0 every candidate must have won and lost."""
    wins = np.zeros((count, count))
    for left, right, got in results:
        wins[left, right] += got
        wins[right, left] += 1 - got
    met = wins + wins.T
    won = wins.sum(axis=1) + prior
    p = np.ones(count)
    for _ in range(STEPS):
        fresh = won / ((met / (p[:, None] + p[None, :])).sum(axis=1) + 2 * prior / (p + 1))
        if not prior:
            fresh /= np.exp(np.log(fresh).mean())  # only ratios are known then
        moved = float(np.abs(np.log(fresh / p)).max(initial=0.0))
        p = fresh
        if moved < CLOSE:
            break
    # Not inv(): without a prior only differences are known, and the matrix has no inverse.
    covariance: Array = np.asarray(np.linalg.pinv(_information(p, met, prior), hermitian=True), dtype=np.float64)
    return Strengths(np.log(p), covariance, met)


def _information(p: Array, met: Array, prior: float) -> Array:
    """Minus the second derivatives of the log-likelihood (with the prior) in theta."""
    each = met * (p[:, None] * p[None, :]) / (p[:, None] + p[None, :]) ** 2
    found: Array = -each
    np.fill_diagonal(found, each.sum(axis=1) + 2 * prior * p / (p + 1) ** 2)
    return found


def top_of(count: int) -> int:
    """How many are sought of so many: three, or all but one."""
    return min(TOP, count - 1)


def budget(count: int) -> int:
    """How many duels a sort of `count` takes at most, about n log n: nobody is asked for more."""
    return max(3, ceil(count * log2(count))) if count > 1 else 0


def contested(found: Strengths, top: int) -> Mask:
    """Which may still be in or out of the first `top`: their intervals reach over the line between."""
    order = found.order
    inside, outside = order[:top], order[top:]
    open_ = np.zeros(len(order), dtype=np.bool_)
    floor, ceiling = found.low[inside].min(), found.high[outside].max()
    open_[[place for place in inside if found.low[place] <= ceiling]] = True
    open_[[place for place in outside if found.high[place] >= floor]] = True
    return open_


def settled(found: Strengths, top: int) -> bool:
    """No interval of the first `top` overlaps one of the rest."""
    return not contested(found, top).any()


def sureness(found: Strengths, top: int) -> float:
    """The chance, by what is known, that the shakiest of the first `top` is ahead of whoever comes nearest to it."""
    order = found.order
    inside, outside = np.array(order[:top]), np.array(order[top:])
    ahead = found.theta[inside][:, None] - found.theta[outside][None, :]
    apart = found.apart()[np.ix_(inside, outside)]
    least = float((ahead / np.maximum(apart, 1e-12)).min())
    return 0.5 * (1 + erf(least / sqrt(2)))


def next_pairs(
    found: Strengths, top: int, *, wanted: int, chance: Random, waiting: Collection[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """The pairs that tell most: near in strength, unsure, across the line of the first `top`, not met often; on random
    sides. `waiting` are asked already. A pair's worth is var(theta_i - theta_j) p_ij p_ji, what one more duel is
    expected to tell of which is ahead. No candidate stands in two pairs of one answer where there are others.
    """
    ahead = 1 / (1 + np.exp(found.theta[None, :] - found.theta[:, None]))
    inside = np.zeros(len(found.theta), dtype=np.bool_)
    inside[found.order[:top]] = True
    across = np.where(inside[:, None] != inside[None, :], ACROSS, 1)
    worth = found.apart() ** 2 * ahead * (1 - ahead) / (1 + found.met) * across
    open_ = contested(found, top)
    if open_.sum() > 1:
        worth = np.where(open_[:, None] & open_[None, :], worth, worth * 1e-6)
    worth = np.triu(worth * (1 + 1e-3 * _noise(len(open_), chance)), 1)
    for left, right in waiting:
        worth[min(left, right), max(left, right)] = 0
    chosen: list[tuple[int, int]] = []
    busy: set[int] = {place for pair in waiting for place in pair}
    for fresh in (True, False):  # first those of whom none is in another pair of this answer
        ranked = np.argsort(-worth, axis=None, kind="stable")[: worth.size // 2]
        for flat in ranked:
            left, right = divmod(int(flat), len(open_))
            if len(chosen) == wanted or worth[left, right] <= 0:
                break
            if (left, right) in chosen or (fresh and busy & {left, right}):
                continue
            chosen.append((left, right))
            busy |= {left, right}
    return [pair if chance.random() < 0.5 else (pair[1], pair[0]) for pair in chosen]


def _noise(count: int, chance: Random) -> Array:
    """So that of equals not always the same are asked for."""
    return np.random.default_rng(chance.getrandbits(32)).random((count, count))
