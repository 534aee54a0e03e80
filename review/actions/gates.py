"""The gates of a finish, by their template. A signature binds these bytes, this person, these verdicts; nothing signed
changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from briefs.spec import tidy
from review import policy
from review.actions.gate_talk import invite_roles
from review.gates import again, bound, stages
from review.gates.able import Crowd, hands, right_of
from review.gates.templates import for_finish
from review.gates.terms import VERBS
from review.manifest import Line, manifest
from review.models import Finish, Gate, Refusal, SignOff
from review.states import FINISH, GATE, LATER, SIGNED, WAITING
from review.waivers import to_accept
from studio.lib import blobs, events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, NotAllowed, NotNow, WrongState
from studio.lib.states import move
from studio.people import notices
from studio.people.models import User
from studio.people.roles import require
from studio.policy.judging import Judged, denials_kept
from studio.policy.weighing import GATE as ASKED_GATE

__all__ = ["VERBS", "ask", "hands", "send_back", "sign", "vouch", "warnings"]


@denials_kept
@transaction.atomic
def ask(finish: Finish, *, by: User) -> Finish:
    """Put a ready finish before the gates of its template, and those that a rule asks for. Renditions with a failing
    check are held back from it. Signatures on the same bytes, given to the finish before, hold. Raises Denied."""
    require(by, "ask for sign-off", finish.brand)
    if not manifest(finish):
        raise WrongState("Nothing here can ship yet: every rendition failed or is held back by a failing check.")
    move(finish, "ask", FINISH)
    judged = policy.demand(finish, "sign-off", by=by)
    found = for_finish(finish)
    template = found.template.with_kinds(str(one.ruling.asks["gate"]) for one in judged.outcome.of(ASKED_GATE))
    gates = stages.lay(finish, template)
    events.record("ask", finish, by=by, brand=finish.brand, gates=template.digest, template=found.said)
    carried = {row.gate_id for row in again.carry(gates, bound.now(finish))}
    for gate in gates:
        if gate.pk in carried:
            if gate.state == LATER:
                move(gate, "open", GATE, opened_at=timezone.now())
            stages.enough(gate, decided_by=None)
    _onward(finish, by=by)
    for gate in gates:
        if gate.state == WAITING and gate.stage == 1:
            stages.tell(gate, by=by)
    invite_roles(finish, template.reviewers, by=by)
    return finish


def _onward(finish: Finish, *, by: User | None) -> None:
    if stages.onward(finish, by=by):
        stages.done(finish, by=by, seen=digest(manifest(finish)))


@denials_kept
def sign(
    gate: Gate, *, by: User, password: str, seen: str, accepted: Sequence[str] = (), request: HttpRequest | None = None
) -> SignOff:
    """Sign one gate. `seen` is the digest of its files on the page that was read; the password is asked for again.

    Raises NotAllowed (role, name, own work, a second gate), BadInput (password, warnings not accepted), Denied (a rule
    is against it), WrongState (changed or decided meanwhile, or not its turn), NotNow (the bytes cannot be read back
    and so cannot be vouched for).
    """
    finish = gate.finish
    crowd = Crowd(finish)
    giver = right_of(crowd, gate, by).giver
    if against := crowd.against(gate, by.pk, giver):
        raise NotAllowed(against)
    # Outside the transaction: a refused password must be counted by the lock-out even though nothing else is written.
    if authenticate(request or HttpRequest(), username=by.get_username(), password=password) != by:
        raise BadInput("That is not your password. Nothing was signed.", field="password")
    lines = gate.asks.of(manifest(finish))
    for line in lines:  # before the transaction: the store may stall, and no row lock should wait for it
        vouch(line["sha256"])
    with transaction.atomic():
        finish = Finish.objects.select_for_update(of=("self",)).get(pk=finish.pk)
        gate = Gate.objects.select_for_update(of=("self",)).select_related("finish__brand").get(pk=gate.pk)
        stands = bound.now(finish)
        what = bound.bound(stands, gate.asks)
        if digest(list(what.lines)) != seen or digest(lines) != seen:
            raise WrongState("What would ship has changed since this page was opened. Reload and look again.")
        again.look_again(finish, stands)
        gate.refresh_from_db(fields=["state"])
        _in_turn(gate)
        if against := Crowd(finish).against(gate, by.pk, giver):  # two signatures of one person at once
            raise NotAllowed(against)
        judged = policy.demand(finish, "sign-off", by=by)
        warned = warnings(finish, policy.asked(finish, judged.outcome), lines)
        if missing := sorted(set(warned) - set(accepted)):  # each by its name, so that none can be overlooked
            raise BadInput(f"Accept these warnings or send it back: {', '.join(missing)}.", field="accepted")
        signature = _signature(gate, what, by, giver, judged, warned)
        if stages.enough(gate, decided_by=by):
            finish.refresh_from_db()
            _onward(finish, by=by)
    return signature


def _in_turn(gate: Gate) -> None:
    """Raises WrongState: it is decided already, or an earlier stage is not."""
    earlier = Gate.objects.standing().filter(finish=gate.finish_id, stage__lt=gate.stage).exclude(state=SIGNED)
    if (first := earlier.order_by("stage", "pk").first()) is not None:
        raise WrongState(f"{first.name} signs first. You are told when it is {gate.name}'s turn.")
    if gate.state != WAITING:
        raise WrongState(f"This gate is {gate.state}; to sign it, it must be {WAITING}.")


def _signature(
    gate: Gate, what: bound.Bound, by: User, giver: User | None, judged: Judged, accepted: list[str]
) -> SignOff:
    """The row, and the event that binds it into the chain. `accepted`: each was accepted by name; what else was sent is
    no part of it."""
    version = f"{policy.POLICY}+{judged.row.policy[:12]}"
    at, giver_pk = timezone.now(), giver.pk if giver else None
    seal = bound.seal(what, gate=gate, person=by.pk, for_person=giver_pk, policy=version, accepted=accepted, at=at)
    row = SignOff.objects.create(
        gate=gate, person=by, for_person=giver, policy=version, accepted=accepted, at=at, bound=seal,
        **again.columns(what),
    )  # fmt: skip
    said = {"digest": row.digest, "bound": seal, "policy": version, "judgement": judged.row.pk}
    if giver:
        said["for"] = giver.pk
    events.record("sign", gate, by=by, brand=gate.finish.brand, **said)
    return row


def vouch(sha256: str) -> None:
    """Read the stored bytes back and hash them: a signature never rests on a row's word alone."""
    seen = hashlib.sha256(blobs.read(sha256)).hexdigest()
    if seen != sha256:
        raise NotNow(f"The stored file {sha256[:12]} reads back as {seen[:12]}. Nothing was signed; tell the operator.")


