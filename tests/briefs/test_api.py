"""The same briefs for programs: same actions, same refusals, RFC 9457 in the same words."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import create_brief
from briefs.models import Brief, BriefRevision
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def api(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, method: str, address: str, body: Any) -> Any:
    return client.generic(method, address, json.dumps(body), content_type="application/json")


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def test_a_brief_is_made_saved_and_submitted(cast: Cast) -> None:
    client = api(cast.ben)
    body = {"campaign": cast.campaign.pk, "title": "Decisions together", "draft": SAMPLE_BRIEFS["01"]}
    made = send(client, "POST", "/api/briefs/", body)
    assert made.status_code == 201 and made.json()["draft"]["markets"] == ["US", "GB", "DE", "JP"]
    address = f"/api/briefs/{made.json()['id']}/"
    saved = send(client, "PATCH", address, {"saves": 0, "draft": {"people": "any, mixed"}})
    assert (saved.status_code, saved.json()["saves"]) == (200, 1)
    revision = send(client, "POST", f"{address}submit/", {})
    assert revision.status_code == 201 and revision.json()["document"]["people"] == "any, mixed"
    assert client.get(address).json()["revision"] == 1
    assert [row["id"] for row in client.get("/api/briefs/").json()["results"]] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"saves": 0, "draft": {"subject": "x" * 100_000}}, 422, "subject"),
        ({"saves": 0, "draft": {"placements": ["moon-poster"]}}, 422, "placements"),
        ({"saves": 0, "draft": {"colour": 1}}, 422, "colour"),
        ({"draft": {}}, 422, "saves"),
        ({"saves": 0, "draft": []}, 422, "draft"),
        ({"saves": 7, "draft": {"subject": "Two people"}}, 409, None),
    ],
)
def test_bad_input_is_a_problem_document_and_nothing_is_written(
    brief: Brief, cast: Cast, body: Any, status: int, field: str | None
) -> None:
    answer = send(api(cast.ben), "PATCH", f"/api/briefs/{brief.pk}/", body)
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert problem["status"] == status and problem["detail"]
    assert field is None or list(problem["errors"]) == [field]
    assert Brief.objects.get().draft == brief.draft


def test_who_may_not_may_not_here_either(brief: Brief, cast: Cast) -> None:
    address = f"/api/briefs/{brief.pk}/"
    assert api(cast.zoe).get(address).status_code == 404
    assert send(api(cast.zoe), "POST", f"{address}submit/", {}).status_code == 404
    refused = send(api(cast.leo), "POST", f"{address}submit/", {})
    assert refused.status_code == 403 and "admin or designer or marketer" in refused.json()["detail"]
    assert api(cast.zoe).get("/api/briefs/").json()["results"] == []
    body = {"campaign": cast.campaign.pk, "title": "Mine"}
    assert send(api(cast.zoe), "POST", "/api/briefs/", body).status_code == 422
    assert not BriefRevision.objects.exists() and Brief.objects.count() == 1


def test_the_list_asks_as_often_for_one_brief_as_for_forty(brief: Brief, cast: Cast) -> None:
    client, counts = api(cast.ben), []
    for more in (0, 39):
        for number in range(more):
            create_brief(cast.campaign, by=cast.ben, title=f"Brief {number}")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/api/briefs/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
