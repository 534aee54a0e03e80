"""Sets that are no place: a field of spheres and ribbons, layered paper, things in the air."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material, Sky
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def _measure(stage: Stage, group: Group) -> tuple[float, float]:
    """How large what is shown is, and how far it is from the lens, metres."""
    size = max(group.height, 0.25)
    eye = stage.camera.eye
    return size, float(np.hypot(eye[0], eye[2]))


def _ground(stage: Stage) -> tuple[str, str]:
    """Two colours that pass into one another, this candidate's pair."""
    p = stage.palette
    pairs = (
        (colour.mix(p.mid, p.light, 0.35), p.light),
        (colour.mix(p.ink, p.mid, 0.3), colour.mix(p.accent, p.mid, 0.35)),
        (colour.mix(p.accent, p.light, 0.4), colour.mix(p.light, "#ffffff", 0.2)),
        (colour.mix(p.ink, p.accent, 0.2), colour.mix(p.mid, p.light, 0.3)),
    )
    return pairs[(stage.sky_index + int(stage.rng.integers(2))) % len(pairs)]


def _stage(stage: Stage, group: Group, low: str, high: str) -> None:
    """A floor without an end under a gradient, and the studio's light."""
    size, _ = _measure(stage, group)
    stage.sky = Sky(((-90.0, low), (0.0, colour.mix(low, high, 0.25)), (14.0, colour.mix(low, high, 0.6)), (50.0, high),
                     (90.0, colour.mix(high, "#ffffff", 0.3))), fill=0.6)  # fmt: skip
    stage.materials["stage tint"] = Material("satin", colour.mix(low, high, 0.5), 0.45)
    stage.rig((0, 0, 0), size, power=12)
    stage.look = Look(bloom=0.1, vignette=0.12, saturation=1.02, contrast=0.2)


def _spot(stage: Stage, column: float, row: float, away: float) -> tuple[float, float, float]:
    """The point of the world behind a point of the frame, `away` metres from the lens along its axis."""
    eye, ray = stage.camera.eye, stage.frame.ray(column, row)
    x, y, z = (float(e + away * d) for e, d in zip(eye, ray, strict=True))
    return round(x, 3), round(y, 3), round(z, 3)


def _tones(stage: Stage, low: str, high: str) -> list[str]:
    p = stage.palette
    names = []
    for i, tone in enumerate((p.accent, colour.mix(low, p.ink, 0.3), colour.mix(high, "#ffffff", 0.3), p.mid)):
        name = f"form {i}"
        stage.materials[name] = Material("satin", tone, (0.16, 0.4, 0.3, 0.5)[i])
        names.append(name)
    return names


def field(stage: Stage, group: Group) -> None:
    """A gradient with spheres of all sizes and one ribbon that runs through the picture."""
    low, high = _ground(stage)
    size, away = _measure(stage, group)
    _stage(stage, group, low, high)
    names = _tones(stage, low, high)
    stage.materials["field"] = Material("satin", colour.mix(low, high, 0.2), 0.5)
    far = 40 * size + 30
    stage.add("floor", "cyclorama", (0, 0, 0), wears={"*": "field"},
              params={"w": round(2 * far, 1), "front": round(far / 2, 1), "back": round(-6.5 * size - 1, 2),
                      "h": round(14 * size + 4, 1), "r": round(5 * size + 0.5, 2)})  # fmt: skip
    rng, tx = stage.rng, stage.frame.tan[0]
    for i in range(11):
        column = float(rng.uniform(-0.02, 0.3)) if i % 2 else float(rng.uniform(0.7, 1.02))
        deep = away * float(rng.uniform(1.05, 1.7)) + (0.0 if i % 3 else size * 0.6)
        r = float(rng.choice((0.05, 0.08, 0.13, 0.2))) * deep * min(tx, 0.5)
        at = _spot(stage, column, float(rng.uniform(0.2, 0.9)), deep)
        y = max(at[1] - r, 0.0) if i % 3 == 0 else 0.0
        stage.prop("sphere", "sphere", (at[0], round(y, 3), at[2]), params={"r": round(r, 3)},
                   wears={"*": names[i % 4]}, kind="set")  # fmt: skip
    deep = away * 1.8 + size
    for k in range(3):
        at = _spot(stage, 0.12 + 0.38 * k, 0.62, deep * (1 + 0.1 * k))
        w = deep * tx * (0.9 - 0.15 * k)
        stage.prop("ring", "arch", (at[0], 0.0, at[2]), turn=-stage.camera.yaw + 18 * (k - 1),
                   wears={"*": names[(k + 1) % 4]}, kind="set",
                   params={"w": round(w, 3), "h": round(w * 0.62, 3), "thick": round(w * 0.09, 3),
                           "d": round(w * 0.12, 3)})  # fmt: skip


