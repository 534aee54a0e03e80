"""What previz's passes become for ControlNets, by the properties that networks were trained on."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.diffusion.adapters import ade, pictures
from generation.engine.engines import Model, Order
from generation.engine.guides import Control
from generation.engine.picture import EngineError, Job, NoInputs, Picture
from generation.engine.previz import engine, skeleton
from generation.engine.render import render


@pytest.fixture(scope="module")
def still() -> Picture:
    brief = {"subject": "one person at a desk with a laptop", "environment": "office at dusk"}
    order = Order(brief, {}, (), {}, Model("previz", "previz", settings={"samples": 1}), 288, 192, 3)
    return render(engine.plan(order), Job(NoInputs()))


def facts(still: Picture) -> dict[str, Any]:
    found: Any = still.facts["passes"]
    return dict(found)


def control(kind: str, **read: Any) -> Control:
    return Control(kind, "0" * 64, "1" * 64, read={"pass": kind, **read})


def png(array: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(array).save(out, "PNG")
    return out.getvalue()


def test_near_is_white_beyond_is_black_and_half_as_far_is_twice_as_bright(still: Picture) -> None:
    said = facts(still)["depth"]
    made = pictures.control_picture(
        control("depth", near=said["near"], far=said["far"]), still.passes["depth"], {}, 288, 192
    )
    stored = np.asarray(Image.open(io.BytesIO(still.passes["depth"]))).astype(np.int32)
    assert made.shape == (192, 288, 3) and made.dtype == np.uint8
    assert made.max() == 255 and made.min() == 0 and (made[stored == 65535] == 0).all()
    order = np.argsort(stored, axis=None)
    assert (np.diff(made[..., 0].ravel()[order].astype(int)) <= 0).all()
    exact = pictures.depth(np.array([[0, 32767, 65535]]), 2.0, 6.0)  # 2 m, 4 m, beyond
    assert exact[0, :, 0].tolist() == [255, 128, 0]


def test_normals_are_red_to_the_left_green_upward_and_blue_towards_the_viewer(still: Picture) -> None:
    right, up, front, nothing = (255, 128, 128), (128, 255, 128), (128, 128, 255), (128, 128, 128)
    made = pictures.normals(np.array([[right, up, front, nothing]], np.uint8))[0].tolist()
    assert made == [[0, 128, 128], [127, 255, 128], [127, 128, 255], [128, 128, 255]]
    seen = pictures.control_picture(control("normals"), still.passes["normals"], {}, 288, 192)
    floor = seen[-4, 4].astype(int)  # before the desk there is floor
    assert floor[1] > 240 and abs(floor[0] - 128) < 12
    assert (seen[..., 2] >= 120).mean() > 0.99  # nothing that is seen looks away


def test_segments_have_the_colours_of_their_classes_and_no_other(still: Picture) -> None:
    names = facts(still)["masks"]["names"]
    kinds = {box.name: box.kind for box in still.boxes}
    colours = {str(i): ade.colour_of(name, kinds.get(name, "thing"), i) for i, name in enumerate(names) if i}
    made = pictures.control_picture(
        control("segments", colours=colours, beside={}), still.passes["masks"],
        {name: still.passes[name] for name in ("depth", "normals")}, 144, 96,
    )  # fmt: skip
    found = {tuple(colour) for colour in made.reshape(-1, 3).tolist()}
    surfaces = {ade.ADE20K[name] for name in (ade.WALL, ade.FLOOR, ade.CEILING, ade.SKY)}
    things = {tuple(bytes.fromhex(code[1:])) for code in colours.values()}
    assert found <= surfaces | things
    assert {ade.ADE20K["person"], ade.ADE20K["floor"], ade.ADE20K["wall"]} <= found
    assert made[-1, 2].tolist() == list(ade.ADE20K["floor"])


def test_the_palette_is_the_published_one_and_what_has_no_class_is_in_none() -> None:
    assert len(ade.ADE20K) == 150
    assert len(set(ade.ADE20K.values())) == 149  # road and skyscraper share a grey, as they were published
    assert ade.colour_of("bottle 2") == "#00ff0a" and ade.colour_of("coffee table") == "#00ff70"
    assert ade.colour_of("Ingrid", "person") == "#96053d"
    own = {ade.own(number) for number in range(1, 40)}
    known = {"#" + bytes(colour).hex() for colour in ade.ADE20K.values()}
    assert len(own) == 39 and not own & known and ade.colour_of("flux capacitor", number=3) in own
    assert ade.ground_of("On a beach by the sea") == "#a09614" and ade.ground_of("an office") == ""


def test_the_ground_of_a_place_is_not_a_floor() -> None:
    level = np.ones((2, 2))
    made = pictures.segments(np.zeros((2, 2), np.int32), {}, ground=ade.ADE20K["sea"], slope=level)
    assert (made == ade.ADE20K["sea"]).all()


def test_a_pose_keeps_the_published_colours_of_joints_and_limbs(still: Picture) -> None:
    made = pictures.control_picture(control("pose"), still.passes["pose"], {}, 288, 192)
    found = {tuple(colour) for colour in made.reshape(-1, 3).tolist()}
    limbs = {tuple(int(part * 0.6) for part in colour) for colour in skeleton.COLOURS}
    assert (0, 0, 0) in found and found <= {(0, 0, 0), *skeleton.COLOURS, *limbs}
    assert len(skeleton.COCO) == 18 and len(found & set(skeleton.COLOURS)) >= 8


def test_another_shape_is_cut_and_never_stretched() -> None:
    disc = np.zeros((100, 200, 3), np.uint8)
    rows, columns = np.mgrid[:100, :200]
    disc[(rows - 50) ** 2 + (columns - 100) ** 2 < 30**2] = 255
    made = pictures.cover(disc, 128, 128)
    wide, tall = (made[..., 0].max(axis=axis) > 127 for axis in (0, 1))
    assert made.shape == (128, 128, 3) and abs(int(wide.sum()) - int(tall.sum())) <= 1 and 74 < wide.sum() < 79


def test_a_picture_that_is_ready_is_taken_as_it_is() -> None:
    ready = np.random.default_rng(1).integers(0, 255, (8, 8, 3), np.uint8)
    as_it_is = Control("depth", "0" * 64, "1" * 64)
    assert (pictures.control_picture(as_it_is, png(ready), {}, 8, 8) == ready).all()


@pytest.mark.parametrize(
    ("asked", "data", "why"),
    [
        (control("depth"), png(np.zeros((4, 4), np.uint16)), "has to say near in metres"),
        (control("depth", near=1.0, far=0.5), png(np.zeros((4, 4), np.uint16)), "cannot be read"),
        (control("depth", near=1.0, far=2.0), png(np.zeros((4, 4, 3), np.uint8)), "should be grey"),
        (control("segments"), png(np.zeros((4, 4), np.uint8)), "say the colour of each mark"),
        (control("segments", colours={"1": "blue"}), png(np.zeros((4, 4), np.uint8)), "is no colour"),
        (control("pose"), b"no picture", "cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(asked: Control, data: bytes, why: str) -> None:
    with pytest.raises(EngineError, match=why):
        pictures.control_picture(asked, data, {}, 8, 8)
