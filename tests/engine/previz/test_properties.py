"""What holds for any brief at all: it plans, it renders, masks cover what they name, the same recipe is the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generation.engine.finishing.space import BUSY, busyness
from generation.engine.picture import Job, Picture
from generation.engine.previz import engine
from generation.engine.previz.scene import Look, Material, Scene, json_schema
from generation.engine.previz.things import SHAPES, build
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.previz.briefs import briefs
from tests.engine.previz.orders import NORTHLIGHT, OFFICE, SHORE, TERN, NoInputs, order, plan

SCHEMA = jsonschema.Draft202012Validator(json_schema())
ANY = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
END = tuple(".!?…") + (".”", "?”", "!”", ".)")


def scene_of(recipe: Recipe) -> Scene:
    return Scene.from_document(recipe.nodes[0].params["scene"])


def with_scene(recipe: Recipe, scene: Scene) -> Recipe:
    first = recipe.nodes[0]
    return replace(recipe, nodes=(replace(first, params={**first.params, "scene": scene.document()}),))


def shown(recipe: Recipe) -> Picture:
    return render(recipe, Job(NoInputs()))


def layer(picture: Picture, name: str) -> np.ndarray[Any, np.dtype[Any]]:
    return np.asarray(Image.open(io.BytesIO(picture.passes[name])))


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    engine.warm()
    yield


# --- any brief plans ------------------------------------------------------------------------------------------------
def _unworn(scene: Scene) -> list[str]:
    """Parts of things that no material is named for. People are sculpted: their parts are tested with them."""
    bodies = [thing for thing in scene.things if thing.shape != "person" and "*" not in thing.wears]
    return [f"{t.shape}.{part}" for t in bodies for part in build(t.shape, t.params) if part not in t.wears]


@settings(ANY, max_examples=120)
@given(
    brief=briefs(),
    height=st.integers(80, 800),
    position=st.integers(0, 20),
    palette=st.sampled_from([(), NORTHLIGHT, ("#zz", "#14213d")]),
)
def test_any_brief_plans(brief: dict[str, Any], height: int, position: int, palette: tuple[str, ...]) -> None:
    asked = order(brief, width=240, height=height, position=position, seed=position, palette=palette)
    recipe = engine.plan(asked)
    document = recipe.nodes[0].params["scene"]
    assert not [error.message for error in SCHEMA.iter_errors(document)]
    scene = scene_of(recipe)
    assert {thing.shape for thing in scene.things} <= set(SHAPES)
    assert not _unworn(scene)
    assert all(note[:1] and note.endswith(END) and len(note) < 600 for note in scene.notes), scene.notes
    asks = {ask.name: ask for ask in scene.rules.asks}
    assert all(ask.met == (ask.off == 0) and np.isfinite(ask.found) and ask.said for ask in asks.values())
    if not scene.look.flat:
        assert ("copy space" in asks) == (not scene.rules.copy.empty)
        missed = [ask for ask in asks.values() if not ask.met]
        assert all(any(ask.said in note for note in scene.notes) for ask in missed), "what is not met is said"
    if position % 3 == 0:
        assert engine.plan(asked).digest == recipe.digest


# --- any brief renders ----------------------------------------------------------------------------------------------
@settings(ANY, max_examples=12)
@given(brief=briefs(), position=st.integers(0, 20))
def test_any_brief_renders(brief: dict[str, Any], position: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)  # NaN, division by zero
        recipe = plan(brief, width=64, height=64, position=position)
        picture = shown(recipe)
    scene = scene_of(recipe)
    assert picture.pixels.shape[:2] == (64, 64) and picture.pixels.dtype == np.uint8
    assert len(np.unique(picture.pixels.reshape(-1, picture.pixels.shape[2]), axis=0)) > 8, "not one flat colour"
    _names_what_is_seen(scene, picture)


def _names_what_is_seen(scene: Scene, picture: Picture) -> None:
    names = picture.facts["passes"]["masks"]["names"]
    assert names[0] == "" and names[1:] == [thing.name for thing in scene.things if thing.kind != "set"][:255]
    masks = layer(picture, "masks")
    panes = layer(picture, "panes") if "panes" in picture.passes else masks
    assert masks.max() < len(names) and panes.max() < len(names)
    boxes = {box.name: box for box in picture.boxes if box.kind not in ("copy", "focal")}
    height, width = masks.shape
    for box in picture.boxes:
        assert box.x >= 0 and box.y >= 0 and box.x + box.w <= 1 + 1e-9 and box.y + box.h <= 1 + 1e-9
    for mark, name in enumerate(names[1:], 1):
        mask = (masks == mark) | (panes == mark)
        assert (name in boxes) == (mask.sum() >= 2), name
        if name in boxes:
            rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
            found = (columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height)
            box = boxes[name]
            assert (box.x, box.y, box.x + box.w, box.y + box.h) == pytest.approx(found)
    if scene.look.flat:
        return
    depth = layer(picture, "depth")
    far_is_fine = {thing.name for thing in scene.things if thing.at[2] < -100}
    for mark, name in enumerate(names[1:], 1):
        if name not in far_is_fine:
            assert (depth[masks == mark] < 65535).all(), f"{name} has a depth"
    seen = {box.name for box in picture.boxes if box.kind == "person"}
    assert seen or "pose" not in picture.passes, "a pose only where people are"
