"""Shares of a whole, how sure they are, and whether two differ by more than chance. Pure: no Django, no database.

Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), for one share.
Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998),
method 10, for the difference of two. The test is the usual two-proportion z-test with a pooled share; where several are
held against one another its p-values go through Holm, "A simple sequentially rejective multiple test procedure",
Scandinavian Journal of Statistics 6 (1979). Where fewer than five of either kind are expected (Cochran, Biometrics 10,
1954) the z-test says nothing yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

Z95 = 1.959963984540054  # two-sided 95 %
EXPECTED = 5  # the least of successes and of failures that the test expects in each
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`: clicks of impressions, conversions of clicks."""

    hits: int
    of: int

    @property
    def rate(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.hits, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Difference:
    """`other` less `first`, in shares. `p` is None where the test says nothing yet."""

    points: float
    low: float
    high: float
    p: float | None

    @property
    def told(self) -> bool:
        """Beyond what chance gives in one of twenty such tests."""
        return self.p is not None and self.p < LEVEL


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share, both ends within 0 and 1. `of` is at least 1."""
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def difference(first: Share, other: Share) -> Difference | None:
    """How much more of its whole `other` has, with Newcombe's interval. None where either has no whole."""
    if not first.of or not other.of:
        return None
    p1, p2 = first.hits / first.of, other.hits / other.of
    (low1, high1), (low2, high2) = wilson(first.hits, first.of), wilson(other.hits, other.of)
    points = p2 - p1
    low = points - sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2)
    high = points + sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2)
    return Difference(points, low, high, p_value(first, other))


def p_value(first: Share, other: Share) -> float | None:
    """Two-sided, of the two-proportion z-test; None where too few of either kind are expected."""
    if not first.of or not other.of:
        return None
    pooled = (first.hits + other.hits) / (first.of + other.of)
    if min(first.of, other.of) * min(pooled, 1 - pooled) < EXPECTED:
        return None
    error = sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / other.of))
    return erfc(abs(other.hits / other.of - first.hits / first.of) / error / sqrt(2))


def holm(values: Sequence[float | None]) -> list[float | None]:
    """The p-values as they stand after asking several questions at once; None stays None and asks nothing."""
    asked = sorted((value, place) for place, value in enumerate(values) if value is not None)
    adjusted: list[float | None] = [None] * len(values)
    worst = 0.0
    for rank, (value, place) in enumerate(asked):
        worst = max(worst, min(1.0, (len(asked) - rank) * value))
        adjusted[place] = worst
    return adjusted


def against_first(shares: Sequence[Share]) -> list[Difference | None]:
    """Each but the first held against the first, p-values after Holm. One shorter than `shares`."""
    found = [difference(shares[0], other) for other in shares[1:]]
    adjusted = holm([one.p if one else None for one in found])
    return [one and Difference(one.points, one.low, one.high, p) for one, p in zip(found, adjusted, strict=True)]


def winners(shares: Sequence[Share]) -> list[tuple[int, int, float]]:
    """(place of the better, place of the worse, p after Holm) of every pair that differs by more than chance."""
    pairs = [(a, b) for a in range(len(shares)) for b in range(a + 1, len(shares))]
    adjusted = holm([p_value(shares[a], shares[b]) for a, b in pairs])
    told = [(a, b, p) for (a, b), p in zip(pairs, adjusted, strict=True) if p is not None and p < LEVEL]
    return [(b, a, p) if (shares[b].rate or 0) > (shares[a].rate or 0) else (a, b, p) for a, b, p in told]
