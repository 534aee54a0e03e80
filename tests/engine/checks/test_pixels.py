"""Sharpness, banding, bleed and resolution in print: a sound file passes, and one broken thing is found and marked."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import gaussian_filter

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, WARN, worst
from generation.engine.finishing.placement import Spec
from generation.engine.picture import Box, Pixels
from tests.engine.checks.broken import refused, results
from tests.engine.finishing.scenes import spec

PRINT = spec(unit="mm", width=50, height=30, dpi=150, bleed_mm=4)  # 343 x 225 with 24 pixels of bleed


def file(pixels: Pixels, placement: Spec | None = None, kind: str = "PNG", **changes: Any) -> Evidence:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return Evidence(out.getvalue(), placement or spec(), **changes)


def leaves(height: int, width: int, soft: float = 1.0, seed: int = 3) -> Pixels:
    """Texture all over, blurred by `soft` pixels."""
    noise = gaussian_filter(np.random.default_rng(seed).normal(size=(height, width)), soft)
    grey = np.clip(128 + 45 * noise / noise.std(), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


# sharpness

SUBJECT = Box("ana", 0.4, 0.3, 0.25, 0.4, "person")


@pytest.fixture(scope="module")
def scene() -> Pixels:
    """Crisp texture, with a subject of blocks in it: edges, no texture."""
    pixels = leaves(500, 700)
    blocks = np.random.default_rng(5).integers(70, 190, (10, 9), dtype=np.uint8).repeat(20, 0).repeat(20, 1)
    pixels[150:350, 280:460] = blocks[..., None]
    return pixels


def test_a_subject_that_is_out_of_focus_is_marked_and_one_in_focus_is_not(scene: Pixels) -> None:
    assert worst(results("sharpness", file(scene, boxes=(SUBJECT,)))) == PASS
    soft = scene.copy()
    soft[140:360, 270:470] = gaussian_filter(scene[140:360, 270:470].astype(float), (6, 6, 0)).astype(np.uint8)
    found = refused("sharpness", file(soft, boxes=(SUBJECT,)), WARN)
    assert [box.name for box in found.marks] == ["ana"] and "%" in found.measured


def test_a_soft_ground_behind_a_sharp_subject_is_how_portraits_look(scene: Pixels) -> None:
    ground = gaussian_filter(scene.astype(float), (6, 6, 0)).astype(np.uint8)
    ground[150:350, 280:460] = scene[150:350, 280:460]
    assert worst(results("sharpness", file(ground, boxes=(SUBJECT,)))) == PASS


def test_contrast_is_not_sharpness(scene: Pixels) -> None:
    faint = scene.copy()
    faint[150:350, 280:460] = (scene[150:350, 280:460] * 0.25 + 96).astype(np.uint8)
    assert worst(results("sharpness", file(faint, boxes=(SUBJECT,)))) == PASS


# banding


def sky(levels: int = 256) -> Pixels:
    """A smooth gradient aslant, in so many levels."""
    y, x = np.mgrid[0:400, 0:600]
    grey = (y / 400 * 0.5 + x / 600 * 0.3) * 0.6 + 0.1
    codes = np.round(np.round(grey * (levels - 1)) / (levels - 1) * 255)
    return np.repeat(codes.astype(np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_gradient_in_too_few_steps_is_marked_and_eight_bits_are_enough(kind: str) -> None:
    assert worst(results("banding", file(sky(), kind=kind))) == PASS
    found = refused("banding", file(sky(48), kind=kind), WARN)
    assert found.marks and "long sides" in found.measured


def test_grain_hides_bands_and_hard_edges_are_none() -> None:
    grain = np.random.default_rng(2).normal(0, 3, (400, 600, 1))
    assert worst(results("banding", file(np.clip(sky(48) + grain, 0, 255).astype(np.uint8)))) == PASS
    stripes = np.repeat(np.tile(np.repeat(np.arange(8, dtype=np.uint8) * 30, 75), (400, 1))[..., None], 3, axis=2)
    assert worst(results("banding", file(stripes))) == PASS


# bleed


@pytest.fixture(scope="module")
def paper() -> Pixels:
    width, height = PRINT.pixel_size
    return leaves(height, width, soft=2)


def spoilt(paper: Pixels, how: str) -> Pixels:
    """The left bleed of a printed file, done wrong."""
    pixels, b = paper.copy(), PRINT.bleed_px
    if how == "empty":
        pixels[:, :b] = 255
    elif how == "mirrored":
        pixels[:, :b] = pixels[:, b : 2 * b][:, ::-1]
    else:
        pixels[:, :b] = pixels[:, b : b + 1]
    return pixels


@pytest.mark.parametrize(("how", "words"), [("empty", "is empty"), ("mirrored", "mirrored"), ("smeared", "smeared")])
def test_a_bleed_that_is_no_picture_is_marked_where_it_is(paper: Pixels, how: str, words: str) -> None:
    assert worst(results("bleed", file(paper, PRINT))) == PASS
    found = refused("bleed", file(spoilt(paper, how), PRINT), WARN)
    assert f"the left edge {words}" in found.sentence.replace("is mirrored", "mirrored").replace(
        "is smeared", "smeared"
    )
    assert [(box.x, box.y, round(box.w, 3)) for box in found.marks] == [(0, 0, round(24 / 343, 3))]


def test_crop_marks_in_the_bleed_are_found_and_a_calm_ground_is_no_mirror() -> None:
    width, height = PRINT.pixel_size
    pixels, b = np.full((height, width, 3), 225, np.uint8), PRINT.bleed_px
    assert worst(results("bleed", file(pixels, PRINT))) == PASS
    for x in (b, width - b):
        pixels[:b, x] = pixels[-b:, x] = 0
    assert "crop marks" in refused("bleed", file(pixels, PRINT), WARN).sentence
    assert worst(results("bleed", file(pixels))) == PASS  # for a screen there is no bleed


# print_resolution


@pytest.mark.parametrize(
    ("size", "dpi", "scale", "verdict"),
    [
        ((210, 297), 300, 1.0, PASS),
        ((210, 297), 300, 1.4, WARN),  # 214 ppi in the hand
        ((210, 297), 300, 2.1, FAIL),  # 143 ppi
        ((210, 297), 150, 1.0, PASS),  # its own resolution is all that it asks for
        ((594, 841), 300, 2.9, PASS),  # 103 ppi on A1, seen from 1.5 m: 57 are enough
        ((594, 841), 300, 6.0, WARN),
        ((1200, 1800), 72, 6.0, FAIL),  # 12 ppi of 27 on a 6-sheet
    ],
)
def test_print_needs_pixels_for_where_it_is_seen_from(
    size: tuple[int, int], dpi: int, scale: float, verdict: str
) -> None:
    placement = spec(unit="mm", width=size[0], height=size[1], dpi=dpi)
    e = Evidence(b"", placement, scale=scale)
    if verdict == PASS:
        assert results("print_resolution", e)[0].verdict == PASS
    else:
        assert "ppi" in refused("print_resolution", e, verdict).measured
    assert results("print_resolution", replace(e, spec=spec()))[0].verdict == PASS
