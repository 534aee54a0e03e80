"""Lines that look like lettering, found without a model: strokes of one width, side by side, of one height.

After the classical detectors of text in scenes: regions that stand out from their surroundings on either side of grey
(Matas et al. 2002 take extremal regions; here a local threshold at three scales), kept where their stroke is of one
width (Epshtein, Ofek and Wexler, Detecting text in natural scenes with stroke width transform, CVPR 2010), and chained
into lines by height, stroke, colour and distance (Neumann and Matas 2012). A chain of shapes that are all alike (a
fence, a row of windows) is no line. How often it is right is measured: see docs/search.md. It does not read, and small,
curved or single letters pass it by: so what it finds is a failure, and where it finds nothing it warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage as ndi
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.verdict import FAIL, WARN, Verdict, held
from generation.engine.finishing.colour import luminance
from generation.engine.finishing.space import thumbnail
from generation.engine.picture import Box, Pixels

NAME = "no_text"
SIDE = 1024  # pixels
SCALES = (5.0, 12.0, 30.0)  # pixels, of the surroundings that a stroke stands out from
STANDS_OUT = 0.045  # of lightness 0-1
LEAST, MOST = 7, 0.3  # height of a letter: pixels at the least, of the picture at the most
LETTERS = 5  # side by side make a line: with four, a quarter of bare pictures had one
SURE = 7  # so many are believed where fewer might be a fence


@dataclass(frozen=True, slots=True)
class Shapes:
    """What may be letters, one row each. Pixels of the small picture; `light` 0-1."""

    x0: NDArray[np.float64]
    y0: NDArray[np.float64]
    x1: NDArray[np.float64]
    y1: NDArray[np.float64]
    area: NDArray[np.float64]
    stroke: NDArray[np.float64]
    light: NDArray[np.float64]
    edge: NDArray[np.float64]  # pixels of outline

    def __len__(self) -> int:
        return len(self.x0)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Shapes:
        return Shapes(*(getattr(self, name)[rows] for name in Shapes.__slots__))

    @property
    def height(self) -> NDArray[np.float64]:
        return self.y1 - self.y0

    @property
    def width(self) -> NDArray[np.float64]:
        return self.x1 - self.x0

    @property
    def extent(self) -> NDArray[np.float64]:
        """The share of its box that a shape inks."""
        return self.area / (self.height * self.width)


def test(seen: Seen, limit: float) -> Verdict:
    found = lines(seen.pixels)
    where = f", the largest {_where(max(found, key=lambda b: b.w * b.h))}" if found else ""
    count = f"{len(found)} line{'' if len(found) == 1 else 's'} of what looks like lettering{where}"
    one = held(NAME, float(len(found)), limit, count if found else "none found")
    if one.verdict == FAIL:
        return one
    return Verdict(NAME, WARN, one.value, limit, f"{one.words} Small or single letters are not found: look yourself.")


def _where(box: Box) -> str:
    across = ("left", "in the middle", "right")[min(2, int((box.x + box.w / 2) * 3))]
    down = ("at the top", "half way up", "at the foot")[min(2, int((box.y + box.h / 2) * 3))]
    return f"{down} {across}"


def lines(pixels: Pixels) -> list[Box]:
    """Where lines of lettering stand, 0-1 of the picture."""
    small = thumbnail(pixels, SIDE)
    light = np.cbrt(luminance(small))
    height, width = light.shape
    found: list[tuple[float, float, float, float]] = []
    for sigma in SCALES:
        if sigma * 3 > min(height, width):
            continue
        apart = light - ndi.gaussian_filter(light, sigma)
        for sign in (1.0, -1.0):
            shapes = _shapes(light, sign * apart)
            found += [box for box in _chains(shapes) if not _known(box, found)]
    return [Box("text", x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height) for x0, y0, x1, y1 in found]


def _known(box: tuple[float, float, float, float], found: list[tuple[float, float, float, float]]) -> bool:
    """Does it lie for the most part over a line that was found already?"""
    for other in found:
        across = min(box[2], other[2]) - max(box[0], other[0])
        down = min(box[3], other[3]) - max(box[1], other[1])
        smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
        if across > 0 and down > 0 and across * down > 0.4 * smaller:
            return True
    return False


def _shapes(light: NDArray[np.float64], apart: NDArray[np.float64]) -> Shapes:
    """Regions that stand out, of the size of letters, of one light and with a stroke of one width."""
    mask = apart > STANDS_OUT
    labels, count = ndi.label(mask, np.ones((3, 3)))
    if not count:
        return _none()
    index = np.arange(1, count + 1)
    area = np.bincount(labels.ravel(), minlength=count + 1)[1:].astype(np.float64)
    boxes = np.array([(s[1].start, s[0].start, s[1].stop, s[0].stop) for s in ndi.find_objects(labels)], np.float64)
    high, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    extent = area / (high * wide)
    fits = (high >= LEAST) & (high <= MOST * light.shape[0]) & (wide >= 2) & (wide <= 8 * high) & (wide >= 0.08 * high)
    fits &= (extent > 0.12) & (boxes[:, 0] > 0) & (boxes[:, 1] > 0)
    fits &= (boxes[:, 2] < light.shape[1]) & (boxes[:, 3] < light.shape[0])
    if not fits.any():
        return _none()
    deep = ndi.distance_transform_edt(mask)
    ridge = np.where((deep == ndi.maximum_filter(deep, 3)) & mask, labels, 0)
    inner = np.where(deep >= 1, labels, 0)
    edge = np.bincount(np.where(mask & (deep <= 1), labels, 0).ravel(), minlength=count + 1)[1:].astype(np.float64)
    stroke = 2 * ndi.mean(deep, ridge, index)
    spread = 2 * ndi.standard_deviation(deep, ridge, index) / stroke
    shade, uneven = ndi.mean(light, inner, index), ndi.standard_deviation(light, inner, index)
    strength = ndi.mean(np.abs(apart), labels, index)
    fits &= (spread < 0.55) & (high > 1.6 * stroke) & (high < 26 * stroke) & (uneven < 0.7 * strength + 0.01)
    every = Shapes(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3], area, stroke, shade, edge)
    return every.take(fits)


def _none() -> Shapes:
    return Shapes(*(np.zeros(0) for _ in Shapes.__slots__))


def _chains(shapes: Shapes) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of the lines: shapes side by side that are alike in height, stroke and light, and not all the same."""
    if len(shapes) < LETTERS:
        return
    shapes = shapes.take(np.argsort(shapes.x0, kind="stable"))
    joined = _joined(shapes)
    for root in np.unique(joined):
        rows = np.flatnonzero(joined == root)
        if len(rows) >= LETTERS and _reads(line := shapes.take(rows)):
            yield float(line.x0.min()), float(line.y0.min()), float(line.x1.max()), float(line.y1.max())


