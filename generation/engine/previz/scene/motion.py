"""Time: keys for the camera and for things. A scene without motion is a still; every still is motion at one moment.

Keys are interpolated by a monotone cubic (Fritsch and Carlson, 1980) through them, so that a move starts and stops
gently, passes its keys exactly and never overshoots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generation.engine.previz.scene.vector import Vec3

Ease = Literal["smooth", "linear"]


@dataclass(frozen=True, slots=True)
class CameraKey:
    """Where the camera is `at` seconds into the shot. Values as in Camera."""

    at: float
    eye: Vec3
    yaw: float = 0.0
    pitch: float = 0.0
    fov: float = 36.0
    shift: tuple[float, float] = (0.0, 0.0)
    aperture: float = 0.0
    focus: float = 5.0


@dataclass(frozen=True, slots=True)
class ThingKey:
    """Where a thing is `at` seconds into the shot, and how large. Values as in Thing."""

    at: float
    place: Vec3
    turn: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Motion:
    """A shot of `seconds`. `things` has keys by the name of the thing. `drift` moves mist, clouds, waves and rain with
    time. No camera keys: the camera stands. `said` is what the brief asked for, in words."""

    seconds: float = 0.0
    camera: tuple[CameraKey, ...] = ()
    things: Mapping[str, tuple[ThingKey, ...]] = field(default_factory=dict)
    ease: Ease = "smooth"
    drift: bool = True
    said: str = ""

    @property
    def still(self) -> bool:
        return self.seconds <= 0
