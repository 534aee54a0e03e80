"""The camera's frame, for planning: where points fall, and which camera puts a subject where the rules want it.

Pure numpy. Frame coordinates are 0-1 from the top left; `aspect` is width over height.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generation.engine.previz.scene import Camera

Rect = tuple[float, float, float, float]  # left, top, right, bottom, 0-1 of a frame
STEEPEST = 0.85  # half-frames a lens may be shifted before perspective looks wrong


def axes(yaw: float, pitch: float) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """A camera's forward, right and up; degrees."""
    y, p = np.radians(yaw), np.radians(pitch)
    forward = np.array([np.sin(y) * np.cos(p), np.sin(p), -np.cos(y) * np.cos(p)])
    right = np.array([np.cos(y), 0.0, np.sin(y)])
    up = np.array([-np.sin(y) * np.sin(p), np.cos(p), np.cos(y) * np.sin(p)])
    return forward, right, up


@dataclass(frozen=True, slots=True)
class Frame:
    camera: Camera
    aspect: float

    @property
    def tan(self) -> tuple[float, float]:
        t = np.tan(np.radians(self.camera.fov / 2))
        return float(t * max(self.aspect, 1.0)), float(t * max(1 / self.aspect, 1.0))

    def project(self, points: ArrayLike) -> NDArray[np.float64]:
        """(n, 3) points to (n, 3): x, y in the frame and depth in metres. Behind the lens: depth <= 0."""
        p = np.asarray(points, float).reshape(-1, 3) - np.array(self.camera.eye)
        forward, right, up = axes(self.camera.yaw, self.camera.pitch)
        depth = p @ forward
        safe = np.where(depth > 1e-6, depth, np.nan)
        tx, ty = self.tan
        x = (p @ right) / safe / tx - self.camera.shift[0]
        y = (p @ up) / safe / ty - self.camera.shift[1]
        return np.stack([(x + 1) / 2, (1 - y) / 2, depth], -1)

    def box(self, points: ArrayLike) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the points in front of the lens; all zero when none is."""
        seen = self.project(points)
        seen = seen[seen[:, 2] > 0.05]
        if not len(seen):
            return 0.0, 0.0, 0.0, 0.0
        return float(seen[:, 0].min()), float(seen[:, 1].min()), float(seen[:, 0].max()), float(seen[:, 1].max())

    def ray(self, x: float, y: float) -> NDArray[np.float64]:
        """Direction through a point of the frame, of length 1 along the camera's axis."""
        tx, ty = self.tan
        a = (2 * x - 1 + self.camera.shift[0]) * tx
        b = (1 - 2 * y + self.camera.shift[1]) * ty
        forward, right, up = axes(self.camera.yaw, self.camera.pitch)
        direction: NDArray[np.float64] = forward + a * right + b * up
        return direction

    @property
    def horizon(self) -> float:
        """The row at which level ground ends, from the top; beyond 0-1 when a pitched camera does not see it."""
        pitch = np.radians(float(np.clip(self.camera.pitch, -89, 89)))
        return float((1 + np.tan(pitch) / self.tan[1] + self.camera.shift[1]) / 2)

    def height_at(self, y: float, z: float, x: float = 0.5) -> float:
        """World height at which the frame's row y (at column x) meets the plane of this z, within a kilometre."""
        d = self.ray(x, y)
        t = (z - self.camera.eye[2]) / (d[2] if abs(d[2]) > 1e-3 else -1e-3)
        return float(np.clip(self.camera.eye[1] + t * d[1], -1e3, 1e3))

    def across_at(self, x: float, z: float) -> float:
        """World x at which the frame's column x meets the plane of this z."""
        d = self.ray(x, 0.5)
        t = (z - self.camera.eye[2]) / (d[2] if abs(d[2]) > 1e-3 else -1e-3)
        return float(np.clip(self.camera.eye[0] + t * d[0], -1e3, 1e3))


LOWEST = 0.05  # metres above the floor: a camera that looks up lies on it


