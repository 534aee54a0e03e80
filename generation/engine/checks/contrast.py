"""Contrast of every line of copy, measured on the pixels that ship (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_cdt

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.finishing.colour import WORST, luminance, ratio
from generation.engine.finishing.legible import required

CHECK = "contrast"
VERSION = "1"
READS = frozenset({"blob", "file", "recipe", "spec"})
LIMIT = 4.5  # to 1: what WCAG asks of small type; 3 of large. A style pack may ask for more, never for less
CORE = 250  # ink at which a pixel shows the letter's own colour


def check(e: Evidence) -> tuple[Result, ...]:
    if not e.lines:
        return (Result(CHECK, PASS, f"{e.spec.name}: no copy is set on it."),)
    return tuple(_line(e, line) for line in e.lines)


def measured(e: Evidence, line: Mapping[str, Any]) -> float:
    """The contrast between a line's letters and the ground around them, reached by all but the worst 5 % of it."""
    return around(e, *e.ink(line), size=float(line["size"]))


def around(e: Evidence, ink: NDArray[np.uint8], x: int, y: int, *, size: float) -> float:
    """The same of letters of `size` pixels whose ink stands at x, y."""
    light = luminance(e.pixels[y : y + ink.shape[0], x : x + ink.shape[1]])
    letters = light[ink >= CORE]
    if letters.size < 12:  # hairlines have no pixel that is all letter
        letters = light[ink >= ink.max() * 0.8]
    # The ground starts two pixels from the letters: nearer, anti-aliasing and compression mix the two.
    near = max(3, round(size * 0.22))
    away = distance_transform_cdt(ink == 0, metric="taxicab")
    ground = light[(away > 2) & (away <= near)]
    if letters.size == 0 or ground.size == 0:
        return 1.0
    return float(np.percentile(ratio(float(np.median(letters)), ground), WORST))


def _line(e: Evidence, line: Mapping[str, Any]) -> Result:
    points = e.spec.points(float(line["size"]))
    rule = required(points, int(line["weight"]))
    need = max(rule, e.limit(CHECK, rule))
    have = measured(e, line)
    what = f"{e.spec.name}: “{line['text']}” ({points:.0f} pt) has a contrast of {have:.1f}:1"
    got, limit, mark = f"{have:.1f}:1", f"{need:.1f}:1", (e.box(line),)
    limit = e.said(CHECK, limit) if need > rule else limit
    if have >= need:
        return Result(CHECK, PASS, f"{what}; {limit} is needed.", got, limit, "", mark)
    remedy = "Plan this rendition again so that it gets a scrim, or choose a picture that is calmer there."
    return Result(CHECK, FAIL, f"{what}; {limit} is needed. {remedy}", got, limit, remedy, mark)
