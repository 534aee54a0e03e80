"""Copy to placed lines: sizes, breaks, leading, optical margins. Pixels are not touched here (see type.py)."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field, replace

from generation.engine.finishing.breaking import HANGING, balanced
from generation.engine.finishing.fonts import Blob, cap_height
from generation.engine.finishing.placement import Spec
from generation.engine.finishing.voices import Measure, Voice
from generation.engine.picture import Box
from studio.lib.canonical import Json

ROW = 3.0  # width over height of a file from which the call to action may stand beside the text
STEP = 0.95  # each try is this much smaller than the one before
Rect = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the file


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
    def of(cls, spec: Spec, smallest: float = 0.0) -> Sizes:
        """`smallest`: the style pack's own, in pixels of the file."""
        width, height = spec.pixel_size
        area = math.sqrt(width * height)
        # 11 px is the least that reads on a screen; print at arm's length needs 2.2 mm of em (about 6 points).
        floor = 2.2 / 25.4 * spec.dpi if spec.unit == "mm" else 11.0
        ideal = max(0.088 * area, min(28.0, 0.34 * height), smallest)
        least = min(ideal, max(0.036 * area, floor * 1.3, smallest))
        count = max(1, math.ceil(math.log(least / ideal) / math.log(STEP)) + 1)
        steps = tuple(max(least, ideal * STEP**i) for i in range(count))
        return cls(ideal, least, max(floor, smallest), steps)


@dataclass(frozen=True, slots=True)
class Text:
    role: str
    text: str
    voice: Voice


def compose(
    texts: tuple[Text, ...], region: Box, spec: Spec, *, align: str, blob: Blob, smallest: float = 0.0
) -> Block | None:
    """Place the texts in a region (0-1 of the file) at the largest size that fits; None when none does, or none from
    `smallest` pixels."""
    width, height = spec.pixel_size
    sizes = Sizes.of(spec, smallest)
    setter = _Setter(
        left=region.x * width,
        top=region.y * height,
        width=region.w * width,
        height=region.h * height,
        below=height * (1 - region.y - region.h),
        align=align,
        rtl=texts[0].voice.direction == "rtl",
        small=sizes.least_small,
        measure=Measure(blob),
    )
    for size in sizes.steps:
        for narrow in (True, False):
            if (block := setter.attempt(texts, size, narrow=narrow)) is not None:
                return replace(block, headline_size=size, region=region)
        if width > ROW * height and (block := setter.row(texts, size)) is not None:
            return replace(block, headline_size=size, region=region)
    return None


