"""How candidates stand: the verdict on each, its reasons, and its stars. Read here, changed in review/actions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from generation.models import Batch, Candidate
from generation.states import CANCELLED, DONE, FAILED
from review.blind import hidden
from review.models import Rating, Selection
from studio.people.models import User

PICKED, REJECTED = "picked", "rejected"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is decided about one candidate, as one person sees it."""

    verdict: str = ""  # "", picked, rejected
    reasons: tuple[tuple[str, str], ...] = ()  # (slug, label)
    note: str = ""
    by: str = ""
    stars: int = 0  # the viewer's own, 0 for none
    others: tuple[tuple[str, int], ...] = ()  # (name, stars) of everybody else who rated
    hidden: bool = False  # a blind round keeps from the viewer what others said

    @property
    def why(self) -> str:
        """The reasons and the note, as one line."""
        return ", ".join([label for _, label in self.reasons] + ([self.note] if self.note else []))

    @property
    def slugs(self) -> list[str]:
        return [slug for slug, _ in self.reasons]

    @property
    def mean(self) -> float:
        """Mean of all stars given, 0 where nobody has rated."""
        return sum(self.given) / len(self.given) if self.given else 0.0

    @property
    def given(self) -> list[int]:
        """All stars that the viewer may know of, their own last."""
        return [stars for _, stars in self.others] + ([self.stars] if self.stars else [])

    @property
    def spread(self) -> str:
        """ "2 to 5": the least and the most stars; nothing where fewer than two rated or all agree."""
        low, high = min(self.given, default=0), max(self.given, default=0)
        return f"{low} to {high}" if low < high else ""

    def document(self) -> dict[str, Any]:
        """What the page needs to show it, JSON."""
        said = {"verdict": self.verdict, "reasons": self.slugs, "note": self.note, "stars": self.stars, "why": self.why}
        return said | {"others": [list(one) for one in self.others], "hidden": self.hidden}


NOTHING = Standing()
# The reasons of a selection in their order, read along with it.
SAID = ArraySubquery(
    Selection.reasons.through.objects.filter(selection=OuterRef("pk"))
    .order_by("reason__verdict", "reason__order", "reason__label")
    .values(one=JSONObject(slug="reason__slug", label="reason__label"))
)


def standings(
    candidates: Iterable[int] | QuerySet[Candidate], *, viewer: User, blind: bool = True
) -> Mapping[int, Standing]:
    """Candidate pk -> Standing, for those that have any. Three queries, or four, however many candidates.

    Those of a queryset are found by the database itself, which by the hundred is far quicker than a list of keys.
    `blind` is False where the caller knows that no round is on, and spares a query."""
    pks: Iterable[int] = (
        candidates.values_list("pk", flat=True) if isinstance(candidates, QuerySet) else list(candidates)
    )
    kept = hidden(pks, viewer=viewer) if blind else set()
    chosen = {
        choice.candidate_id: choice
        for choice in Selection.objects.filter(candidate__in=pks).select_related("by").annotate(said=SAID)
    }
    rated: dict[int, list[Rating]] = defaultdict(list)
    for rating in Rating.objects.filter(candidate__in=pks).select_related("by").order_by("pk"):
        rated[rating.candidate_id].append(rating)
    known = {pk: _standing(chosen.get(pk), rated[pk], viewer) for pk in chosen.keys() | rated.keys()}
    return known | dict.fromkeys(kept, Standing(hidden=True))  # who has not judged has no stars there either


def _standing(choice: Selection | None, ratings: list[Rating], viewer: User) -> Standing:
    own = next((rating.stars for rating in ratings if rating.by_id == viewer.pk), 0)
    others = tuple((rating.by.name, rating.stars) for rating in ratings if rating.by_id != viewer.pk)
    if choice is None:
        return Standing(stars=own, others=others)
    said: list[dict[str, str]] = choice.said  # type: ignore[attr-defined]  # annotated in standings()
    reasons = tuple((reason["slug"], reason["label"]) for reason in said)
    return Standing(choice.verdict, reasons, choice.note, choice.by.name, own, others)


def shortlist(batch: Batch) -> QuerySet[Selection]:
    """The picks of a batch, first picked first, each with its candidate."""
    return (
        Selection.objects.filter(candidate__batch=batch, verdict=PICKED)
        .select_related("candidate__batch__brand", "by")
        .order_by("pk")
    )


def undecided(user: User) -> QuerySet[Candidate]:
    """Candidates that have a picture and no verdict that this person knows of."""
    known = Selection.objects.told(user).filter(candidate=OuterRef("pk"))
    return Candidate.objects.filter(~Exists(known), state=DONE)


def waiting_for_choice(user: User) -> QuerySet[Batch]:
    """Batches this person sees in which a candidate waits for a verdict, oldest first."""
    open_ = undecided(user).filter(batch=OuterRef("pk"))
    return (
        Batch.objects.visible_to(user)
        .filter(Exists(open_))
        .select_related("brand", "revision__brief__campaign", "model", "by")
        .order_by("made_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many candidates of a batch are how far."""

    all: int = 0
    here: int = 0
    undecided: int = 0
    picked: int = 0
    rejected: int = 0
    failed: int = 0
    passed: int = 0  # of a search's tests; counted on the sheet alone


def tallies(batches: Iterable[Batch], *, viewer: User) -> Mapping[int, Tally]:
    """Batch pk -> Tally, as this person may know it. Two queries, however many batches."""
    pks = [batch.pk for batch in batches]
    made = {
        row["batch"]: row
        for row in Candidate.objects.filter(batch__in=pks)
        .order_by()
        .values("batch")
        .annotate(
            all=Count("pk"),
            here=Count("pk", filter=Q(state=DONE)),
            failed=Count("pk", filter=Q(state__in=[FAILED, CANCELLED])),
        )
    }
    chosen: dict[int, Counter[str]] = defaultdict(Counter)
    for batch, verdict, many in (
        Selection.objects.told(viewer)
        .filter(candidate__batch__in=pks)
        .values_list("candidate__batch", "verdict")
        .annotate(many=Count("pk"))
        .order_by()
    ):
        chosen[batch][verdict] = many
    return {
        pk: Tally(
            row["all"],
            row["here"],
            row["here"] - chosen[pk].total(),
            chosen[pk][PICKED],
            chosen[pk][REJECTED],
            row["failed"],
        )
        for pk, row in made.items()
    }
