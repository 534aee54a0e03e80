"""How a text speaks on the page: script, direction, tracking, leading; and how wide it is in a font.

All lengths are measured at an em of 1,000 pixels and scaled, so that a layout does not depend on hinting at its size.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

from generation.engine.finishing.breaking import is_wide_text
from generation.engine.finishing.fonts import Blob, open_font
from generation.engine.finishing.placement import Copy, Font

EM = 1000
INK_EM = 400  # ink is drawn to be measured, so at a smaller size
WEIGHTS = {"headline": 600, "subline": 400, "cta": 600}  # of the font that is chosen for a role
SHAPED = ("AL", "R")  # bidirectional classes whose letters join or read from the right


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text is spoken on the page: font and the settings that go with its script and role."""

    font: Font
    language: str
    direction: str  # "ltr" or "rtl"
    tracking: float  # em added after each letter; 0 for scripts that join
    leading: float  # baseline to baseline, em
    features: tuple[str, ...] = ()


def direction(text: str) -> str:
    """ "rtl" when the first letter with a direction reads from the right (Unicode bidirectional algorithm, rule P2)."""
    for character in text:
        if (kind := unicodedata.bidirectional(character)) in ("L", *SHAPED):
            return "rtl" if kind in SHAPED else "ltr"
    return "ltr"


def _spaced(text: str) -> bool:
    """Whether letters may be tracked: not where they join, nor where marks sit on them by shaping."""
    names = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    return names <= {"LATIN", "GREEK", "CYRILLIC", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"}


def voice(role: str, text: str, font: Font, copy: Copy) -> Voice:
    """The house rules: tight headlines, open small type, more leading for scripts with tall or full bodies."""
    way = direction(text)
    if is_wide_text(text):
        features = ("palt", "kern") if role == "headline" else ("kern",)
        return Voice(font, copy.language, way, 0.0, 1.32 if role == "headline" else 1.65, features)
    if not _spaced(text):
        return Voice(font, copy.language, way, 0.0, 1.34 if role == "headline" else 1.6)
    tracking = {"headline": -0.018, "subline": 0.0, "cta": 0.012}[role]
    leading = {"headline": 1.06, "subline": 1.38, "cta": 1.2}[role]
    # Tracked letters are placed one by one, and a ligature would be spaced as one.
    return Voice(font, copy.language, way, tracking, leading, ("-liga", "-clig") if tracking else ())


class Measure:
    """Widths and ink of texts in em, remembered. One per layout."""

    def __init__(self, blob: Blob) -> None:
        self.blob = blob
        self._fonts = functools.cache(lambda font: open_font(font, EM, blob))
        self._inked = functools.cache(lambda font: open_font(font, INK_EM, blob))
        self.width = functools.cache(self._width)
        self.ink = functools.cache(self._ink)

    def _width(self, text: str, v: Voice) -> float:
        return self.advance(text, v) + v.tracking * max(len(clusters(text)) - 1, 0)

    def _ink(self, text: str, v: Voice) -> tuple[float, float, float, float]:
        """left, top, right, bottom from the pen at the baseline, em; top is negative.

        Measured on the drawn letters: Pillow's getbbox counts the side bearings in, which is what optical margins undo.
        """
        mask, (x, y) = self._inked(v.font).getmask2(
            text, mode="L", anchor="ls", direction=v.direction, features=list(v.features) or None, language=v.language
        )
        left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
        extra = v.tracking * max(len(clusters(text)) - 1, 0)
        return (x + left) / INK_EM, (y + top) / INK_EM, (x + right) / INK_EM + extra, (y + bottom) / INK_EM

    def advance(self, text: str, v: Voice) -> float:
        """Shaped and kerned, without tracking."""
        font = self._fonts(v.font)
        return font.getlength(text, direction=v.direction, features=list(v.features) or None, language=v.language) / EM

    def pens(self, text: str, v: Voice) -> list[tuple[str, float]]:
        """Each cluster and its pen position in em, kerned and tracked. One run when the line is not tracked."""
        if not v.tracking:
            return [(text, 0.0)]
        found, before = [], ""
        for i, cluster in enumerate(clusters(text)):
            kerned = self.advance(before + cluster, v) - self.advance(cluster, v)
            found.append((cluster, kerned + v.tracking * i))
            before += cluster
        return found


def clusters(text: str) -> list[str]:
    """Letters with the marks that sit on them."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found
