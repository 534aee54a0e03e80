"""Rules are data: read strictly, versioned, a brand's own before the shared; conditions are no code."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from briefs.actions import copy_rules, create_brief, draft_rules, publish
from briefs.catalogue import drawn, rules_for
from briefs.models import RuleSet, RuleSetVersion
from briefs.readiness import STANDARD
from briefs.readiness import standard as standard_rules
from briefs.readiness.cleaning import clean
from briefs.readiness.posting import posted
from briefs.readiness.ruleset import rules_of
from briefs.seeds import SAMPLE_BRIEFS
from briefs.seeds import rules as seeded
from briefs.seeds.rules import seed_rules
from briefs.spec import BriefSpec
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.briefs.readings import read, rules, the
from tests.cast import Cast

GOOD = BriefSpec.clean(SAMPLE_BRIEFS["01"])


def with_own(*custom: dict[str, Any]) -> dict[str, Any]:
    return clean({**STANDARD, "custom": list(custom)})


def own(when: Any, **more: Any) -> dict[str, Any]:
    return {"id": "own", "field": "subject", "when": when, "what": "It holds", "remedy": "Mend it.", **more}


# --- The document ---------------------------------------------------------------------------------------------------
def test_the_standard_rules_are_clean_as_they_stand() -> None:
    once = clean(STANDARD)
    assert clean(json.loads(json.dumps(once))) == once
    assert rules_of(once) == rules_of(STANDARD)


def test_a_vague_word_may_be_given_in_short() -> None:
    document = clean({"name": "Ours", "vague": {"synergetic": "Say what works together."}})
    finding = the(read(replace(GOOD, mood="calm, synergetic"), rules=document), "vague.synergetic")
    assert finding.remedy == "Say what works together."


def test_what_a_rule_set_does_not_name_is_off() -> None:
    assert read(BriefSpec(), pack=None, rules={"missing": {}, "rules": {}, "vague": {}}).findings == []


def test_numbers_and_verdicts_are_the_rule_sets() -> None:
    document = copy.deepcopy(STANDARD)
    document["rules"]["spread"] |= {"ratio": 2, "verdict": "fail"}
    assert the(read(GOOD, rules=clean(document)), "spread").verdict == "fail"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (None, "is an object"),
        ([], "is an object"),
        ({"colour": 1}, "no part “colour”"),
        ({"name": "x" * 500}, "1 to 80 characters"),
        ({"slug": "Not A Slug"}, "small letters"),
        ({"rules": {"invented": {"verdict": "fail"}}}, "no such rule"),
        ({"rules": {"spread": {"verdict": "maybe"}}}, "fail, warn, off"),
        ({"rules": {"spread": {"ratio": "wide"}}}, "a number from 0"),
        ({"rules": {"spread": {"ratio": float("nan")}}}, "a number from 0"),
        ({"rules": {"spread": {"ratio": True}}}, "a number from 0"),
        ({"rules": {"spread": {"rabbit": 1}}}, "no “rabbit” here"),
        ({"rules": {"two-lights": {"pairs": {"a": {"one": ["x"]}}}}}, "list of 1 to 200 words"),
        ({"rules": {"motion": {"words": ["x" * 200]}}}, "1 to 60 characters"),
        ({"rules": []}, "an object with at most"),
        ({"vague": {"nice": {"words": [], "remedy": "Say."}}}, "list of 1 to 200"),
        ({"vague": {"nice": {"words": ["nice"]}}}, "remedy"),
        ({"vague": {"nice": {"words": ["nice"], "remedy": "Say.", "fields": ["copy"]}}}, "not a field with words"),
        ({"missing": {"soul": {"verdict": "fail"}}}, "no such field"),
        ({"missing": {"job": {"verdict": "fail", "unless": {"eval": "1"}}}}, "no condition “eval”"),
        ({"custom": {"a": 1}}, "a list of at most"),
        ({"custom": ["x"]}, "expected an object"),
        ({"custom": [own({"says": ["x"]}, field="soul")]}, "not a field of a brief"),
        ({"custom": [own({})]}, "a condition is an object"),
        ({"custom": [own({"says": "red"})]}, "list of 1 to 200 words"),
        ({"custom": [own({"in": ["subject"]})]}, "Add “says”"),
        ({"custom": [own({"longer_than": ["subject", "many"]})]}, "whole number"),
        ({"custom": [own({"market": ["UK"]})]}, "is not a market"),
        ({"custom": [own({"placement": ["No Slug!"]})]}, "not the short name"),
        ({"custom": [own({"is": ["shot"]})]}, "a field and a value"),
        ({"custom": [own({"use": "secret"})]}, "is not a use"),
        ({"custom": [own({"says": ["x"]}, field="markets")]}, "Say where to look"),
        ({"custom": [own({"missing": "job"}), own({"missing": "job"})]}, "two with the id"),
        ({"custom": [own({"missing": "job"}, fix={"label": "Say", "patch": {"copy": {}}})]}, "never copy"),
        ({"custom": [own({"missing": "job"}, fix={"label": "Say", "patch": {"job": "dance"}})]},
        "not one of the choices"),
        ({"custom": [own({"any": [{"missing": "job"}] * 30})]}, "1 to 20 conditions"),
        ({"vague": {f"w{n}": "Say what is seen." for n in range(500)}}, "at most 100"),
        ({"vague": {"a": "b" * 300_000}}, "more than 200,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_a_sentence(document: Any, words: str) -> None:
    with pytest.raises(BadInput) as told:
        clean(document)
    assert words in told.value.sentence and told.value.sentence.endswith("."), told.value.sentence


def test_conditions_stand_only_so_deep_in_each_other() -> None:
    when: dict[str, Any] = {"missing": "job"}
    for _ in range(20):
        when = {"not": when}
    with pytest.raises(BadInput, match="deep"):
        clean({"custom": [own(when)]})


# --- Conditions -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"says": ["display"]}, True),
        ({"says": ["DISPLAY"]}, True),
        ({"says": ["displays"]}, False),
        ({"says": ["dusk"], "in": ["environment", "light"]}, True),
        ({"says": [".*"]}, False),
        ({"missing": "people"}, True),
        ({"missing": "copy"}, False),
        ({"is": ["shot", "mid"]}, True),
        ({"is": ["channels", "email"]}, True),
        ({"longer_than": ["subject", 10]}, True),
        ({"longer_than": ["placements", 4]}, False),
        ({"market": ["JP", "CN"]}, True),
        ({"placement": ["web-hero"]}, True),
        ({"channel": ["OOH"]}, True),
        ({"use": "internal"}, False),
        ({"reference": ["product"]}, False),
        ({"background": "plain"}, False),
        ({"market": ["JP"], "use": "internal"}, False),
        ({"all": [{"market": ["JP"]}, {"not": {"use": "internal"}}]}, True),
        ({"any": [{"use": "internal"}, {"missing": "subject"}]}, False),
        ({"not": {"missing": "subject"}}, True),
    ],
)
def test_a_condition_holds_or_does_not(when: Any, holds: bool) -> None:
    assert ("custom.own" in rules(read(GOOD, rules=with_own(own(when))))) is holds


def test_a_rule_of_the_brands_own_says_its_words_and_offers_its_fix() -> None:
    entry = own(
        {"market": ["JP"], "not": {"says": ["bow"]}}, field="must_not_show", kind="missing", verdict="fail",
        what="Japan: thumbs are not ruled out", remedy="Add thumbs up to the list.",
        fix={"label": "Add “thumbs up”", "patch": {"must_not_show": ["thumbs up"]}},
    )  # fmt: skip
    finding = the(read(GOOD, rules=with_own(entry)), "custom.own")
    assert (finding.verdict, finding.kind, finding.field) == ("fail", "missing", "must_not_show")
    assert finding.fixes[0].patch == {"must_not_show": ["thumbs up"]}


def test_hostile_words_in_a_rule_are_words_and_nothing_else() -> None:
    entry = own({"says": ["(a+)+$", "<b>", "{{ x }}", "a" * 60]}, what="<script>alert(1)</script>")
    spec = replace(GOOD, subject="a" * 2000)
    assert "custom.own" not in rules(read(spec, rules=with_own(entry)))


# --- Versions -------------------------------------------------------------------------------------------------------
def test_the_seed_publishes_one_version_and_the_next_only_where_the_data_changed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = RuleSetVersion.objects.get(rules__brand=None)
    assert (first.number, first.document) == (1, clean(STANDARD)) and first.published_at
    assert seed_rules() == first
    changed = copy.deepcopy(STANDARD)
    changed["rules"]["spread"]["ratio"] = 10
    monkeypatch.setattr(seeded, "STANDARD", changed)
    second = seed_rules()
    assert (second.number, second.document["rules"]["spread"]["ratio"]) == (2, 10)
    assert seed_rules() == second and rules_for(cast.northlight) == second
    assert standard_rules.STANDARD["rules"]["spread"]["ratio"] == 12


def test_a_brands_own_rules_count_once_they_are_published(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="Hero", document=SAMPLE_BRIEFS["01"])
    shared = RuleSet.objects.get(brand=None)
    copied = copy_rules(shared, cast.northlight, by=cast.bea)
    document = {**copied.document, "custom": [own({"says": ["display"]})]}
    draft = draft_rules(copied.rules, document, by=cast.bea, note="Displays")
    assert draft.pk == copied.pk and rules_for(cast.northlight) != draft
    publish(draft, by=cast.bea)
    spec = BriefSpec.clean(brief.draft)
    draws = drawn(brief, spec)
    assert draws.rules == draft and rules_for(cast.tern) != draft
    assert [f.rule for f in read(spec, rules=draws.context().rules).findings] == ["custom.own"]
    assert (
        Event.objects.filter(kind="rulesetversion.publish").exists() or Event.objects.filter(subject=draft.pk).exists()
    )


def test_the_shared_rules_are_changed_by_nobody_and_a_marketer_keeps_none(cast: Cast) -> None:
    shared = RuleSet.objects.get(brand=None)
    with pytest.raises(NotAllowed, match="shared by all brands"):
        draft_rules(shared, STANDARD, by=cast.ada)
    with pytest.raises(NotAllowed, match="brand reviewer"):
        copy_rules(shared, cast.northlight, by=cast.ben)
    with pytest.raises(NotAllowed):
        copy_rules(shared, cast.tern, by=cast.ada)
    assert RuleSet.objects.count() == 1
    copy_rules(shared, cast.northlight, by=cast.ada)
    with pytest.raises(WrongState, match="rules of its own already"):
        copy_rules(shared, cast.northlight, by=cast.ada)


def test_a_published_version_finds_tomorrow_what_it_finds_today(cast: Cast) -> None:
    version = publish(copy_rules(RuleSet.objects.get(brand=None), cast.northlight, by=cast.ada), by=cast.ada)
    draft = draft_rules(version.rules, {**STANDARD, "rules": {}}, by=cast.ada)
    assert draft.number == 2 and rules_for(cast.northlight) == version
    version.refresh_from_db()
    assert rules_of(version.document) == rules_of(STANDARD)


EACH = [
    (part, name, key)
    for part, keys in (("rules", ()), ("missing", ("verdict", "what", "remedy")), ("vague", ("words", "remedy")))
    for name, entry in STANDARD[part].items()
    for key in (keys or entry)
]


@pytest.mark.parametrize(("part", "name", "key"), EACH, ids=[".".join(one) for one in EACH])
def test_a_set_from_before_a_rule_had_a_number_reads_with_the_standards(part: str, name: str, key: str) -> None:
    older = copy.deepcopy(STANDARD)
    del older[part][name][key]
    assert rules_of(older) == rules_of(STANDARD)


def test_a_rule_of_the_set_keeps_its_own_numbers_where_another_is_left_out() -> None:
    older = {**STANDARD, "rules": {"print-resolution": {"verdict": "fail", "dpi": 90}}}
    (given,) = rules_of(older).tests
    assert (given.verdict, given["dpi"], given["longest_mm"]) == ("fail", 90, 600)


def test_the_page_of_a_brief_opens_under_a_set_from_before_a_rule_had_a_number(cast: Cast, client: Client) -> None:
    version = publish(copy_rules(RuleSet.objects.get(brand=None), cast.northlight, by=cast.ada), by=cast.ada)
    older = copy.deepcopy(version.document)
    del older["rules"]["print-resolution"]["longest_mm"], older["rules"]["contrast"]["large_px"]
    RuleSetVersion.objects.filter(pk=version.pk).update(document=older)
    poster = {**SAMPLE_BRIEFS["01"], "placements": ["print-a5", "web-hero"]}
    brief = create_brief(cast.campaign, by=cast.ben, title="Poster", document=poster)
    client.force_login(cast.ben)
    assert client.get(f"/briefs/{brief.pk}/").status_code == 200
    client.force_login(cast.ada)
    assert client.get(f"/admin/readiness/{version.rules_id}/").status_code == 200


def test_a_patch_posted_as_a_form_is_the_patch_again() -> None:
    from django.http import QueryDict

    from briefs.forms import patch_from

    patch = {
        "placements": ["web-hero", "story-9x16"], "people": "any, mixed", "horizon": "", "must_not_show": [],
        "copy": {"en": {"headline": "Now", "subline": "", "cta": "Go"}, "de": {}},
        "colourways": [{"name": "Kelp", "hex": "#2F5D50"}], "flight_to": "2027-02-28", "characters": [],
    }  # fmt: skip
    form = QueryDict(mutable=True)
    for name, value in posted(patch):
        form.appendlist(name, value)
    assert BriefSpec.clean(patch_from(form)) == BriefSpec.clean(patch)
