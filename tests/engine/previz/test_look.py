"""From light to picture: styles, backgrounds, weather, and how near colours come to those asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generation.engine.previz import cutout, measure, packing, paint, weather
from generation.engine.previz.scene import Fall, Look, Material, Scene
from generation.engine.previz.styles import dressed
from tests.engine.previz.light import ball, shown

RED = Material("matte", "#b02818", 0.9)


def _styled(**more: Any) -> Scene:
    return ball(RED, radiance_look=Look(vignette=0.0, bloom=0.0, **more))


def test_white_is_white_wherever_nothing_stands_and_no_shadow_falls() -> None:
    pixels, found = shown(_styled(background="white"), side=96)
    free = found.thing != 1
    top = pixels[:20][free[:20]]
    assert (top == 255).all()
    assert (pixels[free].min(-1) == 255).mean() > 0.6
    foot = pixels[76:86, 40:60].min()
    assert foot < 235  # the thing stands on its shadow


def test_transparent_pictures_have_straight_alpha_without_a_halo() -> None:
    pixels, found = shown(_styled(background="transparent"), side=96)
    assert pixels.shape == (96, 96, 4)
    assert (pixels[found.thing == 1][:, 3] > 120).mean() > 0.99
    assert pixels[:12, :, 3].max() == 0 and pixels[48, 48, 3] == 255
    edge = (pixels[..., 3] > 20) & (pixels[..., 3] < 235)
    assert edge.any()
    red, green = pixels[edge][:, 0].astype(float), pixels[edge][:, 1].astype(float)
    assert (green < 0.75 * red).mean() > 0.95  # the grey sweep behind would make them alike


def test_a_picture_with_its_set_pays_nothing_for_cutouts() -> None:
    scene = _styled()
    assert not packing.pack(scene).bare
    assert packing.pack(replace(scene, look=replace(scene.look, background="white"))).bare


@pytest.mark.parametrize("style", ["gouache", "line", "clay"])
def test_a_style_is_the_same_every_time_and_unlike_the_photo(style: str) -> None:
    photo, _ = shown(_styled(), samples=2)
    one, _ = shown(_styled(style=style), samples=2)
    two, _ = shown(_styled(style=style), samples=2)
    assert np.array_equal(one, two)
    assert np.abs(one.astype(int) - photo).mean() > 2


def _flat() -> tuple[np.ndarray, paint.Seen]:
    marks = np.full((120, 160), -1, np.int32)
    marks[30:90, 50:110] = 0
    y = np.where((marks == 0)[..., None], [0.7, 0.2, 0.1], [0.2, 0.3, 0.5]).astype(np.float32)
    return y, paint.Seen(marks, np.zeros((120, 160, 3), np.float32), np.full((120, 160), 4, np.float32))


def test_gouache_keeps_things_apart_and_does_not_depend_on_threads() -> None:
    y, seen = _flat()
    one, three = (paint.gouache(y, seen, 5, threads) for threads in (1, 3))
    assert np.array_equal(one, three)
    assert np.abs(one[40:80, 60:100] - y[40:80, 60:100]).mean() < 0.1
    assert one[60, 80, 0] > one[60, 80, 2] and one[10, 10, 0] < one[10, 10, 2]
    assert one[5:25].std(axis=(0, 1)).mean() > 0.004  # strokes differ


def test_clay_leaves_the_lamps_and_what_one_sees_through() -> None:
    scene = _styled(style="clay")
    scene = replace(
        scene,
        materials={**scene.materials, "pane": Material("screen"), "bulb": Material("glow", glow=5.0)},
    )
    worn = dressed(scene).materials
    assert worn["it"] == worn["set"] and worn["it"].kind == "matte"
    assert worn["pane"].kind == "glass" and worn["bulb"].kind == "glow"
    assert dressed(replace(scene, look=Look())) == replace(scene, look=Look())


@pytest.mark.parametrize("kind", ["rain", "snow"])
def test_weather_falls_with_time_and_behind_what_is_near(kind: Any) -> None:
    y = np.full((90, 120, 3), 0.25, np.float32)
    depth = np.full((90, 120), 30.0, np.float32)
    depth[:, :40] = 0.5
    fall = Fall(kind, 0.8, 0.3)
    first, again, later = (weather.falling(y, depth, fall, 3, t) for t in (0.0, 0.0, 0.4))
    assert np.array_equal(first, again) and not np.array_equal(first, later)
    assert np.array_equal(first[:, :40], y[:, :40]) and (first[:, 40:] > 0.27).mean() > 0.01
    assert weather.falling(y, depth, Fall(), 3, 0.0) is y


def test_edges_of_a_cutout_take_their_own_colour() -> None:
    cover = np.zeros((20, 20), np.float32)
    cover[:, 10:], cover[:, 9] = 1.0, 0.5
    y = np.where(cover[..., None] > 0.9, [0.8, 0.1, 0.1], [0.5, 0.5, 0.5]).astype(np.float32)
    assert cutout.own_colour(y, cover)[10, 9] == pytest.approx([0.8, 0.1, 0.1], abs=0.03)


def test_palette_difference_is_measured_on_what_wears_the_colour() -> None:
    scene = ball(RED)
    pixels = np.full((30, 30, 3), 128, np.uint8)
    pixels[10:20, 10:20] = (176, 40, 24)
    marks = np.full((30, 30), -1, np.int32)
    marks[10:20, 10:20] = 1
    rows = measure.palette_found(scene, ["#b02818", "#00ff00"], pixels, marks, marks)
    assert rows == [{"asked": "#b02818", "found": "#b02818", "delta_e": 0.0, "thing": "ball"}]
    pixels[10:20, 10:20] = (160, 60, 40)
    assert 3 < float(str(measure.palette_found(scene, ["#b02818"], pixels, marks, marks)[0]["delta_e"])) < 15
    assert measure.palette_found(scene, ["nonsense"], pixels, marks, marks) == []
