"""Nothing ships unsigned, nobody signs their own work, and nothing signed can change."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from review.actions.finish import finish
from review.actions.gates import ask, send_back, sign, warnings
from review.models import Check, Finish, Gate, Rendition, SignOff
from review.models.selection import Selection
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Membership, User
from studio.people.roles import Role
from tests.cast import PASSWORD
from tests.stations import Stations, seen


def gate(made: Finish, kind: str) -> Gate:
    return made.gates.get(kind=kind)


def sign_brand(line: Stations, made: Finish, by: User | None = None, **changes: object) -> SignOff:
    asked = {"password": PASSWORD, "seen": seen(made), "accepted": warnings(made)} | changes
    return sign(gate(made, "brand"), by=by or line.cast.bea, **asked)  # type: ignore[arg-type]


def test_both_gates_wait_side_by_side(line: Stations) -> None:
    made = line.asked()
    assert made.state == "in review"
    assert {(g.kind, g.state) for g in made.gates.all()} == {("brand", "waiting"), ("legal", "waiting")}


def test_a_signature_binds_the_bytes_the_person_and_the_verdicts(line: Stations) -> None:
    made = line.asked()
    signature = sign_brand(line, made)
    assert signature.person == line.cast.bea
    assert signature.digest == seen(made)
    assert [entry["sha256"] for entry in signature.manifest] == [row.file_id for row in made.renditions.order_by("pk")]
    assert len(signature.checks) == 64


def test_one_signature_is_not_enough(line: Stations) -> None:
    made = line.asked()
    sign_brand(line, made)
    made.refresh_from_db()
    assert made.state == "in review"


def test_the_second_signature_ends_it_whichever_comes_first(line: Stations) -> None:
    made = line.asked()
    sign(gate(made, "legal"), by=line.cast.leo, password=PASSWORD, seen=seen(made), accepted=warnings(made))
    sign_brand(line, made)
    made.refresh_from_db()
    assert made.state == "signed"


@pytest.mark.parametrize("who", ["ben", "dana", "leo", "ada", "zoe"])
def test_only_a_brand_reviewer_of_this_brand_signs_for_brand(line: Stations, who: str) -> None:
    made = line.asked()
    with pytest.raises(NotAllowed, match="brand reviewer"):
        sign_brand(line, made, by=getattr(line.cast, who))
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("hand", ["picked", "finished", "ordered", "briefed"])
def test_nobody_signs_their_own_work(line: Stations, hand: str) -> None:
    made = line.asked()
    bea = line.cast.bea
    if hand == "picked":
        Selection.objects.filter(candidate=made.candidate).update(by=bea)
    elif hand == "finished":
        Finish.objects.filter(pk=made.pk).update(by=bea)
    elif hand == "ordered":
        type(made.candidate.batch).objects.filter(pk=made.candidate.batch_id).update(by=bea)
    else:
        type(made.revision.brief).objects.filter(pk=made.revision.brief_id).update(by=bea)
    with pytest.raises(NotAllowed, match="their own work"):
        sign_brand(line, Finish.objects.get(pk=made.pk))
    assert not SignOff.objects.exists()


def test_a_wrong_password_signs_nothing(line: Stations) -> None:
    made = line.asked()
    with pytest.raises(BadInput, match="not your password"):
        sign_brand(line, made, password="guess")
    assert gate(made, "brand").state == "waiting"


def test_another_persons_password_is_not_theirs(line: Stations) -> None:
    made = line.asked()
    line.cast.leo.set_password("only-leo-knows-this")
    line.cast.leo.save()
    with pytest.raises(BadInput, match="not your password"):
        sign_brand(line, made, password="only-leo-knows-this")


def test_bytes_that_changed_since_the_page_was_opened_are_not_signed(line: Stations) -> None:
    made = line.asked()
    before = seen(made)
    Rendition.objects.filter(finish=made).update(file=made.master)
    with pytest.raises(WrongState, match="has changed"):
        sign_brand(line, made, seen=before)
    assert not SignOff.objects.exists()


def test_a_stored_file_that_reads_back_differently_is_not_signed(
    line: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = line.asked()
    monkeypatch.setattr("review.actions.gates.blobs.read", lambda digest: b"somebody swapped the disk")
    with pytest.raises(Exception, match="reads back as"):
        sign_brand(line, made)
    assert not SignOff.objects.exists()


def test_a_second_signature_at_the_same_gate_is_refused(line: Stations) -> None:
    made = line.asked()
    sign_brand(line, made)
    with pytest.raises(NotAllowed, match="signed this gate already"):
        sign_brand(line, made)
    Membership.objects.create(user=line.cast.ada, brand=line.cast.northlight, role=Role.BRAND)
    with pytest.raises(WrongState, match="waiting"):
        sign_brand(line, made, by=User.objects.get(pk=line.cast.ada.pk))
    assert SignOff.objects.count() == 1


def test_a_warning_that_ships_must_be_accepted_by_name(line: Stations) -> None:
    made = line.asked()
    row = made.renditions.first()
    Check.objects.create(finish=made, rendition=row, name="upscale", verdict="warn", sentence="2.4 times.")
    with pytest.raises(BadInput, match="upscale"):
        sign_brand(line, made, accepted=[name for name in warnings(made) if name != "upscale"])
    assert sign_brand(line, made).accepted == warnings(made)


def test_a_file_with_a_failing_check_is_held_back(line: Stations) -> None:
    made = line.finished()
    row = made.renditions.order_by("pk")[0]
    Check.objects.create(finish=made, rendition=row, name="contrast", verdict="fail", sentence="2.1 to 1, needs 4.5.")
    ask(made, by=line.cast.dana)
    signature = sign_brand(line, made)
    assert row.pk not in [entry["rendition"] for entry in signature.manifest]
    assert len(signature.manifest) == made.renditions.count() - 1


def test_nothing_to_ship_is_nothing_to_sign(line: Stations) -> None:
    made = line.finished()
    for row in made.renditions.all():
        Check.objects.create(finish=made, rendition=row, name="spec", verdict="fail", sentence="Wrong size.")
    with pytest.raises(WrongState, match="Nothing here can ship"):
        ask(made, by=line.cast.dana)
    assert not Gate.objects.exists()


def test_sending_back_needs_a_reason_and_voids_the_other_gate(line: Stations) -> None:
    made = line.asked()
    sign_brand(line, made)
    with pytest.raises(BadInput, match="what has to change"):
        send_back(gate(made, "legal"), by=line.cast.leo, note="  ")
    send_back(gate(made, "legal"), by=line.cast.leo, note="The claim needs a footnote.")
    made.refresh_from_db()
    assert made.state == "sent back"
    assert {g.kind: g.state for g in made.gates.all()} == {"brand": "void", "legal": "sent back"}


def test_after_sending_back_a_new_finish_asks_both_again(line: Stations) -> None:
    made = line.asked()
    send_back(gate(made, "brand"), by=line.cast.bea, note="Too dark.")
    again = line.finished(made.candidate)
    ask(again, by=line.cast.dana)
    assert {g.state for g in again.gates.all()} == {"waiting"}


def test_the_database_itself_refuses_to_change_a_signature_or_an_event(line: Stations) -> None:
    made = line.asked()
    signature = sign_brand(line, made)
    for change in (
        lambda: SignOff.objects.filter(pk=signature.pk).update(person=line.cast.leo),
        lambda: SignOff.objects.filter(pk=signature.pk).delete(),
        lambda: Event.objects.update(kind="nothing happened"),
        lambda: Event.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert SignOff.objects.get(pk=signature.pk).person == line.cast.bea


def test_a_done_rendition_without_a_file_cannot_exist(line: Stations) -> None:
    made = line.finished()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendition.objects.filter(finish=made).update(file=None)


def test_someone_with_both_reviewer_roles_still_may_not_sign_what_they_made(line: Stations) -> None:
    made = line.asked()
    Membership.objects.create(user=line.cast.dana, brand=line.cast.northlight, role=Role.BRAND)
    dana = User.objects.get(pk=line.cast.dana.pk)
    with pytest.raises(NotAllowed, match="their own work"):
        sign_brand(line, made, by=dana)


def test_finishing_is_refused_to_a_reviewer_so_that_gates_stay_independent(line: Stations) -> None:
    candidate = line.picked()
    with pytest.raises(NotAllowed):
        finish(candidate, by=line.cast.bea)
