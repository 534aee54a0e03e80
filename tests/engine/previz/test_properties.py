"""What holds for any brief: it plans, it renders, masks cover what they name, the same recipe is the same bytes."""

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

import jsonschema  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from generation.engine.finishing.space import BUSY, busyness, calm
from generation.engine.picture import Job, Picture
from generation.engine.previz import engine
from generation.engine.previz.scene import Look, Material, Scene, json_schema
from generation.engine.previz.things import SHAPES, build
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.previz.briefs import briefs
from tests.engine.previz.orders import NORTHLIGHT, OFFICE, SHORE, TERN, Files, NoInputs, order, plan
from tests.engine.previz.test_photograph import KEY, bottle, reference

SCHEMA = jsonschema.Draft202012Validator(json_schema())
ANY = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
END = (".", "!", "?", "…", ".”", "?”", "!”", ".)")


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


@settings(ANY, max_examples=60)
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
FROM_BELOW = {
    "subject": "display", "environment": ", , ", "shot": "", "composition": "low angle, , ", "copy_space": "",
    "subject_position": "", "light": "", "mood": "", "style": ", white background", "motion": "", "must_not_show": [],
}  # fmt: skip


@settings(ANY, max_examples=12)
@example(brief=FROM_BELOW, position=0)  # its camera once stood under the floor
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


# --- masks cover what they name -------------------------------------------------------------------------------------
BARE = Look(auto=False, bloom=0.0, vignette=0.0, grain=0.0)


def _lit_up(recipe: Recipe, name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The thing's mask, and how much each pixel changes when it glows magenta instead of being black."""
    scene = replace(scene_of(recipe), look=BARE)
    thing = next(thing for thing in scene.things if thing.name == name)
    pictures = []
    for marker in (Material("matte", "#000000", 1.0), Material("glow", "#ff00ff", glow=1.0)):
        worn = replace(thing, wears={"*": "marker"})
        things = tuple(worn if one is thing else one for one in scene.things)
        pictures.append(
            shown(with_scene(recipe, replace(scene, things=things, materials={**scene.materials, "marker": marker})))
        )
    dark, bright = (picture.pixels.astype(int) for picture in pictures)
    names = pictures[0].facts["passes"]["masks"]["names"]
    return layer(pictures[0], "masks") == names.index(name), np.abs(bright - dark)[..., (0, 2)].min(-1)


@pytest.mark.parametrize(
    ("brief", "name"),
    [
        (SHORE, "bottle"),
        (OFFICE, "person 2"),
        ({"subject": "a red kettle", "environment": "kitchen"}, "kettle"),
        ({"subject": "an armchair", "environment": "living room"}, "armchair"),
    ],
)
def test_a_mask_covers_what_it_names_and_nothing_else(brief: dict[str, Any], name: str) -> None:
    mask, change = _lit_up(plan(brief, width=160, height=120, samples=2), name)
    assert mask.sum() > 60
    lit = change > 60
    recall = (lit & mask).sum() / mask.sum()
    rim = mask.copy()
    rim[1:], rim[:-1], rim[:, 1:], rim[:, :-1] = (
        rim[1:] | mask[:-1], rim[:-1] | mask[1:], rim[:, 1:] | mask[:, :-1], rim[:, :-1] | mask[:, 1:],
    )  # fmt: skip
    most = change > 0.8 * np.median(change[mask])
    assert recall > 0.95, recall
    assert (most & rim).sum() / most.sum() > 0.85, "the rest is its light and its reflection"


# --- copy space is quiet --------------------------------------------------------------------------------------------
QUIET: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "office": (OFFICE, NORTHLIGHT),
    "shore": (SHORE, TERN),
    "studio": (
        {"subject": "a pair of running shoes", "environment": "studio", "copy_space": "right third"},
        NORTHLIGHT,
    ),
    "kitchen": ({"subject": "a red kettle, two cups", "environment": "kitchen", "copy_space": "left third"}, TERN),
    "street": ({"subject": "a cargo bike", "environment": "city street, overcast", "copy_space": "top third"}, TERN),
    "forest": ({"subject": "a lone hiker", "environment": "pine forest in mist", "copy_space": "top third"}, TERN),
    "living room": ({"subject": "an armchair", "environment": "living room", "copy_space": "right third"}, NORTHLIGHT),
    "podium": ({"subject": "a perfume bottle", "environment": "podium", "copy_space": "left half"}, TERN),
}
SKYLINE = ("street", "forest")  # the tops of houses and firs at both sides rise behind the words


@pytest.mark.parametrize("name", QUIET)
def test_copy_space_is_quiet_where_it_was_asked_for(name: str) -> None:
    brief, palette = QUIET[name]
    picture = shown(plan(brief, palette=palette, width=288, height=192, samples=4, seed=3, position=2))
    copy = next(box for box in picture.boxes if box.kind == "copy")
    edges = busyness(picture.pixels) > BUSY  # the measure of the check that refuses copy on busy ground
    height, width = edges.shape
    inside = np.zeros_like(edges)
    inside[
        int(copy.y * height) : round((copy.y + copy.h) * height), int(copy.x * width) : round((copy.x + copy.w) * width)
    ] = True
    assert edges[~inside].mean() > 0.02, "there is something to see beside it"
    assert calm(picture.pixels, copy) < 0.4, "of what the check allows"
    assert edges[inside].mean() < 0.08
    if name not in SKYLINE:
        assert edges[inside].mean() < 0.04 and edges[inside].mean() < edges[~inside].mean() / 3


# --- the same recipe, the same bytes --------------------------------------------------------------------------------
KEPT = """
from tests.engine.previz.test_properties import KINDS, digests
for kind in KINDS:
    print(kind, *digests(kind))
"""
KINDS: dict[str, dict[str, Any]] = {
    "people": OFFICE,
    "glass": {"subject": "a frosted glass bottle and a wine glass", "environment": "kitchen"},
    "gouache": {**SHORE, "style": "gouache"},
    "rain": {"subject": "a red bicycle", "environment": "city street at night, rain"},
    "photograph": {"subject": "the Kelp bottle", "environment": "studio"},
}


def digests(kind: str) -> list[str]:
    """Of the picture and of each of its passes."""
    brief, files = KINDS[kind], NoInputs()
    if kind == "photograph":
        cut = bottle()
        brief, files = {**brief, "references": [reference(cut)]}, Files({KEY: cut})
    picture = render(plan(brief, width=64, height=48, seed=11, position=2, samples=2), Job(files))
    return [
        picture.pixels_sha256,
        *(f"{name}:{hashlib.sha256(picture.passes[name]).hexdigest()}" for name in sorted(picture.passes)),
    ]


def test_the_same_recipe_gives_the_same_bytes_whatever_the_threads_and_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GATEFOLD_RENDER_THREADS", "1")
    found = {kind: digests(kind) for kind in KINDS}
    monkeypatch.setenv("GATEFOLD_RENDER_THREADS", "2")
    assert all(digests(kind) == found[kind] for kind in ("people", "rain")), "once more in the same process"
    environment = {
        **os.environ,
        **dict.fromkeys(("GATEFOLD_RENDER_THREADS", "NUMBA_NUM_THREADS", "OMP_NUM_THREADS"), "3"),
    }
    done = subprocess.run(
        [sys.executable, "-c", KEPT], env=environment, capture_output=True, text=True, timeout=300, check=True
    )
    elsewhere = {kind: rest.split() for kind, rest in (line.split(" ", 1) for line in done.stdout.splitlines())}
    assert elsewhere == found
