"""Where things may stand under the sky: out of the copy space, not before the subject. Trees, stones, grass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz import materials as table
from generation.engine.previz.frame import corners
from generation.engine.previz.scene import Material, Vec3
from generation.engine.previz.sets.outside import Spot, at_lens, depth_of, edges, heart, in_view, nearest, size_of, spot
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group
from generation.engine.previz.things import SHAPES, WEARS, bounds


def free(stage: Stage, group: Group, at: Spot, width: float, height: float, *, behind: float = 0.0) -> bool:
    """Whether a thing of this size may stand there: out of the copy, not before the subject, not in its place.

    behind: nearer than this many times the subject's depth it must also leave the subject's columns free.
    """
    half = width / 2
    points = corners((at[0] - half, 0, at[1] - half), (at[0] + half, height, at[1] + half))
    x0, y0, x1, y1 = stage.frame.box(points)
    copy = stage.rules.copy
    slack = 0.015
    if not copy.empty and x1 > copy.x - slack and x0 < copy.x + copy.w + slack \
            and y1 > copy.y - slack and y0 < copy.y + copy.h + slack:  # fmt: skip
        return False
    depth = float(stage.frame.project([(at[0], 0, at[1])])[0, 2])
    if depth < half + 0.05:
        return False
    for thing in group.things:
        box = box_points(thing)
        lo, hi = box.min(0), box.max(0)
        gap = half + 0.08 * size_of(group)
        if lo[0] - gap < at[0] < hi[0] + gap and lo[2] - gap < at[1] < hi[2] + gap:
            return False
        far = float(stage.frame.project([(lo + hi) / 2])[0, 2])
        a0, b0, a1, _ = stage.frame.box(box)
        if depth < far * max(behind, 1.0) and x1 > a0 - 0.01 and x0 < a1 + 0.01 and y1 > b0 and (depth > far or y0 < 1):
            return False
    return True


def scatter(stage: Stage, group: Group, count: int, near: float, far: float, width: float, height: float, *,
            columns: tuple[float, float] = (-0.06, 1.06), behind: float = 0.0,
            tries: int = 3) -> list[Spot]:  # fmt: skip
    """Up to `count` spots from `near` to `far` metres off, even over the picture; every one is `free`."""
    found: list[Spot] = []
    for _ in range(count * tries):
        if len(found) >= count:
            break
        depth = near * (far / near) ** float(stage.rng.random())
        at = spot(stage, float(stage.rng.uniform(*columns)), depth)
        if free(stage, group, at, width, height, behind=behind):
            found.append((round(at[0], 3), round(at[1], 3)))
    return found


def grass(stage: Stage, group: Group, cover: str | Material, h: float, *, far: float = 30.0, count: int = 3400,
          name: str = "grass", clear: float = 0.12, **params: Any) -> None:  # fmt: skip
    """Blades over all that the lens sees of the ground, low where the subject stands and under the copy."""
    if "snow" in stage.reading.weather:
        return
    tone = Material("matte", cover, 0.95, grain=0.5) if isinstance(cover, str) else cover
    stage.materials[f"{name} blades"] = tone
    a, b = edges(stage)
    copy = stage.rules.copy
    short = []
    if not copy.empty and copy.w < 1:
        short = [[a + (b - a) * (copy.x - 0.02), a + (b - a) * (copy.x + copy.w + 0.02)]]
    feet = []
    for thing in group.things[:12]:
        box = box_points(thing)
        if box[:, 1].min() < 0.3:
            x, z = in_view(stage, (float(box[:, 0].mean()), float(box[:, 2].mean())))
            reach = float(max(np.ptp(box[:, 0]), np.ptp(box[:, 2]))) / 2
            feet.append([round(x, 3), round(z, 3), round(min(reach, 1.2) + clear * size_of(group) * 0.4, 3)])
    z0 = max(nearest(stage) * 0.9, 1.1 * h, 0.12)
    wears: Mapping[str, str] = {"blades": f"{name} blades", "heads": params.pop("heads", f"{name} blades")}
    stage.add(name, "blades", **at_lens(stage), wears=wears, params={
        "seed": int(stage.rng.integers(1, 9999)), "count": count, "h": round(h, 3), "z0": round(z0, 3),
        "z1": round(max(far, z0 * 4), 2), "left": round(a * 1.06, 4), "right": round(b * 1.06, 4),
        "clear": feet, "short": short, **params,
    })  # fmt: skip


def trees(stage: Stage, group: Group, count: int, near: float, far: float, kinds: Sequence[int],
          height: tuple[float, float], *, leaf: str = "", bark: str = "bark", name: str = "trees",
          clusters: bool = False, keep_off: float = 0.0) -> None:  # fmt: skip
    """Trees by the dozen, as one thing; `keep_off` metres about the lens's axis stay clear; clusters: in copses."""
    rng = stage.rng
    if "snow" in stage.reading.weather:
        leaf = colour.mix(leaf or "#4a5a3a", "#d3dce0", 0.6)
    if leaf:
        stage.materials[f"{name} leaf"] = Material("matte", colour.mix(leaf, stage.palette.ink, 0.08), 0.9, grain=0.5)
    wide = 0.45 if set(kinds) <= {0, 1, 3, 5} else 0.8  # of its height, where a crown is broad
    spots: list[list[float]] = []
    for x, z in scatter(stage, group, count, near, far, wide * height[1], height[1], behind=1.8):
        if abs(in_view(stage, (x, z))[0]) < keep_off:
            continue
        for _ in range(int(rng.integers(2, 6)) if clusters else 1):
            at = (x + float(rng.normal(0, height[0])) * clusters, z + float(rng.normal(0, height[0])) * clusters)
            tall = float(rng.uniform(*height))
            if not clusters or free(stage, group, at, tall * wide, tall, behind=1.8):
                spots.append([round(at[0], 2), round(at[1], 2), round(tall, 2), int(rng.choice(kinds))])
    if spots:
        stage.add(name, "woods", wears={"bark": bark, "leaves": f"{name} leaf" if leaf else "deep leaf"},
                  params={"seed": int(rng.integers(1, 9999)), "spots": spots})  # fmt: skip


