"""Fruit and the like, whole. Everyday sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import Floats, around, blob, count, grounded, pipe, sheet, stood

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "apple": {"body": "apple skin", "stalk": "stalk", "leaf": "leaf"},
    "orange": {"body": "orange peel", "stalk": "leaf", "slice": "orange peel", "flesh": "juice"},
    "lemon": {"body": "lemon peel", "slice": "lemon peel", "flesh": "butter"},
    "banana": {"body": "banana peel", "tips": "stalk"},
    "grapes": {"body": "grape skin", "stalk": "stalk"},
    "strawberry": {"body": "strawberry flesh", "seeds": "seed", "leaf": "leaf"},
    "cherries": {"body": "apple skin", "stalk": "leaf"},
    "avocado": {"skin": "deep leaf", "flesh": "butter", "rim": "lettuce", "stone": "stalk"},
    "tomatoes": {"body": "tomato", "stalk": "leaf"},
    "carrot": {"body": "orange peel", "leaf": "leaf"},
    "fruit_bowl": {
        "bowl": "product",
        "red": "apple skin",
        "orange": "orange peel",
        "yellow": "banana peel",
        "stalks": "stalk",
    },
}


def _apple() -> Mesh:
    t = np.linspace(-np.pi / 2, np.pi / 2, 34)
    r = 0.0385 * np.cos(t) ** 0.82 * (1 + 0.1 * np.sin(t))
    y = 0.035 * np.sin(t) - 0.014 * np.exp(-((r / 0.0125) ** 2)) * np.sign(t) * np.where(t > 0, 1, 0.55)
    return lathe(np.c_[r, y], n=48)


def _leaf(long: float, wide: float) -> Mesh:
    """Along x from the origin, a little curled."""
    s = np.linspace(0, 1, 12)
    w = wide * np.sin(np.pi * s**0.8) ** 0.9
    grid = np.stack(
        [np.c_[long * s, 0.18 * long * np.sin(s * 2.4) + 0.25 * w * abs(k), k * w] for k in np.linspace(-1, 1, 7)], 1
    )
    return sheet(grid, 0.0004)


def apple(_: Params) -> Parts:
    stalk = pipe([(0, 0.018, 0), (0.001, 0.03, 0), (0.006, 0.044, 0)], [0.0012, 0.0012, 0.0018], 8)
    return grounded(
        {
            "body": place(_apple(), roll=5),
            "stalk": stalk,
            "leaf": place(_leaf(0.034, 0.009), (0.002, 0.034, 0), turn=20),
        }
    )


def _half(r: float, rind: float) -> tuple[Mesh, Mesh]:
    """Half a citrus fruit, cut face up: its skin, and its segments."""
    skin = lathe(
        np.vstack([np.c_[r * np.cos(t), r * np.sin(t)] for t in [np.linspace(-np.pi / 2, 0, 16)]]),
        [(r, 0), (r - rind, 0)],
        n=48,
    )
    wedge = [
        (0.0012 + (r - rind) * 0.94 * k * np.cos(a), (r - rind) * 0.94 * k * np.sin(a))
        for k, a in [(0.06, 0), (0.95, -0.27), (1, -0.15), (1, 0.15), (0.95, 0.27)]
    ]
    segments = around(place(extrude(wedge, 0.003, bevel=0.0012), tilt=-90, turn=-90), 9, 0.0)
    return skin, segments


def orange(_: Params) -> Parts:
    """One whole, one cut."""
    r = 0.039
    whole = place(blob(2 * r, 1.9 * r, 2 * r, n=48), (-0.03, r * 0.95, -0.02))
    skin, flesh = _half(r, 0.004)
    pith = lathe([(r - 0.004, -0.0005), (0, -0.0005)], n=48)
    how: dict[str, Any] = {"at": (0.05, r * 0.78, 0.03), "tilt": 52.0, "turn": 12.0}
    stalk = place(blob(0.008, 0.003, 0.008, n=12), (-0.03, r * 1.89, -0.02))
    return grounded(
        {"body": whole, "stalk": stalk, "slice": place(join([skin, pith]), **how), "flesh": place(flesh, **how)}
    )


def _lemon(r: float) -> Mesh:
    t = np.linspace(-1, 1, 36)
    w = r * np.sqrt(np.clip(1 - np.abs(t / 0.93) ** 2.4, 0, 1))
    nub = 0.24 * r * np.sqrt(np.clip(1 - ((np.abs(t) - 0.83) / 0.17) ** 2, 0, 1)) * (np.abs(t) > 0.83)
    return place(lathe(np.c_[np.maximum(np.maximum(w, nub), 1e-5), t * r * 1.42], n=40), roll=90)


def lemon(_: Params) -> Parts:
    """One whole, one half."""
    r = 0.029
    whole = place(_lemon(r), (-0.02, r, -0.02), turn=-25)
    skin, flesh = _half(r, 0.0035)
    pith = lathe([(r - 0.0035, -0.0005), (0, -0.0005)], n=40)
    how: dict[str, Any] = {"at": (0.042, r * 0.82, 0.03), "tilt": 58.0, "turn": 16.0}
    return grounded({"body": whole, "slice": place(join([skin, pith]), **how), "flesh": place(flesh, **how)})


def _banana() -> tuple[Mesh, Mesh]:
    t = np.linspace(-0.85, 0.85, 24)
    path = np.c_[0.115 * np.sin(t), -0.115 * np.cos(t), 0 * t]
    r = np.interp(
        t,
        [-0.85, -0.75, -0.62, -0.3, 0.3, 0.65, 0.78, 0.85],
        [0.0062, 0.0066, 0.0125, 0.0175, 0.0178, 0.013, 0.007, 0.0048],
    )
    tips = [
        pipe(path[:1] + np.array([(-0.003, 0.003, 0), (0, 0, 0)]), 0.0064, 8),
        pipe(path[-1:] + np.array([(0, 0, 0), (0.002, 0.002, 0)]), 0.0048, 8),
    ]
    return pipe(path, r, 10), join(tips)


def banana(p: Params) -> Parts:
    """A hand of them, resting on their backs."""
    skins, tips = [], []
    for i in range(count(p, 3, 5)):
        skin, tip = _banana()
        k = i - 1
        how: dict[str, Any] = {"tilt": -62 + 16 * k, "turn": 9.0 * k}
        skins.append(place(place(skin, (0, 0.11, 0)), (0, 0, 0.021 * k), **how))
        tips.append(place(place(tip, (0, 0.11, 0)), (0, 0, 0.021 * k), **how))
    return grounded({"body": join(skins), "tips": join(tips)})


def grapes(_: Params) -> Parts:
    """A bunch, lying."""
    rng = np.random.default_rng(4)
    berries, stems = [], []
    one = ball(1, 18)
    for k, (many, x) in enumerate(
        ((4, 0.048), (6, 0.03), (7, 0.01), (6, -0.01), (5, -0.028), (3, -0.045), (1, -0.058))
    ):
        wide = 0.026 * np.sqrt(many / 7)
        for i in range(many):
            a = 2 * np.pi * i / many + k
            r = 0.0098 + 0.0012 * rng.random()
            berries.append(
                place(
                    one,
                    (x + 0.004 * rng.normal(), 0.03 + wide * np.sin(a) * 0.75, wide * np.cos(a) * 1.15),
                    scale=(r, r * 1.1, r),
                )
            )
    stems.append(pipe([(0.045, 0.032, 0), (0.075, 0.045, 0.004), (0.09, 0.06, 0.01)], 0.0018, 8))
    return grounded({"body": join(berries), "stalk": join(stems)})


def strawberry(p: Params) -> Parts:
    """A few, one of them on its side."""
    t = np.linspace(0, 1, 26)
    profile = np.c_[0.0165 * np.sin(np.pi * np.clip(t, 0, 1) ** 0.72) ** 0.75, -0.019 + 0.037 * t]
    berry = lathe(profile, n=36)
    dots = []
    for k, y in enumerate(np.linspace(0.14, 0.84, 8)):
        r = float(np.interp(y, t, profile[:, 0]))
        many = max(4, int(r * 620))
        for i in range(many):
            a = 2 * np.pi * (i + 0.5 * (k % 2)) / many
            dots.append(place(_SEED, (r * np.cos(a), -0.019 + 0.037 * y, r * np.sin(a))))
    crown = join(
        [place(_leaf(0.015, 0.0042), (0, 0.0165, 0), turn=60.0 * i) for i in range(6)]
        + [pipe([(0, 0.016, 0), (0.002, 0.025, 0)], 0.0011, 6)]
    )
    out: dict[str, list[Mesh]] = {"body": [], "seeds": [], "leaf": []}
    spots: list[tuple[tuple[float, float, float], dict[str, Any]]] = [
        ((-0.02, 0, -0.006), {"roll": 8.0}),
        ((0.022, 0, 0.006), {"roll": -104.0, "turn": 25.0}),
        ((0.0, 0, 0.03), {"roll": 96.0, "turn": -40.0}),
    ]
    for at, how in spots[: count(p, 3, 3)]:
        set_down = stood(berry, at, **how)
        lift = float(place(berry, **how).v[:, 1].min())
        for name, m in (("seeds", join(dots)), ("leaf", crown)):
            out[name].append(place(m, (at[0], -lift, at[2]), **how))
        out["body"].append(set_down)
    return grounded({k: join(v) for k, v in out.items()})


_SEED = blob(0.0011, 0.0018, 0.0011, n=6)


def cherries(_: Params) -> Parts:
    """A pair on one stalk."""
    spots = ((-0.013, 0.011, 0.004), (0.014, 0.011, -0.003))
    fruit = [place(blob(0.024, 0.022, 0.023, n=28), s) for s in spots]
    stalks = [pipe([(x, 0.019, z), (x * 0.7, 0.045, z), (0.004, 0.066, 0)], 0.0008, 6) for x, _y, z in spots]
    return grounded(
        {"body": join(fruit), "stalk": join([*stalks, place(_leaf(0.03, 0.008), (0.004, 0.064, 0), turn=15)])}
    )


def avocado(_: Params) -> Parts:
    """A half, cut face forward, and a whole one behind."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 30)
    y = 0.052 * np.sin(t)
    r = 0.034 * np.cos(t) ** 0.85 * (1 - 0.34 * np.clip(np.sin(t) + 0.15, 0, 1))
    whole = lathe(np.c_[np.maximum(r, 1e-5), y], n=44)

    def face(k: float) -> Floats:
        edge = np.c_[r * k, y * (0.3 + 0.7 * k)]
        line: Floats = np.vstack([edge, (edge * np.array((-1, 1)))[-2:0:-1]])
        return line

    behind = whole.v[whole.f][:, :, 2].max(1) <= 1e-6
    f = whole.f[behind]
    used = np.unique(f)
    shell = Mesh(whole.v[used], np.searchsorted(used, f).astype(np.uint32), whole.n[used], whole.uv[used])
    cut = [
        extrude(face(0.995), 0.001),
        place(extrude(face(0.9), 0.001), (0, 0, 0.0006)),
        place(blob(0.03, 0.033, 0.02), (0, -0.016, 0.001)),
    ]
    how: dict[str, Any] = {"tilt": -24.0, "turn": 6.0}
    return grounded({
        "skin": join([stood(shell, (0.018, 0, 0.03), **how), stood(whole, (-0.034, 0, -0.028), roll=70, turn=30)]),
        "rim": _with(shell, cut[0], how), "flesh": _with(shell, cut[1], how), "stone": _with(shell, cut[2], how),
    })  # fmt: skip


