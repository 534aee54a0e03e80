"""What sets are built from: plinths, arches, sweeps, walls, blocks and cards."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    Params,
    Parts,
    arc,
    ball,
    cylinder,
    floor,
    join,
    mesh,
    place,
    quad,
    stand_box,
)
from generation.engine.previz.things.outlines import extrude

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "plinth": {"body": "plaster"},
    "sphere": {"body": "accent"},
    "arch": {"body": "plaster"},
    "steps": {"body": "plaster"},
    "block": {"body": "block", "label": "label"},
    "slats": {"slats": "wood", "back": "dark"},
}


def plinth(p: Params) -> Parts:
    r, h = p.get("r", 0.2), p.get("h", 0.4)
    if p.get("square"):
        return {"body": stand_box(2 * r, h, 2 * r, bevel=0.012, k=4)}
    return {"body": cylinder(r, h, bevel=0.012, n=96)}


def sphere(p: Params) -> Parts:
    r = p.get("r", 0.14)
    return {"body": place(ball(r, 64), (0, r, 0))}


def arch(p: Params) -> Parts:
    """A plain archway: w, h outer, thick."""
    w, h, t, d = p.get("w", 1.0), p.get("h", 1.5), p.get("thick", 0.16), p.get("d", 0.3)
    r = w / 2
    outer, inner = arc(0, h - r, r, 0, 180, 30), arc(0, h - r, r - t, 180, 0, 30)
    outline = np.vstack([[(r, 0)], outer, [(-r, 0), (-r + t, 0)], inner, [(r - t, 0)]])
    return {"body": extrude(outline, d, bevel=0.012)}


def steps(p: Params) -> Parts:
    n, w, rise, run = int(p.get("n", 3)), p.get("w", 1.2), p.get("rise", 0.16), p.get("run", 0.3)
    return {"body": join([stand_box(w, rise * (i + 1), run, (0, 0, -i * run), bevel=0.01) for i in range(n)])}


def card(p: Params) -> Parts:
    """A flat shape for illustrations: `form` is disc, ring, pill, square; lies in the picture plane, centred."""
    w, h, form = p.get("w", 1.0), p.get("h", 1.0), p.get("form", "square")
    r = {"square": 0.16 * min(w, h), "pill": 0.5 * min(w, h), "disc": 0.5 * min(w, h)}.get(form, 0.5 * min(w, h))
    corners = [
        (w / 2 - r, h / 2 - r, 0),
        (-w / 2 + r, h / 2 - r, 90),
        (-w / 2 + r, -h / 2 + r, 180),
        (w / 2 - r, -h / 2 + r, 270),
    ]
    edge = np.vstack([arc(x, y, r, a, a + 90, 14) for x, y, a in corners])
    m = len(edge)
    if form == "ring":
        t = p.get("thick", 0.16)
        v = np.vstack([edge, edge * (1 - t / (0.5 * min(w, h)))])
        i = np.arange(m)
        f = np.vstack([np.c_[i, i + m, (i + 1) % m], np.c_[(i + 1) % m, i + m, (i + 1) % m + m]])
    else:
        v = np.vstack([edge, [[0, 0]]])
        f = np.array([(i, (i + 1) % m, m) for i in range(m)])
    n = np.tile([0, 0, 1], (len(v), 1))
    return {
        "body": Mesh(
            np.c_[v, np.zeros(len(v))].astype(np.float32),
            f.astype(np.uint32),
            n.astype(np.float32),
            v.astype(np.float32),
        )
    }


def block(p: Params) -> Parts:
    """The honest stand-in: a plain block of a plausible size with a blank label on its face."""
    w, h, d = p.get("w", 0.3), p.get("h", 0.3), p.get("d", 0.3)
    face = place(quad(w * 0.7, h * 0.28), (0, h * 0.62, d / 2 + 0.002))
    return {"body": stand_box(w, h, d, bevel=min(w, h, d) * 0.08, k=5), "label": face}


def slab(p: Params) -> Parts:
    """A plain box: w, h, d; stands on its base."""
    return {"body": stand_box(p.get("w", 1.0), p.get("h", 1.0), p.get("d", 0.1), bevel=p.get("bevel", 0.005), k=2)}


def panel(p: Params) -> Parts:
    """A flat upright rectangle facing +z, standing on its base."""
    h = p.get("h", 3.0)
    return {"body": place(quad(p.get("w", 3.0), h), (0, h / 2, 0))}


def deck(p: Params) -> Parts:
    """A floor (or, with `under`, a ceiling seen from below)."""
    return {"body": floor(p.get("w", 16.0), p.get("d", 14.0))}


def cyclorama(p: Params) -> Parts:
    """A studio sweep: floor that curves up into a wall. w wide, from z = front to z = back, r the curve, h high."""
    w, front, back, h, r = p.get("w", 16.0), p.get("front", 6.0), p.get("back", -4.0), p.get("h", 9.0), p.get("r", 2.4)
    a = np.linspace(0, np.pi / 2, 40)
    curve = np.c_[back + r - r * np.sin(a), r - r * np.cos(a)]
    path = np.vstack([[[front, 0], [(front + back + r) / 2, 0]], curve, [[back, h]]])
    normal = np.vstack([[[0, 1], [0, 1]], np.c_[np.sin(a), np.cos(a)], [[1, 0]]])
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    m = len(path)
    v = np.vstack([np.c_[np.full(m, x), path[:, 1], path[:, 0]] for x in (-w / 2, w / 2)])
    n = np.vstack([np.c_[np.zeros(m), normal[:, 1], normal[:, 0]]] * 2)
    uv = np.vstack([np.c_[np.full(m, u), along / along[-1]] for u in (0, 1)])
    i = np.arange(m - 1)
    return {"body": mesh(v, np.vstack([np.c_[i, i + m, i + 1], np.c_[i + 1, i + m, i + m + 1]]), n, uv)}


def slats(p: Params) -> Parts:
    """A wall of upright wooden slats, facing +z."""
    w, h, pitch = p.get("w", 4.0), p.get("h", 3.6), p.get("pitch", 0.12)
    n = max(int(w / pitch), 2)
    strips = [
        stand_box(pitch * 0.55, h, 0.05, (float(x), 0, 0.03), bevel=0.006, k=2) for x in np.linspace(-w / 2, w / 2, n)
    ]
    return {"slats": join(strips), "back": place(quad(w, h), (0, h / 2, 0))}