def warnings(
    finish: Finish, rules: Sequence[policy.Asked] | None = None, lines: Sequence[Line] | None = None
) -> list[str]:
    """The names of the checks that warn about something that ships, of those asked for and not run, of failures that
    ship because they are waived, and of the rules to be taken on (review/policy). `lines`: of these files alone, where
    a gate answers for some; `rules`: what was asked already."""
    checks = to_accept(finish, [line["rendition"] for line in (manifest(finish) if lines is None else lines)])
    asked = policy.asked(finish, policy.look(finish)) if rules is None else rules
    return sorted({*checks, *(one.name for one in asked if one.must)})


@transaction.atomic
def send_back(gate: Gate, *, by: User, note: str) -> Gate:
    """Refuse, and say why. With a veto, or where too few are left to sign, the finish goes back and its other gates are
    void: the next finish asks again for what it changes. Else the refusal counts, and the others decide."""
    finish = Finish.objects.select_for_update(of=("self",)).get(pk=gate.finish_id)
    crowd = Crowd(finish)
    giver = right_of(crowd, gate, by).giver
    note = tidy(note)
    if not note:
        raise BadInput("Say what has to change, so that it can be mended.", field="note")
    if len(note) > 500:
        raise BadInput(f"Keep the note under 500 characters; this one has {len(note)}.", field="note")
    if not gate.asks.veto and gate.state == WAITING:
        if against := crowd.against(gate, by.pk, giver):
            raise NotAllowed(against)
        Refusal.objects.create(gate=gate, person=by, note=note)
        events.record("refuse", gate, by=by, brand=finish.brand, note=note)
        if gate.sign_offs.count() + len(Crowd(finish).able(gate)) >= gate.needed:
            return gate
    move(gate, "send back", GATE, note=note, decided_at=timezone.now(), decided_by=by)
    for other in finish.gates.exclude(pk=gate.pk):
        if other.state in (LATER, WAITING, SIGNED):
            move(other, "void", GATE, note=f"{gate.name} sent it back.")
    move(finish, "send back", FINISH)
    events.record("send-back", gate, by=by, brand=finish.brand, note=note)
    stages.over(list(finish.gates.values_list("pk", flat=True)))
    sentence = f"{by.name} sent back {finish.revision.brief.title}: {note}"
    path = reverse("review:finish", args=[finish.pk])
    notices.tell(finish.by, "back", sentence, path, brand=finish.brand, noun="gate", subject=gate.pk, by=by)
    return gate
