"""What two runs of one recipe may differ by, and why."""

from __future__ import annotations

import pytest

from generation.engine.rounding import STACK, tolerance

THEN = {"dtype": "float32", "torch": "2.13", "device": "cpu", "threads": 2, "deterministic": True}


def test_the_same_stack_computes_the_same_bits() -> None:
    assert tolerance(THEN, THEN) == 0
    assert tolerance(THEN, THEN | {"making_seconds": 9, "notes": "other"}) == 0


@pytest.mark.parametrize("name", STACK)
def test_another_stack_may_round_otherwise(name: str) -> None:
    assert tolerance(THEN, THEN | {name: "other"}) == 1
    assert tolerance(THEN, THEN | {name: "other", "dtype": "bfloat16"}) == 3


def test_kernels_that_were_let_off_repeating_may_round_otherwise() -> None:
    assert tolerance(THEN | {"deterministic": False}, THEN | {"deterministic": False}) == 1


def test_a_first_run_that_nobody_knows_is_another_stack() -> None:
    assert tolerance({}, THEN) == 1


def test_what_was_not_computed_in_floating_point_has_no_tolerance() -> None:
    assert tolerance({}, {"device": "cpu"}) == 0 == tolerance(THEN, {"dtype": "int8"})