def _joined(s: Shapes) -> NDArray[np.intp]:
    """For each shape the smallest row that it is chained to."""
    count = len(s)
    left: list[NDArray[np.intp]] = []
    right: list[NDArray[np.intp]] = []
    reach = 1.3 * s.height
    for i in range(count):
        last = int(np.searchsorted(s.x0, s.x1[i] + 2 * reach[i], side="right"))
        if last <= i + 1:
            continue
        j = np.arange(i + 1, last)
        tall, short = np.maximum(s.height[i], s.height[j]), np.minimum(s.height[i], s.height[j])
        gap = s.x0[j] - s.x1[i]
        over = np.minimum(s.y1[i], s.y1[j]) - np.maximum(s.y0[i], s.y0[j])
        near = (gap < 0.9 * tall) & (gap > -0.3 * short) & (over > 0.5 * short) & (tall < 2.2 * short)
        near &= np.maximum(s.stroke[i], s.stroke[j]) < 1.8 * np.minimum(s.stroke[i], s.stroke[j])
        near &= np.abs(s.light[i] - s.light[j]) < 0.08
        left.append(np.full(int(near.sum()), i))
        right.append(j[near])
    rows = (np.concatenate([*left, []]).astype(np.intp), np.concatenate([*right, []]).astype(np.intp))
    graph = coo_matrix((np.ones(len(rows[0])), rows), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1])


def _reads(line: Shapes) -> bool:
    """Is this chain lettering: on one line, in shapes that differ, more stroke than block?"""
    middle = (line.x0 + line.x1) / 2
    foot = line.y1
    slope, start = np.polyfit(middle, foot, 1) if np.ptp(middle) > 0 else (0.0, float(foot.mean()))
    tall = float(np.median(line.height))
    off = np.median(np.abs(foot - (slope * middle + start))) / tall
    if off > 0.16 or abs(slope) > 0.35 or np.ptp(line.x0) < 2 * tall:
        return False
    gaps = np.median(line.x0[1:] - line.x1[:-1]) / tall
    winding = float(np.median(line.edge**2 / (4 * np.pi * line.area)))
    alike = _spread(line.stroke) < 0.23 and _spread(line.height) < 0.36 and gaps < 0.42
    strokes = 1.75 < winding < 7.5 and float(np.median(line.height / line.stroke)) < 9.5 and line.extent.mean() < 0.73
    differ = _spread(line.width / line.height) > (0.14 if len(line) < SURE else 0.07)
    return bool(alike and strokes and differ)


def _spread(values: NDArray[np.float64]) -> float:
    """Coefficient of variation."""
    return float(values.std() / max(float(values.mean()), 1e-6))
