"""A mark becomes a mask, the mask a new version, and accepting that settles the mark. A real, tiny inpaint model."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from PIL import Image

from generation import registry, replay, revision
from generation.models import Batch, Candidate, ModelEntry
from generation.registry import Licence
from review.actions import annotate, resolve
from review.actions.revise import accept, revise
from review.marks import marks
from review.masks import mask_of
from review.models import Annotation
from review.tiers import family
from studio.lib import blobs as store
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation.orders import work_it_off
from tests.tiny_models import needs_diffusers, tiny_sd

pytestmark = needs_diffusers(pytest.mark.django_db(transaction=True))

LICENCE = Licence("CreativeML OpenRAIL-M", "1", "2026-11-02", use_classes=("experiment", "internal", "public"))
BOX = [[0.25, 0.25], [0.5, 0.75]]


@pytest.fixture
def tiny(cast: Cast, tmp_path: Path) -> ModelEntry:
    """Stable Diffusion for 64 pixels with random weights: it inpaints."""
    folder = tiny_sd(tmp_path / "tiny-sd", seed=61)
    entry = registry.add(brand=cast.northlight, name="Tiny SD", source=str(folder), licence=LICENCE, by=cast.ada)
    registry.scan(entry.pk)
    entry.refresh_from_db()
    entry.settings = {**entry.settings, "steps": 2, "resolution": 64, "feather": 2}
    entry.save()
    return entry


def pixels(candidate: Candidate) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    with Image.open(io.BytesIO(store.read(str(candidate.picture_id)))) as image:
        return np.asarray(image.convert("RGB"), np.int16)


def grey(kind: str, points: list[list[float]], size: tuple[int, int] = (400, 200)) -> Image.Image:
    return Image.open(io.BytesIO(mask_of(kind, points, size)))


def test_a_mask_is_white_inside_the_mark_black_away_from_it_and_soft_between() -> None:
    box = grey("box", BOX)
    assert (box.mode, box.size) == ("L", (400, 200))
    assert [box.getpixel(at) for at in ((150, 100), (101, 51), (10, 10), (250, 100))] == [255, 255, 0, 0]
    assert len(set(np.asarray(box).ravel().tolist())) > 10, "its edge fades"
    ring = [[0.5 + 0.3 * np.cos(a), 0.5 + 0.3 * np.sin(a)] for a in np.linspace(0, 6.1, 40)]
    assert grey("stroke", ring).getpixel((200, 100)) == 255, "what comes round means what lies inside"
    brushed = grey("stroke", [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]])
    assert [brushed.getpixel(at) for at in ((120, 100), (120, 103), (120, 130))] == [255, 255, 0]
    for kind in ("pin", "arrow", "text"):
        with pytest.raises(BadInput, match="covers nothing"):
            mask_of(kind, [[0.5, 0.5]], (40, 20))


def test_a_box_is_painted_anew_linked_both_ways_replayed_and_settled_by_accepting(
    cast: Cast, one: Candidate, tiny: ModelEntry
) -> None:
    mark = annotate(one, "box", BOX, "No lamp here, @ben.", by=cast.bea)
    other = annotate(one, "pin", [[0.9, 0.9]], "And this.", by=cast.bea)
    asked: dict[str, Any] = {
        "instruction": "an empty wall, (plain)",
        "model": tiny,
        "count": 2,
        "by": cast.dana,
        "once": uuid4(),
        "seed": 3,
    }
    batch = revise(mark, **asked)
    assert revise(mark, **asked) == batch, "sent twice, it is one order"
    mark.refresh_from_db()
    assert (batch.revised_from, batch.tier, mark.revision) == (one, one.batch.tier, batch)
    assert (
        batch.prompt["positive"].startswith("an empty wall, ") and batch.prompt["instruction"] == asked["instruction"]
    )
    assert batch.prompt["phrases"][0]["source"] == "instruction"
    assert "an empty wall" not in one.batch.prompt["positive"]
    told = Event.objects.get(kind="candidate.revise", subject=one.pk)
    assert (told.data["annotation"], told.data["batch"], told.data["instruction"]) == (
        mark.pk, batch.pk, asked["instruction"],
    )  # fmt: skip

    assert work_it_off("diffusers") >= 1
    first, second = batch.candidates.select_related("batch__brand", "recipe", "picture").order_by("position")
    assert first.state == second.state == "done", first.error
    assert first.recipe is not None
    assert [node["op"] for node in first.recipe.document["nodes"]] == ["stored", "diffusers.inpaint"]
    before, after = pixels(one), pixels(first)
    assert before.shape == after.shape == (batch.height, batch.width, 3)
    high, wide = before.shape[:2]
    moved = np.abs(after - before).max(axis=2)
    inside = moved[int(0.3 * high) : int(0.7 * high), int(0.3 * wide) : int(0.45 * wide)]
    assert (inside > 0).mean() > 0.9 and not moved[:, int(0.6 * wide) :].any(), "all else is byte for byte what it was"
    assert replay.prove(replay.made_of(first)).verdict == "identical"

    # The versions stand in one family, and the marks went along, open still.
    assert [version.tile.candidate.pk for version in family(one, viewer=cast.dana).versions] == [
        one.pk,
        first.pk,
        second.pk,
    ]
    assert one.pk in family(first, viewer=cast.dana).beside
    assert Annotation.objects.get(pk=mark.pk).resolved_at is None
    assert {drawn.mark.carried_from for drawn in marks(first)} == {mark, other}
    with pytest.raises(NotAllowed):
        accept(first, by=cast.ben)
    assert accept(first, by=cast.dana).resolved_by == cast.dana
    assert [drawn.done for drawn in marks(first)] == [True, False]
    assert [drawn.done for drawn in marks(second)] == [False, False], "the other option is another picture"
    assert Annotation.objects.get(pk=other.pk).resolved_at is None
    accept(first, by=cast.dana)
    told = Event.objects.get(kind="candidate.accept")
    assert (told.subject, told.by, told.data["annotation"]) == (first.pk, cast.dana, mark.pk)


def test_what_cannot_be_painted_is_refused_and_nothing_is_left_behind(
    cast: Cast, one: Candidate, model: ModelEntry, make_batch: Callable[..., Batch]
) -> None:
    mark = annotate(one, "box", BOX, "No lamp.", by=cast.bea)
    pin = annotate(one, "pin", [[0.5, 0.5]], "Here.", by=cast.bea)
    batches = Batch.objects.count()
    asked: dict[str, Any] = {"instruction": "a wall", "model": model, "by": cast.dana}
    with pytest.raises(BadInput, match=r"no model here can\. An admin can add one"):
        revise(mark, **asked)
    with pytest.raises(BadInput, match="covers nothing"):
        revise(pin, **asked)
    with pytest.raises(NotAllowed):
        revise(mark, **asked | {"by": cast.ben})
    for instruction in ("", " \n", "x" * 301):
        with pytest.raises(BadInput):
            revise(mark, **asked | {"instruction": instruction})
    with pytest.raises(WrongState, match="not painted for a mark"):
        accept(one, by=cast.dana)
    resolve(mark, by=cast.bea)
    assert Batch.objects.count() == batches and not Event.objects.filter(kind="candidate.revise").exists()
    assert not revision.able(model)
