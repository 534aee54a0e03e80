"""People: mannequins sculpted from a skeleton, a pose and clothes. Planning may import this: numpy only until built.

A person stands (or sits, or lies) on y = 0 facing +z. Params, all optional: pose, height (metres), age, build, frame
(0-1), hair, head (what is worn on it), clothes, mask, beard, glasses, look and nod (degrees the head turns to its left
and down), detail. Parts: jacket, shirt, trousers, apron, trim, shoes, skin, hair, hat, mask, glasses; which of them
there are depends on the clothes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, join, mesh
from generation.engine.previz.things.people.figure import (
    AGES,
    BEARDS,
    BUILDS,
    CLOTHES,
    HAIR,
    HEADWEAR,
    HEIGHT,
    MASKS,
    Figure,
    number,
)  # fmt: skip
from generation.engine.previz.things.people.holds import HOLDS, Hold, hand_anchor, suits
from generation.engine.previz.things.people.hulls import capsules, spheres
from generation.engine.previz.things.people.joints import LOOK_LIMIT, NOD_LIMIT, Joints, figure_of, solve, turned
from generation.engine.previz.things.people.poses import POSES

__all__ = [
    "AGES", "BEARDS", "BUILDS", "CLOTHES", "HAIR", "HEADWEAR", "HEIGHT", "HOLDS", "MASKS", "POSES", "Figure", "Hold",
    "Joints", "bounds", "figure_of", "gaze", "hand_anchor", "hulls", "person", "solve", "suits",
]  # fmt: skip


def gaze(params: Mapping[str, Any]) -> tuple[float, float]:
    """Degrees that the head turns left and nods, on top of the pose; a neck's limits apply."""
    look = number(params.get("look"), 0.0, -LOOK_LIMIT, LOOK_LIMIT)
    return look, number(params.get("nod"), 0.0, -NOD_LIMIT, NOD_LIMIT)


def person(params: Mapping[str, Any]) -> dict[str, Mesh]:
    """Part name to mesh. Heads are sculpted apart, so that one sculpture serves every gaze."""
    figure = figure_of(params)
    joints = solve(figure)
    parts = dict(_body(figure_of({**params, "look": 0, "hair": "", "head": "", "mask": "", "beard": "", "glasses": 0})))
    look, nod = gaze(params)
    frame = turned(joints, look, nod)
    head_of = {
        "age": figure.age, "frame": figure.frame, "hair": figure.hair, "head": figure.head, "mask": figure.mask,
        "beard": figure.beard, "glasses": figure.glasses, "detail": figure.detail,
    }  # fmt: skip
    for part, m in _head(figure_of(head_of)):
        placed = mesh((m.v * joints.size.head) @ frame.T + joints.head, m.f, m.n @ frame.T, m.uv)
        parts[part] = join([parts[part], placed]) if part in parts else placed
    return {part: _pressed(m) for part, m in parts.items()}


def _pressed(m: Mesh) -> Mesh:
    """What would sink into the floor lies flat on it: hems, and whoever sits or lies there."""
    if float(m.v[:, 1].min()) >= 0.001:
        return m
    v = m.v.copy()
    v[:, 1] = np.maximum(v[:, 1], np.float32(0.001))
    return m._replace(v=v)


@lru_cache(maxsize=16)
def _body(figure: Figure) -> tuple[tuple[str, Mesh], ...]:
    from generation.engine.previz.things.people.tailor import Tailor  # brings numba: not before a mesh is wanted

    return tuple(Tailor(solve(figure)).parts().items())


@lru_cache(maxsize=16)
def _head(figure: Figure) -> tuple[tuple[str, Mesh], ...]:
    from generation.engine.previz.things.people.head import head

    return tuple(head(figure).items())


def bounds(params: Mapping[str, Any]) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """The box around a person, without making the mesh."""
    points, radii = spheres(params)
    lo, hi = (points - radii[:, None]).min(0), (points + radii[:, None]).max(0)
    lo[1] = max(lo[1], 0.0)
    return (float(lo[0]), float(lo[1]), float(lo[2])), (float(hi[0]), float(hi[1]), float(hi[2]))


def hulls(params: Mapping[str, Any]) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Points (k, 3) whose convex hulls, taken together, cover the figure: for masks while planning."""
    return capsules(params)
