"""How often a mark to keep away from is found, and how often something else is taken for it, on made-up marks."""

from __future__ import annotations

import functools
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw
from skimage.feature import match_template

from generation.engine.checks.do_not import CHECK, LIMIT, Ground, best, check
from generation.engine.checks.evidence import Evidence
from generation.engine.checks.grey import grey
from generation.engine.checks.result import FAIL, PASS
from generation.engine.picture import Pixels
from tests.engine.checks.broken import refused
from tests.engine.checks.test_pixels import leaves
from tests.engine.finishing.scenes import dusk, spec

WIDTH, HEIGHT = 900, 600
FILES = range(12, 24)


def mark(kind: str) -> Pixels:
    """(160, 200, 3) a made-up trade mark, dark on light."""
    image = Image.new("RGB", (200, 160), "#f4f4f0")
    draw = ImageDraw.Draw(image)
    if kind == "rings":
        for x in (20, 70, 120):
            draw.ellipse((x, 50, x + 60, 110), outline="#1a2a6c", width=9)
    elif kind == "peak":
        draw.polygon(((20, 140), (80, 20), (110, 80), (135, 45), (185, 140)), fill="#8c1c13")
        draw.ellipse((140, 12, 175, 47), fill="#8c1c13")
    elif kind == "letters":
        draw.rectangle((20, 30, 40, 130), fill="black")
        draw.rectangle((40, 30, 85, 50), fill="black")
        draw.rectangle((40, 72, 75, 90), fill="black")
        draw.ellipse((95, 30, 185, 130), outline="black", width=20)
    else:
        draw.pieslice((30, 15, 160, 145), 30, 300, fill="#0b6e4f")
        draw.rectangle((110, 60, 185, 85), fill="#0b6e4f")
    return np.asarray(image)


KINDS = ("rings", "peak", "letters", "slice")


@functools.cache
def ground(number: int) -> Pixels:
    """Texture of several grains, a sky with people, and boxes."""
    rng = np.random.default_rng(number)
    if number % 3 == 0:
        return dusk(WIDTH, HEIGHT).pixels
    pixels = leaves(HEIGHT, WIDTH, soft=float(rng.uniform(2, 30)), seed=number).copy()
    if number % 3 == 1:
        image = Image.fromarray(pixels)
        draw = ImageDraw.Draw(image)
        for _ in range(12):
            x, y, w, h = rng.integers(0, 700), rng.integers(0, 450), rng.integers(20, 200), rng.integers(20, 150)
            shape = draw.ellipse if rng.random() < 0.5 else draw.rectangle
            shape((int(x), int(y), int(x + w), int(y + h)), fill=tuple(int(v) for v in rng.integers(0, 255, 3)))
        pixels = np.asarray(image)
    return pixels


def stamped(pixels: Pixels, of: Pixels, number: int) -> tuple[Pixels, tuple[float, float]]:
    """With the mark somewhere, from a seventh to a third of the width; every other one negative; and its middle."""
    rng = np.random.default_rng(100 + number)
    w = int(WIDTH * rng.uniform(0.15, 0.35))
    h = w * of.shape[0] // of.shape[1]
    x, y = int(rng.integers(0, WIDTH - w)), int(rng.integers(0, HEIGHT - h))
    part = np.asarray(Image.fromarray(255 - of if number % 2 else of).resize((w, h), Image.Resampling.LANCZOS))
    out = pixels.copy()
    out[y : y + h, x : x + w] = part
    return out, ((x + w / 2) / WIDTH, (y + h / 2) / HEIGHT)


def test_precision_and_recall_on_made_up_marks() -> None:
    """Twelve files with the mark and as many without it: every second of these has another mark."""
    right = wrong = missed = astray = 0
    for number in FILES:
        kind, other = KINDS[number % 4], KINDS[(number + 1) % 4]
        pixels, middle = stamped(ground(number), mark(kind), number)
        score, box = best(Ground(grey(pixels, 120)), mark(kind))
        right, missed = right + (score >= LIMIT), missed + (score < LIMIT)
        off = abs(box.x + box.w / 2 - middle[0]) + abs(box.y + box.h / 2 - middle[1])
        astray += score >= LIMIT and off > 0.05
        bare = stamped(ground(number), mark(other), number)[0] if number % 2 else ground(number)
        wrong += best(Ground(grey(bare, 120)), mark(kind))[0] >= LIMIT
    print(f"recall {right / len(FILES):.2f}, precision {right / max(right + wrong, 1):.2f}, astray {astray}")
    assert right / (right + missed) >= 0.9 and right / (right + wrong) >= 0.95 and astray == 0


@pytest.mark.parametrize("alpha", [False, True])
def test_a_file_with_the_mark_fails_and_says_which_and_where(alpha: bool) -> None:
    pixels, middle = stamped(ground(1), mark("peak"), 0)
    reference = mark("peak")
    if alpha:
        clear = np.where(reference[..., :1] > 230, 0, 255).astype(np.uint8)
        reference = np.concatenate([reference, clear], axis=2)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    e = Evidence(out.getvalue(), spec(), do_not=(("a rival's peak", reference), ("rings", mark("rings"))))
    found = refused("do_not", e)
    (box,) = found.marks
    assert "a rival's peak" in found.sentence and abs(box.x + box.w / 2 - middle[0]) < 0.05
    assert [row.verdict for row in check(e)] == [FAIL]


def test_no_reference_or_one_without_features_is_nothing_to_find() -> None:
    out = io.BytesIO()
    Image.fromarray(ground(2)).save(out, "PNG")
    flat = np.full((50, 50, 3), 90, np.uint8)
    for do_not in ((), (("flat", flat),)):
        assert [(r.check, r.verdict) for r in check(Evidence(out.getvalue(), spec(), do_not=do_not))] == [(CHECK, PASS)]


@pytest.mark.parametrize("size", [(14, 14), (33, 60), (118, 40), (120, 180)])
def test_the_correlation_is_the_one_of_the_textbook_wherever_the_mark_lies_inside(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    ground, part = rng.normal(128, 40, (120, 180)), rng.normal(90, 30, size)
    ground[:40, :60] = 77.0  # a flat corner looks like nothing
    found = Ground(ground).likeness(part)
    assert found.shape == (120 - size[0] + 1, 180 - size[1] + 1)
    assert np.abs(found - match_template(ground, part)).max() < 1e-9  # type: ignore[no-untyped-call]
    if size == (14, 14):
        assert found[10, 20] == 0
