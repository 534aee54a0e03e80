"""Things people make and use. Every builder takes params and gives part name -> mesh, standing on y = 0, facing +z."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    arc,
    ball,
    box,
    cylinder,
    join,
    lathe,
    place,
    prism,
    quad,
    ribbon,
    stand_box,
    tube,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]


def bottle(p: Params) -> Parts:
    """A vacuum flask: powder-coated body, steel ring, dark cap with a carrying loop. 0.28 m."""
    r = 0.036 * p.get("stout", 1.0)
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(r - 0.006, 0.006, 0.006, -90, 0, 5),
                [[r, 0.06], [r, 0.13], [r, 0.185]],
                arc(r - 0.026, 0.185, 0.026, 0, 58, 10),
                [[0.0215, 0.2215], [0.0205, 0.227]],
            ]
        ),
        n=96,
    )
    ring = lathe([(0.0208, 0.226), (0.0232, 0.2275), (0.0232, 0.2325), (0.0208, 0.234)], n=72)
    cap = lathe(
        np.vstack([[[0.0245, 0.234]], [[0.0245, 0.262]], arc(0.0205, 0.266, 0.004, 0, 90, 5), [[0, 0.27]]]), n=72
    )
    a = np.radians(np.linspace(0, 180, 14))
    loop = tube(np.c_[0.0185 * np.cos(a), 0.266 + 0.021 * np.sin(a), np.zeros(14)], 0.0036, n=10)
    label = lathe([(r + 0.0004, 0.075), (r + 0.0004, 0.15)], n=96)
    return {"body": body, "ring": ring, "cap": join([cap, loop]), **({"label": label} if p.get("label") else {})}


def wine_bottle(_: Params) -> Parts:
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(0.031, 0.006, 0.006, -90, 0, 4),
                [[0.037, 0.1], [0.037, 0.19]],
                arc(0.012, 0.19, 0.025, 0, 62, 8),
                [[0.0145, 0.235], [0.0135, 0.3], [0.015, 0.302], [0.015, 0.31]],
            ]
        ),
        n=72,
    )
    return {"body": body, "label": lathe([(0.0375, 0.06), (0.0375, 0.14)], n=72)}


def cup(p: Params) -> Parts:
    """A mug with a handle; `tin` makes it straight and thin."""
    r, h = 0.042, 0.09
    wall = lathe(
        np.vstack([[[0, 0]], arc(r - 0.008, 0.008, 0.008, -90, 0, 5), [[r, h]]]),
        [(r, h), (r - 0.003, h)],
        [(r - 0.003, h), (r - 0.004, 0.006), (0, 0.006)],
        n=64,
    )
    a = np.radians(np.linspace(-75, 75, 12))
    handle = tube(np.c_[r - 0.006 + 0.03 * np.cos(a), h * 0.5 + 0.03 * np.sin(a), 0 * a], 0.0055, n=10)
    drink = lathe([(r - 0.004, h * 0.86), (0, h * 0.86)], n=48)
    return {"body": join([wall, handle]), "drink": drink}


def glass(_: Params) -> Parts:
    return {
        "body": lathe([(0, 0), (0.028, 0.002), (0.03, 0.006), (0.036, 0.12)], [(0.036, 0.12), (0.0345, 0.12)], n=64)
    }


def can(_: Params) -> Parts:
    body = lathe(np.vstack([arc(0.027, 0.006, 0.006, -90, 0, 4), [[0.033, 0.1]], [[0.027, 0.112]]]), n=72)
    return {
        "body": body,
        "lid": lathe([(0.0272, 0.112), (0.0272, 0.115), (0.025, 0.115), (0.024, 0.112), (0, 0.112)], n=64),
    }


def jar(_: Params) -> Parts:
    body = lathe(
        np.vstack([[[0, 0]], arc(0.034, 0.008, 0.008, -90, 0, 5), [[0.042, 0.06]], arc(0.034, 0.06, 0.008, 0, 80, 5)]),
        n=72,
    )
    return {"body": body, "lid": place(cylinder(0.04, 0.018, bevel=0.003), (0, 0.068, 0))}


def tube_pack(_: Params) -> Parts:
    return {"body": place(cylinder(0.024, 0.12, top=0.021), (0, 0.025, 0)), "lid": cylinder(0.02, 0.026, bevel=0.002)}


def carton(p: Params) -> Parts:
    """A closed box: w, h, d in metres."""
    w, h, d = p.get("w", 0.32), p.get("h", 0.24), p.get("d", 0.26)
    tape = place(box(w * 1.002, 0.002, d * 0.14, bevel=0.0005, k=2), (0, h, 0))
    return {"body": stand_box(w, h, d, bevel=0.008), "tape": tape}


def block(p: Params) -> Parts:
    """The honest stand-in: a plain block of a plausible size with a blank label on its face."""
    w, h, d = p.get("w", 0.3), p.get("h", 0.3), p.get("d", 0.3)
    face = place(quad(w * 0.7, h * 0.28), (0, h * 0.62, d / 2 + 0.002))
    return {"body": stand_box(w, h, d, bevel=min(w, h, d) * 0.08, k=5), "label": face}


def bag(_: Params) -> Parts:
    a = np.radians(np.linspace(0, 180, 14))
    straps = [tube(np.c_[0.07 * np.cos(a), 0.36 + 0.11 * np.sin(a), np.full(14, z)], 0.006) for z in (-0.05, 0.05)]
    return {"body": stand_box(0.34, 0.37, 0.13, bevel=0.02, k=4), "straps": join(straps)}


def shoe(_: Params) -> Parts:
    """A trainer on its sole."""
    x = np.linspace(-0.14, 0.14, 12)
    half = 0.036 + 0.012 * np.sin((x + 0.14) / 0.28 * np.pi * 1.1)
    outline = np.c_[x, np.full(12, 0.02), 0 * x]
    sole = place(ribbon(outline, half, (0, 0, 1)), (0, 0, 0))
    upper = [
        place(ball(1, 32), (0.06, 0.045, 0), scale=(0.085, 0.042, 0.044)),
        place(ball(1, 32), (-0.06, 0.06, 0), scale=(0.075, 0.06, 0.042)),
        place(cylinder(0.034, 0.05, bevel=0.01), (-0.09, 0.07, 0)),
    ]
    return {"sole": join([sole, place(box(0.28, 0.026, 0.09, bevel=0.012), (0, 0.013, 0))]), "upper": join(upper)}


def phone(p: Params) -> Parts:
    """Upright phone, 0.15 m, leaning back a little on nothing visible: as product pages show it."""
    lean = p.get("lean", -12)
    body = place(box(0.072, 0.15, 0.0085, bevel=0.004, k=4), (0, 0.075, 0))
    face = place(quad(0.067, 0.145), (0, 0.075, 0.0044))
    return {"body": place(body, tilt=lean), "screen": place(face, tilt=lean)}


def tablet(p: Params) -> Parts:
    lean = p.get("lean", -16)
    body = place(box(0.25, 0.178, 0.007, bevel=0.0034, k=4), (0, 0.089, 0))
    face = place(quad(0.238, 0.166), (0, 0.089, 0.0037))
    return {"body": place(body, tilt=lean), "screen": place(face, tilt=lean)}


def laptop(p: Params) -> Parts:
    open_ = p.get("open", -18)
    base = place(box(0.32, 0.014, 0.22, bevel=0.005, k=3), (0, 0.008, 0))
    lid = place(place(box(0.32, 0.21, 0.007, bevel=0.003, k=3), (0, 0.105, 0)), (0, 0.013, -0.108), tilt=open_)
    face = place(place(quad(0.306, 0.193), (0, 0.107, 0.0042)), (0, 0.013, -0.108), tilt=open_)
    keys = place(quad(0.27, 0.1), (0, 0.0155, -0.03), tilt=-90)
    return {"body": join([base, lid]), "screen": face, "keys": keys}


def monitor(_: Params) -> Parts:
    shell = place(box(0.62, 0.36, 0.025, bevel=0.008), (0, 0.34, 0))
    stand = join(
        [
            place(box(0.05, 0.2, 0.02, bevel=0.006), (0, 0.1, -0.03)),
            place(box(0.24, 0.012, 0.18, bevel=0.005), (0, 0.006, -0.02)),
        ]
    )
    return {"body": join([shell, stand]), "screen": place(quad(0.6, 0.34), (0, 0.34, 0.0135))}


def display(p: Params) -> Parts:
    """A free-standing transparent display. w, h of the pane, `y` the height of its centre."""
    w, h, y = p.get("w", 2.5), p.get("h", 1.2), p.get("y", 1.25)
    frame = [place(box(w + 0.05, 0.022, 0.026, bevel=0.008), (0, y + s * (h / 2 + 0.01), 0)) for s in (-1, 1)]
    frame += [place(box(0.022, h + 0.04, 0.026, bevel=0.008), (s * (w / 2 + 0.012), y, 0)) for s in (-1, 1)]
    leg = y - h / 2
    frame += [stand_box(0.04, leg, 0.04, (s * w * 0.32, 0, 0), bevel=0.01) for s in (-1, 1)]
    frame += [stand_box(0.42, 0.024, 0.36, (s * w * 0.32, 0, 0), bevel=0.011) for s in (-1, 1)]
    return {"screen": place(quad(w, h), (0, y, 0)), "frame": join(frame)}


def table(p: Params) -> Parts:
    """A table or desk: w, d, h of the top; round when `round`."""
    w, d, h = p.get("w", 1.8), p.get("d", 0.85), p.get("h", 0.74)
    if p.get("round"):
        top = place(cylinder(w / 2, 0.035, bevel=0.012, n=96), (0, h - 0.035, 0))
        return {"top": top, "legs": join([cylinder(0.045, h - 0.03), cylinder(w * 0.24, 0.02, bevel=0.008)])}
    top = place(box(w, 0.036, d, bevel=0.014, k=4), (0, h - 0.018, 0))
    legs = [
        place(stand_box(0.045, h - 0.03, 0.045, bevel=0.01), (sx * (w / 2 - 0.09), 0, sz * (d / 2 - 0.08)))
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    rails = [place(box(w - 0.2, 0.06, 0.02, bevel=0.006), (0, h - 0.07, sz * (d / 2 - 0.08))) for sz in (-1, 1)]
    return {"top": top, "legs": join(legs + rails)}


def chair(_: Params) -> Parts:
    """A shell chair on four thin legs."""
    seat = place(box(0.46, 0.05, 0.45, bevel=0.024, k=4), (0, 0.45, 0))
    back = place(box(0.44, 0.36, 0.04, bevel=0.019, k=4), (0, 0.68, -0.215), tilt=-9)
    legs = [tube([(sx * 0.17, 0.44, sz * 0.16), (sx * 0.22, 0, sz * 0.22)], 0.012) for sx in (-1, 1) for sz in (-1, 1)]
    return {"seat": join([seat, back]), "legs": join(legs)}


def sofa(p: Params) -> Parts:
    w = p.get("w", 2.1)
    pieces = [
        place(box(w, 0.2, 0.86, bevel=0.06, k=4), (0, 0.22, 0)),
        place(box(w, 0.4, 0.2, bevel=0.08, k=4), (0, 0.52, -0.34)),
    ]
    pieces += [place(box(0.18, 0.36, 0.86, bevel=0.07, k=4), (s * (w / 2 - 0.05), 0.38, 0)) for s in (-1, 1)]
    seats = [place(box(w / 2 - 0.14, 0.15, 0.64, bevel=0.055, k=4), (s * (w / 4 - 0.05), 0.39, 0.06)) for s in (-1, 1)]
    return {"body": join(pieces), "seat": join(seats)}


def shelf(p: Params) -> Parts:
    """Open shelves with books or boxes: w, h, and `seed` for what stands on them."""
    w, h, d = p.get("w", 2.4), p.get("h", 2.4), 0.34
    rng = np.random.default_rng(p.get("seed", 1))
    rows = max(int(h / 0.38), 2)
    boards = [place(box(w, 0.03, d, bevel=0.006, k=2), (0, 0.05 + i * (h - 0.1) / rows, 0)) for i in range(rows + 1)]
    boards += [stand_box(0.03, h, d, (s * w / 2, 0, 0), bevel=0.006, k=2) for s in (-1, 1)]
    books: list[Mesh] = []
    others: list[Mesh] = []
    for i in range(rows):
        x, y, room = -w / 2 + 0.05, 0.065 + i * (h - 0.1) / rows, (h - 0.1) / rows
        while x < w / 2 - 0.1:
            t, tall = rng.uniform(0.025, 0.06), room * rng.uniform(0.6, 0.82)
            if rng.random() < 0.1:
                x += rng.uniform(0.08, 0.3)
                continue
            (books if rng.random() < 0.7 else others).append(
                stand_box(t, tall, d * rng.uniform(0.6, 0.8), (x, y, 0), bevel=0.004, k=2)
            )
            x += t + 0.003
    return {"frame": join(boards), "books": join(books), "others": join(others)}


def lamp(_: Params) -> Parts:
    """A standing lamp with a linen shade."""
    shade = lathe([(0.2, 1.36), (0.15, 1.66)], n=64)
    stem = join([cylinder(0.14, 0.02, bevel=0.006), tube([(0, 0.02, 0), (0, 1.5, 0)], 0.011)])
    return {"shade": shade, "stem": stem}


def pendant(p: Params) -> Parts:
    """A hanging globe; `drop` is the cord's length above it."""
    drop = p.get("drop", 2.0)
    return {
        "globe": place(ball(p.get("r", 0.11), 40), (0, 0, 0)),
        "cord": stand_box(0.007, drop, 0.007, (0, 0.1, 0), bevel=0.002, k=2),
    }


