"""Stand-ins for a client's own product: the body that a cut-out photograph casts its shadow and its reflection with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, mesh

WEARS: Mapping[str, Mapping[str, str]] = {"stand_in": {"body": "product"}}
AROUND = 40  # points round a ring
THIN = 0.004  # share of the width: the narrowest a ring gets, so that a gap in the outline stays a body


def stand_in(p: Params) -> Parts:
    """A body with the outline of a cut-out: w, h (metres), rows ((left, right) from top to bottom, shares of w).

    `deep` is its depth as a share of its width at every height, `square` how boxy its rings are: 0 round, 1 a box.
    Texture coordinates run over the outline's box as seen from the front, so the photograph can be laid on it.
    """
    rows = np.array(p.get("rows") or [[0.0, 1.0], [0.0, 1.0]], float)[::-1]
    w, h = float(p.get("w", 0.07)), float(p.get("h", 0.28))
    middle, half = (rows.mean(1) - 0.5) * w, np.maximum((rows[:, 1] - rows[:, 0]) / 2, THIN) * w
    y = (np.arange(len(rows)) + 0.5) / len(rows) * h
    y[0], y[-1] = 0.0, h
    deep = float(p.get("deep", 1.0))
    round_off = 2 / (2 + 6 * float(p.get("square", 0.0)))  # exponent of a superellipse, 1 is a circle
    a = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    cos, sin = (np.sign(t) * np.abs(t) ** round_off for t in (np.cos(a), np.sin(a)))
    x = middle[:, None] + half[:, None] * cos
    z = half[:, None] * deep * sin
    points = np.stack([x, np.broadcast_to(y[:, None], x.shape), z], -1)
    slope = np.gradient(half, np.maximum(y, 1e-6))[:, None]
    parts = (cos, -slope, sin / max(deep, 0.05))
    across = np.stack([np.broadcast_to(part, x.shape) for part in parts], -1)
    across /= np.linalg.norm(across, axis=-1, keepdims=True) + 1e-12
    uv = np.stack([x / w + 0.5, points[..., 1] / h], -1)
    v, n, t = points.reshape(-1, 3), across.reshape(-1, 3), uv.reshape(-1, 2)
    faces = []
    for i in range(len(rows) - 1):
        for j in range(AROUND):
            k = (j + 1) % AROUND
            low, high = i * AROUND, (i + 1) * AROUND
            faces += [(low + j, high + j, low + k), (low + k, high + j, high + k)]
    for ring, up in ((0, -1.0), (len(rows) - 1, 1.0)):  # lids
        start = len(v)
        lid = points[ring]
        v = np.vstack([v, lid, lid.mean(0, keepdims=True)])
        n = np.vstack([n, np.tile([0, up, 0], (AROUND + 1, 1))])
        t = np.vstack([t, uv[ring], uv[ring].mean(0, keepdims=True)])
        for j in range(AROUND):
            k = (j + 1) % AROUND
            pair = (start + j, start + k) if up < 0 else (start + k, start + j)
            faces.append((*pair, start + AROUND))
    return {"body": mesh(v, faces, n, t)}
