"""A batch that goes on until enough of it passes what was asked, or until its budget ends."""

from __future__ import annotations

from typing import Any

from generation.engine.picture import Picture
from generation.models import Batch, Candidate


def judge(candidate: Candidate, picture: Picture) -> tuple[bool | None, list[dict[str, Any]]]:
    """In the worker, before the result is recorded: does it pass its batch's tests? None where nothing is searched."""
    return None, []


def go_on(batch: Batch) -> bool:
    """Called with the batch locked, when nothing of it waits or runs: was more of it put in the line?"""
    return False
