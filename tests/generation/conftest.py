from __future__ import annotations

import pytest

from generation.engine import engines, render
from generation.models import ModelEntry
from tests.cast import cast

__all__ = ["cast", "model", "still_engine"]

LICENCE = {"id": "own-work", "use_classes": ["experiment", "internal", "public"], "territories": ["world"]}


@pytest.fixture(autouse=True)
def still_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own engine, beside the real ones."""
    monkeypatch.setitem(engines.ENGINES, "still", "tests.generation.still")
    monkeypatch.setitem(render.OPS, "still.paint", "tests.generation.still:paint")


@pytest.fixture
def model(db: None) -> ModelEntry:
    return ModelEntry.objects.create(
        slug="still", name="Still life", engine="still", dialect="clip", state="ready", licence=LICENCE
    )
