"""The heat maps: what a check measured place by place, legible to every eye, the same bytes each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from skimage.color import rgb2lab

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.heat import SIDE, colours, heat
from generation.engine.checks.result import FAIL, PASS, WARN
from generation.engine.picture import Box
from tests.engine.checks.broken import reencoded, results, sound
from tests.engine.finishing.scenes import flat


def steps(png: bytes) -> Any:
    with Image.open(io.BytesIO(png)) as image:
        assert image.mode == "P", "one channel"
        return np.asarray(image)


def test_a_map_is_small_has_one_channel_and_the_same_bytes_each_time() -> None:
    field = np.linspace(0, 12, 500 * 300).reshape(500, 300)
    one, other = heat(field, 10.0, "ΔE", passes="up to 3"), heat(field.copy(), 10.0, "ΔE", passes="up to 3")
    assert one == other and (one.height, one.width) == (SIDE, 96)
    assert one.scale() == {"low": 0.0, "high": 10.0, "unit": "ΔE", "passes": "up to 3"}
    seen = steps(one.png).astype(float)
    assert seen[0, 0] <= 1 and seen[-1, -1] == 255, "past the end of the scale it is its end"
    assert abs(seen[SIDE // 2, 48] / 255 * 10 - 6) < 0.1
    assert len(one.png) < 20_000
    assert steps(heat(np.full((4, 4), np.nan), 1.0, "").png).max() == 0


def test_more_is_lighter_so_that_it_reads_in_grey_and_to_the_colour_blind() -> None:
    lightness = rgb2lab(colours()[:, None] / 255.0)[:, 0, 0]
    assert (lightness[4:] > lightness[:-4]).all() and lightness[0] < 25 and lightness[-1] > 90


def test_the_legend_on_the_page_has_the_colours_of_the_maps() -> None:
    css = (Path(__file__).parents[3] / "static/css/sign-off.css").read_text()
    shown = re.findall(r"#[0-9A-F]{6}", css[css.index(".heat-scale") :].split("}")[0])
    at = np.linspace(0, 255, len(shown)).round().astype(int)
    assert len(shown) == 7 and shown == ["#{:02X}{:02X}{:02X}".format(*colours()[i]) for i in at]


def busy_right() -> Evidence:
    """Copy space over a file that is calm on the left and busy on the right."""
    pixels = flat((90, 90, 96), 600, 250).pixels.copy()
    pixels[:, 300:] = np.random.default_rng(1).integers(0, 255, (250, 300, 1), np.uint8)
    return replace(reencoded(sound(), pixels, format="png"), recipe=None, boxes=(Box("copy", 0, 0, 1, 1, "copy"),))


def drifting() -> Evidence:
    """Nearly the brand's orange below, and nothing like it above."""
    pixels = flat((0, 190, 60), 600, 250).pixels.copy()
    pixels[125:] = (244, 150, 20)
    return replace(reencoded(sound(), pixels, format="png"), recipe=None)


def soft_left() -> Evidence:
    """A blurred subject on the left of a crisp pattern."""
    y, x = np.mgrid[0:250, 0:600]
    crisp = np.where((x // 6 + y // 6) % 2, 210, 40).astype(np.float64)
    soft = 125 + 60 * np.sin(x / 25.0) * np.sin(y / 25.0)
    pixels = np.where(x < 300, soft, crisp).astype(np.uint8)[..., None].repeat(3, axis=2)
    evidence = reencoded(sound(), pixels, format="png")
    return replace(evidence, recipe=None, boxes=(Box("bottle", 0.05, 0.1, 0.4, 0.8, "product"),))


def banded() -> Evidence:
    """A gradient in steps of four codes on the right alone."""
    x = np.arange(600)
    row = np.where(x < 300, 60, 60 + (x - 300) // 20 * 4).astype(np.uint8)
    pixels = np.broadcast_to(row[None, :, None], (250, 600, 3)).copy()
    return replace(reencoded(sound(), pixels, format="png"), recipe=None)


@pytest.mark.parametrize(
    ("name", "scene", "more"),
    [("copy_space", busy_right, "right"), ("palette", drifting, "top"), ("sharpness", soft_left, "right"),
     ("banding", banded, "right")],
)  # fmt: skip
def test_a_check_that_objects_shows_where(name: str, scene: Any, more: str) -> None:
    (found, *_) = [one for one in results(name, scene()) if one.verdict in (WARN, FAIL)]
    assert found.heat is not None and found.heat.unit and found.heat.low < found.heat.high
    seen = steps(found.heat.png).astype(float)
    half = (seen.shape[0] // 2, seen.shape[1] // 2)
    parts = {"right": (seen[:, half[1] :], seen[:, : half[1]]), "top": (seen[: half[0]], seen[half[0] :])}
    high, low = parts[more]
    assert high.mean() > 1.5 * low.mean() + 1


def test_a_check_that_passes_draws_nothing() -> None:
    for name in ("copy_space", "palette", "sharpness", "banding"):
        assert all(one.heat is None for one in results(name, sound()) if one.verdict == PASS)
