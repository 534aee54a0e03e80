"""How much room a headline takes in a placement, estimated from letter widths. Pure: no Django, no fonts.

Finishing sets the real type; this says early, in the brief, whether it can succeed. Widths are ems of a semibold
sans, measured roughly and rounded up, so that the estimate errs towards “too long”.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from briefs.placement import Box, copy_box, pixels
from briefs.spec import BriefSpec
from briefs.vocabulary import COPY_SPACES

LINE_HEIGHT: Final = 1.15
MAX_LINES: Final = 3
SMALLEST_PX: Final = 11.0
NEAR_ENOUGH: Final = 0.85  # of the wanted size: nobody would call it smaller
AIR: Final = 0.95  # of the box's width: type that touches its margin looks like a mistake
SMALLEST_SHARE: Final = 0.55  # of the wanted size; below it a headline no longer leads
SAME: Final = 1e-6  # relative: a line set to the width of its box may come out wider by the last bit
_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]-’‘ ")
_WIDE: Final = frozenset("mwMW@%—")


@dataclass(frozen=True)
class Fit:
    """A headline set in a box: lines, their size in pixels, and how much of the box the longest line takes."""

    lines: tuple[str, ...]
    size: float  # px of the placement's own pixels
    wanted: float  # px, the size it should have
    share: float  # longest line over the box's width, at the wanted size; above 1 it is too long
    box: Box  # fractions of the frame

    @property
    def fits(self) -> bool:
        return self.share <= 1.0 + SAME

    @property
    def can_be_set(self) -> bool:
        """Smaller than wanted, but still a headline."""
        return self.size >= max(SMALLEST_PX, SMALLEST_SHARE * self.wanted)


def ems(text: str) -> float:
    """Estimated width in ems."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.87
    return 0.66 if letter.isupper() else 0.55


def headline_fit(text: str, document: Mapping[str, Any], spec: BriefSpec, margins: float) -> Fit | None:
    """How `text` sits in the brief's room for copy in this placement; None where there is no room for copy at all."""
    space = COPY_SPACES.get(spec.copy_space)
    if space is None or space.box is None or not text:
        return None
    box = copy_box(document, space.box, spec.safe_margins if spec.safe_margins is not None else margins)
    frame_width, frame_height = pixels(document)
    width, height = box.width * frame_width * AIR, box.height * frame_height
    wanted = min(0.145 * min(frame_width, frame_height), 0.5 * height, 0.16 * width)
    if width <= 0 or wanted <= 0:
        return Fit((text,), 0.0, max(wanted, 0.0), math.inf, box)
    settings = [_set(text, count, wanted, width, height) for count in range(1, MAX_LINES + 1)]
    for lines, size, share in settings:
        if size >= NEAR_ENOUGH * wanted:
            return Fit(lines, size, size, _full(share * size / wanted), box)
    lines, size, share = max(settings, key=lambda setting: setting[1])
    return Fit(lines, size, wanted, _full(max(share, wanted / size if size else math.inf)), box)


def _full(share: float) -> float:
    """The share, and exactly 1 where a line takes the whole width."""
    return 1.0 if math.isclose(share, 1.0, rel_tol=SAME) else share


def _set(text: str, count: int, wanted: float, width: float, height: float) -> tuple[tuple[str, ...], float, float]:
    lines, longest = _broken(text, count)
    size = min(wanted, width / longest, height / (len(lines) * LINE_HEIGHT))
    return lines, size, longest * wanted / width


@lru_cache(maxsize=2048)
def _broken(text: str, count: int) -> tuple[tuple[str, ...], float]:
    """The lines, and the widest of them in ems. Kept: a headline is set in forty placements on every save."""
    lines = wrap(text, count)
    return lines, max(0.1, *(ems(line) for line in lines))  # accents alone have no width


def wrap(text: str, count: int) -> tuple[str, ...]:
    """At most `count` lines of about the same width, broken at spaces; where a script has none, between letters."""
    if count <= 1:
        return (text,)
    words = text.split(" ")
    gap = " "
    if len(words) < count and any(unicodedata.east_asian_width(letter) == "W" for letter in text):
        words, gap = list(text), ""
    aim = ems(text) / count
    lines: list[str] = []
    current = ""
    for index, word in enumerate(words):
        longer = f"{current}{gap}{word}" if current else word
        full = current and ems(longer) > aim * 1.12 and len(lines) < count - 1
        # A Japanese line never begins with a closing mark.
        if full and not (gap == "" and unicodedata.category(word)[0] == "P"):
            lines.append(current)
            current = word
        else:
            current = longer
        if index == len(words) - 1:
            lines.append(current)
    return tuple(lines)
