"""The camera."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.previz.scene.vector import Vec3


@dataclass(frozen=True, slots=True)
class Camera:
    """A level view camera: verticals stay vertical because framing is done by shifting the lens, not by tilting.

    `fov` is across the shorter side, degrees. `shift` moves the frame, in half-frames: (0, 0.3) shows more sky.
    `aperture` is the lens radius in metres (0: everything sharp), `focus` the distance of the sharp plane.
    """

    eye: Vec3
    yaw: float = 0.0
    pitch: float = 0.0
    fov: float = 36.0
    shift: tuple[float, float] = (0.0, 0.0)
    aperture: float = 0.0
    focus: float = 5.0
