"""Casting: who stands where around what, facing it, each in a pose that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from generation.engine.previz.scene import Thing
from generation.engine.previz.stage.wardrobe import Wardrobe
from generation.engine.previz.things import WEARS, bounds, people
from generation.engine.previz.things.mesh import rotation
from generation.engine.previz.things.people.holds import angles

Slot = tuple[float, float]

# Places around a pane at the origin, 2.5 m wide; the viewer is at +z. In the order in which they are taken.
AROUND_PANE: dict[str, tuple[Slot, ...]] = {
    "flank": ((-1.08, 0.42), (1.16, 0.34), (0.12, -1.2), (-0.62, -1.3), (0.8, -1.35), (1.75, -0.3), (-1.75, -0.35),
              (0.1, -2.0)),
    "behind": ((0.0, -1.15), (-0.98, -0.95), (0.98, -0.95), (-1.75, -0.5), (1.75, -0.5), (0.5, -1.9), (-0.5, -1.9),
               (1.5, -1.7)),
    "crescent": ((-1.42, 0.12), (-0.5, -1.12), (1.36, 0.25), (0.55, -1.2), (1.95, -0.6), (-2.0, -0.5), (0.0, -1.9),
                 (-1.2, -1.7)),
    "beside": ((-1.62, -0.1), (-1.05, -0.95), (0.9, -1.05), (1.62, 0.0), (0.0, -1.3), (-1.9, -0.9), (1.9, -0.9),
               (0.4, -2.0)),
    "duet": ((-1.2, 0.5), (0.32, -1.1), (1.2, -0.95), (-0.65, -1.15), (1.75, 0.15), (-1.8, -0.6), (0.2, -1.9),
             (2.2, -0.8)),
}  # fmt: skip
AROUND_TABLE: dict[str, tuple[Slot, ...]] = {
    "across": ((-0.62, -0.95), (0.62, -0.95), (0.0, -1.0), (-1.35, -0.35), (1.35, -0.35), (-1.35, 0.4), (1.35, 0.4),
               (0.0, -1.6)),
    "ends": ((-1.38, 0.05), (1.38, -0.05), (0.2, -0.98), (-0.55, -0.98), (0.9, -1.0), (-1.4, -0.7), (1.4, -0.7),
             (0.1, -1.6)),
    "corner": ((-1.3, 0.25), (-0.75, -0.95), (0.15, -1.0), (0.95, -0.92), (1.4, 0.1), (-1.4, -0.5), (0.5, -1.6),
               (-0.4, -1.6)),
}  # fmt: skip
TOGETHER: dict[str, tuple[Slot, ...]] = {
    "row": ((0.0, 0.0), (-0.78, -0.12), (0.78, -0.1), (-1.4, -0.3), (1.4, -0.3), (0.36, -0.8), (-0.36, -0.8),
            (1.1, -0.9)),
    "talk": ((-0.68, 0.1), (0.66, 0.0), (0.02, -0.74), (-1.25, -0.4), (1.25, -0.45), (0.5, -1.2), (-0.5, -1.2),
             (1.7, -1.0)),
    "steps": ((-0.5, 0.25), (0.28, -0.35), (0.98, -0.95), (-1.2, -0.45), (1.6, -0.3), (-0.2, -1.2), (0.6, -1.6),
              (-1.5, -1.3)),
}  # fmt: skip
FRONT_POSES = ("point", "offer", "explain", "think", "stand", "hip", "present", "pocket")
BEHIND_POSES = ("cross", "think", "hip", "tablet", "stand", "explain", "clasp", "akimbo")
TABLE_POSES = ("lean", "explain", "think", "tablet", "cross", "pocket", "offer", "stand")
ALONE_POSES = ("pocket", "hip", "cross", "stand", "clasp", "explain", "stroll", "akimbo")
MOVING = ("walk", "stroll", "run", "cycle", "push")
TURNS_HEAD = 42.0  # degrees that a person turns the head before the body follows


def facing(at: Slot, towards: Slot) -> float:
    """Turn, degrees, for a person at `at` to look at `towards`."""
    return float(np.degrees(np.arctan2(towards[0] - at[0], towards[1] - at[1])))


def cast(
    slots: Sequence[Slot],
    count: int,
    poses: Sequence[str],
    target: Slot,
    rng: np.random.Generator,
    wardrobe: Wardrobe,
    *,
    behind: Sequence[str] = (),
) -> list[Thing]:
    """`count` people on the first slots, all facing `target`, no pose twice before all were used.

    What they are said to do comes before the usual poses; who sits gets something to sit on.
    """
    things: list[Thing] = []
    acted, together = wardrobe.poses()
    usual = [p for p in poses if p not in acted]
    # What was asked for comes first; the rest stand by, unless all of them do it.
    front = [*rng.permutation(list(acted)), *rng.permutation(usual if len(acted) < count and not together else [])]
    back = [] if acted else list(rng.permutation(list(behind)))
    heading = float(rng.uniform(18, 48) * rng.choice((-1, 1)))  # who moves together goes one way
    for i, (x, z) in enumerate(slots[:count]):
        spot = (x + float(rng.uniform(-0.05, 0.05)), z + float(rng.uniform(-0.05, 0.05)))
        pool = back if back and z < -0.3 else front
        pose = str(pool.pop(0))
        pool.append(pose)
        straight = facing(spot, (target[0] + 0.3 * spot[0], target[1]))
        turn = straight + float(rng.uniform(-9, 9))
        if together and pose in MOVING:
            turn = heading + float(rng.uniform(-6, 6))
            look = float(rng.uniform(-16, 16))
        else:
            look = float(np.clip(facing(spot, target) - turn, -TURNS_HEAD, TURNS_HEAD))
        person = wardrobe.person(i, pose, (spot[0], 0.0, spot[1]), turn, look=look)
        things += [person, *support(person)]
    return things


# pose's need -> shape, how far ahead of the person it stands, its height, its turn against theirs, its params
NEEDS: dict[str, tuple[tuple[str, float, float, float, dict[str, float]], ...]] = {
    "chair": (("chair", 0.03, 0.0, 0.0, {}),),
    "desk": (("chair", 0.03, 0.0, 0.0, {}), ("table", 0.62, 0.0, 0.0, {"w": 1.3, "d": 0.65}),
             ("laptop", 0.50, 0.74, 180.0, {})),
    "sofa": (("sofa", -0.1, 0.0, 0.0, {"w": 1.9}),),
    "bicycle": (("bicycle", 0.0, 0.0, -90.0, {}),),
}  # fmt: skip


def support(person: Thing) -> list[Thing]:
    """The furniture that a person's pose needs, where they use it: a chair, a desk with a laptop, a sofa, a bicycle."""
    pose = people.POSES.get(str(person.params.get("pose")))
    ahead = rotation(person.turn)[:, 2]
    out = []
    for shape, far, high, turn, params in NEEDS.get(pose.needs if pose else "", ()):
        at = np.array(person.at) + ahead * far
        spot = (round(float(at[0]), 3), round(person.at[1] + high, 3), round(float(at[2]), 3))
        out.append(
            Thing(
                shape,
                shape,
                "thing",
                spot,
                round(person.turn + turn, 1),
                focal=False,
                params=dict(params),
                wears=dict(WEARS.get(shape, {"*": "mid"})),
            )
        )
    return out


