"""The subject is in focus: as sharp as the sharpest part of the same picture, within reason.

Per tile, the variance of the Laplacian (Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy, ICPR 2000;
among the better focus measures of Pertuz, Puig and Garcia, Pattern Recognition 46, 2013) over the variance of the tile
itself, so that contrast does not count. The sharpest tenth of the subject's tiles is compared with that of the whole,
copy left out. A picture that is soft everywhere passes here: nothing in it says how sharp it should be. Grain reads as
sharp.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import laplace

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.grey import Grey
from generation.engine.checks.heat import heat
from generation.engine.checks.result import PASS, WARN, Result
from generation.engine.finishing.frame import clip
from generation.engine.picture import Box

CHECK = "sharpness"
VERSION = "1"
READS = frozenset({"boxes", "file", "recipe", "spec"})
LIMIT = 0.01  # share of the sharpest part; a step edge blurred by 2 pixels at SIDE has about that of a crisp one
SIDE = 700  # pixels
TILE = 32  # pixels
DETAIL = 5.0  # standard deviation of luma, 0-255: a flatter tile has nothing to be sharp
SHARPEST = 90  # per cent
KINDS = ("person", "product", "focal")


def check(e: Evidence) -> tuple[Result, ...]:
    subjects = [box for b in e.boxes if b.kind in KINDS and (box := clip(b)) is not None]
    if not subjects:
        return (Result(CHECK, PASS, f"{e.spec.name}: no subject is named, so none is out of focus."),)
    found, across, down = tiles(e.opened.grey(SIDE))
    copy = _inside([e.box(line) for line in e.lines], across, down)
    here = _inside(subjects, across, down) & ~copy
    subject, whole = found[here & ~np.isnan(found)], found[~copy & ~np.isnan(found)]
    least = e.limit(CHECK, LIMIT)
    limit = e.said(CHECK, f"{least:.1%}")
    if not subject.size:
        return (Result(CHECK, PASS, f"{e.spec.name}: the subject has no detail to be sharp.", "", limit),)
    share = min(1.0, float(np.percentile(subject, SHARPEST) / max(np.percentile(whole, SHARPEST), 1e-9)))
    measured = f"{share:.1%}"
    what = f"{e.spec.name}: the subject is {measured} as sharp as the sharpest part of the picture"
    if share >= least:
        return (Result(CHECK, PASS, f"{what}.", measured, limit),)
    remedy = "Look at it at full size; where the focus is wrong, choose another picture."
    sentence = f"{what}; from {limit} is fine. {remedy}"
    shares = found / max(np.percentile(whole, SHARPEST), 1e-9)
    seen = heat(shares, 1.0, "of the sharpest part's sharpness", passes=f"from {limit}")
    return (Result(CHECK, WARN, sentence, measured, limit, remedy, tuple(subjects), heat=seen),)


def tiles(luma: Grey) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """(rows, columns) sharpness of each tile, NaN where it is flat; and the middles across and down, 0-1."""
    height, width = luma.shape
    side = max(8, min(TILE, height // 4, width // 4))
    rows, columns = max(1, height // side), max(1, width // side)
    cut = (rows * side, columns * side)

    def spread(values: Grey) -> NDArray[np.float64]:
        part = values[: cut[0], : cut[1]]
        blocks = part.reshape(rows, part.shape[0] // rows, columns, part.shape[1] // columns)
        return np.asarray(blocks.var(axis=(1, 3)))

    own, edge = spread(luma), spread(laplace(luma, mode="nearest"))
    found = np.where(own > DETAIL**2, edge / np.maximum(own, 1e-9), np.nan)
    return found, (np.arange(columns) + 0.5) * side / width, (np.arange(rows) + 0.5) * side / height


def _inside(boxes: list[Box], across: NDArray[np.float64], down: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which tiles have their middle in one of the boxes."""
    found = np.zeros((len(down), len(across)), bool)
    for b in boxes:
        found |= ((down >= b.y) & (down <= b.y + b.h))[:, None] & ((across >= b.x) & (across <= b.x + b.w))
    return found
