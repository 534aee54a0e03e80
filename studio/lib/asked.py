"""What an address or a form says, read without trust: nobody typed it but people."""

from __future__ import annotations

import datetime as dt


def number(text: str) -> int:
    """The primary key it names; 0, which no row has, where it names none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def day(text: str) -> dt.date | None:
    """A day as 2026-12-24; None where it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
