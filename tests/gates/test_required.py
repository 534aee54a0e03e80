"""Which checks are required where: the house's set, the brand's own, and what they make of a verdict."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from generation.engine.checks.result import FAIL, NOT_RUN, PASS, WARN, Result
from review import recheck
from review.actions.gates import warnings
from review.actions.recheck import check_again
from review.actions.required import STANDARD, publish_required, seed_required
from review.actions.waivers import waive
from review.manifest import shipping
from review.models import Finish, RequiredChecks
from review.required import Asked, asked_of, clean, held
from review.waivers import held_back
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.gates.test_waivers import THIS
from tests.stations import Stations, stamp, strip

pytestmark = pytest.mark.django_db(transaction=True)

FACES = {"check": "faces_found", "placement": "", "use_class": "", "not_run": "accept", "warn": "warn"}


def asks(line: Stations, *rows: dict[str, str], note: str = "") -> RequiredChecks:
    stamp(), strip()
    return publish_required(line.cast.northlight, [FACES | row for row in rows], by=line.cast.leo, note=note)


def verdicts(made: Finish, name: str) -> dict[str, tuple[str, bool, bool]]:
    rows = made.checks.filter(name=name).select_related("rendition__placement__placement")
    return {
        row.rendition.placement.placement.slug: (row.verdict, row.required, row.blocks) for row in rows if row.rendition
    }


def test_a_required_check_that_was_not_run_is_accepted_by_name_or_holds_its_file_back(line: Stations) -> None:
    asks(line, {}, {"placement": "strip", "not_run": "block"})
    made = line.finished()
    assert verdicts(made, "faces_found") == {"stamp": (NOT_RUN, True, False), "strip": (NOT_RUN, True, True)}
    assert [row.placement.placement.slug for row in shipping(made)] == ["stamp"]
    assert "faces_found" in warnings(made)
    row = made.checks.get(name="faces_found", blocks=True)
    assert "Required here (Northlight v1): without it the file is held back." in row.sentence
    assert row.sentence.endswith(row.remedy) and row.asked_by == "Northlight v1"
    waive([row], by=line.cast.leo, **THIS)
    assert held_back(made) == set(), "who answers for it may let it go"


def test_a_warning_counts_as_a_failure_where_that_is_asked() -> None:
    warned = Result("licence", WARN, "Nobody read it. Read it.", "0", "1", "Read it.")
    counted = held(warned, Asked(False, True, "House v1"))
    assert (counted.verdict, counted.required) == (FAIL, True)
    assert counted.sentence == "Nobody read it. Required here (House v1): a warning counts as a failure. Read it."
    for verdict in (PASS, FAIL, NOT_RUN):
        same = Result("licence", verdict, "So. Read it.", "0", "1", "Read it.")
        assert held(same, Asked(False, True, "House v1")).sentence == same.sentence
    assert held(warned, None) == warned


def test_a_brand_can_ask_for_more_than_the_house_and_takes_nothing_away(line: Stations) -> None:
    seed_required()
    asks(line, {"check": "licence", "use_class": "public"}, {"check": "licence", "placement": "stamp", "warn": "fail"})
    made = line.finished()
    row = made.renditions.get(placement__placement__slug="stamp")
    made.revision.document["use_class"] = "internal"
    assert asked_of(made, row) == {"licence": Asked(False, True, "Northlight v1")}
    made.revision.document["use_class"] = "public"
    found = asked_of(made, row)
    assert found["licence"] == Asked(True, True, "House v1 and Northlight v1"), "the stricter of both"
    assert set(found) == {ask["check"] for ask in STANDARD}


def test_a_new_version_is_in_force_at_once_and_checked_again_only_what_it_asks_for_changes(line: Stations) -> None:
    made = line.asked()
    first = asks(line, {"not_run": "block"})
    assert not held_back(made), "what was shown stands until it is checked again"
    asked = check_again(made, by=line.cast.leo)
    recheck.recheck(asked.pk)
    asked.refresh_from_db()
    assert asked.changed == ["faces_found"] and len(held_back(made)) == 2
    second = asks(line, {}, note="It may be accepted")
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(TypeError, match="never changes"):
        first.save()
    with pytest.raises(WrongState, match="says already"):
        asks(line, {})


def test_a_check_that_is_not_there_any_more_is_not_run_and_says_so(line: Stations) -> None:
    row = asks(line, {})
    RequiredChecks.objects.filter(pk=row.pk).update(document={"asks": [FACES | {"check": "of_yesterday"}]})
    made = line.finished(placements=["stamp"])
    assert verdicts(made, "of_yesterday") == {"stamp": (NOT_RUN, True, False)}
    assert "of_yesterday" in warnings(made)


def test_the_standard_set_is_seeded_once_and_again_where_it_changed() -> None:
    one = seed_required()
    assert seed_required().pk == one.pk and one.brand is None
    RequiredChecks.objects.filter(pk=one.pk).update(document={"asks": []}, digest="0" * 64)
    assert seed_required().number == 2


@pytest.mark.parametrize(
    "row",
    [{"check": "nothing"}, {"placement": "nowhere"}, {"use_class": "all"}, {"not_run": ""}, {"warn": "maybe"},
     {"placement": "\x00"}],
)  # fmt: skip
def test_a_row_that_says_nothing_known_is_refused_by_its_number(row: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="Row 2"):
        clean([{}, FACES | row], ["stamp"])
    with pytest.raises(BadInput, match="Row 2: this check is asked for there already"):
        clean([FACES, FACES], [])


def test_legal_publishes_by_a_form_and_everybody_reads_it(line: Stations) -> None:
    with pytest.raises(NotAllowed):
        publish_required(line.cast.northlight, [FACES], by=line.cast.bea)
    seed_required()
    leo, ben = Client(), Client()
    leo.force_login(line.cast.leo)
    ben.force_login(line.cast.ben)
    path = f"/admin/required-checks/{line.cast.northlight.pk}/"
    body: dict[str, Any] = {name: [FACES[name], ""] for name in ("check", "placement", "use_class")}
    body |= {"not_run": ["block", "accept"], "warn": ["fail", "warn"], "note": "Faces are looked for"}
    assert ben.post(path, body).status_code == 403
    assert leo.post(path, body).status_code == 302
    shown = ben.get(path).content.decode()
    assert "Version 1 is in force" in shown and "Faces are looked for by" not in shown and "Leo Marsh" in shown
    assert "Publish</button>" not in shown and "Publish</button>" in leo.get(path).content.decode()
    refused = leo.post(path, body | {"check": ["nothing", ""]})
    assert refused.status_code == 422 and "Row 1" in refused.content.decode()
    assert leo.post(path, body | {"check": ["faces_found"]}).status_code == 422
    assert leo.post(path, body | {"note": "x" * 999}).status_code == 422
    assert "Version 1" in ben.get("/admin/required-checks/").content.decode()
