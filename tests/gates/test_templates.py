"""Which template is in force, and what is said at its gates by those who sign nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from review.actions.gate_talk import comment, invite
from review.actions.gate_templates import publish
from review.actions.gate_templates import withdraw as withdraw_template
from review.gates.templates import in_force
from review.models import SignOff
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Notice
from studio.people.roles import Role
from tests.cast import person
from tests.gates.signing import BRAND, LEGAL, put, states, template
from tests.stations import Stations, seen

pytestmark = pytest.mark.django_db


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
