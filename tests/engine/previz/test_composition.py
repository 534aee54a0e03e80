"""Framing on projected masks: every wish is measured, batches are unlike, and what is said to be met is met."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.engine.picture import Box
from generation.engine.previz import engine
from generation.engine.previz.composing.asks import measure, sentence
from generation.engine.previz.composing.judging import unlike
from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import Frame, corners, fit
from generation.engine.previz.masks import Bodies, middle, plate
from generation.engine.previz.scene import Area, Camera, Rules, Scene, Thing
from generation.engine.previz.scene.rules import Ask
from generation.engine.previz.stage.subjects.layouts import spread
from generation.engine.recipe import Recipe
from tests.engine.previz.orders import NORTHLIGHT, order

SUBJECTS = {
    "people": "three people around a large transparent display",
    "bottle": "a water bottle on a plinth",
    "jars": "four jars and a bottle",
    "talk": "five people talking",
    "car": "a red car",
}
PLACES = {"people": "office", "bottle": "studio", "jars": "studio", "talk": "office", "car": "studio"}
COPY = ("", "top third", "left half", "right third")
SIZES = ((192, 128), (108, 192), (160, 160), (300, 100))
CASES = [(name, COPY[(i + k) % 4], SIZES[(i * 2 + k) % 4], k) for i, name in enumerate(SUBJECTS) for k in range(8)]


def brief(name: str, copy: str = "", **more: Any) -> dict[str, Any]:
    return {"subject": SUBJECTS[name], "environment": PLACES[name], "copy_space": copy, **more}


def planned(text: dict[str, Any], size: tuple[int, int] = (192, 128), position: int = 0) -> Recipe:
    return engine.plan(order(text, palette=NORTHLIGHT, width=size[0], height=size[1], position=position, seed=position))


def scene_of(recipe: Recipe) -> Scene:
    return Scene.from_document(recipe.nodes[0].params["scene"])


@cache
def case(name: str, copy: str, size: tuple[int, int], position: int) -> Scene:
    return scene_of(planned(brief(name, copy), size, position))


def focal_mask(scene: Scene, aspect: float, side: int = 192) -> NDArray[np.bool_]:
    things = [t for t in scene.things if t.kind != "set"]
    shown = plate(Bodies.of(things), Frame(scene.camera, aspect), side)
    return shown.of(np.array([t.focal for t in things]))


def ask(scene: Scene, name: str) -> Ask:
    return next(a for a in scene.rules.asks if a.name == name)


@cache
def batch(name: str) -> tuple[Scene, ...]:
    return tuple(scene_of(planned(brief(name), position=p)) for p in range(16))


@pytest.mark.parametrize(("name", "copy", "size", "position"), CASES)
def test_every_wish_is_measured_and_copy_said_to_be_free_is_free(
    name: str, copy: str, size: tuple[int, int], position: int
) -> None:
    scene = case(name, copy, size, position)
    names = {a.name for a in scene.rules.asks}
    assert {"safe margins", "subject seen"} <= names
    assert ("copy space" in names) == bool(copy)
    assert all(a.met == (a.off == 0) for a in scene.rules.asks)
    missed = [a for a in scene.rules.asks if not a.met]
    assert [sentence(a) for a in missed] == [n for n in scene.notes if n.startswith("Not met:")]
    if copy and ask(scene, "copy space").met:
        area = scene.rules.copy
        mask = focal_mask(scene, size[0] / size[1])
        h, w = mask.shape
        part = mask[round(area.y * h) : round((area.y + area.h) * h), round(area.x * w) : round((area.x + area.w) * w)]
        assert part.mean() < 0.02


def test_most_plans_keep_every_rule() -> None:
    kept = [all(a.met for a in case(*row).rules.asks) for row in CASES]
    assert np.mean(kept) > 0.7


@pytest.mark.parametrize("subject", ["a white sneaker", "a water bottle", "a cardboard box", "a ceramic mug"])
@pytest.mark.parametrize("size", [(128, 128), (160, 200)])
def test_a_pack_shot_on_white_fills_85_percent_and_stands_in_the_middle(subject: str, size: tuple[int, int]) -> None:
    text = {"subject": subject, "environment": "pure white background", "subject_position": "centred, fills 85 %"}
    scene = scene_of(planned(text, size))
    fill = ask(scene, "fill")
    assert fill.met and abs(fill.found - 0.85) <= 0.01
    mask = focal_mask(scene, size[0] / size[1], 400)
    rows, cols = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    spans = np.ptp(rows) / mask.shape[0], np.ptp(cols) / mask.shape[1]
    assert max(spans) == pytest.approx(0.85, abs=0.015)
    assert (rows[0] + rows[-1]) / 2 / mask.shape[0] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("where", "x"), [("right third", 0.72), ("left third", 0.28), ("centred", 0.5)])
def test_the_subject_stands_within_four_percent_of_where_it_was_asked_for(where: str, x: float) -> None:
    for name in ("bottle", "talk"):
        scene = scene_of(planned(brief(name, subject_position=where), position=2))
        wish = ask(scene, "subject position")
        assert wish.wanted == pytest.approx(x, abs=0.06)
        found, _ = middle(focal_mask(scene, 1.5))
        assert found == pytest.approx(wish.wanted, abs=0.04) or not wish.met
        assert wish.met


def test_the_horizon_is_in_the_same_row_in_every_placement() -> None:
    text = {"subject": "a red car", "environment": "field", "composition": "horizon at 45% from the top, same horizon"}
    recipe = planned(text)
    rows = [Frame(scene_of(recipe).camera, 1.5).horizon]
    for width, height in ((108, 192), (192, 192), (300, 100), (160, 200)):
        framed = engine.reframe(recipe, width, height, (Box("subject", 0.2, 0.4, 0.6, 0.4, "focal"),))
        assert framed is not None
        rows.append(Frame(scene_of(framed).camera, width / height).horizon)
        assert ask(scene_of(framed), "horizon").met
    assert max(rows) - min(rows) < 0.01 and rows[0] == pytest.approx(0.45, abs=0.01)


def test_sixteen_candidates_are_sixteen_options() -> None:
    for name, floor in (("people", 0.1), ("jars", 0.1), ("talk", 0.1)):
        masks = [focal_mask(scene, 1.5, 72) for scene in batch(name)]
        apart = [unlike(a, b) for a, b in combinations(masks, 2)]
        assert min(apart) > floor, (name, min(apart))
        assert np.mean(apart) > 0.4


def test_the_same_order_gives_the_same_document() -> None:
    one, other = (planned(brief("talk"), position=3).nodes[0].params["scene"] for _ in range(2))
    assert one == other


def test_candidates_beyond_the_pool_are_variations() -> None:
    near, far = (scene_of(planned(brief("bottle"), position=p)) for p in (1, 25))
    assert near.camera != far.camera


def test_clear_areas_at_top_and_bottom_leave_the_middle() -> None:
    rules = Rules(clear=(Area(0, 0, 1, 0.14), Area(0, 0.8, 1, 0.2)))
    left, top, right, bottom = free_area(rules, to_edge=True)
    assert top > 0.14 and bottom < 0.8 and right - left > 0.85


def test_a_thing_in_the_copy_space_is_reported_with_a_sentence() -> None:
    box = Thing("box", "block", "thing", focal=True, params={"w": 1, "h": 1, "d": 1}, wears={"*": "m"})
    rules = Rules(copy=Area(0, 0, 1, 0.6))
    scene = Scene((box,), {}, (), Camera((0, 0.5, 3)), rules=rules)
    wish = next(a for a in measure(scene, 1.0) if a.name == "copy space")
    assert not wish.met and wish.off > 0.05
    assert "Copy space" in sentence(wish) and "Found" in sentence(wish)


def test_a_thing_behind_another_is_hidden_and_a_pane_hides_nothing() -> None:
    far = Thing("far", "block", params={"w": 1, "h": 1, "d": 0.1})
    near = Thing("near", "block", at=(0, 0, 1), params={"w": 1, "h": 1, "d": 0.1})
    pane = Thing("pane", "display", at=(0, 0, 1), params={"w": 1, "h": 1, "y": 0.5})
    frame = Frame(Camera((0, 0.5, 6)), 1.0)
    assert plate(Bodies.of([far, near]), frame).seen()[0] < 0.02
    assert plate(Bodies.of([far, pane]), frame).seen()[0] > 0.98


@pytest.mark.parametrize("pitch", [0.0, -30.0, -88.0])
def test_a_fitted_camera_holds_its_subject_in_the_target_and_rays_hit_where_points_fall(pitch: float) -> None:
    points = corners((-1, 0, -0.5), (1, 1.7, 0.5))
    camera = fit(points, (0.2, 0.3, 0.8, 0.9), aspect=1.5, fov=30, azimuth=25, eye=1.4, anchor="centre", pitch=pitch)
    x0, y0, x1, y1 = Frame(camera, 1.5).box(points)
    assert x0 > 0.19 and y0 > 0.29 and x1 < 0.81 and y1 < 0.91
    assert max((x1 - x0) / 0.6, (y1 - y0) / 0.6) == pytest.approx(1, abs=0.02)
    frame = Frame(camera, 1.5)
    spot = np.array(camera.eye) + frame.ray(0.3, 0.7) * 4
    assert frame.project([spot])[0] == pytest.approx([0.3, 0.7, 4])


@pytest.mark.parametrize("how", ["row", "triangle", "diagonal", "grid", "circle", "scattered", "cluster", "arc"])
def test_nothing_stands_inside_another_thing(how: str) -> None:
    sizes = [(0.1, 0.3, 0.1), (0.2, 0.1, 0.15), (0.08, 0.08, 0.08), (0.3, 0.05, 0.2), (0.1, 0.2, 0.1)]
    spots = spread(how, sizes, np.random.default_rng(1))
    for (a, s), (b, t) in combinations(zip(spots, sizes, strict=True), 2):
        across, deep = abs(a[0] - b[0]), abs(a[2] - b[2])
        assert across >= (s[0] + t[0]) / 2 - 1e-3 or deep >= (s[2] + t[2]) / 2 - 1e-3


def test_a_stack_stands_on_itself() -> None:
    spots = spread("stack", [(0.2, 0.1, 0.2)] * 6, np.random.default_rng(1))
    assert sorted(round(s[1], 3) for s in spots) == [0, 0, 0, 0.1, 0.1, 0.2]


def test_a_lens_that_was_asked_for_is_used() -> None:
    scene = scene_of(planned(brief("car", shot="85mm")))
    assert ask(scene, "lens").met and ask(scene, "lens").found == pytest.approx(85, abs=1)


def test_a_flat_lay_is_seen_from_above() -> None:
    scene = scene_of(planned({"subject": "three jars and a book", "environment": "studio", "shot": "flat lay"}))
    assert scene.camera.pitch < -80
    assert min(t.at[1] for t in scene.things if t.focal) > -0.01
