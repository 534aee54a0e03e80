"""A Scene as arrays: triangles, materials, texels, lights, and Embree's indices over them. Worker side."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from embreex import mesh_construction, rtcore_scene
from numpy.typing import NDArray

from generation.engine.previz import colour, kernels, styles, textures
from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import Light, Material, Scene, Sky, Thing
from generation.engine.previz.things import build
from generation.engine.previz.things.mesh import F32, place, rotation

NO_PHOTOGRAPHS: Mapping[str, NDArray[np.uint8]] = MappingProxyType({})
DETAIL = ((1100, 1.0), (520, 0.75), (0, 0.55))  # from so many rows of the picture a person is sculpted so finely


@dataclass(frozen=True, slots=True)
class Packed:
    """A scene as arrays: `owner` is each triangle's material row, `thing` its place in scene.things (-1: a lamp)."""

    full: Any
    solid: Any  # what casts shadows
    glass: Any  # what tints them, or None
    which: NDArray[np.int32]  # the glass's triangles among all
    faces: NDArray[np.int32]  # (m, 3) the corners of each triangle: rows of `normals` and `uvs`
    normals: F32
    uvs: F32
    owner: NDArray[np.int32]
    thing: NDArray[np.int32]
    clear: NDArray[np.bool_]  # triangles one can see through
    ghost: NDArray[np.bool_]  # those that only light and mirrors meet
    ground: NDArray[np.bool_]  # triangles of things of kind "set"
    piece: NDArray[np.int32]  # each triangle's row in `pieces`
    pieces: F32
    materials: F32
    textures: F32
    lights: F32
    sky: F32
    air: F32
    fill: float
    bare: bool  # the picture leaves its background out


def threads() -> int:
    """How many bands run at once: GATEFOLD_RENDER_THREADS, else the cores this process may use. Changes no pixel."""
    return int(os.environ.get("GATEFOLD_RENDER_THREADS") or len(os.sched_getaffinity(0)))


def pack(
    scene: Scene, photographs: Mapping[str, NDArray[np.uint8]] = NO_PHOTOGRAPHS, lines: int = 0, aspect: float = 1.0
) -> Packed:
    """The triangles, lights and texels of a scene. `photographs`: digest to (h, w, 4) uint8, for what shows one.

    `lines` is how many rows the picture has and `aspect` its width over height: people are sculpted as finely as they
    are seen. 0: as finely as can be.
    """
    scene = styles.dressed(scene)
    names = list(scene.materials)
    rows, texels = _materials(scene.materials, photographs)
    points, faces, normals, uvs = [], [], [], []
    owner, thing, piece = [], [], []
    count = 0  # of points so far
    pieces: list[list[float]] = []
    with ThreadPoolExecutor(threads()) as pool:  # sculpting a person takes longest and lets go of the lock
        fine = [_as_seen(item, scene, lines, aspect) for item in scene.things]
        built = list(pool.map(build, (item.shape for item in scene.things), fine))
    for index, (item, parts) in enumerate(zip(scene.things, built, strict=True)):
        place_ = {"turn": item.turn, "tilt": item.tilt, "roll": item.roll, "scale": item.scale}
        for part, shape in parts.items():
            m = place(shape, item.at, **place_)
            name = item.wears.get(part) or item.wears.get("*") or names[0]
            points.append(m.v)
            faces.append(m.f.astype(np.int32) + np.int32(count))
            normals.append(m.n)
            uvs.append(m.uv)
            count += len(m.v)
            owner.append(np.full(len(m.f), names.index(name), np.int32))
            thing.append(np.full(len(m.f), index, np.int32))
            piece.append(np.full(len(m.f), len(pieces), np.int32))
            pieces.append(_piece(item, np.ptp(shape.v, axis=0) if len(shape.v) else np.zeros(3)))
    lights = []
    for light in scene.lights:
        row, quad = _light(light)
        lights.append(row)
        if light.visible:
            points.append(quad.astype(np.float32))
            faces.append(np.array([[0, 1, 2], [0, 2, 3]], np.int32) + np.int32(count))
            normals.append(np.broadcast_to(row[9:12], (4, 3)).astype(np.float32))
            uvs.append(np.zeros((4, 2), np.float32))
            count += 4
            owner.append(np.full(2, len(rows), np.int32))
            thing.append(np.full(2, -1, np.int32))
            piece.append(np.zeros(2, np.int32))
            rows.append([kernels.LAMP, *row[12:15], 0.5, 1, -1, *[0.0] * 10])
    materials = np.array(rows, np.float32)
    every, corners = np.concatenate(points), np.concatenate(faces)
    owners = np.concatenate(owner)
    kinds = materials[owners, 0].astype(np.int32)
    casts = ~np.isin(kinds, (kernels.SCREEN, kernels.LAMP, kernels.GLOW, kernels.GLASS))
    which = np.flatnonzero(kinds == kernels.GLASS).astype(np.int32)
    full = _index(every, corners)
    solid = full if casts.all() else _index(every, corners[casts])
    glass = _index(every, corners[which]) if len(which) else None
    things = np.concatenate(thing)
    stands = np.array([item.kind == "set" for item in scene.things])
    return Packed(
        full=full,
        solid=solid,
        glass=glass,
        which=which,
        faces=corners,
        normals=np.concatenate(normals),
        uvs=np.concatenate(uvs),
        owner=owners,
        thing=things,
        clear=np.isin(kinds, (kernels.SCREEN, kernels.GHOST)),
        ghost=kinds == kernels.GHOST,
        ground=stands[np.maximum(things, 0)] & (things >= 0),
        piece=np.concatenate(piece),
        pieces=np.array(pieces, np.float32),
        materials=materials,
        textures=texels,
        lights=np.array(lights, np.float32).reshape(-1, 17),
        sky=_sky_table(scene.sky),
        air=_air(scene.sky),
        fill=scene.sky.fill,
        bare=scene.look.background != "set",
    )


