"""A scene at a moment: the camera and the things of a shot, where their keys put them.

Between keys every number follows a piecewise cubic Hermite curve with Fritsch-Carlson slopes (SIAM J. Numer. Anal. 17,
1980): it passes the keys, never overshoots them, and comes to rest at both ends. "linear" keeps an even pace instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.references import SHAPE, facing
from generation.engine.previz.scene import BadScene, Camera, CameraKey, Scene, Thing, ThingKey

LONGEST = 600.0  # seconds
Numbers = NDArray[np.float64]


def at(scene: Scene, seconds: float) -> Scene:
    """The still that a shot shows after `seconds`; a scene without motion is itself. Raises BadScene on bad keys."""
    motion = scene.motion
    if motion.still:
        return scene
    if motion.seconds > LONGEST:
        raise BadScene(f"motion.seconds: a shot of {motion.seconds:g} s is too long; up to {LONGEST:g}.")
    now = min(max(float(seconds), 0.0), motion.seconds)
    smooth = motion.ease == "smooth"
    camera = _camera(motion.camera, now, smooth) if motion.camera else scene.camera
    names = {thing.name for thing in scene.things}
    for name in motion.things:
        if name not in names:
            raise BadScene(f"motion.things: there is no thing called {name[:40]!r} to move. Name one of the scene's.")
    things = tuple(_thing(thing, motion.things.get(thing.name, ()), now, smooth) for thing in scene.things)
    things = tuple(facing(thing, camera) if thing.shape == SHAPE else thing for thing in things)
    sky = replace(scene.sky, drift=scene.sky.drift + now) if motion.drift else scene.sky
    return replace(scene, camera=camera, things=things, sky=sky)


def _camera(keys: Sequence[CameraKey], now: float, smooth: bool) -> Camera:
    rows = np.array([[*k.eye, k.yaw, k.pitch, k.fov, *k.shift, k.aperture, k.focus] for k in keys])
    v = [float(x) for x in between(_times([k.at for k in keys], "motion.camera"), rows, now, smooth)]
    return Camera((v[0], v[1], v[2]), v[3], v[4], v[5], (v[6], v[7]), max(v[8], 0.0), max(v[9], 0.01))


def _thing(thing: Thing, keys: Sequence[ThingKey], now: float, smooth: bool) -> Thing:
    if not keys:
        return thing
    rows = np.array([[*k.place, k.turn, k.tilt, k.roll, k.scale] for k in keys])
    times = _times([k.at for k in keys], f"motion.things.{thing.name[:40]}")
    v = [float(x) for x in between(times, rows, now, smooth)]
    return replace(thing, at=(v[0], v[1], v[2]), turn=v[3], tilt=v[4], roll=v[5], scale=v[6])


def _times(values: Sequence[float], where: str) -> Numbers:
    times = np.array(values, float)
    if (np.diff(times) <= 0).any():
        raise BadScene(f"{where}: keys must follow one another in time. Sort them by “at”.")
    return times


def between(times: Numbers, rows: Numbers, now: float, smooth: bool) -> Numbers:
    """rows (keys, n) at `now`: held before the first key and after the last."""
    if now <= times[0] or len(times) == 1:
        first: Numbers = rows[0]
        return first
    if now >= times[-1]:
        last: Numbers = rows[-1]
        return last
    i = int(np.searchsorted(times, now, side="right")) - 1
    step = times[i + 1] - times[i]
    t = (now - times[i]) / step
    if not smooth:
        even: Numbers = rows[i] * (1 - t) + rows[i + 1] * t
        return even
    slopes = _slopes(times, rows)
    curve: Numbers = (
        (1 + 2 * t) * (1 - t) ** 2 * rows[i]
        + t * (1 - t) ** 2 * step * slopes[i]
        + t * t * (3 - 2 * t) * rows[i + 1]
        + t * t * (t - 1) * step * slopes[i + 1]
    )
    return curve


def _slopes(times: Numbers, rows: Numbers) -> Numbers:
    """Weighted harmonic means of the slopes on either side, 0 at the ends and wherever the direction turns."""
    gaps = np.diff(times)[:, None]
    chords = np.diff(rows, axis=0) / gaps
    slopes = np.zeros_like(rows)
    before, after, near, far = chords[:-1], chords[1:], gaps[:-1], gaps[1:]
    same = before * after > 0
    w1, w2 = 2 * far + near, far + 2 * near
    safe_before, safe_after = np.where(same, before, 1.0), np.where(same, after, 1.0)
    slopes[1:-1] = np.where(same, (w1 + w2) / (w1 / safe_before + w2 / safe_after), 0.0)
    return slopes


def key_of(camera: Camera, seconds: float) -> CameraKey:
    """The camera as a key."""
    return CameraKey(seconds, **{f.name: getattr(camera, f.name) for f in fields(Camera)})