def in_hand(person: Thing, thing: Thing) -> Thing:
    """A small thing where this person holds it, turned as their pose holds things: a phone's screen faces the eyes."""
    pose = str(person.params.get("pose", "stand"))
    hold = people.HOLDS.get(pose)
    side = hold.side if hold else "right"
    at, turn, tilt, roll = people.hand_anchor(person.params, side)
    lo, hi = (np.array(corner) * thing.scale for corner in bounds(thing.shape, thing.params))
    share = hold.share if hold else 1.0
    grip = np.array([(lo[0] + hi[0]) / 2, lo[1] + share * (hi[1] - lo[1]), (lo[2] + hi[2]) / 2])
    stands = rotation(person.turn, person.tilt, person.roll)
    frame = stands @ rotation(turn, tilt, roll)
    spot = np.array(person.at) + stands @ (np.array(at) * person.scale) - frame @ grip
    turned, tilted, rolled = angles(frame)
    place = (round(float(spot[0]), 4), round(float(spot[1]), 4), round(float(spot[2]), 4))
    return replace(thing, at=place, turn=turned, tilt=tilted, roll=rolled)


def pose_for(shape: str) -> str:
    """The pose in which a thing of this shape is best held; "" when hands do not hold such a thing."""
    return next(iter(people.suits(shape)), "")
