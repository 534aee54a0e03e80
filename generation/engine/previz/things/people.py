"""Mannequins: poses, builds and clothes. Faces and hands are suggested, never drawn: previz is not a photograph.

A person stands on y = 0 facing +z and is 1.76 m tall. Parts: jacket, shirt, trousers, shoes, skin, hair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, join, place

Point = tuple[float, float, float]
HEIGHT = 1.76
HAIR = ("short", "bob", "bun", "long", "crop")


@dataclass(frozen=True, slots=True)
class Pose:
    """Where elbows, wrists, knees and ankles are: left is -x (the viewer's left when the person faces the viewer)."""

    le: Point = (-0.265, 1.13, -0.04)
    lw: Point = (-0.275, 0.88, 0.05)
    re: Point = (0.265, 1.13, -0.04)
    rw: Point = (0.275, 0.88, 0.05)
    lk: Point = (-0.105, 0.49, 0.025)
    la: Point = (-0.115, 0.085, -0.02)
    rk: Point = (0.105, 0.49, 0.025)
    ra: Point = (0.115, 0.085, -0.02)
    drop: float = 0.0  # how far the hips are below standing height (sitting)
    sway: float = 0.0  # weight on one leg: hips to the side
    lean: float = 0.0  # shoulders forward, metres
    nod: float = 0.0  # head down, degrees


POSES: Mapping[str, Pose] = {
    "stand": Pose(sway=0.018, lk=(-0.13, 0.49, 0.05), la=(-0.15, 0.085, 0.03)),
    "point": Pose(re=(0.33, 1.22, 0.17), rw=(0.27, 1.44, 0.36), lw=(-0.25, 0.88, 0.07), sway=-0.015, lean=0.02),
    "cross": Pose(le=(-0.28, 1.16, 0.0), lw=(-0.02, 1.15, 0.2), re=(0.28, 1.16, 0.0), rw=(0.03, 1.19, 0.215),
                  sway=0.015),
    "offer": Pose(le=(-0.32, 1.17, 0.1), lw=(-0.33, 1.24, 0.35), rw=(0.26, 0.88, 0.08), sway=0.012),
    "think": Pose(re=(0.23, 1.14, 0.15), rw=(0.075, 1.37, 0.19), le=(-0.27, 1.14, 0.02), lw=(0.02, 1.11, 0.2),
                  sway=-0.02, nod=5),
    "hip": Pose(re=(0.38, 1.16, -0.07), rw=(0.2, 1.0, 0.07), lw=(-0.27, 0.88, 0.05), sway=0.03, lk=(-0.14, 0.49, 0.06)),
    "tablet": Pose(
        le=(-0.25, 1.15, 0.05), lw=(-0.1, 1.13, 0.27), re=(0.25, 1.15, 0.05), rw=(0.1, 1.13, 0.27), nod=14, sway=0.012
    ),
    "lean": Pose(
        le=(-0.27, 1.1, 0.16), lw=(-0.28, 0.86, 0.33), re=(0.27, 1.1, 0.16), rw=(0.28, 0.86, 0.33), lean=0.16, nod=8,
        la=(-0.12, 0.085, -0.08), ra=(0.12, 0.085, -0.02),
    ),
    "walk": Pose(
        lk=(-0.1, 0.5, 0.16), la=(-0.1, 0.085, 0.25), rk=(0.1, 0.48, -0.03), ra=(0.1, 0.13, -0.27),
        lw=(-0.26, 0.9, -0.11),
        le=(-0.26, 1.14, -0.12), rw=(0.24, 0.92, 0.21), re=(0.26, 1.13, 0.04), lean=0.03,
    ),
    "explain": Pose(
        le=(-0.31, 1.16, 0.1), lw=(-0.3, 1.2, 0.33), re=(0.31, 1.16, 0.1), rw=(0.29, 1.26, 0.34), sway=0.01
    ),
    "pocket": Pose(re=(0.31, 1.13, -0.08), rw=(0.2, 0.93, 0.04), le=(-0.3, 1.15, 0.06), lw=(-0.26, 1.14, 0.31),
                   sway=-0.025),
    "seated": Pose(
        drop=0.43, lk=(-0.12, 0.49, 0.42), la=(-0.13, 0.085, 0.36), rk=(0.12, 0.49, 0.42), ra=(0.13, 0.085, 0.4),
        le=(-0.25, 0.72, 0.12), lw=(-0.13, 0.74, 0.36), re=(0.25, 0.72, 0.12), rw=(0.11, 0.74, 0.38), lean=0.03,
    ),
    "wave": Pose(re=(0.36, 1.3, 0.06), rw=(0.4, 1.56, 0.12), lw=(-0.27, 0.88, 0.05), sway=-0.02),
    "pole": Pose(re=(0.34, 1.25, 0.16), rw=(0.16, 1.42, 0.34), le=(-0.22, 1.12, 0.14), lw=(0.1, 1.02, 0.34), sway=0.02,
                 lk=(-0.15, 0.49, 0.05), la=(-0.2, 0.085, 0.02), ra=(0.17, 0.085, -0.04)),
    "toast": Pose(re=(0.3, 1.18, 0.12), rw=(0.2, 1.33, 0.32), lw=(-0.27, 0.88, 0.05), sway=-0.015),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What shapes a person's mesh."""

    pose: str = "stand"
    hair: str = "short"
    build: str = "slim"  # slim, broad
    clothes: str = "suit"  # suit, cloak
    mask: str = ""  # "heron"

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Figure:
        known = {k: params[k] for k in ("pose", "hair", "build", "clothes", "mask") if k in params}
        return cls(**known)


def bounds(params: Mapping[str, Any]) -> tuple[Point, Point]:
    """The box around a person, without making the mesh."""
    pose = POSES[params.get("pose", "stand")]
    limbs = np.array([pose.le, pose.lw, pose.re, pose.rw, pose.lk, pose.la, pose.rk, pose.ra])
    lo, hi = limbs.min(0) - 0.1, limbs.max(0) + 0.1
    low = (float(min(lo[0], -0.27)), 0.0, float(min(lo[2], -0.16)))
    return low, (float(max(hi[0], 0.27)), HEIGHT - pose.drop, float(max(hi[2], 0.16)))


def person(params: Mapping[str, Any]) -> dict[str, Mesh]:
    """Part name to mesh. The head turns by params["look"], so one sculpture serves every gaze."""
    figure = Figure.from_params(params)
    parts = dict(_sculpt(figure))
    pose = POSES[figure.pose]
    pivot = (0.0, 1.5 - pose.drop, pose.lean)
    look = float(params.get("look", 0.0))
    head = {part: _turn_head(parts.pop(f"head {part}"), pivot, look, pose.nod) for part in ("skin", "hair")}
    parts["skin"] = join([parts["skin"], head["skin"]])
    parts["hair"] = head["hair"]
    return parts


def _turn_head(m: Mesh, pivot: Sequence[float], look: float, nod: float) -> Mesh:
    return place(place(m, tuple(-p for p in pivot)), pivot, turn=look, tilt=nod)


@lru_cache(maxsize=24)
def _sculpt(figure: Figure) -> tuple[tuple[str, Mesh], ...]:
    from generation.engine.previz.things.tailor import Tailor  # brings numba: not before a mesh is wanted

    return tuple(Tailor(figure).parts().items())
