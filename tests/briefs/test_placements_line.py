"""Placements along the line: seeded anew, edited, published, listed for programs, and what a new version affects."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import copy_placement, create_brief, draft_placement, publish, submit
from briefs.affects import affected
from briefs.models import Placement, PlacementVersion
from briefs.seeds import SAMPLE_BRIEFS
from briefs.seeds.placements import PLACEMENTS
from briefs.seeds.shelf import seed_placements
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, method: str, address: str, body: Any) -> Any:
    return client.generic(method, address, json.dumps(body), content_type="application/json")


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def own_story(cast: Cast) -> Placement:
    """Northlight's own story, published as the shared one is."""
    shared = Placement.objects.get(slug="story-9x16", brand=None)
    return publish(copy_placement(shared, cast.northlight, by=cast.ada), by=cast.ada).placement


def redraft(placement: Placement, cast: Cast, **change: Any) -> PlacementVersion:
    document = placement.versions.published()[0].document
    return draft_placement(placement, {**document, **change}, by=cast.ada)


def brief_for(cast: Cast, slug: str, title: str = "Story") -> Any:
    return create_brief(
        cast.campaign, by=cast.ben, title=title,
        document={**SAMPLE_BRIEFS["01"], "style_pack": "northlight", "placements": [slug]},
    )  # fmt: skip


# --- Seeding ---------------------------------------------------------------------------------------------------------
def test_seeding_twice_changes_nothing(cast: Cast) -> None:
    before = list(PlacementVersion.objects.order_by("pk").values_list("pk", "digest", "published_at"))
    with CaptureQueriesContext(connection) as caught:
        seed_placements()
    assert list(PlacementVersion.objects.order_by("pk").values_list("pk", "digest", "published_at")) == before
    assert len(caught) <= 9


def test_a_changed_seed_is_the_next_version_and_the_first_stays(cast: Cast) -> None:
    documents = copy.deepcopy(PLACEMENTS)
    changed = next(one for one in documents if one["slug"] == "web-hero")
    changed |= {"max_bytes": 300_000, "name": "Web hero, wide"}
    seed_placements([one for one in documents if one["slug"] != "web-card"])
    hero = Placement.objects.get(slug="web-hero", brand=None)
    second, first = hero.versions.all()
    assert (first.number, first.document["max_bytes"]) == (1, 400_000)
    assert (second.number, second.document["max_bytes"]) == (2, 300_000)
    assert second.published_at and second.note == "Seeded anew: name, byte budget"
    assert hero.name == "Web hero, wide"
    assert list(Placement.objects.filter(retired=True).values_list("slug", flat=True)) == ["web-card"]
    seed_placements()
    assert not Placement.objects.filter(retired=True).exists()
    assert hero.versions.published()[0].document == first.document


def test_a_brands_own_placement_is_none_of_the_seeds_business(cast: Cast) -> None:
    story = own_story(cast)
    redraft(story, cast, max_bytes=1_000_000)
    seed_placements([one for one in PLACEMENTS if one["slug"] != "story-9x16"])
    story.refresh_from_db()
    assert not story.retired and story.versions.count() == 2


# --- What it affects -------------------------------------------------------------------------------------------------
def test_a_new_version_says_what_it_changes_and_which_drafts_and_revisions_it_touches(cast: Cast) -> None:
    story = own_story(cast)
    brief = brief_for(cast, "story-9x16")
    revision = submit(brief, by=cast.ben)
    brief_for(cast, "web-hero", "Hero")
    redraft(story, cast, max_bytes=1_000_000)
    found = affected(story, list(story.versions.all()), cast.ada)
    assert found is not None and found.before is not None
    assert [str(change) for change in found.changes] == ["Byte budget: 30 MB → 1 MB"]
    assert [one.title for one in found.drafts.rows] == ["Story"]
    assert [one.pk for one in found.revisions.rows] == [revision.pk]
    shared = Placement.objects.get(slug="story-9x16", brand=None)
    beside = affected(shared, list(shared.versions.all()), cast.ada)
    assert beside is not None and not beside.drafts.rows and not beside.revisions.rows  # Northlight has its own


