"""Sums of what was made and spent, written with the end of each run, so that no page adds up runs."""

from __future__ import annotations

from generation.models import Batch, Run


def add(batch: Batch, run: Run) -> None:
    """Count a run that has ended, in the transaction that ends it."""
