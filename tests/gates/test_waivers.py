"""A check waived: who may, what ships in spite of it, how it is told, and how it ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from review.actions.gates import sign, warnings
from review.actions.waivers import waive, withdraw
from review.finishing import findings, passed, tally, worst
from review.manifest import manifest, shipping
from review.models import Check, Finish, Gate, SignOff, Waiver
from review.views.finishing import renditions
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Membership
from studio.people.roles import Role
from tests.cast import PASSWORD
from tests.stations import Stations, seen

pytestmark = pytest.mark.django_db

TOMORROW = {"until": (timezone.localdate() + dt.timedelta(days=1)).isoformat()}
THIS = {"scope": "file", "why": "The client asked for it.", **TOMORROW}


def failing(made: Finish, name: str = "copy_space", slug: str = "stamp", verdict: str = "fail") -> Check:
    """A verdict of one file, as the workers write it."""
    row = made.renditions.get(placement__placement__slug=slug)
    Check.objects.filter(rendition=row, name=name).delete()
    return Check.objects.create(
        finish=made, rendition=row, name=name, verdict=verdict, version="1", sentence="Too busy. Calm it.",
        remedy="Calm it.", measured="2.4", limit="1.0",
    )  # fmt: skip


def ships(made: Finish) -> set[str]:
    return {row.placement.placement.slug for row in shipping(made)}


def test_a_waived_failure_ships_and_is_told_and_never_counts_as_passed(line: Stations) -> None:
    made = line.finished()
    check = failing(made)
    assert ships(made) == {"strip"}
    (waiver,) = waive([check], by=line.cast.bea, **THIS)
    assert ships(made) == {"stamp", "strip"} and len(manifest(made)) == 2
    rows = renditions(made)
    (found,) = [one for one in findings(rows) if one.name == "copy_space" and one.verdict == "fail"]
    assert found.waiver == waiver and found.accepted, "each signer has to see that it ships all the same"
    of_the_file = [row for row in rows if row.pk == check.rendition_id]
    assert "Calm under the copy" not in {one.name for one in passed(of_the_file)}
    counts = tally(rows)
    assert (counts["waived"], counts["fail"], counts["ships"], counts["held"]) == (1, 0, 2, 0)
    assert worst(c for c in rows[0].checks.all() if c.waiver) == "warn"
    assert "copy_space" in warnings(made)
    event = Event.objects.get(kind="waiver.waive")
    assert event.by == line.cast.bea and event.data["why"] == THIS["why"] and event.data["until"] == TOMORROW["until"]


def test_a_waiver_ends_with_its_last_day_and_the_file_is_held_back_at_once(line: Stations) -> None:
    made = line.finished()
    waive([failing(made)], by=line.cast.bea, **THIS)
    before = seen(made)
    later = timezone.now() + dt.timedelta(days=2)
    with pytest.MonkeyPatch.context() as day:
        day.setattr("review.waivers.timezone.localdate", lambda: later.date())
        assert ships(made) == {"strip"} and seen(made) != before
    assert ships(made) == {"stamp", "strip"}, "on its last day it holds"


def test_withdrawn_it_counts_again_and_says_who_withdrew_it(line: Stations) -> None:
    made = line.finished()
    (waiver,) = waive([failing(made)], by=line.cast.bea, **THIS)
    with pytest.raises(NotAllowed):
        withdraw(waiver, by=line.cast.dana)
    row = withdraw(waiver, by=line.cast.ada)
    assert ships(made) == {"strip"} and row.withdrawn_by == line.cast.ada
    with pytest.raises(WrongState):
        withdraw(waiver, by=line.cast.bea)
    assert Event.objects.filter(kind="waiver.withdraw").count() == 1


@pytest.mark.parametrize(
    ("name", "may"),
    [("copy_space", {"bea", "ada"}), ("licence", {"leo", "ada"}), ("do_not", {"leo", "ada"}), ("spec", set())],
)
def test_who_answers_for_a_check_may_waive_it_and_nobody_the_size_of_a_file(
    line: Stations, name: str, may: set[str]
) -> None:
    made = line.finished()
    check, able = failing(made, name), set()
    for person in ("ben", "dana", "bea", "leo", "ada", "zoe"):
        try:
            with transaction.atomic():
                waive([check], by=getattr(line.cast, person), **THIS)
                able.add(person)
                raise InterruptedError
        except (NotAllowed, BadInput, InterruptedError):
            continue
    assert able == may


def test_nobody_waives_a_check_on_their_own_work_in_whatever_scope(line: Stations) -> None:
    made = line.finished()
    Membership.objects.create(user=line.cast.dana, brand=line.cast.northlight, role=Role.BRAND)
    dana = type(line.cast.dana).objects.get(pk=line.cast.dana.pk)
    for scope in Waiver.Scope.values:
        with pytest.raises(NotAllowed, match="had a hand"):
            waive([failing(made)], by=dana, **THIS | {"scope": scope})
    # Bea waives it for the brand, and then makes a finish of her own: hers it does not cover.
    waive([failing(made)], by=line.cast.bea, **THIS | {"scope": "brand"})
    assert ships(made) == {"stamp", "strip"}
    Finish.objects.filter(pk=made.pk).update(by=line.cast.bea)
    assert ships(Finish.objects.get(pk=made.pk)) == {"strip"}


@pytest.mark.parametrize(
    ("scope", "covered"), [("file", [True, False, False]), ("placement", [True, True, False]), ("brand", [True] * 3)]
)
def test_a_waiver_covers_what_it_was_given_for(line: Stations, scope: str, covered: list[bool]) -> None:
    """Of one file: the next finish of that brief too. Of a placement: in another brief as well. Of the brand: all."""
    made = line.finished()
    waive([failing(made)], by=line.cast.bea, **THIS | {"scope": scope})
    again = line.finished(made.candidate)
    failing(again)
    assert ("stamp" in ships(again)) is covered[0]
    other = line.finished()
    failing(other, slug="stamp")
    failing(other, slug="strip")
    assert ["stamp" in ships(other), "strip" in ships(other)] == covered[1:]


def test_what_is_waived_as_a_warning_does_not_let_a_failure_go(line: Stations) -> None:
    made = line.finished()
    check = failing(made, verdict="warn")
    assert "copy_space" in warnings(made)
    waive([check], by=line.cast.bea, **THIS)
    assert "copy_space" not in warnings(made), "it was accepted already"
    failing(made)
    assert ships(made) == {"strip"}


def test_a_signature_over_a_waived_failure_names_it(line: Stations) -> None:
    made = line.asked()
    waive([failing(made)], by=line.cast.ada, **THIS)
    brand = made.gates.get(kind=Gate.Kind.BRAND)
    given = {"by": line.cast.bea, "password": PASSWORD, "seen": seen(made)}
    with pytest.raises(BadInput, match="copy_space"):
        sign(brand, **given, accepted=[one for one in warnings(made) if one != "copy_space"])
    sign(brand, **given, accepted=warnings(made))
    assert "copy_space" in SignOff.objects.get(gate=brand).accepted


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"why": " "}, "reason"), ({"why": "x" * 501}, "reason"), ({"until": "soon"}, "until"),
        ({"until": "2020-01-01"}, "until"), ({"until": "2999-01-01"}, "until"), ({"until": "2027-02-31"}, "until"),
        ({"until": ""}, "until"), ({"scope": "world"}, "scope"), ({"scope": ""}, "scope"),
    ],
)  # fmt: skip
def test_a_waiver_without_a_reason_an_end_or_a_scope_is_refused(
    line: Stations, changes: dict[str, str], field: str
) -> None:
    made = line.finished()
    with pytest.raises(BadInput) as refused:
        waive([failing(made)], by=line.cast.bea, **THIS | changes)
    assert refused.value.field == field and not Waiver.objects.exists()


def test_verdicts_of_two_checks_or_of_none_are_refused_and_so_is_what_is_waived_already(line: Stations) -> None:
    made = line.finished()
    both = [failing(made), failing(made, "contrast")]
    for rows in (both, [], [made.checks.filter(verdict="pass").first()]):
        with pytest.raises(BadInput):
            waive([row for row in rows if row], by=line.cast.bea, **THIS)
    waive(both[:1], by=line.cast.bea, **THIS)
    with pytest.raises(WrongState, match="waived for this already"):
        waive(both[:1], by=line.cast.ada, **THIS)


def test_the_database_lets_a_waiver_be_withdrawn_and_nothing_else(line: Stations) -> None:
    (waiver,) = waive([failing(line.finished())], by=line.cast.bea, **THIS)
    for change in ("until = '2030-01-01'", "why = 'x'", "by_id = by_id + 1", "withdrawn_at = NULL, name = 'spec'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE review_waiver SET {change}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.all().delete()
    withdraw(waiver, by=line.cast.bea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.update(withdrawn_at=None)


def test_the_pages_offer_it_to_whom_it_is_and_say_who_waived_what(line: Stations) -> None:
    made = line.asked()
    check = failing(made)
    pages: dict[str, Any] = {}
    for person in ("bea", "leo", "ben", "dana"):
        client = Client()
        client.force_login(getattr(line.cast, person))
        pages[person] = client
    for person, offered in (("bea", True), ("leo", False), ("ben", False), ("dana", False)):
        for path in (f"/finishes/{made.pk}/", f"/finishes/{made.pk}/sign-off/"):
            shown = pages[person].get(path).content.decode()
            assert (f'name="check" value="{check.pk}"' in shown) is offered, (person, path)
    done = pages["bea"].post(f"/finishes/{made.pk}/waive/", {"check": [check.pk], "back": "sign-off", **THIS})
    assert done.status_code == 302 and done["Location"].endswith(f"/finishes/{made.pk}/sign-off/")
    for path in (f"/finishes/{made.pk}/", f"/finishes/{made.pk}/sign-off/"):
        shown = pages["ben"].get(path).content.decode()
        assert "Waived by Bea Lind until" in shown and "The client asked for it." in shown
    assert "Waived by Bea Lind until" in pages["ben"].get("/checks/").content.decode()
    listed = pages["ben"].get("/checks/waivers/").content.decode()
    assert "Calm under the copy" in listed and "Withdraw</button>" not in listed
    waiver = Waiver.objects.get()
    assert "Withdraw</button>" in pages["bea"].get("/checks/waivers/").content.decode()
    assert pages["dana"].post(f"/checks/waivers/{waiver.pk}/withdraw/").status_code == 403
    assert pages["bea"].post(f"/checks/waivers/{waiver.pk}/withdraw/").status_code == 302
    ended = pages["ben"].get("/checks/waivers/").content.decode()
    assert "withdrawn by Bea Lind" in ended and "Nothing is waived." in ended
    for hostile in (["x"], ["9" * 30], ["-1"], ["\x00"], []):
        answer = pages["bea"].post(f"/finishes/{made.pk}/waive/", {"check": hostile, **THIS})
        assert answer.status_code == 422


def test_what_is_settled_is_not_waived_any_more(line: Stations) -> None:
    made = line.finished()
    for state in ("superseded", "signed"):
        Finish.objects.filter(pk=made.pk).update(state=state)
        with pytest.raises(WrongState, match=state):
            waive([failing(made)], by=line.cast.bea, **THIS)
