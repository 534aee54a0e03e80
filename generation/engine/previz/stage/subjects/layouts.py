"""Where several things stand among themselves: rows, triangles, grids, circles, stacks. Floor plan in metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Spot = tuple[float, float, float, float]  # x, y (over the support), z, degrees turned
STANDING = ("row", "triangle", "diagonal", "cluster", "arc")
LYING = ("grid", "scattered", "diagonal", "circle")


def spread(how: str, sizes: Sequence[tuple[float, float, float]], rng: np.random.Generator) -> list[Spot]:
    """A spot for each thing of (width, height, depth), round the origin; nothing overlaps anything."""
    n = len(sizes)
    if n < 2:
        return [(0.0, 0.0, 0.0, 0.0)] * n
    if how == "stack":
        return _stack(sizes)
    if how.startswith("pair"):
        return _pair(sizes, -1.0 if how.endswith("mirrored") else 1.0)
    w = np.array([max(s[0], 1e-3) for s in sizes])
    h = np.array([s[1] for s in sizes])
    d = np.array([max(s[2], 1e-3) for s in sizes])
    mean = float(w.mean())
    spots = {
        "grid": _grid, "circle": _circle, "triangle": _triangle, "diagonal": _diagonal, "scattered": _scattered,
        "cluster": _cluster, "arc": _arc,
    }.get(how, _row)(w, h, d)  # fmt: skip
    spots = _apart(spots, np.maximum(w, d) / 2 if how != "row" else w / 2, 0.06 * mean)
    spots -= (spots.max(0) + spots.min(0)) / 2
    turns = np.zeros(n)
    if how in ("cluster", "arc", "triangle"):
        turns = -np.degrees(np.arctan2(spots[:, 0], 6 * mean)) * 0.6 + rng.uniform(-5, 5, n)
    elif how == "scattered":
        turns = rng.uniform(-38, 38, n)
    elif how == "circle":
        turns = np.degrees(np.arctan2(spots[:, 0], spots[:, 1]))
    return [(float(x), 0.0, float(z), float(t)) for (x, z), t in zip(spots, turns, strict=True)]


Plan = NDArray[np.float64]


def _row(w: Plan, h: Plan, d: Plan) -> Plan:
    gap = 0.28 * float(w.mean())
    left = np.concatenate([[0.0], np.cumsum(w + gap)[:-1]])
    return np.stack([left + w / 2, np.zeros(len(w))], -1)


def _triangle(w: Plan, h: Plan, d: Plan) -> Plan:
    """The tallest behind the middle, the others before it to either side, lower and lower: a still life."""
    order = np.argsort(-h, kind="stable")
    spots = np.zeros((len(w), 2))
    reach = [0.0, 0.0]
    for rank, i in enumerate(order.tolist()):
        if rank == 0:
            spots[i] = 0.0, -0.35 * d[i]
            reach = [w[i] / 2, w[i] / 2]
            continue
        side = rank % 2
        step = w[i] * 0.58
        spots[i] = (reach[side] + step) * (1 if side else -1), 0.3 * d[i] * rank
        reach[side] += w[i] * 1.1
    return spots


def _diagonal(w: Plan, h: Plan, d: Plan) -> Plan:
    gap = 0.12 * float(w.mean())
    left = np.concatenate([[0.0], np.cumsum(w + gap)[:-1]]) + w / 2
    return np.stack([left, np.linspace(-0.5, 0.5, len(w)) * float((d + w).sum()) * 0.36], -1)


def _grid(w: Plan, h: Plan, d: Plan) -> Plan:
    n = len(w)
    columns = int(np.ceil(np.sqrt(n * 1.2)))
    cell = np.array([w.max() * 1.25, d.max() * 1.25])
    spots = [(k % columns, k // columns) for k in range(n)]
    rest = n % columns
    shift = [(columns - rest) / 2 if rest and k >= n - rest else 0.0 for k in range(n)]
    out: Plan = (np.array(spots, float) + np.stack([shift, np.zeros(n)], -1)) * cell
    return out


def _circle(w: Plan, h: Plan, d: Plan) -> Plan:
    n = len(w)
    r = float(np.maximum(w, d).max()) * 0.62 / np.sin(np.pi / max(n, 3))
    a = np.pi + np.arange(n) * 2 * np.pi / n
    return np.stack([np.sin(a) * r, np.cos(a) * r], -1)


def _arc(w: Plan, h: Plan, d: Plan) -> Plan:
    spots = _row(w, h, d)
    x = spots[:, 0] - spots[:, 0].mean()
    spots[:, 1] = (x / max(float(np.abs(x).max()), 1e-6)) ** 2 * float(d.max()) * 1.1
    return spots


def _cluster(w: Plan, h: Plan, d: Plan) -> Plan:
    """Rows that stand in each other's gaps, the taller behind."""
    n = len(w)
    order = np.argsort(-h, kind="stable")
    back = order[: (n + 1) // 2]
    front = order[(n + 1) // 2 :]
    spots = np.zeros((n, 2))
    for row, z in ((back, -0.45), (front, 0.55)):
        step = float(w[row].max()) * 1.3 if len(row) else 0.0
        for k, i in enumerate(row.tolist()):
            spots[i] = (k - (len(row) - 1) / 2) * step, z * float(d.max())
    return spots


def _scattered(w: Plan, h: Plan, d: Plan) -> Plan:
    k = np.arange(len(w)) + 0.6
    r = np.sqrt(k) * float(np.maximum(w, d).mean()) * 0.85
    a = k * np.pi * (3 - np.sqrt(5))  # the golden angle: never in line
    return np.stack([r * np.cos(a) * 1.3, r * np.sin(a)], -1)


def _pair(sizes: Sequence[tuple[float, float, float]], side: float) -> list[Spot]:
    """A pair of shoes as in a catalogue: seen from the side, the farther one a little ahead of the nearer."""
    (w, _, d), (v, _, e) = sizes[:2]
    spots = [(-0.14 * w * side, 0.0, 0.62 * d, -14.0 * side), (0.14 * v * side, 0.0, -0.62 * e, -5.0 * side)]
    return spots + [(0.0, 0.0, -(k + 2.0) * d, 0.0) for k in range(len(sizes) - 2)]


def _stack(sizes: Sequence[tuple[float, float, float]]) -> list[Spot]:
    """A pyramid: the widest below, each row standing in the middles of the one under it."""
    order = sorted(range(len(sizes)), key=lambda i: -sizes[i][0])
    spots: list[Spot] = [(0.0, 0.0, 0.0, 0.0)] * len(sizes)
    row, y, k = 1, 0.0, 0
    while row * (row + 1) // 2 < len(order):
        row += 1
    while k < len(order):
        here = order[k : k + row]
        step = max(sizes[i][0] for i in here) * 1.03
        for j, i in enumerate(here):
            spots[i] = ((j - (len(here) - 1) / 2) * step, y, 0.0, 0.0)
        y += max(sizes[i][1] for i in here)
        k += row
        row = max(row - 1, 1)
    return spots


def _apart(spots: Plan, radius: Plan, gap: float) -> Plan:
    """Pushed away from each other, pair by pair, until no two footprints overlap."""
    out = spots.astype(float).copy()
    for _ in range(24):
        moved = False
        for i in range(len(out)):
            for j in range(i):
                between = out[i] - out[j]
                far = float(np.hypot(*between))
                need = float(radius[i] + radius[j]) + gap - far
                if need > 1e-4:
                    away = between / far if far > 1e-6 else np.array([1.0, 0.0])
                    out[i] += away * need / 2
                    out[j] -= away * need / 2
                    moved = True
        if not moved:
            break
    return out
