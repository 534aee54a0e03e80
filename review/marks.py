"""Marks as the loupe draws them: shapes in pixels of the picture, tags at a share of it, and their threads."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from generation.models import Candidate
from review.frames import rectangle
from review.models import Annotation, Comment

HEAD = 0.028  # an arrow's head, as a share of the picture's width


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark with its thread."""

    mark: Annotation
    said: list[Comment]
    path: str  # SVG, in pixels; empty for a pin

    @property
    def first(self) -> Comment | None:
        return self.said[0] if self.said else None

    @property
    def replies(self) -> list[Comment]:
        return self.said[1:]

    @property
    def left(self) -> str:
        """Where the number stands, per cent of the width."""
        return f"{self.mark.points[0][0] * 100:.3f}"

    @property
    def top(self) -> str:
        return f"{self.mark.points[0][1] * 100:.3f}"

    @property
    def done(self) -> bool:
        return self.mark.resolved_at is not None


def marks(candidate: Candidate) -> list[Drawn]:
    """Every mark on the candidate's own picture, by number. Two queries."""
    batch = candidate.batch
    rows = (
        Annotation.objects.filter(candidate=candidate, rendition__isnull=True)
        .select_related("by", "resolved_by")
        .prefetch_related("comments__by")
        .order_by("number")
    )
    return [Drawn(row, list(row.comments.all()), path(row.kind, row.points, batch.width, batch.height)) for row in rows]


def path(kind: str, points: list[list[float]], width: int, height: int) -> str:
    """The mark's line. `points` are 0-1; the path is in pixels of a width x height picture."""
    spots = [(x * width, y * height) for x, y in points]
    if kind == "box":
        (x0, y0), (x1, y1) = spots
        return rectangle(round(x0, 1), round(y0, 1), round(x1 - x0, 1), round(y1 - y0, 1))
    if kind == "arrow":
        return _line(spots) + _head(spots[0], spots[1], HEAD * width)
    return _line(spots) if kind == "stroke" else ""


def _line(spots: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def _head(tail: tuple[float, float], tip: tuple[float, float], size: float) -> str:
    """Two short strokes back from the tip, half a right angle apart from the shaft's sides."""
    way = atan2(tip[1] - tail[1], tip[0] - tail[0])
    size = min(size, hypot(tip[0] - tail[0], tip[1] - tail[1]))
    barbs = [(tip[0] - size * cos(way + turn), tip[1] - size * sin(way + turn)) for turn in (-pi / 6, pi / 6)]
    return _line([barbs[0], tip, barbs[1]])
