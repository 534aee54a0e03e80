"""Copy to placed lines: sizes, breaks, leading, tracking, optical margins. Pixels are not touched here (see type.py).

All lengths are measured at an em of 1,000 pixels and scaled, so that a layout does not depend on hinting at its size.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from dataclasses import dataclass, field

from generation.engine.finishing.breaking import HANGING, balanced, is_wide_text
from generation.engine.finishing.fonts import Blob, _Loader, cap_height, open_font
from generation.engine.finishing.placement import Copy, Font, Spec
from generation.engine.picture import Box
from studio.lib.canonical import Json

EM = 1000
STEP = 0.95  # each try is this much smaller than the one before
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


@dataclass(frozen=True, slots=True)
class Line:
    """One placed line. x, y is the pen at the baseline, in pixels of the file; `ink` the box of what will be inked."""

    role: str
    text: str
    x: float
    y: float
    size: float
    voice: Voice
    ink: tuple[float, float, float, float]  # left, top, right, bottom
    colour: str = "#000000"

    def document(self, font_key: str) -> dict[str, Json]:
        v = self.voice
        return {
            "role": self.role, "text": self.text, "x": round(self.x, 3), "y": round(self.y, 3),
            "size": round(self.size, 3), "colour": self.colour, "font": font_key, "family": v.font.family,
            "style": v.font.style, "weight": v.font.weight, "language": v.language, "direction": v.direction,
            "tracking": round(v.tracking, 4), "features": list(v.features), "ink": [round(n, 2) for n in self.ink],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pill:
    """The shape behind a call to action, in pixels of the file."""

    x: float
    y: float
    w: float
    h: float
    radius: float
    colour: str = "#000000"

    def document(self) -> dict[str, Json]:
        return {k: round(getattr(self, k), 3) for k in ("x", "y", "w", "h", "radius")} | {"colour": self.colour}


@dataclass(frozen=True, slots=True)
class Block:
    """Everything that is set on one rendition."""

    lines: tuple[Line, ...] = ()
    pills: tuple[Pill, ...] = ()
    headline_size: float = 0.0
    region: Box | None = None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """left, top, right, bottom of all ink and shapes, in pixels."""
        boxes = [line.ink for line in self.lines] + [(p.x, p.y, p.x + p.w, p.y + p.h) for p in self.pills]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Ideal and least type sizes of a placement, in pixels."""

    ideal: float
    least: float
    least_small: float
    steps: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, spec: Spec) -> Sizes:
        width, height = spec.pixel_size
        area = math.sqrt(width * height)
        # 11 px is the least that reads on a screen; print at arm's length needs 2.2 mm of em (about 6 points).
        floor = 2.2 / 25.4 * spec.dpi if spec.unit == "mm" else 11.0
        ideal = max(0.088 * area, min(28.0, 0.34 * height))
        least = min(ideal, max(0.036 * area, floor * 1.2))
        count = max(1, math.ceil(math.log(least / ideal) / math.log(STEP)) + 1)
        steps = tuple(max(least, ideal * STEP**i) for i in range(count))
        return cls(ideal, least, floor, steps)


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
        self.width = functools.cache(self._width)
        self.ink = functools.cache(self._ink)

    def _options(self, v: Voice) -> dict[str, object]:
        return {"direction": v.direction, "features": list(v.features) or None, "language": v.language}

    def _width(self, text: str, v: Voice) -> float:
        length = self._fonts(v.font).getlength(text, **self._options(v)) / EM
        return float(length) + v.tracking * max(len(clusters(text)) - 1, 0) if v.tracking else float(length)

    def _ink(self, text: str, v: Voice) -> tuple[float, float, float, float]:
        """left, top, right, bottom from the pen at the baseline, em; top is negative."""
        box = self._fonts(v.font).getbbox(text, anchor="ls", **self._options(v))
        extra = v.tracking * max(len(clusters(text)) - 1, 0)
        return box[0] / EM, box[1] / EM, box[2] / EM + extra, box[3] / EM

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

    def advance(self, text: str, v: Voice) -> float:
        return float(self._fonts(v.font).getlength(text, **self._options(v))) / EM


