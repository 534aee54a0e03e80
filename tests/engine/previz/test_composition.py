"""Framing on projected masks: every wish is measured, batches are unlike, and what is said to be met is met."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.engine.picture import Box
from generation.engine.previz import engine
from generation.engine.previz.composing.asks import measure, sentence
from generation.engine.previz.composing.clearing import least_seen, unhidden
from generation.engine.previz.composing.judging import unlike
from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import Frame, corners, fit
from generation.engine.previz.masks import Bodies, middle, outline_of, plate
from generation.engine.previz.scene import Area, Camera, Rules, Scene, Thing
from generation.engine.previz.scene.rules import Ask
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects.layouts import spread
from generation.engine.previz.things.people import POSES
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


def box_of(scene: Scene, aspect: float, kind: str = "") -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the focal things of a kind."""
    points = [outline_of(t) for t in scene.things if t.focal and kind in ("", t.kind)]
    return Frame(scene.camera, aspect).box(np.vstack(points))


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_mid_shot_at_a_long_table_is_of_the_person(position: int) -> None:
    text = {"subject": "a woman at a long table", "environment": "meeting room", "shot": "mid"}
    scene = scene_of(planned(text, (128, 160), position))
    _, top, _, low = box_of(scene, 0.8, "person")
    assert (min(low, 1) - top) > 0.55 and 0.04 < top < 0.3
    table = next(t for t in scene.things if t.shape == "table")
    assert not table.focal
    x0, _, x1, _ = Frame(scene.camera, 0.8).box(box_points(table))
    assert x0 < 0 or x1 > 1  # the frame's edge cuts it


@pytest.mark.parametrize(("subject", "size"), [
    ("three people talking", (108, 192)), ("five people talking", (160, 160)), ("a doctor and a patient", (108, 192)),
])  # fmt: skip
def test_a_group_as_wide_as_the_frame_does_not_lie_at_its_lower_edge(subject: str, size: tuple[int, int]) -> None:
    for position in range(3):
        scene = scene_of(planned({"subject": subject, "environment": "office", "shot": "mid"}, size, position))
        _, top, _, low = box_of(scene, size[0] / size[1], "person")
        assert top < (0.45 if position == 0 else 0.62) and (low < 0.93 or top < 0.25)


def test_jars_in_a_tall_frame_stand_a_little_below_its_middle() -> None:
    scene = scene_of(planned({"subject": "three cream jars", "environment": "studio"}, (108, 192)))
    _, top, _, low = box_of(scene, 108 / 192)
    assert 0.45 < (top + low) / 2 < 0.66


def test_a_support_may_pass_under_the_clear_foot_of_a_story_and_the_bottle_is_large() -> None:
    text = {"subject": "water bottle on a basalt pedestal", "environment": "lake shore",
            "composition": "top 14 % and bottom 20 % kept clear"}  # fmt: skip
    for position in range(3):
        scene = scene_of(planned(text, (108, 192), position))
        _, top, _, low = box_of(scene, 108 / 192)
        assert low - top > 0.4 * 0.66 and top > 0.14 and low < 0.81
        assert ask(scene, "clear area 1").met
        rock = next(t for t in scene.things if t.shape == "basalt")
        assert Frame(scene.camera, 108 / 192).box(box_points(rock))[3] > 0.9


def test_nothing_small_is_ever_seen_from_below_its_table() -> None:
    text = {"subject": "a cup of coffee and a croissant on a wooden table", "environment": "cafe",
            "copy_space": "right third"}  # fmt: skip
    for position in range(16):
        scene = scene_of(planned(text, (192, 128), position))
        assert scene.camera.eye[1] > 0.75, position
        assert ask(scene, "subject seen").found > 1 / 3


def test_a_piece_of_the_set_before_the_subject_is_left_out_and_its_support_stays() -> None:
    jar = Thing("jar", "block", at=(0, 1, 0), focal=True, params={"w": 0.2, "h": 0.2, "d": 0.2})
    bar = Thing("bar", "block", "set", at=(0, 0, 1), params={"w": 2, "h": 2, "d": 0.1})
    far = Thing("far", "block", "set", at=(0, 0, -1), params={"w": 2, "h": 2, "d": 0.1})
    scene = Scene((jar, bar, far), {}, (), Camera((0, 1.1, 3)))
    frame = Frame(scene.camera, 1.0)
    assert least_seen(scene.things, frame) < 0.1
    assert [t.name for t in unhidden(scene, 1.0, [jar]).things] == ["jar", "far"]
    assert unhidden(scene, 1.0, [jar, bar]) == scene


