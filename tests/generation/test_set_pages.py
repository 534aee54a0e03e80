"""Planned sets on the page, in a browser, and for programs."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, Page, expect

from briefs.models import BriefRevision
from generation.models import ModelEntry, PlannedSet
from generation.sets.axes import offered
from studio.people.models import User
from tests import axe
from tests.cast import Cast
from tests.generation.orders import revision_of, work_it_off
from tests.generation.test_sets import COPY, TERN, WAYS, ordered


@pytest.fixture
def revision(cast: Cast) -> BriefRevision:
    return revision_of(cast, **TERN)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(revision: BriefRevision, model: ModelEntry, **more: Any) -> dict[str, Any]:
    axes = offered(revision.document).document()
    return {**axes, "model": model.pk, "count": 2, "cap": 6, "once": str(uuid4())} | more


def test_the_page_counts_as_one_ticks_and_makes_nothing(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client, address = as_(cast.ben), f"/briefs/{revision.brief_id}/set/"
    page = client.get(address).content.decode()
    assert "24 pictures" in page and "no German headline" in page and "Kelp" in page
    headers = {"HX-Request": "true", "HX-Target": "outlook"}
    less = client.get(address, form(revision, model, colourways=["Fog"]), headers=headers).content.decode()
    assert "2 pictures" in less and "<html" not in less and 'hx-swap-oob="true"' in less
    none = client.get(address, form(revision, model, hooks=[]), headers=headers).content.decode()
    assert "Hooks: choose at least one." in none
    again = client.post(address, form(revision, model) | {"recount": "1"})
    assert again.status_code == 200 and not PlannedSet.objects.exists()


def test_ordering_from_the_page_leads_to_the_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client = as_(cast.ben)
    asked = form(revision, model, colourways=["Kelp", "Fog"], cap=4)
    went = client.post(f"/briefs/{revision.brief_id}/set/", asked)
    made = PlannedSet.objects.get()
    assert (went.status_code, went["Location"]) == (302, f"/sets/{made.pk}/")
    assert client.post(f"/briefs/{revision.brief_id}/set/", asked)["Location"] == f"/sets/{made.pk}/"
    work_it_off()
    page = client.get(f"/sets/{made.pk}/").content.decode()
    assert "Kelp, Fog" in page and page.count('class="shot"') == 4 and "Ember" not in page
    files = client.get(f"/sets/{made.pk}/files/").content.decode()
    assert files.count("Nothing is picked yet.") == 2 and "<html" in files


def test_over_the_cap_the_page_keeps_what_was_ticked(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    asked = form(revision, model, cap=5, colourways=["Kelp", "Fog"], count=3)
    answer = as_(cast.ben).post(f"/briefs/{revision.brief_id}/set/", asked)
    said = answer.content.decode()
    assert answer.status_code == 422 and "This plan makes 6 pictures, and the cap is 5." in said
    assert 'value="Ember">' in said and 'value="Fog" checked>' in said
    assert not PlannedSet.objects.exists()


@pytest.mark.parametrize("bad", [
    {"count": "many"}, {"cap": ""}, {"locales": ["tlh"]}, {"once": "not-a-uuid"}, {"model": "999"},
    {"count": "9" * 400},
])  # fmt: skip
def test_a_form_that_cannot_be_used_is_said_and_nothing_is_made(
    cast: Cast, revision: BriefRevision, model: ModelEntry, bad: dict[str, Any]
) -> None:
    client, address = as_(cast.ben), f"/briefs/{revision.brief_id}/set/"
    assert client.post(address, form(revision, model) | bad).status_code == 422
    assert client.get(address, form(revision, model) | bad).status_code == 200
    assert not PlannedSet.objects.exists()


def test_nobody_sees_the_sets_of_another_brand(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    made, zoe = ordered(cast, revision, model), as_(cast.zoe)
    for address in (
        f"/briefs/{revision.brief_id}/set/",
        f"/sets/{made.pk}/",
        f"/sets/{made.pk}/files/",
        f"/api/sets/{made.pk}/",
    ):
        assert zoe.get(address).status_code == 404
    assert zoe.post(f"/sets/{made.pk}/cancel/").status_code == 404
    asked = {"revision": revision.pk, "model": model.slug, "count": 1, "cap": 3}
    assert zoe.post("/api/sets/", json.dumps(asked), content_type="application/json").status_code == 422
    assert as_(cast.bea).post(f"/sets/{made.pk}/cancel/").status_code == 403
    assert set(made.batches.values_list("state", flat=True)) == {"queued"}


def test_a_program_plans_orders_and_follows_a_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client = as_(cast.ben)
    asked: dict[str, Any] = {"revision": revision.pk, "model": model.slug, "count": 2, "axes": {"locales": ["en"]}}
    planned = client.post("/api/sets/plan/", json.dumps(asked | {"cap": 5}), content_type="application/json")
    body = planned.json()
    assert planned.status_code == 200 and (body["pictures"], body["files"], len(body["cells"])) == (6, 12, 12)
    assert "the cap is 5" in body["over_cap"] and not PlannedSet.objects.exists()
    first = body["cells"][0]
    assert first | {"placement": ""} == {
        "placement": "", "locale": "en", "hook": "", "colourway": "Kelp",
        "possible": True, "verdict": "pass", "why": "",
    }  # fmt: skip
    over = client.post("/api/sets/", json.dumps(asked | {"cap": 5}), content_type="application/json")
    assert over.status_code == 422 and "cap" in over.json()["errors"]
    made = client.post("/api/sets/", json.dumps(asked | {"cap": 6}), content_type="application/json")
    assert made.status_code == 201 and [line["colourway"] for line in made.json()["batches"]] == WAYS
    work_it_off()
    seen = client.get(f"/api/sets/{made.json()['id']}/").json()
    assert [(line["state"], line["done"]) for line in seen["batches"]] == [("done", 2)] * 3


@pytest.mark.parametrize("body", [
    "[]", "{}", '{"revision": "x"}',
    '{"revision": 1e999, "model": "m", "count": 1}', '{"axes": 3}', "not json", '"text"',
])  # fmt: skip
def test_what_a_program_sends_amiss_is_a_sentence(cast: Cast, revision: BriefRevision, body: str) -> None:
    for address in ("/api/sets/plan/", "/api/sets/"):
        answer = as_(cast.ben).post(address, body, content_type="application/json")
        assert answer.status_code in (400, 422) and answer["Content-Type"] == "application/problem+json"


def test_the_api_is_in_the_schema() -> None:
    from drf_spectacular.generators import SchemaGenerator

    generator: Any = SchemaGenerator
    paths = generator().get_schema(public=True)["paths"]
    assert {"/api/sets/", "/api/sets/plan/", "/api/sets/{id}/"} <= set(paths)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_query_counts_do_not_grow(cast: Cast, model: ModelEntry) -> None:
    client = as_(cast.ben)
    small = revision_of(cast, **TERN | {"colourways": WAYS[:1], "hooks": [], "placements": ["web-hero"]})
    many = [{"name": f"Way {n}", "hex": f"#2F5D{n:02d}"} for n in range(6)]
    hooks = [{"name": f"hook {n}", "copy": COPY} for n in range(6)]
    large = revision_of(cast, **TERN | {"colourways": many, "hooks": hooks})
    client.get(f"/briefs/{small.brief_id}/set/")
    plans = [queries(client, f"/briefs/{revision.brief_id}/set/") for revision in (small, large)]
    assert plans[0] == plans[1]
    sets = [ordered(cast, small, model, count=1), ordered(cast, large, model, count=3, cap=200)]
    work_it_off()
    for page in ("", "files/"):
        counts = [queries(client, f"/sets/{made.pk}/{page}") for made in sets]
        assert counts[0] == counts[1], page


# --- In a browser ---------------------------------------------------------------------------------------------------
def opened(browser: Browser, live_server: Any, user: User, address: str, **more: Any) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **more)
    cookie = as_(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address)
    return page


def objections(page: Page) -> list[str]:
    return axe.objections(page, rules=axe.EVERY)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_ben_plans_a_set_is_kept_under_his_cap_and_sees_it_made(
    browser: Browser, live_server: Any, cast: Cast, model: ModelEntry
) -> None:
    revision = revision_of(cast, **TERN)
    page = opened(browser, live_server, cast.ben, f"/briefs/{revision.brief_id}/set/")
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    expect(page.locator("#outlook")).to_contain_text("24 pictures")
    assert objections(page) == []
    page.get_by_label("Options each").fill("9")
    expect(page.locator("#outlook [role=alert]")).to_contain_text("Take out 1 colourway, ask for 8 options each")
    assert objections(page) == []
    page.get_by_label("Options each").fill("2")
    page.get_by_role("checkbox", name="Ember").uncheck()
    expect(page.locator("#outlook")).to_contain_text("4 pictures")
    expect(page.locator("#cells .ways")).not_to_contain_text("Ember")
    page.get_by_role("checkbox", name="cold").uncheck()
    expect(page.locator("#cells")).not_to_contain_text("no German headline")
    page.get_by_role("button", name="Make 4 pictures").click()
    expect(page.get_by_role("heading", name="Kelp, Fog")).to_be_visible()
    expect(page.locator(".files-of")).to_contain_text("Nothing is picked yet.")
    work_it_off()
    page.reload()
    expect(page.locator(".board img")).to_have_count(4)
    expect(page.locator(".files-of")).to_contain_text("Nothing is picked yet.")
    assert objections(page) == [] and faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_same_page_counts_and_orders(
    browser: Browser, live_server: Any, cast: Cast, model: ModelEntry
) -> None:
    revision = revision_of(cast, **TERN)
    page = opened(browser, live_server, cast.ben, f"/briefs/{revision.brief_id}/set/", java_script_enabled=False)
    page.get_by_label("Options each").fill("1")
    page.get_by_role("checkbox", name="Fog").uncheck()
    page.get_by_role("button", name="Count again").click()
    expect(page.locator("#outlook")).to_contain_text("2 pictures")
    page.get_by_role("button", name="Make 2 pictures").click()
    expect(page.get_by_role("heading", name="Kelp, Ember")).to_be_visible()
    page.get_by_role("link", name="How far each file is").click()
    expect(page.get_by_role("heading", name="Files of the set")).to_be_visible()
    assert PlannedSet.objects.get().batches.count() == 2
