"""The versions that a candidate came from."""

from __future__ import annotations

from generation.models import Candidate


def climbed(candidate: Candidate) -> list[Candidate]:
    """The versions that led to this candidate, the first one first, itself last: picks that were promoted, and pictures
    of which a part was painted anew."""
    line = [candidate]
    while (before := line[-1].batch.version_of) is not None:
        line.append(before)
    return line[::-1]
