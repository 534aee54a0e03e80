"""Gates side by side and one after the other: k of n, with veto or without, late and escalated."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from dam.actions import admit
from review.actions.gates import send_back
from review.gates import stages
from review.models import Gate
from studio.lib.problems import NotAllowed, WrongState
from studio.people.models import Notice, User
from tests.gates.signing import BRAND, LEGAL, gate, put, state, states, template
from tests.stations import Stations

pytestmark = pytest.mark.django_db


def test_one_stage_opens_when_the_one_before_is_signed(line: Stations) -> None:
    template(line, BRAND, LEGAL | {"stage": 2})
    made = line.asked()
    assert states(made) == {"brand": "waiting", "legal": "later"}
    with pytest.raises(WrongState, match="Brand signs first"):
        put(made, "legal", line.cast.leo)
    assert not Notice.objects.filter(person=line.cast.leo, kind="gate").exists()
    put(made, "brand", line.cast.bea)
    assert states(made) == {"brand": "signed", "legal": "waiting"}
    assert Notice.objects.filter(person=line.cast.leo, kind="gate").count() == 1
    opened = gate(made, "legal")
    assert opened.due_at is not None and opened.opened_at is not None
    assert (opened.due_at - opened.opened_at) == dt.timedelta(hours=72)
    put(made, "legal", line.cast.leo)
    assert state(made) == "signed" and admit(made).signatures[0].person == line.cast.bea


def test_k_of_n_takes_as_many_people_as_it_says(line: Stations, more: dict[str, User]) -> None:
    template(line, BRAND | {"needed": 2}, LEGAL)
    made = line.asked()
    put(made, "brand", line.cast.bea)
    assert states(made)["brand"] == "waiting"
    with pytest.raises(NotAllowed, match="signed this gate already"):
        put(made, "brand", line.cast.bea)
    put(made, "legal", line.cast.leo)
    assert state(made) == "in review"
    put(made, "brand", more["bob"])
    assert state(made) == "signed" and len(admit(made).signatures) == 3


def test_without_a_veto_one_refusal_does_not_end_it_and_too_few_left_do(line: Stations, more: dict[str, User]) -> None:
    template(line, BRAND | {"needed": 2, "veto": False}, LEGAL)
    made = line.asked()
    send_back(gate(made, "brand"), by=more["bob"], note="Too cold.")
    assert states(made)["brand"] == "waiting" and state(made) == "in review"
    with pytest.raises(NotAllowed, match="You refused this already"):
        put(made, "brand", more["bob"])
    put(made, "brand", line.cast.bea)
    send_back(gate(made, "brand"), by=more["both"], note="Too warm.")
    assert state(made) == "sent back"
    assert Gate.objects.get(finish=made, slug="brand").note == "Too warm."


def test_a_gate_names_its_people_and_no_others_sign(line: Stations, more: dict[str, User]) -> None:
    template(line, BRAND | {"people": [more["bob"].pk]}, LEGAL)
    made = line.asked()
    with pytest.raises(NotAllowed, match="The Brand gate is signed by Bob Orr"):
        put(made, "brand", line.cast.bea)
    put(made, "brand", more["bob"])
    assert states(made)["brand"] == "signed"


def test_who_signs_one_gate_signs_no_other_unless_the_template_lets_them(line: Stations, more: dict[str, User]) -> None:
    made = line.asked()
    put(made, "brand", more["both"])
    with pytest.raises(NotAllowed, match="Brand is signed by the same person already"):
        put(made, "legal", more["both"])
    template(line, BRAND, LEGAL, apart=False)
    other = line.asked()
    put(other, "brand", more["both"])
    put(other, "legal", more["both"])
    assert state(other) == "signed"


def test_a_late_gate_is_told_once_and_then_escalated_once(line: Stations) -> None:
    template(line, BRAND | {"due": 10, "escalate": 5, "escalate_to": "admin"}, LEGAL | {"due": 0})
    made = line.asked()
    told = Notice.objects.filter(kind="overdue")
    stages.sweep()
    assert not told.exists()
    for hours, people in ((11, [line.cast.bea]), (12, [line.cast.bea]), (16, [line.cast.ada, line.cast.bea])):
        with time_machine.travel(timezone.now() + dt.timedelta(hours=hours), tick=True):
            stages.sweep()
            stages.sweep()
        assert [row.person for row in told.order_by("person")] == sorted(people, key=lambda one: one.pk)
    assert "held up at the Brand gate. It waits for Bea Lind" in told.get(person=line.cast.ada).sentence
    put(made, "brand", line.cast.bea)
    assert not told.filter(read_at=None).exists(), "what is signed is late no more"
