"""What hands hold: where, and which way up. Light: planning puts phones, cups and boxes into hands by this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engine.previz.things.people.figure import number
from generation.engine.previz.things.people.joints import LOOK_LIMIT, NOD_LIMIT, Joints, Side, Vec, figure_of, solve

Point = tuple[float, float, float]
EYES = (0.0, 0.094, 0.085)  # between the eyes, on the standard head


@dataclass(frozen=True, slots=True)
class Hold:
    """side: left, right or both hands. way: upright (a cup), screen (faces the eyes), ear (a phone at it), palm (lies
    on it), hang (a bag below the fist), shaft (a pole). share: how far up the thing the hand is, 0-1. things: shapes
    that suit it, best first; any other small thing may be held so too."""

    side: str
    way: str
    share: float
    things: tuple[str, ...] = ()


CUPS = (
    "cup", "coffee_cup", "paper_cup", "tin_cup", "glass", "beer_glass", "can", "bottle", "soda_bottle", "milk_bottle",
    "squeeze_bottle", "ice_cream", "microphone", "bouquet", "apple", "jar", "tin", "spray_bottle", "pump_bottle",
)  # fmt: skip
TOASTS = ("champagne_flute", "wine_glass", "cocktail", "beer_bottle", "wine_bottle", "candle", "light_bulb")
BAGS = ("bag", "tote", "handbag", "paper_bag", "suitcase", "jerrycan", "backpack", "kettle")
BOXES = (
    "crate", "carton", "tray", "shoe_box", "pizza_box", "mailer", "fruit_bowl", "plant", "succulent", "cake",
    "gift_box", "egg_carton", "pot", "towels", "cereal_box", "bread", "toaster", "printer",
)  # fmt: skip
OFFERS = (
    "credit_card", "wallet", "smart_watch", "perfume", "compact", "dropper", "earbuds", "lipstick", "shoe", "soap",
    "tube_pack", "honey_jar", "power_bank", "drone",
)  # fmt: skip
_BAG = Hold("right", "hang", 1.0, BAGS)
_BAG_LEFT = Hold("left", "hang", 1.0, BAGS)

HOLDS: Mapping[str, Hold] = {
    "scroll": Hold("right", "screen", 0.4, ("phone", "game_controller", "card")),
    "call": Hold("right", "ear", 0.42, ("phone",)),
    "tablet": Hold("both", "screen", 0.1, ("tablet", "e_reader", "clipboard", "folder", "keyboard")),
    "read": Hold("both", "screen", 0.08, ("book", "magazine", "newspaper", "menu", "e_reader")),
    "sofa": Hold("both", "lap", 0.0, ("laptop", "tablet", "book")),
    "cup": Hold("right", "upright", 0.42, CUPS),
    "toast": Hold("right", "upright", 0.42, (*TOASTS, *CUPS[:5])),
    "offer": Hold("right", "palm", 0.0, OFFERS),
    "present": Hold("right", "palm", 0.0, OFFERS[3:]),
    "carry": Hold("both", "palm", 0.0, BOXES),
    "pole": Hold("both", "shaft", 0.4, ("pole", "oar", "paddle")),
    "stand": _BAG, "walk": _BAG_LEFT, "stroll": _BAG_LEFT, "hip": _BAG_LEFT, "wave": _BAG_LEFT, "point": _BAG_LEFT,
    "kneel": _BAG, "reach": _BAG_LEFT,
}  # fmt: skip


def suits(shape: str) -> tuple[str, ...]:
    """Poses in which a thing of this shape is held, best first."""
    found = [(hold.things.index(shape), pose) for pose, hold in HOLDS.items() if shape in hold.things]
    return tuple(pose for _, pose in sorted(found))


def hand_anchor(params: Mapping[str, Any], side: str = "right") -> tuple[Point, float, float, float]:
    """Where a held thing's grip is and how it is turned, in the figure's frame: point (m), turn, tilt, roll (degrees).

    `side` is left, right or both. A thing built with its front to +z and turned so faces the way its hold says.
    """
    figure = figure_of(params)
    joints = solve(figure)
    hold = HOLDS.get(figure.pose, _BAG)
    point = grip(joints, side)
    look = number(params.get("look"), 0.0, -LOOK_LIMIT, LOOK_LIMIT)
    nod = number(params.get("nod"), 0.0, -NOD_LIMIT, NOD_LIMIT)
    frame = _turn(joints, hold, side, point, joints.on_head(EYES, look, nod))
    at = (round(float(point[0]), 4), round(float(point[1]), 4), round(float(point[2]), 4))
    return at, *angles(frame)


def grip(joints: Joints, side: str) -> Vec:
    """The middle of what the fingers close on; between the hands for both."""
    hold = HOLDS.get(joints.figure.pose, _BAG)

    def of(s: Side) -> Vec:
        k = joints.size.hand
        out, along = {
            "palm": (0.020, 0.075), "hang": (0.020, 0.095), "screen": (0.020, 0.080), "ear": (0.020, 0.07),
        }.get(hold.way, (0.040, 0.070))  # fmt: skip
        point: Vec = s.wrist + s.hand[:, 1] * (along * k) + s.hand[:, 2] * (out * k)
        return point

    if side == "both":
        middle: Vec = (of(joints.left) + of(joints.right)) / 2
        return middle
    return of(joints.left if side == "left" else joints.right)


def _turn(joints: Joints, hold: Hold, side: str, point: Vec, eyes: Vec) -> Vec:
    ahead = joints.chest_frame[:, 2] * np.array([1, 0, 1])
    ahead = ahead / np.linalg.norm(ahead)
    up = np.array([0.0, 1.0, 0.0])
    if hold.way in ("screen", "lap"):
        if hold.way == "lap":
            return _frame(-ahead, up)
        return _frame(eyes - point, up)
    if hold.way == "ear":
        hand = joints.left if side == "left" else joints.right
        return _frame(hand.hand[:, 2], up + 0.25 * -ahead)
    if hold.way == "shaft":
        a, b = joints.left, joints.right
        way = (b.wrist - a.wrist) if b.wrist[1] > a.wrist[1] else (a.wrist - b.wrist)
        return _frame(ahead, up if abs(way[1]) < 0.05 else up * 0.85 + 0.15 * way / np.linalg.norm(way))
    return _frame(ahead, up)


def _frame(front: Vec, up: Vec) -> Vec:
    z = front / np.linalg.norm(front)
    if abs(float(z @ up)) > 0.98 * float(np.linalg.norm(up)):
        z = z + np.array([0.0, 0.0, 0.3])
        z /= np.linalg.norm(z)
    x = np.cross(up, z)
    x /= np.linalg.norm(x)
    frame: Vec = np.stack([x, np.cross(z, x), z], -1)
    return frame


def angles(frame: Vec) -> tuple[float, float, float]:
    """Turn, tilt and roll, degrees, of a rotation, as mesh.rotation() takes them."""
    tilt = np.degrees(np.arcsin(np.clip(-frame[1, 2], -1, 1)))
    turn = np.degrees(np.arctan2(frame[0, 2], frame[2, 2]))
    roll = np.degrees(np.arctan2(frame[1, 0], frame[1, 1]))
    return round(float(turn), 2) + 0.0, round(float(tilt), 2) + 0.0, round(float(roll), 2) + 0.0
