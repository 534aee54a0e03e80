"""How a finish stands at its gates, as one person sees it: who signed, who can, what is next. For pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from review.gates import stages
from review.gates.able import Crowd
from review.models import Finish, Gate, GateComment, Reviewer
from review.states import LATER, SIGNED, VOID, WAITING
from studio.people.models import User


@dataclass(frozen=True, slots=True)
class Stand:
    """One gate. `who`: those who could sign it; `late`: its time is over."""

    gate: Gate
    who: Sequence[User]
    late: bool

    @property
    def waits_for(self) -> str:
        return stages.names(self.who)

    @property
    def files(self) -> str:
        """The files it answers for, where that is not all of them."""
        terms = self.gate.asks
        return " in ".join(filter(None, (", ".join(terms.placements), ", ".join(terms.locales))))

    @property
    def left(self) -> int:
        return max(self.gate.needed - len(self.gate.sign_offs.all()), 0)


@dataclass(frozen=True, slots=True)
class AtGates:
    """`stages`: the gates that stand, by stage; `void`: what was signed and no longer holds; `mine`: the one that this
    person can sign, and `giver` in whose place; `kept`: why they cannot although they have the right."""

    stages: Sequence[Sequence[Stand]]
    void: Sequence[Gate]
    mine: Gate | None
    giver: User | None
    kept: str
    comments: Sequence[GateComment]
    reviewers: Sequence[Reviewer]
    colleagues: Sequence[User]

    @property
    def serial(self) -> bool:
        return len(self.stages) > 1


def stands(finish: Finish, person: User) -> AtGates:
    rows = list(
        Gate.objects.filter(finish=finish)
        .select_related("decided_by", "finish__brand", "finish__candidate__batch", "finish__revision__brief")
        .prefetch_related("sign_offs__person", "sign_offs__for_person", "refusals__person")
        .order_by("stage", "kind", "pk")
    )
    now, crowd = timezone.now(), Crowd(finish)
    standing = [gate for gate in rows if gate.state != VOID]
    found = [
        Stand(
            gate,
            crowd.able(gate) if gate.state in (WAITING, LATER) else [],
            gate.state == WAITING and gate.due_at is not None and gate.due_at < now,
        )
        for gate in standing
    ]
    mine, giver, kept = _mine(crowd, standing, person)
    return AtGates(
        [list(each) for _, each in groupby(found, key=lambda one: one.gate.stage)],
        [gate for gate in rows if gate.state == VOID and gate.sign_offs.all()],
        mine, giver, kept,
        list(finish.gate_comments.select_related("by").order_by("pk")),
        list(finish.reviewers.select_related("person").order_by("pk")),
        [one for pk, one in crowd.people.items() if pk != person.pk],
    )  # fmt: skip


def _mine(
    crowd: Crowd, gates: Sequence[Gate], person: User
) -> tuple[Gate | None, User | None, str]:
    """The first gate that waits for this person; or why none does, where one would."""
    kept = ""
    for gate in gates:
        if gate.state != WAITING:
            continue
        right = crowd.right(gate, person.pk)
        if right is None:
            continue
        earlier = [one.name for one in gates if one.stage < gate.stage and one.state != SIGNED]
        against = f"{earlier[0]} signs first." if earlier else crowd.against(gate, person.pk, right.giver)
        if not against:
            return gate, right.giver, ""
        kept = kept or against
    return None, None, kept
