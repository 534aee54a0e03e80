from __future__ import annotations

from collections.abc import Callable

import pytest

from generation.models import Batch, Candidate, ModelEntry
from review.seeds import seed_reasons
from tests.cast import Cast, cast
from tests.generation.conftest import model, still_engine
from tests.generation.orders import order, revision_of, work_it_off

__all__ = ["batch", "cast", "make_batch", "model", "one", "still_engine"]


@pytest.fixture
def make_batch(cast: Cast, model: ModelEntry, blobs: object) -> Callable[..., Batch]:
    """A batch at Northlight whose pictures a worker has made; `made` of them, the rest still wait."""
    seed_reasons()

    def make(count: int = 3, *, waiting: bool = False, tern: bool = False) -> Batch:
        revision = revision_of(cast, tern=tern)
        made = order(cast, model, count=count, revision=revision, by=cast.zoe if tern else cast.ben)
        if not waiting:
            work_it_off()
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def batch(make_batch: Callable[..., Batch]) -> Batch:
    """Three candidates with pictures."""
    return make_batch(3)


@pytest.fixture
def one(batch: Batch) -> Candidate:
    """The first candidate of `batch`."""
    return batch.candidates.select_related("batch__brand").get(position=0)
