"""Street furniture and small works of the town."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    rod,
    rods,
    slab_at,
    slabs,
    swarm,
)
from generation.engine.previz.things.solids import number, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "traffic_light": {"body": "dark metal", "red": "tail lamp", "amber": "enamel yellow", "green": "signal green"},
    "traffic_cone": {"body": "safety orange", "bands": "road paint", "base": "rubber"},
    "road_sign": {"face": "enamel white", "rim": "enamel red", "pole": "galvanised"},
    "signpost": {"body": "wood", "pole": "wood"},
    "bollard": {"body": "dark metal", "band": "road paint"},
    "hydrant": {"body": "signal red", "caps": "steel"},
    "bin": {"body": "dark metal", "lid": "dark"},
    "mailbox": {"body": "enamel red", "slot": "dark"},
    "billboard": {"face": "paper", "frame": "dark metal"},
    "flag": {"body": "accent", "pole": "steel"},
    "barrier": {"body": "enamel red", "stripes": "road paint"},
}


def traffic_light(_: Params) -> Parts:
    body = [cylinder(0.06, 3.2, n=24), slab_at(0.3, 0.9, 0.24, 0, 2.5, 0.06, 0.05), cylinder(0.14, 0.12, n=24)]
    hood = lathe([(0.1, 0), (0.11, 0.0), (0.11, 0.12), (0.1, 0.12)], n=24)
    body += [place(hood, (0, y, 0.17), tilt=90) for y in (2.66, 2.95, 3.24)]
    lens = place(cylinder(0.092, 0.02, bevel=0.006, n=24), (0, 0, 0.172), tilt=90)
    return {
        "body": join(body),
        "red": place(lens, (0, 3.24, 0)),
        "amber": place(lens, (0, 2.95, 0)),
        "green": place(lens, (0, 2.66, 0)),
    }


def traffic_cone(_: Params) -> Parts:
    """A cone with two bright bands."""

    def r(y: float) -> float:
        return 0.16 - 0.125 * y / 0.72

    cone = lathe([(r(0.03), 0.03), (r(0.7), 0.7), (0.025, 0.72), (0, 0.722)], n=40)
    bands = join(
        [lathe([(r(y) + 0.0025, y), (r(y + t) + 0.0025, y + t)], n=40) for y, t in ((0.28, 0.13), (0.5, 0.09))]
    )
    return {"body": cone, "bands": bands, "base": slab_at(0.42, 0.035, 0.42, 0, 0, 0, 0.015)}


def road_sign(p: Params) -> Parts:
    """A blank sign on a post: `form` round, triangle or square."""
    form = p.get("form", "round")
    a = np.radians(np.arange(0, 360, 6))
    outlines = {
        "triangle": np.array([(-0.4, -0.3), (0.4, -0.3), (0.0, 0.4)]),
        "square": np.array([(-0.32, -0.32), (0.32, -0.32), (0.32, 0.32), (-0.32, 0.32)]),
    }
    outline = outlines[str(form)] if str(form) in outlines else np.c_[0.34 * np.cos(a), 0.34 * np.sin(a)]
    at = (0.0, 2.25, 0.05)
    return {
        "rim": place(extrude(outline, 0.02, bevel=0.004), at),
        "face": place(extrude(outline * 0.8, 0.024, bevel=0.002), (0, at[1], 0.052)),
        "pole": cylinder(0.03, 2.6, n=20),
    }


def signpost(_: Params) -> Parts:
    """A wooden post with three blank arms."""
    arm = extrude([(0, -0.08), (0.75, -0.08), (0.88, 0), (0.75, 0.08), (0, 0.08)], 0.03, bevel=0.006)
    return {
        "body": join([place(arm, (0, y, 0.07), turn=t) for y, t in ((2.1, -14.0), (1.85, 172.0), (1.6, 24.0))]),
        "pole": join([cylinder(0.055, 2.35, n=20), cylinder(0.1, 0.06, n=20)]),
    }


def bollard(_: Params) -> Parts:
    return {
        "body": lathe(
            [(0, 0), (0.13, 0)],
            [(0.13, 0), (0.13, 0.08), (0.09, 0.12), (0.08, 0.8), (0.1, 0.83), (0.1, 0.88), (0.06, 0.97), (0, 1.0)],
            n=40,
        ),
        "band": lathe([(0.089, 0.62), (0.087, 0.74)], n=40),
    }


def hydrant(_: Params) -> Parts:
    body = lathe(
        [(0, 0), (0.17, 0)],
        [
            (0.17, 0),
            (0.17, 0.05),
            (0.12, 0.07),
            (0.11, 0.5),
            (0.15, 0.52),
            (0.15, 0.57),
            (0.12, 0.6),
            (0.08, 0.7),
            (0.03, 0.74),
            (0.03, 0.79),
            (0, 0.79),
        ],
        n=40,
    )
    arms = [rod((-0.2, 0.42, 0), (0.2, 0.42, 0), 0.05, n=24), rod((0, 0.36, 0), (0, 0.36, 0.2), 0.065, n=24)]
    caps = [rod((s * 0.2, 0.42, 0), (s * 0.24, 0.42, 0), 0.06, n=6) for s in (-1, 1)] + [
        rod((0, 0.36, 0.2), (0, 0.36, 0.245), 0.075, n=6)
    ]
    return {"body": join([body, *arms]), "caps": join(caps)}


def bin(_: Params) -> Parts:
    """A street bin of slats with a hood."""
    a = 2 * np.pi * np.arange(22) / 22
    slats = swarm(slab_at(0.05, 0.7, 0.02), np.c_[0.24 * np.sin(a), 0 * a + 0.08, 0.24 * np.cos(a)], turn=np.degrees(a))
    lid = lathe([(0.27, 0.95), (0.27, 1.0), (0.15, 1.08), (0, 1.1)], [(0, 1.05), (0.25, 0.96), (0.27, 0.95)], n=40)
    posts = rods([(s * 0.23, 0.1, 0) for s in (-1, 1)], [(s * 0.23, 0.97, 0) for s in (-1, 1)], 0.014)
    return {
        "body": join(
            [
                slats,
                posts,
                lathe([(0.25, 0.06), (0.25, 0.1)], n=40),
                lathe([(0, 0), (0.2, 0), (0.23, 0.09)], n=40),
                lathe([(0.26, 0.74), (0.26, 0.79)], n=40),
            ]
        ),
        "lid": join([lid, cylinder(0.215, 0.76, n=40)]),
    }


def mailbox(_: Params) -> Parts:
    """A pillar letter box."""
    body = lathe(
        [(0, 0), (0.26, 0)],
        [(0.26, 0), (0.26, 0.12), (0.23, 0.15), (0.23, 1.3), (0.27, 1.33), (0.27, 1.4), (0.2, 1.48), (0, 1.53)],
        n=48,
    )
    return {
        "body": body,
        "slot": join([slab_at(0.24, 0.035, 0.06, 0, 1.14, 0.21), slab_at(0.2, 0.16, 0.03, 0, 0.9, 0.222, 0.006)]),
    }


def billboard(p: Params) -> Parts:
    """A blank hoarding on two posts."""
    w, h = number(p, "w", 6.0, 1, 20), number(p, "h", 3.0, 0.6, 10)
    frame = slabs(
        [(0.22, 2.4 + h, 0.22, s * w * 0.3, 0, -0.2) for s in (-1, 1)]
        + [(w + 0.2, 0.1, 0.2, 0, y, 0) for y in (2.4 - 0.1, 2.4 + h)]
        + [(0.1, h + 0.2, 0.2, s * (w / 2 + 0.05), 2.3, 0) for s in (-1, 1)]
        + [(w, 0.05, 0.6, 0, 2.2, 0.3)],
        0.02,
    )
    lamps = join(
        [
            join([rod((x, 2.4 + h, 0), (x, 2.65 + h, 0.7), 0.02), slab_at(0.3, 0.08, 0.16, x, 2.6 + h, 0.75, 0.02)])
            for x in (-w / 3, 0, w / 3)
        ]
    )
    return {"frame": join([frame, lamps]), "face": slab_at(w, h, 0.14, 0, 2.4, 0)}


def flag(_: Params) -> Parts:
    """A plain flag in a breeze."""
    u, v = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 1, 17))
    grid = np.stack(
        [
            0.05 + 1.75 * u,
            4.75 + 1.15 * v - 0.22 * u**1.5 + 0.03 * np.sin(u * 9),
            0.16 * np.sin(u * 8.5 + v * 0.8) * u**0.6,
        ],
        -1,
    )
    return {
        "body": sheet(grid, 0.006),
        "pole": join(
            [cylinder(0.04, 6.0, n=24, top=0.028), place(ball(0.06, 20), (0, 6.03, 0)), cylinder(0.12, 0.08, n=24)]
        ),
    }


def barrier(_: Params) -> Parts:
    """A striped construction barrier on two feet."""
    k = np.arange(10)
    even = slabs([(0.2, 0.22, 0.03, -0.9 + 0.2 * i, y, 0) for i in k[::2] for y in (0.75, 0.35)], 0.002)
    odd = slabs([(0.2, 0.22, 0.03, -0.9 + 0.2 * i, y, 0) for i in k[1::2] for y in (0.75, 0.35)], 0.002)
    feet = slabs(
        [(0.05, 1.05, 0.05, s * 0.8, 0, -0.04) for s in (-1, 1)] + [(0.08, 0.05, 0.6, s * 0.8, 0, 0) for s in (-1, 1)],
        0.01,
    )
    return {"body": join([even, feet]), "stripes": odd}