def _with(foot: Mesh, m: Mesh, how: dict[str, Any]) -> Mesh:
    """Set down as `foot` is, so that both stay together."""
    return place(m, (0.018, -float(place(foot, **how).v[:, 1].min()), 0.03), **how)


def tomatoes(_: Params) -> Parts:
    """Three on the vine."""
    fruit, green = [], []
    for i, (x, z) in enumerate(((-0.05, 0.004), (0.0, -0.008), (0.05, 0.008))):
        fruit.append(place(blob(0.056, 0.046, 0.056, n=36), (x, 0.023, z)))
        green.append(join([place(_leaf(0.018, 0.003), (x, 0.045, z), turn=72.0 * k + 20 * i) for k in range(5)]))
        green.append(pipe([(x, 0.044, z), (x * 0.96, 0.058, z), (x * 0.93 + 0.004, 0.062, 0)], 0.0017, 6))
    green.append(pipe([(-0.06, 0.06, 0), (0, 0.064, 0), (0.068, 0.061, 0)], 0.0022, 8))
    return grounded({"body": join(fruit), "stalk": join(green)})


def carrot(_: Params) -> Parts:
    """A bunch with its green."""
    roots, greens = [], []
    for z, turn in ((-0.024, 6.0), (0.0, -3.0), (0.024, -9.0)):
        x = np.linspace(0, 1, 16)
        r = np.interp(x, [0, 0.04, 0.15, 0.6, 1], [0.008, 0.0135, 0.0145, 0.0095, 0.002]) * (1 + 0.03 * np.sin(x * 60))
        roots.append(place(pipe(np.c_[0.09 - 0.17 * x, np.full(16, 0.0145), 0 * x], r, 16), (0, 0, z), turn=turn))
        for k in range(5):
            path = [
                (0.09, 0.0145, 0),
                (0.13, 0.02 + 0.004 * k, 0.006 * (k - 2)),
                (0.18, 0.012 + 0.006 * k, 0.014 * (k - 2)),
            ]
            greens.append(place(pipe(path, [0.0017, 0.0014, 0.001], 6), (0, 0, z), turn=turn))
            greens.append(
                place(_leaf(0.045, 0.008), (0.165, 0.012 + 0.006 * k, z + 0.013 * (k - 2)), turn=turn + 10 * (k - 2))
            )
    return grounded({"body": join(roots), "leaf": join(greens)})