def plant(p: Params) -> Parts:
    """A potted plant with arching leaves."""
    rng = np.random.default_rng(p.get("seed", 3))
    pot = lathe(
        [(0, 0), (0.15, 0.0)],
        [(0.15, 0.0), (0.19, 0.37)],
        [(0.19, 0.37), (0.17, 0.37)],
        [(0.17, 0.37), (0.16, 0.33), (0, 0.33)],
    )
    leaves = []
    for _ in range(int(p.get("leaves", 54))):
        length, bend, t = rng.uniform(0.55, 1.2), rng.uniform(0.25, 1.0), np.linspace(0, 1, 9)
        path = np.c_[0 * t, t * length * (1 - 0.32 * bend * t), t * t * length * bend * 0.72]
        width = 0.052 * np.sin(np.pi * np.clip(t * 0.94 + 0.05, 0, 1)) ** 0.8
        leaves.append(place(ribbon(path, width), (0, 0.34, 0), turn=float(rng.uniform(0, 360))))
    return {"pot": pot, "leaves": join(leaves)}


def book(_: Params) -> Parts:
    return {
        "body": stand_box(0.16, 0.03, 0.22, bevel=0.004),
        "pages": place(box(0.15, 0.024, 0.212, bevel=0.003), (0.007, 0.015, 0)),
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
    a = np.radians(np.linspace(0, 180, 28))
    outer = np.r_[[[r, 0]], np.c_[r * np.cos(a), h - r + r * np.sin(a)], [[-r, 0]]]
    inner = np.r_[[[r - t, 0]], np.c_[(r - t) * np.cos(a), h - r + (r - t) * np.sin(a)], [[-(r - t), 0]]]
    parts = []
    for edge in (outer, inner):
        parts.append(ribbon(np.c_[edge, 0 * edge[:, 0]], d / 2, (0, 0, 1)))
    mid, half = (outer + inner) / 2, (outer - inner) / 2
    k = np.arange(len(mid) - 1)
    m = len(mid)
    faces = np.vstack([np.c_[k, k + m, k + 1], np.c_[k + 1, k + m, k + m + 1]])
    for z in (-d / 2, d / 2):
        v = np.vstack([np.c_[mid - half, np.full(m, z)], np.c_[mid + half, np.full(m, z)]])
        parts.append(
            Mesh(
                v.astype(np.float32),
                faces.astype(np.uint32),
                np.tile([0, 0, np.sign(z)], (2 * m, 1)).astype(np.float32),
                np.zeros((2 * m, 2), np.float32),
            )
        )
    return {"body": join(parts)}


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


def coffee_table(p: Params) -> Parts:
    return table({"w": 1.1, "d": 0.6, "h": 0.4, **p})


def basalt(p: Params) -> Parts:
    """A cluster of wet basalt columns; the tallest, in the middle, is a pedestal of height h (default 0.34 m).

    Columns that would reach past x_min or x_max are left out: a side that has to stay empty."""
    rng = np.random.default_rng(p.get("seed", 1))
    h, r = p.get("h", 0.34), p.get("r", 0.1)
    columns = [prism(6, r, h, corner=0.18, bevel=0.008)]
    for ring, (count, reach, low) in enumerate(((6, 1.74, 0.8), (12, 3.42, 0.5), (18, 5.1, 0.22))):
        for i in range(count):
            angle = 2 * np.pi * (i + 0.5 * (ring % 2 == 0)) / count + np.pi / 6
            keep = rng.random() < (1.0, 0.72, 0.4)[ring]
            top = h * low * rng.uniform(0.55, 1.05)
            back = 1.0 + 0.35 * max(-np.sin(angle), 0)
            x, z = r * reach * np.cos(angle), r * reach * np.sin(angle)
            if keep and p.get("x_min", -99) <= x - r and x + r <= p.get("x_max", 99):
                columns.append(
                    place(
                        prism(6, r * rng.uniform(0.94, 1.0), min(top * back, 0.94 * h), corner=0.2, bevel=0.008),
                        (x, 0, z),
                        tilt=float(rng.uniform(-1.5, 1.5)),
                    )
                )
    return {"body": join(columns)}
