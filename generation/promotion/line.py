"""The picks that a candidate came up from."""

from __future__ import annotations

from generation.models import Candidate


def climbed(candidate: Candidate) -> list[Candidate]:
    """The picks that led to this candidate, the first one first, itself last. Never more than there are tiers."""
    pick = candidate.batch.promoted_from
    return [*climbed(pick), candidate] if pick is not None else [candidate]
