"""A pick to promote, of a few pixels, and a worker's work on what it was promoted to."""

from __future__ import annotations

import pytest

from generation import planning
from generation.models import Batch, Candidate, ModelEntry
from review.actions import pick
from tests.cast import Cast
from tests.generation.orders import order, work_it_off


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiers of a few pixels: what is asked here does not depend on how many there are."""
    for tier, side in {"discovery": 96, "validation": 128, "export": 192}.items():
        monkeypatch.setitem(planning.LONG_SIDE, tier, side)


@pytest.fixture
def previz(db: None) -> ModelEntry:
    row, _ = ModelEntry.objects.get_or_create(
        slug="previz", defaults={"name": "Previz", "engine": "previz", "state": "ready", "dialect": "previz"}
    )
    return row


@pytest.fixture
def made(cast: Cast, previz: ModelEntry, small: None, blobs: object) -> Candidate:
    """A picked previz, at the second place of its batch, with its picture."""
    batch = order(cast, previz, count=2, seed=5)
    assert work_it_off("previz") == 2
    candidate = Candidate.objects.select_related(
        "batch__brand", "batch__revision__brief", "batch__model", "recipe"
    ).get(batch=batch, position=1)
    pick(candidate, by=cast.dana)
    return candidate


def up(batch: Batch) -> Candidate:
    """The picture of a promotion, made."""
    work_it_off(batch.model.engine)
    return Candidate.objects.select_related("recipe", "batch__brand", "batch__promoted_from", "batch__model").get(
        batch=batch, position=0
    )