def test_what_it_affects_at_other_brands_is_not_told(cast: Cast) -> None:
    create_brief(cast.tern_campaign, by=cast.zoe, title="Tern's", document={"placements": ["web-hero"]})
    hero = Placement.objects.get(slug="web-hero", brand=None)
    page = signed_in(cast.ada).get(f"/admin/placements/{hero.pk}/").content.decode()
    assert "Tern&#x27;s" not in page and "No open brief names it." in page
    assert "Tern&#x27;s" in signed_in(cast.zoe).get(f"/admin/placements/{hero.pk}/").content.decode()


def test_the_pages_ask_as_often_for_one_brief_as_for_fifty(cast: Cast) -> None:
    client, story = signed_in(cast.ada), own_story(cast)
    submit(brief_for(cast, "story-9x16"), by=cast.ben)
    redraft(story, cast, max_bytes=1_000_000)
    addresses = ["/admin/placements/", f"/admin/placements/{story.pk}/", f"/library/placements/{story.pk}/affected/",
                 "/api/placements/?q=story", f"/api/placements/{story.pk}/"]  # fmt: skip
    before = [questions(client, address) for address in addresses]
    for number in range(49):
        brief_for(cast, "story-9x16", f"Story {number}")
    for number in range(3, 30):
        PlacementVersion.objects.create(placement=story, number=number, document=story.versions.get(number=1).document)
    assert [questions(client, address) for address in addresses] == before
    assert "and 30 more" in client.get(addresses[1]).content.decode()


# --- Pages -----------------------------------------------------------------------------------------------------------
def test_the_catalogue_is_searched_and_filtered_by_its_address(cast: Cast) -> None:
    client = signed_in(cast.ben)
    own_story(cast)

    def slugs(query: str) -> list[str]:
        groups = client.get(f"/admin/placements/?{query}").context["groups"]
        return [item["row"].slug for rows in groups.values() for item in rows]

    assert len(slugs("")) == len(PLACEMENTS) + 1
    assert slugs("q=leaderboard") == ["display-728x90", "display-970x90"]
    assert slugs("q=IAB&channel=display&read=yes") and not slugs("q=IAB&channel=social")
    assert slugs("owner=own") == ["story-9x16"]
    assert not {"display-300x250"} & set(slugs("read=no"))
    assert slugs("q=%01&channel=../../&read=perhaps&owner=') OR 1=1") == slugs("")
    part = client.get("/admin/placements/?q=story", headers={"HX-Request": "true", "HX-Target": "placements-found"})
    assert b"<html" not in part.content and b"story-9x16" in part.content


def test_ada_draws_shapes_as_rows_and_the_document_has_them(cast: Cast) -> None:
    client, story = signed_in(cast.ada), own_story(cast)
    address = f"/admin/placements/{story.pk}/"
    initial = client.get(address).context["form"].initial
    form = {name: value for name, value in initial.items() if value is not None and name != "clear"}
    rows = {"clear_for": ["profile", "", "buttons"], "clear_x": ["0", "", "86"], "clear_y": ["0", "", "50"],
            "clear_width": ["100", "", "14"], "clear_height": ["14", "", "25,5"]}  # fmt: skip
    circle = {"shape": "circle", "x": 0.2, "y": 0.3, "r": 0.1, "for": "sticker"}
    assert client.post(address, form | rows | {"clear_other": json.dumps([circle])}).status_code == 302
    assert story.versions.get(number=2).document["clear"] == [
        {"shape": "rect", "x": 0, "y": 0, "width": 1, "height": 0.14, "for": "profile"},
        {"shape": "rect", "x": 0.86, "y": 0.5, "width": 0.14, "height": 0.255, "for": "buttons"},
        circle,
    ]
    shown = client.get(address).context["form"]
    assert [row.get("for") for row in shown.keep_rows] == ["profile", "buttons", None]
    assert json.loads(shown.keep_others) == [circle]
    for wrong in ({"clear_x": ["left", "", "0"]}, {"clear_width": ["200", "", "10"]}, {"clear_other": "[1"},
                  {"clear_other": '[{"shape": 1}]'}, {"max_kb": "1e308"}, {"motion_fps": "fast"}):  # fmt: skip
        answer = client.post(address, form | rows | wrong)
        assert answer.status_code == 422, wrong
    assert story.versions.count() == 2


