"""Phones, tablets, laptops, screens. Their pictures come from materials (textures.screen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.engine.previz.things.mesh import (
    Mesh,
    box,
    join,
    place,
    quad,
    stand_box,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "phone": {"body": "dark metal", "screen": "phone screen"},
    "tablet": {"body": "dark metal", "screen": "device screen"},
    "laptop": {"body": "steel", "screen": "device screen", "keys": "keys"},
    "monitor": {"body": "shell", "screen": "device screen"},
    "display": {"screen": "glass screen", "frame": "steel"},
}


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
