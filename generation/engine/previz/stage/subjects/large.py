"""Large things as the subject: furniture, vehicles, pieces on a wall or in the air."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz.masks import outline_of
from generation.engine.previz.read import Mention
from generation.engine.previz.scene import Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects.group import Group, Wish, items
from generation.engine.previz.stage.subjects.layouts import spread
from generation.engine.previz.stage.subjects.setting import of_the_place, walls_behind
from generation.engine.previz.stage.subjects.surroundings import backdrop

MOST = 9
WALL = -2.4  # metres: before it hangs what hangs


def large(how: str, wish: Wish, rng: np.random.Generator) -> Group:
    group = Group("furniture")
    reading = wish.reading
    seed = int(rng.integers(1, 9999))
    standing = [m for m in reading.subject if m.noun is None or m.noun.stands == "floor"]
    behind = walls_behind(reading)
    standing = [m for m in standing if m not in behind and not of_the_place(reading, m)] or standing[:1]
    things = items(wish, standing, group.materials, seed=seed, most=MOST)
    if behind:  # along the wall, not with their backs to it
        things = [replace(t, turn=0.0) for t in things]
    if things:
        group.things += _standing(how, things, wish, rng)
    group.things += _hung(wish, [m for m in reading.subject if m.noun and m.noun.stands == "wall"], group, seed)
    group.things += aloft(wish, [m for m in reading.subject if m.noun and m.noun.stands == "sky"], group, seed)
    if group.things:
        group.crop = np.vstack([outline_of(t) for t in group.things])
        group.things += backdrop(wish, group, behind, seed)
        group.height = max(float(group.crop[:, 1].max()) * 0.9, 0.5)
    return group


def _standing(how: str, things: list[Thing], wish: Wish, rng: np.random.Generator) -> list[Thing]:
    sizes = [tuple(float(v) for v in np.ptp(box_points(t), 0)) for t in things]
    layout = {"angled": "row", "solo": "row"}.get(how, how)
    spots = ordered(wish, things, spread(layout, [(s[0], s[1], s[2]) for s in sizes], rng))
    turned = -24.0 if how == "angled" else 0.0
    out = []
    for t, (x, y, z, turn) in zip(things, spots, strict=True):
        jitter = float(rng.uniform(-4, 4))
        out.append(replace(t, at=(round(x, 3), round(y, 3), round(z, 3)), turn=round(turn + turned + jitter, 1)))
    return out


def ordered(
    wish: Wish, things: list[Thing], spots: list[tuple[float, float, float, float]]
) -> list[tuple[float, float, float, float]]:
    """Spots swapped so that "left of", "right of", "in front of" and "behind" hold between things that have names."""
    out = list(spots)
    first = {t.name: i for i, t in reversed(list(enumerate(things)))}
    for kind, axis, sign in (("left of", 0, -1), ("right of", 0, 1), ("in front of", 2, 1), ("behind", 2, -1)):
        for a, b in wish.reading.related(kind):
            i, j = (first.get(m.noun.name if m.noun else m.text) for m in (a, b))
            if i is None or j is None or i == j:
                continue
            if (out[i][axis] - out[j][axis]) * sign < 0:
                out[i], out[j] = out[j], out[i]
            if axis == 2 and (out[i][2] - out[j][2]) * sign < 0.2:
                x, y, _, turn = out[i]
                out[i] = (x, y, out[j][2] + sign * 1.1, turn)
    return out


def _hung(wish: Wish, mentions: list[Mention], group: Group, seed: int) -> list[Thing]:
    """On the wall behind, side by side, their middles at 1.5 m as in a gallery."""
    things = items(wish, mentions, group.materials, seed=seed, most=6)
    out = []
    widths = [float(np.ptp(box_points(t)[:, 0])) for t in things]
    x = -(sum(widths) + 0.25 * (len(widths) - 1)) / 2
    for t, w in zip(things, widths, strict=True):
        box = box_points(t)
        middle = float(box[:, 1].min() + box[:, 1].max()) / 2
        out.append(replace(t, at=(round(x + w / 2, 3), round(1.5 - middle, 3), WALL)))
        x += w + 0.25
    return out


def aloft(wish: Wish, mentions: list[Mention], group: Group, seed: int) -> list[Thing]:
    """In the air, over and behind what stands."""
    things = items(wish, mentions, group.materials, seed=seed, most=7)
    out = []
    for k, t in enumerate(things):
        span = float(np.ptp(box_points(t), 0).max())
        x = ((k + 1) // 2) * (1 if k % 2 else -1) * span * 1.6
        high = 2.4 + span * (0.8 + 0.35 * (k % 3))
        out.append(replace(t, at=(round(x, 2), round(high, 2), round(-4.0 - span * k, 2))))
    return out
