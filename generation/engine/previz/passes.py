"""What lies where: depth, normals, masks and boxes, from one clean ray through the middle of each pixel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.picture import Box
from generation.engine.previz import kernels, skeleton
from generation.engine.previz.packing import Packed
from generation.engine.previz.photograph import Placed
from generation.engine.previz.scene import Camera, Scene, Thing
from generation.engine.previz.things.mesh import F32
from generation.engine.previz.trace import View, view
from studio.lib.canonical import Json

BAND = 64  # rows that are looked at together
FAR = 1000.0  # metres; what the sky counts as
SEEN = 0.0004  # share of the frame below which a thing counts as not seen


@dataclass(frozen=True, slots=True)
class Layers:
    """depth: metres along the axis (h, w), FAR where there is sky. height: y of what is seen. normal: camera space.
    thing: index in scene.things or -1, panes left out. pane: the same for what one can see through. material: index in
    scene.materials of what `thing` shows, or -1."""

    depth: F32
    height: F32
    normal: F32
    thing: NDArray[np.int32]
    pane: NDArray[np.int32]
    material: NDArray[np.int32]


def layers(packed: Packed, camera: Camera, width: int, height: int, threads: int = 1) -> Layers:
    """The layers, traced band by band: no part of a band depends on another."""
    eye = view(camera, width, height)
    tops = range(0, height, BAND)
    with ThreadPoolExecutor(threads) as pool:
        bands = list(pool.map(lambda y: _band(packed, eye, width, height, y, min(y + BAND, height)), tops))
    return Layers(*(np.concatenate([getattr(one, f.name) for one in bands]) for f in fields(Layers)))


def _band(packed: Packed, eye: View, width: int, height: int, y0: int, y1: int) -> Layers:
    origin, direction = _rays(eye, width, height, y0, y1)
    hit = packed.full.run(origin, direction, query="INTERSECT", output=True)
    prim, far = hit["primID"], hit["tfar"].astype(np.float32)
    u, v = hit["u"], hit["v"]
    pane = np.full(len(prim), -1, np.int32)
    start = origin.copy()
    walked = np.zeros(len(prim), np.float32)
    for _ in range(3):  # panes hide nothing from the solid layers: look on behind them
        through = np.flatnonzero((prim >= 0) & packed.clear[np.maximum(prim, 0)])
        if not len(through):
            break
        pane[through] = np.where(pane[through] < 0, packed.thing[prim[through]], pane[through])
        step = far[through] + np.float32(2e-3)
        walked[through] += step
        start[through] += direction[through] * step[:, None]
        again = packed.full.run(start[through], direction[through], query="INTERSECT", output=True)
        prim[through], far[through] = again["primID"], again["tfar"]
        u[through], v[through] = again["u"], again["v"]
    found = prim >= 0
    safe = np.maximum(prim, 0)
    reach = np.where(found, far + walked, FAR).astype(np.float32)
    axis = direction @ eye.forward
    corners = packed.normals[packed.faces[safe]]
    n = corners[:, 0] * (1 - u - v)[:, None] + corners[:, 1] * u[:, None] + corners[:, 2] * v[:, None]
    n /= np.linalg.norm(n, axis=1, keepdims=True) + 1e-9
    n *= -np.sign((n * direction).sum(1, keepdims=True) + 1e-12)
    n[~found] = 0
    shape = (y1 - y0, width)
    return Layers(
        depth=np.where(found, reach * axis, FAR).reshape(shape).astype(np.float32),
        height=(origin[:, 1] + direction[:, 1] * np.minimum(reach, FAR)).reshape(shape).astype(np.float32),
        normal=np.stack([n @ eye.right, n @ eye.up, -(n @ eye.forward)], -1).reshape(*shape, 3).astype(np.float32),
        thing=np.where(found, packed.thing[safe], -1).reshape(shape),
        pane=pane.reshape(shape),
        material=np.where(found, packed.owner[safe], -1).astype(np.int32).reshape(shape),
    )


def with_photographs(found: Layers, placed: Sequence[Placed]) -> Layers:
    """The layers with the photographs that were laid over the picture: flat, facing the lens, each its own thing."""
    depth, normal, thing, pane = found.depth.copy(), found.normal.copy(), found.thing.copy(), found.pane.copy()
    for one in placed:
        depth[one.mask], normal[one.mask], thing[one.mask] = one.depth, (0, 0, 1), one.thing
    ghosts = [one.thing for one in placed]
    pane[np.isin(pane, ghosts)] = -1
    return replace(found, depth=depth, normal=normal, thing=thing, pane=pane)


def _rays(eye: View, width: int, height: int, y0: int, y1: int) -> tuple[F32, F32]:
    n = width * (y1 - y0)
    origin, direction = np.empty((n, 3), np.float32), np.empty((n, 3), np.float32)
    pinhole = np.zeros(2, np.float32)
    kernels.primary(
        origin, direction, eye.eye, eye.forward, eye.right, eye.up, width, height, eye.tan_x, eye.tan_y,
        eye.shift, pinhole, 0, 0, False, y0, y1,
    )  # fmt: skip
    return origin, direction


def files(scene: Scene, found: Layers) -> tuple[dict[str, bytes], dict[str, Json]]:
    """PNG files by name, and the facts that read them. `pose` is drawn only where people are.

    depth: 16 bit, 0 at `near` and 65534 at `far` metres, linear; 65535 is beyond. normals: 8 bit, (n + 1) / 2, camera
    space, x right, y up, z to the viewer. masks, panes: 8 bit indices into `names`; 0 is set and sky.
    """
    solid = found.depth[found.depth < FAR]
    near = float(np.floor(solid.min() * 10) / 10) if solid.size else 0.1
    far = float(np.ceil(min(solid.max(), 200.0))) if solid.size else 1.0
    scaled = (found.depth - near) / max(far - near, 1e-3) * 65534 + 0.5
    depth = np.where(found.depth > far, 65535, np.clip(scaled, 0, 65534)).astype(np.uint16)
    normals = (np.clip(found.normal * 0.5 + 0.5, 0, 1) * 255 + 0.5).astype(np.uint8)
    masks, names = masks_of(scene, found.thing)
    passes = {
        "depth": _png(Image.fromarray(depth)),
        "normals": _png(Image.fromarray(normals)),
        "masks": masks,
        "panes": masks_of(scene, found.pane)[0],
    }
    height, width = found.depth.shape
    pose = skeleton.openpose_document(scene, scene.camera, width, height, found.depth)
    if pose["people"]:
        passes["pose"] = skeleton.draw(pose, width, height)
    facts: dict[str, Json] = {
        "pose": pose,
        "depth": {"unit": "m", "near": round(near, 3), "far": round(far, 3), "beyond": 65535, "bits": 16},
        "normals": {"space": "camera", "x": "right", "y": "up", "z": "towards the viewer", "bits": 8},
        "masks": {"names": names},
    }
    return passes, facts


def masks_of(scene: Scene, thing: NDArray[np.int32]) -> tuple[bytes, list[Json]]:
    """(h, w) indices in scene.things as a PNG of marks, and what the marks are called; 0 is set and sky."""
    named = [i for i, t in enumerate(scene.things) if t.kind != "set"][:255]
    table = np.zeros(len(scene.things) + 1, np.uint8)
    for mark, index in enumerate(named, 1):
        table[index] = mark
    return _png(Image.fromarray(table[thing])), ["", *(scene.things[i].name for i in named)]


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def boxes(scene: Scene, solid: NDArray[np.int32], panes: NDArray[np.int32]) -> tuple[Box, ...]:
    """Where each thing is seen, then the subject as a whole ("focal") and the copy space ("copy")."""
    out, focal = [], []
    for index, thing in enumerate(scene.things):
        if thing.kind == "set":
            continue
        box = _box(thing, (solid == index) | (panes == index))
        if box is not None:
            out.append(box)
            if thing.focal:
                focal.append(box)
    if focal:
        x, y = min(b.x for b in focal), min(b.y for b in focal)
        right, low = max(b.x + b.w for b in focal), max(b.y + b.h for b in focal)
        out.append(Box("subject", x, y, right - x, low - y, "focal"))
    copy = scene.rules.copy
    if not copy.empty:
        out.append(Box("copy space", copy.x, copy.y, copy.w, copy.h, "copy"))
    return tuple(out)


def _box(thing: Thing, mask: NDArray[np.bool_]) -> Box | None:
    h, w = mask.shape
    if mask.sum() < max(SEEN * h * w, 2):
        return None
    rows, cols = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    x, y = cols[0] / w, rows[0] / h
    return Box(thing.name, float(x), float(y), float((cols[-1] + 1) / w - x), float((rows[-1] + 1) / h - y), thing.kind)
