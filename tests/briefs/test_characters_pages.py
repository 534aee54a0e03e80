"""A character's sheet on its page and in the API, and the pictures in its slots."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs import character as sheets
from briefs.actions import (
    add_view,
    clear_slot,
    create_brief,
    create_character,
    draft_character,
    publish,
)
from briefs.models import Character
from briefs.tasks import read_picture
from studio.lib.problems import BadInput
from tests.briefs.test_characters import INGRID, ingrid
from tests.briefs.test_pictures import photo
from tests.cast import Cast

pytestmark = pytest.mark.django_db
__all__ = ["ingrid"]  # a fixture


# --- Slots ------------------------------------------------------------------------------------------------------------
def test_a_picture_hangs_in_its_slot_once_a_worker_has_read_it(cast: Cast, ingrid: Character, blobs: Any) -> None:
    picture = add_view(ingrid, "expression slight smile", photo(), by=cast.bea)
    draft = ingrid.versions.all()[0]
    assert (draft.number, draft.document["waiting"]) == (2, {"expression slight smile": picture.pk})
    with pytest.raises(BadInput, match="Slight smile: its picture is not read"):
        publish(draft, by=cast.bea)
    read_picture(picture.pk)
    picture.refresh_from_db()
    draft.refresh_from_db()
    assert "waiting" not in draft.document
    assert sheets.digests(draft.document) == {"expression slight smile": picture.picture_id}
    assert publish(draft, by=cast.bea).published_at
    assert ingrid.versions.get(number=1).document == INGRID
    emptied = clear_slot(ingrid, "expression slight smile", by=cast.bea)
    assert (emptied.number, sheets.digests(emptied.document)) == (3, {})


def test_a_refused_picture_says_so_at_its_slot_and_can_be_taken_off(cast: Cast, ingrid: Character, blobs: Any) -> None:
    client = Client()
    client.force_login(cast.bea)
    bad = add_view(ingrid, "view front", photo("a<b>.jpg", b"<svg>" * 9), by=cast.bea)
    read_picture(bad.pk)
    page = client.get(f"/admin/characters/{ingrid.pk}/").content.decode()
    assert "a&lt;b&gt;.jpg is not JPEG" in page
    cleared = client.post(
        f"/admin/characters/{ingrid.pk}/slots/clear/", {"slot": "view front"}, headers={"HX-Request": "true"}
    )
    assert cleared.status_code == 200 and "is not JPEG" not in cleared.content.decode()
    assert "waiting" not in ingrid.versions.all()[0].document


def test_a_picture_is_dropped_on_a_slot_and_nowhere_else(cast: Cast, ingrid: Character, blobs: Any) -> None:
    client = Client()
    client.force_login(cast.bea)
    address = f"/admin/characters/{ingrid.pk}/slots/"
    sent = client.post(address, {"slot": "view back", "file": photo()}, headers={"HX-Request": "true"})
    assert sent.status_code == 200 and "Being read" in sent.content.decode() and "every 3s" in sent.content.decode()
    assert client.post(address, {"slot": "view roof", "file": photo()}).status_code == 422
    assert client.post(address, {"slot": "view back"}).status_code == 422


def test_a_sheet_shows_no_picture_of_another_brand(cast: Cast, ingrid: Character, blobs: Any) -> None:
    theirs = create_character(cast.tern, {"slug": "olaf", "name": "Olaf"}, by=cast.zoe).character
    picture = add_view(theirs, "view front", photo(), by=cast.zoe)
    read_picture(picture.pk)
    picture.refresh_from_db()
    for patch in ({"views": {"front": picture.picture_id}}, {"waiting": {"view front": picture.pk}}):
        with pytest.raises(BadInput, match="Northlight has no picture"):
            draft_character(ingrid, patch, by=cast.bea)
    assert ingrid.versions.count() == 1


# --- Pages and API ----------------------------------------------------------------------------------------------------
def test_the_sheet_is_edited_on_its_page_and_keeps_the_pictures_of_its_slots(
    cast: Cast, ingrid: Character, blobs: Any
) -> None:
    picture = add_view(ingrid, "outfit suit", photo(), by=cast.bea)
    read_picture(picture.pk)
    client = Client()
    client.force_login(cast.bea)
    address = f"/admin/characters/{ingrid.pk}/"
    page = client.get(address)
    fields = {name: value for name, value in page.context["form"].initial.items() if value not in (None, [])}
    sent = client.post(address, {**fields, "age": "sixties", "outfits": "suit: grey suit\nraincoat: yellow, hood down"})
    assert sent.status_code == 302
    document = ingrid.versions.all()[0].document
    assert (document["age"], document["never"]) == ("sixties", INGRID["never"])
    assert document["outfits"]["suit"]["picture"] and document["outfits"]["raincoat"]["words"] == "yellow, hood down"
    after = client.get(address).content.decode()
    assert "Age changes from “fifties” to “sixties”." in after
    refused = client.post(address, {**fields, "height": "very"})
    assert refused.status_code == 422 and "metres from 0.4 to 2.6" in refused.content.decode()
    rights = client.post(f"{address}rights/", {"kind": "real", "until": "31.12.2027"})
    assert rights.status_code == 422 and "is not a date" in rights.content.decode()


def test_what_stands_in_the_way_of_publishing_is_said_on_the_page(cast: Cast) -> None:
    draft = create_character(cast.northlight, {"slug": "ida", "name": "<i>Ida</i>"}, by=cast.bea)
    client = Client()
    client.force_login(cast.bea)
    answer = client.post(f"/admin/characters/versions/{draft.pk}/publish/")
    page = answer.content.decode()
    assert answer.status_code == 422 and "is not published yet" in page and "&lt;i&gt;Ida&lt;/i&gt;" in page


def test_the_grid_costs_as_many_queries_for_fifty_characters_as_for_one(cast: Cast, ingrid: Character) -> None:
    client = Client()
    client.force_login(cast.bea)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/characters/").status_code == 200
            assert client.get("/api/characters/").status_code == 200
            assert client.get(f"/admin/characters/{ingrid.pk}/").status_code == 200
        return len(queries)

    asked()
    one = asked()
    for n in range(50):
        create_character(cast.northlight, {"slug": f"c-{n}", "name": f"C {n}"}, by=cast.bea)
        create_brief(cast.campaign, by=cast.ben, title=f"B {n}", document={"characters": ["ingrid"]})
    assert asked() == one
    assert "50 briefs" in client.get(f"/admin/characters/{ingrid.pk}/").content.decode()


def test_the_api_drafts_and_publishes_a_sheet(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.bea)
    sheet = {"slug": "ida", "name": "Ida", "likeness": {"kind": "synthetic", "disclosure": "Nobody."}}
    made = client.post("/api/characters/", {"brand": "northlight", "document": sheet}, content_type="application/json")
    assert made.status_code == 201 and made.json()["draft"]["number"] == 1
    address = f"/api/characters/{made.json()['id']}/"
    changed = client.patch(address, {"document": {"age": 54}, "note": "Older"}, content_type="application/json")
    assert changed.json()["draft"]["document"]["age"] == "54"
    for document in ({"waiting": {"view front": 1}}, {"views": {"front": "0" * 64}}, {"age": ["x"]}):
        assert client.patch(address, {"document": document}, content_type="application/json").status_code == 422
    assert client.post(f"{address}publish/").json()["published"]["number"] == 1
    assert client.post(f"{address}publish/").status_code == 409
