"""Pictures by hand: gouache, stroke by stroke along the forms, and ink lines round flat tones. After the tone curve,
before grain; a pure function of the picture, what lies where, and the seed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, maximum_filter, sobel

from generation.engine.previz.kernels.strokes import strokes
from generation.engine.previz.things.mesh import F32

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
# Coats, broad to fine: width and length as shares of the shorter side, and how much must be missing to go over it.
COATS = ((0.036, 0.115, 0.0), (0.019, 0.055, 0.02), (0.0095, 0.026, 0.045))
BAND = 64  # rows painted together


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies where: `marks` (h, w) a number a thing, -1 sky; `normal` (h, w, 3) camera space; `depth` metres."""

    marks: NDArray[np.int32]
    normal: F32
    depth: F32


def gouache(y: F32, seen: Seen, seed: int, threads: int) -> F32:
    """(h, w, 3) display values painted over. Edges of things are kept, with the wobble of a hand."""
    h, w = y.shape[:2]
    short = min(h, w)
    rng = np.random.default_rng([seed, 71])
    tones = _tones(y)
    marks = _wobbled(seen.marks, short, rng)
    flow = _flow(y @ LUMA, seen, short)
    edge = maximum_filter(_borders(seen.marks), size=max(round(short * 0.02), 3))
    out = np.ascontiguousarray(_soft(tones, short * 0.012))
    before = out
    for coat, (wide, long, least) in enumerate(COATS):
        width = max(wide * short, 2.2)
        cell = width * 0.72
        rows, cols = int(h / cell) + 2, int(w / cell) + 2
        jitter = rng.random((rows, cols, 2))
        spots = (np.stack(np.meshgrid(np.arange(cols), np.arange(rows)), -1) + jitter) * cell
        at_x, at_y = (np.clip(spots[..., i].astype(int), 0, n - 1) for i, n in ((0, w), (1, h)))
        reference = _soft(tones, width * 0.22)
        missing = np.abs(reference - before).max(-1)[at_y, at_x]
        owners = seen.marks[at_y, at_x].astype(np.int32)
        if least:
            owners[(missing < least) & ~(edge[at_y, at_x] & (missing < 9) & (coat == 1))] = -2
        shades = 1 + rng.normal(0, 0.017, (rows, cols, 1)) + rng.normal(0, 0.006, (rows, cols, 3))
        colours = np.ascontiguousarray(reference[at_y, at_x] * shades, np.float32)
        angles = flow[at_y, at_x] + rng.normal(0, 0.16, (rows, cols))
        height = rng.random((rows, cols)).astype(np.float32)
        spots, angles = np.ascontiguousarray(spots, np.float32), np.ascontiguousarray(angles, np.float32)
        number = int(rng.integers(2**31))
        coat_ = (out, marks, cell, width, long * short, spots, angles, colours, owners, height, number)
        with ThreadPoolExecutor(threads) as pool:
            tops = range(0, h, BAND)
            list(pool.map(strokes, *(repeat(a) for a in coat_), tops, (min(top + BAND, h) for top in tops)))
        before = reference
    out = _soft(out, short / 1500)
    tooth = gaussian_filter(rng.standard_normal((h, w), np.float32), short / 900)
    tooth /= tooth.std() + 1e-6
    painted: F32 = np.clip(out * (1 + 0.018 * tooth[..., None]) + 0.004 * tooth[..., None], 0, 1).astype(np.float32)
    return painted


