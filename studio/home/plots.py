"""Plots drawn on the server: inline SVG without script or style, in classes that follow the theme.

Each plot answers one question and says what it counts. The SVG has a title and a description; the same figures stand in
a table beside it (`Plot.table`), for those who would rather read them, and for the export.

Drawn on 400 units across, so that 11-unit type is legible both on a phone and in a column of a wide page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

WIDE: Final = 400  # units
TALL: Final = 176
LEFT, RIGHT, TOP, FOOT = 52, 8, 10, 22  # margins of the plot area
ROW: Final = 26  # a horizontal bar
NAME_WIDE, VALUE_WIDE = 164, 72  # beside a horizontal bar
LABELS: Final = 5  # of the x axis, at most
LONGEST: Final = 13.4  # em of a name that fit beside a bar, by the usual widths of capitals and other letters


@dataclass(frozen=True, slots=True)
class Unit:
    """How a figure is said, and how it is exported: times `scale`, in what `name` names."""

    name: str
    say: Callable[[float], str]
    scale: float = 1.0
    whole: bool = False  # counted in whole numbers, so its axis is too

    def __call__(self, value: float) -> str:
        return self.say(value)


@dataclass(frozen=True, slots=True)
class Series:
    """One run of figures, as long as the plot's labels; None where there is nothing to say. `tone` is a class."""

    name: str
    values: tuple[float | None, ...]
    tone: str = "one"  # one, two, three, fail


@dataclass(frozen=True, slots=True)
class Limit:
    """A line that the figures are held against."""

    value: float
    name: str


@dataclass(frozen=True, slots=True)
class Plot:
    """`kind`: bars (stacked where there are several series), line, rows (horizontal, a row a label) or spans (rows
    whose second series is where a whisker ends). `unit` says a figure in words."""

    key: str
    question: str
    counts: str
    unit: Unit
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = "bars"
    limit: Limit | None = None
    heading: str = "Day"  # of the first column of the table
    empty: str = "Nothing in this period."
    notes: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not any(value for one in self.series for value in one.values)

    @property
    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """(headings, rows), every figure in words; "–" where there is none."""
        rows = [
            (label, *(self.unit(value) if (value := one.values[at]) is not None else "–" for one in self.series))
            for at, label in enumerate(self.labels)
        ]
        return (self.heading, *(one.name for one in self.series)), rows

    @property
    def figures(self) -> tuple[tuple[str, ...], list[tuple[str | float, ...]]]:
        """The same for a program: plain numbers in `unit.name`, nothing where there is none."""
        heads = (self.heading, *(f"{one.name}, {self.unit.name}" for one in self.series))
        rows: list[tuple[str | float, ...]] = [
            (label, *("" if (value := one.values[at]) is None else round(value * self.unit.scale, 6)
                      for one in self.series))
            for at, label in enumerate(self.labels)
        ]  # fmt: skip
        return heads, rows

    @property
    def keyed(self) -> tuple[Series, ...]:
        """What the key explains: nothing where there is only one series."""
        return self.series if len(self.series) > 1 else ()

    @property
    def svg(self) -> SafeString:
        draw = {"bars": _bars, "line": _line, "rows": _rows, "spans": _spans}[self.kind]
        tall, shapes = draw(self)
        return format_html(
            '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
            '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
            WIDE, tall, self.key, self.key, self.key, self.question, self.key, self.told,
            mark_safe(shapes),  # noqa: S308 - built below, every word of it escaped
        )  # fmt: skip

    @property
    def told(self) -> str:
        """The plot in a sentence or two, for those who hear it."""
        said = []
        for one in self.series:
            there = [(value, label) for value, label in zip(one.values, self.labels, strict=True) if value is not None]
            if not there:
                continue
            most, where = max(there, key=lambda pair: pair[0])
            said.append(f"{one.name}: at most {self.unit(most)} ({where}), last {self.unit(there[-1][0])}.")
        if self.limit:
            said.append(f"{self.limit.name}: {self.unit(self.limit.value)}.")
        return f"{self.counts} {' '.join(said)}"


# --- Scales ----------------------------------------------------------------------------------------------------------
def ceiling(most: float, whole: bool = False) -> tuple[float, float]:
    """(top, step) of an axis from 0: at most five steps of 1, 2, 2.5 or 5 times a power of ten; whole: 1 or more."""
    if most <= 0:
        return 1.0, 1.0 if whole else 0.5
    if whole and most <= 5:
        return float(math.ceil(most)), 1.0
    power = 10.0 ** math.floor(math.log10(most / 4))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * 5 >= most)
    return math.ceil(most / step - 1e-9) * step, step


