"""Flat illustration: few shapes, exact colours, readable on their page, clean on nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation.engine.picture import EngineError
from generation.engine.previz import colour
from generation.engine.previz.flat.drawings import DRAWINGS, MOST, WORDS
from generation.engine.previz.flat.forms import FORMS
from generation.engine.previz.flat.raster import draw
from generation.engine.previz.scene import Scene, Thing
from generation.engine.previz.sets.flat import READABLE, contrast, inks
from generation.engine.previz.things import bounds
from tests.engine.previz.orders import picture, plan

FATHOM = ("#0f172a", "#334155", "#94a3b8", "#e2e8f0", "#38bdf8", "#f472b6")
SCREENS = (
    "no results", "offline", "first project", "upload", "permission needed", "all done", "error", "archived",
    "empty inbox", "loading long", "maintenance",
)  # fmt: skip


def brief(screen: str, **more: object) -> dict[str, object]:
    style = ["flat", "rounded", "no gradients", "transparent background"]
    return {"title": f"Empty state, {screen}", "subject": screen, "style": style, **more}


def scene(screen: str, position: int = 0, **more: object) -> Scene:
    node = plan(brief(screen, **more), palette=FATHOM, position=position, width=480, height=360).nodes[0]
    return Scene.from_document(node.params["scene"])


def shapes(found: Scene) -> list[Thing]:
    return [thing for thing in found.things if not thing.params.get("gap")]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_its_drawing_of_at_most_five_shapes(screen: str) -> None:
    for position in range(16):
        found = scene(screen, position)
        assert 1 <= len(shapes(found)) <= MOST
        assert found.look.flat and found.look.background == "transparent"


def test_a_batch_shows_both_themes_and_several_treatments() -> None:
    batch = [scene("permission needed", position) for position in range(8)]
    assert {found.sky.stops[0][1] for found in batch} == {"#ffffff", "#0f172a"}
    documents = {repr([thing.params for thing in found.things]) for found in batch}
    assert len(documents) >= 3


@pytest.mark.parametrize("screen", SCREENS)
def test_every_shape_reads_on_what_is_behind_it(screen: str) -> None:
    for position in (0, 1, 2, 3, 4, 5):
        found = scene(screen, position)
        opaque = replace(found.look, background="set")
        for i, thing in enumerate(found.things):
            if thing.params.get("gap"):
                continue
            behind = draw(replace(found, things=found.things[:i], look=opaque), 120, 90).pixels
            covered = behind[draw(replace(found, things=(thing,)), 120, 90).thing == 0]
            colours, counts = np.unique(covered, axis=0, return_counts=True)
            ground = colour.text(colours[counts.argmax()] / 255)
            ink = found.materials[next(iter(thing.wears.values()))].colour
            if ink != ground:  # of one colour, two shapes are joined into one
                assert contrast(ink, ground) >= READABLE, (position, thing.name, ink, ground)


@pytest.mark.parametrize("page", ["#ffffff", "#0f172a"])
def test_what_lies_on_a_body_is_never_of_its_colour(page: str) -> None:
    for turn in range(4):
        roles = inks(FATHOM, page, turn).roles
        for on, ground in (("on", "body"), ("on soft", "soft"), ("on accent", "accent"), ("turned", "body")):
            assert contrast(roles[on], roles[ground]) >= READABLE
        assert set(roles.values()) <= {*FATHOM, page}


def test_colours_are_the_brand_s_and_nothing_else_inside() -> None:
    made = picture(brief("permission needed"), palette=FATHOM, width=480, height=360)
    assert made.pixels.shape == (360, 480, 4)
    solid = made.pixels[made.pixels[..., 3] == 255][:, :3]
    found = {tuple(int(v) for v in c) for c in np.unique(solid, axis=0)}
    allowed = {tuple(int(v) for v in np.round(colour.srgb(c) * 255)) for c in FATHOM}
    inside = [c for c in found if (solid == c).all(-1).mean() > 0.01]
    assert inside and set(inside) <= allowed


def test_edges_fade_in_alpha_and_carry_no_halo() -> None:
    made = picture(brief("permission needed"), palette=FATHOM, width=480, height=360)
    alpha = made.pixels[..., 3]
    assert (alpha == 0).mean() > 0.5 and ((alpha > 0) & (alpha < 255)).sum() > 100
    edge = made.pixels[(alpha > 0) & (alpha < 128)][:, :3].astype(int)
    assert (edge.max(-1) < 255).all(), "no white of a page is mixed into an edge"


def test_the_masks_cover_what_they_name() -> None:
    made = picture(brief("all done"), palette=FATHOM, width=240, height=180)
    marks = np.asarray(Image.open(io.BytesIO(made.passes["masks"])))
    names = made.facts["passes"]["masks"]["names"]
    assert names[0] == "" and len(names) > 2
    covered = made.pixels[..., 3] >= 128
    assert ((marks > 0) == covered).mean() > 0.995
    assert {box.kind for box in made.boxes} >= {"thing", "focal"}


def test_twice_the_size_is_the_same_drawing() -> None:
    small, large = (picture(brief("error"), palette=FATHOM, width=240 * k, height=180 * k) for k in (1, 2))
    half = np.asarray(Image.fromarray(large.pixels[..., 3]).resize((240, 180), Image.Resampling.BOX))
    assert np.abs(half.astype(int) - small.pixels[..., 3]).mean() < 1.5


def test_every_drawing_has_words_and_every_form_its_bounds() -> None:
    assert set(WORDS) == set(DRAWINGS)
    assert {shape[0] for drawing in DRAWINGS.values() for shape in drawing} <= set(FORMS)
    for name in FORMS:
        low, high = bounds("flat", {"form": name, "w": 1.2, "h": 1.0})
        assert -0.75 < low[0] < high[0] < 0.75 and -0.75 < low[1] < high[1] < 0.75, name


def test_an_unknown_form_is_refused_in_a_sentence() -> None:
    from generation.engine.picture import Job
    from generation.engine.render import render
    from tests.engine.previz.orders import NoInputs

    recipe = plan(brief("error"), palette=FATHOM)
    document = dict(recipe.nodes[0].params["scene"])
    document["things"] = [{**document["things"][0], "params": {"form": "unicorn"}}]
    node = replace(recipe.nodes[0], params={**recipe.nodes[0].params, "scene": document})
    with pytest.raises(EngineError, match="no flat form 'unicorn'"):
        render(replace(recipe, nodes=(node,)), Job(NoInputs()))


def test_a_screen_at_twice_its_size_is_a_webp_with_alpha_under_forty_kilobytes() -> None:
    from generation.engine.picture import Job
    from generation.engine.previz import engine
    from generation.engine.recipe import Node
    from generation.engine.render import render
    from tests.engine.previz.orders import NoInputs

    small = plan(brief("permission needed"), palette=FATHOM, width=480, height=360)
    large = engine.enlarge(small, 960)
    assert large is not None
    params = {"format": "webp", "max_bytes": 40_000, "placement": "empty state, 2x", "dpi": 72}
    made = render(large.then(Node("encode", "1", params)), Job(NoInputs()))
    assert made.file is not None and len(made.file) <= 40_000
    image = Image.open(io.BytesIO(made.file))
    assert image.size == (960, 720) and image.mode == "RGBA" and image.getchannel("A").getextrema() == (0, 255)
