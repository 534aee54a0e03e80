"""Gates by their template: one after the other, k of n, no veto, in another's place, late; and what voids what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dam.actions import admit, deliver
from dam.models import Asset
from dam.policy import MayNotLeave, leave
from generation.models import ModelEntry
from review.actions.delegations import delegate, withdraw
from review.actions.finish import finish as order_finish
from review.actions.gate_talk import comment, invite
from review.actions.gate_templates import publish
from review.actions.gate_templates import withdraw as withdraw_template
from review.actions.gates import ask, send_back, sign, warnings
from review.gates import bound, stages
from review.gates.able import Crowd
from review.gates.again import look_again
from review.gates.templates import in_force
from review.manifest import manifest
from review.models import Check, Finish, Gate, GateTemplate, SignOff
from studio.lib.canonical import digest
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Membership, Notice, User
from studio.people.roles import Role
from tests.cast import PASSWORD, person
from tests.policy.test_stations import rule
from tests.stations import Stations, carry, seen

pytestmark = pytest.mark.django_db
BRAND, LEGAL = {"name": "Brand", "kind": "brand"}, {"name": "Legal", "kind": "legal"}


@pytest.fixture
def more(line: Stations) -> dict[str, User]:
    """Three more who may sign at Northlight."""
    at = line.cast.northlight
    return {
        "bob": person("Bob Orr", (at, Role.BRAND)),
        "liv": person("Liv Ash", (at, Role.LEGAL)),
        "both": person("Uma Two", (at, Role.BRAND), (at, Role.LEGAL)),
    }


def template(line: Stations, *gates: Any, **more: Any) -> GateTemplate:
    return publish(line.cast.northlight, "", {"gates": list(gates), **more}, by=line.cast.ada)


def gate(made: Finish, slug: str) -> Gate:
    return Gate.objects.standing().get(finish=made, slug=slug)


def put(made: Finish, slug: str, by: User, **changes: Any) -> SignOff:
    one = gate(made, slug)
    said = {"password": PASSWORD, "seen": digest(one.asks.of(manifest(made))), "accepted": warnings(made)} | changes
    return sign(one, by=by, **said)


def states(made: Finish) -> dict[str, str]:
    return {one.slug: one.state for one in Gate.objects.standing().filter(finish=made)}


def state(made: Finish) -> str:
    return Finish.objects.get(pk=made.pk).state


# --- order ----------------------------------------------------------------------------------------------------------
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


# --- who ------------------------------------------------------------------------------------------------------------


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


# --- time -----------------------------------------------------------------------------------------------------------
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


# --- what a signature binds -----------------------------------------------------------------------------------------
def licence_changes(line: Stations, made: Finish) -> None:
    entry = ModelEntry.objects.get(pk=line.model.pk)
    ModelEntry.objects.filter(pk=entry.pk).update(licence=entry.licence | {"territories": ["DE", "FR"]})


def check_changes(line: Stations, made: Finish) -> None:
    Check.objects.filter(pk=made.checks.filter(verdict="pass")[0].pk).update(measured="otherwise")


def rule_comes(line: Stations, made: Finish) -> None:
    rule(line.cast, "always", "warn", "A new warning", moments=["sign-off"])


def file_changes(line: Stations, made: Finish) -> None:
    row = made.renditions.order_by("pk")[0]
    made.renditions.filter(pk=row.pk).update(file=row.preview_id)


def file_fails(line: Stations, made: Finish) -> None:
    row = made.renditions.order_by("pk")[0]
    Check.objects.create(finish=made, rendition=row, name="spec", verdict="fail", sentence="Wrong size.")


def master_changes(line: Stations, made: Finish) -> None:
    Finish.objects.filter(pk=made.pk).update(master=made.renditions.order_by("pk")[0].preview_id)


@pytest.mark.parametrize(
    ("change", "concerned", "why"),
    [
        (licence_changes, {"legal"}, "A right or a licence"),
        (rule_comes, {"legal"}, "What the rules ask"),
        (check_changes, {"brand", "legal"}, "What the checks found"),
        (file_changes, {"brand", "legal"}, "The files that ship"),
        (file_fails, {"brand", "legal"}, "The files that ship"),
        (master_changes, {"brand", "legal"}, "The master they are cut from"),
    ],
)
def test_what_changes_voids_the_signatures_concerned_and_asks_those_gates_alone(
    line: Stations, change: Callable[[Stations, Finish], None], concerned: set[str], why: str
) -> None:
    made = line.signed()
    asset = admit(made)
    change(line, made)
    made = Finish.objects.get(pk=made.pk)
    with pytest.raises(MayNotLeave):
        leave(Asset.objects.get(pk=asset.pk), [row.file.digest for row in asset.renditions.all()], by=line.cast.ben)
    assert state(made) == "signed", "who reads writes nothing"
    fresh = look_again(made)
    assert {one.slug for one in fresh} == concerned and state(made) == "in review"
    void = Gate.objects.filter(finish=made, state="void")
    assert {one.slug for one in void} == concerned and all(one.note.startswith(why) for one in void)
    assert {one.state for one in Gate.objects.standing().filter(finish=made).exclude(slug__in=concerned)} <= {"signed"}
    assert look_again(made) == [], "once"
    with pytest.raises(MayNotLeave):
        deliver(Asset.objects.get(pk=asset.pk))
    signers = {"brand": line.cast.bea, "legal": line.cast.leo}
    for slug in sorted(concerned):
        assert Notice.objects.filter(person=signers[slug], sentence__contains="waits again").exists()
        put(made, slug, signers[slug])
    assert state(made) == "signed"
    if change not in (file_changes, file_fails):  # those bytes are in the library no more
        assert len(deliver(Asset.objects.get(pk=asset.pk))) == 2


def test_a_signature_row_that_was_changed_lets_nothing_out(line: Stations) -> None:
    from django.db import connection

    asset = admit(line.signed())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # past the trigger, as who owns the database can
        cursor.execute("UPDATE review_signoff SET accepted = '[\"something\"]'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert not any(bound.sealed(one) for one in asset.signatures)
    with pytest.raises(MayNotLeave, match="do not bind"):
        deliver(asset)


def test_the_event_of_a_signature_names_all_that_it_binds(line: Stations) -> None:
    row = put(line.asked(), "legal", line.cast.leo)
    assert row.master and row.rights["licences"] and row.bound
    event = Event.objects.get(kind="gate.sign")
    assert event.data["bound"] == row.bound and bound.sealed(row)


def test_the_same_bytes_on_the_next_finish_are_not_signed_again(line: Stations) -> None:
    """Legal sends it back for its note alone: what brand signed is the same, so brand is not asked again."""
    made = line.asked()
    brand = put(made, "brand", line.cast.bea)
    send_back(gate(made, "legal"), by=line.cast.leo, note="Say who is in it.")
    again = order_finish(made.candidate, by=line.cast.dana)
    carry(again)
    ask(Finish.objects.get(pk=again.pk), by=line.cast.dana)
    assert states(again) == {"brand": "signed", "legal": "waiting"}
    (carried,) = gate(again, "brand").sign_offs.all()
    assert (carried.carried_from, carried.person, bound.sealed(carried)) == (brand, line.cast.bea, True)
    put(again, "legal", line.cast.leo)
    assert len(deliver(admit(Finish.objects.get(pk=again.pk)))) == 2


def test_other_bytes_on_the_next_finish_are_signed_by_everybody(line: Stations) -> None:
    made = line.asked()
    put(made, "brand", line.cast.bea)
    again = order_finish(made.candidate, by=line.cast.dana, focal={"x": 0.1, "y": 0.1, "w": 0.4, "h": 0.3})
    carry(again)
    ask(Finish.objects.get(pk=again.pk), by=line.cast.dana)
    assert states(again) == {"brand": "waiting", "legal": "waiting"}


def test_a_gate_for_some_files_binds_those(line: Stations) -> None:
    template(line, BRAND, LEGAL, {"name": "Stamps", "kind": "legal", "placements": ["stamp"]}, apart=False)
    made = line.asked()
    assert [one["placement"] for one in put(made, "stamps", line.cast.leo).manifest] == ["stamp"]
    put(made, "brand", line.cast.bea)
    put(made, "legal", line.cast.leo)
    asset = admit(Finish.objects.get(pk=made.pk))
    strip = made.renditions.get(placement__placement__slug="strip")
    made.renditions.filter(pk=strip.pk).update(file=strip.preview_id)
    assert {one.slug for one in look_again(made)} == {"brand", "legal"}, "the stamps are what they were"
    assert asset.renditions.count() == 2


# --- templates ------------------------------------------------------------------------------------------------------
def test_the_narrowest_template_is_in_force_and_what_was_asked_keeps_its_own(line: Stations) -> None:
    at = line.cast.northlight
    assert in_force(at, "public").row is None
    wide = template(line, BRAND, LEGAL | {"stage": 2})
    made = line.asked()
    narrow = publish(at, "public", {"gates": [BRAND | {"stage": 2}, LEGAL]}, by=line.cast.ada, note="Legal first.")
    assert in_force(at, "public").row == narrow and in_force(at, "internal").row == wide
    assert states(made) == {"brand": "waiting", "legal": "later"}
    with pytest.raises(WrongState, match="in force already"):
        publish(at, "public", {"gates": [BRAND | {"stage": 2}, LEGAL]}, by=line.cast.ada)
    gone = withdraw_template(at, "public", by=line.cast.ada)
    assert gone.number == 2 and in_force(at, "public").row == wide
    with pytest.raises(NotAllowed):
        publish(at, "", {"gates": [BRAND, LEGAL]}, by=line.cast.bea)
    with pytest.raises(BadInput, match="needs 3 signatures, and 1 at Northlight may give one"):
        template(line, BRAND | {"needed": 3}, LEGAL)
    with pytest.raises(BadInput, match=r"Dana .* may not sign for brand"):
        template(line, BRAND | {"people": [line.cast.dana.pk]}, LEGAL)


# --- comments -------------------------------------------------------------------------------------------------------
def test_reviewers_are_asked_may_comment_and_sign_nothing(line: Stations, client: Client) -> None:
    cast = line.cast
    template(line, BRAND, LEGAL, reviewers=["marketer"])
    made = line.asked()
    assert [row.person for row in made.reviewers.all()] == [cast.ben]
    assert Notice.objects.filter(person=cast.ben, kind="review").exists()
    client.force_login(cast.ben)
    here = f"/finishes/{made.pk}"
    page = client.get(f"{here}/sign-off/").content.decode()
    assert "Your password, again" not in page and "Ask somebody to look" in page
    assert client.post(f"{here}/gate-comments/", {"text": "<b>Warmer?</b>"}).status_code == 302
    assert "&lt;b&gt;Warmer?&lt;/b&gt;" in client.get(f"{here}/sign-off/").content.decode()
    assert "Write something first" in client.post(f"{here}/gate-comments/", {"text": " \0"}).content.decode()
    with pytest.raises(NotAllowed):
        comment(made, by=cast.zoe, text="Let me in.")
    with pytest.raises(BadInput, match="is not of Northlight"):
        invite(made, cast.zoe, by=cast.dana)
    assert not SignOff.objects.exists()


def test_the_page_of_a_gate_asks_as_often_for_many_people_as_for_few(
    line: Stations,
    client: Client,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made = line.asked()
    client.force_login(line.cast.bea)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/finishes/{made.pk}/sign-off/").status_code == 200
        counts.append(len(asked))
        for each in range(5):
            person(f"Sig{number}{each} Ner", (line.cast.northlight, Role.BRAND))
    assert counts[0] == counts[1]


def test_seen_is_of_the_files_a_gate_answers_for(line: Stations) -> None:
    template(line, BRAND, LEGAL, {"name": "Stamps", "kind": "legal", "placements": ["stamp"]})
    made = line.asked()
    with pytest.raises(WrongState, match="changed since this page was opened"):
        put(made, "stamps", line.cast.leo, seen=seen(made))
