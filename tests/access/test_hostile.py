"""Hostile words, numbers and addresses: a sentence that names the field, a 4xx, and nothing half-written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.models import Brief
from review.actions.gates import send_back
from review.models import Gate
from tests.access.site import Site, written

pytestmark = pytest.mark.django_db
WORDS = '<img src=x onerror=alert(1)> {{ settings.SECRET_KEY }} {% debug %} "><script>alert(2)</script>'


# --- Briefs -----------------------------------------------------------------------------------------------------------
def patch(site: Site, body: str | bytes, kind: str = "application/json") -> Any:
    address = f"/api/briefs/{site.own('ben')['brief']}/"
    return site.browser("ben").patch(address, data=body, content_type=kind)


DRAFTS: dict[str, tuple[Any, str]] = {
    "100,000 characters": ({"subject": "x" * 100_000}, "subject"),
    "a placement nobody has": ({"placements": ["moon-poster"]}, "placements"),
    "a number for words": ({"title": 5}, "title"),
    "an object for a list": ({"placements": {"a": 1}}, "placements"),
    "a list for copy": ({"copy": {"en": [1]}}, "copy"),
    "words for a list": ({"markets": "US"}, "markets"),
    "no field of a brief": ({"\u0000\ud800<b>": 1}, "? <b>"),
    "endless margins": ({"safe_margins": 10**400}, "safe_margins"),
    "a style that is a list": ({"style_pack": ["a"]}, "style_pack"),
    "a reference of no brief": ({"references": [{"id": 2**60}]}, "references"),
    "a day that is none": ({"flight_from": "2027-02-31"}, "flight_from"),
    "no draft at all": ([], "draft"),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_that_cannot_be_used_names_its_field(site: Site, name: str) -> None:
    draft, field = DRAFTS[name]
    before = written()
    answer = patch(site, json.dumps({"saves": 0, "draft": draft}))
    assert answer.status_code == 422 and answer["Content-Type"] == "application/problem+json"
    assert field.split()[-1] in " ".join(answer.json()["errors"]) and len(answer.json()["detail"]) > 20
    assert written() == before


BODIES: dict[str, tuple[str | bytes, str, int]] = {
    "cut short": ('{"saves":', "application/json", 400),
    "nested 100,000 deep": ('{"saves":0,"draft":' + '{"copy":' * 100_000, "application/json", 400),
    "nested 900 deep": ('{"saves":0,"draft":{"copy":' + "[" * 900 + "]" * 900 + "}}", "application/json", 400),
    "not a number": ('{"saves":0,"draft":{"safe_margins":NaN}}', "application/json", 400),
    "5,000 digits": ('{"saves":' + "9" * 5_000 + ',"draft":{}}', "application/json", 400),
    "another encoding": ('{"saves":0}'.encode("utf-16"), "application/json", 400),
    "half a character": (b'{"saves":0,"draft":{"subject":"\xff"}}', "application/json", 400),
    "a list": ("[]", "application/json", 422),
    "nothing": ("", "application/json", 422),
    "no JSON at all": ("<brief/>", "text/xml", 415),
    "3 MB": ('{"saves":0,"draft":{"subject":"' + "x" * 3_000_000 + '"}}', "application/json", 413),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_read_is_a_problem_document(site: Site, name: str) -> None:
    body, kind, status = BODIES[name]
    before = written()
    answer = patch(site, body, kind)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"].endswith(".") and written() == before


def test_words_are_kept_without_what_is_no_text_and_shown_as_words(site: Site) -> None:
    subject = f"{WORDS} a\u0000b \ud800 \u202etxet"
    assert patch(site, json.dumps({"saves": 0, "draft": {"subject": subject, "title": WORDS[:80]}})).status_code == 200
    pk = site.own("ben")["brief"]
    kept = Brief.objects.get(pk=pk).draft["subject"]
    assert "\0" not in kept and "\ud800" not in kept and "{{ settings.SECRET_KEY }}" in kept
    for address in (f"/briefs/{pk}/", "/briefs/", f"/briefs/{pk}/changes/", "/search/?q=img", "/"):
        page = site.browser("ben").get(address).content.decode()
        assert "<img src=x" not in page and "<script>alert" not in page and "only-for-tests-" not in page, address


NUMBERS = {"thousands": "9" * 5_000, "thirty": "9" * 30, "raised": "²", "arabic": "٣", "negative": "-1", "nul": "1\0"}


@pytest.mark.parametrize(
    "number", NUMBERS, ids=["5000 digits", "30 digits", "superscript", "arabic", "negative", "nul"]
)
def test_no_number_in_a_form_or_address_is_a_fault_of_ours(site: Site, number: str) -> None:
    o = site.own("ada")
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("get", "/prompts/", {"before": number}),
        ("get", "/library/", {"before": number, "q": number, "use": number}),
        ("get", "/batches/", {"before": number}),
        ("get", "/briefs/", {"before": number, "q": number, "campaign": number}),
        ("get", "/search/", {"q": number}),
        ("get", f"/candidates/{o['candidate']}/", {"with": number, "up": "2"}),
        ("get", f"/briefs/{o['ordered_brief']}/order/", {"model": number, "count": number}),
        ("post", "/brand/", {"brand": number}),
        ("post", f"/admin/placements/{o['shared_placement']}/copy/", {"brand": number}),
        ("post", f"/briefs/{o['ordered_brief']}/order/", {"model": number, "count": number, "once": number}),
        ("post", f"/briefs/{o['brief']}/save/", {"saves": number}),
        ("post", f"/candidates/{o['candidate']}/judge/", {"verb": "rate", "stars": number}),
        ("post", f"/candidates/{o['candidate']}/marks/", {"text": "Here.", "points": number}),
        ("post", f"/candidates/{o['picked']}/finish/", {"focal": number}),
        ("post", f"/candidates/{o['picked']}/finish/", {"focals": "[" * 100_000}),
        ("post", f"/admin/models/{o['model']}/deprecate/", {"successor": number}),
        ("post", "/admin/style-packs/new/", {"brand": number, "name": "A", "slug": number}),
    ]
    for method, address, data in asked:
        answer = getattr(site.browser("ada"), method)(address, data)
        assert answer.status_code < 500, f"{method} {address} {list(data)}"


def test_a_refusal_at_the_gate_takes_words_alone(site: Site) -> None:
    gate = Gate.objects.get(finish=site.own("bea")["finish_asked"], kind="brand")
    assert send_back(gate, by=site.people["bea"], note=f"Warmer.\0 {WORDS}").note == f"Warmer.  {WORDS}"
    page = site.browser("dana").get(f"/finishes/{gate.finish_id}/").content.decode()
    assert "<script>alert" not in page


def test_a_list_of_decisions_reaches_no_other_brand(site: Site) -> None:
    once, other = "7c0f0b55-3a1c-4c8c-9c5c-000000000001", site.other("dana")["candidate"]
    before = written()
    items = [{"id": once, "candidate": other, "verb": "pick"}]
    answer = site.browser("dana").post("/decisions/", json.dumps(items), content_type="application/json")
    assert [item["status"] for item in answer.json()["decisions"]] == [404] and written() == before


@pytest.mark.parametrize("field", ["campaign", "brand"])
def test_a_form_cannot_name_another_brands_things(site: Site, field: str) -> None:
    before = written()
    other = site.other("ben")[field]
    data = {"title": "Mine", "name": "New", field: other}
    assert site.browser("ben").post("/briefs/new/", data).status_code == 422
    body = json.dumps({"title": "Mine", "campaign": site.other("ben")["campaign"]})
    assert site.browser("ben").post("/api/briefs/", body, content_type="application/json").status_code == 422
    model = {"model": site.other("ben")["model_pk"], "count": 1}
    assert site.browser("ben").post(f"/briefs/{site.own('ben')['ordered_brief']}/order/", model).status_code == 422
    copy = {"brand": site.other("ada")["brand"]}
    address = f"/admin/placements/{site.own('ada')['shared_placement']}/copy/"
    assert site.browser("ada").post(address, copy).status_code == 404
    assert written() == before


# --- Addresses -----------------------------------------------------------------------------------------------------
def test_bytes_are_found_by_what_they_belong_to_and_never_by_their_digest(site: Site) -> None:
    recipe = site.other("ben")["recipe"]
    for digest in {recipe, *site.other("ben")["blobs"]}:
        for address in (f"/recipes/{digest}/", f"/recipes/{digest}/?as=json", f"/blobs/{digest}/", f"/{digest}"):
            assert site.browser("ben").get(address, headers={"Accept": "application/json"}).status_code == 404
