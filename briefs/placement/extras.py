"""The parts of a placement's document that not every channel has: shapes to keep clear, and motion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from briefs.spec import tidy

Fault = Callable[[str, str], None]
MOST_SHAPES: Final = 12
MOST_POINTS: Final = 16
SHAPES: Final = {"rect": ("x", "y", "width", "height"), "circle": ("x", "y", "r"), "polygon": ("points",)}
MOTION: Final = ("min_s", "max_s", "fps", "max_bytes", "codecs")
LONGEST_S: Final = 86_400


def cleared(value: object, fault: Fault) -> list[dict[str, Any]]:
    """The keep-clear shapes, checked: [{shape, numbers of 0 to 1, for}]."""
    if not isinstance(value, list | tuple) or len(value) > MOST_SHAPES:
        fault("clear", f"Keep clear: a list of up to {MOST_SHAPES} shapes.")
        return []
    found = []
    for number, one in enumerate(value, start=1):
        if sentence := _wrong(one):
            fault("clear", f"Keep clear, shape {number}: {sentence}")
        else:
            found.append(_shape(one))
    return found


def _wrong(one: object) -> str:
    """What is wrong with a shape, in a sentence; empty where nothing is."""
    if not isinstance(one, Mapping) or not isinstance(one.get("shape"), str) or one["shape"] not in SHAPES:
        return "choose rect, circle or polygon."
    words = one.get("for")
    if not isinstance(words, str) or not tidy(words).strip() or len(words) > 80:
        return "say in up to 80 characters what it is kept clear for, as “profile name”."
    names = SHAPES[one["shape"]]
    if unknown := [str(name)[:40] for name in one if name not in (*names, "shape", "for")]:
        return f"a {one['shape']} has no “{unknown[0]}”. Remove it."
    if one["shape"] == "polygon":
        return _wrong_points(one.get("points"))
    if not all(_is_fraction(one.get(name)) for name in names):
        return f"{', '.join(names)} are fractions of the frame from 0 to 1."
    if one["shape"] == "rect":
        if not one["width"] or not one["height"]:
            return "give it a width and a height."
        if max(one["x"] + one["width"], one["y"] + one["height"]) > 1.0001:
            return "it reaches beyond the frame. Make it smaller, or move it in."
    return "" if one.get("r") != 0 else "give it a radius."


def _wrong_points(points: object) -> str:
    if not isinstance(points, list | tuple) or not 3 <= len(points) <= MOST_POINTS:
        return f"a polygon has 3 to {MOST_POINTS} points."
    pairs = all(isinstance(p, list | tuple) and len(p) == 2 and all(map(_is_fraction, p)) for p in points)
    return "" if pairs else "each point is two fractions of the frame from 0 to 1."


def _shape(one: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: one[name] for name in SHAPES[one["shape"]]}
    if "points" in numbers:
        numbers["points"] = [list(point) for point in numbers["points"]]
    return {"shape": one["shape"], **numbers, "for": " ".join(tidy(one["for"]).split())}


def moving(value: object, fault: Fault) -> dict[str, Any]:
    """What a channel takes of motion, checked: {min_s, max_s, fps, max_bytes, codecs}, each only where it is said."""
    if not isinstance(value, Mapping) or any(name not in MOTION for name in value):
        fault("motion", f"Motion: the fields are {', '.join(MOTION)}.")
        return {}
    found = {name: value[name] for name in MOTION if value.get(name) not in (None, "", [], ())}
    for name in ("min_s", "max_s"):
        if name in found and not _is_number(found[name], 0, LONGEST_S):
            fault("motion", f"Motion: a duration is a number of seconds from 0 to {LONGEST_S:,}.")
            return {}
    if found.get("min_s", 0) > found.get("max_s", LONGEST_S):
        fault("motion", "Motion: the shortest duration is longer than the longest. Swap them.")
    if "max_bytes" in found and not _is_number(found["max_bytes"], 1_000, 10_000_000_000):
        fault("motion", "Motion: its byte budget is from 1 kB to 10 GB, or empty where there is none.")
    rates = found.get("fps", [])
    if not isinstance(rates, list | tuple) or len(rates) > 12 or not all(_is_number(rate, 1, 240) for rate in rates):
        fault("motion", "Motion: frames per second are up to 12 numbers from 1 to 240.")
    codecs = found.get("codecs", [])
    if not isinstance(codecs, list | tuple) or len(codecs) > 12 or not all(_is_word(codec) for codec in codecs):
        fault("motion", "Motion: codecs are up to 12 names of up to 30 characters, as H.264.")
    return found


def _is_word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 30 and tidy(value) == value


def _is_fraction(value: object) -> bool:
    return _is_number(value, 0, 1)


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
