"""Every rule finds what it is for, and passes over what only looks like it."""

from dataclasses import replace
from typing import Any

import pytest

from briefs.readiness import STANDARD, TESTS, Fix
from briefs.seeds import SAMPLE_BRIEFS
from briefs.spec import BriefSpec
from tests.briefs.readings import CATALOGUE, PACK, read, rules, the

GOOD = replace(BriefSpec.clean(SAMPLE_BRIEFS["01"]), title="Hero")
PRODUCT = BriefSpec.clean(SAMPLE_BRIEFS["03"])
INGRID = {"name": "Ingrid", "never": ["no jewellery", "red"], "likeness": {"until": "2027-03-31", "not_in": ["CN"]}}
PALE = {**PACK, "palette": [{"name": "mist", "hex": "#C0C4C8"}, {"name": "fog", "hex": "#E4E6E8"}]}
TIGHT = {**CATALOGUE["web-hero"], "slug": "tight", "name": "Tight", "max_bytes": 20_000, "formats": ["jpeg"]}
FLYER = {**CATALOGUE["print-a5"], "slug": "flyer", "name": "Flyer", "dpi": 96}
RGB = {**CATALOGUE["print-a5"], "slug": "rgb", "name": "RGB flyer", "colour_space": "srgb"}
STRICT = {**CATALOGUE["web-hero"], "slug": "strict", "name": "Strict",
          "copy": {"max_chars": 60, "subline_chars": 10, "cta_chars": 5}}  # fmt: skip
MORE = {**CATALOGUE, "tight": TIGHT, "flyer": FLYER, "rgb": RGB, "strict": STRICT}


def note(role: str, text: str = "", **rights: Any) -> dict[str, Any]:
    return {"role": role, "note": text, "name": "office.jpg", "rights": rights}


def kelp(*codes: str) -> tuple[dict[str, str], ...]:
    return tuple({"name": f"Way {number}", "hex": code} for number, code in enumerate(codes))


# rule -> (what is changed in a good brief, what the rules know beside it, the field it is told at)
FIRES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "placement-unknown": ({"placements": ("gone", "web-hero")}, {}, "placements"),
    "pack-unpublished": ({}, {"pack": None}, "style_pack"),
    "character-unpublished": ({"characters": ("ingrid",)}, {}, "characters"),
    "reference-refused": ({}, {"refused": 1}, "references"),
    "reference-waiting": ({}, {"waiting": 1}, "references"),
    "reference-note": ({}, {"references": (note("style"),)}, "references"),
    "cut-out": ({"subject": "Our own cut-out photograph of the bottle on basalt"}, {}, "references"),
    "copy-missing": ({"copy": {}}, {}, "copy"),
    "copy-empty": ({"copy": {**GOOD.copy, "ja": {"headline": ""}}}, {}, "copy"),
    "copy-for-market": ({"markets": ("US", "FR", "BE")}, {}, "copy"),
    "short": ({"subject": "Lamp"}, {}, "subject"),
    "adjectives": ({"environment": "warm, bright and modern"}, {}, "environment"),
    "many-moods": ({"mood": "Calm, warm, confident, focused, fresh"}, {}, "mood"),
    "who-they-are": ({"subject": "People around a large display"}, {}, "people"),
    "ruled-out-and-shown": ({"must_not_show": ("hands",), "subject": "A carpenter holding a plane"}, {},
    "must_not_show"),
    "no-people-shown": ({"people": "no people"}, {}, "people"),
    "people-count": ({"people": "two engineers"}, {}, "people"),
    "one-and-crowd": ({"subject": "A single chair, a crowd of visitors"}, {}, "subject"),
    "shot-differs": ({"shot": "close-up", "composition": "Establishing shot of the whole yard"}, {}, "shot"),
    "text-in-scene": ({"environment": "A wall with the words “Sale now”"}, {}, "environment"),
    "logo-in-scene": ({"style": ("logo big",)}, {}, "style"),
    "subject-in-copy": ({"subject_position": "right-third", "copy_space": "right-half"}, {}, "subject_position"),
    "subject-fills": ({"subject_position": "fills"}, {}, "copy_space"),
    "copy-without-room": ({"copy_space": "none"}, {}, "copy_space"),
    "horizon-none": ({"horizon": "none", "environment": "Open sea in the morning"}, {}, "horizon"),
    "plain-ground": ({"placements": ("web-hero", "marketplace-main")}, {}, "placements"),
    "black-and-white": ({"style": ("black and white", "signal orange walls")}, {}, "style"),
    "two-lights": ({"light": "Hard noon sun, candle-lit tables"}, {}, "light"),
    "two-moods": ({"mood": "Serious and silly"}, {}, "mood"),
    "two-styles": ({"style": ("minimalist", "ornate frames")}, {}, "style"),
    "medium-differs": ({"style": ("watercolour",)}, {}, "style"),
    "character-never": (
        {"subject": "Ingrid in a red coat by a window", "characters": ("ingrid",)},
        {"characters": {"ingrid": INGRID}}, "characters",
    ),
    "character-and-no-people": (
        {"people": "no people", "characters": ("ingrid",)}, {"characters": {"ingrid": INGRID}}, "characters",
    ),
    "colour-in-subject": (
        {"subject": "Way 1 green water bottle on basalt", "people": "", "colourways": kelp("#2F5D50", "#C8452D")}, {},
        "subject",
    ),
    "colourway-twice": ({"colourways": kelp("#2F5D50", "#2F5D51")}, {}, "colourways"),
    "headline-room": ({"copy": {"de": {"headline": "Donaudampfschifffahrtsgesellschaft" * 5}}}, {}, "copy"),
    "headline-small": (
        {"copy": {"en": {"headline": "Decisions are made together on one shared picture of the whole"}}}, {}, "copy",
    ),
    "copy-limit": ({"placements": ("strict",), "copy": {"en": {"headline": "Now", "cta": "See all of it"}}}, {},
    "copy"),
    "script": ({"copy": {"th": {"headline": "ด้วยกัน"}}}, {}, "copy"),
    "contrast": ({}, {"pack": PALE}, "style_pack"),
    "bleed": ({"placements": ("rgb",)}, {}, "placements"),
    "print-resolution": ({"placements": ("flyer",)}, {}, "placements"),
    "byte-budget": ({"placements": ("tight",)}, {}, "placements"),
    "spread": ({"placements": ("display-728x90", "display-160x600")}, {}, "placements"),
    "motion": ({"title": "First light, 15 second spot"}, {}, "title"),
    "colourway-faint": (
        {"placements": ("marketplace-main",), "environment": "", "colourways": kelp("#FDFDFD")}, {}, "colourways",
    ),
    "flight-order": ({"flight_to": "2027-01-01"}, {}, "flight_to"),
    "flight-over": ({"flight_from": "2025-01-01", "flight_to": "2025-02-01"}, {}, "flight_to"),
    "reference-rights": ({}, {"references": (note("style", "its light", until="2027-02-28"),)}, "flight_to"),
    "likeness-rights": ({"characters": ("ingrid",)}, {"characters": {"ingrid": INGRID}}, "flight_to"),
}  # fmt: skip


