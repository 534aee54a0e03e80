"""Where a label stands, and how large: in a corner of the safe area that is free of copy, logo and subject.

The height is that of a capital, the smallest full letter of a line, so that nothing of it is below what was asked. It
is never set smaller than type that can be read, whatever share was asked for.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generation.engine.finishing import legible
from generation.engine.finishing.breaking import balanced, is_wide_text
from generation.engine.finishing.finding import Finding
from generation.engine.finishing.fonts import Blob, cap_height, choose, not_covered
from generation.engine.finishing.label import OP, VERSION, Label
from generation.engine.finishing.placement import Copy, Kit, Spec
from generation.engine.finishing.scripts import script_of
from generation.engine.finishing.space import kept_clear
from generation.engine.finishing.type import shaded
from generation.engine.finishing.typeset import Line, Pill, Rect, Sizes
from generation.engine.finishing.voices import Measure, Voice, voice
from generation.engine.picture import Box, Pixels
from generation.engine.recipe import Node
from studio.lib.shapes import Shape

WEIGHT: Final = 600
EDGE: Final = 0.025  # of the shorter side, between plate and edge where the channel asks for no margin
PAD: Final = (0.85, 0.66)  # between letters and the plate's edge, across and down, in heights of a capital
ROUND: Final = 0.42  # the plate's radius, in heights of a capital
GAP: Final = 0.9  # to copy and logo, in heights of a capital
LEAST_ROOM: Final = 24.0  # pixels that copy and logo need at the least, beside a label they make room for
HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"
CORNERS: Final = ("bottom-left", "bottom-right", "top-right", "top-left")
SIDES: Final = ("bottom", "top")  # in their middle, where no corner is free


@dataclass(frozen=True, slots=True)
class Ground:
    """What a label is laid over. `preview` is the rendition without type; `clear`: its ground may be transparent."""

    preview: Pixels
    placement: Spec
    boxes: tuple[Box, ...] = ()
    focal: Box | None = None
    clear: bool = False

    def rects(self, boxes: Sequence[Box]) -> list[Rect]:
        width, height = self.placement.pixel_size
        return [(b.x * width, b.y * height, (b.x + b.w) * width, (b.y + b.h) * height) for b in boxes]


@dataclass(frozen=True, slots=True)
class _Tag:
    """The label on its plate, w x h pixels. `rows`: text, pen and baseline from the plate's corner."""

    rows: tuple[tuple[str, float, float], ...]
    w: int
    h: int
    gap: float


@dataclass(frozen=True, slots=True)
class Stand:
    """A label's place, in whole pixels of the file."""

    tag: _Tag
    x: int
    y: int

    @property
    def rect(self) -> Rect:
        return self.x, self.y, self.x + self.tag.w, self.y + self.tag.h

    def beside(self, placement: Spec) -> Spec:
        """The placement, with this place and some air kept clear of copy and logo."""
        bleed = placement.bleed_px
        width, height = (side - 2 * bleed for side in placement.pixel_size)
        left, top, right, bottom = _grown(self.rect, self.tag.gap)
        points = ((left - bleed) / width, (top - bleed) / height), ((right - bleed) / width, (bottom - bleed) / height)
        return replace(placement, clear=(*placement.clear, Shape("rect", points, words="the label")))