def test_between_shelves_in_a_warehouse_nothing_stands_before_the_worker() -> None:
    text = {"subject": "a worker carrying a box between shelves", "environment": "warehouse", "shot": "wide"}
    for position in range(3):
        scene = scene_of(planned(text, (192, 108), position))
        _, top, _, low = box_of(scene, 16 / 9, "person")
        assert low - top > 0.35
        assert least_seen(scene.things, Frame(scene.camera, 16 / 9)) > 0.5
        assert not any(t.focal and t.shape == "shelf" for t in scene.things)


def test_between_two_plants_one_stands_to_each_side_and_none_before() -> None:
    text = {"subject": "a woman standing between two shelves", "environment": "studio"}
    scene = scene_of(planned(text))
    sides = [t.at for t in scene.things if t.shape == "shelf"]
    assert len(sides) == 2 and sides[0][0] * sides[1][0] < 0 and max(at[2] for at in sides) < 0


def test_a_family_sits_on_its_sofa_and_one_holds_the_tablet() -> None:
    text = {"subject": "a family of four on a sofa with a tablet", "environment": "living room", "shot": "wide"}
    scene = scene_of(planned(text))
    people = [t for t in scene.things if t.kind == "person"]
    sofa = next(t for t in scene.things if t.shape == "sofa")
    lo, hi = box_points(sofa).min(0), box_points(sofa).max(0)
    assert len(people) == 4 and all(POSES[t.params["pose"]].seat for t in people)
    assert all(lo[0] < t.at[0] < hi[0] and lo[2] < t.at[2] < hi[2] and abs(t.turn) < 20 for t in people)
    assert sum(t.shape == "tablet" for t in scene.things) == 1


def test_what_leans_by_a_wall_has_it_close_behind_along_the_picture() -> None:
    text = {"subject": "a red bicycle leaning by a brick wall", "environment": "street", "copy_space": "left third"}
    for position in range(3):
        scene = scene_of(planned(text, (160, 160), position))
        wall = next(t for t in scene.things if t.shape == "wall")
        assert wall.kind == "set" and np.ptp(box_points(wall)[:, 0]) > 8 and -1.2 < wall.at[2] < 0
        assert abs(scene.camera.yaw) < 20
        x0, _, x1, _ = box_of(scene, 1.0)
        assert x0 > 0.33 and x1 - x0 > 0.4


def test_a_pair_of_sneakers_stands_on_the_second_of_three_steps() -> None:
    text = {"subject": "a pair of sneakers on concrete steps", "environment": "city square", "shot": "close"}
    scene = scene_of(planned(text, (160, 160)))
    steps = next(t for t in scene.things if t.shape == "steps")
    shoes = [t for t in scene.things if t.shape == "shoe"]
    assert len(shoes) == 2 and steps.params["n"] == 3
    tread = steps.at[2] - steps.params["run"]  # the middle of the second step
    for shoe in shoes:
        box = box_points(shoe)
        assert box[:, 1].min() == pytest.approx(2 * steps.params["rise"], abs=0.005)
        assert tread - steps.params["run"] / 2 < box[:, 2].min() and box[:, 2].max() < tread + steps.params["run"] / 2
    x0, _, x1, _ = box_of(scene, 1.0)
    assert x1 - x0 > 0.4


def test_the_note_tells_how_many_options_there_are_and_a_drawing_has_none() -> None:
    notes = scene_of(planned(brief("car"), position=3)).notes
    said = next(n for n in notes if n.startswith("Composition"))
    number, pool, considered = (int(n) for n in re.findall(r"\d+", said)[:3])
    assert number == 4 and number <= pool <= considered
    flat = scene_of(planned({"subject": "no results", "style": ["flat"], "composition": "transparent background"}))
    assert not [n for n in flat.notes if n.startswith(("Composition", "Shows the place alone", "Not in the lexicon"))]


def test_a_banner_is_filled_to_its_height() -> None:
    text = {"subject": "a water bottle", "environment": "studio", "copy_space": "left half"}
    _, top, _, low = box_of(scene_of(planned(text, (728, 90))), 728 / 90)
    assert low - top > 0.7
