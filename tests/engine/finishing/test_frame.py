from __future__ import annotations

import pytest

from generation.engine.finishing.frame import Window, focal_box, shown, window
from generation.engine.picture import Box


def person(x: float, y: float = 0.3, w: float = 0.1, h: float = 0.7) -> Box:
    return Box("ana", x, y, w, h, "person")


@pytest.mark.parametrize(
    ("width", "height", "ratio"), [(1536, 1024, 2.4), (1536, 1024, 0.5625), (801, 799, 1.0), (10, 10, 9.9)]
)
def test_the_window_is_the_largest_of_its_ratio_and_lies_in_the_picture(width: int, height: int, ratio: float) -> None:
    cut = window(width, height, ratio)
    assert cut.w == width or cut.h == height
    assert cut.x >= 0 and cut.y >= 0 and cut.x + cut.w <= width and cut.y + cut.h <= height
    assert abs(cut.w - cut.h * ratio) <= max(1.0, ratio)


def test_the_same_ratio_is_not_cropped() -> None:
    assert window(1200, 600, 2.0) == Window(0, 0, 1200, 600)


@pytest.mark.parametrize("x", [0.02, 0.45, 0.88])
def test_a_tall_crop_follows_the_person(x: float) -> None:
    box = person(x)
    cut = window(1500, 1000, 0.5, (box,))
    assert shown(cut.map(box, 1500, 1000)) >= 0.999


def test_a_wide_crop_keeps_heads_before_legs() -> None:
    box = Box("ana", 0.4, 0.1, 0.2, 0.9, "person")
    cut = window(1000, 1000, 2.5, (box,))
    head = Box("head", 0.4, 0.1, 0.2, 0.27)
    assert shown(cut.map(head, 1000, 1000)) == 1.0
    assert shown(cut.map(box, 1000, 1000)) < 1.0


def test_a_frame_drawn_by_hand_wins_over_the_people() -> None:
    people = (person(0.05), person(0.85))
    cut = window(1500, 1000, 0.5, people, focal=(0.8, 0.2, 0.15, 0.5))
    assert shown(cut.map(focal_box(people, (0.8, 0.2, 0.15, 0.5)) or people[0], 1500, 1000)) >= 0.999
    assert shown(cut.map(people[0], 1500, 1000)) == 0


def test_the_crop_leaves_the_copy_space_in_when_nobody_is_hurt_by_it() -> None:
    box, copy = person(0.45, y=0.45, h=0.55), Box("copy", 0, 0, 1, 0.3, "copy")
    with_copy = window(1000, 1000, 1.6, (box, copy))
    without = window(1000, 1000, 1.6, (box,))
    assert shown(with_copy.map(copy, 1000, 1000)) > shown(without.map(copy, 1000, 1000))


def test_without_any_box_the_crop_is_central() -> None:
    assert window(1000, 400, 1.0) == Window(300, 0, 400, 400)
