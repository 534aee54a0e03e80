"""Products and other small things, in their number, on whatever carries them here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz.masks import outline_of
from generation.engine.previz.read import Mention
from generation.engine.previz.scene import Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects.group import Group, Wish, from_above, item, items
from generation.engine.previz.stage.subjects.layouts import spread
from generation.engine.previz.stage.subjects.supports import carrier, support

MOST = 12
BANNER = 2.6  # width over height of the free part from which little of a support is shown


def products(how: str, wish: Wish, rng: np.random.Generator) -> Group:
    group = Group("product")
    reading = wish.reading
    seed = int(rng.integers(1, 9999))
    bearer = carrier(reading)
    small = [m for m in reading.subject if (m.noun is None or m.noun.stands == "top") and m is not bearer]
    things = items(wish, small or list(reading.subject), group.materials, seed=seed, most=MOST)
    lying = from_above(reading)
    if lying:
        things = [_laid(t) for t in things]
    boxes = [box_points(t) for t in things]
    sizes = [tuple(float(v) for v in np.ptp(b, 0)) for b in boxes]
    tallest = max(s[1] for s in sizes)
    spots = spread(how, [(s[0], s[1], s[2]) for s in sizes], rng)
    footprint = np.array([[abs(x) + s[0] / 2, abs(z) + s[2] / 2] for (x, _, z, _), s in zip(spots, sizes, strict=True)])
    width, depth = (float(v) * 2 for v in footprint.max(0))
    carried, top = ([], 0.0) if lying else support(wish, group, width, depth, tallest, seed)
    lone = {"solo": 0.0, "forward": -14.0, "turned": 20.0}.get(how, 0.0)
    wiggle = 0.0 if how in ("grid", "row", "stack") or reading.fill else 6.0
    for t, box, (x, y, z, turn) in zip(things, boxes, spots, strict=True):
        at = (round(x, 4), round(top + y - float(box[:, 1].min()), 4), round(z, 4))
        group.things.append(replace(t, at=at, turn=round(turn + lone + float(rng.uniform(-wiggle, wiggle)), 1)))
    outlines = np.vstack([outline_of(t) for t in group.things])
    group.banner = wish.room > BANNER
    group.crop, group.whole = outlines, outlines
    low = any(a.y + a.h > 0.97 and a.y > 0.4 for a in reading.clear)  # supports may pass under what stays clear there
    if carried and not low and not reading.fill:
        group.crop = np.vstack([outlines, [[0, top - tallest * (0.1 if group.banner else 0.42), 0]]])
    group.cut_below = bool(carried) and not reading.fill and not low
    group.base, group.height = top, max(top, 0.0) + tallest * 0.62
    if lying:
        group.height = max(width, depth)  # the ground has to reach beyond all of them
    group.things = [*carried, *_company(wish, group, bearer, width, seed), *group.things]
    return group


def _laid(thing: Thing) -> Thing:
    """What stands higher than it is deep lies down, its front up and its head away from the viewer."""
    w, h, d = (float(v) for v in np.ptp(box_points(thing), 0))
    return replace(thing, tilt=-90.0) if h > 1.2 * d and h > 0.6 * w else thing


def _company(wish: Wish, group: Group, bearer: Mention | None, width: float, seed: int) -> list[Thing]:
    """Large things that the subject names beside the products: behind them, to the sides where asked, on the floor."""
    reading = wish.reading
    if "props" in reading.forbidden or reading.white or from_above(reading):
        return []
    out: list[Thing] = []
    side = 1.0 if seed % 2 else -1.0
    for m in reading.subject:
        if m.noun is None or m.noun.stands != "floor" or m is bearer or m.noun.name in reading.forbidden:
            continue
        thing = replace(item(wish, m, group.materials, seed=seed, nth=8), focal=False)
        here = side_asked(wish, m) or side
        half = float(np.ptp(box_points(thing)[:, 0])) / 2
        at = (round(here * (width / 2 + half + 0.75), 3), 0.0, round(-0.9 - half, 3))
        out.append(replace(thing, at=at, turn=round(-14 * here, 1)))
        side = -side
    return out[:3]


def side_asked(wish: Wish, mention: Mention) -> float:
    """-1 where a relation puts it at the left of something, 1 at the right, 0 free."""
    for kind, sign in (("left of", -1.0), ("right of", 1.0)):
        for subject, other in wish.reading.related(kind):
            if subject == mention:
                return sign
            if other == mention:
                return -sign
    return 0.0
