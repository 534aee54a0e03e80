"""Dressing: the place, its light and its weather, round a subject that stands and a camera that looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.lexicon.looks import LOOK_NEAREST
from generation.engine.previz.scene import Camera, Look, Mist, Thing
from generation.engine.previz.scene.light import Style
from generation.engine.previz.sets import SETS
from generation.engine.previz.sets.standing import camp_fire
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

HANDS: Mapping[str, Style] = {"gouache": "gouache", "clay": "clay", "line": "line"}  # looks that are painted


def dress(stage: Stage, group: Group) -> None:
    stage.things[:] = [_trimmed(stage, thing) for thing in stage.things]
    SETS[stage.reading.place](stage, group)
    if _wants_fire(stage, group):
        camp_fire(stage, group)
    if stage.reading.place != "flat":
        stage.look = _look(stage)
    if group.family == "product" or stage.reading.aperture:
        stage.frame = replace(stage.frame, camera=_lens(stage, group))


def _wants_fire(stage: Stage, group: Group) -> bool:
    """A camp fire is said, it is out of doors, and the subject brings none."""
    r = stage.reading
    said = r.said("campfire", "bonfire") or (r.said("camp", "camping") and r.said("fire"))
    none = not any(thing.shape == "fire_bowl" for thing in stage.things) and not r.forbids("fire", "fire_bowl")
    return said and none and PLACES[r.place].outdoors and group.family != "product"


def _trimmed(stage: Stage, thing: Thing) -> Thing:
    """Basalt grows only where the frame has room for it; the shelves of a warehouse hold boxes, not books."""
    copy = stage.rules.copy
    if thing.shape == "shelf" and stage.reading.place == "warehouse":
        wears = {"frame": "steel", "boxes": "kraft", "labels": "paper"}
        kept = {"w": 2.4, "h": 2.4} | {key: value for key, value in thing.params.items() if key in ("w", "h", "seed")}
        return replace(thing, shape="archive_rack", params=kept, wears=wears)
    if thing.shape != "basalt" or copy.empty or copy.w >= 1:
        return thing
    edge = stage.frame.across_at(copy.w if copy.x <= 0 else copy.x, thing.at[2]) - thing.at[0]
    return replace(thing, params={**thing.params, ("x_min" if copy.x <= 0 else "x_max"): round(edge, 3)})


def _lens(stage: Stage, group: Group) -> Camera:
    """Sharp on the subject. The opening is what the brief says in f-stops, else wide for products."""
    focal = next((thing for thing in group.things if thing.focal), None)
    if focal is None:
        return stage.camera
    depth = float(stage.frame.project([focal.at])[0, 2])
    opening = depth * 0.006
    if stage.reading.aperture:
        length = 0.012 / np.tan(np.radians(stage.camera.fov / 2))  # metres, on a frame 24 mm high
        opening = float(length / (2 * stage.reading.aperture))
    wide = 0.0 if stage.reading.white or stage.reading.place == "flat" else round(opening, 5)
    return replace(stage.camera, aperture=wide, focus=round(max(depth, 0.05), 3))


def _look(stage: Stage) -> Look:
    """The grade: what the style asks for, on top of what the place set."""
    r, look = stage.reading, stage.look
    saturation = look.saturation * min(0.9 if r.desaturate else 1.0, 1 - r.grade.desaturate)
    # An S-curve of strength s has slope 1 + s/2 at mid grey, so a factor c there is s = 2(c - 1); beyond 0.95 it turns.
    asked = 2 * (r.grade.contrast - 1)
    contrast = min(look.contrast + (max(asked, 0.16) if r.contrast and asked >= 0 else asked), 0.95)
    exposure = look.exposure * (0.84 if "dark" in r.moods else 1.12 if "bright" in r.moods else 1.0)
    mist = look.mist
    if "mist" in r.weather and mist.density < 0.05 and PLACES[r.place].outdoors:
        mist = replace(mist, density=max(mist.density * 1.8, 0.02))
    elif "mist" in r.weather and r.place == "studio":
        mist = Mist(colour.mix(stage.palette.light, "#c9cdd0", 0.6), 0.03, 0.8, 0.6)
    if "monochrome" in r.looks:
        saturation = 0.0
    grain = max(look.grain, r.grade.grain)
    look = replace(
        look, saturation=round(saturation, 4), contrast=round(contrast, 4), exposure=exposure, mist=mist, grain=grain
    )
    hand = next((hand for name in r.looks if (hand := HANDS.get(LOOK_NEAREST.get(name, name)))), None)
    if hand:
        look = replace(look, style=hand)
    return replace(look, background="transparent") if r.background == "transparent" else look
