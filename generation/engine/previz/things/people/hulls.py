"""Where a figure is, roughly and lightly: spheres at its joints, and the capsules between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.people.figure import HEADWEAR, Figure, number
from generation.engine.previz.things.people.joints import LOOK_LIMIT, NOD_LIMIT, Joints, figure_of, solve, turned

Vec = NDArray[np.float64]
# clothes: how far over the skin on the trunk, the legs and the arms; length of a skirt in thighs, its flare
CUT: Mapping[str, tuple[float, float, float, float, float]] = {
    "coat": (0.03, 0.02, 0.022, 1.05, 0.06), "lab": (0.026, 0.02, 0.022, 0.86, 0.05),
    "cloak": (0.045, 0.02, 0.045, 1.72, 0.24), "dress": (0.012, 0.0, 0.012, 1.12, 0.10),
    "skirt": (0.014, 0.0, 0.012, 1.08, 0.05), "hoodie": (0.03, 0.016, 0.03, 0.0, 0.0),
    "apron": (0.03, 0.016, 0.02, 0.86, 0.03), "sport": (0.012, 0.006, 0.012, 0.0, 0.0),
}  # fmt: skip
PLAIN = (0.024, 0.018, 0.02, 0.0, 0.0)
_CORNERS = np.array([[x, y, z] for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if (x, y, z) != (0, 0, 0)],
                    float)  # fmt: skip
DIRECTIONS = 1.05 * _CORNERS / np.linalg.norm(_CORNERS, axis=1, keepdims=True)  # the hull of 26 points is tight

Ball = tuple[Vec, float]


def _groups(params: Mapping[str, Any]) -> list[list[Ball]]:
    """Groups of spheres; the hull of each group is a part of the figure."""
    figure = figure_of(params)
    j = solve(figure)
    m, s = j.size, j.size.scale
    trunk, leg, arm, length, flare = CUT.get(figure.clothes, PLAIN)
    groups: list[list[Ball]] = []

    def at(origin: Vec, frame: Vec, x: float, y: float, z: float) -> Vec:
        p: Vec = origin + frame @ np.array([x, y, z])
        return p

    deep, pad = 0.098 * m.depth + trunk, trunk
    wide = max(0.148 * m.chest_x + pad - deep, 0.02)
    chest = [(at(j.chest, j.chest_frame, x * wide, y * m.torso, 0.0), deep) for x in (-1, 1) for y in (-0.03, 0.05)]
    tops = [(side.shoulder, 0.055 * s + trunk) for side in j.sides]
    nape = [(j.neck + j.neck_frame @ np.array([0, 0.03 * s, -0.01 * s]), 0.075 * s)]
    deep = max(0.098 * m.depth + pad, 0.08 * s)
    across = max(0.126 * m.waist_x + pad - deep, 0.02)
    belly = [(at(j.waist, j.waist_frame, x * across, 0.0, m.belly * 0.9), deep) for x in (-1, 1)]
    seat = 0.112 * m.depth + pad
    hips = max(0.165 * m.hips_x + pad - seat, 0.03)
    pelvis = [(at(j.pelvis, j.pelvis_frame, x * hips, y * s, -0.012 * s), seat) for x in (-1, 1) for y in (-0.03, 0.05)]
    thighs = [(side.hip, 0.1 * m.limb + leg + trunk * 0.5) for side in j.sides]
    groups += [chest + tops + nape, chest + belly, belly + pelvis, pelvis + thighs]
    for side in j.sides:
        r = 0.05 * m.limb + arm
        tip = side.wrist + side.hand[:, 1] * 0.10 * m.hand + side.hand[:, 2] * 0.02 * m.hand
        groups += [
            [(side.shoulder, r), (side.elbow, r * 0.92)], [(side.elbow, r * 0.92), (side.wrist, 0.038 * s + arm * 0.8)],
            [(side.wrist, 0.036 * m.hand), (tip, 0.085 * m.hand)],
        ]  # fmt: skip
        t = 0.088 * m.limb + leg
        groups += [[(side.hip, t), (side.knee, t * 0.8)], [(side.knee, t * 0.8), (side.ankle, 0.055 * s + leg)]]
        foot = [
            (side.ankle + side.foot @ (np.array([0.0, y, z]) * s), r * s)
            for y, z, r in ((-0.028, -0.03, 0.048), (-0.03, 0.15, 0.05), (0.03, 0.0, 0.05))
        ]
        groups.append(foot)
    if length:
        groups.append(pelvis + _skirt(j, length, flare, trunk))
    groups.append(_head(params, figure, j))
    return groups


def _skirt(j: Joints, length: float, flare: float, pad: float) -> list[Ball]:
    m, s = j.size, j.size.scale
    out = []
    thighs = [(side.knee - side.hip) / m.thigh for side in j.sides]
    flex = float(np.clip(1 + np.mean([j.pelvis_frame[:, 1] @ t for t in thighs]), 0, 1))
    flare *= 1 - 0.85 * flex
    for side in j.sides:
        r = 0.086 * m.limb + pad + 0.006 + flare * s * 0.5 * length
        away = side.sign * 0.5 * flare * s * j.pelvis_frame[:, 0]
        knee = side.hip + (side.knee - side.hip) * min(length, 1.0)
        out.append((knee + away * min(length, 1.0), r))
        if length > 1:
            out.append((side.knee + (side.ankle - side.knee) * (length - 1) + away * length, r))
    return out


def _head(params: Mapping[str, Any], figure: Figure, j: Joints) -> list[Ball]:
    m = j.size
    look = number(params.get("look"), 0.0, -LOOK_LIMIT, LOOK_LIMIT)
    frame = turned(j, look, number(params.get("nod"), 0.0, -NOD_LIMIT, NOD_LIMIT))
    rows: list[tuple[float, float, float, float]] = [(0.0, 0.122, -0.014, 0.107), (0.0, 0.055, 0.035, 0.082)]
    cut: dict[str, list[tuple[float, float, float, float]]] = {
        "long": [(0, -0.13, -0.07, 0.1)], "bun": [(0, 0.188, -0.102, 0.045)], "bob": [(0, 0.06, -0.02, 0.115)],
        "ponytail": [(0.0, 0.15, -0.15, 0.036), (0.01, -0.07, -0.14, 0.04)], "afro": [(0, 0.15, -0.025, 0.146)],
        "curls": [(0, 0.13, -0.018, 0.124)],
    }  # fmt: skip
    rows += cut.get(figure.hair, [])
    if figure.head in HEADWEAR:
        rows += {
            "hijab": [(0, -0.11, 0.0, 0.13)], "hat": [(0, 0.17, -0.01, 0.178)], "cap": [(0, 0.14, 0.13, 0.07)],
            "beanie": [(0, 0.14, -0.02, 0.118)], "helmet": [(0, 0.15, -0.005, 0.15)], "toque": [(0, 0.26, -0.02, 0.13)],
        }[figure.head]  # fmt: skip
    if figure.mask:
        rows += [(0, 0.04, 0.39, 0.045), (0, 0.09, -0.27, 0.04), (0.0, 0.12, 0.0, 0.115)]
    return [(j.head + frame @ (np.array([x, y, z]) * m.head), r * m.head) for x, y, z, r in rows]


def spheres(params: Mapping[str, Any]) -> tuple[Vec, Vec]:
    """Every sphere: centres (n, 3) and radii (n,)."""
    balls = [ball for group in _groups(params) for ball in group]
    return np.array([p for p, _ in balls]), np.array([r for _, r in balls])


def capsules(params: Mapping[str, Any]) -> list[Vec]:
    """Points (k, 3) per part whose convex hull covers it; none lies below the floor."""
    out = []
    for group in _groups(params):
        points = np.vstack([p + DIRECTIONS * r for p, r in group])
        points[:, 1] = np.maximum(points[:, 1], 0.0)
        out.append(points)
    return out
