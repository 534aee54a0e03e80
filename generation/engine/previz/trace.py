"""Light through a packed Scene: paths, band by band, on a pool of threads.

embreex finds what a ray meets (and releases the GIL); kernels/ decides what happens there.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from generation.engine.previz import kernels
from generation.engine.previz.packing import Packed, threads
from generation.engine.previz.scene import Camera
from generation.engine.previz.things.mesh import F32

BAND = 32  # rows that travel together
BOUNCES = 4
PANES = 2  # more surfaces a ray may meet when some are panes
GLASS = 8  # and when some are glass: four faces each way


@dataclass(frozen=True, slots=True)
class Traced:
    """What the tracer gives: (h, w, 3) float32 linear radiance, and the denoiser's hints.

    Where the look leaves the background out, `cover` (h, w) is the share of a pixel that things of the picture take,
    and `shade` (h, w) how much of the light on the set behind they keep from it; both are empty for other pictures.
    """

    radiance: F32
    albedo: F32
    normal: F32
    cover: F32
    shade: F32


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
    behind = np.zeros((n, 5), np.float32) if packed.bare else None
    sheets = Sheets(radiance, albedo, normal, behind)
    eye = view(camera, width, height)
    angle = 2 * eye.tan_y / height
    last = BOUNCES + (PANES if packed.clear.any() else 0) + (GLASS if packed.glass is not None else 0)
    bands = list(range(0, height, BAND))
    done: list[int] = []

    def band(y0: int) -> None:
        y1 = min(height, y0 + BAND)
        for sample in range(samples):
            rays = (y1 - y0) * width
            origin, direction = np.empty((rays, 3), np.float32), np.empty((rays, 3), np.float32)
            kernels.primary(
                origin, direction, eye.eye, eye.forward, eye.right, eye.up, width, height, eye.tan_x, eye.tan_y,
                eye.shift, eye.lens, sample, seed, True, y0, y1,
            )  # fmt: skip
            pixel = np.arange(y0 * width, y1 * width, dtype=np.int32)
            _paths(packed, sheets, pixel, origin, direction, angle, sample, seed, last)
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
    light, colours, facing = ((a / np.float32(samples)).reshape(shape) for a in (radiance, albedo, normal))
    return Traced(light, colours, facing, *_background(behind, samples, height, width))


@dataclass(frozen=True, slots=True)
class Sheets:
    """What paths add up on, a row a pixel. `behind`: paths that met a thing; light the set asked for; how much of it
    was kept away; the set's own bounces; how many of them met a thing."""

    radiance: F32
    albedo: F32
    normal: F32
    behind: F32 | None


def _background(behind: F32 | None, samples: int, height: int, width: int) -> tuple[F32, F32]:
    if behind is None:
        none = np.zeros((0, 0), np.float32)
        return none, none
    sums = behind.reshape(height, width, 5)
    return sums[..., 0] / np.float32(samples), shadow_of(sums)


def shadow_of(sums: F32) -> F32:
    """(h, w) how much light things keep from the set behind: two parts direct light, one part from all round.

    Few paths are noisy: averaged over a neighbourhood, of which only pixels of the set count; over a wide one where
    the shadow is faint, since there is no edge to keep there."""
    short = min(sums.shape[:2])
    near, wide = (_shadow(sums, max(short / share, 1.0)) for share in (110, 32))
    t = np.clip((wide - 0.04) / 0.2, 0, 1)
    return np.asarray(wide * (1 - t) + near * t, np.float32)


def _shadow(sums: F32, size: float) -> F32:
    asked, kept, bounced, met = (gaussian_filter(sums[..., c], size) for c in range(1, 5))
    shadow = 0.62 * kept / np.maximum(asked, 1e-6) + 0.38 * met / np.maximum(bounced, 1e-6)
    return np.asarray(shadow, np.float32)


