"""A pick goes up a tier: what is kept, what is written down, and what is refused."""

from __future__ import annotations

import pytest

from generation import planning, promotion
from generation.models import Batch, Candidate, ModelEntry
from generation.states import DONE
from review.actions import pick
from studio.lib.models import Event
from tests.cast import Cast
from tests.generation.orders import order, work_it_off

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_a_previz_pick_is_the_same_scene_with_more_pixels_and_points_back(cast: Cast, made: Candidate) -> None:
    batch = promotion.promote(made, tier="validation", by=cast.dana)
    assert (batch.promoted_from, batch.tier, batch.count, batch.number) == (made, "validation", 1, 2)
    larger = up(batch)
    assert larger.state == DONE and larger.seed == made.seed
    assert made.recipe is not None and larger.recipe is not None
    [before], [after] = made.recipe.document["nodes"], larger.recipe.document["nodes"]
    assert after["params"]["scene"] == before["params"]["scene"] and after["params"]["seed"] == before["params"]["seed"]
    assert (after["params"]["width"], batch.width) == (128, 128)
    assert after["params"]["samples"] == 2 * before["params"]["samples"]
    assert larger.recipe.document["context"]["promoted_from"] == made.recipe_id
    assert larger.recipe.document["context"]["tier"] == "validation"
    told = Event.objects.get(kind="candidate.promote", subject=made.pk)
    assert (told.by, told.data["batch"], told.data["tier"]) == (cast.dana, batch.pk, "validation")
