"""The lie of the land: ground to the horizon, mountains, cliffs, surf. Grids that are fine near and coarse far."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, join, mesh
from generation.engine.previz.things.relief import Array, Params, noise, ramp, rise

Parts = dict[str, Mesh]

WEARS: Mapping[str, Mapping[str, str]] = {
    "land": {"surface": "soil", "wet": "wet stone"},
    "mountains": {"body": "stone", "snow": "snowy stone"},
    "cliff": {"body": "stone"},
    "breakers": {"water": "wet stone", "foam": "paper"},
}
FAR = 14_000.0  # metres: from here a flat edge is the horizon


def land(p: Params) -> Parts:
    """Ground from the origin to the horizon; its relief grows behind (-z) and `flat` metres round the origin are level.

    style: rolling, dunes, clouds, beach (under water past z = -edge), bank (beside a stream, `side` of it).
    relief: metres; wave: metres from crest to crest; fade: from there the land is level, so the horizon is true.
    """
    near = float(p.get("near", 0.4))
    radii = np.r_[0.0, np.geomspace(near, FAR, 120)]
    a = np.r_[np.linspace(-92, 92, 190), np.linspace(100, 260, 18)]  # fine where the lens looks
    a = np.radians(np.r_[a, a[0] + 360])
    x, z = radii[:, None] * np.sin(a), -radii[:, None] * np.cos(a)
    y = rise(p, x, z)
    step = np.maximum(0.02 * radii[:, None], 0.02 * near) + 0 * x
    normal = np.stack([rise(p, x - step, z) - rise(p, x + step, z), 2 * step,
                       rise(p, x, z - step) - rise(p, x, z + step)], -1)  # fmt: skip
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    rows, cols = x.shape
    i = np.arange((rows - 1) * cols).reshape(rows - 1, cols)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + 1, i + cols], np.c_[i + 1, i + cols + 1, i + cols]])
    v, n = np.stack([x, y, z], -1).reshape(-1, 3), normal.reshape(-1, 3)
    if p.get("style") == "beach":
        middle = v[f].mean(1)
        line = -float(p.get("edge", 10.0)) * (1 - float(p.get("wet", 0.3)))
        damp = middle[:, 2] + (noise(middle[:, 0] / 2, middle[:, 2], 3) - 0.5) * 0.3 * line < line
        return {"surface": mesh(v, f[~damp], n), "wet": mesh(v, f[damp], n)}
    return {"surface": mesh(v, f, n)}


def mountains(p: Params) -> Parts:
    """A range on an arc round the origin (the lens stands there, looking to -z), so that no end of it shows.

    r: distance; h: height, metres; peaks: 0 rounded hills, 1 sharp; snow: share of the height from which snow lies
    (0: none); low: (from, to, share), degrees to the right of -z, where the range is lower; base: how steeply it falls.
    """
    seed, r, h = int(p.get("seed", 1)), float(p.get("r", 300.0)), float(p.get("h", 30.0))
    sharp = float(p.get("peaks", 0.5))
    a = np.linspace(-88, 88, 420)
    j = np.linspace(0, 1, 26)
    deep = float(p.get("deep", 0.5)) * r
    t = np.radians(a)
    rad = r + deep * j[:, None] + 0 * t
    arc = t * r / max(h, 1e-6) / float(p.get("wide", 3.5))  # peaks as wide as they are high, times `wide`
    y = np.zeros_like(rad)
    gain = 1.0
    for octave in range(6):
        n = noise(arc * 2**octave + 0 * rad, rad / h / 3.5 * 2**octave, seed + octave)
        y += gain * ((1 - np.abs(2 * n - 1)) * sharp + n * (1 - sharp))
        gain *= 0.36 + 0.12 * sharp
    y = (y - y.min()) / (np.ptp(y) + 1e-9)
    slope = np.sin(np.pi * np.clip(j, 0, 1) * 0.62 + 0.0)[:, None] ** 0.8
    y = h * (0.25 * slope + 0.75 * y * slope)
    for start, end, share in p.get("low", ()):
        inside = ramp(a, start - 9, start + 1) * (1 - ramp(a, end - 1, end + 9))
        y = y * (1 - inside * (1 - share))
    y[0] = -0.01 * h
    x, z = rad * np.sin(t), -rad * np.cos(t)
    v = np.stack([x, y, z], -1)
    n3 = np.cross(np.gradient(v, axis=1), np.gradient(v, axis=0))
    n3 /= np.linalg.norm(n3, axis=-1, keepdims=True) + 1e-12
    n3 = np.where(n3[..., 1:2] < 0, -n3, n3)
    cols = len(a)
    i = np.arange((len(j) - 1) * cols).reshape(len(j) - 1, cols)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + cols, i + 1], np.c_[i + 1, i + cols, i + cols + 1]])
    v, n3 = v.reshape(-1, 3), n3.reshape(-1, 3)
    snow = float(p.get("snow", 0.0))
    parts = {"body": mesh(v, f, n3)}
    if snow:
        middle, up = v[f].mean(1), n3[f, 1].mean(1)
        ragged = 0.3 * h * (noise(middle[:, 0] / h * 4, middle[:, 2] / h * 4, seed + 20) - 0.5)
        white = (middle[:, 1] + ragged > snow * h) & (up > 0.22)
        if white.any() and not white.all():
            parts = {"body": mesh(v, f[~white], n3), "snow": mesh(v, f[white], n3)}
    return parts


def cliff(p: Params) -> Parts:
    """A rock face w x h metres that faces +z, in ledges and buttresses, leaning back; z = 0 is its foot."""
    w, h, d, seed = float(p.get("w", 30.0)), float(p.get("h", 12.0)), float(p.get("d", 3.0)), int(p.get("seed", 1))
    gap = float(p.get("gap", 0.0))  # a cleft in the middle, metres, where water falls
    u, t = np.meshgrid(np.linspace(-w / 2, w / 2, 150), np.linspace(0, 1.0, 70))
    top = h * (0.72 + 0.45 * noise(u / h * 1.3, 0 * u, seed) + 0.12 * noise(u / h * 6, 0 * u, seed + 1))
    ends = float(p.get("ends", 0.0))  # share of the width over which it comes down to the ground at both ends
    if ends:
        top = top * ramp(w / 2 - np.abs(u), 0.0, ends * w) + 0.01 * h
    if gap:
        top = top * (1 - 0.22 * np.exp(-((u / gap) ** 2)))
    y = t * top
    ledge = np.floor(y / h * 6 + 1.5 * noise(u / h * 2, y / h * 3, seed + 2))
    out = 0.5 * noise(u / h * 2.5, ledge * 0.7, seed + 3) + 0.35 * noise(u / h * 7, y / h * 2.0, seed + 4)
    out += 0.15 * noise(u / h * 18, y / h * 14, seed + 5)
    z = d * (out - 0.6 * t)
    if gap:
        z -= 0.7 * d * np.exp(-((u / gap) ** 4))
    v = np.stack([u, y - 0.3, z], -1)
    back = v[-1].copy()
    back[:, 2] -= 3 * d
    v = np.concatenate([v, back[None]], 0)
    n3 = np.cross(np.gradient(v, axis=1), np.gradient(v, axis=0))
    n3 /= np.linalg.norm(n3, axis=-1, keepdims=True) + 1e-12
    rows, cols = v.shape[:2]
    i = np.arange((rows - 1) * cols).reshape(rows - 1, cols)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + 1, i + cols], np.c_[i + 1, i + cols + 1, i + cols]])
    return {"body": mesh(v.reshape(-1, 3), f, n3.reshape(-1, 3))}


def breakers(p: Params) -> Parts:
    """Waves that come in to z = 0 in `count` rows `gap` metres apart, l long, the nearest h high; foam on the crests
    and in lace along the edge."""
    rng = np.random.default_rng(p.get("seed", 1))
    length, high, gap = float(p.get("l", 60.0)), float(p.get("h", 0.4)), float(p.get("gap", 5.0))
    water: list[Mesh] = []
    foam: list[Mesh] = []
    x = np.linspace(-length / 2, length / 2, 260)
    for k in range(int(p.get("count", 4))):
        seed = int(rng.integers(1, 9999))
        z0 = -gap * (k + 0.6 * float(rng.random())) - 0.2 * gap
        tall = high * (0.55, 1.0, 0.8, 0.6, 0.45, 0.35)[min(k, 5)] * ramp(noise(x / gap / 2.2, 0 * x, seed), 0.15, 0.8)
        bend = gap * 0.5 * (noise(x / gap / 3, 0 * x, seed + 1) - 0.5)
        s = np.linspace(-1, 1, 13)[:, None]
        y = tall * np.exp(-((s * 1.9) ** 2)) - 0.02 * high
        z = z0 + bend + s * high * 2.6 + 0.5 * tall * np.exp(-((s * 1.9) ** 2))
        v = np.stack([x + 0 * z, y, z], -1)
        n = np.cross(np.gradient(v, axis=0), np.gradient(v, axis=1))
        n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-12
        cols = len(x)
        i = np.arange(12 * cols).reshape(12, cols)[:, :-1]
        f = np.vstack([np.c_[i.ravel(), i.ravel() + cols, i.ravel() + 1],
                       np.c_[i.ravel() + 1, i.ravel() + cols, i.ravel() + cols + 1]])  # fmt: skip
        flat, normal = v.reshape(-1, 3), n.reshape(-1, 3)
        middle = flat[f].mean(1)
        crest = np.interp(middle[:, 0], x, tall)
        lace = noise(middle[:, 0] / high * 1.3, middle[:, 2] / high * 3, seed + 3)
        white = (middle[:, 1] > 0.62 * crest) & (crest > 0.4 * high) & (lace > 0.25)
        if k < 2:  # the nearest rows are breaking: foam all down the front
            white |= (middle[:, 2] > z0 + np.interp(middle[:, 0], x, bend)) & (crest > 0.3 * high) & (lace > 0.45)
        water.append(mesh(flat, f[~white], normal))
        if white.any():
            foam.append(mesh(flat + normal * 0.01 * high, f[white], normal))
    foam.append(_lace(x, gap, high, rng))
    return {"water": join(water), "foam": join(foam)}


def _lace(x: Array, gap: float, high: float, rng: np.random.Generator) -> Mesh:
    """The thin white edge of the last wave on the sand, and a second one that has broken up."""
    pieces_v, pieces_f = [], []
    for k, at in enumerate((0.0, -0.35 * gap)):
        seed = int(rng.integers(1, 9999))
        middle = at + 0.3 * gap * (noise(x / gap / 1.4, 0 * x, seed) - 0.5) + 0.06 * gap * noise(x / gap * 3, 0 * x, 5)
        wide = high * 0.3 * (0.25 + noise(x / gap * 2.2, 0 * x, seed + 2)) * (1.0 if k == 0 else 0.7)
        v = np.stack([np.stack([x, 0 * x + 0.012 * high, middle + s * wide], -1) for s in (-1, 1)])
        i = np.arange(len(x) - 1)
        keep = (noise(x / gap * 1.7, 0 * x, seed + 7) > 0.35 * k)[:-1]
        i = i[keep]
        pieces_v.append(v.reshape(-1, 3))
        pieces_f.append(np.vstack([np.c_[i, i + len(x), i + 1], np.c_[i + 1, i + len(x), i + len(x) + 1]])
                        + k * 2 * len(x))  # fmt: skip
    points = np.vstack(pieces_v)
    return mesh(points, np.vstack(pieces_f), np.tile([0, 1, 0], (len(points), 1)))