def corners(lo: ArrayLike, hi: ArrayLike) -> NDArray[np.float64]:
    a, b = np.asarray(lo, float), np.asarray(hi, float)
    return np.array([[(a, b)[i][0], (a, b)[j][1], (a, b)[k][2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])


def fit(
    points: NDArray[np.float64],
    target: tuple[float, float, float, float],
    *,
    aspect: float,
    fov: float,
    azimuth: float,
    eye: float,
    anchor: str = "bottom",
    horizon: float = 0.0,
    centre_x: float | None = None,
    pitch: float = 0.0,
) -> Camera:
    """A camera, `azimuth` degrees round the subject, that fits `points` into `target` (left, top, right, bottom).

    Without `pitch` it is level and `eye` metres high, and framing is done by shifting the lens. With it, the camera
    looks up or down so many degrees at the points' middle, and `eye` is not used. anchor: "bottom" stands the points on
    the target's lower edge, "top" hangs them from its upper one, "centre" puts them in its middle. `horizon` fixes the
    horizon's row of a level camera; the eye then moves up or down to keep the subject in place.
    """
    middle = (points.min(0) + points.max(0)) / 2
    forward, right, up = axes(-azimuth, pitch)
    width, height = target[2] - target[0], target[3] - target[1]
    tx, ty = Frame(Camera((0, 0, 0), fov=fov), aspect).tan
    if pitch:
        horizon = 0.0
    flat = points - middle
    across, near, rise = flat @ right, flat @ forward, flat @ up
    if not pitch:
        rise = points[:, 1] - eye

    def edges(distance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Left, top, right, bottom of the points, unshifted, for each distance: (4, n)."""
        depth = np.maximum(distance[:, None] + near, 0.05)
        x, y = across / depth / tx, rise / depth / ty
        return np.stack([x.min(1), -y.max(1), x.max(1), -y.min(1)]) / 2 + 0.5

    distance = 1.0
    for _ in range(3 if horizon else 1):
        low, high = float(-near.min()) + 0.3 * min(float(np.ptp(points, 0).max()), 1.0), 400.0
        for _ in range(4):
            steps = np.geomspace(low, high, 24)
            x0, y0, x1, y1 = edges(steps)
            fits = (x1 - x0 <= width) & (y1 - y0 <= height)
            first = int(np.argmax(fits)) if fits.any() else 23
            low, high = float(steps[max(first - 1, 0)]), float(steps[first])
        distance = high
        if horizon:
            foot = int(np.argmin(rise / np.maximum(distance + near, 0.05)))
            wanted = (target[3] - horizon) * 2 * ty * (distance + near[foot])  # how far below eye level the foot is
            eye = float(np.clip(points[foot, 1] + wanted, 0.12, 60))
            rise = points[:, 1] - eye
    want_x = (target[0] + target[2]) / 2 if centre_x is None else centre_x
    for _ in range(3):
        x0, y0, x1, y1 = (float(v[0]) for v in edges(np.array([distance])))
        sx = ((x0 + x1) / 2 - want_x) * 2
        sy = {
            "bottom": (target[3] - y1) * 2,
            "top": (target[1] - y0) * 2,
        }.get(anchor, ((target[1] + target[3]) / 2 - (y0 + y1) / 2) * 2)
        over = abs(sy) - STEEPEST
        if pitch or horizon or over <= 0:
            break
        # No lens shifts so far: the camera comes nearer to the subject's height instead.
        eye = max(eye + float(np.sign(sy)) * (over + 0.02) * ty * distance, 0.02)
        rise = points[:, 1] - eye
    if horizon:
        sy = 2 * horizon - 1
    spot = middle - forward * distance
    if pitch > 0 and spot[1] < LOWEST:  # it would look up through the floor: it looks up less, from just above that
        rise_to = float(np.clip((middle[1] - LOWEST) / distance, 0, 1))
        gentler = 0.97 * float(np.degrees(np.arcsin(rise_to)))
        return fit(
            points, target, aspect=aspect, fov=fov, azimuth=azimuth, eye=LOWEST, anchor=anchor, centre_x=centre_x,
            pitch=gentler if gentler > 0.5 else 0.0,
        )  # fmt: skip
    shift = (float(np.clip(sx, -STEEPEST, STEEPEST)), float(np.clip(sy, -STEEPEST, STEEPEST)))
    return Camera((float(spot[0]), float(spot[1]) if pitch else eye, float(spot[2])), -azimuth, pitch, fov, shift)
