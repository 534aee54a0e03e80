from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from briefs.actions.comment import people_of
from generation.models import Batch, Candidate, Run
from generation.promotion.ways import TIERS
from review.copies import copies
from review.frames import Frame, frames
from review.marks import Drawn, marks
from review.reasons import lexicon
from review.recipes import Row, side_by_side
from review.standing import PICKED
from review.tiers import Family, family
from review.tiles import Tile, ratio, tiles
from review.tiles import tile as tile_of
from review.votes import votes
from review.wanted import Wanted
from studio.people.models import User
from studio.people.requests import Request
from studio.people.roles import may

ROOM = 1000  # pixels that a copy takes to fill a window: below it one would see that it is a copy
UPS = ("1", "2", "4", "tiers")
KEPT = ("show", "sort", "because", "test", "tier", "stacked", "team", "open")  # of the address, while one moves on
TOOLS = (
    ("select", "mouse-pointer-2", "Select", "V"),
    ("box", "square-dashed", "Box", "B"),
    ("arrow", "arrow-up-right", "Arrow", "L"),
    ("stroke", "pencil", "Draw", "D"),
    ("pin", "map-pin", "Pin", "T"),
    ("text", "type", "Text", "W"),
)


@dataclass(frozen=True, slots=True)
class Pane:
    """One picture of the loupe with what lies over it."""

    tile: Tile
    frames: list[Frame]
    marks: list[Drawn]
    batch: Batch

    @property
    def ratio(self) -> str:
        return ratio(self.batch)

    @property
    def fitting(self) -> str:
        """What fills a window: the largest copy where that is smaller than the picture, else the picture."""
        known = copies(self.tile.candidate)
        return known[-1]["address"] if known and known[-1]["width"] >= ROOM else self.tile.picture

    @property
    def caption(self) -> str:
        return f"{self.batch.tier.capitalize()}, {self.batch.width} × {self.batch.height}"

    @property
    def open_marks(self) -> int:
        return sum(not drawn.done for drawn in self.marks)

    @property
    def done_marks(self) -> int:
        return len(self.marks) - self.open_marks


@require_GET
def loupe(request: Request, pk: int) -> HttpResponse:
    """One candidate, large; beside it others of its batch. With HX-Request only what belongs to this candidate."""
    if request.headers.get("HX-Request"):
        return pane_response(request, pk)
    candidate = found(request, pk)
    batch = candidate.batch
    wanted = Wanted.read(request.GET)
    every = tiles(batch, viewer=request.user, wanted=wanted)
    row = [t for t in every if t.candidate.pk == pk or (t.shown and t.done)]
    up = request.GET.get("up", "1") if request.GET.get("up") in UPS else "1"
    here = next(place for place, t in enumerate(row) if t.candidate.pk == pk)
    kin = family(candidate, viewer=request.user)
    others = [found(request, other) for other in (kin.beside if up == "tiers" else beside(request, row, here, up))]
    context = pane_context(request, candidate, kin, others if up in ("2", "tiers") else [])
    panes = [pane(request.user, other) for other in others]
    words, labels = lexicon(batch.brand)
    return render(request, "review/loupe.html", context | {
        "batch": batch, "brief": batch.revision.brief, "campaign": batch.revision.brief.campaign, "up": up,
        "panes": in_order(context["now"], panes, up), "query": wanted.query(),
        "keeps": " ".join(KEPT), "copied": bool(batch.revision.document.get("copy")),
        "row": row, "row_documents": [t.document() for t in row if t.done], "place": here + 1,
        "words": words, "labels": labels,
        "before": row[here - 1] if here else None, "after": row[here + 1] if here + 1 < len(row) else None,
        "overlay": request.GET.get("overlay", ""),
        "ratio": ratio(batch), "tools": TOOLS,
    })  # fmt: skip


