"""A placement as a drawing: its frame true to ratio, safe edges, bleed, and what is to be kept clear.

Pure geometry in a space 100 units high; templates/briefs/outline.html draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs import placement as placements
from briefs.placement import Box
from studio.lib.shapes import Shape

HEIGHT: Final = 100.0
EDGE: Final = 0.005  # of the frame: a safe line nearer to its edge is the edge


@dataclass(frozen=True)
class Keep:
    """A keep-clear shape: its number, path, what it is for, and the middle of its label."""

    number: int
    path: str
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class Outline:
    """`width` by 100 units, and `bleed` units around it."""

    width: float
    bleed: float
    safe: str  # path of the safe area's lines
    keeps: tuple[Keep, ...]
    size: str

    @property
    def ratio(self) -> float:
        return self.width / HEIGHT

    @property
    def view(self) -> str:
        """The viewBox: the frame with its bleed."""
        room = self.bleed
        return f"{-room:g} {-room:g} {round(self.width + 2 * room, 2):g} {round(HEIGHT + 2 * room, 2):g}"


def outline(document: Mapping[str, Any]) -> Outline:
    width = HEIGHT * placements.ratio(document)
    high = placements.pixels(document)[1]
    return Outline(
        width=round(width, 1),
        bleed=round(HEIGHT * placements.bleed_pixels(document) / high, 2),
        safe=safe_lines(placements.edge_box(document), width),
        keeps=keeps(document),
        size=placements.size_words(document),
    )


def keeps(document: Mapping[str, Any]) -> tuple[Keep, ...]:
    return tuple(_keep(number, shape) for number, shape in enumerate(placements.shapes(document, HEIGHT), start=1))


def _keep(number: int, shape: Shape) -> Keep:
    left, top, right, bottom = shape.bounds
    return Keep(number, _path(shape), shape.words, round((left + right) / 2, 1), round((top + bottom) / 2, 1))


def _path(shape: Shape) -> str:
    if shape.kind == "circle":
        (x, y), r = shape.points[0], shape.radius
        return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
    if shape.kind == "polygon":
        return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in shape.points)}z"
    left, top, right, bottom = shape.bounds
    return f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}z"


def safe_lines(box: Box, width: float) -> str:
    """Dashed lines where the safe area ends, but not along the frame's own edge."""
    paths = [f"M{at * width:.1f} 0V{HEIGHT:g}" for at in (box.x, box.x + box.width) if EDGE < at < 1 - EDGE]
    paths += [f"M0 {at * HEIGHT:.1f}H{width:.1f}" for at in (box.y, box.y + box.height) if EDGE < at < 1 - EDGE]
    return "".join(paths)
