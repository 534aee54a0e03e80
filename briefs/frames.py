"""Each placement as a small drawing: safe area, room for copy, the headline set roughly, who and what stands where.

Pure geometry in a space 100 units high; the template draws it. A drawing says how things sit, not how they look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs import placement as placements
from briefs.copyfit import LINE_HEIGHT, Fit, headline_fit
from briefs.outline import HEIGHT, Keep, keeps, safe_lines
from briefs.placement import Box
from briefs.readiness import shows_people
from briefs.spec import BriefSpec
from briefs.vocabulary import COPY_SPACES, LOCALES

ROWS: Final = (3.2, 5.0)  # how wide the frames of the first row, and of the others, may be together, over their height

_NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "pair": 2,
    "couple": 2,
}
_COUNTED: Final = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|[1-6])\b(?:\W+\w+){{0,2}}?\W+(?:people|persons|men|women|children|colleagues|friends)",
    re.IGNORECASE,
)
_ONE: Final = re.compile(r"\b(person|man|woman|child|girl|boy|ferryman|spokesperson)\b", re.IGNORECASE)
_SCREEN: Final = re.compile(r"\b(display|screen|monitor|panel|wall|table|board)\b", re.IGNORECASE)
_UPRIGHT: Final = re.compile(r"\b(bottle|can|jar|tower|lamp|phone|flask|cup)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    x: float  # middle
    head: float  # y of the head's middle
    radius: float
    shoulder: float  # half the width of the body
    top: float  # y of the body's top

    @property
    def body(self) -> str:
        left, right = self.x - self.shoulder, self.x + self.shoulder
        start = self.top + self.shoulder
        arc = f"A{self.shoulder:.1f} {self.shoulder:.1f} 0 0 1 {right:.1f} {start:.1f}"
        return f"M{left:.1f} {HEIGHT}V{start:.1f}{arc}V{HEIGHT}z"


@dataclass(frozen=True)
class Line:
    text: str
    x: float
    y: float  # baseline
    size: float


@dataclass(frozen=True)
class Frame:
    """One drawing, `width` by 100 units."""

    slug: str
    name: str
    size: str  # as people say it
    width: float
    copy: Box | None  # in units
    over: bool  # the headline is too long
    safe: str  # path of the safe area's lines
    keeps: tuple[Keep, ...]  # what the channel lays over the picture
    people: tuple[Person, ...]
    thing: Box | None  # in units
    lines: tuple[Line, ...]
    language: str  # of the headline drawn, where it is not the first
    lang: str  # BCP 47
    rtl: bool

    @property
    def ratio(self) -> float:
        return self.width / HEIGHT


def frames(spec: BriefSpec, documents: Mapping[str, Mapping[str, Any]], margins: float) -> list[list[Frame]]:
    """Rows of frames for the placements that are known, the brief's first one first."""
    made = [_frame(spec, documents[slug], margins) for slug in spec.placements if slug in documents]
    return _rows(made)


def _rows(made: Sequence[Frame]) -> list[list[Frame]]:
    rows: list[list[Frame]] = []
    for frame in made:
        for index, row in enumerate(rows):
            if sum(other.ratio for other in row) + frame.ratio <= ROWS[min(index, 1)]:
                row.append(frame)
                break
        else:
            rows.append([frame])
    return rows


def _frame(spec: BriefSpec, document: Mapping[str, Any], margins: float) -> Frame:
    width = HEIGHT * placements.ratio(document)
    own = spec.safe_margins if spec.safe_margins is not None else margins
    locale, fit = _worst(spec, document, margins)
    space = COPY_SPACES.get(spec.copy_space)
    room = placements.copy_box(document, space.box, own) if space and space.box else None
    stage = _stage(spec)
    return Frame(
        slug=document["slug"],
        name=document["name"],
        size=placements.given_words(document),
        width=round(width, 1),
        copy=_scaled(room, width) if room and placements.takes_headline(document) else None,
        over=fit is not None and not fit.fits,
        safe=safe_lines(placements.edge_box(document, own), width),
        keeps=keeps(document),
        people=_people(spec, stage, width),
        thing=_thing(spec, stage, width),
        lines=_lines(fit, document, width) if fit else (),
        language=LOCALES[locale].label if locale and locale != next(iter(spec.copy), "") else "",
        lang=locale,
        rtl=bool(locale) and LOCALES[locale].rtl,
    )


def _worst(spec: BriefSpec, document: Mapping[str, Any], margins: float) -> tuple[str, Fit | None]:
    """The first language, unless another one does not fit: then the one that fits worst."""
    if not placements.takes_headline(document):
        return "", None
    fits = {
        locale: fit
        for locale in spec.copy
        if (fit := headline_fit(spec.headline(locale), document, spec, margins)) is not None
    }
    if not fits:
        return "", None
    worst = max(fits, key=lambda locale: fits[locale].share)
    chosen = next(iter(fits)) if fits[worst].fits else worst
    return chosen, fits[chosen]


