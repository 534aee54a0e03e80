"""Old and great buildings: churches, temples, castles, windmills, an observatory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    gabled,
    mirrored,
    pitched,
    rod,
    rods,
    skin,
    slab_at,
    slabs,
    swarm,
)
from generation.engine.previz.things.solids import number, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "church": {"walls": "limestone", "roof": "slate", "windows": "pane dark", "door": "old wood"},
    "temple": {"columns": "limestone", "base": "limestone", "roof": "limestone"},
    "torii": {"body": "enamel red", "feet": "dark"},
    "castle": {"walls": "stone", "roof": "slate", "windows": "dark"},
    "castle_ruin": {"walls": "stone"},
    "windmill": {"walls": "whitewash", "cap": "old wood", "sails": "linen", "arms": "old wood", "windows": "pane dark"},
    "pyramid_tomb": {"body": "dune sand"},
    "observatory": {"walls": "enamel white", "dome": "galvanised", "slit": "dark"},
}


def _pointed(w: float, h: float, d: float) -> Mesh:
    """A pointed window as a thin plate, its sill at y = 0."""
    a = np.linspace(0, np.pi / 3, 9)
    right = np.c_[-w / 2 + w * np.cos(a), h - 0.87 * w + w * np.sin(a)]
    return extrude(np.vstack([[(-w / 2, 0), (w / 2, 0)], right, (right * [-1, 1])[::-1][1:]]), d, bevel=0.01, k=2)


def church(_: Params) -> Parts:
    """A parish church: nave along z, a tower with a tall spire at its front."""
    walls = [
        place(gabled(9, 8, 20, 5.5), (0, 0, -6)),
        slab_at(6, 19, 6, 0, 0, 6, 0.06),
        slab_at(6.5, 0.6, 6.5, 0, 12, 6, 0.06),
        slab_at(6.6, 0.7, 6.6, 0, 18.7, 6, 0.06),
    ]
    walls.append(slabs([(0.9, 6.5, 1.4, s * 4.9, 0, z) for s in (-1, 1) for z in (-15, -11, -7, -3, 1)], 0.08))
    walls.append(slabs([(0.9, 17.5, 0.9, x, 0, z) for x in (-2.9, 2.9) for z in (3.1, 8.9)], 0.06))
    spire = lathe([(4.35, 19.3), (0.0, 34)], n=8)
    spire = place(spire, turn=22.5)
    roof = [place(pitched(9, 20, 5.5, over=0.5, thick=0.3), (0, 8, -6)), spire]
    windows = [place(_pointed(1.5, 4.6, 0.1), (s * 4.5, 2.4, z), turn=90) for s in (-1, 1) for z in (-13, -9, -5, -1)]
    windows += [place(_pointed(1.5, 3.6, 0.1), (0, 13.8, 6), turn=0) for _ in range(1)]
    bells = [
        place(_pointed(1.6, 3.8, 6.12), (0, 13.9, 6)),
        place(_pointed(1.6, 3.8, 6.12), (0, 13.9, 6), turn=90),
        place(cylinder(1.1, 6.12, n=40), (0, 9.6, 2.94), tilt=90),
    ]
    return {
        "walls": join(walls),
        "roof": join(roof),
        "windows": join(windows[:-1] + bells),
        "door": place(_pointed(2.4, 4.6, 6.2), (0, 0, 6)),
    }


def _doric(h: float, r: float, flutes: int = 16) -> Mesh:
    """A fluted column with its capital, h high."""
    n = flutes * 4
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    t = np.linspace(0, 1, 6)
    rr = r * (1 - 0.18 * t**1.3)[:, None] * (1 - 0.07 * np.abs(np.sin(a * flutes / 2)))[None]
    shaft = skin(
        np.stack([rr * np.cos(a), np.broadcast_to(0.06 * h + t[:, None] * h * 0.84, rr.shape), -rr * np.sin(a)], -1)
    )
    head = lathe([(0.82 * r, h * 0.895), (0.9 * r, h * 0.91), (1.2 * r, h * 0.95), (1.2 * r, h * 0.957)], n=32)
    return join(
        [
            shaft,
            head,
            slab_at(2.6 * r, h * 0.045, 2.6 * r, 0, h * 0.955, 0, 0.02 * r),
            slab_at(2.5 * r, h * 0.03, 2.5 * r),
            place(cylinder(1.12 * r, h * 0.035, bevel=0.1 * r, n=32), (0, h * 0.028, 0)),
        ]
    )


def temple(p: Params) -> Parts:
    """A Greek temple front: `count` columns under a pediment, three steps."""
    many = int(number(p, "count", 6, 4, 10))
    gap = 2.6
    w = gap * (many - 1)
    spots = [(-w / 2 + i * gap, 1.2, z) for i in range(many) for z in (0.0, -2.6)]
    base = slabs(
        [(w + 4.2 - 0.8 * i, 0.42, 9.2 - 0.8 * i, 0, 0.4 * i, -3) for i in range(3)]
        + [(w + 1.2, 8, 4.4, 0, 1.2, -5.4)],
        0.03,
    )
    y = 1.2 + 7.2
    beam = slabs(
        [(w + 1.9, 0.9, 7.6, 0, y, -3), (w + 2.1, 0.5, 7.8, 0, y + 0.9, -3), (w + 2.8, 0.3, 8.4, 0, y + 1.4, -3)], 0.03
    )
    notches = slabs(
        [(0.5, 0.5, 0.16, x, y + 0.9, 0.92) for x in np.linspace(-w / 2 - 0.7, w / 2 + 0.7, many * 2 + 1)], 0.02
    )
    half, rise = w / 2 + 1.4, (w / 2 + 1.4) * 0.38
    gable = place(extrude([(-half, 0), (half, 0), (0, rise)], 7.8, bevel=0.03), (0, y + 1.7, -3))
    rim = place(pitched(2 * half, 7.8, rise, over=0.25, thick=0.3), (0, y + 1.7, -3))
    return {"columns": swarm(_doric(7.2, 0.62), spots), "base": base, "roof": join([beam, notches, gable, rim])}


def torii(_: Params) -> Parts:
    """A temple gate: two leaning posts and two beams, the upper one curved."""
    posts = rods([(s * 2.1, 0.3, 0) for s in (-1, 1)], [(s * 1.9, 4.9, 0) for s in (-1, 1)], 0.2, 0.18, 24)
    x = np.linspace(-3.3, 3.3, 25)
    lift = 0.32 * (np.abs(x) / 3.3) ** 2.6
    top = extrude(np.vstack([np.c_[x, 4.9 + lift], np.c_[x[::-1] * 1.03, 5.32 + lift[::-1]]]), 0.5, bevel=0.03)
    cap = extrude(np.vstack([np.c_[x * 1.04, 5.33 + lift], np.c_[x[::-1] * 1.06, 5.5 + lift[::-1]]]), 0.62, bevel=0.02)
    return {
        "body": join(
            [posts, top, slab_at(5.4, 0.36, 0.3, 0, 3.9, 0, 0.03), slab_at(0.36, 0.65, 0.22, 0, 4.25, 0, 0.03)]
        ),
        "feet": join([cap, mirrored(place(cylinder(0.3, 0.45, bevel=0.05, n=32), (2.11, 0, 0)))]),
    }


def _round_tower(r: float, h: float) -> Mesh:
    body = lathe(
        [(r * 1.08, 0), (r, h * 0.2), (r, h * 0.86), (r * 1.15, h * 0.92), (r * 1.15, h)], [(r * 1.15, h), (0, h)], n=40
    )
    a = 360 * np.arange(12) / 12
    teeth = swarm(
        slab_at(0.28 * r, 0.09 * h, 0.14 * r),
        np.c_[1.08 * r * np.sin(np.radians(a)), 0 * a + h, 1.08 * r * np.cos(np.radians(a))],
        turn=a,
    )
    return join([body, teeth])


def castle(_: Params) -> Parts:
    """A small castle: a keep, four round towers with cones, walls with teeth, a gate."""
    spots = [(-9, 9), (9, 9), (-9, -9), (9, -9)]
    towers = [place(_round_tower(2.2, 12), (x, 0, z)) for x, z in spots] + [
        place(_round_tower(1.6, 9.5), (s * 2.9, 0, 9.4)) for s in (-1, 1)
    ]
    walls = slabs(
        [(18, 7, 1.4, 0, 0, s * 9) for s in (-1, 1)]
        + [(1.4, 7, 18, s * 9, 0, 0) for s in (-1, 1)]
        + [(9, 14, 8, 0, 0, -2)],
        0.05,
    )
    teeth = slabs(
        [(0.9, 1, 1.4, x, 7, s * 9) for x in np.arange(-7, 7.1, 1.75) for s in (-1, 1)]
        + [(1.4, 1, 0.9, s * 9, 7, x) for x in np.arange(-7, 7.1, 1.75) for s in (-1, 1)]
        + [(0.9, 1, 0.9, x, 14, z) for x in np.arange(-4, 4.1, 1.6) for z in (-5.6, 1.6)],
        0.04,
    )
    cones = [place(lathe([(2.75, 12.0), (0, 18.5)], n=40), (x, 0, z)) for x, z in spots] + [
        place(lathe([(2.0, 9.5), (0, 14.5)], n=40), (s * 2.9, 0, 9.4)) for s in (-1, 1)
    ]
    cones.append(place(pitched(9, 8, 4.5, over=0.2), (0, 14, -2)))
    gate = [
        place(_pointed(3.0, 5.0, 1.5), (0, 0, 9.02)),
        slabs([(0.5, 1.3, 0.2, x, y, 2.0) for x in (-2.4, 0, 2.4) for y in (8.5, 11.2)], 0.02),
    ]
    gate += [place(slab_at(0.3, 1.4, 0.3), (x, 8.0, z + 2.15)) for x, z in spots[:2]]
    return {
        "walls": join([*towers, walls, teeth, place(gabled(9, 14, 8, 4.4), (0, 0, -2))]),
        "roof": join(cones),
        "windows": join(gate),
    }


def castle_ruin(p: Params) -> Parts:
    """Broken walls with an empty arch and half a tower, fallen stones."""
    rng = seeded(p, 3)
    x = np.linspace(-7, 2.5, 34)
    top = np.repeat(
        np.interp(x[::2], [-7, -5, -3, -1, 1, 2.5], [2.2, 5.5, 4.6, 6.3, 5.0, 6.8]) + rng.normal(0, 0.35, 17), 2
    )
    arch = np.vstack([[(-4.0, 0)], arc(-2.6, 2.0, 1.4, 180, 0, 14), [(-1.2, 0)]])
    outline = np.vstack([[(-7, 0)], arch, [(2.5, 0)], np.c_[x, top][::-1]])
    wall = extrude(outline, 1.1, bevel=0.05, k=2)
    blocks = []
    r = 2.6
    for i in range(14):
        for k in range(18):
            a = 2 * np.pi * (k + 0.5 * (i % 2)) / 18
            if i > 6 + 6.5 * np.cos(a + 2.2) + rng.normal(0, 0.8):
                continue
            blocks.append(
                place(
                    box(0.93, 0.58, 0.8, bevel=0.05, k=2),
                    (4.9 + r * np.cos(a), 0.3 + 0.6 * i, r * np.sin(a)),
                    turn=float(90 - np.degrees(a)) + float(rng.normal(0, 1.5)),
                )
            )
    many = 26
    fallen = swarm(
        box(0.8, 0.5, 0.6, bevel=0.07, k=2),
        np.c_[rng.uniform(-7, 8, many), rng.uniform(0.1, 0.25, many), rng.uniform(0.9, 3.6, many)],
        turn=rng.uniform(0, 360, many),
        tilt=rng.normal(0, 12, many),
        scale=rng.uniform(0.45, 1.2, many),
    )
    return {"walls": join([wall, *blocks, fallen])}


def windmill(_: Params) -> Parts:
    """A Dutch tower mill with four lattice sails."""
    body = lathe([(3.6, 0), (3.4, 0.4), (2.2, 9.5), (2.2, 9.6)], n=8)
    cap = [
        place(lathe([(2.4, 0), (2.3, 0.8), (1.5, 1.9), (0, 2.4)], n=32), (0, 9.6, 0)),
        lathe([(3.4, 4.2), (4.2, 4.2)], [(4.2, 4.2), (4.2, 4.4)], [(4.2, 4.4), (3.2, 4.4)], n=32),
    ]
    arms, cloth = [], []
    hub = (0.0, 10.6, 2.7)
    for t in (20, 110, 200, 290):
        grid = (
            [(0.18, 7.6, 0.14, 0, 0, 0)]
            + [(1.5, 0.06, 0.06, 0.75, 1.4 + 0.6 * i, 0) for i in range(11)]
            + [(0.06, 6.1, 0.06, x, 1.4, 0) for x in (0.75, 1.5)]
        )
        arms.append(place(slabs(grid, 0.01), hub, roll=t))
        cloth.append(place(slab_at(1.35, 6.0, 0.03, 0.82, 1.4, -0.05), hub, roll=t))
    arms.append(rod((0, 10.6, 0), (0, 10.6, 2.95), 0.28))
    holes = [place(slab_at(0.7, 1.1, 0.3), (0, y, 3.6 - 1.3 * y / 9.5 - 0.45)) for y in (5.4, 7.6)] + [
        slab_at(1.2, 2.2, 0.5, 0, 0, 3.2)
    ]
    return {
        "walls": place(body, turn=22.5),
        "cap": join(cap),
        "sails": join(cloth),
        "arms": join(arms),
        "windows": join(holes),
    }


def pyramid_tomb(p: Params) -> Parts:
    """A stepped desert pyramid, h high."""
    h, n = number(p, "h", 40, 5, 200), 32
    return {
        "body": slabs(
            [(1.6 * h * (1 - i / n), h / n * 1.02, 1.6 * h * (1 - i / n), 0, i * h / n, 0) for i in range(n)], 0.004 * h
        )
    }


def observatory(_: Params) -> Parts:
    """A round house with a dome that is open by a slit."""
    walls = lathe([(3.4, 0), (3.4, 3.2)], [(3.4, 3.2), (3.6, 3.25), (3.6, 3.5), (3.3, 3.5)], n=64)
    dome = lathe(arc(0, 3.5, 3.4, 0, 90, 20), n=64)
    a = np.radians(np.linspace(25, 100, 20))
    slit = extrude(
        np.vstack([np.c_[3.46 * np.cos(a), 3.46 * np.sin(a)], np.c_[3.3 * np.cos(a[::-1]), 3.3 * np.sin(a[::-1])]]),
        1.1,
        bevel=0.02,
    )
    rails = [
        extrude(
            np.vstack([np.c_[3.6 * np.cos(a), 3.6 * np.sin(a)], np.c_[3.3 * np.cos(a[::-1]), 3.3 * np.sin(a[::-1])]]),
            0.16,
            bevel=0.03,
        )
    ] * 2
    return {
        "walls": walls,
        "dome": join([dome, *(place(m, (s * 0.65, 3.5, 0), turn=-90) for m, s in zip(rails, (-1, 1), strict=True))]),
        "slit": join([place(slit, (0, 3.5, 0), turn=-90), slab_at(1.1, 2.2, 0.2, 0, 0, 3.36)]),
    }
