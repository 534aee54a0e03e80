"""Vocabularies on their pages and in the API: a list that stays quick, a term changed in its row, files in and out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import (
    create_brief,
    save_term,
)
from briefs.vocabulary import VOCABULARIES
from studio.people.models import Brand
from tests.briefs.test_vocabularies import mood
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ada)
    return client


def test_the_list_costs_as_many_queries_for_fifty_terms_as_for_one(cast: Cast, admin: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin.get("/admin/vocabularies/?of=mood").status_code == 200
        return len(queries)

    mood(cast, "Calm")
    create_brief(cast.campaign, by=cast.ben, title="A", document={"mood": "calm"})
    asked()
    one = asked()
    for n in range(50):
        mood(cast, f"Word {n}")
        create_brief(cast.campaign, by=cast.ben, title=f"B {n}", document={"mood": f"word {n}"})
    assert asked() == one


def test_the_list_counts_drafts_that_say_a_term_or_a_synonym_of_it(cast: Cast, admin: Client) -> None:
    mood(cast, "Calm", synonyms=["Serene"])
    save_term(cast.northlight, {"vocabulary": "style", "label": "Grain"}, by=cast.ada)
    for title, words in (("A", "CALM"), ("B", "serene"), ("C", "calm and wet")):
        create_brief(cast.campaign, by=cast.ben, title=title, document={"mood": words, "style": ["grain", "Grain"]})
    assert 'class="num">2<' in admin.get("/admin/vocabularies/?of=mood").content.decode()
    assert 'class="num">3<' in admin.get("/admin/vocabularies/?of=style").content.decode()


def test_search_finds_label_meaning_and_synonym_and_an_empty_answer_says_what_to_do(cast: Cast, admin: Client) -> None:
    mood(cast, "Calm", synonyms=["Serene"], definition="Nothing hurries.")
    for words in ("cal", "SEREN", "hurries"):
        assert "Calm</a>" in admin.get("/admin/vocabularies/", {"of": "mood", "q": words}).content.decode()
    page = admin.get("/admin/vocabularies/", {"of": "mood", "q": "<b>storm"}).content.decode()
    assert "No term here holds" in page and "&lt;b&gt;storm" in page and "Calm</a>" not in page


def test_a_term_is_changed_in_its_row_and_the_row_comes_back(cast: Cast, admin: Client) -> None:
    calm = mood(cast, "Calm", tokens={"t5": "calm"})
    address = f"/admin/vocabularies/terms/{calm.pk}/"
    form = admin.get(address, headers={"HX-Request": "true"}).content.decode()
    assert form.startswith("<tr") and 'name="synonyms"' in form
    row = admin.post(address, {"label": "Calmer", "synonyms": "Serene\nStill"}, headers={"HX-Request": "true"})
    assert row.status_code == 200 and "Calmer" in row.content.decode() and "Serene, Still" in row.content.decode()
    calm.refresh_from_db()
    assert (calm.label, calm.tokens, calm.slug) == ("Calmer", {}, "calm")
    mood(cast, "Stormy")
    refused = admin.post(address, {"label": "stormy"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422 and "means “Stormy” already" in refused.content.decode()
    assert admin.post(address, {"label": ""}).status_code == 422


def test_import_and_export_go_through_the_pages(cast: Cast, admin: Client) -> None:
    brand: Brand = cast.northlight
    file = SimpleUploadedFile("words.csv", b"vocabulary,label\nmood,Calm\nmood,Calm\n")
    refused = admin.post(f"/admin/vocabularies/{brand.pk}/import/", {"file": file})
    assert refused.status_code == 422 and "Line 3: “Calm” stands on line 2" in refused.content.decode()
    file = SimpleUploadedFile("words.csv", b"vocabulary,label\nmood,Calm\n")
    assert admin.post(f"/admin/vocabularies/{brand.pk}/import/", {"file": file}).status_code == 302
    answer = admin.get(f"/admin/vocabularies/{brand.pk}/export/csv/?of=mood")
    assert answer["Content-Disposition"] == 'attachment; filename="northlight-mood-words.csv"'
    assert answer.content.decode().splitlines()[1].startswith("mood,Calm")
    sent = json.loads(admin.get(f"/admin/vocabularies/{brand.pk}/export/json/").content)
    assert [term["label"] for term in sent["terms"]] == ["Calm"]
    assert admin.get(f"/admin/vocabularies/{brand.pk}/export/xlsx/").status_code == 404


# --- API --------------------------------------------------------------------------------------------------------------
def test_the_api_lists_makes_changes_and_removes_terms(cast: Cast, admin: Client) -> None:
    made = admin.post(
        "/api/terms/",
        {"brand": "northlight", "vocabulary": "mood", "label": "Calm", "tokens": {"clip": "serene"}},
        content_type="application/json",
    )
    assert made.status_code == 201 and made.json()["slug"] == "calm"
    address = f"/api/terms/{made.json()['id']}/"
    other = mood(cast, "Quiet")
    changed = admin.patch(address, {"deprecated": True, "successor": other.pk}, content_type="application/json")
    assert changed.json()["successor"] == other.pk and changed.json()["tokens"] == {"clip": "serene"}
    again = admin.patch(address, {"definition": "Still."}, content_type="application/json")
    assert again.json()["successor"] == other.pk
    found = admin.get("/api/terms/?vocabulary=mood&in=a+quiet+evening").json()["results"]
    assert [term["label"] for term in found] == ["Quiet"]
    wrong = admin.patch(address, {"tokens": {"latin": "x"}}, content_type="application/json")
    assert wrong.status_code == 422 and "tokens" in wrong.json()["errors"]
    assert admin.delete(address).status_code == 204
    assert list(VOCABULARIES)
