"""Who may sign: by role, by name, in another's place; and never their own work."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from dam.actions import admit
from review.actions.delegations import delegate, withdraw
from review.actions.gate_templates import publish
from review.gates.able import Crowd
from review.models import Finish, Gate, SignOff
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Membership, User
from studio.people.roles import Role
from tests.cast import person
from tests.gates.signing import BRAND, gate, put, state, states, template
from tests.policy.test_stations import rule
from tests.stations import Stations

pytestmark = pytest.mark.django_db


def test_each_role_signs_its_own_discipline_and_nothing_else(line: Stations) -> None:
    at, cast = line.cast.northlight, line.cast
    signers = {
        "brand": cast.bea, "legal": cast.leo,
        "marketing": person("Mia Lee", (at, Role.MARKETER)), "design": person("Dot Ray", (at, Role.DESIGNER)),
    }  # fmt: skip
    others = [cast.ada, cast.ben, cast.dana, cast.zoe]
    template(line, *({"name": kind.capitalize(), "kind": kind} for kind in signers))
    made = line.asked()
    for kind in signers:
        for who in [*others, *(signers[other] for other in signers if other != kind)]:
            with pytest.raises(NotAllowed):
                put(made, kind, who)
    assert not SignOff.objects.exists()
    for kind, who in signers.items():
        assert Crowd(made).able(gate(made, kind)) == [who], "who made it, or lacks the role, cannot"
        put(made, kind, who)
    assert state(made) == "signed"


def test_a_gate_that_a_rule_asks_for_stands_though_the_template_has_none(line: Stations) -> None:
    publish(line.cast.northlight, "internal", {"gates": [BRAND]}, by=line.cast.ada)
    first = line.asked(use_class="internal")
    assert set(states(first)) == {"brand"}
    put(first, "brand", line.cast.bea)
    assert admit(Finish.objects.get(pk=first.pk)).signatures[0].gate.kind == "brand"
    rule(line.cast, "use is internal", "gate", "Legal looks at it", moments=["sign-off"], asks={"gate": "legal"})
    assert set(states(line.asked(use_class="internal"))) == {"brand", "legal"}


def test_somebody_signs_in_anothers_place_and_the_signature_says_so(line: Stations) -> None:
    cast, today = line.cast, timezone.localdate()
    mia = person("Mia Lee", (cast.northlight, Role.MARKETER))
    days = {"first_day": today, "last_day": today + dt.timedelta(days=3), "why": "On leave."}
    with pytest.raises(NotAllowed, match="has nothing to delegate"):
        delegate(cast.northlight, "legal", giver=cast.bea, taker=mia, by=cast.bea, **days)
    with pytest.raises(NotAllowed):
        delegate(cast.northlight, "legal", giver=cast.leo, taker=mia, by=cast.bea, **days)
    with pytest.raises(BadInput, match="is not of Northlight"):
        delegate(cast.northlight, "legal", giver=cast.leo, taker=cast.zoe, by=cast.leo, **days)
    with pytest.raises(BadInput, match="nobody gives a signature to themselves"):
        delegate(cast.northlight, "legal", giver=cast.leo, taker=cast.ada, by=cast.ada, **days)
    row = delegate(cast.northlight, "legal", giver=cast.leo, taker=mia, by=cast.leo, **days)
    made = line.asked()
    with pytest.raises(NotAllowed):
        put(made, "brand", mia)
    assert Gate.objects.open_to(mia).filter(finish=made).get().kind == "legal"
    given = put(made, "legal", mia)
    assert (given.person, given.for_person) == (mia, cast.leo)
    assert Event.objects.get(kind="gate.sign", by=mia).data["for"] == cast.leo.pk
    withdraw(row, by=mia)
    with pytest.raises(NotAllowed):
        put(line.asked(), "legal", mia)


def test_a_delegation_ends_with_its_last_day_and_with_the_right_of_its_giver(line: Stations) -> None:
    cast, today = line.cast, timezone.localdate()
    mia = person("Mia Lee", (cast.northlight, Role.MARKETER))
    delegate(cast.northlight, "legal", giver=cast.leo, taker=mia, first_day=today,
             last_day=today + dt.timedelta(days=2), why="On leave.", by=cast.leo)  # fmt: skip
    made = line.asked()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=True), pytest.raises(NotAllowed):
        put(made, "legal", mia)
    Membership.objects.filter(user=cast.leo).delete()
    with pytest.raises(NotAllowed):
        put(made, "legal", mia)


def test_nobody_lends_their_signature_to_get_round_their_own_hands(line: Stations) -> None:
    """Dana finished it; that she is given Bea's signature, or gives hers, makes no difference."""
    cast, today = line.cast, timezone.localdate()
    days = {"first_day": today, "last_day": today, "why": "Ill."}
    delegate(cast.northlight, "brand", giver=cast.bea, taker=cast.dana, by=cast.bea, **days)
    with pytest.raises(NotAllowed, match="had a hand in making this"):
        put(line.asked(), "brand", cast.dana)
    Membership.objects.create(user=cast.dana, brand=cast.northlight, role=Role.BRAND)
    mia = person("Mia Lee", (cast.northlight, Role.MARKETER))
    delegate(cast.northlight, "brand", giver=User.objects.get(pk=cast.dana.pk), taker=mia, by=cast.dana, **days)
    with pytest.raises(NotAllowed, match=r"Dana .* had a hand in making this, so nobody signs it in their place"):
        put(line.asked(), "brand", mia)
