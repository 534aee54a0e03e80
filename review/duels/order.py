"""The order that a batch's duels make, for whoever may know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generation.models import Batch, Candidate
from generation.states import DONE
from review.blind import round_of
from review.duels.strength import Strengths, budget, fit, settled, sureness, top_of
from review.models import Duel, Selection
from review.standing import PICKED, REJECTED
from studio.people.models import User

Said = tuple[int, int, int | None]  # left, right, winner: primary keys


@dataclass(frozen=True)
class Contest:
    """Who is compared, by primary key in the batch's order, and the duels that count between them."""

    candidates: Sequence[int]
    duels: Sequence[Said]

    @property
    def size(self) -> int:
        return len(self.candidates)

    @property
    def top(self) -> int:
        return top_of(self.size)

    @property
    def most(self) -> int:
        return budget(self.size)

    @cached_property
    def places(self) -> Mapping[int, int]:
        return {pk: place for place, pk in enumerate(self.candidates)}

    @cached_property
    def counted(self) -> list[Said]:
        """Those between two who are still compared: who was rejected since takes no part."""
        return [said for said in self.duels if said[0] in self.places and said[1] in self.places]

    @cached_property
    def found(self) -> Strengths:
        results = [
            (self.places[left], self.places[right], 0.5 if winner is None else float(winner == left))
            for left, right, winner in self.counted
        ]
        return fit(self.size, results)

    @cached_property
    def settled(self) -> bool:
        return self.size > 1 and bool(self.counted) and settled(self.found, self.top)

    @property
    def over(self) -> bool:
        """The top is settled, or as many duels were fought as anybody is asked for."""
        return self.settled or len(self.counted) >= self.most

    @property
    def sure(self) -> float:
        """0.5 before anything was said, towards 1: see `sureness`."""
        return sureness(self.found, self.top) if self.size > 1 and self.counted else 0.5

    @property
    def leaders(self) -> list[int]:
        """The first of the order, by primary key."""
        return [self.candidates[place] for place in self.found.order[: self.top]] if self.size > 1 else []


def contest(batch: Batch, *, viewer: User, picks_only: bool = False) -> Contest:
    """All with a picture that are not rejected, or the picks alone, as far as this person knows. Four queries, or six
    in a blind round."""
    told = Selection.objects.told(viewer).filter(candidate__batch=batch)
    rows = Candidate.objects.filter(batch=batch, state=DONE, picture__isnull=False).order_by("position")
    if picks_only:
        rows = rows.filter(pk__in=told.filter(verdict=PICKED).values("candidate"))
    else:
        rows = rows.exclude(pk__in=told.filter(verdict=REJECTED).values("candidate"))
    candidates = list(rows.values_list("pk", flat=True))
    everybody, own = said(batch, viewer)
    if round_of(batch) is None:
        return Contest(candidates, everybody)
    mine = Contest(candidates, own)
    # Whose own order is settled has judged: from then on nothing of the others' is kept from them.
    return Contest(candidates, everybody) if mine.over else mine


def said(batch: Batch, viewer: User | None) -> tuple[list[Said], list[Said]]:
    """Everybody's duels that stand, and this person's."""
    rows = list(Duel.objects.filter(batch=batch, taken_back_at=None).values_list("left", "right", "winner", "by"))
    own: list[Said] = [(left, right, winner) for left, right, winner, by in rows if viewer and by == viewer.pk]
    return [(left, right, winner) for left, right, winner, _ in rows], own


def order(batch: Batch, viewer: User | None = None) -> Mapping[int, float]:
    """Candidate pk -> strength, stronger is higher, of all that took part in a duel; empty where there was none.

    In a blind round: the viewer's own until theirs is settled, and nothing where nobody is named. Two queries, or six.
    """
    everybody, _ = said(batch, None)
    if round_of(batch) is not None:
        everybody = list(contest(batch, viewer=viewer).duels) if viewer else []
    candidates = sorted({pk for left, right, _ in everybody for pk in (left, right)})
    found = Contest(candidates, everybody).found if everybody else None
    return {pk: float(found.theta[place]) for place, pk in enumerate(candidates)} if found else {}
