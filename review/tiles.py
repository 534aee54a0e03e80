"""What a contact sheet shows of each candidate, and in which order and part of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from generation.models import Batch, Candidate
from generation.promotion.ways import TIERS
from generation.states import CANCELLED, DONE, FAILED, RUNNING
from review.addresses import at
from review.copies import copies
from review.order import Order, ordering
from review.ranking.read import in_force, with_measures
from review.sought import tested, words
from review.stacks import with_stacks
from review.standing import NOTHING, PICKED, REJECTED, Standing, Tally, standings
from review.wanted import SILENT, Wanted
from studio.people.models import User

# The tiers a candidate was promoted to, read along with it.
VERSIONS = ArraySubquery(Batch.objects.filter(promoted_from=OuterRef("pk")).order_by().values("tier"))
FIELDS = (
    "id", "position", "seed", "state", "picture", "preview", "steps_done", "steps_total", "error", "done_at", "batch",
    "accepted", "acceptance", "sizes", "thumbhash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of the sheet."""

    candidate: Candidate
    standing: Standing
    shown: bool = True
    ranked: bool = False
    rank: str = ""  # why it is ranked as it is; empty where nothing stands out
    stack: int | None = None  # of near-duplicates, where the sheet is stacked and it is not alone
    many: int = 1  # in its stack
    place: int = 0  # in the order of rank, else of position: the first of a stack that is shown is its cover
    tiers: tuple[str, ...] = ()  # where it has versions

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
        return at("review:loupe", self.candidate.pk)

    @property
    def judge(self) -> str:
        return at("review:judge", self.candidate.pk)

    @property
    def preview(self) -> str:
        return preview_url(self.candidate)

    @property
    def small(self) -> str:
        """The narrowest WebP, for the tray; the preview where there are no copies."""
        for one in self.candidate.sizes:
            if one["type"] == "image/webp":
                return at("generation:size", self.candidate.pk, one["sha256"][:16], "webp")
        return self.preview

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
        return ". ".join([name, *(said for said in (self.words, self.rank.capitalize()) if said)])

    @property
    def tested(self) -> str:
        return tested(self.candidate)

    @property
    def words(self) -> str:
        return words(self.candidate)

    def document(self) -> dict[str, Any]:
        """What the loupe needs to move to this candidate without asking."""
        face = {"pk": self.candidate.pk, "number": self.number, "page": self.page}
        seen = {"preview": self.preview, "picture": self.picture, "copies": copies(self.candidate)}
        return face | seen | self.standing.document()


def ratio(batch: Batch) -> str:
    """Width over height as CSS takes it: known before any picture is, so that nothing jumps when they arrive."""
    return f"{batch.width / batch.height:.4f}"


def preview_url(candidate: Candidate) -> str:
    """The sheet-size WebP; the digest makes the address safe to cache for ever. Falls back to the picture itself."""
    if not candidate.preview_id:
        return picture_url(candidate)
    return f"{at('generation:preview', candidate.pk)}?v={candidate.preview_id[:16]}"


def picture_url(candidate: Candidate) -> str:
    return f"{at('generation:picture', candidate.pk)}?v={(candidate.picture_id or '')[:16]}"


def tiles(batch: Batch, *, viewer: User, wanted: Wanted | None = None, blind: bool = True) -> list[Tile]:
    """Every candidate of the batch in order; those that are not wanted are there but not shown, so that keys need no
    reload. As many queries for one candidate as for a thousand; `blind` as standings() has it."""
    wanted = wanted or Wanted()
    ranking = in_force(batch.brand_id)
    read = batch.candidates.only(*FIELDS).annotate(versions=VERSIONS).order_by("position")
    rows = list(with_measures(with_stacks(read), ranking))
    stand = standings(batch.candidates.all(), viewer=viewer, blind=blind)
    order = ordering(batch, rows, stand, ranking=ranking, viewer=viewer, wanted=wanted)
    return drawn_together([_tile(row, stand, order, wanted) for row in order.rows], wanted)


def some(batch: Batch, pks: Collection[int], *, viewer: User) -> list[Tile]:
    """Those of its candidates, in order; what the whole batch says of them (rank, stack, versions) the page keeps."""
    rows = list(batch.candidates.filter(pk__in=pks).only(*FIELDS).order_by("position"))
    stand = standings((row.pk for row in rows), viewer=viewer)
    return [Tile(row, stand.get(row.pk, NOTHING)) for row in rows]


def tile(candidate: Candidate, *, viewer: User) -> Tile:
    return Tile(candidate, standings([candidate.pk], viewer=viewer).get(candidate.pk, NOTHING))


def _tile(row: Any, stand: Mapping[int, Standing], order: Order, wanted: Wanted) -> Tile:
    stack = order.stacks.get(row.pk)
    many = order.sizes[stack] if stack is not None else 1
    rank = order.ranks.get(row.pk)
    made = Tile(
        row,
        stand.get(row.pk, NOTHING),
        ranked=rank is not None,
        rank=rank.why if rank else "",
        stack=stack if many > 1 else None,
        many=many,
        place=order.places[row.pk],
        tiers=tuple(sorted(set(row.versions), key=TIERS.index)),
    )
    return made if shows(made, wanted) else replace(made, shown=False)


def shows(tile: Tile, wanted: Wanted) -> bool:
    """Is it part of what is wanted, stacks aside? static/js/sheet/filter.js says the same."""
    verdict, reasons = tile.standing.verdict, tile.standing.slugs
    held = {
        "all": True,
        "passed": tile.candidate.accepted is True,
        "undecided": tile.done and not verdict,
        "picked": verdict == PICKED,
        "rejected": verdict == REJECTED,
        "failed": tile.failed,
    }
    because = verdict == REJECTED and not reasons if wanted.because == SILENT else wanted.because in reasons
    return (
        held[wanted.show]
        and (not wanted.because or because)
        and (not wanted.test or tile.tested == wanted.test)
        and (not wanted.tier or wanted.tier in tile.tiers)
    )


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


def drawn_together(made: list[Tile], wanted: Wanted) -> list[Tile]:
    """With stacks: each where its first one stands, its cover before the others, and of a closed one the cover alone.

    The cover is the best ranked of those that are shown, so that a filter never hides what it asks for behind one that
    it does not."""
    if not wanted.stacked:
        return made
    groups: dict[tuple[bool, int], list[Tile]] = {}
    for tile in made:
        alone = tile.stack is None
        groups.setdefault((alone, tile.candidate.pk if tile.stack is None else tile.stack), []).append(tile)
    together: list[Tile] = []
    for (alone, stack), group in groups.items():
        group.sort(key=lambda tile: (not tile.shown, tile.place))
        closed = not alone and stack not in wanted.open
        together += [replace(tile, shown=False) if closed and number else tile for number, tile in enumerate(group)]
    return together


def why_rejected(made: list[Tile]) -> list[tuple[str, str, int]]:
    """(slug, reason, how many), most frequent first; those without a reason last."""
    counts: Counter[tuple[str, str]] = Counter()
    silent = 0
    for tile in made:
        if tile.standing.verdict != REJECTED:
            continue
        silent += not tile.standing.reasons
        counts.update(tile.standing.reasons)
    rows = sorted(((slug, label, many) for (slug, label), many in counts.items()), key=lambda row: (-row[2], row[1]))
    return [*rows, (SILENT, "No reason given", silent)] if silent else rows
