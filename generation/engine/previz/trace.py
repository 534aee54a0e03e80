"""Light through a Scene: builds the triangles, then traces paths, band by band, on a pool of threads.

embreex finds what a ray meets (and releases the GIL); kernels.py decides what happens there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from embreex import mesh_construction, rtcore_scene
from numpy.typing import NDArray

from generation.engine.previz import colour, kernels, textures
from generation.engine.previz.scene import Camera, Light, Material, Scene, Sky
from generation.engine.previz.things import build
from generation.engine.previz.things.mesh import F32, place

KINDS = {
    "matte": kernels.MATTE,
    "satin": kernels.SATIN,
    "metal": kernels.METAL,
    "glow": kernels.GLOW,
    "lit_glow": kernels.LIT_GLOW,
    "screen": kernels.SCREEN,
    "water": kernels.WATER,
}
BAND = 32  # rows that travel together
BOUNCES = 4


@dataclass(frozen=True, slots=True)
class Packed:
    """A scene as arrays: `owner` is each triangle's material row, `thing` its place in scene.things (-1: a lamp)."""

    full: Any
    solid: Any  # what casts shadows
    normals: F32
    uvs: F32
    owner: NDArray[np.int32]
    thing: NDArray[np.int32]
    clear: NDArray[np.bool_]  # triangles one can see through
    materials: F32
    textures: F32
    lights: F32
    sky: F32
    air: F32
    fill: float


@dataclass(frozen=True, slots=True)
class Traced:
    """What the tracer gives: (h, w, 3) float32 linear radiance, and the denoiser's hints."""

    radiance: F32
    albedo: F32
    normal: F32


@dataclass(frozen=True, slots=True)
class View:
    eye: F32
    forward: F32
    right: F32
    up: F32
    tan_x: float
    tan_y: float
    shift: F32
    lens: F32


def threads() -> int:
    """How many bands run at once: GATEFOLD_RENDER_THREADS, else the cores this process may use. Changes no pixel."""
    return int(os.environ.get("GATEFOLD_RENDER_THREADS") or len(os.sched_getaffinity(0)))


def view(camera: Camera, width: int, height: int) -> View:
    yaw, pitch = np.radians(camera.yaw), np.radians(camera.pitch)
    forward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), -np.cos(yaw) * np.cos(pitch)])
    right = np.array([np.cos(yaw), 0, np.sin(yaw)])
    up = np.cross(right, forward)
    t = np.tan(np.radians(camera.fov / 2))
    short = min(width, height)
    f32 = np.float32
    return View(
        eye=np.array(camera.eye, f32),
        forward=forward.astype(f32),
        right=right.astype(f32),
        up=up.astype(f32),
        tan_x=float(t * width / short),
        tan_y=float(t * height / short),
        shift=np.array(camera.shift, f32),
        lens=np.array([camera.aperture, camera.focus], f32),
    )


def pack(scene: Scene) -> Packed:
    names = list(scene.materials)
    rows, texels = _materials(scene.materials)
    corners, normals, uvs, owner, thing = [], [], [], [], []
    for index, item in enumerate(scene.things):
        for part, shape in build(item.shape, item.params).items():
            m = place(shape, item.at, turn=item.turn, tilt=item.tilt, roll=item.roll, scale=item.scale)
            name = item.wears.get(part) or item.wears.get("*") or names[0]
            corners.append(m.v[m.f])
            normals.append(m.n[m.f])
            uvs.append(m.uv[m.f])
            owner.append(np.full(len(m.f), names.index(name), np.int32))
            thing.append(np.full(len(m.f), index, np.int32))
    lights = []
    for light in scene.lights:
        row, quad = _light(light)
        lights.append(row)
        if light.visible:
            corners.append(quad[[[0, 1, 2], [0, 2, 3]]].astype(np.float32))
            normals.append(np.broadcast_to(row[9:12], (2, 3, 3)).astype(np.float32))
            uvs.append(np.zeros((2, 3, 2), np.float32))
            owner.append(np.full(2, len(rows), np.int32))
            thing.append(np.full(2, -1, np.int32))
            rows.append([kernels.LAMP, *row[12:15], 0.5, 1, -1, 0, 0, 0, 0])
    materials = np.array(rows, np.float32)
    every = np.ascontiguousarray(np.concatenate(corners), np.float32)
    owners = np.concatenate(owner)
    kinds = materials[owners, 0].astype(int)
    full = rtcore_scene.EmbreeScene()
    mesh_construction.TriangleMesh(full, every)
    solid = rtcore_scene.EmbreeScene()
    casts = ~np.isin(kinds, (kernels.SCREEN, kernels.LAMP, kernels.GLOW))
    mesh_construction.TriangleMesh(solid, np.ascontiguousarray(every[casts]))
    return Packed(
        full=full,
        solid=solid,
        normals=np.ascontiguousarray(np.concatenate(normals), np.float32),
        uvs=np.ascontiguousarray(np.concatenate(uvs), np.float32),
        owner=owners,
        thing=np.concatenate(thing),
        clear=kinds == kernels.SCREEN,
        materials=materials,
        textures=texels,
        lights=np.array(lights, np.float32).reshape(-1, 16),
        sky=_sky_table(scene.sky),
        air=_air(scene.sky),
        fill=scene.sky.fill,
    )


