"""Who a mannequin is: size, age, build, hair and clothes, and the lengths that follow from them. Light: numpy only.

Segment lengths as shares of body height after R. Drillis and R. Contini (1966), as given in D. Winter,
"Biomechanics and Motor Control of Human Movement", rounded to what reads well in clothes; children's proportions
after the head-height canon used in figure drawing (five heads at six years, seven and a half when grown).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEIGHT = 1.76  # metres: the figure in which offsets in poses and garments are given
AGES = ("child", "teen", "adult", "elder")
BUILDS = ("slim", "average", "athletic", "broad", "heavy")
HAIR = ("short", "crop", "bob", "bun", "long", "ponytail", "afro", "curls", "fade", "bald")
HEADWEAR = ("hijab", "cap", "beanie", "hat", "helmet", "toque")
CLOTHES = (
    "suit", "shirt", "tee", "knit", "dress", "skirt", "coat", "hoodie", "apron", "overalls", "lab", "cloak", "sport",
)  # fmt: skip
MASKS = ("heron",)
BEARDS = ("stubble", "short", "full")
TALL: Mapping[str, float] = {"child": 1.18, "teen": 1.6, "adult": HEIGHT, "elder": 1.7}

# age: head, leg (hip joint over floor), upper arm, forearm; all shares of height
SHARES: Mapping[str, tuple[float, float, float, float]] = {
    "child": (0.184, 0.475, 0.160, 0.142),
    "teen": (0.144, 0.525, 0.168, 0.146),
    "adult": (0.131, 0.530, 0.170, 0.147),
    "elder": (0.134, 0.528, 0.170, 0.147),
}
# build: girth of limbs, shoulders, waist, hips, depth of the trunk, belly (metres it stands out)
GIRTHS: Mapping[str, tuple[float, float, float, float, float, float]] = {
    "slim": (0.92, 0.97, 0.92, 0.95, 0.93, 0.0),
    "average": (1.0, 1.0, 1.0, 1.0, 1.0, 0.0),
    "athletic": (1.08, 1.07, 0.98, 0.98, 1.04, 0.0),
    "broad": (1.1, 1.09, 1.14, 1.07, 1.12, 0.018),
    "heavy": (1.2, 1.07, 1.36, 1.2, 1.26, 0.062),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What shapes a person's mesh. `frame` runs from narrow shoulders and wide hips (0) to the reverse (1)."""

    pose: str = "stand"
    height: float = HEIGHT
    age: str = "adult"
    build: str = "average"
    frame: float = 0.5
    hair: str = "short"
    head: str = ""  # what is worn on the head: one of HEADWEAR
    clothes: str = "suit"
    mask: str = ""
    beard: str = ""
    glasses: bool = False
    detail: float = 1.0  # of the sculpture: 1 for near figures, 0.5 for far ones

    @classmethod
    def from_params(cls, params: Mapping[str, Any], poses: Mapping[str, Any]) -> Figure:
        """Whatever the params hold, a figure: what is not known takes its default."""
        age = _one(params.get("age"), AGES, "adult")
        hair = _one(params.get("hair"), HAIR, "short")
        head = _one(params.get("head") or params.get("hair"), HEADWEAR, "")
        return cls(
            pose=_one(params.get("pose"), poses, "stand"),
            height=round(number(params.get("height"), TALL[age], 0.8, 2.2), 3),
            age=age,
            build=_one(params.get("build"), BUILDS, "average"),
            frame=round(number(params.get("frame"), 0.5, 0.0, 1.0), 2),
            hair=hair,
            head=head,
            clothes=_one(params.get("clothes"), CLOTHES, "suit"),
            mask=_one(params.get("mask"), MASKS, ""),
            beard=_one(params.get("beard"), BEARDS, ""),
            glasses=params.get("glasses") is True,
            detail=round(number(params.get("detail"), 1.0, 0.4, 1.5), 2),
        )


def _one(value: Any, known: Any, fallback: str) -> str:
    return value if isinstance(value, str) and value in known else fallback


def number(value: Any, fallback: float, low: float, high: float) -> float:
    """A finite number within limits, whatever was given."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return fallback
    return float(min(max(value, low), high))


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in metres, and factors on the standard body's girths."""

    scale: float  # height over HEIGHT
    hip: float  # hip joints over the floor, standing
    ankle: float
    thigh: float
    shin: float
    upper: float
    fore: float
    hand: float  # factor
    head: float  # factor on a head 0.23 m high
    torso: float  # factor on the trunk's heights
    shoulder: float  # half the distance between the shoulder joints
    hip_half: float
    limb: float
    chest_x: float
    waist_x: float
    hips_x: float
    depth: float
    belly: float
    bust: float  # 0-1
    stoop: float  # degrees that the chest leans and the neck reaches forward


def measures(figure: Figure) -> Measures:
    head, leg, upper, fore = SHARES[figure.age]
    limb, shoulders, waist, hips, depth, belly = GIRTHS[figure.build]
    h = figure.height
    s = h / HEIGHT
    young = {"child": 1.0, "teen": 0.35}.get(figure.age, 0.0)
    frame = 0.5 if figure.age == "child" else figure.frame
    round_ = 1 + 0.07 * young  # children are rounder for their height
    slight = 1 - 0.09 * young
    ankle = 0.072 * s
    hip = leg * h
    skull = head * h / 0.2306
    return Measures(
        scale=s,
        hip=hip,
        ankle=ankle,
        thigh=(hip - ankle) * 0.5,
        shin=(hip - ankle) * 0.5,
        upper=upper * h,
        fore=fore * h,
        hand=s * (1 + 0.06 * young),
        head=skull,
        torso=(h - hip - 0.28 * skull) / 0.528,  # what joints.py stacks between hips and crown
        shoulder=(0.158 + 0.028 * frame) * s * shoulders * slight,
        hip_half=(0.093 - 0.008 * frame) * s,
        limb=limb * round_ * (0.94 + 0.12 * frame) * s,
        chest_x=shoulders * s * (0.93 + 0.12 * frame) * round_,
        waist_x=waist * s * (0.92 + 0.15 * frame) * (1 + 0.14 * young),
        hips_x=hips * s * (1.07 - 0.1 * frame),
        depth=depth * s * (1 + 0.1 * young),
        belly=(belly + 0.02 * young) * s,
        bust=(1 - young) * max(0.0, 1 - 1.6 * frame) * (0.8 if figure.age == "elder" else 1.0),
        stoop={"elder": 9.0}.get(figure.age, 0.0),
    )
