"""What changed since it was signed: that signature is void, visibly, and the gates concerned are asked again.

And the other way round: a signature on the very same bytes, verdicts and rights holds on the next finish too.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from review.gates import stages
from review.gates.able import Crowd
from review.gates.bound import Bound, Now, bound, differences, drift, now, seal, sealed, signed
from review.gates.terms import CONCERNS
from review.models import Finish, Gate, SignOff
from review.states import FINISH, GATE, IN_REVIEW, SIGNED, VOID
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.states import move

HAND = 200  # finishes of one sweep


@transaction.atomic
def look_again(finish: Finish, seen: Now | None = None) -> list[Gate]:
    """Void what no longer holds of a finish that is before the gates or through them, and ask those gates again.

    Returns the gates that wait anew. Whether anything holds is read under the lock of the finish.
    """
    finish = Finish.objects.select_for_update(of=("self",), no_key=True).get(pk=finish.pk)
    if finish.state not in (IN_REVIEW, SIGNED):
        return []
    seen = seen or now(finish)
    gates = Gate.objects.standing().filter(finish=finish).prefetch_related("sign_offs").select_related("finish__brand")
    void = [(gate, why) for gate in gates if (why := drift(gate, seen))]
    fresh = [_again(gate, why) for gate, why in void]
    if fresh and finish.state == SIGNED:
        move(finish, "reopen", FINISH)
        events.record("reopen", finish, brand=finish.brand, gates=[gate.slug for gate in fresh])
    for gate in fresh:
        stages.tell(gate, by=None)
    return fresh


def sweep(**_: object) -> None:
    """What is before the gates, and signed in part: whether that still holds."""
    begun = Gate.objects.standing().filter(finish=OuterRef("pk"), sign_offs__isnull=False)
    for finish in Finish.objects.filter(Exists(begun), state=IN_REVIEW).order_by("pk")[:HAND]:
        look_again(finish)


def gates_of(finish: Finish) -> list[Gate]:
    """Those that stand, with their signatures. Two questions."""
    return list(Gate.objects.standing().filter(finish=finish).select_related("finish").prefetch_related("sign_offs"))


def standing(gates: list[Gate], seen: Now) -> str:
    """Why a finish may not leave, as it stands at this moment; empty: every gate is signed, each signature's row says
    what was sealed, and that still holds. Reads alone."""
    missing = [gate.name.lower() for gate in gates if gate.state != SIGNED or len(gate.sign_offs.all()) < gate.needed]
    if missing or not gates:
        return f"Nothing ships unsigned: the {' and '.join(missing) or 'every'} signature is missing."
    for gate in gates:
        if not all(sealed(one) for one in gate.sign_offs.all()):
            return f"A {gate.name} signature says something else than was signed. Tell the operator."
        if why := drift(gate, seen):
            return f"The {gate.name} signature no longer holds: {why} changed since. It has to be given anew."
    return ""


def _again(gate: Gate, why: str) -> Gate:
    note = f"{why.capitalize()} changed after it was signed."
    signed_before = gate.state == SIGNED
    move(gate, "void", GATE, note=note)
    stages.over([gate.pk])
    events.record("void", gate, brand=gate.finish.brand, why=note)
    fresh = Gate.objects.create(
        finish=gate.finish, kind=gate.kind, slug=gate.slug, name=gate.name, stage=gate.stage, needed=gate.needed,
        terms=gate.terms, apart=gate.apart, again=gate, **stages.opened(gate.asks, timezone.now()),
    )  # fmt: skip
    events.record("again", fresh, brand=gate.finish.brand, void=gate.pk, signed=signed_before)
    return fresh


def carry(gates: list[Gate], seen: Now) -> list[SignOff]:
    """Signatures that the finish before was given and that hold for this one: the same bytes, verdicts and rights, by
    people who still have the right and no hand in it. The others are asked."""
    before = (
        Finish.objects.filter(candidate=seen.finish.candidate_id, number__lt=seen.finish.number)
        .exclude(gates=None).order_by("-number").first()
    )  # fmt: skip
    made: list[SignOff] = []
    if before is not None:
        old = {gate.slug: gate for gate in before.gates.order_by("pk").prefetch_related("sign_offs__person")}
        crowd = Crowd(seen.finish)
        for gate in gates:
            if gate.slug in old:
                made += _carried(gate, old[gate.slug], seen, crowd)
    return made


def _carried(gate: Gate, old: Gate, seen: Now, crowd: Crowd) -> list[SignOff]:
    after = bound(seen, gate.asks)
    rows = list(old.sign_offs.all())
    whole = old.state in (VOID, SIGNED) and len(rows) >= gate.needed and gate.terms == old.terms
    if not whole or not all(_holds(gate, row, after, crowd) for row in rows):
        return []
    return [_copy(gate, row, after) for row in rows]


def _holds(gate: Gate, row: SignOff, after: Bound, crowd: Crowd) -> bool:
    before = signed(row)
    if not row.bound or differences(before, after) & CONCERNS[gate.kind] or before.files != after.files:
        return False
    return crowd.right(gate, row.person_id) is not None and row.person_id not in crowd.hands


def _copy(gate: Gate, row: SignOff, after: Bound) -> SignOff:
    at = timezone.now()
    what = seal(after, gate=gate, person=row.person_id, for_person=row.for_person_id, policy=row.policy,
                accepted=row.accepted, at=at)  # fmt: skip
    made = SignOff.objects.create(
        gate=gate, person=row.person, for_person_id=row.for_person_id, carried_from=row, at=at, bound=what,
        policy=row.policy, accepted=row.accepted, **columns(after),
    )  # fmt: skip
    events.record("carry", gate, brand=gate.finish.brand, sign_off=row.pk, digest=made.digest, bound=what)
    return made


def columns(what: Bound) -> dict[str, object]:
    """What is bound, as the columns of a signature."""
    lines = list(what.lines)
    return {
        "manifest": lines, "digest": digest(lines), "master": what.master, "checks": what.checks,
        "rules": [list(rule) for rule in what.rules], "rights": what.rights,
    }  # fmt: skip

