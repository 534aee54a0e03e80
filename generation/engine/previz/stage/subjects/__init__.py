"""What the picture is about, arranged at the origin: people, products, landmarks, large things, or all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.stage.people import AROUND_PANE, AROUND_TABLE, TOGETHER
from generation.engine.previz.stage.subjects.gatherings import gathering
from generation.engine.previz.stage.subjects.group import PAIRS, Group, Wish, family, from_above, item, main_of
from generation.engine.previz.stage.subjects.landscapes import landscape
from generation.engine.previz.stage.subjects.large import large
from generation.engine.previz.stage.subjects.layouts import LYING, STANDING
from generation.engine.previz.stage.subjects.products import products
from generation.engine.previz.stage.subjects.setting import walls_behind

MAKERS: Mapping[str, Callable[[str, Wish, np.random.Generator], Group]] = {
    "people": gathering, "product": products, "furniture": large, "landscape": landscape,
}  # fmt: skip
LAYOUT_WORDS = {
    "grid": ("grid",), "circle": ("circle", "ring"), "diagonal": ("diagonal", "diagonally"),
    "stack": ("stack", "stacked", "pile", "pyramid"), "scattered": ("scattered", "strewn"),
    "row": ("row", "line", "queue"),
}  # fmt: skip


def arrangements(kind: str, reading: Reading) -> tuple[str, ...]:
    """Names of the ways to arrange this subject."""
    if kind == "people":
        main = main_of(reading)
        if main and main.noun and main.noun.name == "display":
            return ("flank", "crescent") if reading.people < 2 else tuple(AROUND_PANE)
        if main and (main.noun is None or main.noun.name != "phone"):
            return tuple(AROUND_TABLE)
        return tuple(TOGETHER) if reading.people > 1 else ("row",)
    if kind in ("product", "furniture"):
        return _laid_out(kind, reading)
    return {"landscape": ("left", "right", "near")}.get(kind, ("open",))


def _laid_out(kind: str, reading: Reading) -> tuple[str, ...]:
    small = kind == "product"
    walls = walls_behind(reading)
    mentions = [m for m in reading.subject if m.noun is None or (m.noun.stands == "top") is small]
    mentions = [m for m in mentions if m not in walls]
    count = sum(m.count for m in mentions)
    if small and count == 2 and all(m.noun and m.noun.shape in PAIRS for m in mentions):
        return ("pair", "pair mirrored")
    if count < 2:
        return ("solo", "forward", "turned") if small else ("solo", "angled")
    for how, words in LAYOUT_WORDS.items():
        if how in reading.layouts or reading.said(*words):
            return (how,)
    if small and from_above(reading):
        return tuple(how for how in LYING if how != "diagonal" or count < 6)
    if small:
        return tuple(STANDING)
    return ("row", "angled", "triangle", "arc")


def arrange(
    kind: str, how: str, reading: Reading, palette: Palette, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    """The things of this subject in one arrangement; `rng` casts and turns them."""
    maker = MAKERS.get(kind)
    group = maker(how, Wish(reading, palette, aspect, position), rng) if maker else Group(kind)
    if not group.things or not len(group.crop):
        group.crop = np.array([[-1.6, 0, -1], [1.6, 2.2, 0.5]])
    return group


__all__ = ["Group", "Wish", "arrange", "arrangements", "family", "from_above", "item"]
