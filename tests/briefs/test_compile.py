"""The prompt is compiled: each phrase names its source, and the same documents give the same bytes."""

from dataclasses import replace
from typing import Any

import pytest

from briefs import style
from briefs.compile import BRIEF, PACK, TEMPLATE, Compiled, compile_prompt, estimate_tokens
from briefs.seeds import PALETTES, SAMPLE_BRIEFS
from briefs.seeds.brands import _KITS
from briefs.seeds.templates import SCENE
from briefs.spec import BriefSpec
from briefs.vocabulary import SECTION_OF
from studio.lib.problems import BadInput

DIALECTS = ("clip", "t5", "previz")


def pack(name: str) -> dict[str, Any]:
    return style.clean({**_KITS[name], "slug": name, "name": name, "palette": PALETTES[name]})


def made(name: str, dialect: str, **change: Any) -> Compiled:
    spec = replace(BriefSpec.clean(SAMPLE_BRIEFS[name]), **change)
    return compile_prompt(spec, template=SCENE, pack=pack(spec.style_pack), dialect=dialect)


def test_the_first_sample_for_clip_reads_as_a_person_would_write_it() -> None:
    prompt = made("01", "clip")
    assert prompt.positive_text == (
        "photograph, mid shot, three people around a large transparent display, modern office, city skyline at dusk"
        " outside, soft practical light, signal orange accent on the display only, empty top third, realistic,"
        " slightly desaturated, cinematic contrast, accent on devices only, 35 mm"
    )
    assert prompt.negative_text == (
        "handshakes, glowing brains, holograms with text, identifiable brands, visible logos, text in scene, lens"
        " flare, teal and orange grade, extra limbs, watermark"
    )
    assert (len(prompt.windows), prompt.limit, prompt.cut) == (1, 4 * 77, ())


@pytest.mark.parametrize("name", sorted(SAMPLE_BRIEFS))
@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_phrase_names_its_source(name: str, dialect: str) -> None:
    prompt = made(name, dialect)
    assert "".join(phrase.text for phrase in prompt.positive) == prompt.positive_text
    for phrase in (*prompt.positive, *prompt.negative):
        assert phrase.source in (BRIEF, PACK, TEMPLATE)
        if phrase.source == BRIEF:
            assert phrase.section == SECTION_OF[phrase.field].number
        elif phrase.source == PACK:
            assert phrase.field in ("medium", "positive", "negative", "lens", "light", "palette")
        else:
            assert phrase.field == "" and phrase.section == 0


@pytest.mark.parametrize("dialect", DIALECTS)
def test_changing_a_field_changes_its_own_phrases_and_no_others(dialect: str) -> None:
    before, after = made("01", dialect), made("01", dialect, environment="Harbour at dawn")
    kept = [phrase for phrase in before.positive if phrase.field != "environment"]
    assert kept == [phrase for phrase in after.positive if phrase.field != "environment"]
    assert before.digest != after.digest


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_documents_give_the_same_bytes(dialect: str) -> None:
    assert made("03", dialect) == made("03", dialect)


def test_no_people_goes_to_the_negative_side_where_a_model_does_not_understand_no() -> None:
    clip = made("03", "clip")
    assert "people" not in clip.positive_text
    assert clip.negative_text.split(", ").count("people") == 1
    assert "There are no people." in made("03", "t5").positive_text


def test_a_dialect_without_negative_prompts_has_none() -> None:
    assert made("01", "t5").negative == ()


def test_what_lies_beyond_the_limit_of_clip_is_told() -> None:
    prompt = made("01", "clip", environment="an office with " + ", ".join(f"object number {n}" for n in range(99)))
    assert prompt.tokens > prompt.limit
    assert "35 mm" in prompt.cut and "three people around a large transparent display" not in prompt.cut


def test_template_syntax_in_a_brief_is_only_text() -> None:
    hostile = "{{ 7*7 }} {% debug %} ${x} {subject}"
    assert hostile in made("01", "clip", subject=hostile).positive_text


def test_an_unknown_dialect_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="clip, t5, tags, json, previz"):
        made("01", "klingon")


def test_the_token_estimate_errs_a_little_towards_too_many() -> None:
    # Each of these words, and each comma, is one token to CLIP.
    for text, real in {
        "a photo of a cat": 5,
        "three people around a large transparent display": 7,
        "modern office, city skyline at dusk outside": 8,
        "soft practical light": 3,
    }.items():
        assert real <= estimate_tokens(text) <= real + 4, text
