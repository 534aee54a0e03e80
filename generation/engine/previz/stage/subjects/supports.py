"""What small things stand on: plinth, table, rock, crate, moss, sand, water."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.read import Mention, Reading
from generation.engine.previz.scene import Material, Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects.group import Group, Wish, is_table, item, named
from generation.engine.previz.things import WEARS

CARRIERS = ("basalt", "rock", "plinth", "shelf", "crate", "tray", "chair", "sofa", "stairs", "box", "book")
SEATS = {"chair": 0.475, "sofa": 0.465}  # metres: where a thing with a back carries something
RISE = 0.15  # metres of a step
# word: (colour of the ground, its grain, how far a thing sinks in, share of its height)
GROUNDS = {
    "moss": ("#5a6b35", 0.6, 0.01), "grass": ("#66783c", 0.6, 0.02), "sand": ("#cfb58c", 0.35, 0.02),
    "snow": ("#e8edf1", 0.1, 0.03), "gravel": ("#8d8a84", 0.6, 0.005), "soil": ("#4d3d2e", 0.6, 0.01),
}  # fmt: skip


def carrier(reading: Reading) -> Mention | None:
    """The thing that the brief puts its products on."""
    small = [m for m in reading.subject if m.noun is None or m.noun.stands == "top"]
    for above, below in reading.related("on"):
        if below.noun and (below.noun.name in CARRIERS or is_table(below)) and above in small:
            return below
    table = next((m for m in (*reading.subject, *reading.props) if is_table(m)), None)
    return table or named(reading, "basalt", "rock", "plinth", "crate", "tray", "stairs")


def support(
    wish: Wish, group: Group, width: float, depth: float, tallest: float, seed: int
) -> tuple[list[Thing], float]:
    """What carries a group so wide and deep, and the height of its top. Nothing on a white ground."""
    reading = wish.reading
    place = PLACES[reading.place]
    asked = carrier(reading)
    name = asked.noun.name if asked and asked.noun else ""
    if reading.white or reading.background == "transparent" or "props" in reading.forbidden:
        return [], 0.0
    ground = next((word for word in GROUNDS if reading.said(word)), "")
    of_water = any("water" in m.said.lower() for m in reading.subject)  # a water bottle does not stand in water
    if not name and reading.said("water") and place.wet and not of_water:
        return [], -0.1 * tallest
    if not name and ground:
        return _ground(group, ground, max(width, depth), tallest, outdoors=place.outdoors)
    if not name and reading.said("windowsill", "sill", "ledge", "shelf", "mantelpiece"):
        return _ledge(group, wish, width, depth, tallest)
    name = name or place.support
    if not name or name in reading.forbidden:
        return [], 0.0
    thing = _named(name, asked, wish, group, width, depth, tallest, seed)
    copy = reading.copy
    if thing.shape.endswith(("table", "desk")) and not copy.empty and copy.w < 1:
        # A table ends soon on the side where the copy stands, and runs on to the other.
        reach = float(np.ptp(box_points(thing)[:, 0])) / 2 - width / 2 - 0.04
        deep = round(max(0.55, depth * 1.4), 2)  # a near corner would reach far into the copy
        thing = replace(thing, params={**thing.params, "d": deep} if thing.shape == "table" else thing.params)
        thing = replace(thing, at=(round(max(reach, 0.0) * (1 if copy.x <= 0 else -1), 3), 0.0, 0.0))
    if thing.shape == "steps":
        return [thing], 2 * RISE
    return [thing], SEATS.get(thing.shape, float(box_points(thing)[:, 1].max()))


def _named(
    name: str, asked: Mention | None, wish: Wish, group: Group, width: float, depth: float, tallest: float, seed: int
) -> Thing:
    params: dict[str, Any]
    reach = max(width, depth)
    if name in ("basalt", "rock"):
        params = {"h": round(tallest * 0.95, 3), "r": round(max(reach * 0.7, tallest * 0.19), 3), "seed": seed}
        wears = {"body": "snowy stone" if "snow" in wish.reading.weather else "wet stone"}
        return Thing(name, "basalt", "thing", params=params, wears=wears)
    if name in ("table", "counter", "desk"):
        params = {"w": round(max(1.5, width * 1.6, tallest * 4), 2), "d": round(max(0.8, depth * 1.4), 2)}
        return Thing(name, "table", "thing", params=params, wears=dict(WEARS.get("table", {"*": "mid"})))
    if asked is not None and asked.noun and asked.noun.shape == "steps":
        return _steps(item(wish, asked, group.materials, seed=seed, nth=7), width, depth)
    if asked is not None and asked.noun and name not in ("plinth", "shelf"):
        thing = item(wish, asked, group.materials, seed=seed, nth=7)
        span = float(box_points(thing)[:, 0].max()) * 2
        grown = width * 1.15 / max(span, 1e-3) if name in ("crate", "tray", "book") else 1.0
        scale = round(thing.scale * max(grown, 1.0), 3)
        return Thing(thing.name, thing.shape, "thing", scale=scale, params=thing.params, wears=thing.wears)
    params = {"r": round(max(width * 0.62, depth * 0.62, tallest * 0.42), 3), "h": round(tallest * 0.75, 3)}
    group.materials["stage tint"] = Material("satin", "#b9b4ab", 0.55, grain=0.04)
    return Thing("plinth", "plinth", "thing", params=params, wears={"body": "stage tint"})


def _steps(thing: Thing, width: float, depth: float) -> Thing:
    """Three broad low steps; what they carry stands on the second."""
    run = round(max(0.36, depth * 1.2), 3)
    params = {"n": 3, "w": round(max(2.6, width * 4), 2), "rise": RISE, "run": run}
    return replace(thing, kind="thing", focal=False, scale=1.0, at=(0.0, 0.0, run), params=params)


def _ground(group: Group, word: str, reach: float, tallest: float, *, outdoors: bool) -> tuple[list[Thing], float]:
    tone, grain, sunk = GROUNDS[word]
    if outdoors:
        return [], -sunk * tallest  # the place's own ground
    group.materials[word] = Material("matte", tone, 0.95, grain=grain)
    params = {"r": round(max(reach * 0.95, tallest * 0.8), 3), "h": round(tallest * 0.09, 3)}
    thing = Thing(word, "plinth", "thing", params=params, wears={"body": word})
    return [thing], params["h"] - sunk * tallest


def _ledge(group: Group, wish: Wish, width: float, depth: float, tallest: float) -> tuple[list[Thing], float]:
    """A board at the height of a sill, its front edge before the things."""
    group.materials["ledge"] = Material("satin", colour.mix("#d8d2c6", wish.palette.light, 0.4), 0.5, grain=0.03)
    params = {"w": round(max(1.6, width * 2.4), 2), "h": 0.88, "d": round(max(0.34, depth * 1.8), 3), "bevel": 0.012}
    return [Thing("sill", "slab", "thing", params=params, wears={"*": "ledge"})], 0.88
