"""The shapes that flat drawings are made of: closed rings in the picture plane, filled by the even-odd rule.

A form takes width and height in units of the drawing (4.8 x 3.6 is the whole page) and gives rings (n, 2), x to the
right, y up, centred at the origin. Corners are round: nothing here has a point sharper than a finger.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ring = NDArray[np.float64]
Rings = tuple[Ring, ...]
Form = Callable[[float, float], Rings]
FINE = 16  # points of a quarter circle


def _arc(x: float, y: float, r: float, start: float, end: float, n: int = FINE) -> Ring:
    a = np.radians(np.linspace(start, end, n))
    bow: Ring = np.c_[x + r * np.cos(a), y + r * np.sin(a)]
    return bow


def rounded(points: ArrayLike, r: float) -> Ring:
    """A polygon with every corner turned by an arc of radius `r` (less where an edge is short)."""
    p = np.asarray(points, float)
    n = len(p)
    out = []
    for i in range(n):
        a, b, c = p[i - 1], p[i], p[(i + 1) % n]
        u, v = (a - b) / np.linalg.norm(a - b), (c - b) / np.linalg.norm(c - b)
        half = np.arccos(np.clip(u @ v, -1, 1)) / 2
        reach = min(r / max(np.tan(half), 1e-3), np.linalg.norm(a - b) * 0.48, np.linalg.norm(c - b) * 0.48)
        t = np.linspace(0, 1, FINE)[:, None]
        start, end = b + u * reach, b + v * reach
        out.append((1 - t) ** 2 * start + 2 * t * (1 - t) * b + t * t * end)
    return np.vstack(out)


def soft(points: ArrayLike, rounds: int = 4) -> Ring:
    """A closed curve by cutting corners (Chaikin 1974)."""
    p = np.asarray(points, float)
    for _ in range(rounds):
        following = np.roll(p, -1, 0)
        p = np.stack([0.75 * p + 0.25 * following, 0.25 * p + 0.75 * following], 1).reshape(-1, 2)
    return p


def mirrored(right: ArrayLike, r: float = 0.0) -> Rings:
    """A shape from its right side, given from top to bottom; points on the axis are not doubled. r 0: a soft curve."""
    side = np.asarray(right, float)
    left = (side * (-1, 1))[::-1]
    left = left[np.abs(left[:, 0]) > 1e-9]
    every = np.vstack([side, left])
    return (rounded(every, r) if r else soft(every),)


def square(w: float, h: float) -> Rings:
    r = 0.16 * min(w, h)
    return (rounded([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)], r),)


def pill(w: float, h: float) -> Rings:
    r = min(w, h) / 2
    spots = ((w / 2 - r, h / 2 - r, 0), (-w / 2 + r, h / 2 - r, 90), (-w / 2 + r, -h / 2 + r, 180),
             (w / 2 - r, -h / 2 + r, 270))  # fmt: skip
    return (np.vstack([_arc(x, y, r, a, a + 90) for x, y, a in spots]),)


def disc(w: float, h: float) -> Rings:
    return (_arc(0, 0, 1, 0, 360, 96)[:-1] * (w / 2, h / 2),)


def ring(w: float, h: float) -> Rings:
    thick = 0.16 * min(w, h) / 1.15
    return disc(w, h) + disc(w - 2 * thick, h - 2 * thick)


def half(w: float, h: float) -> Rings:
    """The upper half of an oval: shoulders, a dome, a sun on a horizon."""
    bow = _arc(0, 0, 1, 0, 180, 48) * (w / 2, h) - (0, h / 2)
    return (rounded(bow[::6], 0.06 * w),) if w < 0.5 else (bow,)


def gauge(w: float, h: float) -> Rings:
    """Three quarters of a ring, open at the lower right: something that turns."""
    r, t = min(w, h) / 2, 0.15 * min(w, h)
    outer, inner = _arc(0, 0, r, -30, 240, 72), _arc(0, 0, r - t, 240, -30, 72)
    tip = _arc(0, 0, 1, 0, 180, 12) * t / 2

    def cap(angle: float, turn: float) -> Ring:
        a = np.radians(turn)
        spin = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
        middle = (r - t / 2) * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        turned: Ring = tip @ spin.T + middle
        return turned

    return (np.vstack([outer, cap(240, 240), inner, cap(-30, 150)]),)


def cloud(w: float, h: float) -> Rings:
    """One outline over three puffs on a flat base."""
    x = np.linspace(-1, 1, 240)
    puffs = ((-0.55, 0.3, 0.43), (0.06, 0.42, 0.58), (0.62, 0.24, 0.37))
    bows = [np.where(np.abs(x - c) < r, y + np.sqrt(np.maximum(r * r - (x - c) ** 2, 0)), -9) for c, y, r in puffs]
    top = np.max(bows, axis=0)
    seen = top > 0.24
    base = np.vstack([_arc(0.75, 0.24, 0.24, 0, -90), _arc(-0.75, 0.24, 0.24, 270, 180)])
    return ((np.vstack([np.c_[x, top][seen], base]) - (0, 0.5)) * (w / 2, h),)


def triangle(w: float, h: float) -> Rings:
    return (rounded([(-w / 2, -h / 2), (w / 2, -h / 2), (0, h / 2)], 0.16 * min(w, h)),)


def arrow(w: float, h: float) -> Rings:
    """Upwards, with a shaft."""
    s, head = 0.17 * w, h * 0.08
    points = [(-s, -h / 2), (s, -h / 2), (s, head), (w / 2, head), (0, h / 2), (-w / 2, head), (-s, head)]
    return (rounded(points, 0.07 * w),)


def check(w: float, h: float) -> Rings:
    t = 0.2 * h
    points = [(-w / 2, -0.02 * h), (-w / 2 + t, 0.18 * h), (-0.12 * w, -0.14 * h), (w / 2 - t, h / 2),
              (w / 2, h / 2 - t), (-0.12 * w, -h / 2)]  # fmt: skip
    return (rounded(points, 0.06 * h),)


def cross(w: float, h: float) -> Rings:
    """A plus; turned by 45 degrees it closes things."""
    t = 0.14 * w
    points = [(-t, -h / 2), (t, -h / 2), (t, -t), (w / 2, -t), (w / 2, t), (t, t), (t, h / 2), (-t, h / 2), (-t, t),
              (-w / 2, t), (-w / 2, -t), (-t, -t)]  # fmt: skip
    return (rounded(points, 0.09 * w),)


def shackle(w: float, h: float) -> Rings:
    """The bow of a padlock: an arch with legs."""
    t, r = 0.2 * w, w / 2
    top = h / 2 - r
    outer, inner = _arc(0, top, r, 0, 180, 40), _arc(0, top, r - t, 180, 0, 40)
    left, right = [(-w / 2, -h / 2), (-w / 2 + t, -h / 2)], [(w / 2 - t, -h / 2), (w / 2, -h / 2)]
    return (np.vstack([outer, left, inner, right]),)


def folder(w: float, h: float) -> Rings:
    tab = 0.16 * h
    points = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2 - tab), (-0.02 * w, h / 2 - tab), (-0.1 * w, h / 2),
              (-w / 2, h / 2)]  # fmt: skip
    return (rounded(points, 0.1 * h),)


def sheet(w: float, h: float) -> Rings:
    """Paper with a corner cut."""
    c = 0.28 * w
    points = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2 - c), (w / 2 - c, h / 2), (-w / 2, h / 2)]
    return (rounded(points, 0.08 * w),)


def bubble(w: float, h: float) -> Rings:
    """A speech bubble, its tail at the lower left."""
    r, low = 0.2 * h, -h / 2 + 0.2 * h
    points = [(-w / 2, low), (-0.3 * w, low), (-0.32 * w, -h / 2), (-0.1 * w, low), (w / 2, low), (w / 2, h / 2),
              (-w / 2, h / 2)]  # fmt: skip
    return (rounded(points, r),)


def bell(w: float, h: float) -> Rings:
    right = [(0.0, 0.52), (0.24, 0.5), (0.35, 0.26), (0.36, -0.06), (0.44, -0.3), (0.54, -0.5), (0.5, -0.5)]
    return mirrored(np.array(right) * (w, h))


def shield(w: float, h: float) -> Rings:
    right = [(0.0, 0.5), (0.28, 0.41), (0.5, 0.38), (0.5, -0.02), (0.3, -0.34), (0.0, -0.5)]
    return mirrored(np.array(right) * (w, h), 0.16 * w)


def heart(w: float, h: float) -> Rings:
    a = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    x, y = 16 * np.sin(a) ** 3, 13 * np.cos(a) - 5 * np.cos(2 * a) - 2 * np.cos(3 * a) - np.cos(4 * a)
    return (np.c_[x / 32 * w, (y + 2.5) / 29 * h],)


def star(w: float, h: float) -> Rings:
    a = np.radians(90 + 36 * np.arange(10))
    r = np.where(np.arange(10) % 2 == 0, 0.5, 0.24)
    return (rounded(np.c_[r * np.cos(a) * w, r * np.sin(a) * h], 0.06 * w),)


def gear(w: float, h: float) -> Rings:
    points = []
    for i in range(8):
        for offset, r in ((-14, 0.36), (-9, 0.5), (9, 0.5), (14, 0.36)):
            a = np.radians(45 * i + offset)
            points.append((r * np.cos(a) * w, r * np.sin(a) * h))
    return (rounded(points, 0.03 * w), *disc(0.3 * w, 0.3 * h))


def drop(w: float, h: float) -> Rings:
    """A map pin: round above, to a soft point below, with a hole."""
    r = w / 2
    bow = _arc(0, h / 2 - r, r, -20, 200, 60)
    tip = rounded(np.vstack([bow[[-1]], [[0, -h / 2]], bow[[0]]]), 0.05 * w)[FINE:-FINE]
    return (np.vstack([bow, tip]), _arc(0, h / 2 - r, 0.36 * r, 0, 360, 40)[:-1])


def bolt(w: float, h: float) -> Rings:
    points = [(0.1 * w, h / 2), (-w / 2, -0.08 * h), (-0.06 * w, -0.08 * h), (-0.14 * w, -h / 2), (w / 2, 0.12 * h),
              (0.06 * w, 0.12 * h)]  # fmt: skip
    return (rounded(points, 0.07 * w),)


def leaf(w: float, h: float) -> Rings:
    right = [(0.0, 0.54), (0.4, 0.2), (0.56, -0.08), (0.34, -0.4), (0.0, -0.53)]
    return mirrored(np.array(right) * (w, h))


def moon(w: float, h: float) -> Rings:
    outer, inner = _arc(0, 0, 0.5, 48, 312, 60), _arc(0.19, 0, 0.38, 284, 76, 60)
    return (soft(np.vstack([outer[::5], inner[::5]]) * (w, h)),)


def wrench(w: float, h: float) -> Rings:
    """A spanner, upright, its jaw above."""
    jaw, top = 0.2 * w, h / 2 - 0.42 * w
    right = [(0.0, top - 0.1 * w), (jaw, top), (jaw, h / 2), (0.5 * w, h / 2 - 0.24 * w), (0.46 * w, top - 0.24 * w),
             (0.2 * w, top - 0.46 * w), (0.19 * w, -h / 2), (0.0, -h / 2)]  # fmt: skip
    return mirrored(right, 0.1 * w)


FORMS: dict[str, Form] = {
    f.__name__: f
    for f in (
        square, pill, disc, ring, half, gauge, cloud, triangle, arrow, check, cross, shackle, folder, sheet, bubble,
        bell, shield, heart, star, gear, drop, bolt, leaf, moon, wrench,
    )
}  # fmt: skip