def put(stage: Stage, name: str, shape: str, at: Vec3, **more: Any) -> None:
    """A piece of the set where `free` has found room; not when the brief forbids it or nobody can make it."""
    if shape in SHAPES and name not in stage.reading.forbidden and shape not in stage.reading.forbidden:
        stage.add(name, shape, at, **more)


def extras(stage: Stage, group: Group, shapes: Sequence[str], count: int, near: float, far: float) -> None:
    """Up to `count` of these shapes, as dressing; each candidate begins with another. Unknown ones are passed over."""
    known = set(table.base(stage.palette)) | set(stage.materials)
    fitting = [s for s in shapes if s in SHAPES and set(WEARS.get(s, {}).values()) <= known]
    for k in range(count if fitting else 0):
        shape = fitting[(stage.sky_index + k) % len(fitting)]
        lo, hi = bounds(shape, {})
        wide = max(hi[0] - lo[0], hi[2] - lo[2])
        for x, z in scatter(stage, group, 1, near, far, wide, hi[1], columns=(0.04, 0.96), behind=1.8, tries=10):
            put(stage, shape.replace("_", " "), shape, (x, 0, z), turn=float(stage.rng.uniform(0, 360)))


def stones(stage: Stage, group: Group, stone: str, count: int, size: float, near: float, far: float, *,
           columns: tuple[float, float] = (0.0, 1.0), sunk: float = 0.06) -> None:  # fmt: skip
    """Boulders in groups of four; `size` metres is the largest."""
    for at in scatter(stage, group, count, near, far, size * 2.6, size * 0.9, columns=columns, behind=1.3):
        params = {
            "seed": int(stage.rng.integers(1, 999)), "count": 4,
            "size": round(size * float(stage.rng.uniform(0.5, 1.0)), 3),
            "spread": [round(size * 0.9, 3), round(size * 0.6, 3)],
        }  # fmt: skip
        put(stage, "rocks", "rocks", (at[0], -sunk * size, at[1]), params=params, wears={"*": stone})


def camp_fire(stage: Stage, group: Group) -> None:
    """A ring of stones, three logs and flames beside the subject; their light falls on it and on the ground."""
    d = depth_of(stage, group)
    found = scatter(stage, group, 1, 0.66 * d, 1.15 * d, 0.9, 0.5, columns=(0.05, 0.95), behind=1.0, tries=60)
    for x, z in found:
        stage.add("fire", "fire_bowl", (x, 0.02, z), kind="thing", wears={"bowl": "lava rock", "flames": "ember"},
                  scale=1.25)  # fmt: skip
        for k in range(9):
            a = 2 * np.pi * (k + 0.3 * float(stage.rng.random())) / 9
            put(stage, "hearth stone", "sphere", (x + 0.52 * float(np.cos(a)), -0.09, z + 0.52 * float(np.sin(a))),
                wears={"*": "stone"}, params={"r": round(float(stage.rng.uniform(0.1, 0.15)), 3)})  # fmt: skip
        for k in range(3):
            turn = 120.0 * k + 20
            a = np.radians(turn)
            put(stage, "firewood", "pole", (x - 0.32 * float(np.sin(a)), 0.03, z - 0.32 * float(np.cos(a))), turn=turn,
                tilt=38, wears={"*": "bark"}, params={"h": 0.55})  # fmt: skip
        middle = heart(group)
        at = (x, 0.75, z)
        stage.light("fire light", at, (middle[0], 0.8, middle[2]), (0.4, 0.4), "#ff9a4c", 70.0)
        stage.light("fire glow", (x, 1.3, z), (x, 0.0, z), (0.5, 0.5), "#ffa45a", 30.0)
