"""Marks as the loupe draws them: shapes in pixels of the picture, tags at a share of it, and their threads."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from django.utils import timezone
from django.utils.safestring import SafeString

from generation.models import Candidate
from review.anew import Anew, painted
from review.authors import Author, authors
from review.carried import threads_before
from review.frames import rectangle
from review.mentions import shown
from review.models import Annotation, Comment

HEAD = 0.028  # an arrow's head, as a share of the picture's width
Spot = tuple[float, float]
LABEL = 48  # characters of a label on the picture; the thread has the rest


@dataclass(frozen=True, slots=True)
class Said:
    """One comment, and in which role its author speaks."""

    comment: Comment
    author: Author

    @property
    def html(self) -> SafeString:
        """The words with the people they mention set off."""
        return shown(self.comment.text, list(self.comment.mentions.all()))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark with its thread. `said` begins with what was said of it on the versions before."""

    mark: Annotation
    said: list[Said]
    path: str  # SVG, in pixels; empty for a pin and a label
    author: Author
    before: int = 0  # how many of `said` were said on versions before
    anew: Anew | None = None

    @property
    def first(self) -> Said | None:
        return self.said[0] if self.said else None

    @property
    def replies(self) -> list[Said]:
        return self.said[1:]

    @property
    def label(self) -> str:
        """What stands on the picture itself, of a mark that is a label."""
        words = " ".join(self.said[0].comment.text.split()) if self.mark.kind == "text" and self.said else ""
        return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"

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

    @property
    def overdue(self) -> bool:
        """Its day has passed, and nobody said that it is done."""
        return not self.done and self.mark.due is not None and self.mark.due < timezone.localdate()

    @property
    def paintable(self) -> bool:
        """Does it enclose or cover a part of the picture, which can be painted anew?"""
        return self.mark.kind in ("box", "stroke")


def marks(candidate: Candidate) -> list[Drawn]:
    """Every mark on the candidate's own picture, by number. Four queries; with some carried forward or painted anew,
    two more each."""
    batch = candidate.batch
    rows = list(
        Annotation.objects.filter(candidate=candidate, rendition__isnull=True)
        .select_related("by", "resolved_by", "carried_from__candidate__batch", "revision")
        .prefetch_related("comments__by", "comments__mentions")
        .order_by("number")
    )
    if not rows:
        return []
    before = threads_before(rows)
    said = {row.pk: [*before.get(row.pk, []), *row.comments.all()] for row in rows}
    people = {row.by for row in rows} | {one.by for every in said.values() for one in every}
    roles = authors(batch.brand, people)
    anew = painted(candidate, rows)
    return [
        Drawn(
            row,
            [Said(one, roles[one.by_id]) for one in said[row.pk]],
            path(row.kind, row.points, batch.width, batch.height),
            roles[row.by_id],
            len(before.get(row.pk, [])),
            anew.get(row.pk),
        )
        for row in rows
    ]


def path(kind: str, points: list[list[float]], width: int, height: int) -> str:
    """The mark's line. `points` are 0-1; the path is in pixels of a width x height picture."""
    if kind == "box":
        (x0, y0), (x1, y1) = ((x * width, y * height) for x, y in points)
        return rectangle(round(x0, 1), round(y0, 1), round(x1 - x0, 1), round(y1 - y0, 1))
    lines = polylines(kind, points, width, height)
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in lines)


def polylines(kind: str, points: list[list[float]], width: float, height: float) -> list[list[Spot]]:
    """The lines that a mark consists of, in units of a width x height picture; none for a pin and a label."""
    spots = [(x * width, y * height) for x, y in points]
    if kind == "box":
        (x0, y0), (x1, y1) = spots
        return [[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]]
    if kind == "arrow":
        return [spots, _head(spots[0], spots[1], HEAD * width)]
    return [spots] if kind == "stroke" else []


def _head(tail: Spot, tip: Spot, size: float) -> list[Spot]:
    """Two short strokes back from the tip, half a right angle apart from the shaft's sides."""
    way = atan2(tip[1] - tail[1], tip[0] - tail[0])
    size = min(size, hypot(tip[0] - tail[0], tip[1] - tail[1]))
    barbs = [(tip[0] - size * cos(way + turn), tip[1] - size * sin(way + turn)) for turn in (-pi / 6, pi / 6)]
    return [barbs[0], tip, barbs[1]]
