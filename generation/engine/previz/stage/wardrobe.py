"""Who the people are and what they wear: characters as written, everyone else by what the brief says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.characters import CLOTH, Character, dressed, first, wears
from generation.engine.previz.lexicon import wardrobe as words
from generation.engine.previz.materials import HAIR, SKIN, TROUSERS
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Material, Thing
from studio.lib.canonical import Json

# Cuts that suit anyone, in an order in which neighbours differ.
CUTS = ("short", "bob", "crop", "bun", "curls", "long", "fade", "ponytail", "afro")
BUILDS = ("average", "slim", "athletic", "average", "broad", "slim", "heavy", "average")
FRAMES = (0.3, 0.8, 0.15, 0.65, 0.9, 0.2, 0.5, 0.75)
BY_PLACE: Mapping[str, tuple[str, ...]] = {
    "office": ("suit", "knit", "shirt", "suit", "skirt", "tee"),
    "out": ("coat", "knit", "hoodie", "shirt", "coat", "tee"),
    "cold": ("coat", "coat", "hoodie", "coat"),
    "warm": ("tee", "dress", "shirt", "tee", "sport"),
    "home": ("knit", "tee", "shirt", "dress", "hoodie"),
}
MIXED_AGES = ("adult", "adult", "elder", "adult", "teen", "adult", "elder", "adult")
FAMILY = ("adult", "adult", "child", "teen", "elder", "child", "adult", "child")


@dataclass(frozen=True, slots=True)
class Role:
    """What is said of one person: their words, lower case, joined."""

    text: str = ""


def roles(reading: Reading) -> list[Role]:
    """One role a person, in the order in which the brief names them; the last is repeated for whoever is left."""
    out: list[Role] = []
    for mention in getattr(reading, "mentions", ()):
        if getattr(mention.noun, "kind", "") == "person":
            text = " ".join((mention.text, getattr(mention, "said", ""), *getattr(mention, "traits", ()))).lower()
            out += [Role(text)] * min(mention.count, 8)
    return out


class Wardrobe:
    """Looks for everyone in one picture, in the brand's quiet colours; the accent is left to devices."""

    def __init__(self, reading: Reading, palette: Palette, rng: np.random.Generator) -> None:
        self.reading, self.rng = reading, rng
        self.materials: dict[str, Material] = {}
        self.characters: Sequence[Character] = getattr(reading, "characters", ())
        self.roles = roles(reading)
        self.said = " ".join(sorted({*reading.words, *getattr(reading, "people_said", ())})).lower()
        ink = colour.mix(palette.ink, "#3d4f75" if colour.brightness(palette.ink) < 0.03 else palette.ink, 0.45)
        jackets = [palette.mid, palette.light, ink, colour.mix(palette.mid, palette.light, 0.5)]
        if reading.said("charcoal"):
            jackets = ["#33363c"]
        self.jackets = [cloth(c) for c in jackets]
        self.start = int(rng.integers(len(self.jackets)))
        self.skin_start, self.hair_start, self.cut_start = (
            int(rng.integers(n)) for n in (len(SKIN), len(HAIR), len(CUTS))
        )

    def person(
        self, index: int, pose: str, at: tuple[float, float, float], turn: float, *, look: float = 0.0,
        nod: float = 0.0, focal: bool = True,
    ) -> Thing:  # fmt: skip
        """The person who is `index`-th here, dressed, in a pose. Their shape and colours do not depend on the pose."""
        prefix = f"person {index + 1}"
        if index < len(self.characters):
            character = self.characters[index]
            params, materials = character.params(), character.materials(prefix)
            name = character.name if character.name[:1].isupper() else prefix
        else:
            params, colours = self._look(index)
            materials, name = dressed(prefix, colours), prefix
        self.materials |= materials
        params |= {"pose": pose}
        if look:
            params["look"] = round(look, 1)
        if nod:
            params["nod"] = round(nod, 1)
        return Thing(name, "person", "person", at, round(turn, 1), focal=focal, params=params, wears=wears(prefix))

    def _look(self, index: int) -> tuple[dict[str, Json], dict[str, str]]:
        role = self.roles[min(index, len(self.roles) - 1)].text if self.roles else ""
        text = role or self.said
        trade = next((r for r in words.ROLES if r in text.split() or f"{r}s" in text.split()), "")
        shape: dict[str, Json] = dict(words.ROLES.get(trade, {}))
        for key, table in (("age", words.AGE_WORDS), ("build", words.BUILD_WORDS), ("head", words.HEAD_WORDS),
                           ("beard", words.BEARD_WORDS), ("clothes", words.GARMENTS)):  # fmt: skip
            if (value := first(table, text)) is not None and (role or key != "build"):
                shape[key] = value
        hair = first(words.HAIR_WORDS, text) if role else ("bob" if self.reading.said("bob") else None)
        frame = first(words.FRAME_WORDS, role) if role else None
        mixed = any(w in self.said.split() for w in ("diverse", "mixed", "diversity", "everyone", "crowd"))
        step = self.cut_start + index
        shape.setdefault("age", self._age(index, mixed))
        shape.setdefault("build", BUILDS[step % len(BUILDS)] if mixed else BUILDS[step % 4])
        shape["frame"] = frame if frame is not None else FRAMES[step % len(FRAMES)]
        shape["hair"] = hair or CUTS[(self.cut_start + index * 4) % len(CUTS)]
        shape.setdefault("clothes", self._clothes(index))
        if shape["age"] == "child" and shape["clothes"] == "suit":
            shape["clothes"] = "tee"
        if "glasses" in text or (mixed and step % 4 == 1):
            shape["glasses"] = True
        if mixed and not shape.get("beard") and float(str(shape["frame"])) > 0.6 and step % 3 == 0:
            shape["beard"] = "short"
        if mixed and float(str(shape["frame"])) < 0.4 and step % 5 == 2 and "head" not in shape:
            shape["head"] = "hijab"
        if "mask" in self.said.split() or "masked" in self.said:
            shape["mask"] = "heron"
        return shape, self._colours(index, shape)

    def _age(self, index: int, mixed: bool) -> str:
        if "family" in self.said.split():
            return FAMILY[index % len(FAMILY)]
        said = first(words.AGE_WORDS, self.said)
        if said is not None and not self.roles:
            return str(said)
        return MIXED_AGES[(self.cut_start + index) % len(MIXED_AGES)] if mixed else "adult"

    def _clothes(self, index: int) -> str:
        reading = self.reading
        if {"snow"} & set(reading.weather) or reading.said("winter", "cold"):
            kind = "cold"
        elif reading.place in ("beach", "pool", "desert", "island") or reading.said("summer", "sunny", "beach"):
            kind = "warm"
        elif reading.place in ("office", "studio", "stage", "archive", "library", "conference"):
            kind = "office"
        elif reading.place in ("kitchen", "room", "home", "bedroom", "living room", "bathroom", "cafe"):
            kind = "home"
        else:
            kind = "out"
        if kind == "office" and any(
            w in self.said.split() for w in ("bank", "business", "executive", "board", "formal")
        ):
            return "suit"
        options = BY_PLACE[kind]
        return options[(self.start + index) % len(options)]

    def _colours(self, index: int, shape: Mapping[str, Json]) -> dict[str, str]:
        clothes = str(shape["clothes"])
        jacket = self.jackets[(self.start + index) % len(self.jackets)]
        if clothes in ("lab", "cloak", "apron"):
            jacket = CLOTH[clothes][index % 3]
        elif clothes == "shirt" and colour.brightness(jacket) < 0.2:
            jacket = colour.mix(jacket, "#dfe2e6", 0.7)
        pale = colour.brightness(jacket) > 0.45
        grey = shape.get("age") == "elder"
        hair = ("#8b8783", "#b9b9b7")[index % 2] if grey else HAIR[(self.hair_start + index * 5) % len(HAIR)]
        if self.reading.said("silver") and self.reading.people == 1:
            hair = "#b9b9b7"
        trousers = TROUSERS[(self.start + index * 3) % len(TROUSERS)]
        return {
            "jacket": jacket, "shirt": "#5a616c" if pale and clothes == "suit" else "#e6e2da",
            "trousers": jacket if clothes == "suit" and not pale and index % 3 else trousers,
            "apron": self.jackets[(self.start + index + 2) % len(self.jackets)] if clothes == "apron" else "#4a4038",
            "skin": SKIN[(self.skin_start + index * 5) % len(SKIN)], "hair": hair,
            "hat": _hat(str(shape.get("head", "")), self.jackets[0]),
        }  # fmt: skip

    def poses(self) -> tuple[tuple[str, ...], bool]:
        """Poses for what these people are said to do, and whether all of them do it: a family walks together."""
        wanted: list[str] = []
        said = {*getattr(self.reading, "actions", ())}
        tokens = set(self.said.split())
        said |= {act for act, ws in words.POSE_WORDS.items() if tokens & set(ws)}
        acts = [act for act in words.ACTION_POSES if act in said]
        for act in acts:
            wanted += [p for p in words.ACTION_POSES[act] if p not in wanted]
        return tuple(wanted), any(act in words.TOGETHER for act in acts)

    def unable(self) -> tuple[str, ...]:
        """Sentences about what was asked of people that no pose shows."""
        tokens = {*self.said.split(), *getattr(self.reading, "actions", ())}
        return tuple(
            f"People here cannot be posed {act}: they are shown near it. Say what else they might do."
            for act in words.BEYOND
            if act in tokens or tokens & set(words.POSE_WORDS.get(act, ()))
        )


def _hat(head: str, jacket: str) -> str:
    """Hard hats are yellow, toques white; cloth follows the clothes."""
    return {"helmet": "#d9a52b", "toque": "#ebe9e3"}.get(head) or colour.shade(jacket, value=0.7)


def cloth(c: str) -> str:
    """No cloth is pure black or pure white in a photograph's light, and none is neon."""
    c = colour.shade(c, saturation=0.82)
    if colour.brightness(c) > 0.75:
        c = colour.mix(c, "#cfc8bb", 0.3)
    return c if colour.brightness(c) > 0.012 else colour.mix(c, "#4a5468", 0.35)