def test_the_preview_draws_what_is_not_saved_and_writes_nothing(cast: Cast) -> None:
    client, story = signed_in(cast.ada), own_story(cast)
    initial = client.get(f"/admin/placements/{story.pk}/").context["form"].initial
    form = {name: value for name, value in initial.items() if value is not None and name != "clear"} | {"name": ""}
    form |= {"clear_for": "<script>", "clear_x": "10", "clear_y": "10", "clear_width": "20", "clear_height": "20"}
    drawn = client.post("/admin/placements/drawing/", form)
    assert drawn.status_code == 200 and b"&lt;script&gt;" in drawn.content and b"<script>" not in drawn.content
    refused = client.post("/admin/placements/drawing/", form | {"width": "0"})
    assert refused.status_code == 422 and "Width: a number from 1 to 20,000." in refused.content.decode()
    assert story.versions.count() == 1


def test_a_source_that_nobody_read_says_so(cast: Cast) -> None:
    client = signed_in(cast.ben)
    unread = Placement.objects.get(slug="app-store-phone")
    read = Placement.objects.get(slug="display-300x250")
    assert "Nobody has compared these numbers with the source yet" in _page(client, unread)
    page = _page(client, read)
    assert "read 2026-11-21" in page and 'rel="noreferrer noopener"' in page
    assert "Our own choice, which the source does not say: formats, safe area, copy." in page


def _page(client: Client, placement: Placement) -> str:
    return client.get(f"/admin/placements/{placement.pk}/").content.decode()


# --- For programs ----------------------------------------------------------------------------------------------------
def test_a_program_makes_changes_and_publishes_a_placement(cast: Cast) -> None:
    client = signed_in(cast.ada)
    document = {**Placement.objects.get(slug="web-hero").versions.get().document, "slug": "wide-hero"}
    made = send(client, "POST", "/api/placements/", {"brand": "northlight", "document": document})
    assert made.status_code == 201 and made.json()["number"] is None and made.json()["draft"] == 1
    address = f"/api/placements/{made.json()['id']}/"
    assert send(client, "POST", f"{address}publish/", {}).json()["number"] == 1
    again = send(client, "POST", f"{address}publish/", {})
    assert (again.status_code, again.json()["detail"]) == (
        409, "Web hero has no draft to publish. Change its document first.",
    )  # fmt: skip
    wrong = send(client, "PATCH", address, {"document": {**document, "width": -1}})
    assert wrong.status_code == 422 and list(wrong.json()["errors"]) == ["width"]
    changed = send(client, "PATCH", address, {"document": {**document, "height": 900}, "note": "Lower"})
    assert [version["number"] for version in changed.json()["versions"]] == [2, 1]
    assert changed.json()["document"]["height"] == 1000  # the published one, until the draft is


def test_a_program_may_no_more_than_a_person(cast: Cast) -> None:
    document = {**Placement.objects.get(slug="web-hero").versions.get().document, "slug": "wide-hero"}
    body = {"brand": "northlight", "document": document}
    assert send(signed_in(cast.ben), "POST", "/api/placements/", body).status_code == 403
    assert send(signed_in(cast.zoe), "POST", "/api/placements/", body).status_code == 422
    story, shared = own_story(cast), Placement.objects.get(slug="web-hero")
    assert send(signed_in(cast.zoe), "PATCH", f"/api/placements/{story.pk}/", {"document": document}).status_code == 404
    assert (
        send(signed_in(cast.ada), "PATCH", f"/api/placements/{shared.pk}/", {"document": document}).status_code == 403
    )
    found = signed_in(cast.ben).get("/api/placements/", {"channel": "display", "read": "yes"}).json()
    assert found["count"] >= 12 and all(one["document"]["read"] for one in found["results"])
