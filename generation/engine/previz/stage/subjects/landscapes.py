"""Landscapes: a landmark in the distance, a boat or a figure nearer, on opposite sides of the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.masks import outline_of
from generation.engine.previz.read import Mention
from generation.engine.previz.scene import Material, Thing, Vec3
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.people import facing
from generation.engine.previz.stage.subjects.group import Group, Wish, boat_of, item, items
from generation.engine.previz.stage.subjects.large import aloft
from generation.engine.previz.stage.wardrobe import Wardrobe
from generation.engine.previz.things import WEARS

SCENERY = ("skyline", "hills", "tree", "mountains", "woods")  # the set brings these itself
POSES = ("walk", "stand", "pocket", "hip")


def landscape(how: str, wish: Wish, rng: np.random.Generator) -> Group:
    group = Group("landscape")
    reading = wish.reading
    wardrobe = Wardrobe(reading, wish.palette, rng)
    side = -1.0 if how == "left" else 1.0
    seed = int(rng.integers(1, 9999))
    spread = float(np.clip(wish.room, 0.6, 1.9))
    wet = PLACES[reading.place].wet
    mark = _mark(wish, group, how, side, spread, rng)
    boat = boat_of(reading)
    x, z = -side * 1.35 * spread, -3.6 + float(rng.uniform(-0.8, 0.6))
    if boat and wet:
        group.things += _boats(wish, group, boat, (x, z), side, spread, rng)
    _walkers(wish, group, wardrobe, (x, z), side, seed, rng, afloat=bool(boat and wet))
    _near(wish, group, side, seed, wet)
    group.materials |= wardrobe.materials
    group.notes += wardrobe.unable()
    group.crop = np.array([[-2.5 * spread, -0.1, -3.8], [2.5 * spread, 2.6, -3.8]])
    if mark is not None:
        tops = outline_of(mark)
        group.crop = np.vstack([group.crop, tops[tops[:, 1] > 1.0]])
    group.height = 1.4
    return group


def _mark(wish: Wish, group: Group, how: str, side: float, spread: float, rng: np.random.Generator) -> Thing | None:
    """The first far thing that is no scenery."""
    reading = wish.reading
    mark = next(
        (
            m.noun
            for m in (*reading.subject, *reading.props)
            if m.noun and m.noun.stands == "far" and m.noun.shape not in SCENERY
        ),
        None,
    )
    if mark is None:
        return None
    params: dict[str, Any] = dict(mark.params)
    if mark.shape == "chapel" and PLACES[reading.place].wet:
        params["sunk"] = round(float(rng.uniform(0.7, 1.4)), 2)
    group.materials["roof"] = _roof(wish)
    at = (round(side * 2.0 * spread, 2), 0.0, -15.0 if how != "near" else -11.0)
    turn = round(-side * float(rng.uniform(6, 22)), 1)
    wears = {**WEARS.get(mark.shape, {"*": "stone"}), **mark.wears}
    thing = Thing(mark.name, mark.shape, "thing", at, turn, focal=True, params=params, wears=wears)
    size = float(np.ptp(box_points(thing), 0).max())
    if size > 12:  # a whole row of houses or a wind farm stands farther off
        thing = replace(thing, at=(at[0], 0.0, round(at[2] - 1.6 * (size - 12), 1)))
    group.things.append(thing)
    return thing


def _roof(wish: Wish) -> Material:
    return Material("matte", colour.mix("#5a534b", wish.palette.ink, 0.25), 0.9, grain=0.3)


def _boats(
    wish: Wish, group: Group, boat: Mention, spot: tuple[float, float], side: float, spread: float,
    rng: np.random.Generator,
) -> list[Thing]:  # fmt: skip
    """The first near and focal, the others going off into the distance."""
    turn = round(float(rng.uniform(25, 60)) * side, 1)
    one = replace(item(wish, boat, group.materials, seed=1), at=(round(spot[0], 2), -0.1, round(spot[1], 2)), turn=turn)
    length = float(np.ptp(box_points(one), 0).max())
    if length > 6:  # a ship stands off as far as it is long
        one = replace(one, at=(one.at[0], -0.1, round(-1.5 * length, 2)))
    out = [one]
    for k in range(1, min(boat.count, 3)):
        far = (round(-side * (1.2 + 1.9 * k) * spread, 2), -0.1, round(one.at[2] - 3.4 - 4.0 * k, 2))
        out.append(replace(one, at=far, turn=round(turn + 50 * k, 1), focal=False))
    return out


def _walkers(
    wish: Wish, group: Group, wardrobe: Wardrobe, spot: tuple[float, float], side: float, seed: int,
    rng: np.random.Generator, *, afloat: bool,
) -> None:  # fmt: skip
    """People small in the land; the first of those in a boat stands at its pole."""
    x, z = spot
    for i in range(min(wish.reading.people, 6)):
        at = (round(x + 0.62 * i * -side * (0.2 if afloat else 1), 2), 0.05 if afloat else 0.0,
              round(z - 0.1 - 0.55 * (i % 3), 2))  # fmt: skip
        pose = "pole" if afloat and i == 0 else POSES[(i + seed) % 4]
        if afloat and i > 1:
            break
        away = facing((at[0], at[2]), (side * 2.0, -14.0))
        person = wardrobe.person(i, pose, at, round(away + float(rng.uniform(10, 60)) * -side, 1), look=0.0)
        group.things.append(person)
        if pose == "pole":
            a = np.radians(person.turn)
            hand = (at[0] + 0.13 * np.cos(a) + 0.36 * np.sin(a), -0.4, at[2] - 0.13 * np.sin(a) + 0.36 * np.cos(a))
            roll = float(round(side * 4, 1))
            group.things.append(
                Thing("pole", "pole", "thing", _spot(hand), roll=roll, params={"h": 3.5}, wears={"body": "old wood"})
            )


def _near(wish: Wish, group: Group, side: float, seed: int, wet: bool) -> None:
    """Everything else the subject names, in the middle distance."""
    rest: list[Mention] = []
    for m in wish.reading.subject:
        if m.noun is None:
            block = item(wish, m, group.materials, seed=seed)
            group.things.append(replace(block, at=(round(side * 0.3, 2), 0.0, -4.0)))
        elif m.noun.name == "bird" and wet:
            for k in range(m.count):
                at = (round(side * (0.6 + k), 2), -0.12, -4.5 - k)
                bird = item(wish, m, group.materials, seed=seed + k)
                group.things.append(replace(bird, at=at, turn=70.0 * side))
        elif m.noun.stands == "sky":
            group.things += aloft(wish, [m], group, seed)
        elif m.noun.stands in ("floor", "top"):
            rest.append(m)
    x = side * 0.4
    for thing in items(wish, rest, group.materials, seed=seed, most=6):
        box = box_points(thing)
        half = float(np.ptp(box[:, 0])) / 2
        x += side * half
        at = (round(x, 2), round(-float(box[:, 1].min()), 3), -3.4)
        group.things.append(replace(thing, at=at, turn=round(-28.0 * side, 1)))
        x += side * (half + 0.3)


def _spot(at: Sequence[float]) -> Vec3:
    x, y, z = (round(float(v), 3) for v in at)
    return x, y, z