def _index(points: F32, faces: NDArray[np.int32]) -> Any:
    """Triangles that rays can be sent through. The tree over them grows with the first ray."""
    scene = rtcore_scene.EmbreeScene()
    used = np.unique(faces) if len(faces) * 3 < len(points) else None  # glass is often a small part
    if used is not None:
        points, faces = points[used], np.searchsorted(used, faces).astype(np.int32)
    mesh_construction.TriangleMesh(scene, points, faces)
    return scene


def _as_seen(thing: Thing, scene: Scene, lines: int, aspect: float) -> Mapping[str, Any]:
    """The params of a person with the detail that its height in the picture is worth; in a shot always the finest, so
    that nobody changes under way."""
    if thing.shape != "person" or not lines or not scene.motion.still or "detail" in thing.params:
        return thing.params
    frame = Frame(scene.camera, aspect)
    far = float(frame.project([thing.at])[0, 2])
    tall = lines * 1.7 * thing.scale / (2 * frame.tan[1] * max(far, 0.3))  # rows
    detail = next((detail for least, detail in DETAIL if tall >= least), DETAIL[-1][1])
    return {**thing.params, "detail": detail}


def _materials(
    materials: Mapping[str, Material], photographs: Mapping[str, NDArray[np.uint8]]
) -> tuple[list[list[float]], F32]:
    rows: list[list[float]] = []
    texels, offset = [np.zeros(4, np.float32)], 4
    for m in materials.values():
        where, w, h = -1, 0, 0
        shown = photographs.get(str(m.texture.get("photograph")))
        # A photograph that no stand-in shows any longer, because a person took it out: its colour has to do.
        if m.texture and (shown is not None or m.texture.get("kind") != "photograph"):
            picture = textures.draw(m.texture) if shown is None else textures.photograph(shown)
            picture = picture[::-1]  # texture coordinates count from the bottom
            where, h, w = offset, picture.shape[0], picture.shape[1]
            texels.append(picture.ravel())
            offset += picture.size
        second = colour.light(m.second or (m.colour if m.kind == "water" else colour.shade(m.colour, value=0.55)))
        tail = (kernels.PATTERNS[m.pattern], *second, m.pitch or kernels.PITCH[m.pattern], m.wall)
        row = (kernels.KINDS[m.kind], *colour.light(m.colour), m.rough, m.glow, where, w, h, m.ripple, m.grain, *tail)
        rows.append([float(value) for value in row])
    return rows, np.concatenate(texels)


def _piece(thing: Thing, extent: NDArray[np.floating]) -> list[float]:
    """The row of a part of a thing: world to its own metres, its origin, its axes from the longest to the thinnest,
    and whether it is of the set."""
    away = rotation(thing.turn, thing.tilt, thing.roll).T / max(thing.scale, 1e-6)
    order = sorted(range(3), key=lambda axis: -round(float(extent[axis]), 4))
    return [*away.ravel(), *thing.at, *map(float, order), float(thing.kind == "set")]


def _light(light: Light) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    at = np.array(light.at, float)
    w = np.array(light.towards, float) - at
    w /= np.linalg.norm(w)
    helper = np.array([0, 1, 0]) if abs(w[1]) < 0.99 else np.array([0, 0, 1])
    a = np.cross(w, helper)
    a /= np.linalg.norm(a)
    b = np.cross(a, w)
    a, b = a * light.size[0] / 2, b * light.size[1] / 2
    radiance = colour.light(light.colour) * light.power
    area = 4 * np.linalg.norm(a) * np.linalg.norm(b)
    return np.r_[at, a, b, w, radiance, area, light.visible], np.array([at - a - b, at + a - b, at + a + b, at - a + b])


def _sky_table(sky: Sky) -> F32:
    t = np.linspace(-1, 1, kernels.SKY_ROWS)
    elevation = np.sign(t) * t * t * 90
    at = [s[0] for s in sky.stops]
    colours = np.array([colour.light(s[1]) for s in sky.stops])
    rows = np.stack([np.interp(elevation, at, colours[:, c]) for c in range(3)], -1)
    table: F32 = (rows * sky.strength).astype(np.float32)
    return table


def _air(sky: Sky) -> F32:
    sun = np.array(sky.sun, float)
    sun /= np.linalg.norm(sun)
    glow = colour.light(sky.sun_colour) * sky.sun_glow * sky.strength
    row = np.r_[sun, glow, sky.clouds, colour.light(sky.cloud_colour) * sky.strength, sky.drift, sky.stars]
    return np.asarray(row, np.float32)
