"""People on a sofa, a bench, a bed, steps or an armchair: side by side along its width, facing the viewer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz.read import Mention, Reading
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.people import in_hand
from generation.engine.previz.stage.subjects.group import Group, Wish, item
from generation.engine.previz.stage.wardrobe import Wardrobe
from generation.engine.previz.things import people

# shape: height of the seat, how far before its middle people sit (metres)
SEATS = {
    "sofa": (0.475, 0.1), "bench": (0.45, 0.05), "bed": (0.5, 0.7), "steps": (0.48, 0.0), "armchair": (0.46, 0.08),
    "chair": (0.475, 0.03),
}  # fmt: skip
APART = 0.58  # metres that a person needs
POSED = 0.475  # metres: the seat for which seated poses are made
ARMS = 0.34  # metres of a sofa's width that its arms take
FORWARD = 0.2  # metres that a child sits nearer to the edge
POSES = ("seated", "listen", "seated", "listen")


def seat_of(reading: Reading) -> Mention | None:
    """What the people sit on, where the brief puts them on it."""
    for kind in ("on", "in", "inside", "sitting on"):
        for who, below in reading.related(kind):
            if who.person and below.noun and below.noun.shape in SEATS and below.noun.name not in reading.forbidden:
                return below
    return None


def seated(wish: Wish, seat: Mention, group: Group, rng: np.random.Generator, seed: int, wardrobe: Wardrobe) -> bool:
    """Puts them there. False when the seat is for one and there are more."""
    n = wish.reading.people
    thing = item(wish, seat, group.materials, seed=seed)
    shape = thing.shape
    if shape in ("armchair", "chair") and n > 1:
        return False
    high, ahead = SEATS[shape]
    params = dict(thing.params)
    if shape in ("sofa", "bench", "steps"):
        params["w"] = round(max(2.0 if shape == "sofa" else 1.6, n * APART + ARMS), 2)
    thing = replace(thing, params=params, scale=1.0, focal=False)
    group.things.append(thing)
    width = float(np.ptp(box_points(thing)[:, 0])) - (ARMS if shape == "sofa" else 0.1)
    step = min(width / n, 0.8)
    held = next((m for m in wish.reading.subject if m.noun and "sofa" in people.suits(m.noun.shape)), None)
    holder = (n - 1) // 2 if held else -1
    for i in range(n):
        x = (i - (n - 1) / 2) * step + float(rng.uniform(-0.03, 0.03))
        pose = "sofa" if i == holder else POSES[(i + seed) % len(POSES)]
        look = 0.0 if i == holder else float(np.clip((holder - i) * 24.0, -40, 40)) if held else float(
            rng.uniform(-16, 16))  # fmt: skip
        turn = float(rng.uniform(-5, 5)) + (3.0 * (holder - i) if held else 0.0)
        at = (round(x, 3), round(high - POSED, 3), round(ahead, 3))
        person = wardrobe.person(i, pose, at, turn, look=look, nod=8.0 if held and i != holder else 0.0)
        if person.params.get("age") == "child":  # whose knees would not reach the edge
            person = replace(person, at=(at[0], at[1], round(ahead + FORWARD, 3)))
        group.things.append(person)
        if i == holder and held is not None:
            group.things.append(in_hand(person, item(wish, held, group.materials, seed=seed)))
    return True
