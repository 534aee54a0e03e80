"""A previz pick becomes a picture of a diffusion model, and that one a larger one: held, measured, replayed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation import planning, promotion, registry, replay
from generation.models import Candidate, ModelEntry
from generation.registry import Licence
from generation.states import DONE
from review.actions import pick
from studio.lib.problems import BadInput
from tests.cast import Cast
from tests.generation.picks import made, previz, small, up
from tests.tiny_adapters import tiny_controlnet
from tests.tiny_models import needs_diffusers, tiny_sd

__all__ = ["made", "previz", "small"]

pytestmark = needs_diffusers(pytest.mark.django_db(transaction=True))

LICENCE = Licence("CreativeML OpenRAIL-M", "1", "2026-11-02", use_classes=("experiment", "internal", "public"))


def registered(cast: Cast, folder: Path, name: str, kind: str) -> ModelEntry:
    entry = registry.add(
        brand=cast.northlight, name=name, source=str(folder), licence=LICENCE, by=cast.ada, kind=kind
    )  # fmt: skip
    registry.scan(entry.pk)
    entry.refresh_from_db()
    assert entry.state == "ready", entry.refusal
    return entry


@pytest.fixture
def tiny(cast: Cast, tmp_path: Path, blobs: object, small: None, monkeypatch: pytest.MonkeyPatch) -> ModelEntry:
    """Stable Diffusion for 64 pixels, enlarging in one tile; at validation it needs not enlarge."""
    monkeypatch.setitem(planning.LONG_SIDE, "validation", 72)
    monkeypatch.setitem(planning.LONG_SIDE, "export", 128)
    entry = registered(cast, tiny_sd(tmp_path / "tiny-sd", seed=71), "Tiny SD", "checkpoint")
    tile = {"steps": 4, "strength": 0.3, "tile": 128, "overlap": 0}
    entry.settings = {**entry.settings, "steps": 4, "resolution": 64, "upscale": tile}
    entry.save()
    return entry


@pytest.fixture
def depth(cast: Cast, tmp_path: Path) -> ModelEntry:
    return registered(cast, tiny_controlnet(tmp_path / "sd-controlnet-depth", "sd15"), "Tiny depth", "controlnet")


def test_a_previz_pick_becomes_a_photograph_and_that_an_export_and_all_of_it_replays(
    cast: Cast, tiny: ModelEntry, made: Candidate, depth: ModelEntry
) -> None:
    photograph = up(promotion.promote(made, tier="validation", model=tiny, by=cast.dana, closeness="looser"))
    assert photograph.state == DONE, photograph.error
    assert photograph.recipe is not None
    stored, step = photograph.recipe.document["nodes"]
    assert (stored["op"], step["op"]) == ("stored", "diffusers.image_to_image")
    assert stored["inputs"] == {"picture": f"sha256:{made.picture_id}", "recipe": f"recipe:{made.recipe_id}"}
    assert step["inputs"]["control.0"] == f"sha256:{made.passes['depth']}"
    assert step["inputs"]["control.0.weights"] == f"weights:{depth.weights}"
    assert (step["params"]["strength"], step["params"]["controls"][0]["scale"]) == (0.75, 0.8)
    assert [one["name"] for one in photograph.acceptance] == ["composition", "palette"]

    pick(photograph, by=cast.dana)
    export = up(promotion.promote(photograph, tier="export", by=cast.dana))
    assert export.state == DONE, export.error
    assert export.recipe is not None and export.picture is not None
    _, step, enlarged = export.recipe.document["nodes"]
    assert "control.0" not in step["inputs"] and step["params"]["strength"] == 0.3, "its pick has no passes"
    made_at = max(step["params"]["width"], step["params"]["height"])
    assert (enlarged["op"], enlarged["params"]["times"]) == ("diffusers.upscale", round(128 / made_at, 2))
    assert (export.picture.width, export.picture.height) == (export.batch.width, export.batch.height)
    assert 126 <= max(export.batch.width, export.batch.height) <= 130

    proof = replay.prove(replay.made_of(export))
    assert proof.verdict == "identical"
    assert [part["recipe"] for part in proof.detail["parts"]] == [made.recipe_id, photograph.recipe_id]
    assert all(part["same_pixels"] for part in proof.detail["parts"])


def test_what_is_kept_decides_what_it_is_held_to(
    cast: Cast, tiny: ModelEntry, made: Candidate, previz: ModelEntry, request: pytest.FixtureRequest
) -> None:
    way = promotion.way_of(made, tiny, "export", keep=["composition", "palette"])
    assert way.guides.start is not None and way.guides.start.strength == 0.5 and not way.guides.controls
    with pytest.raises(BadInput, match="tick composition or palette"):
        promotion.way_of(made, tiny, "export", keep=["identity"])

    depth = request.getfixturevalue("depth")
    way = promotion.way_of(made, tiny, "export", keep=["composition"], closeness="free")
    assert way.guides.start is None, "its colours may go"
    assert [(c.kind, c.scale, c.end) for c in way.guides.controls] == [("depth", 0.6, 0.6)]
    assert [held.what for held in way.held] == ["composition"] and way.along == (depth.weights,)
    way = promotion.way_of(made, tiny, "export", closeness="free")
    assert way.guides.start is not None and way.guides.start.strength == 0.9

    batch = promotion.promote(made, tier="export", model=tiny, count=2, by=cast.dana)
    first, second = (planning.plan(batch, place).nodes for place in (0, 1))
    assert first[0] == second[0] and first[1].params["seed"] != second[1].params["seed"], "variations of one start"
    assert [c.seed for c in batch.candidates.order_by("position")] == [n[1].params["seed"] for n in (first, second)]
    assert max(batch.width, batch.height) == 128 and batch.estimate["count"] == 2
    photograph = batch.candidates.all()[0]
    photograph.batch.tier, photograph.recipe, photograph.picture = "validation", made.recipe, made.picture
    with pytest.raises(BadInput, match="cannot start from a picture"):
        promotion.way_of(photograph, previz, "export")
