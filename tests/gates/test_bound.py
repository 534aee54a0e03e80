"""What a signature binds, what voids it, and what is carried to the next finish."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dam.actions import admit, deliver
from dam.models import Asset
from dam.policy import MayNotLeave, leave
from generation.models import ModelEntry
from review.actions.finish import finish as order_finish
from review.actions.gates import ask, send_back
from review.gates import bound
from review.gates.again import look_again
from review.models import Check, Finish, Gate
from studio.lib.models import Event
from studio.people.models import Notice
from tests.gates.signing import BRAND, LEGAL, gate, put, state, states, template
from tests.policy.test_stations import rule
from tests.stations import Stations, carry

pytestmark = pytest.mark.django_db


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
    with pytest.raises(MayNotLeave, match="says something else than was signed"):
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


def test_another_master_than_was_signed_is_not_given_out(line: Stations, client: Client) -> None:
    asset = admit(line.signed())
    client.force_login(line.cast.ben)
    here = f"/library/{asset.pk}/master.png"
    assert client.get(here).status_code == 200
    Asset.objects.filter(pk=asset.pk).update(master=asset.preview)
    answer = client.get(here)
    assert answer.status_code == 403 and "other bytes than were signed" in answer.content.decode()
