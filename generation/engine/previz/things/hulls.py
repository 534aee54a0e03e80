"""Outlines for planning: what a thing covers from any side, without tracing a ray. numpy only.

A thing is a few parts, each a cloud of the points that reach farthest in fixed directions; the convex hull of their
projections is the part's outline. A mesh of several pieces (the legs of a table) gives a part for each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things import bounds, build, people
from generation.engine.previz.things.mesh import Mesh

Points = NDArray[np.float64]
MOST_PIECES = 12  # of one mesh; leaves and blades beyond that go together by side
FLAT = "stand_in"  # its photograph is laid flat, facing the lens, whatever body casts its shadow
LARGE = 60_000  # vertices of a thing above which its box has to do


def _directions(rings: int, around: int) -> Points:
    """Directions over the sphere: `around` azimuths at each of `rings` elevations, and both poles."""
    e = np.radians(np.linspace(-90, 90, rings + 2)[1:-1])
    a = np.arange(around) * 2 * np.pi / around
    level, rise = np.cos(e), np.outer(np.sin(e), np.ones(around))
    ring = np.stack([np.outer(level, np.sin(a)), rise, np.outer(level, np.cos(a))], -1)
    d: Points = np.vstack([ring.reshape(-1, 3), [[0, 1, 0], [0, -1, 0]]])
    return d


COARSE = _directions(3, 12)  # 38: masks
FINE = _directions(9, 64)  # 578: exact sizes; a circle comes out 0.1 % too small at most
CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], bool)


def hulls(shape: str, params: Mapping[str, Any]) -> Points:
    """(parts, 38, 3): the farthest points of each part, in the thing's own frame, unscaled."""
    return _hulls(shape, json.dumps(params, sort_keys=True))


def outline(shape: str, params: Mapping[str, Any]) -> Points:
    """(n, 3): enough of a thing's surface to know its size in the frame to a thousandth."""
    return _outline(shape, json.dumps(params, sort_keys=True))


@lru_cache(maxsize=1024)
def _hulls(shape: str, text: str) -> Points:
    params = json.loads(text)
    if shape == "person":
        clouds = [np.asarray(c, float) for c in people.hulls(params)]
    else:
        meshes = list(build(shape, params).values())
        if sum(len(m.v) for m in meshes) > LARGE:
            clouds = [_box(shape, params)]
        else:
            clouds = [piece for m in meshes for piece in _pieces(m)]
    return np.stack([c[np.argmax(c @ COARSE.T, 0)] for c in clouds])


@lru_cache(maxsize=256)
def _outline(shape: str, text: str) -> Points:
    params = json.loads(text)
    if shape == "person":
        return np.vstack([np.asarray(c, float) for c in people.hulls(params)])
    v = np.vstack([m.v for m in build(shape, params).values()]).astype(float)
    if shape == FLAT:
        v[:, 2] = 0.0
    if len(v) > 4 * LARGE:
        return _box(shape, params)
    if len(v) <= len(FINE):
        return v
    far = np.unique(np.concatenate([np.argmax(v @ part.T, 0) for part in np.array_split(FINE, 6)]))
    return np.asarray(v[far], float)


def _box(shape: str, params: Mapping[str, Any]) -> Points:
    lo, hi = bounds(shape, params)
    return np.where(CORNERS, np.array(hi), np.array(lo))


def _pieces(m: Mesh) -> list[Points]:
    """The vertices of each connected piece of a mesh."""
    label = np.arange(len(m.v))
    f = m.f.astype(np.int64)
    for _ in range(64):
        low = label[f].min(1)
        before = label.copy()
        for corner in range(3):
            np.minimum.at(label, f[:, corner], low)
        label = label[label]
        if (label == before).all():
            break
    v = m.v.astype(float)
    names, of = np.unique(label, return_inverse=True)
    if len(names) > MOST_PIECES:  # by side of the thing, so that a plant's leaves spread as they do
        middle = np.stack([np.bincount(of, v[:, k]) for k in range(3)], -1) / np.bincount(of)[:, None]
        x, z = middle[:, 0] - v[:, 0].mean(), middle[:, 2] - v[:, 2].mean()
        side = np.floor((np.arctan2(x, z) / (2 * np.pi) + 0.5) * 6)
        high = middle[:, 1] > np.median(middle[:, 1])
        of = (side * 2 + high).astype(int)[of]
    return [v[of == k] for k in np.unique(of)]
