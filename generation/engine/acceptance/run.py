"""A picture held to the tests that were asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.table import TESTS
from generation.engine.acceptance.verdict import Verdict


def run(asked: Iterable[tuple[str, float]], seen: Seen) -> tuple[Verdict, ...]:
    """A verdict for each (test, limit), in that order. Raises KeyError for a test that is not in the table."""
    return tuple(import_module(TESTS[name].module).test(seen, limit) for name, limit in asked)