def fruit_bowl(_: Params) -> Parts:
    """Apples, oranges and bananas in a wide bowl."""
    t = np.linspace(0, 1, 14)
    outer = np.c_[0.05 + 0.085 * t**0.7, 0.002 + 0.075 * t**1.5]
    bowl = lathe(
        [(0, 0), (0.05, 0.002)],
        outer,
        [(0.135, 0.077), (0.131, 0.077)],
        (outer + np.array((-0.004, 0.004)))[::-1][1:],
        [(0.046, 0.006), (0, 0.006)],
        n=72,
    )
    reds = [
        place(_apple(), at, roll=r)
        for at, r in (((-0.06, 0.068, 0.035), 12), ((0.02, 0.066, 0.07), -18), ((-0.02, 0.11, -0.005), 6))
    ]
    oranges = [place(blob(0.076, 0.073, 0.076, n=36), at) for at in ((0.065, 0.068, 0.01), (-0.05, 0.066, -0.05))]
    skins = []
    for k in range(2):
        skin, _tips = _banana()
        skins.append(place(skin, (0.02, 0.19, -0.05 - 0.028 * k), tilt=-10 - 10 * k, roll=-6))
    stalks = [pipe([(-0.018, 0.128, -0.005), (-0.014, 0.155, -0.005)], 0.0016, 6)]
    return grounded(
        {"bowl": bowl, "red": join(reds), "orange": join(oranges), "yellow": join(skins), "stalks": join(stalks)}
    )
