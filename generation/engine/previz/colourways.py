"""A colourway in the picture: the subject's product wears that colour, and nothing else of the scene changes.

The scene is composed as if no colourway had been asked for, and the product is dressed afterwards. So the colourways
of one seed share camera, light, composition and every mask to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generation.engine.picture import EngineError
from generation.engine.previz import references
from generation.engine.previz.colour import HEX
from generation.engine.previz.materials import recoloured
from generation.engine.previz.read import Mention, Reading
from generation.engine.previz.references import SHAPE, CutOut
from generation.engine.previz.scene import Scene, Thing

WORN = "colourway"  # the material's name in the scene
_PRODUCT = re.compile(r"product( \d+)?")  # what stage.subjects.group calls the colour of a product


def worn(scene: Scene, reading: Reading, colourway: Mapping[str, Any]) -> Scene:
    """The scene with its product in the colourway {name, hex}. Without one, the very scene.

    Raises EngineError where there is no product to colour, or where the product is a photograph and none of them
    names this colourway.
    """
    if not colourway:
        return scene
    name, hex_ = str(colourway.get("name", "")), str(colourway.get("hex", ""))
    if not HEX.fullmatch(hex_):
        raise EngineError(f"The colourway “{name[:60]}” has no colour. Write it as #2F5D50.")
    things = [thing for thing in scene.things if _is_the_product(thing, reading)]
    if not things:
        raise EngineError(
            f"There is no product in this subject to show in “{name[:60]}”. Name it, as “a water bottle”, or order "
            "without colourways."
        )
    if any(thing.shape == SHAPE for thing in things):
        return _photographed(scene, things, named(reading.cut_outs, name))
    return _painted(scene, things, hex_)


def named(cuts: Sequence[CutOut], name: str) -> CutOut:
    """The cut-out whose note names the colourway, as whole words. Raises EngineError."""
    wanted = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
    for cut in cuts:
        if name and wanted.search(cut.note.casefold()):
            return cut
    raise EngineError(
        f"No product reference names the colourway “{name[:60]}”. Add its cut-out with “{name[:60]}” in its note, "
        "or take the colourway out."
    )


def _is_the_product(thing: Thing, reading: Reading) -> bool:
    main = _main(reading)
    if main is None or not thing.focal or thing.kind == "person":
        return False
    called = main.noun.name if main.noun else main.text
    return thing.name in (called, main.name) or bool(re.fullmatch(rf"{re.escape(called)} \d+", thing.name))


def _main(reading: Reading) -> Mention | None:
    """The first ware of the subject; else the first thing that it names."""
    wares = [m for m in reading.subject if m.noun is None or m.noun.kind == "product"]
    return next(iter(wares or reading.subject), None)


def _painted(scene: Scene, things: Sequence[Thing], hex_: str) -> Scene:
    """The parts that wear the product's colour; where none does, the body. The surface stays what it was."""
    materials = dict(scene.materials)
    dressed: dict[int, Thing] = {}
    names: dict[str, str] = {}  # what was worn -> what is worn now
    for thing in things:
        parts = [part for part, material in thing.wears.items() if _PRODUCT.fullmatch(material)]
        parts = parts or [part for part in ("body", *thing.wears) if part in thing.wears][:1]
        wears = dict(thing.wears)
        for part in parts:
            before = thing.wears[part]
            key = before if not _PRODUCT.fullmatch(before) else "product"  # several of one product look alike
            names.setdefault(key, WORN if not names else f"{WORN} {len(names) + 1}")
            materials[names[key]] = recoloured(scene.materials[before], hex_)
            wears[part] = names[key]
        dressed[id(thing)] = replace(thing, wears=wears)
    return _kept(replace(scene, things=tuple(dressed.get(id(t), t) for t in scene.things), materials=materials))


def _photographed(scene: Scene, things: Sequence[Thing], cut: CutOut) -> Scene:
    """The stand-in carries the other photograph: as high as before, so that the frame still fits it."""
    dressed = {}
    for thing in things:
        if thing.shape == SHAPE:
            params = {**cut.params(float(str(thing.params["h"]))), "photograph": cut.digest}
            params["box"] = [round(value, 5) for value in cut.box]
            dressed[id(thing)] = replace(thing, params=params, wears={"body": references.worn(cut)})
    materials = {**scene.materials, references.worn(cut): references.material(cut)}
    return _kept(replace(scene, things=tuple(dressed.get(id(t), t) for t in scene.things), materials=materials))


def _kept(scene: Scene) -> Scene:
    """Without the materials that nothing wears any more; in the order in which a scene keeps them."""
    used = {name for thing in scene.things for name in thing.wears.values()}
    return replace(scene, materials={name: scene.materials[name] for name in sorted(used)})