def clusters(text: str) -> list[str]:
    """Letters with the marks that sit on them."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


@dataclass(frozen=True, slots=True)
class Text:
    role: str
    text: str
    voice: Voice


def compose(texts: tuple[Text, ...], region: Box, spec: Spec, align: str, blob: Blob) -> Block | None:
    """Place the texts in a region (0-1 of the file) at the largest size that fits; None when even the least does not."""
    measure = Measure(blob)
    width, height = spec.pixel_size
    sizes = Sizes.of(spec)
    box = (region.x * width, region.y * height, region.w * width, region.h * height)
    for size in sizes.steps:
        for measure_em in (12.5, 100.0):
            block = _try(texts, size, measure_em, box, sizes, spec, align, measure)
            if block is not None:
                return Block(block.lines, block.pills, size, region)
    return None


def _try(
    texts: tuple[Text, ...],
    size: float,
    measure_em: float,
    box: tuple[float, float, float, float],
    sizes: Sizes,
    spec: Spec,
    align: str,
    measure: Measure,
) -> Block | None:
    """One layout at one headline size, or None when it is too wide or too tall."""
    left, top, width, height = box
    small = max(sizes.least_small, min(size * 0.4, size))
    scale = {"headline": size, "subline": small, "cta": max(sizes.least_small, small * 0.94)}
    rtl = texts[0].voice.direction == "rtl"
    lines: list[Line] = []
    pills: list[Pill] = []
    y = 0.0  # bottom of what is set so far, from the top of the block
    for text in texts:
        em, v = scale[text.role], text.voice
        if text.role == "cta":
            label = " ".join(text.text.split())
            pad_x, pad_y = 1.15 * em, 0.72 * em
            cap = cap_height(v.font, measure.blob) * em
            wide = measure.width(label, v) * em + 2 * pad_x
            if wide > width:
                return None
            y += 1.15 * em if lines else 0.0
            tall = cap + 2 * pad_y
            x = left + _offset(width, wide, align, rtl)
            ink = measure.ink(label, v)
            pen = x + pad_x
            base = y + pad_y + cap
            lines.append(Line("cta", label, pen, base, em, v, _moved(ink, pen, base, em)))
            pills.append(Pill(x, y, wide, tall, min(tall / 2, 0.42 * em)))
            y += tall
            continue
        limit = min(width, em * (measure_em if text.role == "headline" else 30.0))
        most = (4 if height > width else 3) if text.role == "headline" else 4
        broken = balanced(text.text, limit / em, functools.partial(_measured, measure, v), most)
        if broken is None:
            return None
        for i, words in enumerate(broken):
            ink = measure.ink(words, v)
            if i == 0:
                gap = 0.0 if not lines else 0.5 * size
                rise = max(cap_height(v.font, measure.blob), -ink[1] if not lines or v.leading > 1.2 else 0.0) * em
                base = y + gap + rise
            else:
                base += v.leading * em
            hang = measure.advance(words[0], v) if words[0] in HANGING and len(words) > 1 and not rtl else 0.0
            inked = (ink[2] - ink[0]) * em
            pen = left + _offset(width, inked, align, rtl) - ink[0] * em
            if hang and align == "start" and pen - hang * em >= left - width * 0.02:
                pen -= hang * em
            lines.append(Line(text.role, words, pen, base, em, v, _moved(ink, pen, base, em)))
            y = max(y, base + max(ink[3], 0.0) * em)
    if y > height:
        return None
    # Stand at the side of the region that is nearest to the edge of the picture; in the middle if it has neither.
    whole = spec.pixel_size[1]
    above, below = top, whole - top - height
    slack = height - y
    down = top + (0.0 if above < below * 0.8 else slack if below < above * 0.8 else slack / 2)
    moved = tuple(
        Line(n.role, n.text, n.x, n.y + down, n.size, n.voice, (n.ink[0], n.ink[1] + down, n.ink[2], n.ink[3] + down))
        for n in lines
    )
    return Block(moved, tuple(Pill(p.x, p.y + down, p.w, p.h, p.radius) for p in pills))


def _measured(measure: Measure, v: Voice, text: str) -> float:
    return measure.width(text, v)


def _offset(width: float, used: float, align: str, rtl: bool) -> float:
    if align == "centre":
        return (width - used) / 2
    return width - used if rtl else 0.0


def _moved(ink: tuple[float, float, float, float], x: float, y: float, em: float) -> tuple[float, float, float, float]:
    return x + ink[0] * em, y + ink[1] * em, x + ink[2] * em, y + ink[3] * em