def _paths(
    s: Packed,
    sheets: Sheets,
    pixel: NDArray[np.int32],
    origin: F32,
    direction: F32,
    angle: float,
    sample: int,
    seed: int,
    last: int,
) -> None:
    """One path for each of these pixels, to its end."""
    weight = np.ones((len(pixel), 3), np.float32)
    came = np.full(len(pixel), kernels.STRAIGHT, np.int8)
    spent = np.zeros(len(pixel), np.int8)
    of_set = None
    for depth in range(last):
        hit = s.full.run(origin, direction, query="INTERSECT", output=True)
        m = len(pixel)
        shadow_from, shadow_to, shadow_light, next_from, next_dir, next_weight = (
            np.empty((m, 3), np.float32) for _ in range(6)
        )
        next_came, has_shadow, alive = (np.zeros(m, np.int8) for _ in range(3))
        kernels.shade(
            pixel, origin, direction, hit["primID"], hit["u"], hit["v"], hit["tfar"], weight, came, spent,
            s.faces, s.normals, s.uvs, s.owner, s.piece, s.pieces, s.materials, s.textures, s.lights, s.sky, s.air,
            s.fill, angle, sheets.radiance, sheets.albedo, sheets.normal, sample, depth, last, BOUNCES, seed,
            shadow_from, shadow_to, shadow_light, has_shadow, next_from, next_dir, next_weight, next_came, alive,
        )  # fmt: skip
        if sheets.behind is not None and depth < 2:
            of_set = _note_set(s, sheets.behind, pixel, hit["primID"], came, depth, of_set)
        lit = np.flatnonzero(has_shadow)
        if len(lit):
            reach = np.full(len(lit), 0.999, np.float32)
            blocked = s.solid.run(shadow_from[lit], shadow_to[lit], query="OCCLUDED", dists=reach)
            light = shadow_light[lit]
            if s.glass is not None:
                through = s.glass.run(shadow_from[lit], shadow_to[lit], query="INTERSECT", output=True)
                prim = np.where(through["tfar"] < 0.999, through["primID"], -1).astype(np.int32)
                kernels.tint_lit(
                    light, blocked, shadow_to[lit], prim, through["u"], through["v"], s.faces, s.normals, s.owner,
                    s.materials, s.which,
                )  # fmt: skip
            if sheets.behind is not None and depth == 0 and of_set is not None:
                _note_shadow(sheets.behind, pixel[lit], of_set[lit], shadow_light[lit], light, blocked)
            kernels.add_lit(sheets.radiance, pixel[lit], light, blocked)
        on = np.flatnonzero(alive)
        if not len(on):
            return
        pixel, origin, direction, weight, came = pixel[on], next_from[on], next_dir[on], next_weight[on], next_came[on]
        spent = spent[on]
        of_set = None if of_set is None else of_set[on]


def _note_set(
    s: Packed,
    behind: F32,
    pixel: NDArray[np.int32],
    primitive: NDArray[Any],
    came: NDArray[np.int8],
    depth: int,
    of_set: NDArray[np.bool_] | None,
) -> NDArray[np.bool_]:
    """For a picture without its background: which pixels things take, and which paths of the set meet things."""
    found = primitive >= 0
    safe = np.maximum(primitive, 0)
    on_set: NDArray[np.bool_] = s.ground[safe]
    if depth == 0 or of_set is None:
        on_set |= s.ghost[safe]  # the lens does not see it; a photograph will cover it
        behind[pixel, 0] += found & ~on_set
        on_set &= found
        return on_set
    away = of_set & (came == kernels.DIFFUSE_BOUNCE)
    behind[pixel[away], 3] += 1
    behind[pixel[away], 4] += (found & ~on_set)[away]
    return of_set


def _note_shadow(
    behind: F32,
    pixel: NDArray[np.int32],
    of_set: NDArray[np.bool_],
    asked: F32,
    came: F32,
    blocked: NDArray[Any],
) -> None:
    whole = asked.mean(1)
    arrived = np.where(blocked < 0, came.mean(1), 0)
    behind[pixel[of_set], 1] += whole[of_set]
    behind[pixel[of_set], 2] += (whole - arrived)[of_set]
