"""Money in words."""

from __future__ import annotations


def money(micros: int) -> str:
    """Millionths of a euro in words: "€0.02", "less than €0.01", "nothing"."""
    if micros <= 0:
        return "nothing"
    return f"€{micros / 1e6:,.2f}" if micros >= 10_000 else "less than €0.01"


def between(least: int, most: int) -> str:
    """A range in words, and one figure where both ends read the same: "€0.10 to €0.18", "€0.10"."""
    low, high = money(least), money(most)
    return low if most <= least or low == high else f"{low} to {high}"