def _materials(materials: Any) -> tuple[list[list[float]], F32]:
    rows: list[list[float]] = []
    texels, offset = [np.zeros(4, np.float32)], 4
    m: Material
    for m in materials.values():
        where, w, h = -1, 0, 0
        if m.texture:
            picture = textures.draw(m.texture)[::-1]  # texture coordinates count from the bottom
            where, h, w = offset, picture.shape[0], picture.shape[1]
            texels.append(picture.ravel())
            offset += picture.size
        rows.append([KINDS[m.kind], *colour.light(m.colour), m.rough, m.glow, where, w, h, m.ripple, m.grain])
    return rows, np.concatenate(texels)


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
    return np.r_[at, a, b, w, radiance, area], np.array([at - a - b, at + a - b, at + a + b, at - a + b])


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
    row = np.r_[sun, glow, sky.clouds, colour.light(sky.cloud_colour) * sky.strength]
    return np.asarray(row, np.float32)


def trace(
    packed: Packed,
    camera: Camera,
    width: int,
    height: int,
    samples: int,
    seed: int,
    after_band: Callable[[int, int], None],
) -> Traced:
    """Average `samples` paths per pixel. `after_band(done, total)` runs in the pool; what it raises stops the work."""
    n = width * height
    radiance, albedo, normal = (np.zeros((n, 3), np.float32) for _ in range(3))
    eye = view(camera, width, height)
    last = BOUNCES + (2 if packed.clear.any() else 0)
    bands = list(range(0, height, BAND))
    done: list[int] = []

    def band(y0: int) -> None:
        y1 = min(height, y0 + BAND)
        for sample in range(samples):
            _paths(packed, eye, width, height, y0, y1, sample, seed, last, radiance, albedo, normal)
        done.append(y0)
        after_band(len(done), len(bands))

    with ThreadPoolExecutor(threads()) as pool:
        work = [pool.submit(band, y0) for y0 in bands]
        try:
            for future in work:
                future.result()
        finally:
            for future in work:
                future.cancel()
    shape = (height, width, 3)
    return Traced(*((a / np.float32(samples)).reshape(shape) for a in (radiance, albedo, normal)))


def _paths(
    s: Packed,
    eye: View,
    width: int,
    height: int,
    y0: int,
    y1: int,
    sample: int,
    seed: int,
    last: int,
    radiance: F32,
    albedo: F32,
    normal: F32,
) -> None:
    rays = (y1 - y0) * width
    origin, direction = np.empty((rays, 3), np.float32), np.empty((rays, 3), np.float32)
    kernels.primary(
        origin,
        direction,
        eye.eye,
        eye.forward,
        eye.right,
        eye.up,
        width,
        height,
        eye.tan_x,
        eye.tan_y,
        eye.shift,
        eye.lens,
        sample,
        seed,
        True,
        y0,
        y1,
    )
    pixel = np.arange(y0 * width, y1 * width, dtype=np.int32)
    weight = np.ones((rays, 3), np.float32)
    came = np.full(rays, kernels.STRAIGHT, np.int8)
    for depth in range(last):
        hit = s.full.run(origin, direction, query="INTERSECT", output=True)
        m = len(pixel)
        shadow_from, shadow_to, shadow_light, next_from, next_dir, next_weight = (
            np.empty((m, 3), np.float32) for _ in range(6)
        )
        next_came, has_shadow, alive = (np.zeros(m, np.int8) for _ in range(3))
        kernels.shade(
            pixel,
            origin,
            direction,
            hit["primID"],
            hit["u"],
            hit["v"],
            hit["tfar"],
            weight,
            came,
            s.normals,
            s.uvs,
            s.owner,
            s.materials,
            s.textures,
            s.lights,
            s.sky,
            s.air,
            s.fill,
            radiance,
            albedo,
            normal,
            sample,
            depth,
            last,
            seed,
            shadow_from,
            shadow_to,
            shadow_light,
            has_shadow,
            next_from,
            next_dir,
            next_weight,
            next_came,
            alive,
        )
        lit = np.flatnonzero(has_shadow)
        if len(lit):
            reach = np.full(len(lit), 0.999, np.float32)
            blocked = s.solid.run(shadow_from[lit], shadow_to[lit], query="OCCLUDED", dists=reach)
            kernels.add_lit(radiance, pixel[lit], shadow_light[lit], blocked)
        on = np.flatnonzero(alive)
        if not len(on):
            return
        pixel, origin, direction, weight, came = pixel[on], next_from[on], next_dir[on], next_weight[on], next_came[on]
