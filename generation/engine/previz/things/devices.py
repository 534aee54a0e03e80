"""Phones, tablets, laptops, screens. Their pictures come from materials (textures.screen)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, place, quad, stand_box
from generation.engine.previz.things.outlines import extrude, plate, rounded, tile
from generation.engine.previz.things.solids import grounded, loft, number, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "phone": {"body": "dark metal", "glass": "jet", "screen": "phone screen", "lens": "lens"},
    "tablet": {"body": "steel", "glass": "jet", "screen": "device screen"},
    "laptop": {"body": "steel", "bezel": "jet", "screen": "device screen", "keys": "keys", "pad": "grey goods"},
    "monitor": {"body": "shell", "screen": "device screen", "stand": "steel"},
    "television": {"body": "jet", "screen": "device screen", "feet": "dark metal"},
    "smart_watch": {"body": "dark metal", "screen": "phone screen", "strap": "product", "crown": "steel"},
    "e_reader": {"body": "dark", "screen": "page edge", "lines": "shell"},
    "display": {"screen": "glass screen", "frame": "steel"},
}


def phone(p: Params) -> Parts:
    """Upright phone, 0.15 m, leaning back a little on nothing visible: as product pages show it."""
    lean = number(p, "lean", -12, -90, 90)
    parts = {
        "body": join(
            [
                plate(0.0722, 0.15, 0.008, 0.0115, 0.0022, 8),
                *(
                    place(plate(0.0012, h, 0.003, 0.0005, 0.0003), (0.0362, y, 0))
                    for y, h in ((0.022, 0.018), (0.0, 0.01))
                ),
            ]
        ),
        "glass": place(plate(0.0702, 0.148, 0.0006, 0.0105, 0.0002, 8), (0, 0, 0.0039)),
        "screen": place(_pane(0.0668, 0.1446, 0.0088), (0, 0, 0.00432)),
        "lens": place(plate(0.017, 0.0052, 0.0003, 0.0025, 0.0001), (0, 0.0665, 0.0045)),
    }
    back = [place(plate(0.034, 0.034, 0.002, 0.009, 0.0008), (-0.0155, 0.0525, -0.0045))]
    back += [
        place(cylinder(0.0064, 0.0022, bevel=0.0006, n=24), (x, y, -0.0048), tilt=-90)
        for x, y in ((-0.023, 0.06), (-0.008, 0.052), (-0.023, 0.045))
    ]
    parts["body"] = join([parts["body"], back[0]])
    parts["lens"] = join([parts["lens"], *back[1:]])
    return {k: place(place(m, (0, 0.075, 0)), tilt=lean) for k, m in parts.items()}


def _pane(w: float, h: float, corner: float) -> Mesh:
    """A thin face with round corners for a picture, facing +z."""
    m = extrude(rounded(w, h, corner, 6), 0.0001)
    half = np.asarray(m.v[:, 2] > 0.00004) & (m.n[:, 2] > 0.9)
    keep = half[m.f].all(1)
    used = np.unique(m.f[keep])
    return Mesh(m.v[used], np.searchsorted(used, m.f[keep]).astype(np.uint32), m.n[used], m.uv[used])


def tablet(p: Params) -> Parts:
    lean = number(p, "lean", -16, -90, 90)
    parts = {
        "body": plate(0.25, 0.178, 0.0065, 0.012, 0.002, 8),
        "glass": place(plate(0.2475, 0.1755, 0.0005, 0.011, 0.0002, 8), (0, 0, 0.0032)),
        "screen": place(_pane(0.235, 0.163, 0.006), (0, 0, 0.00362)),
    }
    return {k: place(place(m, (0, 0.089, 0)), tilt=lean) for k, m in parts.items()}


def laptop(p: Params) -> Parts:
    lid = number(p, "open", -18, -80, 60)
    hinge = (0, 0.0135, -0.107)

    def up(m: Mesh) -> Mesh:
        return place(place(m, (0, 0.1085, 0)), hinge, tilt=lid)

    base = place(tile(0.318, 0.0125, 0.222, 0.014, 0.003, 8), (0, 0.0012, 0))
    feet = [place(cylinder(0.007, 0.0016, bevel=0.0004, n=16), (x, 0, z)) for x in (-0.14, 0.14) for z in (-0.09, 0.09)]
    barrel = place(cylinder(0.0048, 0.24, bevel=0.001, n=20), (0.12, 0.0142, -0.1065), roll=90)
    return {
        "body": join([base, *feet, barrel, up(plate(0.318, 0.212, 0.0052, 0.012, 0.0016, 8))]),
        "bezel": up(place(plate(0.314, 0.208, 0.0006, 0.0105, 0.0002), (0, 0, 0.0026))),
        "screen": up(place(_pane(0.304, 0.192, 0.004), (0, 0.002, 0.00305))),
        "keys": place(quad(0.274, 0.102), (0, 0.01402, -0.034), tilt=-90),
        "pad": place(tile(0.105, 0.0006, 0.068, 0.005, 0.0002), (0, 0.0135, 0.065)),
    }


def monitor(_: Params) -> Parts:
    """A desktop screen on its stand."""
    shell = place(plate(0.62, 0.365, 0.02, 0.012, 0.004), (0, 0.35, 0))
    bulge = place(box(0.36, 0.22, 0.03, bevel=0.014), (0, 0.33, -0.017))
    neck = place(box(0.055, 0.29, 0.012, bevel=0.005), (0, 0.155, -0.04), tilt=4)
    foot = place(tile(0.24, 0.008, 0.18, 0.02, 0.002), (0, 0, -0.02))
    return {
        "body": join([shell, bulge]),
        "screen": place(quad(0.604, 0.348), (0, 0.352, 0.0104)),
        "stand": join([neck, foot]),
    }


def television(p: Params) -> Parts:
    """A flat television on two feet: `w` its width."""
    w = number(p, "w", 1.23, 0.4, 3)
    h = w * 0.567
    body = place(plate(w, h + 0.012, 0.028, 0.006, 0.003), (0, h / 2 + 0.06, 0))
    feet = [
        pipe([(s * w * 0.36, 0.008, 0.12), (s * w * 0.36, 0.066, 0.0), (s * w * 0.36, 0.008, -0.12)], 0.008, 10)
        for s in (-1, 1)
    ]
    return {"body": body, "screen": place(quad(w - 0.014, h - 0.006), (0, h / 2 + 0.063, 0.0146)), "feet": join(feet)}


def smart_watch(_: Params) -> Parts:
    """A square watch on its closed strap, standing."""
    a = np.radians(np.linspace(112, 428, 44))
    loop = []
    for t in a:
        c, s = np.cos(t), np.sin(t)
        spot = np.array((0, 0.03 + 0.0285 * s, 0.0295 * c))
        out = np.array((0, s, c))
        o = rounded(0.022, 0.0024, 0.0011, 3)
        loop.append(spot + np.c_[o[:, 0], np.zeros(len(o)), np.zeros(len(o))] + o[:, 1:2] * out)
    case = place(plate(0.037, 0.043, 0.0105, 0.0115, 0.0045, 8), (0, 0, 0.003))
    face = place(_pane(0.0325, 0.0385, 0.0095), (0, 0, 0.00845))
    crown = place(cylinder(0.0036, 0.003, bevel=0.0008, n=24), (0.0185, 0.008, 0.003), roll=-90)

    def up(m: Mesh) -> Mesh:  # the face looks up and forward
        return place(place(m, (0, 0, 0.0255)), (0, 0.03, 0), tilt=-32)

    strap = loft([*loop, loop[0]][:-1], ends=True)
    turned = place(place(strap, (0, -0.03, 0)), (0, 0.03, 0), tilt=-32)
    return grounded({"body": up(case), "screen": up(face), "strap": turned, "crown": up(crown)})


def e_reader(_: Params) -> Parts:
    """A reader with a page of grey bars, leaning back."""
    rng = np.random.default_rng(3)
    lines = [
        place(plate(w, 0.0028, 0.0002, 0.0013, 0.00005), (-0.045 + w / 2, 0.062 - 0.0075 * i, 0.0047))
        for i, w in enumerate(np.where(rng.random(15) < 0.2, 0.05, 0.09))
    ]
    parts = {
        "body": plate(0.117, 0.16, 0.008, 0.008, 0.0025),
        "screen": place(plate(0.104, 0.14, 0.0005, 0.002, 0.0001), (0, 0.004, 0.0043)),
        "lines": join(lines),
    }
    return grounded({k: place(m, tilt=-16) for k, m in parts.items()})


def display(p: Params) -> Parts:
    """A free-standing transparent display. w, h of the pane, `y` the height of its centre."""
    w, h, y = p.get("w", 2.5), p.get("h", 1.2), p.get("y", 1.25)
    frame = [place(box(w + 0.05, 0.022, 0.026, bevel=0.008), (0, y + s * (h / 2 + 0.01), 0)) for s in (-1, 1)]
    frame += [place(box(0.022, h + 0.04, 0.026, bevel=0.008), (s * (w / 2 + 0.012), y, 0)) for s in (-1, 1)]
    leg = y - h / 2
    frame += [stand_box(0.04, leg, 0.04, (s * w * 0.32, 0, 0), bevel=0.01) for s in (-1, 1)]
    frame += [stand_box(0.42, 0.024, 0.36, (s * w * 0.32, 0, 0), bevel=0.011) for s in (-1, 1)]
    return {"screen": place(quad(w, h), (0, y, 0)), "frame": join(frame)}
