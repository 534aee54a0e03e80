"""Where the subject stands in the frame, how large, from where it is seen, and through which lens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generation.engine.previz.lexicon import PLACES, camera
from generation.engine.previz.reading import known
from generation.engine.previz.reading.areas import clauses, is_free
from generation.engine.previz.reading.text import Token

_MM = re.compile(r"(?<![\d.])(\d{2,3})\s?-?mm\b")
_LENS_WORDS = {"fisheye": 14.0, "ultra wide": 18.0, "wide angle": 24.0, "wide-angle": 24.0, "telephoto": 135.0,
               "long lens": 135.0, "portrait lens": 85.0, "normal lens": 50.0, "standard lens": 50.0,
               "macro lens": 100.0}  # fmt: skip
_STOP = re.compile(r"\bf\s?/?\s?(\d{1,2}(?:[.,]\d)?)\b(?!\s?%)")
_FILL = re.compile(r"fill(?:s|ing)?\s+(?:about\s+|around\s+|roughly\s+|at least\s+|up to\s+)?"
                   r"(\d{2,3})\s?(?:%|percent|per cent)"
                   r"|(\d{2})\s?(?:%|percent)\s+of\s+(?:the\s+)?(?:frame|height|picture|image)")  # fmt: skip
_WHOLE = re.compile(
    r"\bfills?\b(?:\s+the\s+(?:whole\s+|entire\s+)?(?:frame|picture|image))?\s*$|full[- ]bleed subject|frame[- ]filling"
)
_HORIZON = re.compile(r"horizon[^.%\d]{0,30}(\d{1,2})\s?(?:%|percent)|(\d{1,2})\s?%\s+horizon")
_ASIDE = re.compile(r"margin|\blight|\bsun\b|camera (?:left|right)|\bfrom (?:the )?(?:left|right)|arcs?\b|\bpan")


def shot_size(fields: Sequence[tuple[str, Sequence[Token]]]) -> str:
    """The first field that says one; a bare "full" or "product" counts in the shot field alone."""
    for name, tokens in fields:
        for hit in known.SHOT_SIZES.find(tokens):
            word = tokens[hit.start].word
            bare = hit.end - hit.start == 1 and word in (
                "full", "product", "close", "tight", "wide", "medium", "mid", "waist", "portrait",
            )  # fmt: skip
            if not bare or name == "shot" or _of_a_shot(tokens, hit.end):
                return hit.value
    return ""


def _of_a_shot(tokens: Sequence[Token], i: int) -> bool:
    if i < len(tokens) and tokens[i].lemma in ("shot", "view", "angle", "crop", "framing", "frame"):
        return True
    alone = i < 2 or tokens[i - 2].stop
    return alone and (i >= len(tokens) or tokens[i].stop)


def shot(size: str, people: int, place: str) -> str:
    """What the solver works with: close, mid, wide, or "" for free."""
    if size:
        return camera.SHOT_OF.get(size, "")
    return "mid" if people and not PLACES[place].landscape and _built(place) else ""


def _built(place: str) -> bool:
    return not PLACES[place].outdoors or place == "street"


def angle(texts: Sequence[Sequence[Token]]) -> str:
    return next((found[0] for tokens in texts if (found := known.ANGLES.keys(tokens))), "")


def lens(text: str) -> float:
    """mm on full frame, 14 to 200; 0 when none is said. Print sizes in mm are none."""
    for found in _MM.finditer(text):
        value = int(found.group(1))
        if 8 <= value <= 600 and not re.match(r"\s*(?:x|×|bleed|safe|margin|by)", text[found.end() :]):
            return float(min(max(value, 14), 200))
    return next((mm for words, mm in _LENS_WORDS.items() if words in text), 0.0)


def aperture(text: str, tokens: Sequence[Token]) -> float:
    """f-number, 0.95 to 32; 0 when free."""
    found = next((m for m in _STOP.finditer(text) if "/" in m.group() or " " not in m.group()), None)
    if found:
        return min(max(float(found.group(1).replace(",", ".")), 0.95), 32.0)
    said = known.FOCUS.keys(tokens)
    return camera.FOCUS_STOPS[said[0]] if said else 0.0


def subject_x(text: str, layouts: Sequence[str]) -> float:
    """Where across the frame, 0 free. Clauses about copy say where the subject is not."""
    for clause in clauses(text):
        if is_free(clause) and not re.search(r"\b(subject|bottle|product|hero)\b", clause):
            continue
        aside = _ASIDE.search(clause)  # about light, margins or moves
        if aside and not re.search(r"\d\s?% from (?:the )?(?:left|right)", clause):
            continue
        x = _across(clause)
        if x:
            return x
    if "hero left" in layouts:
        return 0.28
    if "hero right" in layouts:
        return 0.72
    return 0.5 if {"centred", "symmetric"} & set(layouts) else 0.33 if "thirds" in layouts else 0.0


def _across(clause: str) -> float:
    percent = re.search(r"(\d{1,2})\s?%\s+(?:from\s+(?:the\s+)?)?(left|right)", clause)
    if percent and not re.search(r"fill", clause):
        value = int(percent.group(1)) / 100
        return min(max(value if percent.group(2) == "left" else 1 - value, 0.1), 0.9)
    off = re.search(r"off[- ]?(?:centre|center)(?:ed|d)?", clause)
    side = re.search(r"\b(left|right)\b", clause)
    if side:
        far = re.search(r"\b(far|extreme|edge)\b", clause)
        slight = re.search(r"\b(slightly|just|little)\b", clause) or re.search(
            r"of (?:the )?(?:centre|center|middle)", clause
        )
        reach = 0.32 if far else 0.12 if slight else 0.22
        return 0.5 - reach if side.group(1) == "left" else 0.5 + reach
    if off:
        return 0.4
    if re.search(r"\b(centre|center|centred|centered|middle|symmetric|symmetrical|central)\b", clause):
        return 0.5
    return 0.0


def subject_y(text: str) -> float:
    """Where down the frame, 0 free."""
    for clause in clauses(text):
        if is_free(clause) or re.search(r"margin|horizon|light|\bsun\b", clause):
            continue
        found = re.search(
            r"\b(top|upper|high|bottom|lower|low)\b(?!\s+(?:angle|sun|key|light|poly|level|detail))", clause
        )
        if found and re.search(
            r"\b(third|half|frame|subject|place|position|in the|at the|quarter)\b|^\W*\w+\W*$", clause
        ):
            return 0.33 if found.group(1) in ("top", "upper", "high") else 0.67
    return 0.0


def horizon(field: str, others: str) -> float:
    """Height from the top, 0 free. The field takes low, middle, high or words; low means low in the frame."""
    for text in (f"horizon {field}" if field.strip() else "", others):
        found = _HORIZON.search(text)
        if found:
            value = int(found.group(1) or found.group(2)) / 100
            from_below = re.search(r"from (?:the )?(?:bottom|below)|up from", text[found.end() : found.end() + 25])
            return min(max(1 - value if from_below else value, 0.2), 0.8)
        if re.search(r"horizon[^.,]{0,20}\b(none|no|hidden|out of)\b|\bno horizon", text):
            return 0.0
        if re.search(r"horizon[^.,]{0,20}\b(upper|high|top)\b|\b(?:high|upper) horizon", text):
            return 0.4
        if re.search(r"horizon[^.,]{0,20}\b(lower|low|third|bottom)\b|\blow(?:er)? horizon", text):
            return 0.66
        if re.search(r"horizon[^.,]{0,20}\b(mid\w*|cent\w+|half)\b", text):
            return 0.5
        if re.search(r"same horizon|horizon[^.,]{0,20}\bsame|horizon (?:height|line|level)|consistent horizon", text):
            return 0.6
    return 0.0


def fill(text: str, size: str, position: str) -> float:
    """Share of the frame the subject is to take, 0 free."""
    found = _FILL.search(text)
    if found:
        return min(max(int(found.group(1) or found.group(2)) / 100, 0.2), 0.95)
    return 0.9 if any(_WHOLE.search(c) for c in clauses(position)) and size != "extreme wide" else 0.0


def light_from(text: str) -> int:
    """-1 from the left of the picture, 1 from the right. Camera left is the left of the picture."""
    found = re.search(
        r"\b(?:from|on)\s+(?:the\s+)?(?:camera[- ])?(?:top[- ]|upper[- ]|back[- ]|far[- ])?(left|right)\b"
        r"|\b(left|right)[- ]hand (?:light|side)|\bcamera[- ](left|right)\b"
        r"|\b(?:key|light|sun|window|lit)\s+(left|right)\b|\b(left|right)[- ]lit\b|\b(left|right) (?:key|window)\b",
        text,
    )
    return 0 if not found else -1 if next(g for g in found.groups() if g) == "left" else 1


def margin(value: Any, default: float) -> float:
    """A fraction 0 to 0.3 from a number, a share in per cent, or words: "6 %", "8 percent left and right"."""
    if isinstance(value, str):
        found = re.search(r"(\d{1,2}(?:\.\d+)?)\s?(?:%|percent|per cent)", value[:200]) or re.fullmatch(
            r"\s*(0?\.\d+|\d{1,2})\s*", value[:20]
        )
        value = float(found.group(1)) if found else None
    if isinstance(value, Mapping):
        sides = [value.get(k) for k in ("left", "right", "x") if not isinstance(value.get(k), Mapping | list | tuple)]
        return max((margin(v, 0.0) for v in sides if v is not None), default=default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not (0 <= value < 1e6):
        return default
    return min(max(float(value) / 100 if value > 1 else float(value), 0.0), 0.3)
