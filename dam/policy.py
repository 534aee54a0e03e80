"""The rules, asked of what is in the library: whenever a file leaves it, and every night of all that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dam.models import Asset
from review.gates import again
from review.gates import bound as signatures
from review.models import Gate
from review.policy import facts, known
from studio.lib import events
from studio.lib.problems import Problem
from studio.people import notices
from studio.people.models import User
from studio.people.roles import MAY
from studio.policy import judging
from studio.policy.weighing import DENY, Outcome

AT_ONCE: Final = 500  # assets of one nightly pass; the sweep comes again in a minute
FROM: Final = 2  # o'clock UTC


class MayNotLeave(Problem):
    """A rule stands against the export of a signed file: a right has ended, a law has come."""

    status = 403
    title = "It may not leave the library"


def leave(asset: Asset, digests: Iterable[str], *, by: User | None) -> None:
    """Before files are handed out or delivered: every gate's signature binds each of these bytes and holds, and no rule
    stands against it; today's rules, and the rights as they are recorded now, so that a right that ends stops the next
    export.

    Raises MayNotLeave.
    """
    seen = known(asset.finish)
    outcome = judging.look("export", seen.facts, brand=asset.brand)
    if outcome.denied or by is None:  # who reads writes nothing, but where it is refused
        judging.follow("export", asset, seen.facts, brand=asset.brand, by=by)
    if outcome.denied:
        raise MayNotLeave(sentence(outcome))
    gates = again.gates_of(asset.finish)
    if why := again.standing(gates, signatures.now(asset.finish, seen)):
        raise MayNotLeave(why)
    if loose := sorted(set(digests) - bound(gates)):
        raise MayNotLeave(f"Its gates' signatures do not bind {loose[0][:12]}: these are other bytes than were signed.")


def bound(gates: Sequence[Gate]) -> set[str]:
    """Digests of the files that each gate which answers for them has signed, and of the master they are cut from."""
    bind = [(gate.asks, one) for gate in gates for one in gate.sign_offs.all()]
    # One from before the master was bound stands for the master of its finish.
    masters = {one.master or gate.finish.master_id or "" for gate in gates for one in gate.sign_offs.all()}
    lines = {line["sha256"]: line for _, one in bind for line in one.manifest}
    held = [(terms, {line["sha256"] for line in one.manifest}) for terms, one in bind]
    found = {sha for sha, line in lines.items() if all(sha in files for terms, files in held if terms.covers(line))}
    return found | masters if len(masters) == 1 else found


def sentence(outcome: Outcome) -> str:
    said = [" ".join(filter(None, (one.sentence, one.ruling.remedy))) for one in outcome.of(DENY)]
    return " ".join(said)


def nightly(today: dt.date, most: int = AT_ONCE) -> int:
    """Ask the rules of assets that they were not asked of today, the longest waiting first. Returns how many."""
    rows = Asset.objects.exclude(judged_on__gte=today).order_by("judged_on", "pk").select_related("brand")[:most]
    for asset in rows:
        ask(asset, today)
    return len(rows)


@transaction.atomic
def ask(asset: Asset, today: dt.date) -> None:
    """One asset's night. What was signed and has changed is asked again; who keeps the brand's policies is told once
    when a rule begins to stand against it."""
    again.look_again(asset.finish)
    outcome, new = judging.follow("nightly", asset, facts(asset.finish), brand=asset.brand, day=today)
    barred = sentence(outcome)[:500]
    before = asset.barred
    Asset.objects.filter(pk=asset.pk).update(judged_on=today, barred=barred)
    if bool(barred) != bool(before):
        events.record("bar" if barred else "unbar", asset, brand=asset.brand, why=barred)
    if barred and not before and new:
        tell(asset, barred)


def tell(asset: Asset, why: str) -> None:
    keepers = User.objects.filter(memberships__brand=asset.brand, memberships__role__in=MAY["keep policies"])
    for person in keepers.filter(is_active=True).distinct():
        notices.tell(
            person, "barred", f"{asset.title} may no longer leave the library: {why}"[:300],
            reverse("dam:asset", args=[asset.pk]), brand=asset.brand, noun="asset", subject=asset.pk,
        )  # fmt: skip


def sweep(**_: object) -> None:
    """The nightly pass, in parts. Nothing before two in the morning, so that the day is over everywhere in Europe."""
    now = timezone.now()
    if now.hour >= FROM:
        nightly(now.date())
