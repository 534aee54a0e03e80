"""Strengths from duels: against published estimates, and as a judge with known tastes would have them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from review.duels.strength import (
    Result,
    Strengths,
    budget,
    contested,
    fit,
    next_pairs,
    settled,
    sureness,
    top_of,
)

# American League, 1987: wins of the row over the column (Agresti, Categorical Data Analysis, table 10.10).
TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
WINS = (
    (0, 7, 9, 7, 7, 9, 11),
    (6, 0, 7, 5, 11, 9, 9),
    (4, 6, 0, 7, 7, 8, 12),
    (6, 8, 6, 0, 6, 7, 10),
    (6, 2, 6, 7, 0, 7, 12),
    (4, 4, 5, 6, 6, 0, 6),
    (2, 4, 1, 3, 1, 7, 0),
)


def test_the_baseball_season_has_the_strengths_and_errors_that_are_published() -> None:
    """Turner and Firth, Journal of Statistical Software 48 (2012), section 2: against Baltimore."""
    results = [(a, b, 1.0) for a, row in enumerate(WINS) for b, won in enumerate(row) for _ in range(won)]
    found = fit(7, results, prior=0)
    against = [float(found.theta[team] - found.theta[6]) for team in range(6)]
    assert against == pytest.approx([1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839], abs=1e-4)
    errors = [float(found.apart()[team, 6]) for team in range(6)]
    assert errors == pytest.approx([0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319], abs=1e-4)
    assert found.order == [0, 1, 2, 3, 4, 5, 6]


def test_who_won_all_is_not_endlessly_far_out_and_no_difference_is_half_a_win_each() -> None:
    one = fit(3, [(0, 1, 1.0)] * 4)
    assert 0 < one.theta[0] < 3 and one.theta[2] == pytest.approx(0, abs=1e-6) and one.errors[2] > one.errors[0]
    halves = fit(2, [(0, 1, 0.5), (0, 1, 0.5)])
    turned = fit(2, [(0, 1, 1.0), (1, 0, 1.0)])
    assert halves.theta == pytest.approx(turned.theta) and halves.errors == pytest.approx(turned.errors)
    nobody = fit(4, [])
    assert nobody.theta == pytest.approx([0] * 4) and contested(nobody, 3).all() and sureness(nobody, 3) == 0.5


def fight(count: int, judge: Callable[[int, int, Random], float], seed: int) -> tuple[Strengths, list[Result]]:
    """Duels until the top is settled or the budget is spent, as the page asks for them."""
    chance, said, top = Random(seed), list[Result](), top_of(count)
    while True:
        found = fit(count, said)
        if settled(found, top) or len(said) >= budget(count):
            return found, said
        [(left, right)] = next_pairs(found, top, wanted=1, chance=chance)
        said.append((left, right, judge(left, right, chance)))


def steady(left: int, right: int, _: Random) -> float:
    return float(left < right)


def test_a_steady_judge_has_the_right_top_before_the_budget_is_spent() -> None:
    found, said = fight(16, steady, seed=3)
    assert set(found.order[:3]) == {0, 1, 2} and settled(found, 3)
    assert len(said) < budget(16) == 64 and sureness(found, 3) > 0.9
    assert min(found.low[[0, 1, 2]]) > max(found.high[3:])


def test_a_judge_without_a_taste_is_never_told_that_the_top_is_settled_and_is_not_asked_for_ever() -> None:
    found, said = fight(6, lambda *_: 0.5, seed=1)
    assert not settled(found, 3) and len(said) == budget(6) == 16
    assert [budget(count) for count in (0, 1, 2, 3, 200)] == [0, 0, 3, 5, 1_529]


def test_pairs_are_near_in_strength_on_random_sides_and_not_those_asked_already() -> None:
    found = fit(5, [(place, place + 1, 1.0) for place in range(4) for _ in range(3)])
    asked = [next_pairs(found, 3, wanted=1, chance=Random(seed))[0] for seed in range(9)]
    assert {min(pair) for pair in asked} <= {1, 2} and {max(pair) for pair in asked} == {3}, "across the line, and near"
    assert {left < right for left, right in asked} == {True, False}
    again = next_pairs(found, 3, wanted=3, chance=Random(0), waiting=[asked[0]])
    assert frozenset(asked[0]) not in {frozenset(pair) for pair in again} and len(again) == 3
    everything = next_pairs(fit(4, []), 3, wanted=99, chance=Random(2))
    assert len({frozenset(pair) for pair in everything}) == len(everything) == 6
