"""What a contact sheet shows of each candidate, and in which order and part of the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from generation.models import Batch, Candidate
from generation.states import CANCELLED, DONE, FAILED, RUNNING
from review.sought import tested, words
from review.standing import NOTHING, PICKED, REJECTED, Standing, Tally, standings
from studio.people.models import User

SHOWS = {
    "all": "All", "passed": "Passed", "undecided": "Undecided", "picked": "Picked", "rejected": "Rejected",
    "failed": "Failed",
}  # fmt: skip
SORTS = {"position": "Order", "newest": "Newest", "rating": "Rating"}
FIELDS = (
    "id", "position", "seed", "state", "picture", "preview", "steps_done", "steps_total", "error", "done_at", "batch",
    "accepted", "acceptance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of the sheet."""

    candidate: Candidate
    standing: Standing
    shown: bool = True

    @property
    def done(self) -> bool:
        return self.candidate.state == DONE

    @property
    def failed(self) -> bool:
        return self.candidate.state in (FAILED, CANCELLED)

    @property
    def running(self) -> bool:
        return self.candidate.state == RUNNING

    @property
    def number(self) -> str:
        return str(self.candidate)

    @property
    def page(self) -> str:
        return reverse("review:loupe", args=[self.candidate.pk])

    @property
    def judge(self) -> str:
        return reverse("review:judge", args=[self.candidate.pk])

    @property
    def preview(self) -> str:
        return preview_url(self.candidate)

    @property
    def picture(self) -> str:
        return picture_url(self.candidate)

    @property
    def name(self) -> str:
        """What a screen reader says: number, verdict, stars, reasons."""
        said = [self.standing.verdict or "undecided"]
        if self.standing.stars:
            said.append(f"{self.standing.stars} of 5 stars")
        name = f"Candidate {self.number}, {', '.join(said)}" + (f": {self.standing.why}" if self.standing.why else "")
        return f"{name}. {self.words}" if self.words else name

    @property
    def tested(self) -> str:
        return tested(self.candidate)

    @property
    def words(self) -> str:
        return words(self.candidate)

    def document(self) -> dict[str, Any]:
        """What the loupe needs to move to this candidate without asking."""
        face = {"pk": self.candidate.pk, "number": self.number, "page": self.page}
        return face | {"preview": self.preview, "picture": self.picture} | self.standing.document()


def ratio(batch: Batch) -> str:
    """Width over height as CSS takes it: known before any picture is, so that nothing jumps when they arrive."""
    return f"{batch.width / batch.height:.4f}"


def preview_url(candidate: Candidate) -> str:
    """The sheet-size WebP; the digest makes the address safe to cache for ever. Falls back to the picture itself."""
    if not candidate.preview_id:
        return picture_url(candidate)
    return f"{reverse('generation:preview', args=[candidate.pk])}?v={candidate.preview_id[:16]}"


def picture_url(candidate: Candidate) -> str:
    return f"{reverse('generation:picture', args=[candidate.pk])}?v={(candidate.picture_id or '')[:16]}"


def tiles(batch: Batch, *, viewer: User, show: str = "all", sort: str = "position") -> list[Tile]:
    """Every candidate of the batch in order; those outside `show` are there but not shown, so that keys need no reload.

    Five queries, however many candidates.
    """
    rows = list(batch.candidates.only(*FIELDS).order_by("position"))
    stand = standings((row.pk for row in rows), viewer=viewer)
    made = [_tile(row, stand, show) for row in rows]
    if sort == "newest":
        made.sort(key=lambda tile: (tile.candidate.done_at is None, -_seconds(tile), tile.candidate.position))
    elif sort == "rating":
        made.sort(key=lambda tile: (-tile.standing.mean, tile.candidate.position))
    return made


def some(batch: Batch, pks: Collection[int], *, viewer: User) -> list[Tile]:
    """Those of its candidates, in order. Four queries, however many."""
    rows = list(batch.candidates.filter(pk__in=pks).only(*FIELDS).order_by("position"))
    stand = standings((row.pk for row in rows), viewer=viewer)
    return [_tile(row, stand, "all") for row in rows]


def tile(candidate: Candidate, *, viewer: User) -> Tile:
    return Tile(candidate, standings([candidate.pk], viewer=viewer).get(candidate.pk, NOTHING))


def _tile(row: Candidate, stand: Mapping[int, Standing], show: str) -> Tile:
    made = Tile(row, stand.get(row.pk, NOTHING))
    wanted = {
        "passed": row.accepted is True,
        "undecided": made.done and not made.standing.verdict,
        "picked": made.standing.verdict == PICKED,
        "rejected": made.standing.verdict == REJECTED,
        "failed": made.failed,
    }
    return Tile(row, made.standing, wanted.get(show, True))


def _seconds(tile: Tile) -> float:
    return tile.candidate.done_at.timestamp() if tile.candidate.done_at else 0.0


def count(made: list[Tile]) -> Tally:
    verdicts = [tile.standing.verdict for tile in made]
    here = sum(tile.done for tile in made)
    picked, rejected = verdicts.count(PICKED), verdicts.count(REJECTED)
    failed = sum(tile.failed for tile in made)
    passed = sum(tile.candidate.accepted is True for tile in made)
    return Tally(len(made), here, here - picked - rejected, picked, rejected, failed, passed)


def time_left(batch: Batch, tally: Tally) -> timedelta | None:
    """From the pace so far, once two are here: a guess from one would be mostly the loading of the model."""
    missing = tally.all - tally.here - tally.failed
    if batch.state != RUNNING or not batch.began_at or tally.here < 2 or not missing:
        return None
    return (timezone.now() - batch.began_at) / tally.here * missing


def why_rejected(made: list[Tile]) -> list[tuple[str, int]]:
    """(reason, how many), most frequent first; those without a reason last."""
    counts: dict[str, int] = {}
    silent = 0
    for tile in made:
        if tile.standing.verdict != REJECTED:
            continue
        silent += not tile.standing.reasons
        for _, label in tile.standing.reasons:
            counts[label] = counts.get(label, 0) + 1
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [*rows, ("No reason given", silent)] if silent else rows
