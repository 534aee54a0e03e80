"""Findings are mended where they stand, with and without JavaScript; rules are kept on pages and read by programs."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import copy_rules, create_brief, publish
from briefs.models import Brief, RuleSet, RuleSetVersion
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.briefs.test_readiness import FUZZY
from tests.cast import Cast

Browse = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
FORM = re.compile(r'<form method="post"[^>]*briefs/\d+/save/".*?</form>', re.DOTALL)
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def browse() -> Browse:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def fuzzy(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Something for spring", document=FUZZY)


@pytest.fixture
def own(cast: Cast) -> RuleSetVersion:
    return copy_rules(RuleSet.objects.get(brand=None), cast.northlight, by=cast.ada)


def buttons(page: str) -> dict[str, list[tuple[str, str]]]:
    """label -> what the button's form posts."""
    found = {}
    for form in FORM.findall(page):
        label = re.search(r'<button class="button small">([^<]+)</button>', form)
        if label and "<details" not in form:
            pairs = [(name, unescape(value)) for name, value in INPUT.findall(form)]
            found[unescape(label.group(1))] = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
    return found


def posting(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    body: dict[str, list[str]] = {}
    for name, value in pairs:
        body.setdefault(name, []).append(value)
    return body


# --- Mending in place -----------------------------------------------------------------------------------------------
MENDED: dict[str, tuple[str, Any]] = {
    "Use “any, mixed”": ("people", "any, mixed"),
    "Add Web banner": ("placements", ["web-banner"]),
    "Remove it from the style": ("style", ["you know our vibe"]),
}


def test_a_button_beside_the_finding_mends_it_without_javascript(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    client = browse(cast.ben)
    for label, (field, value) in MENDED.items():
        before = fuzzy.draft
        found = buttons(client.get(f"/briefs/{fuzzy.pk}/").content.decode())
        answer = client.post(f"/briefs/{fuzzy.pk}/save/", posting(found[label]))
        assert answer.status_code == 302 and answer.url.startswith(f"/briefs/{fuzzy.pk}/"), label
        fuzzy.refresh_from_db()
        assert fuzzy.draft == {**before, field: value}, label
        assert label not in buttons(client.get(f"/briefs/{fuzzy.pk}/").content.decode())


def test_with_htmx_the_finding_goes_and_the_list_comes_again(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    client = browse(cast.ben)
    found = buttons(client.get(f"/briefs/{fuzzy.pk}/").content.decode())
    answer = client.post(f"/briefs/{fuzzy.pk}/save/", posting(found["Add Web banner"]), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'id="ready"' in page and "No placement" not in page


def test_the_control_of_a_field_stands_beside_its_finding_and_saves_that_field_alone(
    fuzzy: Brief, browse: Browse, cast: Cast
) -> None:
    client = browse(cast.ben)
    page = client.get(f"/briefs/{fuzzy.pk}/").content.decode()
    row = page[page.index('data-rule="missing.environment"') :]
    assert "<textarea" in row[: row.index("</li>")] and "Go to field" in row[: row.index("</li>")]
    body = {"fix": "1", "saves": fuzzy.saves, "environment": "Roof terrace, late morning"}
    assert client.post(f"/briefs/{fuzzy.pk}/save/", body).status_code == 302
    fuzzy.refresh_from_db()
    assert fuzzy.draft["environment"] == "Roof terrace, late morning" and fuzzy.draft["subject"] == FUZZY["subject"]


def test_who_may_not_write_sees_findings_and_no_buttons(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    page = browse(cast.leo).get(f"/briefs/{fuzzy.pk}/").content.decode()
    assert "Environment is missing" in page and not buttons(page) and "Fix here" not in page


def test_hostile_words_are_shown_as_words(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    bad = "<script>alert(1)</script> {{ 7*7 }} hands"
    Brief.objects.filter(pk=fuzzy.pk).update(draft={**FUZZY, "must_not_show": [bad], "subject": bad})
    page = browse(cast.ben).get(f"/briefs/{fuzzy.pk}/").content.decode()
    assert "<script>alert" not in page and "49" not in re.findall(r"ruled out[^<]*", page)


def test_the_page_asks_as_much_for_a_brief_with_many_findings_as_for_one_with_none(
    fuzzy: Brief, browse: Browse, cast: Cast
) -> None:
    good = create_brief(cast.campaign, by=cast.ben, title="Hero", document=SAMPLE_BRIEFS["01"])
    client = browse(cast.ben)
    counts = []
    for brief in (good, good, fuzzy):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/briefs/{brief.pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2]


# --- The API --------------------------------------------------------------------------------------------------------
def test_a_program_reads_findings_grades_and_fixes(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    said = browse(cast.leo).get(f"/api/briefs/{fuzzy.pk}/readiness/").json()
    assert said["verdict"] == "fail" and said["grades"]["environment"] == "missing"
    assert said["rules"]["shared"] and said["rules"]["number"] == 1
    who = next(finding for finding in said["findings"] if finding["rule"] == "vague.who")
    assert who["fixes"] == [{"label": "Use “any, mixed”", "patch": {"people": "any, mixed"}}]
    assert {"rule", "field", "kind", "verdict", "what", "remedy", "fixes"} == set(who)


def test_a_draft_is_read_without_being_saved(cast: Cast, browse: Browse) -> None:
    client = browse(cast.ben)
    body = {"brand": "northlight", "draft": {**SAMPLE_BRIEFS["01"], "people": "no people"}}
    said = client.post("/api/readiness/", body, content_type="application/json").json()
    assert [finding["rule"] for finding in said["findings"]] == ["no-people-shown"]
    assert not Brief.objects.exists()


UNREADABLE: list[tuple[Any, str]] = [
    ({"draft": {}}, "brand"),
    ({"brand": "tern", "draft": {}}, "brand"),
    ({"brand": "a\x00b", "draft": {}}, "brand"),
    ({"brand": "northlight"}, "draft"),
    ({"brand": "northlight", "draft": []}, "draft"),
    ({"brand": "northlight", "draft": {"subject": 7}}, "subject"),
    ({"brand": "northlight", "draft": {"colour": "red"}}, "colour"),
]


def test_a_draft_that_cannot_be_read_is_told_why(cast: Cast, browse: Browse) -> None:
    client = browse(cast.ben)
    for body, field in UNREADABLE:
        answer = client.post("/api/readiness/", body, content_type="application/json")
        assert answer.status_code == 422 and field in answer.json()["errors"], (body, answer.content)


# --- The rooms of the admin -----------------------------------------------------------------------------------------
def test_ada_copies_changes_tries_and_publishes_the_rules(fuzzy: Brief, browse: Browse, cast: Cast) -> None:
    client = browse(cast.ada)
    shared = RuleSet.objects.get(brand=None)
    copied = client.post(f"/admin/readiness/{shared.pk}/copy/", {"brand": cast.northlight.pk})
    mine = RuleSet.objects.get(brand=cast.northlight)
    assert copied.url == f"/admin/readiness/{mine.pk}/"
    page = client.get(copied.url).content.decode()
    for words in ("Subject is missing", "Two lights that exclude one another", "Rules of your own", "Save as a draft"):
        assert words in page
    change = {
        "name": "Stricter", "note": "No dusk", "v.vague.season": "off", "v.missing.message": "fail",
        "t.vague.quality.words": "premium, plush\nvelvety", "t.spread.ratio": "8",
        "custom": '[{"field": "subject", "when": {"says": ["app"]}, "what": "An app is named",'
        ' "remedy": "Show a phone."}]',
    }  # fmt: skip
    assert client.post(copied.url, change).status_code == 302
    document = mine.versions.get().document
    assert document["vague"]["season"]["verdict"] == "off" and document["missing"]["message"]["verdict"] == "fail"
    assert document["vague"]["quality"]["words"] == ["premium", "plush", "velvety"]
    assert document["rules"]["spread"]["ratio"] == 8 and document["custom"][0]["id"] == "rule-1"
    assert document["rules"]["two-lights"] == shared.versions.get().document["rules"]["two-lights"]

    tried = client.get(f"/admin/readiness/{mine.pk}/try/?text=velvety").content.decode()
    assert "An app is named" in tried and "“spring” shows nothing yet" in unescape(tried) and "velvety" in tried
    assert fuzzy.title in tried and "gone" in tried and "new" in tried

    version = mine.versions.get()
    assert client.post(f"/admin/readiness/versions/{version.pk}/publish/").status_code == 302
    said = client.get(f"/api/briefs/{fuzzy.pk}/readiness/").json()
    assert {"custom.rule-1"} <= {f["rule"] for f in said["findings"]} and not said["rules"]["shared"]


UNUSABLE: list[tuple[dict[str, str], str]] = [
    ({"custom": "[{"}, "line 1 is not JSON"),
    ({"custom": "{}"}, "a list of at most"),
    ({"custom": "[" * 50_000}, "Make it flatter"),
    ({"t.spread.ratio": "wide"}, "a number from 0"),
    ({"v.spread": "perhaps"}, "fail, warn, off"),
    ({"t.two-lights.pairs": "noon"}, "a name, a colon"),
    ({"t.vague.quality.words": ""}, "list of 1 to 200 words"),
    ({"t.missing.subject.remedy": ""}, "1 to 200 characters"),
    ({"name": "x" * 300}, "1 to 80 characters"),
]


def test_what_the_form_cannot_use_is_told_and_nothing_is_written(
    own: RuleSetVersion, browse: Browse, cast: Cast
) -> None:
    client = browse(cast.ada)
    for change, words in UNUSABLE:
        answer = client.post(f"/admin/readiness/{own.rules_id}/", change)
        assert answer.status_code == 422 and words in unescape(answer.content.decode()), change
    again = RuleSetVersion.objects.get(pk=own.pk)
    assert again.digest == own.digest and own.rules.versions.count() == 1


def test_a_form_that_changes_nothing_makes_the_same_document(own: RuleSetVersion, browse: Browse, cast: Cast) -> None:
    client = browse(cast.ada)
    page = client.get(f"/admin/readiness/{own.rules_id}/").content.decode()
    body = {
        unescape(n): unescape(v)
        for n, v in re.findall(r'<input id="[^"]*" name="([tv]\.[^"]+)"[^>]* value="([^"]*)"', page)
    }
    body |= {
        unescape(n): unescape(v)
        for n, v in re.findall(r'<textarea id="[^"]*" name="(t\.[^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S)
    }
    body |= {unescape(n): v for n, v in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked', page)}
    assert len(body) > 150
    assert client.post(f"/admin/readiness/{own.rules_id}/", body).status_code == 302
    assert own.rules.versions.get().document == own.document


def test_trying_asks_as_much_for_twenty_briefs_as_for_one(own: RuleSetVersion, browse: Browse, cast: Cast) -> None:
    client, counts = browse(cast.ada), []
    for more in (1, 19):
        for number in range(more):
            create_brief(cast.campaign, by=cast.ben, title=f"Brief {number}", document=FUZZY)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/admin/readiness/{own.rules_id}/try/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_says_whose_rules_count(own: RuleSetVersion, browse: Browse, cast: Cast) -> None:
    client = browse(cast.bea)
    assert "Not published: the shared rules count" in client.get("/admin/readiness/").content.decode()
    publish(own, by=cast.bea)
    page = client.get("/admin/readiness/").content.decode()
    assert "Shared by all brands" in page and "Copy to Northlight" not in page
    assert "Tern" not in browse(cast.leo).get("/admin/readiness/").content.decode().split("<table")[1]


def test_the_document_lists_every_seeded_rule() -> None:
    from pathlib import Path

    from briefs.readiness.listing import listed

    path = Path(__file__).parents[2] / "docs" / "readiness.md"
    assert listed() in path.read_text(), "Run: python -m briefs.readiness.listing docs/readiness.md"