def _scaled(box: Box, width: float) -> Box:
    return Box(
        round(box.x * width, 1), round(box.y * HEIGHT, 1), round(box.width * width, 1), round(box.height * HEIGHT, 1)
    )


def _stage(spec: BriefSpec) -> Box:
    """Where the subject stands, as fractions: beside the room for copy."""
    stages = {
        "top-third": Box(0, 0.36, 1, 0.64),
        "top-half": Box(0, 0.52, 1, 0.48),
        "bottom-third": Box(0, 0.06, 1, 0.6),
        "left-third": Box(1 / 3, 0.14, 2 / 3, 0.86),
        "right-third": Box(0, 0.14, 2 / 3, 0.86),
        "left-half": Box(0.5, 0.14, 0.5, 0.86),
        "right-half": Box(0, 0.14, 0.5, 0.86),
    }
    stage = stages.get(spec.copy_space, Box(0, 0.14, 1, 0.86))
    if spec.subject_position == "left-third" and stage.x < 1 / 3:
        return Box(0.1, stage.y, 0.47, stage.height)
    if spec.subject_position == "right-third" and stage.x + stage.width > 2 / 3:
        return Box(0.5, stage.y, 0.4, stage.height)
    return stage


def _people(spec: BriefSpec, stage: Box, width: float) -> tuple[Person, ...]:
    count = _count(spec)
    if not count:
        return ()
    middle, top = (stage.x + stage.width / 2) * width, stage.y * HEIGHT
    tall = min(HEIGHT - top, stage.width * width * 0.9) if count > 1 else HEIGHT - top
    gap = min(0.62 * tall, stage.width * width / (count + 0.4))
    figures = []
    for index in range(count):
        offset = index - (count - 1) / 2
        scale = 1 - 0.12 * (1 - min(abs(offset), 1)) if count > 2 else 1 - 0.06 * (index % 2)
        radius = 0.085 * tall * scale
        head = HEIGHT - tall + radius * 1.4 + (1 - scale) * tall
        figures.append(Person(
            x=round(middle + offset * gap, 1), head=round(head, 1), radius=round(radius, 1),
            shoulder=round(radius * 1.54, 1), top=round(head + radius * 1.5, 1),
        ))  # fmt: skip
    return tuple(figures)


def _count(spec: BriefSpec) -> int:
    text = f"{spec.subject} {spec.people}"
    if not shows_people(text) or re.match(r"\s*(no|without)\b", spec.people, re.IGNORECASE):
        return 0
    found = _COUNTED.search(text)
    if found:
        word = found.group(1).lower()
        return min(_NUMBERS.get(word) or int(word), 6)
    return 1 if _ONE.search(text) else 3


def _thing(spec: BriefSpec, stage: Box, width: float) -> Box | None:
    """The object of the scene: a screen among people, an upright thing, or a block."""
    if not spec.subject:
        return None
    middle, wide, top = (stage.x + stage.width / 2) * width, stage.width * width, stage.y * HEIGHT
    tall = HEIGHT - top
    if _count(spec):
        if not _SCREEN.search(spec.subject):
            return None
        size = (min(0.5 * wide, 0.68 * tall * 1.4), 0.42 * tall)
        return Box(round(middle - size[0] / 2, 1), round(top + 0.34 * tall, 1), round(size[0], 1), round(size[1], 1))
    if spec.subject_position == "fills":
        size = (0.85 * min(wide, HEIGHT), 0.85 * HEIGHT)
        return Box(round(middle - size[0] / 2, 1), 7.5, round(size[0], 1), round(size[1], 1))
    shape = 0.34 if _UPRIGHT.search(spec.subject) else 1.2
    high = min(0.72 * tall, 0.8 * wide / shape)
    return Box(
        round(middle - high * shape / 2, 1),
        round(HEIGHT - 0.08 * tall - high, 1),
        round(high * shape, 1),
        round(high, 1),
    )


def _lines(fit: Fit, document: Mapping[str, Any], width: float) -> tuple[Line, ...]:
    scale = HEIGHT / placements.pixels(document)[1]
    size = (fit.wanted if not fit.can_be_set else fit.size) * scale
    middle = (fit.box.x + fit.box.width / 2) * width
    block = size * LINE_HEIGHT * len(fit.lines)
    first = (fit.box.y + fit.box.height / 2) * HEIGHT - block / 2 + size * 0.88
    return tuple(
        Line(text, round(middle, 1), round(first + index * size * LINE_HEIGHT, 1), round(size, 1))
        for index, text in enumerate(fit.lines)
    )
