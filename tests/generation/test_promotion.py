"""A pick goes up a tier: what is kept, what is written down, and what is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from generation import promotion, replay
from generation.engine.picture import Picture
from generation.models import Batch, Candidate, ModelEntry
from generation.promotion.kept import kept
from generation.states import DONE
from review.actions import clear, pick
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation import still
from tests.generation.picks import made, previz, small, up

__all__ = ["made", "previz", "small"]

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_how_well_it_kept_is_measured_as_it_is_made(cast: Cast, made: Candidate) -> None:
    larger = up(promotion.promote(made, tier="export", by=cast.dana))
    assert larger.accepted is None, "nothing was searched"
    composition, palette = larger.acceptance
    assert (composition["name"], composition["verdict"]) == ("composition", "pass") and composition["value"] < 0.25
    assert (palette["name"], palette["verdict"]) == ("palette", "pass") and palette["value"] < 6
    assert composition["words"].startswith("Composition kept, 0.") and palette["words"].startswith("Palette kept, ΔE ")


def test_a_picture_that_lost_its_pick_says_so(cast: Cast, made: Candidate) -> None:
    candidate = Candidate(batch=Batch(promoted_from=made))
    noise = np.random.default_rng(1).integers(0, 256, (96, 96, 3), dtype=np.uint8)
    verdicts = {one["name"]: (one["verdict"], one["words"]) for one in kept(candidate, Picture(noise))}
    assert verdicts["composition"][0] == "warn" and "not the pick's" in verdicts["composition"][1]
    assert kept(Candidate(batch=Batch()), Picture(noise)) == []


def test_a_chain_of_tiers_never_enlarges_twice_and_replays_to_the_same_bytes(cast: Cast, made: Candidate) -> None:
    middle = up(promotion.promote(made, tier="validation", by=cast.dana))
    pick(middle, by=cast.dana)
    top = up(promotion.promote(middle, tier="export", by=cast.dana))
    assert top.recipe is not None and made.recipe is not None
    node, first = top.recipe.document["nodes"][0], made.recipe.document["nodes"][0]
    assert len(top.recipe.document["nodes"]) == 1 and node["params"]["scene"] == first["params"]["scene"]
    assert max(node["params"]["width"], node["params"]["height"]) == 192
    proof = replay.prove(replay.made_of(top))
    assert proof.verdict == "identical"


def test_what_was_sent_twice_is_one_batch(cast: Cast, made: Candidate) -> None:
    once = uuid4()
    first, second = (promotion.promote(made, tier="export", by=cast.dana, once=once) for _ in "ab")
    assert first == second and Batch.objects.count() == 2
    other = made.batch.candidates.get(position=0)
    pick(other, by=cast.dana)
    with pytest.raises(WrongState, match="used for another batch"):
        promotion.promote(other, tier="export", by=cast.dana, once=once)


NONSENSE: list[tuple[dict[str, Any], str]] = [
    ({"tier": "discovery"}, "Promote it to validation or export"),
    ({"tier": "poster"}, "Tier: “poster” is not one"),
    ({"tier": "export", "count": 0}, "Ask for 1 to"),
    ({"tier": "export", "count": 2}, "2 times the same"),
    ({"tier": "export", "seed": 2**40}, "Seed:"),
    ({"tier": "export", "keep": ["smile"]}, "“smile” is nothing to keep"),
    ({"tier": "export", "closeness": "very"}, "“very” is not a step"),
]


def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    cast: Cast, made: Candidate, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(still, "TAKES", frozenset())
    for asked, says in [*NONSENSE, ({"tier": "export", "model": model}, "Still life cannot start from a picture")]:
        with pytest.raises(BadInput, match=says):
            promotion.promote(made, by=cast.dana, **asked)
    assert Batch.objects.count() == 1 and not Event.objects.filter(kind="candidate.promote").exists()


def test_only_picks_that_are_made_go_up_and_only_designers_send_them(cast: Cast, made: Candidate) -> None:
    with pytest.raises(NotAllowed, match="promote a candidate"):
        promotion.promote(made, tier="export", by=cast.ben)
    clear(made, by=cast.dana)
    with pytest.raises(WrongState, match="Only a pick is promoted"):
        promotion.promote(made, tier="export", by=cast.dana)
    assert promotion.objection(made, by=cast.dana) and Batch.objects.count() == 1
    top = Candidate(batch=Batch(tier="export"), position=0, recipe=made.recipe, picture=made.picture)
    with pytest.raises(WrongState, match="highest tier already"):
        promotion.way_of(top, made.batch.model, "export")
