"""One stage after the other: a gate opens when those of the stage before are signed, and whoever can sign is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from review.gates.able import Crowd
from review.gates.terms import Template, Terms
from review.models import Finish, Gate
from review.signals import finish_signed
from review.states import FINISH, GATE, IN_REVIEW, LATER, SIGNED, WAITING
from studio.lib import events
from studio.lib.states import move
from studio.people import notices
from studio.people.models import User

HAND: Final = 100  # gates of one sweep


def opened(terms: Terms, at: dt.datetime) -> dict[str, Any]:
    """The columns of a gate that opens now."""
    return {"state": WAITING, "opened_at": at, "due_at": due(terms, at)}


def due(terms: Terms, at: dt.datetime) -> dt.datetime | None:
    return at + dt.timedelta(hours=terms.due) if terms.due else None


def lay(finish: Finish, template: Template) -> list[Gate]:
    """The gates of a finish. Those of the first stage wait; the others come later."""
    at = timezone.now()
    rows = [
        Gate(
            finish=finish, kind=terms.kind, slug=terms.slug, name=terms.name, stage=terms.stage, needed=terms.needed,
            terms=terms.document(), apart=template.apart,
            **(opened(terms, at) if terms.stage == 1 else {"state": LATER}),
        )
        for terms in template.gates
    ]  # fmt: skip
    return Gate.objects.bulk_create(rows)


def enough(gate: Gate, **decided: Any) -> bool:
    """Whether it has the signatures it needs; then it is signed."""
    if gate.sign_offs.count() < gate.needed:
        return False
    move(gate, "sign", GATE, decided_at=timezone.now(), **decided)
    over([gate.pk])
    return True


def onward(finish: Finish, *, by: User | None) -> bool:
    """Open the next stage where the one before is signed. True when every gate is signed."""
    gates = list(Gate.objects.standing().filter(finish=finish).order_by("stage", "pk"))
    waits = [gate.stage for gate in gates if gate.state != SIGNED]
    if not waits:
        return True
    for gate in gates:
        if gate.state == LATER and gate.stage == min(waits):
            begun = timezone.now()
            move(gate, "open", GATE, opened_at=begun, due_at=due(gate.asks, begun))
            events.record("open", gate, by=by, brand=finish.brand)
            tell(gate, by=by)
    return False


def done(finish: Finish, *, by: User | None, seen: str) -> None:
    """The last gate is signed."""
    first: dict[str, Any] = {} if finish.signed_at else {"signed_at": timezone.now()}
    move(finish, "sign", FINISH, **first)
    events.record("signed", finish, by=by, brand=finish.brand, digest=seen)
    finish_signed.send(sender=Finish, finish=finish)


def tell(gate: Gate, *, by: User | None) -> None:
    """Everybody who could sign it."""
    finish = gate.finish
    again = " again" if gate.again_id else ""
    sentence = f"{finish.revision.brief.title} waits{again} for your {gate.name} signature."
    _to(Crowd(gate.finish).able(gate), gate, "gate", sentence, by)


def sweep(**_: object) -> None:
    """Gates whose time is over: who can sign is told once, then once those it escalates to."""
    now = timezone.now()
    late = (
        Gate.objects.filter(state=WAITING, escalated_at=None, due_at__lt=now, finish__state=IN_REVIEW)
        .select_related("finish__brand", "finish__revision__brief").order_by("due_at")[:HAND]
    )  # fmt: skip
    for gate in late:
        remind(gate, now)


@transaction.atomic
def remind(gate: Gate, now: dt.datetime) -> None:
    title, terms = gate.finish.revision.brief.title, gate.asks
    rows = Gate.objects.filter(pk=gate.pk, state=WAITING)
    assert gate.due_at is not None
    over = terms.escalate and gate.due_at + dt.timedelta(hours=terms.escalate) < now
    if gate.overdue_told_at is None and rows.filter(overdue_told_at=None).update(overdue_told_at=now):
        events.record("overdue", gate, brand=gate.finish.brand, due=gate.due_at.isoformat())
        sentence = f"{title} should have your {gate.name} signature by now."
        _to(Crowd(gate.finish).able(gate), gate, "overdue", sentence, None)
    if over and rows.filter(escalated_at=None).update(escalated_at=now):
        events.record("escalate", gate, brand=gate.finish.brand, to=terms.escalate_to)
        waits = ", ".join(one.name for one in Crowd(gate.finish).able(gate)) or "nobody, for nobody can sign it"
        sentence = f"{title} is held up at the {gate.name} gate. It waits for {waits}."
        people = User.objects.filter(
            memberships__brand=gate.finish.brand, memberships__role=terms.escalate_to, is_active=True
        )
        _to(people.distinct(), gate, "overdue", sentence, None)


def _to(people: Any, gate: Gate, kind: str, sentence: str, by: User | None) -> None:
    path = f"{reverse('review:sign_off', args=[gate.finish_id])}#{gate.slug}"
    about: Mapping[str, Any] = {"brand": gate.finish.brand, "noun": "gate", "subject": gate.pk}
    for person in people:
        notices.tell(person, kind, sentence[:300], path, by=by, **about)


def over(gates: Sequence[int]) -> None:
    """Nobody has to read any more that they wait."""
    for kind in ("gate", "overdue"):
        notices.over(kind, "gate", gates)


def names(people: Sequence[User]) -> str:
    """ "Bea Lind", "Bea Lind or Tom Orr", "Bea Lind, Tom Orr or 3 others"."""
    said = [person.name for person in people[:2]]
    if len(people) > 3:
        return f"{', '.join(said)} or {len(people) - 2} others"
    said = [person.name for person in people]
    return " or ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)
