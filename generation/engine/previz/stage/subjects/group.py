"""The group of things that a picture is about, its kind, and one thing of it as the brief names it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz import colour, references
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.materials import material_for, recoloured, screen
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Mention, Reading
from generation.engine.previz.references import CutOut
from generation.engine.previz.scene import Material, Thing
from generation.engine.previz.stage.subjects.setting import between, is_wall, of_the_place
from generation.engine.previz.things import SHAPES, WEARS, bounds

DEVICES = ("display", "phone", "tablet", "laptop", "monitor")
PAIRS = ("shoe", "boot", "sandal", "high_heel")  # two of one mention belong together
FORMS = ("decision", "chart", "cloud", "map")


@dataclass
class Group:
    """Things at the origin; `crop` points must be in the frame for the shot asked for."""

    family: str
    things: list[Thing] = field(default_factory=list)
    materials: dict[str, Material] = field(default_factory=dict)
    crop: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)))
    cut_below: bool = False  # the frame's lower edge may cut what stands on the floor
    height: float = 1.7  # of what is shown, for eye level
    base: float = 0.0  # height at which small things stand
    notes: list[str] = field(default_factory=list)
    banner: bool = False  # the frame is so low that the subject fills its height
    whole: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)))  # the subject down to its feet


@dataclass(frozen=True, slots=True)
class Wish:
    """What an arrangement is made from. `room` is the width over height of the part of the frame it has."""

    reading: Reading
    palette: Palette
    room: float
    position: int


def family(reading: Reading) -> str:
    """Which kind of picture this is; decides arrangements, lenses and heights."""
    if reading.place == "flat":
        return "flat"
    far = [m for m in reading.subject if m.noun and m.noun.stands in ("far", "water")]
    wares = bool(reading.subject) and all(m.noun and m.noun.stands == "top" for m in reading.subject)
    if (PLACES[reading.place].landscape and (reading.people or not wares)) or (far and PLACES[reading.place].outdoors):
        return "landscape"
    if reading.people:
        return "people"
    if any(m.noun is None or m.noun.stands in ("top", "floor", "wall", "sky") for m in reading.subject):
        small = [m for m in reading.subject if m.noun is None or m.noun.stands == "top"]
        return "product" if small else "furniture"
    return "landscape" if PLACES[reading.place].outdoors or far else "place"


def main_of(reading: Reading) -> Mention | None:
    """What people are with: the first thing on the floor or on a top."""
    stands = [m for m in reading.subject if m.noun is None or m.noun.stands in ("floor", "top")]
    aside = between(reading)
    return next((m for m in stands if not (is_wall(m) or m in aside or of_the_place(reading, m))), None)


def named(reading: Reading, *names: str) -> Mention | None:
    return next((m for m in (*reading.subject, *reading.props) if m.noun and m.noun.name in names), None)


def is_table(mention: Mention | None) -> bool:
    """One can sit or stand at it and put things on it."""
    words = ("table", "desk", "counter", "bench", "island")
    return bool(mention and mention.noun and mention.noun.stands == "floor" and mention.noun.shape.endswith(words))


def boat_of(reading: Reading) -> Mention | None:
    words = ("boat", "canoe", "kayak", "punt", "dinghy", "ship", "raft")
    return next(
        (m for m in (*reading.subject, *reading.props) if m.noun and m.noun.stands == "water" and
         m.noun.name.endswith(words)), None,
    )  # fmt: skip


def from_above(reading: Reading) -> bool:
    """Things lie on the ground and the camera looks down at them."""
    return reading.angle == "top-down" or (not reading.angle and reading.said("flat-lay", "flatlay", "overhead"))


def item(wish: Wish, mention: Mention, materials: dict[str, Material], *, seed: int, nth: int = 0) -> Thing:
    """The nth of one thing the brief names, dressed, at the origin."""
    reading, palette = wish.reading, wish.palette
    if (cut := photographed(reading, mention, wish.position + nth)) is not None:
        materials[references.worn(cut)] = references.material(cut)
        usual = bounds(mention.noun.shape, dict(mention.noun.params))[1][1] * mention.size if mention.noun else 0.0
        return replace(references.product(cut, usual), name=mention.name)
    if mention.noun is None or mention.noun.shape not in SHAPES:
        size = (0.13 if family(reading) == "product" else 0.5) * mention.size
        materials["block"] = Material("matte", "#a9abb0", 0.8)
        cube = {"w": size, "h": size, "d": size}
        return Thing(mention.text, "block", "thing", focal=True, params=cube, wears=dict(WEARS["block"]))
    noun = mention.noun
    wears = {**WEARS.get(noun.shape, {"*": "mid"}), **noun.wears}
    params: dict[str, Any] = dict(noun.params)
    if "product" in wears.values():
        name = "product" if nth == 0 else f"product {nth + 1}"
        materials[name] = Material(
            "satin", product_colour(mention, reading, palette, wish.position + nth),
            0.3 if noun.shape != "shoe" else 0.6,
        )  # fmt: skip
        wears = {part: name if worn == "product" else worn for part, worn in wears.items()}
    made_of = material_for(mention.material)
    first = next((part for part in ("body", *wears) if part in wears), "")
    for part, worn in wears.items():
        if worn == "glass screen":
            materials[worn] = screen(palette, FORMS[seed % len(FORMS)], seed, clear=True)
        elif worn == "device screen":
            materials[worn] = screen(palette, FORMS[1 + seed % 3], seed, clear=False)
        elif worn == "phone screen":
            materials[worn] = screen(palette, "app", seed, clear=False, portrait=True)
        elif made_of is not None and part == first:
            own = f"{noun.name} {mention.material[:40]}"
            materials[own] = recoloured(made_of, mention.colour) if mention.colour else made_of
            wears[part] = own
        elif part == "body" and mention.colour and not worn.startswith("product") and worn != "block":
            materials[f"{noun.name} colour"] = Material("satin", mention.colour, 0.4)
            wears[part] = f"{noun.name} colour"
    if noun.shape in ("bottle",) and "text" not in reading.forbidden and not reading.said("cut-out"):
        params["label"] = False
    return Thing(noun.name, noun.shape, noun.kind, scale=mention.size, focal=True, params=params, wears=wears)


def photographed(reading: Reading, mention: Mention, position: int) -> CutOut | None:
    """The client's photograph, if this is the product that it shows: the first ware of the subject."""
    first = next((m for m in reading.subject if m.noun is None or m.noun.kind == "product"), None)
    if not reading.cut_outs or mention is not first or from_above(reading):
        return None
    return references.chosen(reading.cut_outs, " ".join(sorted(reading.words)), position)


def items(wish: Wish, mentions: list[Mention], materials: dict[str, Material], *, seed: int, most: int) -> list[Thing]:
    """Every thing of some mentions, in their number, up to what the lexicon and `most` allow."""
    out: list[Thing] = []
    for m in mentions:
        count = min(m.count, m.noun.most if m.noun else 1)
        pair = bool(count == 2 and m.noun and m.noun.shape in PAIRS)  # both of one colour
        out += [item(wish, m, materials, seed=seed + k, nth=len(out) + (0 if pair else k)) for k in range(count)]
    return out[:most]


def product_colour(mention: Mention, reading: Reading, palette: Palette, position: int) -> str:
    """The brand's colours by name, then colours in words; else the brand's in turn: a batch shows every colourway."""
    said = list(reading.named) or ([mention.colour] if mention.colour else list(reading.colours))
    options = said or [c for c in palette.colours if 0.015 < colour.brightness(c) < 0.75] or [palette.accent]
    return options[position % len(options)]