def line(y: F32, seen: Seen, seed: int) -> F32:
    """Ink lines where things, faces and distances part, over tones in a few even steps."""
    short = min(y.shape[:2])
    grey = (_soft(y, short / 300) @ LUMA)[..., None]
    steps = (np.floor(grey * 5) + np.clip((grey * 5 - np.floor(grey * 5) - 0.5) * 12 + 0.5, 0, 1)) / 5
    flat = np.clip(_soft(y, short / 300) * (0.25 + 0.75 * (steps + 0.06) / (grey + 0.06)), 0, 1)
    far = np.log(np.maximum(seen.depth, 0.05))
    bend = np.sqrt(sum(sobel(seen.normal[..., c], axis=a) ** 2 for c in range(3) for a in (0, 1)))
    leap = np.hypot(sobel(far, 0), sobel(far, 1))
    level = np.abs(seen.normal[..., 1]) > 0.8  # ground runs to the horizon without an edge
    ink = (_borders(seen.marks) | (bend > 2.8) | ((leap > 0.9) & ~level)).astype(np.float32)
    ink *= np.clip(1.5 - 3 * gaussian_filter(ink, short / 45), 0.12, 1)  # reeds and leaves are hinted at, not filled in
    wide = max(short / 700, 0.55)
    strength = np.clip(gaussian_filter(ink, wide) * 1.5, 0, 1)[..., None]
    drawn: F32 = (flat * (1 - strength) + np.array([0.09, 0.09, 0.11], np.float32) * strength).astype(np.float32)
    return drawn


def _soft(y: F32, sigma: float) -> F32:
    soft: F32 = gaussian_filter(y, (sigma, sigma, 0)).astype(np.float32)
    return soft


def _tones(y: F32) -> F32:
    """Opaque colour: values drawn together in some eight steps, a little more saturated."""
    grey = (y @ LUMA)[..., None]
    k = grey * 8
    near = np.floor(k) + 1 / (1 + np.exp(-9 * (k - np.floor(k) - 0.5)))
    value = 0.45 * grey + 0.55 * near / 8
    toned: F32 = np.clip(value + (y - grey) * 1.16 * (value + 0.05) / (grey + 0.05), 0, 1).astype(np.float32)
    return toned


def _borders(marks: NDArray[np.int32]) -> NDArray[np.bool_]:
    out = np.zeros(marks.shape, bool)
    out[:, 1:] |= marks[:, 1:] != marks[:, :-1]
    out[1:] |= marks[1:] != marks[:-1]
    return out


def _wobbled(marks: NDArray[np.int32], short: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """The same shapes with outlines a hand would draw."""
    h, w = marks.shape
    yy, xx = np.mgrid[:h, :w].astype(np.float32)
    for cells, much in ((22, 0.0022), (80, 0.0009)):
        for axis in (yy, xx):
            coarse = rng.standard_normal((max(cells * h // short, 2), max(cells * w // short, 2)), np.float32)
            lean = Image.fromarray(coarse).resize((w, h), Image.Resampling.BICUBIC)
            axis[:] += np.asarray(lean) * np.float32(much * short)
    at = (np.clip(np.rint(yy), 0, h - 1).astype(int), np.clip(np.rint(xx), 0, w - 1).astype(int))
    wobbled: NDArray[np.int32] = np.ascontiguousarray(marks[at], np.int32)
    return wobbled


def _flow(grey: F32, seen: Seen, short: int) -> F32:
    """Which way strokes run: along edges where there are some, round the form where there are none."""
    soft = gaussian_filter(grey, short * 0.004)
    gx, gy = sobel(soft, 1), sobel(soft, 0)
    n = seen.normal
    # A form's outline direction is across its normal on the picture; ground and sky lie level; walls lean a little.
    tilt = np.hypot(n[..., 0], n[..., 1])
    ax = np.where(tilt > 0.25, -n[..., 1], 0.94)
    ay = np.where(tilt > 0.25, -n[..., 0], -0.34)
    level = (seen.marks < 0) | (np.abs(n[..., 1]) > 0.8)
    ax, ay = np.where(level, 1.0, ax), np.where(level, 0.06, ay)
    long = np.hypot(ax, ay) + 1e-6
    ax, ay = ax / long, ay / long
    weight = 0.012
    xx = gy * gy + weight * ax * ax
    yy = gx * gx + weight * ay * ay
    xy = -gx * gy + weight * ax * ay
    s = short * 0.012
    xx, yy, xy = gaussian_filter(xx, s), gaussian_filter(yy, s), gaussian_filter(xy, s)
    angle: F32 = (0.5 * np.arctan2(2 * xy, xx - yy)).astype(np.float32)
    return angle
