"""Machines round a desk: keyboards, printers, routers, racks. 0.1 to 2 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    Params,
    Parts,
    arc,
    box,
    cylinder,
    join,
    lathe,
    place,
    quad,
    stand_box,
)
from generation.engine.previz.things.outlines import extrude, plate, rounded, tile
from generation.engine.previz.things.solids import grounded, loft, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "keyboard": {"body": "steel", "keys": "light", "accents": "product"},
    "mouse": {"body": "product", "wheel": "dark", "seam": "dark"},
    "printer": {"body": "white goods", "dark": "dark", "paper": "paper", "light": "small light"},
    "router": {"body": "white goods", "antennas": "dark", "lights": "small light"},
    "server_rack": {"frame": "dark", "units": "shell", "lights": "small light", "vents": "jet"},
    "projector": {"body": "white goods", "lens": "lens", "ring": "dark", "vents": "dark"},
}


def keyboard(_: Params) -> Parts:
    """A compact keyboard, raised a little behind."""
    base = tile(0.3, 0.012, 0.115, 0.008, 0.003)
    keys: list[Mesh] = []
    accents: list[Mesh] = []
    for row in range(5):
        widths = (
            [1] * 14,
            [1.5, *[1] * 12, 0.5],
            [1.75, *[1] * 11, 1.25],
            [2.25, *[1] * 10, 1.75],
            [1.25, 1.25, 1.25, 6.25, 1.25, 1.25, 1.5],
        )[row]
        x = -0.143
        for k, w in enumerate(widths):
            wide = w * 0.286 / 14
            key = place(_KEYS[w], (x + wide / 2, 0.0118, -0.041 + row * 0.0205))
            (accents if (row == 0 and k == 0) or (row == 2 and k == len(widths) - 1) else keys).append(key)
            x += wide
    return grounded(
        {k: place(m, tilt=5) for k, m in {"body": base, "keys": join(keys), "accents": join(accents)}.items()}
    )


_KEYS = {
    w: box(w * 0.286 / 14 - 0.0022, 0.009, 0.0182, bevel=0.0022, k=2) for w in (0.5, 1, 1.25, 1.5, 1.75, 2.25, 6.25)
}


def mouse(_: Params) -> Parts:
    """A mouse, its buttons to the front."""
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rings = []
    for t in np.linspace(-1, 1, 22):
        k = (1 - abs(t) ** 2.8) ** 0.5
        high = 0.031 * (1 - 0.35 * ((t - 0.25) / 1.2) ** 2 - 0.12 * max(t, 0))
        wide = 0.031 * (1 - 0.08 * np.cos(t * 3))
        c, s = np.cos(a), np.sin(a)
        rings.append(
            np.c_[
                wide * max(k, 0.02) * c,
                np.where(s > 0, high * max(k, 0.02) * np.abs(s) ** 0.85, -0.001) + 0.004,
                np.full(40, 0.058 * t),
            ]
        )
    seam = pipe([(0, 0.034, -0.005), (0, 0.0325, 0.02), (0, 0.0265, 0.042), (0, 0.016, 0.0555)], 0.0009, 6)
    wheel = place(cylinder(0.008, 0.006, bevel=0.002, n=24), (0.003, 0.0265, 0.034), roll=90)
    return grounded({"body": loft(rings), "wheel": wheel, "seam": seam})


def printer(_: Params) -> Parts:
    """A desktop printer with paper in and out."""
    body = join(
        [
            stand_box(0.44, 0.13, 0.34, (0, 0.02, 0), bevel=0.02),
            stand_box(0.44, 0.045, 0.3, (0, 0.155, -0.02), bevel=0.015),
            stand_box(0.42, 0.03, 0.32, bevel=0.008),
        ]
    )
    slot = place(plate(0.26, 0.05, 0.004, 0.008, 0.001), (-0.03, 0.075, 0.1695))
    panel = place(plate(0.08, 0.035, 0.004, 0.006, 0.001), (0.155, 0.115, 0.1695))
    sheet_in = place(box(0.21, 0.22, 0.006, bevel=0.001), (0, 0.27, -0.14), tilt=-16)
    out = place(box(0.21, 0.003, 0.13, bevel=0.001), (-0.03, 0.062, 0.225), tilt=4)
    out_tray = place(box(0.24, 0.006, 0.16, bevel=0.002), (-0.03, 0.054, 0.23))
    light = place(cylinder(0.003, 0.002, bevel=0.0005, n=12), (0.17, 0.115, 0.171), tilt=90)
    return grounded(
        {"body": body, "dark": join([slot, panel, out_tray]), "paper": join([sheet_in, out]), "light": light}
    )


def router(_: Params) -> Parts:
    body = tile(0.23, 0.034, 0.15, 0.02, 0.01)
    aerials = []
    for x, roll in ((-0.09, 7), (-0.03, 2), (0.03, -2), (0.09, -7)):
        aerials.append(
            place(
                place(extrude(rounded(0.017, 0.17, 0.006, 4), 0.008, bevel=0.003), (0, 0.085, 0)),
                (x, 0.03, -0.068),
                roll=roll,
            )
        )
        aerials.append(place(cylinder(0.008, 0.02, bevel=0.002, n=20), (x - 0.01, 0.024, -0.068), roll=-90))
    lights = [
        place(plate(0.007, 0.003, 0.002, 0.0012, 0.0003), (x, 0.016, 0.0745)) for x in np.linspace(-0.04, 0.04, 5)
    ]
    return {"body": body, "antennas": join(aerials), "lights": join(lights)}


def server_rack(_: Params) -> Parts:
    """A rack with its units drawn in, 2 m."""
    w, h, d = 0.6, 2.0, 0.9
    frame = [
        stand_box(0.05, h, 0.05, (sx * (w / 2 - 0.025), 0, sz * (d / 2 - 0.025)), bevel=0.006)
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    frame += [stand_box(w, 0.05, d, (0, y, 0), bevel=0.006) for y in (0.0, h - 0.05)]
    frame += [stand_box(0.012, h - 0.1, d - 0.1, (s * (w / 2 - 0.01), 0.05, 0), bevel=0.002) for s in (-1, 1)]
    frame.append(stand_box(w - 0.02, h - 0.1, 0.012, (0, 0.05, -d / 2 + 0.01), bevel=0.002))
    units, vents, lights = [], [], []
    y, i = 0.07, 0
    while y < h - 0.16:
        tall = (0.0445, 0.089, 0.0445, 0.1335)[i % 4]
        units.append(place(box(w - 0.11, tall - 0.004, d - 0.14, bevel=0.003, k=2), (0, y + tall / 2, 0.03)))
        for k in range(5):
            vents.append(place(quad(0.045, tall * 0.55), (-0.18 + k * 0.055, y + tall / 2, 0.4106)))
        for k in range(3):
            lights.append(place(quad(0.011, 0.008), (0.15 + k * 0.022, y + tall / 2, 0.4106)))
        y += tall
        i += 1
    return {"frame": join(frame), "units": join(units), "lights": join(lights), "vents": join(vents)}


def projector(_: Params) -> Parts:
    body = place(tile(0.3, 0.09, 0.23, 0.03, 0.012), (0, 0.012, 0))
    ring = place(
        lathe(
            [(0.0, 0), (0.046, 0)],
            [(0.046, 0), (0.044, 0.034)],
            [(0.044, 0.034), (0.034, 0.034)],
            [(0.034, 0.034), (0.031, 0.018), (0, 0.018)],
            n=48,
        ),
        (0.075, 0.058, 0.1),
        tilt=90,
    )
    glass = place(lathe(arc(0, -0.05, 0.075, 66, 90, 8), n=40), (0.075, 0.058, 0.101), tilt=90)
    vents = [place(plate(0.006, 0.045, 0.004, 0.003, 0.001), (-0.11 + 0.016 * i, 0.055, 0.1145)) for i in range(8)]
    feet = [place(cylinder(0.012, 0.014, bevel=0.003, n=20), (x, 0, z)) for x in (-0.11, 0.11) for z in (-0.08, 0.08)]
    return grounded({"body": join([body, *feet]), "ring": ring, "lens": glass, "vents": join(vents)})
