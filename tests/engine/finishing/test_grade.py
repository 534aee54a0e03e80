"""A LUT over a picture: the identity changes nothing, a known LUT does what it says, and greys stay on its greys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from briefs.style import cube
from generation.engine.finishing import grade
from generation.engine.picture import EngineError, Inputs, Job, Picture
from generation.engine.recipe import Node
from generation.engine.render import op

Array = NDArray[Any]
Triple = tuple[float, float, float]
DIGEST = "ab" * 32


class Shelf:
    """Inputs that hold one LUT."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def blob(self, digest: str) -> bytes:
        assert digest == DIGEST
        return self.data


def lut(size: int, of: Callable[[float, float, float], Triple], head: str = "") -> bytes:
    """A LUT that says `of` at every point, as a style pack keeps it."""
    steps = [n / (size - 1) for n in range(size)]
    rows = [" ".join(f"{v:.9g}" for v in of(r, g, b)) for b in steps for g in steps for r in steps]
    return cube.read("\n".join([f"{head}LUT_3D_SIZE {size}", *rows]).encode(), name="a.cube").text()


def graded(pixels: Array, data: bytes) -> Array:
    node = Node("grade.lut", "1", {}, {"lut": f"sha256:{DIGEST}"})
    before = Picture(pixels=pixels)
    return np.asarray(op("grade.lut")(before, node, Job(cast(Inputs, Shelf(data)))).pixels)


@pytest.fixture
def noise() -> Array:
    return np.random.default_rng(7).integers(0, 256, (300, 40, 4), dtype=np.uint8)


@pytest.mark.parametrize("size", [2, 3, 17, 33, 65])
def test_the_identity_changes_no_pixel_and_no_transparency(noise: Array, size: int) -> None:
    assert np.array_equal(graded(noise, lut(size, lambda r, g, b: (r, g, b))), noise)


def test_a_lut_that_swaps_and_inverts_does_so_to_the_pixel(noise: Array) -> None:
    out = graded(noise, lut(9, lambda r, g, b: (1 - b, r, g)))
    assert np.array_equal(out[..., 0], 255 - noise[..., 2])
    assert np.array_equal(out[..., 1:3], noise[..., 0:2]) and np.array_equal(out[..., 3], noise[..., 3])


def slowly(colour: Array, points: Array, size: int) -> Any:
    """One colour by the six tetrahedra written out, in float64."""
    place = colour / 255 * (size - 1)
    cell = np.minimum(np.floor(place), size - 2).astype(int)
    x, y, z = place - cell

    def at(r: int, g: int, b: int) -> Any:
        return points[(cell[0] + r) + size * (cell[1] + g) + size**2 * (cell[2] + b)]

    black, white = at(0, 0, 0), at(1, 1, 1)
    if x >= y >= z:
        return (1 - x) * black + (x - y) * at(1, 0, 0) + (y - z) * at(1, 1, 0) + z * white
    if x >= z >= y:
        return (1 - x) * black + (x - z) * at(1, 0, 0) + (z - y) * at(1, 0, 1) + y * white
    if z >= x >= y:
        return (1 - z) * black + (z - x) * at(0, 0, 1) + (x - y) * at(1, 0, 1) + y * white
    if z >= y >= x:
        return (1 - z) * black + (z - y) * at(0, 0, 1) + (y - x) * at(0, 1, 1) + x * white
    if y >= z >= x:
        return (1 - y) * black + (y - z) * at(0, 1, 0) + (z - x) * at(0, 1, 1) + x * white
    return (1 - y) * black + (y - x) * at(0, 1, 0) + (x - z) * at(1, 1, 0) + z * white


def test_any_lut_is_followed_as_the_six_tetrahedra_say(noise: Array) -> None:
    points = np.random.default_rng(11).random((5**3, 3))
    table = grade.Lut(5, points.astype(np.float32), np.zeros(3, np.float32), np.ones(3, np.float32))
    colours = noise[..., :3].reshape(-1, 3)[:2000]
    found = grade.tetrahedral(colours.astype(np.float32) / np.float32(255), table)
    wanted = np.array([slowly(colour.astype(float), points, 5) for colour in colours])
    assert np.abs(found - wanted).max() < 1e-5


def test_greys_stay_on_the_greys_of_the_lut() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    out = graded(ramp, lut(3, lambda r, g, b: (r, g, b) if r == g == b else (1.0, 0.0, 0.0)))
    assert np.array_equal(out, ramp)


def test_the_domain_is_stretched_and_what_lies_outside_is_held_at_its_edge() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    out = graded(ramp, lut(2, lambda r, g, b: (r, g, b), "DOMAIN_MIN 0.2 0.2 0.2\nDOMAIN_MAX 0.8 0.8 0.8\n"))
    assert (out[0, 51, 0], out[0, 204, 0], out[0, 0, 0], out[0, 255, 0]) == (0, 255, 0, 255)


def test_the_same_picture_gives_the_same_bytes_whatever_lies_beside_it(noise: Array) -> None:
    data = lut(17, lambda r, g, b: (r**0.8, g, b**1.3))
    whole = graded(noise, data)
    assert np.array_equal(whole, graded(noise, data))
    assert np.array_equal(whole[100:120], graded(noise[100:120], data))


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG", b"LUT_3D_SIZE 2\n0 0 0", b"LUT_3D_SIZE x\n", b"LUT_3D_SIZE 66\n", b"LUT_3D_SIZE 2\na b c"]
)
def test_what_is_no_lut_is_said_in_a_sentence(noise: Array, data: bytes) -> None:
    with pytest.raises(EngineError, match="Upload it to the style pack again"):
        graded(noise, data)


def test_a_lut_is_not_put_over_print_colour(noise: Array) -> None:
    before = Picture(pixels=noise, space="cmyk")
    node = Node("grade.lut", "1", {}, {"lut": f"sha256:{DIGEST}"})
    with pytest.raises(EngineError, match="before the conversion to print colour"):
        grade.lut(before, node, Job(cast(Inputs, Shelf(b""))))
