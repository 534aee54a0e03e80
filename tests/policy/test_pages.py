"""The pages of the rules: what is listed and how it stands, what changed, who may write, and what trying says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from generation.models import ModelEntry
from generation.registry import seed_models
from studio.home.policies.in_work import trial
from studio.people.models import User
from studio.policy import judging
from studio.policy.actions import draft, publish
from studio.policy.changes import changes
from studio.policy.language.wording import pieces
from studio.policy.models import Judgement, Rule, RuleVersion
from studio.policy.seeds import seed_rules
from studio.policy.shelf import about, applied, standing
from tests.cast import Cast
from tests.generation.orders import revision_of
from tests.policy.test_rules import SAID

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 21)
FORM: dict[str, Any] = {
    "condition": "use is public", "effect": "gate", "gate": "legal", "sentence": "A lawyer looks.",
    "source": "Contract 18", "read_on": "2026-11-02", "moments": ["submit", "sign-off"],
}  # fmt: skip


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ours(cast: Cast, name: str = "Not in Japan", **more: Any) -> RuleVersion:
    return publish(draft(SAID | more, brand=cast.northlight, name=name, by=cast.ada), by=cast.ada)


# --- Words, standing and changes: no rows needed --------------------------------------------------------------------
def test_a_condition_in_pieces_is_the_same_words_and_each_piece_is_known_for_what_it_is() -> None:
    text = 'use is public and (model.licences include "a, b"\n or date is before 2026-12-02)'
    text += " and operator.users is over 1,000"
    assert "".join(one.text for one in pieces(text)) == text
    kinds = {one.text: one.kind for one in pieces(text)}
    assert kinds["use"] == kinds["model.licences"] == "fact" and kinds["and"] == kinds["before"] == "key"
    assert kinds["public"] == kinds['"a, b"'] == kinds["2026-12-02"] == kinds["1,000"] == "value"
    hostile = '"<b> \x00 ( ))) é…'
    assert "".join(one.text for one in pieces(hostile)) == hostile


@pytest.mark.parametrize(("days", "kind", "says"), [
    ({}, "now", "In force"), ({"valid_from": dt.date(2026, 12, 2)}, "coming", "From 2 December 2026"),
    ({"valid_to": dt.date(2026, 11, 20)}, "ended", "Ended 20 November 2026"), ({"valid_to": DAY}, "now", "until 21"),
    ({"valid_from": DAY}, "now", "In force"),
])  # fmt: skip
def test_a_rule_stands_on_a_day_as_its_days_say(days: dict[str, dt.date], kind: str, says: str) -> None:
    found = standing(Rule(), RuleVersion(**days), DAY)
    assert found.kind == kind and says in found.says
    assert standing(Rule(), None, DAY).kind == "draft"


def test_a_rule_is_about_what_its_facts_are_of() -> None:
    assert about({"use", "model.uses", "regions"}) == "Licences of models"
    assert about({"regions", "likeness"}) == "Law by region" and about({"likeness"}) == "Rights and real people"
    assert about({"placements"}) == "Platforms and placements" and about({"topics"}).startswith("Subjects")


def test_what_changed_is_said_field_by_field() -> None:
    before = RuleVersion(condition="always", effect="warn", asks={}, moments=[], read_on=DAY)
    after = RuleVersion(condition="always", effect="gate", asks={"gate": "legal"}, moments=["export"], read_on=DAY)
    said = [(one.label, one.before, one.after) for one in changes(before, after)]
    assert said == [
        ("Effect", "Warn", "Require a gate"), ("What it asks for", "", "the legal gate"),
        ("Asked at", "every moment", "export"),
    ]  # fmt: skip


# --- The list --------------------------------------------------------------------------------------------------------
def test_the_list_shows_the_house_and_ones_own_brands_with_how_often_each_applied(cast: Cast) -> None:
    seed_rules()
    version = ours(cast, valid_from="2026-01-01")
    publish(draft(SAID, brand=cast.tern, name="Tern's secret", by=cast.zoe), by=cast.zoe)
    facts: dict[str, Any] = {"use": "public", "regions": ("JP",)}
    for _ in range(3):
        judging.judge("export", cast.northlight, facts, brand=cast.northlight)
    assert applied(cast.ben)[version.rule_id] == (3, 0) and version.rule_id not in applied(cast.zoe)
    client = as_(cast.ben)
    page = client.get("/admin/policies/").content.decode()
    assert "Not in Japan" in page and "applied 3 times" in page and "Tern’s secret" not in page
    assert "Tern&#x27;s secret" not in page and "The licence covers this use" in page and "second-hand" in page
    only = client.get("/admin/policies/?brand=northlight&effect=deny").content.decode()
    assert "Not in Japan" in only and "The licence covers this use" not in only
    later = client.get("/admin/policies/?on=2025-01-01&when=coming").content.decode()
    assert "From 1 January 2026" in later and "The licence covers this use" not in later
    for bad in ("effect=forbid", "on=soon", "when=never", "brand=tern", "by=x"):
        assert client.get(f"/admin/policies/?{bad}").status_code == 422, bad


def test_as_many_questions_for_forty_rules_as_for_one(cast: Cast) -> None:
    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    version, client = ours(cast), as_(cast.ada)
    paths = ("/admin/policies/", f"/admin/policies/{version.rule_id}/", "/api/policies/")
    before = [asked(path) for path in paths]
    seed_rules()
    for number in range(4):
        draft(SAID | {"sentence": str(number)}, brand=cast.northlight, name=f"Rule {number}", by=cast.ada)
        judging.judge("export", cast.northlight, {"use": "public", "regions": ("JP",)}, brand=cast.northlight)
    assert [asked(path) for path in paths] == before


# --- A rule ----------------------------------------------------------------------------------------------------------
def test_leo_writes_a_rule_publishes_it_writes_the_next_and_retires_it(cast: Cast) -> None:
    client = as_(cast.leo)
    new = f"/admin/policies/new/{cast.northlight.pk}/"
    wrong = client.post(new, FORM | {"name": "A lawyer looks", "condition": "use is publc", "read_on": ""})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "never “publc”" in page and "on which day" in page
    assert "A lawyer looks." in page and not Rule.objects.exists(), "no word is lost, and nothing is written"
    assert client.post(new, FORM | {"name": "A lawyer looks"}).status_code == 302
    first = RuleVersion.objects.get()
    assert (first.asks, first.moments, first.effect) == ({"gate": "legal"}, ["submit", "sign-off"], "gate")
    client.post(f"/admin/policies/versions/{first.pk}/publish/")
    changed = FORM | {"effect": "disclose", "share": "4,5", "words": "en: Made with AI\nde: KI", "note": "Law, not us"}
    assert client.post(f"/admin/policies/{first.rule_id}/", changed).status_code == 302
    second = RuleVersion.objects.get(number=2)
    assert second.asks == {"share": 0.045, "words": {"en": "Made with AI", "de": "KI"}}
    where = {"markets": "CN, eu", "language": "de", "corner": "top-left"}
    assert client.post(f"/admin/policies/{first.rule_id}/", changed | where | {"language": "zh"}).status_code == 422
    assert client.post(f"/admin/policies/{first.rule_id}/", changed | where).status_code == 302
    assert RuleVersion.objects.get(number=2).asks == second.asks | where | {"markets": ["CN", "EU"]}
    page = client.get(f"/admin/policies/{first.rule_id}/").content.decode()
    assert "Publish version 2" in page and "<del>the legal gate</del>" in page and "4.5 % of the shortest side" in page
    assert "for CN, EU, else in de, top-left first" in page and 'value="CN EU"' in page
    assert client.post(f"/admin/policies/{first.rule_id}/retire/").status_code == 302
    assert "Retired" in client.get(f"/admin/policies/{first.rule_id}/").content.decode()


def test_a_rule_of_the_house_is_read_and_copied_and_not_edited(cast: Cast) -> None:
    seed_rules()
    house = Rule.objects.get(slug="china-visible-label")
    client = as_(cast.leo)
    page = client.get(f"/admin/policies/{house.pk}/").content.decode()
    assert "Make one for Northlight" in page and 'name="condition"' not in page
    assert client.post(f"/admin/policies/{house.pk}/", FORM).status_code == 422
    assert client.post(f"/admin/policies/{house.pk}/own/", {"brand": cast.northlight.pk}).status_code == 302
    copy = RuleVersion.objects.get(rule__brand=cast.northlight)
    assert copy.published_at is None and copy.digest == house.versions.get().digest
    assert client.post(f"/admin/policies/{house.pk}/own/", {"brand": cast.northlight.pk}).status_code == 422
    assert client.post(f"/admin/policies/{house.pk}/own/", {"brand": cast.tern.pk}).status_code == 404


def test_a_condition_is_read_while_it_is_written(cast: Cast) -> None:
    client = as_(cast.ben)
    answer = client.get("/admin/policies/read/", {"condition": "use is public and weathr is <b>"}).content.decode()
    assert "at character 19" in answer and "<mark>weathr is &lt;b&gt;</mark>" in answer
    assert "speaks of regions, use" in client.get(
        "/admin/policies/read/", {"condition": "use is public and regions include EU"}
    ).content.decode()  # fmt: skip
    assert client.get("/admin/policies/read/", {"condition": "(" * 3000}).status_code == 200


def test_the_last_verdicts_stand_on_the_rules_page_with_their_subject(cast: Cast) -> None:
    version = ours(cast)
    revision = revision_of(cast)
    judging.judge("export", revision, {"use": "public", "regions": ("JP",)}, brand=cast.northlight)
    judging.judge("export", revision, {"use": "public"}, brand=cast.northlight)
    page = as_(cast.ben).get(f"/admin/policies/{version.rule_id}/").content.decode()
    assert page.count(f'href="/revisions/{revision.pk}/"') == 2 and "Not known: where it will be shown" in page


def test_a_program_reads_rules_with_their_versions(cast: Cast) -> None:
    version = ours(cast)
    said = as_(cast.ben).get(f"/api/policies/{version.rule_id}/").json()
    assert said["brand"] == "northlight" and said["versions"][0]["digest"] == version.digest
    assert as_(cast.zoe).get(f"/api/policies/{version.rule_id}/").status_code == 404


# --- Trying ----------------------------------------------------------------------------------------------------------
def test_trying_says_what_applies_what_is_open_and_which_fact_is_missing(cast: Cast) -> None:
    seed_rules()
    seed_models()
    client, path = as_(cast.leo), "/admin/policies/try/"
    assert "Fill in what is known" in client.get(path).content.decode()
    box = {"brand": "northlight", "moment": "sign-off", "on": "2026-11-21", "use": "public", "regions": "EU, CN",
           "generated": "yes", "rights": "clear"}  # fmt: skip
    before = Judgement.objects.count()
    page = client.get(path, box).content.decode()
    assert "China" in page and "5 % of the shortest side" in page
    assert "<code>regions</code> EU, CN</span>" in page, "a group of countries goes by its name"
    assert "<code>model.uses</code>" in page and "Not decided" in page and "Missing:" in page
    assert Judgement.objects.count() == before, "nothing is kept"
    model = client.get(path, box | {"model": ModelEntry.objects.all()[0].slug}).content.decode()
    assert (
        "model.licences</dt><dd>" in model
        and "<code>model.uses</code>" not in model.split("All facts")[0].split("Not decided")[-1]
    )
    for bad in ({"regions": "Germany"}, {"on": "soon"}, {"brief": "9" * 15}, {"model": "none"}, {"brief": "x"},
                {"use": "private"}, {"people": "maybe"}, {"flight_to": "2026-02-31"}):  # fmt: skip
        answer = client.get(path, box | bad)
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), bad


def test_a_briefs_facts_are_those_of_its_newest_revision_and_a_draft_stands_in_for_its_rule(cast: Cast) -> None:
    revision = revision_of(cast)
    version = draft(SAID | {"condition": "people is yes", "moments": []}, brand=cast.northlight, name="No people",
                    by=cast.leo)  # fmt: skip
    client = as_(cast.leo)
    said = {"brief": str(revision.brief_id), "people": "yes"}
    assert "No people" not in client.get("/admin/policies/try/", said).content.decode()
    page = client.get("/admin/policies/try/", said | {"version": str(version.pk)}).content.decode()
    assert "Denied" in page and f"with the facts of {revision}" in page.replace("&#x27;", "'")
    assert as_(cast.zoe).get("/admin/policies/try/", {"version": str(version.pk)}).status_code == 404


def test_a_draft_says_what_in_work_it_would_newly_deny(cast: Cast) -> None:
    revision_of(cast)
    calm = draft(
        SAID | {"condition": "generated is no", "moments": []}, brand=cast.northlight, name="Calm", by=cast.leo
    )
    harsh = draft(SAID | {"condition": "generated is yes", "moments": ["submit"], "valid_from": "2031-01-01"},
                  brand=cast.northlight, name="Harsh", by=cast.leo)  # fmt: skip
    open_ = draft(
        SAID | {"condition": "realistic is yes", "moments": []}, brand=cast.northlight, name="Open", by=cast.leo
    )
    assert trial(calm, cast.northlight).touched == []
    found = trial(harsh, cast.northlight)
    assert (found.denied, found.total, found.day) == (1, 1, dt.date(2031, 1, 1)), "asked on the day it begins"
    [one] = trial(open_, cast.northlight).touched
    assert not one.denied and one.after and not one.after.decided
    publish(harsh, by=cast.leo)
    assert trial(harsh, cast.northlight).denied == 1, "what is in force is held against the others"
    page = as_(cast.leo).get(f"/admin/policies/versions/{harsh.pk}/in-work/").content.decode()
    assert "It alone denies 1 of 1" in page and not Judgement.objects.exists()
