"""What an art director would send back: small people, empty tops, hidden subjects, nobody on the sofa."""

from __future__ import annotations

import re

import numpy as np
import pytest

from generation.engine.previz.composing.clearing import least_seen, unhidden
from generation.engine.previz.frame import Frame
from generation.engine.previz.masks import outline_of
from generation.engine.previz.scene import Camera, Scene, Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.things.people import POSES
from tests.engine.previz.test_composition import ask, brief, planned, scene_of


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


def test_between_two_shelves_one_stands_to_each_side_and_none_before() -> None:
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