def paper(stage: Stage, group: Group) -> None:
    """Sheets of paper cut in waves, one behind another, paler with distance, a disc for a sun."""
    low, high = _ground(stage)
    size, away = _measure(stage, group)
    p, rng = stage.palette, stage.rng
    _stage(stage, group, low, high)
    copy = stage.rules.copy
    line = copy.h + 0.03 if not copy.empty and copy.w >= 1 and copy.y <= 0 else 0.22
    turn = -stage.camera.yaw
    axis = np.array(stage.frame.ray(0.5, 0.5))
    axis[1] = 0.0
    deepest = 2.2 * away + 1.5 * size
    front = away + max(0.25 * size, 0.12) - float(min((t.at[2] for t in group.things), default=0.0)) * 0.8
    layers = 6
    tx = stage.frame.tan[0]
    for i in range(layers):
        t = i / (layers - 1)
        deep = deepest + (front - deepest) * t
        tone = colour.mix(
            colour.mix(high, "#ffffff", 0.25), colour.mix(p.mid if i % 2 else p.ink, low, 0.5), 0.12 + 0.6 * t
        )
        if i == layers - 2:
            tone = colour.mix(p.accent, low, 0.3)
        stage.materials[f"paper {i}"] = Material("matte", tone, 0.95, grain=0.03)
        row = line + 0.1 + (0.86 - line) * (0.25 + 0.6 * t) + float(rng.uniform(-0.02, 0.02))
        centre = _spot(stage, 0.5, row, deep)
        w = deep * tx * 5.0
        h = max(centre[1], 0.05) + 0.3 * size
        stage.add("paper wave", "hills", (centre[0], -0.3 * size, centre[2]), turn=turn, wears={"*": f"paper {i}"},
                  params={"seed": int(rng.integers(1, 999)), "w": round(w, 3), "h": round(h, 3),
                          "rough": 0.0})  # fmt: skip
    stage.materials["paper floor"] = Material("matte", colour.mix(low, p.light, 0.4), 0.95, grain=0.03)
    stage.materials["paper back"] = Material("matte", colour.mix(high, "#ffffff", 0.35), 0.95, grain=0.02)
    far = 30 * size + 40
    stage.add(
        "floor", "deck", (0, 0, 0), wears={"*": "paper floor"}, params={"w": round(far * 2, 1), "d": round(far * 2, 1)}
    )
    wall = _spot(stage, 0.5, 0.5, deepest * 1.15)
    stage.add("wall", "panel", (wall[0], -1.0, wall[2]), turn=turn, wears={"*": "paper back"},
              params={"w": round(deepest * tx * 8 + 4, 2),
                      "h": round(deepest * stage.frame.tan[1] * 6 + 6, 2)})  # fmt: skip
    stage.materials["paper sun"] = Material("matte", colour.mix(p.accent, "#ffffff", 0.15), 0.9)
    r = deepest * min(stage.frame.tan) * 0.42
    at = _spot(stage, 0.5 + 0.24 * stage.side, line + 0.22, deepest * 1.08)
    stage.prop("paper sun", "card", at, turn=turn, wears={"*": "paper sun"}, kind="set",
               params={"form": "disc", "w": round(r, 3), "h": round(r, 3)})  # fmt: skip
    stage.light("paper light", _spot(stage, 0.5 - 0.4 * stage.side, -0.4, deepest * 0.75), wall,
                (2.0 * size + 0.4, 2.0 * size + 0.4), "#fff4e4", 9)  # fmt: skip


def floating(stage: Stage, group: Group) -> None:
    """Spheres, rings and blocks that hang in the air round what is shown; a soft shadow far below."""
    low, high = _ground(stage)
    size, away = _measure(stage, group)
    _stage(stage, group, low, high)
    names = _tones(stage, low, high)
    rng, tx = stage.rng, min(stage.frame.tan)
    lift = 0.35 * size if group.family == "product" else 0.0
    stage.materials["field"] = Material("satin", colour.mix(low, high, 0.3), 0.5)
    far = 40 * size + 30
    stage.add("floor", "cyclorama", (0, -lift, 0), wears={"*": "field"},
              params={"w": round(2 * far, 1), "front": round(far / 2, 1), "back": round(-6.5 * size - 1, 2),
                      "h": round(14 * size + 4, 1), "r": round(5 * size + 0.5, 2)})  # fmt: skip
    for i in range(14):
        column = float(rng.uniform(-0.02, 0.32)) if i % 2 else float(rng.uniform(0.68, 1.02))
        deep = away * float(rng.uniform(0.95, 1.8))
        r = float(rng.choice((0.04, 0.07, 0.1, 0.15))) * deep * tx
        at = _spot(stage, column, float(rng.uniform(0.08, 0.88)), deep)
        if at[1] < r * 1.3 - lift:
            continue
        turn, roll = float(rng.uniform(0, 90)), float(rng.uniform(-35, 35))
        if i % 3 == 1:
            shape, params = (
                "slab",
                {"w": round(2 * r, 3), "h": round(2 * r, 3), "d": round(2 * r, 3), "bevel": round(r * 0.3, 3)},
            )
        elif i % 3 == 2:
            shape, params = "plinth", {"r": round(r, 3), "h": round(r * 0.5, 3)}
        else:
            shape, params = "sphere", {"r": round(r, 3)}
        stage.prop("floating form", shape, (at[0], round(at[1] - r, 3), at[2]), turn=turn, roll=roll,
                   wears={"*": names[i % 4]},
                   kind="set", params=params)  # fmt: skip


SETS = {"abstract": field, "paper": paper, "floating": floating}
