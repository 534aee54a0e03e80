"""What the picture is about, arranged at the origin: people, products, landmarks, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz import colour
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.materials import screen
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Mention, Reading
from generation.engine.previz.scene import Material, Thing, Vec3
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.people import (
    ALONE_POSES,
    AROUND_PANE,
    AROUND_TABLE,
    BEHIND_POSES,
    FRONT_POSES,
    TABLE_POSES,
    TOGETHER,
    Wardrobe,
    cast,
    facing,
)
from generation.engine.previz.things import WEARS, bounds

DEVICES = ("display", "phone", "tablet", "laptop", "monitor")
FORMS = ("decision", "chart", "cloud", "map")


@dataclass
class Group:
    """Things at the origin; `crop` points must be in the frame for the shot asked for; `heads` must be clear."""

    family: str
    things: list[Thing] = field(default_factory=list)
    materials: dict[str, Material] = field(default_factory=dict)
    crop: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)))
    cut_below: bool = False  # the frame's lower edge may cut what stands on the floor
    height: float = 1.7  # of what is shown, for eye level


def family(reading: Reading) -> str:
    """Which kind of picture this is; decides arrangements, lenses and heights."""
    if reading.place == "flat":
        return "flat"
    far = [m for m in reading.subject if m.noun and m.noun.stands in ("far", "water")]
    if PLACES[reading.place].landscape or (far and reading.place in ("shore", "field", "forest")):
        return "landscape"
    if reading.people:
        return "people"
    if any(m.noun is None or m.noun.stands in ("top", "floor") for m in reading.subject):
        small = [m for m in reading.subject if m.noun is None or m.noun.stands == "top"]
        return "product" if small else "furniture"
    return "landscape" if reading.place in ("shore", "field", "forest", "street") or far else "place"


def arrangements(kind: str, reading: Reading) -> tuple[str, ...]:
    """Names of the ways to arrange this subject."""
    if kind == "people":
        main = _main(reading)
        if main and main.noun and main.noun.name == "display":
            return ("flank", "crescent") if reading.people < 2 else tuple(AROUND_PANE)
        if main and (main.noun is None or main.noun.name != "phone") and reading.people:
            return tuple(AROUND_TABLE)
        return tuple(TOGETHER) if reading.people > 1 else ("row",)
    return {
        "product": ("solo", "forward", "turned"),
        "landscape": ("left", "right", "near"),
        "furniture": ("row", "angled"),
    }.get(kind, ("open",))


def arrange(
    kind: str, how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    makers: dict[str, Any] = {"people": _people, "product": _product, "furniture": _furniture, "landscape": _landscape}
    group: Group = makers[kind](how, reading, palette, aspect, rng, position) if kind in makers else Group(kind)
    if kind in ("place", "flat") or not group.things:
        group.crop = np.array([[-1.6, 0, -1], [1.6, 2.2, 0.5]])
    return group


def _main(reading: Reading) -> Mention | None:
    return next((m for m in reading.subject if m.noun is None or m.noun.stands in ("floor", "top")), None)


def _named(reading: Reading, *names: str) -> Mention | None:
    return next((m for m in (*reading.subject, *reading.props) if m.noun and m.noun.name in names), None)


def item(
    mention: Mention, reading: Reading, palette: Palette, position: int, seed: int, materials: dict[str, Material]
) -> Thing:
    """One thing the brief names, dressed, at the origin."""
    if mention.noun is None:
        size = (0.13 if family(reading) == "product" else 0.5) * mention.size
        materials["block"] = Material("matte", "#a9abb0", 0.8)
        return Thing(
            mention.text,
            "block",
            "thing",
            focal=True,
            params={"w": size, "h": size, "d": size},
            wears=dict(WEARS["block"]),
        )
    noun = mention.noun
    wears = dict(WEARS.get(noun.shape, {"*": "mid"}))
    params: dict[str, Any] = dict(noun.params)
    scale = mention.size
    if "product" in wears.values():
        materials["product"] = Material(
            "satin", product_colour(mention, reading, palette, position), 0.3 if noun.shape != "shoe" else 0.6
        )
    for part, name in wears.items():
        if name == "glass screen":
            materials[name] = screen(palette, FORMS[seed % len(FORMS)], seed, clear=True)
        elif name == "device screen":
            materials[name] = screen(palette, FORMS[1 + seed % 3], seed, clear=False)
        elif name == "phone screen":
            materials[name] = screen(palette, "app", seed, clear=False, portrait=True)
        elif part == "body" and mention.colour and name not in ("product", "block"):
            materials[f"{noun.name} colour"] = Material("satin", mention.colour, 0.4)
            wears[part] = f"{noun.name} colour"
    if noun.shape in ("bottle",) and "text" not in reading.forbidden and not reading.said("cut-out"):
        params["label"] = False
    return Thing(noun.name, noun.shape, noun.kind, scale=scale, focal=True, params=params, wears=wears)


def product_colour(mention: Mention, reading: Reading, palette: Palette, position: int) -> str:
    """The brand's colours by name, then colours in words; else the brand's in turn: a batch shows every colourway."""
    named = list(reading.named) or ([mention.colour] if mention.colour else list(reading.colours))
    options = named or [c for c in palette.colours if 0.015 < colour.brightness(c) < 0.75] or [palette.accent]
    return options[position % len(options)]


def _people(
    how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    wardrobe = Wardrobe(reading, palette, rng)
    group = Group("people")
    main, n, seed = _main(reading), reading.people, int(rng.integers(1, 9999))
    tall = aspect < 0.8
    if main and main.noun and main.noun.name == "display":
        w = (1.6 if tall else 2.3 if aspect < 1.3 else 2.6) * min(main.size, 1.6) ** 0.35
        h = min(w * 0.47, 1.25)
        pane = item(main, reading, palette, position, seed, group.materials)
        turn = float(rng.uniform(-7, 7))
        pane = replace(
            pane,
            scale=1.0,
            turn=round(turn, 1),
            params={"w": round(w, 2), "h": round(h, 2), "y": round(0.62 + h / 2, 2)},
        )
        k = w / 2.5
        slots = [(x * k, z * (1.15 if tall else 1.0)) for x, z in AROUND_PANE[how]]
        people = cast(slots, n, FRONT_POSES, (0.0, 0.0), rng, wardrobe, behind=BEHIND_POSES)
        group.things = [pane, *people]
    elif main and main.noun and main.noun.name in ("phone", "tablet"):
        people = cast(TOGETHER[how if how in TOGETHER else "talk"], n, ("tablet",), (0.0, 2.2), rng, wardrobe)
        group.things = list(people)
        for person in people:
            held = item(main, reading, palette, position, seed + len(group.things), group.materials)
            a = np.radians(person.turn)
            reach, high = 0.37, 1.13
            at = (person.at[0] + reach * np.sin(a), high, person.at[2] + reach * np.cos(a))
            group.things.append(
                replace(
                    held,
                    name=main.noun.name,
                    at=_spot(at),
                    turn=person.turn + 180,
                    params={"lean": 35},
                )
            )
    elif main:
        group.things = _meeting(main, how, reading, palette, rng, position, seed, wardrobe, group.materials)
    elif n == 1:
        pose = ALONE_POSES[int(rng.integers(len(ALONE_POSES)))]
        if reading.said("seated", "sitting"):
            pose = "seated"
            group.things.append(
                Thing("chair", "chair", at=(0.0, 0.0, -0.02), turn=20, params={}, wears=dict(WEARS["chair"]))
            )
        elif reading.said("walking", "walk", "running"):
            pose = "walk"
        turn = float(rng.uniform(-30, 30))
        group.things.append(wardrobe.person(0, pose, (0.0, 0.0, 0.0), turn, look=float(np.clip(-turn * 0.7, -25, 25))))
    else:
        group.things = cast(
            TOGETHER[how], n, ("pocket", "explain", "hip", "cross", "think", "offer"), (0.0, 0.35), rng, wardrobe
        )
    group.materials |= wardrobe.materials
    boxes = np.vstack([box_points(t) for t in group.things])
    low = {"close": 1.18, "mid": 0.66}.get(reading.shot, 0.0)
    seated = any(t.params.get("pose") == "seated" for t in group.things)
    if seated:
        low = max(low - 0.42, 0.0)
    group.cut_below = low > 0
    group.crop = boxes.copy()
    group.crop[:, 1] = np.maximum(group.crop[:, 1], low)
    group.height = 1.7
    return group


def _meeting(
    main: Mention,
    how: str,
    reading: Reading,
    palette: Palette,
    rng: np.random.Generator,
    position: int,
    seed: int,
    wardrobe: Wardrobe,
    materials: dict[str, Material],
) -> list[Thing]:
    """People around a table (what they look at stands on it) or around a thing on the floor."""
    things: list[Thing] = []
    n = reading.people
    floor_thing = main.noun is not None and main.noun.stands == "floor"
    if floor_thing and main.noun and main.noun.name not in ("table", "coffee table"):
        thing = item(main, reading, palette, position, seed, materials)
        lo, hi = bounds(thing.shape, thing.params)
        half = max(hi[0] - lo[0], 0.5) * thing.scale / 2 + 0.35
        things.append(replace(thing, turn=round(float(rng.uniform(-12, 12)), 1)))
        slots = [((abs(x) + half - 0.6) * np.sign(x or 1), z * 0.4) for x, z in TOGETHER["steps"]]
        return things + cast(slots, n, ALONE_POSES, (0.0, 0.5), rng, wardrobe)
    width = 1.9 * (1.25 if main.size > 1 else 1.0)
    things.append(
        Thing("table", "table", "thing", focal=True, params={"w": width, "d": 0.85}, wears=dict(WEARS["table"]))
    )
    on_top = [m for m in reading.subject if m.noun is None or m.noun.stands == "top"] or []
    x = -0.22 * (len(on_top) - 1)
    for m in on_top:
        thing = item(m, reading, palette, position, seed, materials)
        turn = 180.0 if m.noun and m.noun.name in DEVICES and how == "across" else float(rng.uniform(-25, 25))
        things.append(replace(thing, at=(round(x, 2), 0.74, 0.05), turn=round(turn, 1)))
        x += 0.45
    if not on_top:
        materials["device screen"] = screen(palette, FORMS[1 + seed % 3], seed, clear=False)
        things.append(
            Thing("laptop", "laptop", at=(0.15, 0.74, 0.05), turn=158, params={}, wears=dict(WEARS["laptop"]))
        )
        things.append(Thing("cup", "cup", at=(-0.5, 0.74, 0.15), turn=30, params={}, wears=dict(WEARS["cup"])))
    k = width / 1.9
    return things + cast([(px * k, z) for px, z in AROUND_TABLE[how]], n, TABLE_POSES, (0.0, 0.1), rng, wardrobe)


def _spot(at: Sequence[float]) -> Vec3:
    x, y, z = (round(float(v), 3) for v in at)
    return x, y, z


def _product(
    how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    """Products on whatever carries them here: a plinth, basalt, a table, a rock."""
    group = Group("product")
    seed = int(rng.integers(1, 9999))
    mentions = [m for m in reading.subject if m.noun is None or m.noun.stands == "top"]
    items: list[Thing] = []
    for m in mentions:
        for k in range(min(m.count, 5)):
            items.append(item(m, reading, palette, position + k, seed + k, group.materials))
    sizes = [np.array(bounds(t.shape, t.params)) * t.scale for t in items]
    tallest = max(float(s[1, 1]) for s in sizes)
    widths = [float(s[1, 0] - s[0, 0]) for s in sizes]
    gap = 0.3 * float(np.mean(widths))
    total = sum(widths) + gap * (len(items) - 1)
    support = _support(reading, total, tallest, seed, group)
    top = max((float(box_points(t)[:, 1].max()) for t in support), default=0.0)
    x = -total / 2
    for i, (t, w, s) in enumerate(zip(items, widths, sizes, strict=True)):
        z = {"solo": 0.0, "forward": 0.05 * (-1) ** i, "turned": -0.04 * i}[how]
        at = (round(x + w / 2, 4), round(top - float(s[0, 1]), 4), round(z * (len(items) > 1), 4))
        turn = {"solo": 0.0, "forward": -14.0, "turned": 20.0}[how] + float(rng.uniform(-6, 6))
        group.things.append(replace(t, at=at, turn=round(turn, 1)))
        x += w + gap
    boxes = np.vstack([box_points(t) for t in group.things])
    group.crop = boxes.copy()
    group.crop[:, 1] = np.maximum(group.crop[:, 1], top - tallest * (0.0 if reading.fill else 0.42))
    if not reading.fill and support:
        group.crop = np.vstack([group.crop, [[0, top - tallest * 0.42, 0]]])
    group.things = support + group.things
    group.cut_below = bool(support) and not reading.fill
    group.height = top + tallest * 0.62
    return group


def _support(reading: Reading, total: float, tallest: float, seed: int, group: Group) -> list[Thing]:
    asked = _named(reading, "basalt", "rock", "plinth", "table", "coffee table")
    name = asked.noun.name if asked and asked.noun else PLACES[reading.place].support
    if reading.white or not name or name in reading.forbidden or "props" in reading.forbidden:
        return []
    params: dict[str, Any]
    if name in ("basalt", "rock"):
        shape, params = (
            "basalt",
            {"h": round(tallest * 0.95, 3), "r": round(max(total * 0.7, tallest * 0.19), 3), "seed": seed},
        )
        wears = {"body": "snowy stone" if "snow" in reading.weather else "wet stone"}
    elif name in ("table", "coffee table"):
        shape, params, wears = "table", {"w": round(max(1.5, total * 2.4), 2), "d": 0.8}, dict(WEARS["table"])
    else:
        shape, params = "plinth", {"r": round(max(total * 0.72, tallest * 0.42), 3), "h": round(tallest * 0.75, 3)}
        wears = {"body": "stage tint"}
        group.materials["stage tint"] = Material("satin", "#b9b4ab", 0.55, grain=0.04)
    return [Thing(name, shape, "thing", params=params, wears=wears)]


def _furniture(
    how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    group = Group("furniture")
    seed = int(rng.integers(1, 9999))
    things: list[Thing] = []
    for m in reading.subject:
        if m.noun is None or m.noun.stands == "floor":
            things += [
                item(m, reading, palette, position + k, seed + k, group.materials) for k in range(min(m.count, 5))
            ]
    widths = [float(np.ptp(box_points(t)[:, 0])) for t in things]
    x = -(sum(widths) + 0.25 * (len(things) - 1)) / 2
    for t, w in zip(things, widths, strict=True):
        turn = (0.0 if how == "row" else -24.0) + float(rng.uniform(-5, 5))
        group.things.append(
            replace(t, at=(round(x + w / 2, 3), 0.0, round(float(rng.uniform(-0.15, 0.15)), 3)), turn=round(turn, 1))
        )
        x += w + 0.25
    group.crop = np.vstack([box_points(t) for t in group.things])
    group.height = max(float(group.crop[:, 1].max()) * 0.9, 0.7)
    return group


def _landscape(
    how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    """A landmark in the distance, a boat or figure nearer, on opposite sides of the frame."""
    group = Group("landscape")
    wardrobe = Wardrobe(reading, palette, rng)
    side = -1.0 if how == "left" else 1.0
    seed = int(rng.integers(1, 9999))
    spread = float(np.clip(aspect, 0.6, 1.9))
    mark = next(
        (
            m
            for m in (*reading.subject, *reading.props)
            if m.noun and m.noun.stands == "far" and m.noun.shape not in ("skyline", "hills", "tree")
        ),
        None,
    )
    if mark and mark.noun:
        params: dict[str, Any] = (
            {"sunk": round(float(rng.uniform(0.7, 1.4)), 2)}
            if mark.noun.shape == "chapel" and reading.place in ("marsh", "shore")
            else {}
        )
        group.materials["roof"] = Material("matte", colour.mix("#5a534b", palette.ink, 0.25), 0.9, grain=0.3)
        at = (round(side * 2.0 * spread, 2), 0.0, -15.0 if how != "near" else -11.0)
        turn = round(-side * float(rng.uniform(6, 22)), 1)
        group.things.append(
            Thing(
                mark.noun.name,
                mark.noun.shape,
                "thing",
                at,
                turn,
                focal=True,
                params=params,
                wears=dict(WEARS[mark.noun.shape]),
            )
        )
    boat = _named(reading, "boat")
    wet = reading.place in ("marsh", "shore")
    x, z = -side * 1.35 * spread, -3.6 + float(rng.uniform(-0.8, 0.6))
    if boat and wet:
        turn = round(float(rng.uniform(25, 60)) * side, 1)
        wears = dict(WEARS["boat"])
        group.things.append(
            Thing(
                "boat",
                "boat",
                "thing",
                (round(x, 2), -0.1, round(z, 2)),
                turn,
                focal=True,
                params={"l": 3.7},
                wears=wears,
            )
        )
        for k in range(1, min(boat.count, 3)):
            far = (round(-side * (1.2 + 1.9 * k) * spread, 2), -0.1, round(-7.0 - 4.0 * k, 2))
            group.things.append(
                Thing("boat", "boat", "thing", far, round(turn + 50 * k, 1), params={"l": 3.2}, wears=wears)
            )
    for i in range(min(reading.people, 4)):
        at = (round(x + 0.55 * i, 2), 0.05 if boat and wet else 0.0, round(z - 0.1 - 0.4 * (i % 2), 2))
        pose = "pole" if boat and wet and i == 0 else ("walk", "stand", "pocket", "hip")[(i + seed) % 4]
        away = facing((at[0], at[2]), (side * 2.0, -14.0))
        group.things.append(wardrobe.person(i, pose, at, round(away + float(rng.uniform(10, 60)) * -side, 1), look=0.0))
        if pose == "pole":
            a = np.radians(group.things[-1].turn)
            hand = (at[0] + 0.13 * np.cos(a) + 0.36 * np.sin(a), -0.4, at[2] - 0.13 * np.sin(a) + 0.36 * np.cos(a))
            group.things.append(
                Thing(
                    "pole",
                    "pole",
                    "thing",
                    _spot(hand),
                    0.0,
                    roll=float(round(side * 4, 1)),
                    params={"h": 3.5},
                    wears={"body": "old wood"},
                )
            )
    for m in reading.subject:
        if m.noun and m.noun.name == "bird" and wet:
            for k in range(m.count):
                group.things.append(
                    Thing(
                        "bird",
                        "bird",
                        "thing",
                        (round(side * (0.6 + k), 2), -0.12, -4.5 - k),
                        70.0 * side,
                        params={},
                        wears=dict(WEARS["bird"]),
                    )
                )
        elif m.noun is None:
            block = item(m, reading, palette, position, seed, group.materials)
            group.things.append(replace(block, at=(round(side * 0.3, 2), 0.0, -4.0)))
    group.materials |= wardrobe.materials
    group.crop = np.array([[-2.5 * spread, -0.1, -3.8], [2.5 * spread, 2.6, -3.8]])
    if mark:
        tops = np.vstack([box_points(t) for t in group.things if t.shape == mark.noun.shape])  # type: ignore[union-attr]
        group.crop = np.vstack([group.crop, tops[tops[:, 1] > 1.0]])
    group.height = 1.4
    return group