class Labelling:
    """Every place that one label may have on one rendition."""

    def __init__(self, label: Label, ground: Ground, kit: Kit, blob: Blob) -> None:
        self.label, self.ground, self.kit, self.blob = label, ground, kit, blob
        fonts = kit.scripts.get(script_of(label.said, label.locale), kit.fonts)
        self.font = choose(label.said, fonts, WEIGHT, blob) or choose(label.said, kit.fonts, WEIGHT, blob)
        self.tags = tuple(self._tags()) if self.font else ()

    @property
    def least(self) -> float:
        """The height that a capital must have, in pixels."""
        return self.label.share * min(self.ground.placement.pixel_size)

    @functools.cached_property
    def em(self) -> float:
        assert self.font is not None
        readable = Sizes.of(self.ground.placement).least_small
        return math.ceil(4 * max(self.least / cap_height(self.font, self.blob), readable)) / 4

    @functools.cached_property
    def voice(self) -> Voice:
        assert self.font is not None
        return voice("cta", self.label.said, self.font, Copy(self.label.locale))

    @functools.cached_property
    def measure(self) -> Measure:
        return Measure(self.blob)

    def free(self, taken: Sequence[Rect]) -> Stand | None:
        """The first place that is over nothing, or over no more than the legs of a subject; None where none is."""
        return next(self._stands(taken), None)

    def offers(self) -> Iterator[Stand]:
        """Places that copy and logo could leave free: those off the subject first, then those over least of it."""
        found = [one for one in dict.fromkeys(self._stands(())) if self._room(one)]
        if not found:
            subject = self.ground.rects(kept_clear(self.ground.boxes))
            every = [Stand(tag, *at) for tag in self.tags for at in self._places(tag)]
            able = [one for one in every if self._clear(one) and self._room(one)]
            found = sorted(
                able, key=lambda one: (round(sum(_over(one.rect, rect) for rect in subject)), able.index(one))
            )
        yield from found[:6]

    def node(self, stand: Stand, under: Sequence[Node]) -> tuple[Node, list[Finding]]:
        """The step that draws it over these steps, and what is to be known of where it stands."""
        assert self.font is not None
        ink, plate, strength = self._colours(stand, under)
        lines = []
        for text, across, down in stand.tag.rows:
            x, y = stand.x + across, stand.y + down
            left, top, right, bottom = (n * self.em for n in self.measure.ink(text, self.voice))
            bounds = (x + left, y + top, x + right, y + bottom)
            lines.append(Line("label", text, x, y, self.em, self.voice, bounds, ink).document("font0"))
        radius = ROUND * cap_height(self.font, self.blob) * self.em
        shape = Pill(stand.x, stand.y, stand.tag.w, stand.tag.h, radius, plate).document()
        params: dict[str, Any] = {
            "lines": lines, "plate": {**shape, "strength": strength}, "words": list(self.label.words),
            "locale": self.label.locale, "share": round(self.label.share, 4),
        }  # fmt: skip
        node = Node(OP, VERSION, params, {"font0": f"sha256:{self.font.digest}"})
        return node, self._over_subject(stand)

    def refused(self) -> Finding:
        """Why it stands nowhere."""
        name, said = self.ground.placement.name, f"the label “{self.label.said}”"
        if self.font is None:
            sentence = f"{name}: {not_covered(self.label.said, self.label.locale, self.kit.fonts, self.blob)}"
            return Finding("label", "fail", sentence, "Upload a font for this language to the style pack.")
        cap = cap_height(self.font, self.blob) * self.em
        tall = f"{cap:.0f} px"
        asked = f"{self.label.share:.0%} of the shorter side" if cap <= self.least + 1 else "the least that reads"
        if not self.tags:
            sentence = f"{name} is too small for {said}, which needs letters {tall} high ({asked})."
            remedy = "Take this placement out of the brief, or a larger one in its stead; legal may shorten the words."
        else:
            sentence = f"{name}: {said} finds no room beside the copy and the logo with letters {tall} high ({asked})."
            remedy = "Shorten the copy for this placement, or choose a picture with more empty space."
        return Finding("label", "fail", sentence, remedy, measured="no room", limit=tall)

    def _tags(self) -> Iterator[_Tag]:
        """From one line to many, as far as the plate fits between the outer edges."""
        left, top, right, bottom = self._outer
        seen: set[int] = set()
        for rows in self._broken():
            tag = self._tag(rows)
            if len(rows) not in seen and tag.w <= right - left and tag.h <= bottom - top:
                seen.add(len(rows))
                yield tag

    def _broken(self) -> Iterator[list[str]]:
        words = [one.replace("-", HYPHEN) for one in self.label.words]  # “AI-generated” is one word here

        def width(text: str) -> float:
            return self.measure.width(text.replace(HYPHEN, "-"), self.voice)

        yield [self.label.said]
        for parts in (1, 2, 3):
            limit = max(width(one) for one in words) / parts * (1.2 if parts > 1 else 1.001)
            if (rows := balanced("\n".join(words), limit, width, 8)) is not None:
                yield [row.replace(HYPHEN, "-") for row in rows]

    def _tag(self, rows: Sequence[str]) -> _Tag:
        assert self.font is not None
        v, em = self.voice, self.em
        cap = cap_height(self.font, self.blob) * em
        pad_x, pad_y = PAD[0] * cap, PAD[1] * cap
        wide = [self.measure.width(row, v) * em for row in rows]
        inner, leading = max(wide), em * (1.4 if is_wide_text(self.label.said) else 1.28)
        rtl = v.direction == "rtl"
        placed = tuple(
            (row, round(pad_x + (inner - used if rtl else 0.0), 2), round(pad_y + cap + i * leading, 2))
            for i, (row, used) in enumerate(zip(rows, wide, strict=True))
        )
        tall = 2 * pad_y + cap + (len(rows) - 1) * leading
        return _Tag(placed, math.ceil(inner + 2 * pad_x), math.ceil(tall), GAP * cap)

    def _stands(self, taken: Sequence[Rect]) -> Iterator[Stand]:
        """Places over none of `taken`: first those off the whole subject, then those off heads, busts and products; a
        statement is broken into lines only where neither is to be had."""
        ground, most = self.ground, len(self.label.words)
        people = [box for box in ground.boxes if box.kind in ("person", "product")]
        whole = ground.rects([*people, *([ground.focal] if ground.focal else [])])
        tags = [[tag for tag in self.tags if (len(tag.rows) > most) is broken] for broken in (False, True)]
        for some, subject in itertools.product(tags, (whole, ground.rects(kept_clear(ground.boxes)))):
            for tag in some:
                kept = [*(_grown(rect, tag.gap) for rect in taken), *subject]
                for at in self._places(tag):
                    stand = Stand(tag, *at)
                    if self._clear(stand) and not any(_over(stand.rect, rect) > 0 for rect in kept):
                        yield stand

    def _places(self, tag: _Tag) -> Iterator[tuple[int, int]]:
        """Corners in line with copy and logo, then those nearer to the edge; the middle of a side last."""
        live, outer = self._live, self._outer
        fits = [box for box in (live, outer) if tag.w <= box[2] - box[0] and tag.h <= box[3] - box[1]]
        corners = CORNERS
        if self.voice.direction == "rtl":
            corners = ("bottom-right", "bottom-left", "top-left", "top-right")
        for names in (dict.fromkeys((self.label.corner, *corners)), SIDES):
            for left, top, right, bottom in fits:
                for name in names:
                    if name:
                        middle = (left + right - tag.w) / 2
                        x = right - tag.w if "right" in name else left if "left" in name else middle
                        y = bottom - tag.h if "bottom" in name else top
                        yield (
                            math.floor(x) if "right" in name else math.ceil(x),
                            (math.floor(y) if "bottom" in name else math.ceil(y)),
                        )

    @property
    def _live(self) -> Rect:
        (live,) = self.ground.rects([self.ground.placement.live_box])
        return live

    @functools.cached_property
    def _outer(self) -> Rect:
        """The safe area, or what a narrow margin leaves of it."""
        placement = self.ground.placement
        width, height = placement.pixel_size
        edge = EDGE * min(width, height) + placement.bleed_px
        ((left, top, right, bottom),) = self.ground.rects([placement.safe_box])
        return max(left, edge), max(top, edge), min(right, width - edge), min(bottom, height - edge)

    def _clear(self, stand: Stand) -> bool:
        """Off what the channel lays over the picture."""
        return not any(shape.touches(stand.rect) for shape in self.ground.placement.kept_clear)

    def _room(self, stand: Stand) -> bool:
        """Whether anything can stand beside it."""
        width, height = self.ground.placement.pixel_size
        live = stand.beside(self.ground.placement).live_box
        return live.w * width >= LEAST_ROOM and live.h * height >= LEAST_ROOM

    def _colours(self, stand: Stand, under: Sequence[Node]) -> tuple[str, str, float]:
        """Letters, plate, and how much of the picture under these steps the plate takes away."""
        seen = self.ground.preview
        for scrim in (node for node in under if node.op == "type.scrim"):
            seen = shaded(seen, **dict(scrim.params))
        ink, plate, strength = legible.plate(legible.patch(stand.rect, seen, self.ground.placement))
        return ink, plate, 1.0 if self.ground.clear else strength

    def _over_subject(self, stand: Stand) -> list[Finding]:
        name = self.ground.placement.name
        for box, rect in zip(kept := kept_clear(self.ground.boxes), self.ground.rects(kept), strict=True):
            if _over(stand.rect, rect) > 0:
                what = "the upper body of a person" if box.kind == "person" else "the product"
                sentence = f"{name}: the label “{self.label.said}” stands over {what} ({box.name}): no place is free."
                remedy = "Choose a picture with a free corner, or move the focal frame."
                return [Finding("label_over", "warn", sentence, remedy, box)]
        return []


def _grown(rect: Rect, by: float) -> Rect:
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def _over(one: Rect, other: Rect) -> float:
    """The area that two rectangles share, in pixels."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)