def test_there_is_a_case_for_every_rule() -> None:
    assert set(FIRES) == set(TESTS) == set(STANDARD["rules"])


@pytest.mark.parametrize("rule", FIRES)
def test_the_rule_finds_what_it_is_for(rule: str) -> None:
    change, known, field = FIRES[rule]
    finding = next(f for f in read(replace(GOOD, **change), **{"placements": MORE, **known}).findings if f.rule == rule)
    assert (finding.field, finding.kind) == (field, TESTS[rule].kind)
    assert finding.verdict == STANDARD["rules"][rule]["verdict"]
    assert finding.what and finding.remedy.endswith(".")


@pytest.mark.parametrize("rule", FIRES)
def test_the_rule_finds_nothing_where_it_is_off(rule: str) -> None:
    change, known, _ = FIRES[rule]
    off = {**STANDARD, "rules": {**STANDARD["rules"], rule: {**STANDARD["rules"][rule], "verdict": "off"}}}
    assert rule not in rules(read(replace(GOOD, **change), **{"placements": MORE, "rules": off, **known}))


@pytest.mark.parametrize("family", STANDARD["vague"])
def test_a_vague_word_is_told_with_its_remedy(family: str) -> None:
    entry = STANDARD["vague"][family]
    field = (entry.get("fields") or ["mood"])[-1]
    word = entry["words"][0]
    value: Any = (f"very {word}",) if field == "style" else f"very {word}"  # “playful” alone is a mood of the form
    change = {field: value} if family != "season" else {"message": word, "subject": "A lamp", "environment": "Office"}
    finding = the(read(replace(GOOD, **change)), f"vague.{family}")
    assert f"“{word.casefold()}”" in finding.what and finding.remedy == entry["remedy"]


@pytest.mark.parametrize("field", STANDARD["missing"])
def test_an_empty_field_is_missed(field: str) -> None:
    empty: Any = () if isinstance(getattr(GOOD, field), tuple) else ""
    assert the(read(replace(GOOD, **{field: empty})), f"missing.{field}").field == field