def _n(value: float) -> str:
    """A coordinate: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, css: str, title: str = "") -> str:
    more = f"<title>{escape(title)}</title>" if title else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" class="{css}">{escape(words)}{more}</text>'


def _box(x: float, y: float, wide: float, tall: float, css: str, title: str) -> str:
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(wide, 0))}" height="{_n(max(tall, 0))}" class="{css}">'
        f"<title>{escape(title)}</title></rect>"
    )


def _stroke(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="{css}"/>'


def _axes(plot: Plot, top: float, step: float) -> str:
    """Hairlines with their figures, the labels below, and the limit."""
    shapes, inner = [], TALL - TOP - FOOT
    for at in range(round(top / step) + 1):
        y = TOP + inner * (1 - at * step / top)
        shapes += [_stroke(LEFT, y, WIDE - RIGHT, y, "base" if not at else "tick")]
        shapes += [_text(LEFT - 6, y + 4, plot.unit(at * step).removesuffix(".00"), "figure")]
    across = (WIDE - LEFT - RIGHT) / max(len(plot.labels), 1)
    for at in _shown(len(plot.labels)):
        shapes.append(_text(LEFT + across * (at + 0.5), TALL - 6, plot.labels[at], "below"))
    if plot.limit and plot.limit.value <= top:
        y = TOP + inner * (1 - plot.limit.value / top)
        shapes.append(_stroke(LEFT, y, WIDE - RIGHT, y, "limit"))
        shapes.append(_text(WIDE - RIGHT, y - 4 if y > TOP + 12 else y + 12, plot.limit.name, "limit-name"))
    return "".join(shapes)


def _shown(count: int) -> list[int]:
    """Which of so many labels are written: the first, the last, and a few evenly between."""
    if count <= LABELS:
        return list(range(count))
    return sorted({round(at * (count - 1) / (LABELS - 1)) for at in range(LABELS)})


# --- Kinds -----------------------------------------------------------------------------------------------------------
def _bars(plot: Plot) -> tuple[int, str]:
    sums = [sum(one.values[at] or 0 for one in plot.series) for at in range(len(plot.labels))]
    top, step = ceiling(max([*sums, plot.limit.value if plot.limit else 0]), plot.unit.whole)
    inner, across = TALL - TOP - FOOT, (WIDE - LEFT - RIGHT) / max(len(plot.labels), 1)
    shapes, wide = [_axes(plot, top, step)], min(across * 0.72, 36)
    for at, label in enumerate(plot.labels):
        y = float(TALL - FOOT)
        for one in plot.series:
            value = one.values[at] or 0
            tall = inner * value / top
            y -= tall
            if value:
                said = f"{label}: {plot.unit(value)}" + (f", {one.name}" if len(plot.series) > 1 else "")
                shapes.append(_box(LEFT + across * at + (across - wide) / 2, y, wide, tall, one.tone, said))
    return TALL, "".join(shapes)


def _line(plot: Plot) -> tuple[int, str]:
    most = max((value for one in plot.series for value in one.values if value is not None), default=0)
    top, step = ceiling(max(most, plot.limit.value if plot.limit else 0))
    inner, across = TALL - TOP - FOOT, (WIDE - LEFT - RIGHT) / max(len(plot.labels), 1)
    shapes = [_axes(plot, top, step)]
    for one in plot.series:
        points: list[tuple[float, float]] = []
        for at, value in enumerate(one.values):
            if value is None:
                shapes += [_path(points, one.tone)]
                points = []
                continue
            x, y = LEFT + across * (at + 0.5), TOP + inner * (1 - value / top)
            points.append((x, y))
            said = escape(f"{plot.labels[at]}: {plot.unit(value)}")
            shapes.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3" class="{one.tone}"><title>{said}</title></circle>')
        shapes.append(_path(points, one.tone))
    return TALL, "".join(shapes)


def _path(points: Sequence[tuple[float, float]], tone: str) -> str:
    if len(points) < 2:
        return ""
    return f'<polyline points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points)}" class="{tone}"/>'


def _rows(plot: Plot) -> tuple[int, str]:
    sums = [sum(one.values[at] or 0 for one in plot.series) for at in range(len(plot.labels))]
    most = max([*sums, plot.limit.value if plot.limit else 0, 1e-12])
    inner = WIDE - NAME_WIDE - VALUE_WIDE
    shapes = []
    for at, label in enumerate(plot.labels):
        y, x = ROW * at, float(NAME_WIDE)
        shapes.append(_name(label, y))
        for one in plot.series:
            value = one.values[at] or 0
            wide = inner * value / most
            if value:
                said = f"{label}: {plot.unit(value)}" + (f", {one.name}" if len(plot.series) > 1 else "")
                shapes.append(_box(x, y + 6, max(wide, 1), ROW - 12, one.tone, said))
            x += wide
        shapes.append(_text(x + 6, y + ROW / 2 + 4, plot.unit(sums[at]), "value"))
    return max(ROW * len(plot.labels), ROW), "".join(shapes)


def _spans(plot: Plot) -> tuple[int, str]:
    """A bar to the first figure, a whisker on to the second."""
    first, second = plot.series[:2]
    most = max([value for one in (first, second) for value in one.values if value is not None] + [1e-12])
    inner = WIDE - NAME_WIDE - VALUE_WIDE
    shapes = []
    for at, label in enumerate(plot.labels):
        y, low, high = ROW * at, first.values[at], second.values[at]
        shapes.append(_name(label, y))
        if low is None or high is None:
            shapes.append(_text(NAME_WIDE, y + ROW / 2 + 4, "–", "value"))
            continue
        middle, end = y + ROW / 2, NAME_WIDE + inner * high / most
        said = f"{label}: {plot.unit(low)}, nine of ten within {plot.unit(high)}"
        shapes.append(_box(NAME_WIDE, y + 6, max(inner * low / most, 1), ROW - 12, first.tone, said))
        shapes.append(_stroke(NAME_WIDE + inner * low / most, middle, end, middle, "whisker"))
        shapes.append(_stroke(end, middle - 5, end, middle + 5, "whisker"))
        shapes.append(_text(end + 6, middle + 4, plot.unit(low), "value"))
    return max(ROW * len(plot.labels), ROW), "".join(shapes)


def _name(label: str, y: float) -> str:
    short, wide = label, 0.0
    for at, letter in enumerate(label):
        wide += 0.68 if letter.isupper() else 0.54
        if wide > LONGEST:
            short = f"{label[: at - 1].rstrip()}…"
            break
    return _text(NAME_WIDE - 8, y + ROW / 2 + 4, short, "name", label if short != label else "")
