"""False contours where a gradient should be smooth: a staircase of flat steps, all up or all down.

As banding is found by following flat runs and the small steps between them (Bhagavathy, Llach and Zhai, Multiscale
probabilistic dithering, IEEE TIP 18, 2009; Tandon et al., CAMBI, PCS 2021), here along every eighth row and column, in
luma. The steps of one code that eight bits cannot do without are let pass, and so is a gradient with grain in it. It
does not say whether an eye sees it on a given screen, and so it warns only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.grey import Grey
from generation.engine.checks.heat import heat
from generation.engine.checks.result import PASS, WARN, Result
from generation.engine.picture import Box

CHECK = "banding"
VERSION = "1"
READS = frozenset({"file", "spec"})
LIMIT = 3.0  # long sides of the file that all false contours together are long
EVERY = 8  # rows and columns
FLAT = 1.0  # codes between neighbours, up to which they are one step
STEPS = (2.0, 12.0)  # codes from one step to the next: less is what eight bits do, more is an edge
RUN = (8, 200)  # pixels of one step
WIDE = 3  # pixels over which an encoder may smear one step into the next
CELLS = 8  # a side, for where it is
FIELD = 32  # pixels, a field of the heat map
MANY = 8.0  # steps in a field, the end of its scale: four rows and four columns cross it
SIDE = 4096  # pixels: larger files are looked at smaller


def check(e: Evidence) -> tuple[Result, ...]:
    luma = e.opened.grey(SIDE)
    height, width = luma.shape
    y, x = contours(luma[::EVERY])
    across, down = contours(luma.T[::EVERY].copy())
    rows, columns = np.concatenate([y * EVERY, down]), np.concatenate([x, across * EVERY])
    length = len(rows) * EVERY / max(height, width)
    most = e.limit(CHECK, LIMIT)
    measured, limit = f"{length:.1f} long sides", e.said(CHECK, f"{most:.1f}")
    if length <= most:
        return (Result(CHECK, PASS, f"{e.spec.name}: false contours of {measured} in all.", measured, limit),)
    remedy = "Look at the smooth areas; render at more bits, add a little grain, or encode it with higher quality."
    sentence = f"{e.spec.name}: false contours of {measured} in all; up to {limit} passes. {remedy}"
    where = cells(rows / height, columns / width)
    seen = heat(steps(rows, columns, (height, width)), MANY, "steps of a false contour in a field of 32 pixels")
    return (Result(CHECK, WARN, sentence, measured, limit, remedy, where, heat=seen),)


def steps(rows: NDArray[np.intp], columns: NDArray[np.intp], size: tuple[int, int]) -> NDArray[np.float64]:
    """How many of the steps lie in each field of FIELD pixels."""
    shape = [max(1, -(-side // FIELD)) for side in size]
    inside = (np.minimum(rows // FIELD, shape[0] - 1), np.minimum(columns // FIELD, shape[1] - 1))
    found = np.zeros(shape)
    np.add.at(found, inside, 1)
    return found


def contours(lines: Grey) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(line, pixel) of each step that is the middle one of three in one direction, with flat runs between them."""
    count, length = lines.shape
    if length < 4 * RUN[0]:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    rough = np.ones((count, length + 1), bool)  # [i] lies before pixel i; each line is closed at both ends
    rough[:, 1:-1] = np.abs(np.diff(lines, axis=1)) > FLAT
    turns = np.diff(np.concatenate([[False], rough.ravel(), [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(turns == 1), np.flatnonzero(turns == -1)  # runs of rough places, end not included
    line, first = np.divmod(starts, length + 1)
    last = ends - 1 - line * (length + 1)
    inside = (first > 0) & (last < length)
    line, first, last = line[inside], first[inside], last[inside]
    if len(line) < 3:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    step = lines[line, last] - lines[line, first - 1]
    small = (last - first < WIDE) & (np.abs(step) >= STEPS[0]) & (np.abs(step) <= STEPS[1])
    gap = first[1:] - last[:-1]
    drift = np.abs(lines[line[1:], first[1:] - 1] - lines[line[:-1], last[:-1]])
    tied = (line[1:] == line[:-1]) & (gap >= RUN[0]) & (gap <= RUN[1]) & (drift <= FLAT)
    tied &= small[1:] & small[:-1] & (np.sign(step[1:]) == np.sign(step[:-1]))
    middle = np.flatnonzero(tied[1:] & tied[:-1]) + 1
    return line[middle], first[middle]


def cells(y: NDArray[np.float64], x: NDArray[np.float64]) -> tuple[Box, ...]:
    """The cells of a grid that hold most of the contours."""
    counts = np.histogram2d(y, x, bins=CELLS, range=((0, 1), (0, 1)))[0]
    side = 1 / CELLS
    full = np.argwhere(counts >= max(1.0, counts.max() / 2))
    return tuple(Box("banding", float(c) * side, float(r) * side, side, side) for r, c in full)