@dataclass(frozen=True, slots=True)
class _Setter:
    """A region to set in, in pixels of the file, and the rules it is set by."""

    left: float
    top: float
    width: float
    height: float
    below: float  # pixels under the region, to the edge of the file
    align: str
    rtl: bool
    small: float  # least size of small type
    measure: Measure

    def attempt(self, texts: tuple[Text, ...], size: float, *, narrow: bool) -> Block | None:
        """One layout at one headline size, or None when it is too wide or too tall."""
        small = max(self.small, size * 0.4)
        block, depth = Block(), 0.0  # depth: bottom of what is set so far, from the top of the region
        for text in texts:
            if text.role == "cta":
                block, depth = self._button(text, max(self.small, small * 0.94), block, depth)
                if block.pills[-1].w > self.width:
                    return None
                continue
            em, measure_em = (size, 12.5 if narrow else 100.0) if text.role == "headline" else (small, 30.0)
            most = (4 if self.height > self.width else 3) if text.role == "headline" else 4
            limit = min(self.width, em * measure_em) / em
            broken = balanced(text.text, limit, functools.partial(self.measure.width, v=text.voice), most)
            if broken is None:
                return None
            gap = 0.28 * size + 0.7 * small if block.lines else 0.0
            block, depth = self._paragraph(text, broken, em, block, depth + gap)
        return self._anchored(block, depth) if depth <= self.height else None

    def row(self, texts: tuple[Text, ...], size: float) -> Block | None:
        """Text at the start and the call to action at the end of one row, as a leaderboard has it."""
        action = next((t for t in texts if t.role == "cta"), None)
        rest = tuple(t for t in texts if t.role != "cta")
        if action is None or not rest:
            return None
        em = max(self.small, size * 0.4)
        button, tall = self._button(action, em, Block(), 0.0)
        wide = button.pills[0].w
        room = self.width - wide - 2 * em
        text = replace(self, width=room, left=self.left + (wide + 2 * em if self.rtl else 0.0))
        set_ = text.attempt(rest, size, narrow=False) if room > 0 and tall <= self.height else None
        if set_ is None:
            return None
        _, top, _, bottom = set_.bounds
        x = self.left if self.rtl else self.left + self.width - wide
        across, down = x - button.pills[0].x, (top + bottom - tall) / 2 - self.top
        line, pill = button.lines[0], button.pills[0]
        if not self.top <= pill.y + down <= self.top + self.height - tall:
            return None
        return Block((*set_.lines, _shifted(line, across, down)), (replace(pill, x=x, y=pill.y + down),))

    def _paragraph(self, text: Text, broken: list[str], em: float, block: Block, depth: float) -> tuple[Block, float]:
        v, lines = text.voice, []
        # Capitals meet the top of the region; so do accents and tall scripts where they rise above them.
        ink = self.measure.ink(broken[0], v)
        cap = cap_height(v.font, self.measure.blob)
        base = depth + em * (max(cap, -ink[1]) if not block.lines or v.leading > 1.2 else cap)
        for i, words in enumerate(broken):
            ink = self.measure.ink(words, v)
            y = self.top + base + i * v.leading * em
            x = self._pen(words, ink, em, v)
            lines.append(Line(text.role, words, x, y, em, v, _inked(ink, x, y, em)))
        last = lines[-1]
        depth = max(depth, last.y - self.top + max(ink[3], 0.0) * em)
        return replace(block, lines=(*block.lines, *lines)), depth

    def _pen(self, words: str, ink: Rect, em: float, v: Voice) -> float:
        """Where the pen starts so that ink, not advance, meets the margin; opening punctuation hangs over it."""
        pen = self._start((ink[2] - ink[0]) * em) - ink[0] * em
        if words[0] in HANGING and len(words) > 1 and self.align == "start" and not self.rtl:
            hang = self.measure.advance(words[0], v) * em
            pen -= hang if hang <= self.width * 0.02 else 0.0
        return pen

    def _start(self, used: float) -> float:
        """The left edge of something this wide, by alignment and reading direction."""
        slack = self.width - used
        far = self.rtl != (self.align == "end")
        return self.left + (slack / 2 if self.align == "centre" else slack if far else 0.0)

    def _button(self, text: Text, em: float, block: Block, depth: float) -> tuple[Block, float]:
        label, v = " ".join(text.text.split()), text.voice
        pad_x, pad_y = 1.15 * em, 0.72 * em
        cap = cap_height(v.font, self.measure.blob) * em
        wide, tall = self.measure.width(label, v) * em + 2 * pad_x, cap + 2 * pad_y
        depth += 1.15 * em if block.lines else 0.0
        x, y = self._start(wide), self.top + depth
        pen, base = x + pad_x, y + pad_y + cap
        line = Line("cta", label, pen, base, em, v, _inked(self.measure.ink(label, v), pen, base, em))
        pill = Pill(x, y, wide, tall, min(tall / 2, 0.42 * em))
        return replace(block, lines=(*block.lines, line), pills=(*block.pills, pill)), depth + tall

    def _anchored(self, block: Block, depth: float) -> Block:
        """Moved to the side of the region that is nearer to the edge of the file; to its middle if neither is."""
        slack = self.height - depth
        down = 0.0 if self.top < self.below * 0.8 else slack if self.below < self.top * 0.8 else slack / 2
        return replace(
            block,
            lines=tuple(_shifted(line, 0.0, down) for line in block.lines),
            pills=tuple(replace(p, y=p.y + down) for p in block.pills),
        )


def _shifted(line: Line, x: float, y: float) -> Line:
    left, top, right, bottom = line.ink
    return replace(line, x=line.x + x, y=line.y + y, ink=(left + x, top + y, right + x, bottom + y))


def _inked(ink: Rect, x: float, y: float, em: float) -> Rect:
    return x + ink[0] * em, y + ink[1] * em, x + ink[2] * em, y + ink[3] * em
