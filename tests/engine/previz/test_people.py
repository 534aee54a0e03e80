"""People: bones that keep their lengths, boxes that hold their figures, characters that stay the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from generation.engine.previz import characters, skeleton
from generation.engine.previz.characters import PARTS, from_sheet, read_characters, wears
from generation.engine.previz.frame import Frame
from generation.engine.previz.palette import read_palette
from generation.engine.previz.read import read
from generation.engine.previz.scene import Camera, Scene, Thing
from generation.engine.previz.stage.people import cast, in_hand, support
from generation.engine.previz.stage.wardrobe import Wardrobe
from generation.engine.previz.things import people
from generation.engine.previz.things.mesh import rotation

INGRID = {
    "subject": 'One spokesperson, "Ingrid": fifties, silver bob, charcoal two-button suit, no jewellery, calm.',
    "people": "one person",
}
FERRYMAN = {
    "subject": "a heron-masked ferryman",
    "notes": "Props: reed boats, a heron-masked ferryman (character sheet: mask, cloak, pole; never unmasked).",
    "environment": "salt marsh",
}
FIGURES: tuple[dict[str, Any], ...] = (
    {},
    {"age": "child", "clothes": "dress", "hair": "long"},
    {"age": "teen", "build": "slim", "clothes": "hoodie", "head": "cap"},
    {"age": "elder", "build": "heavy", "clothes": "cloak", "mask": "heron"},
    {"build": "broad", "frame": 1.0, "clothes": "coat", "hair": "afro"},
    {"build": "athletic", "frame": 0.0, "clothes": "skirt", "head": "hijab"},
)


def wardrobe(brief: dict[str, Any], seed: int = 1) -> Wardrobe:
    return Wardrobe(read(brief, {}), read_palette(["#14213D", "#FCA311", "#F5F3EE"]), np.random.default_rng(seed))


def points(params: dict[str, Any]) -> Any:
    return np.vstack([m.v for m in people.person(params).values()])


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: "-".join(map(str, f.values())) or "plain")
def test_bones_keep_their_lengths_in_every_pose(figure: dict[str, Any]) -> None:
    for pose in people.POSES:
        joints = people.solve(people.figure_of({**figure, "pose": pose}))
        size = joints.size
        for side in joints.sides:
            for a, b, length in (
                (side.shoulder, side.elbow, size.upper), (side.elbow, side.wrist, size.fore),
                (side.hip, side.knee, size.thigh), (side.knee, side.ankle, size.shin),
            ):  # fmt: skip
                assert abs(np.linalg.norm(a - b) / length - 1) < 0.02, pose


def test_a_standing_figure_is_as_tall_as_it_says() -> None:
    for age in people.AGES:
        for height in (1.1, 1.5, 1.9):
            top = points({"age": age, "height": height, "hair": "bald", "clothes": "tee", "detail": 0.5})[:, 1].max()
            assert abs(top - height) < 0.035, (age, height)


@pytest.mark.parametrize("pose", people.POSES)
def test_the_box_around_a_person_holds_the_mesh_and_is_no_larger_than_it_must_be(pose: str) -> None:
    k = list(people.POSES).index(pose)
    for figure in (FIGURES[0], FIGURES[1 + k % 5]):
        params = {**figure, "pose": pose, "detail": 0.4, "look": 20 * (k % 3 - 1)}
        found, (low, high) = points(params), people.bounds(params)
        assert (found.min(0) > np.array(low) - 0.02).all() and (found.max(0) < np.array(high) + 0.02).all(), params
        loose = max((found.min(0) - np.array(low)).max(), (np.array(high) - found.max(0)).max())
        assert loose < 0.21, params
        assert found[:, 1].min() >= 0


def test_hulls_cover_what_is_seen_of_a_person_from_the_front() -> None:
    from scipy.spatial import ConvexHull, Delaunay

    for pose in ("stand", "walk", "cheer", "seated", "present"):
        params = {"pose": pose, "clothes": "suit", "detail": 0.4}
        flat = points(params)[::7, :2]
        covered = np.zeros(len(flat), bool)
        for hull in people.hulls(params):
            outline = hull[:, :2]
            covered |= Delaunay(outline[ConvexHull(outline).vertices]).find_simplex(flat) >= 0
        assert covered.mean() > 0.985, pose


def test_every_outfit_and_every_head_has_its_parts() -> None:
    for clothes in people.CLOTHES:
        parts = people.person({"clothes": clothes, "detail": 0.4, "glasses": True, "head": "hat"})
        assert {"jacket", "shoes", "skin", "hair", "hat", "glasses"} <= set(parts) <= set(PARTS)
    for hair in people.HAIR:
        assert ("hair" in people.person({"hair": hair, "detail": 0.4})) == (hair != "bald")
    masked = people.person({"mask": "heron", "glasses": True, "beard": "full", "detail": 0.4})
    assert "mask" in masked and not {"hair", "glasses"} & set(masked)


def test_looking_left_turns_the_face_to_the_persons_left() -> None:
    ahead, left = (skeleton.key_points({"pose": "clasp", "look": look})["nose"] for look in (0, 40))
    assert left[0] > ahead[0] + 0.04
    down = skeleton.key_points({"pose": "clasp", "nod": 20})["nose"]
    assert down[1] < ahead[1] - 0.01


def test_key_points_are_those_of_coco_and_lie_inside_the_figure() -> None:
    assert skeleton.COCO[0] == "nose" and skeleton.COCO[2] == "right_shoulder" and len(skeleton.COCO) == 18
    for pose in people.POSES:
        found = skeleton.key_points({"pose": pose})
        assert list(found) == [*skeleton.COCO, "mid_hip"]
        low, high = people.bounds({"pose": pose})
        inside = np.array(list(found.values()))
        assert (inside >= np.array(low) - 0.01).all() and (inside <= np.array(high) + 0.01).all()
    stands = skeleton.key_points({"pose": "clasp"})
    assert stands["left_shoulder"][0] > 0 > stands["right_shoulder"][0]


def test_openpose_says_what_is_hidden_and_what_is_out_of_the_frame() -> None:
    camera = Camera(eye=(0.0, 1.2, 5.0), fov=30.0)
    seen = Thing("a", "person", "person", (0.0, 0.0, 0.0), params={"pose": "clasp"})
    away = Thing("b", "person", "person", (9.0, 0.0, 0.0), params={"pose": "clasp"})
    scene = Scene((seen, away), {}, (), camera)
    clear = np.full((90, 120), 4.97)
    document = skeleton.openpose_document(scene, camera, 240, 180, clear)
    first, second = (np.array(p["pose_keypoints_2d"]).reshape(18, 3) for p in document["people"])
    assert (first[:, 2] == 1).all() and not second.any()
    nose = Frame(camera, 240 / 180).project([skeleton.world_points(seen)["nose"]])[0]
    assert np.allclose(first[0, :2], nose[:2] * (240, 180), atol=0.05)
    near = clear.copy()
    near[:, :] = 2.0  # a wall before them
    hidden = skeleton.openpose_document(scene, camera, 240, 180, near)["people"]
    assert not np.array(hidden[0]["pose_keypoints_2d"])[2::3].any()
    png = skeleton.draw(document, 240, 180)
    assert png.startswith(b"\x89PNG") and json.dumps(document)


def test_a_phone_in_the_hand_faces_the_eyes_and_a_cup_stands_upright() -> None:
    person = Thing("a", "person", "person", (1.0, 0.0, -2.0), 60.0, params={"pose": "scroll"})
    phone = in_hand(person, Thing("phone", "phone", params={"lean": 0}))
    eyes = (np.array(skeleton.world_points(person)["left_eye"]) + skeleton.world_points(person)["right_eye"]) / 2
    ahead = rotation(phone.turn, phone.tilt, phone.roll)[:, 2]
    way = (eyes - np.array(phone.at)) / np.linalg.norm(eyes - np.array(phone.at))
    assert ahead @ way > 0.95
    drinks = Thing("a", "person", "person", params={"pose": "cup"})
    cup = in_hand(drinks, Thing("cup", "cup"))
    assert abs(cup.tilt) < 1 and abs(cup.roll) < 1
    wrist = np.array(skeleton.world_points(drinks)["right_wrist"])
    assert np.linalg.norm(wrist - np.array(cup.at)) < 0.16


@pytest.mark.parametrize("brief", [INGRID, FERRYMAN], ids=["Ingrid", "the ferryman"])
def test_a_character_is_the_same_in_every_place_and_seed(brief: dict[str, Any]) -> None:
    looks = set()
    for place in ("at a long table", "by a window with rain", "past a stone wall", "salt marsh"):
        for seed in range(12):
            dresser = wardrobe({**brief, "environment": place}, seed)
            thing = dresser.person(0, list(people.POSES)[seed], (0.0, 0.0, 0.0), 10.0 * seed, look=float(seed))
            shape = {k: v for k, v in thing.params.items() if k not in ("pose", "look", "nod")}
            made = {part: dresser.materials[name] for part, name in thing.wears.items()}
            looks.add(repr((sorted(shape.items()), sorted(made.items()), thing.name)))
    assert len(looks) == 1


def test_ingrid_and_the_ferryman_look_as_their_briefs_say() -> None:
    (ingrid,) = read_characters(INGRID, {})
    assert ingrid.name == "Ingrid" and "jewellery" in ingrid.never
    shape, colours = ingrid.params(), dict(ingrid.colours)
    assert (shape["hair"], shape["clothes"], shape["age"]) == ("bob", "suit", "adult")
    assert (colours["hair"], colours["jacket"]) == ("#b9b9b7", "#33363c")
    (ferryman,) = read_characters(FERRYMAN, {})
    assert ferryman.params()["mask"] == "heron" and ferryman.params()["clothes"] == "cloak"
    assert ferryman.props == ("pole",)


def test_every_repeat_in_the_patterns_of_characters_has_an_end() -> None:
    for pattern in (characters.NAMED, characters.SHEET, characters.BEFORE, characters.NOT):
        plain = re.sub(r"\[(?:[^\]\\]|\\.)*\]", "x", pattern.pattern)  # a class may hold any sign
        assert not re.findall(r"(?<!\\)[+*]|\{\d+,\}", plain.replace(r"\s+", "")), pattern.pattern


@pytest.mark.parametrize("letters", [50, 500, 1400])
@pytest.mark.parametrize("sign", ["9", "a", "a-", "A ", "(", '"A"  '])
def test_a_sheet_behind_hostile_text_is_read_within_its_limits(sign: str, letters: int) -> None:
    hostile = (sign * letters)[:letters]
    assert [one for one in read_characters({"subject": hostile}, {}) if len(one.name) > 30] == []
    (max_,) = read_characters({"subject": f"{hostile}. the old keeper (character sheet: grey beard, cap)"}, {})[-1:]
    assert max_.name == "old keeper" and max_.params()["beard"]
    nobody = f"{'9' * 40} (character sheet: grey beard, cap)"  # no name is as long as that
    assert read_characters({"subject": nobody}, {}) == ()


def test_a_sheet_says_more_than_words_and_bad_sheets_do_no_harm() -> None:
    boy = from_sheet({
        "name": "Max", "age": 8, "height": "128 cm", "hair": {"shape": "curls", "colour": "ginger"}, "glasses": True,
        "wardrobe": {"garment": "yellow raincoat", "colours": {"jacket": "#E3B93C", "boots": "red"}}, "never": ["hat"],
    })  # fmt: skip
    shape = boy.params()
    assert (shape["age"], shape["height"], shape["hair"], shape["clothes"]) == ("child", 1.28, "curls", "coat")
    assert shape["glasses"] is True and dict(boy.colours)["jacket"] == "#e3b93c" and "head" not in shape
    hostile: tuple[Any, ...] = (
        3, None, [], {"name": ["x" * 9000], "hair": 5, "wardrobe": [1], "height": float("nan"), "age": {}},
        {"name": "(((" * 50, "wardrobe": {"colours": {"jacket": "javascript:"}}, "height": 1e308, "never": 7},
    )  # fmt: skip
    found = read_characters({"characters": hostile, "subject": '"A": ' + "(" * 5000}, {"characters": "no"})
    for one in found:
        assert set(one.materials("p")) == set(wears("p").values())
        points({**one.params(), "detail": 0.4})
    assert people.figure_of({"pose": [1], "height": "tall", "build": None, "age": "1" * 99}) == people.figure_of({})


def test_people_wear_what_their_trade_wears_and_do_what_they_are_said_to_do() -> None:
    def cast_of(subject: str, count: int) -> list[Thing]:
        dresser = wardrobe({"subject": subject, "environment": "bright office"})
        slots = [(float(i), 0.0) for i in range(count)]
        made = cast(slots, count, ("stand", "hip", "think"), (0.0, 3.0), np.random.default_rng(3), dresser)
        return [t for t in made if t.shape == "person"]

    assert cast_of("a doctor", 1)[0].params["clothes"] == "lab"
    assert cast_of("a chef", 1)[0].params["clothes"] == "apron"
    (runner,) = cast_of("a runner running", 1)
    assert (runner.params["clothes"], runner.params["pose"]) == ("sport", "run")
    walkers = cast_of("three people walking", 3)
    assert {t.params["pose"] for t in walkers} <= {"walk", "stroll"}
    assert np.ptp([t.turn for t in walkers]) < 15, "who walks together goes one way"
    assert len({t.params["pose"] for t in cast_of("three people", 3)}) == 3


def test_heads_face_what_people_look_at() -> None:
    dresser = wardrobe({"subject": "three people"})
    made = cast([(-1.5, 0.0), (0.0, -1.0), (1.5, 0.0)], 3, ("stand", "clasp", "pocket"), (0.0, 1.0),
                np.random.default_rng(5), dresser)  # fmt: skip
    for person in made:
        found = skeleton.world_points(person)
        nose = np.array(found["nose"]) - (np.array(found["left_ear"]) + found["right_ear"]) / 2
        way = np.array([0.0, 0.0, 1.0]) - np.array(person.at)
        nose, way = nose[[0, 2]], way[[0, 2]]
        assert nose @ way / np.linalg.norm(nose) / np.linalg.norm(way) > 0.93


def test_who_sits_has_something_to_sit_on() -> None:
    for pose, shape in (("seated", "chair"), ("type", "table"), ("sofa", "sofa"), ("cycle", "bicycle")):
        person = Thing("a", "person", "person", (2.0, 0.0, 1.0), 40.0, params={"pose": pose})
        assert shape in {t.shape for t in support(person)}
    assert support(Thing("a", "person", "person", params={"pose": "walk"})) == []


def test_planning_people_brings_nothing_heavy() -> None:
    code = (
        "import sys; from generation.engine.previz import skeleton, characters; "
        "from generation.engine.previz.things import people; people.bounds({}); people.hulls({}); "
        "people.hand_anchor({}); skeleton.key_points({}); "
        "print([m for m in ('numba', 'embreex', 'pyoidn', 'skimage', 'scipy', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_most_of_what_hands_are_said_to_hold_exists() -> None:
    from generation.engine.previz.things import SHAPES

    for pose, hold in people.HOLDS.items():
        assert sum(shape in SHAPES for shape in hold.things) >= max(1, len(hold.things) // 3), pose
    assert people.suits("phone")[0] in ("scroll", "call")
    assert people.suits("tablet")[0] == "tablet"
    assert people.suits("crate") == ("carry",)
