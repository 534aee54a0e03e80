"""What every answer carries, and what every form must bring."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.access.site import Site, written
from tests.access.table import ACCESS, sent
from tests.access.test_matrix import address

pytestmark = pytest.mark.django_db
BY_ITS_LINK = "people:leave_mail"  # a mail program posts it, as RFC 8058 has it: the signed link is the proof
CHANGES = [(name, row) for name, rows in ACCESS.items() for row in rows if row.method != "GET" and name != BY_ITS_LINK]
PAGES = [(name, row) for name, rows in ACCESS.items() for row in rows if row.method == "GET" and row.ok == 200]
PICTURES = {
    "briefs:reference_picture", "briefs:picture", "generation:preview", "generation:picture", "generation:size",
    "generation:golden_picture", "generation:pass", "generation:try_out_preview", "generation:try_out_picture",
    "review:master", "review:rendition_preview", "review:rendition_file", "dam:preview", "dam:master", "dam:download",
    "review:heat",
}  # fmt: skip
TEXTS = {"generation:licence_text"}  # somebody else's words, kept as bytes: nothing in them runs


def headers_of(site: Site, name: str, row: Any) -> Any:
    who = "anonymous" if name == "people:sign_in" else "ada"
    return site.browser(who).get(address(name, row, site.own("ada")))


@pytest.mark.parametrize(("name", "row"), PAGES, ids=[name for name, _ in PAGES])
def test_every_answer_says_what_it_may_load_and_where_it_may_be_shown(site: Site, name: str, row: Any) -> None:
    answer = headers_of(site, name, row)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"]
    if name in TEXTS:
        assert policy == "sandbox; default-src 'none'" and answer["Content-Type"].startswith("text/plain")
    elif name == "policy:proof":
        assert policy == "sandbox; default-src 'none'" and answer["Content-Disposition"].startswith("attachment;")
        assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "private, no-store"
    elif name in PICTURES:
        assert policy == "sandbox; default-src 'none'"
        assert (
            re.fullmatch(r"image/(png|webp|jpeg)", answer["Content-Type"]) and "public" not in answer["Cache-Control"]
        )
    else:
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy


def test_refusals_carry_the_same_headers(site: Site) -> None:
    for address_, status in (("/briefs/999999/", 404), ("/nowhere/", 404)):
        answer = site.browser("ada").get(address_)
        assert answer.status_code == status
        assert answer["X-Frame-Options"] == "DENY" and "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("name", "row"), CHANGES, ids=[f"{name}-{row.method}" for name, row in CHANGES])
def test_nothing_is_taken_from_a_form_of_another_site(site: Site, name: str, row: Any) -> None:
    own = site.own("ada")
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = site.browser("ada").cookies
    before = written()
    answer = getattr(client, row.method.lower())(
        address(name, row, own), headers={"Origin": "https://elsewhere.example"}, **sent(row, own)
    )
    assert answer.status_code == 403 and written() == before
    if answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert 'class="rail"' in page and "Reload the page and send it again" in page
    else:
        assert answer["Content-Type"] == "application/problem+json" and "CSRF" in answer.json()["detail"]
