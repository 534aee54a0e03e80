"""Who may sign a gate: by role or by name, or in another's place; and never their own work, nor two gates of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from review.gates.terms import VERBS
from review.models import Delegation, Finish, Gate, Refusal, Selection, SignOff
from review.states import VOID
from studio.lib.problems import NotAllowed
from studio.people.models import Membership, User
from studio.people.roles import MAY, require


def hands(finish: Finish) -> set[int]:
    """Everyone whose own work this is: who wrote and submitted the brief, made the batch, picked, finished."""
    batch = finish.candidate.batch
    made = {finish.by_id, batch.by_id, finish.revision.by_id, finish.revision.brief.by_id}
    made |= set(Selection.objects.filter(candidate=finish.candidate).values_list("by_id", flat=True))
    return made


@dataclass(frozen=True, slots=True)
class Right:
    """A right to sign: one's own, or of `giver`, in whose place."""

    giver: User | None = None


class Crowd:
    """All that decides who may sign a finish, read at once: five questions, however many gates and people."""

    def __init__(self, finish: Finish) -> None:
        self.finish = finish
        self.people: dict[int, User] = {}
        self.roles: dict[int, set[str]] = defaultdict(set)
        members = Membership.objects.filter(brand=finish.brand_id, user__is_active=True).select_related("user")
        for one in members.order_by("user"):
            self.people[one.user_id] = one.user
            self.roles[one.user_id].add(one.role)
        given = Delegation.objects.in_force(timezone.localdate()).filter(brand=finish.brand_id)
        self.given = list(given.select_related("giver").order_by("pk"))
        self.hands = hands(finish)
        self.signed = list(
            SignOff.objects.filter(gate__finish=finish).exclude(gate__state=VOID).select_related("gate").order_by("pk")
        )
        self.refused = {(one.gate_id, one.person_id) for one in Refusal.objects.filter(gate__finish=finish)}

    def own(self, gate: Gate, person: int) -> bool:
        """By their role at this brand, and by name where the gate names people."""
        named = gate.asks.people
        return bool(self.roles.get(person, set()) & MAY[VERBS[gate.kind]]) and (not named or person in named)

    def right(self, gate: Gate, person: int) -> Right | None:
        """None: neither their own, nor one that somebody who has it gave them for today."""
        if self.own(gate, person):
            return Right()
        if person in self.people:
            for one in self.given:
                if one.taker_id == person and one.kind == gate.kind and self.own(gate, one.giver_id):
                    return Right(one.giver)
        return None

    def against(self, gate: Gate, person: int, giver: User | None) -> str:
        """What keeps somebody from signing although they have the right; empty: nothing does."""
        who = {person} | ({giver.pk} if giver else set())
        if person in self.hands:
            return "You had a hand in making this, so someone else signs it. Nobody signs off their own work."
        if giver and giver.pk in self.hands:
            return f"{giver.name} had a hand in making this, so nobody signs it in their place."
        if (gate.pk, person) in self.refused:
            return "You refused this already. What changed for you, say in a comment."
        for one in self.signed:
            if not who & {one.person_id, one.for_person_id}:
                continue
            if one.gate_id == gate.pk:
                return "You signed this gate already. It takes another person's signature too."
            if gate.apart:
                return f"{one.gate.name} is signed by the same person already. Someone else signs {gate.name}."
        return ""

    def able(self, gate: Gate) -> list[User]:
        """Everybody who could sign it now."""
        found = []
        for pk, person in self.people.items():
            right = self.right(gate, pk)
            if right and not self.against(gate, pk, right.giver):
                found.append(person)
        return found


def right_of(crowd: Crowd, gate: Gate, person: User) -> Right:
    """Their right to sign. Raises NotAllowed, which says what is missing."""
    if right := crowd.right(gate, person.pk):
        return right
    require(person, VERBS[gate.kind], crowd.finish.brand)
    raise NotAllowed(f"The {gate.name} gate is signed by {_named(crowd, gate.asks.people)}. Ask one of them to sign.")


def _named(crowd: Crowd, people: Sequence[int]) -> str:
    return ", ".join(crowd.people[pk].name for pk in people if pk in crowd.people) or "nobody who is still here"
