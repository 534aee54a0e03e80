"""Brand and legal, side by side. A signature binds these bytes, this person, these verdicts; nothing signed changes."""

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
from review.manifest import checks_digest, manifest
from review.models import Finish, Gate, Selection, SignOff
from review.signals import finish_signed
from review.states import FINISH, GATE, SIGNED, WAITING
from review.waivers import to_accept
from studio.lib import blobs, events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, NotAllowed, NotNow, WrongState
from studio.lib.states import move
from studio.people import notices
from studio.people.models import User
from studio.people.roles import MAY, require
from studio.policy.judging import denials_kept
from studio.policy.weighing import Outcome

VERB = {Gate.Kind.BRAND: "sign for brand", Gate.Kind.LEGAL: "sign for legal"}


@denials_kept
@transaction.atomic
def ask(finish: Finish, *, by: User) -> Finish:
    """Put a ready finish before both gates. Renditions with a failing check are held back from it. Raises Denied."""
    require(by, "ask for sign-off", finish.brand)
    if not manifest(finish):
        raise WrongState("Nothing here can ship yet: every rendition failed or is held back by a failing check.")
    move(finish, "ask", FINISH)
    policy.demand(finish, "sign-off", by=by)
    gates = Gate.objects.bulk_create(Gate(finish=finish, kind=kind) for kind in Gate.Kind)
    events.record("ask", finish, by=by, brand=finish.brand)
    _tell_signers(finish, gates, by)
    return finish


def hands(finish: Finish) -> set[int]:
    """Everyone whose own work this is: who wrote and submitted the brief, made the batch, picked, finished."""
    batch = finish.candidate.batch
    made = {finish.by_id, batch.by_id, finish.revision.by_id, finish.revision.brief.by_id}
    made |= set(Selection.objects.filter(candidate=finish.candidate).values_list("by_id", flat=True))
    return made


@denials_kept
def sign(
    gate: Gate, *, by: User, password: str, seen: str, accepted: Sequence[str] = (), request: HttpRequest | None = None
) -> SignOff:
    """Sign one gate. `seen` is the manifest digest on the page that was read; the password is asked for again.

    Raises NotAllowed (role, own work), BadInput (password, warnings not accepted), Denied (a rule is against it),
    WrongState (changed or decided meanwhile), NotNow (the bytes cannot be read back and so cannot be vouched for).
    """
    finish = gate.finish
    require(by, VERB[Gate.Kind(gate.kind)], finish.brand)
    if by.pk in hands(finish):
        raise NotAllowed("You had a hand in making this, so someone else signs it. Nobody signs off their own work.")
    # Outside the transaction: a refused password must be counted by the lock-out even though nothing else is written.
    if authenticate(request or HttpRequest(), username=by.get_username(), password=password) != by:
        raise BadInput("That is not your password. Nothing was signed.", field="password")
    lines = manifest(finish)
    for line in lines:  # before the transaction: the store may stall, and no row lock should wait for it
        vouch(line["sha256"])
    with transaction.atomic():
        finish = Finish.objects.select_for_update(of=("self",)).get(pk=finish.pk)
        gate = Gate.objects.select_for_update(of=("self",)).select_related("finish__brand").get(pk=gate.pk)
        if digest(manifest(finish)) != seen or digest(lines) != seen:
            raise WrongState("What would ship has changed since this page was opened. Reload and look again.")
        judged = policy.demand(finish, "sign-off", by=by)
        warned(finish, accepted, judged.outcome)
        version = f"{policy.POLICY}+{judged.row.policy[:12]}"
        move(gate, "sign", GATE, decided_at=timezone.now(), decided_by=by)
        notices.over("gate", "gate", [gate.pk])
        signature = SignOff.objects.create(
            gate=gate,
            person=by,
            manifest=lines,
            digest=seen,
            checks=checks_digest(finish),
            policy=version,
            accepted=warnings(finish, judged.outcome),  # each was accepted by name; what else was sent is no part of it
        )
        events.record("sign", gate, by=by, brand=finish.brand, digest=seen, policy=version, judgement=judged.row.pk)
        if not finish.gates.exclude(state=SIGNED).exists():
            move(finish, "sign", FINISH)
            events.record("signed", finish, by=by, brand=finish.brand, digest=seen)
            finish_signed.send(sender=Finish, finish=finish)
    return signature


def vouch(sha256: str) -> None:
    """Read the stored bytes back and hash them: a signature never rests on a row's word alone."""
    seen = hashlib.sha256(blobs.read(sha256)).hexdigest()
    if seen != sha256:
        raise NotNow(f"The stored file {sha256[:12]} reads back as {seen[:12]}. Nothing was signed; tell the operator.")


def warnings(finish: Finish, outcome: Outcome | None = None) -> list[str]:
    """The names of the checks that warn about something that ships, of those asked for and not run, of failures that
    ship because they are waived, and of the rules to be taken on (review/policy)."""
    checks = to_accept(finish, [line["rendition"] for line in manifest(finish)])
    rules = [one.name for one in policy.asked(finish, outcome or policy.look(finish)) if one.must]
    return sorted({*checks, *rules})


def warned(finish: Finish, accepted: Sequence[str], outcome: Outcome) -> None:
    """Every warning on what ships must be accepted by name, so that it cannot be overlooked."""
    missing = sorted(set(warnings(finish, outcome)) - set(accepted))
    if missing:
        raise BadInput(f"Accept these warnings or send it back: {', '.join(missing)}.", field="accepted")


@transaction.atomic
def send_back(gate: Gate, *, by: User, note: str) -> Gate:
    """Refuse, and say why. The other gate's verdict is void: the next finish asks both again."""
    finish = Finish.objects.select_for_update(of=("self",)).get(pk=gate.finish_id)
    require(by, VERB[Gate.Kind(gate.kind)], finish.brand)
    note = tidy(note)
    if not note:
        raise BadInput("Say what has to change, so that it can be mended.", field="note")
    if len(note) > 500:
        raise BadInput(f"Keep the note under 500 characters; this one has {len(note)}.", field="note")
    move(gate, "send back", GATE, note=note, decided_at=timezone.now(), decided_by=by)
    for other in finish.gates.exclude(pk=gate.pk):
        if other.state in (WAITING, SIGNED):
            move(other, "void", GATE)
    move(finish, "send back", FINISH)
    events.record("send-back", gate, by=by, brand=finish.brand, note=note)
    notices.over("gate", "gate", list(finish.gates.values_list("pk", flat=True)))
    sentence = f"{by.name} sent back {finish.revision.brief.title}: {note}"
    path = reverse("review:finish", args=[finish.pk])
    notices.tell(finish.by, "back", sentence, path, brand=finish.brand, noun="gate", subject=gate.pk, by=by)
    return gate


def _tell_signers(finish: Finish, gates: Sequence[Gate], by: User) -> None:
    """Everybody who could sign one of them; who had a hand in the work could not."""
    page, mine = reverse("review:sign_off", args=[finish.pk]), hands(finish)
    for gate in gates:
        kind = Gate.Kind(gate.kind)
        sentence = f"{finish.revision.brief.title} waits for your {kind.label.lower()} signature."
        able = User.objects.filter(memberships__brand=finish.brand, memberships__role__in=MAY[VERB[kind]]).distinct()
        for person in able.exclude(pk__in=mine):
            notices.tell(
                person, "gate", sentence, f"{page}#{kind}", brand=finish.brand, noun="gate", subject=gate.pk, by=by
            )