def in_order(now: Pane, others: list[Pane], up: str) -> list[Pane]:
    """As they stand in the canvas: the champion before the current one, versions by their tier, else the current one
    first."""
    if up == "tiers":
        return sorted([*others, now], key=lambda one: TIERS.index(one.batch.tier))
    return [*others, now] if up == "2" else [now, *others]


def pane_response(request: Request, pk: int) -> HttpResponse:
    """What belongs to one candidate: overlays, marks and threads, decision buttons, recipe beside `with`: another
    candidate, or "tiers" for all versions of its line."""
    candidate, other = found(request, pk), request.GET.get("with", "")
    kin = family(candidate, viewer=request.user)
    pks = kin.beside if other == "tiers" else [int(other)] if other.isdecimal() and len(other) < 19 else []
    others = [found(request, known) for known in pks]
    return render(request, "review/loupe_parts.html", pane_context(request, candidate, kin, others))


def found(request: Request, pk: int) -> Candidate:
    known = Candidate.objects.visible_to(request.user).select_related(
        "batch__brand", "batch__revision__brief__campaign", "batch__model", "recipe",
        "batch__promoted_from__batch__promoted_from__batch",
    )  # fmt: skip
    return get_object_or_404(known, pk=pk)


def pane(user: User, candidate: Candidate) -> Pane:
    batch = candidate.batch
    over = frames(batch.revision.document, candidate.boxes, batch.width, batch.height)
    return Pane(tile_of(candidate, viewer=user), over, marks(candidate), batch)


def pane_context(request: Request, candidate: Candidate, kin: Family, others: list[Candidate]) -> dict[str, Any]:
    """Everything that changes when the loupe moves to another candidate. Recipes stand in the order of the pictures:
    the champion first, versions by their tier."""
    brand = candidate.batch.brand
    columns = sorted([*others, candidate], key=lambda one: TIERS.index(one.batch.tier))
    now = pane(request.user, candidate)
    return {
        "now": now, "tile": now.tile, "candidate": candidate, "batch": candidate.batch, "columns": columns,
        "tiers": kin, "recipe": recipe_rows(columns), "votes": votes(candidate, now.tile.standing),
        "run": Run.objects.filter(candidate=candidate, outcome="done").first(),
        "may_judge": may(request.user, "judge candidates", brand),
        "may_mark": may(request.user, "mark a picture", brand) and now.tile.done,
        "may_paint": may(request.user, "promote a candidate", brand), "people": people_of(brand),
        "may_finish": may(request.user, "finish a candidate", brand),
        "may_promote": may(request.user, "promote a candidate", brand) and candidate.batch.tier != TIERS[-1],
    }  # fmt: skip


def recipe_rows(columns: list[Candidate]) -> list[Row]:
    documents = [one.recipe.document for one in columns if one.recipe is not None]
    return side_by_side(*documents)


def beside(request: Request, row: list[Tile], here: int, up: str) -> list[int]:
    """The other panes, by primary key: the champion for two up; for four up the rest of this group of four."""
    if up not in ("2", "4"):
        return []
    named = request.GET.get("with", "")
    rivals = [t for t in row if t is not row[here] and t.done]
    champion = next((t for t in rivals if str(t.candidate.pk) == named), None)
    if up == "2":
        champion = champion or best(rivals)
        return [champion.candidate.pk] if champion else []
    # static/js/panes.js puts four together in the same way
    leaf, size = [t for t in row if t.done and t is not champion], 3 if champion else 4
    at = next((place for place, t in enumerate(leaf) if t is row[here]), 0)
    start = at - at % size
    four = [champion, *leaf[start : start + size]] if champion else leaf[start : start + size]
    return [t.candidate.pk for t in four if t is not row[here]]


def best(rivals: list[Tile]) -> Tile | None:
    """The champion where nobody pinned one: the pick with the most stars, the first of them; else the best rated."""
    picks = [t for t in rivals if t.standing.verdict == PICKED]
    return max(picks or rivals, key=lambda t: t.standing.mean, default=None)