FINE: list[tuple[str, BriefSpec, dict[str, Any]]] = [
    ("ruled out in the scene as well", GOOD, {"must_not_show": ("hands",),
    "composition": "Three-quarter view, no hands"}),
    ("other bottles than ours", PRODUCT, {}),
    ("hands of a clock", GOOD, {"must_not_show": ("hands",), "environment": "Office, the hands of the clock at nine"}),
    ("signs of wear", GOOD, {"must_not_show": ("text in scene",), "environment": "Office with signs of wear, dusk"}),
    ("a word that only begins alike", GOOD, {"must_not_show": ("cats",), "environment": "Catering room, category A"}),
    ("a figure in front of a crowd", GOOD, {"subject": "A lone cyclist in front of a crowd", "people": ""}),
    ("nobody, said twice", PRODUCT, {"subject": "Water bottle on basalt, no people", "people": "no people"}),
    ("rock face", PRODUCT, {"subject": "Water bottle on a rock face"}),
    ("a couple of bottles", PRODUCT, {"subject": "A couple of green water bottles on basalt"}),
    ("room for two people", PRODUCT, {"environment": "Lake shore, a table for two people, empty"}),
    ("two engineers and a founder", GOOD, {"people": "two engineers, one founder, forties"}),
    ("a video call", GOOD, {"subject": "Two engineers on a video call"}),
    ("a word of the form", GOOD, {"mood": "Playful"}),
    ("modern office", GOOD, {"environment": "Modern office with oak tables"}),
    ("premium as a plan", GOOD, {"message": "The premium plan has no ads."}),
    ("beauty as a thought", GOOD, {"message": "A beautiful home begins with light."}),
    ("spring water", PRODUCT, {"message": "Spring water, all year."}),
    ("evening and practical light", GOOD, {"light": "Soft, practical", "environment": "Office at dusk, lamps lit"}),
    ("no sun at night", GOOD, {"environment": "Street at night, no sunlight, neon tubes"}),
    ("one accent in black and white", GOOD, {"style": ("black and white", "one signal orange accent")}),
    ("flat light", GOOD, {"style": ("realistic", "flat light")}),
    ("a quoted name", GOOD, {"subject": "Three engineers around the display they call “Atlas”"}),
    ("empty of people", PRODUCT, {"environment": "Lake shore, empty of people, mist"}),
    ("white environment", PRODUCT, {"placements": ("marketplace-main",), "environment": "Pure white", "copy": {},
                                    "copy_space": "none"}),
    ("Swiss German is German", GOOD, {"markets": ("CH",), "copy": {"de-CH": {"headline": "Zusammen"}}}),
    ("German text with man in it", PRODUCT, {"subject": "Die Flasche, wie man sie auf dem Basalt sieht",
    "people": "no people"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "spec", "change"), FINE, ids=[case[0] for case in FINE])
def test_what_only_looks_wrong_is_left_in_peace(why: str, spec: BriefSpec, change: dict[str, Any]) -> None:
    assert [(f.rule, f.what) for f in read(replace(spec, **change)).findings] == []


def test_a_reference_with_a_note_and_rights_that_reach_is_left_in_peace() -> None:
    kept = (
        note("style", "only its light", until="2027-12-31", territories=["US", "GB", "DE", "JP"]),
        note("product"), note("do-not", "its crop", until="2020-01-01"),
    )  # fmt: skip
    assert read(GOOD, references=kept).findings == []


def test_rights_that_end_early_or_leave_a_market_out_say_how_to_get_inside_them() -> None:
    summary = read(GOOD, references=(note("style", "its light", until="2027-02-28", territories=["US", "DE"]),))
    patches = [fix.patch for finding in summary.findings for fix in finding.fixes]
    assert patches == [{"flight_to": "2027-02-28"}, {"markets": ["US", "DE"]}] or patches == [
        {"markets": ["US", "DE"]}, {"flight_to": "2027-02-28"},
    ]  # fmt: skip
    assert read(replace(GOOD, flight_to="2027-02-28", markets=("US", "DE")), references=(
        note("style", "its light", until="2027-02-28", territories=["US", "DE"]),
    )).findings == []  # fmt: skip


def test_the_best_pair_of_a_faint_palette_is_named_with_its_contrast() -> None:
    finding = the(read(GOOD, pack=PALE), "contrast")
    assert "mist on fog with 1.4:1" in finding.remedy and "3:1" in finding.remedy


@pytest.mark.parametrize("rule", FIRES)
def test_every_fix_mends_what_it_is_offered_for(rule: str) -> None:
    change, known, _ = FIRES[rule]
    known = {"placements": MORE, **known}
    spec = replace(GOOD, **change)
    for finding in read(spec, **known).findings:
        if finding.rule == rule:
            for fix in finding.fixes:
                mended = BriefSpec.clean({**spec.document(), **fix.patch})
                left = [f for f in read(mended, **known).findings if f.rule == rule and f.what == finding.what]
                assert not left, (fix, left)


def test_a_fix_never_writes_copy() -> None:
    for change, known, _ in FIRES.values():
        spec = replace(GOOD, **change)
        for finding in read(spec, **{"placements": MORE, **known}).findings:
            for fix in finding.fixes:
                assert isinstance(fix, Fix) and fix.label
                said = {text for words in fix.patch.get("copy", {}).values() for text in words.values()}
                assert said <= {text for words in spec.copy.values() for text in words.values()}, fix
