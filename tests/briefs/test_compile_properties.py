"""Whatever a brief says, its prompt is text: the same bytes everywhere, no command in it, no copy, nothing lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.compile import (
    BRIEF,
    DIALECTS,
    SOURCES,
    Compiled,
    Phrase,
    clip_tokens,
    compile_prompt,
    estimate_tokens,
    exact,
    tokens,
)
from briefs.compile.diff import GONE, NEW, SAME, pieces
from briefs.compile.english import with_article
from briefs.compile.windows import MOST_WINDOWS, windows_of
from briefs.seeds.templates import SCENE, TEMPLATES
from briefs.spec import BriefSpec
from studio.lib.canonical import canonical
from tests.briefs.golden_briefs import GOLDEN, pack

HOSTILE = (
    "(words:9)", "((((a))))", "[a:b:0.5]", "<lora:evil:1>", "BREAK", "a AND b", "\\(", "{{ 7*7 }}", "{% debug %}",
    "</s>", "<|endoftext|>", "${HOME}", "{a|b}", "\u202eevil\u202c", "\u2067x\u2069", "İstanbul ışık", "e\u0301",
    "\ufeff", "a\x00b", "١٢٣", "決める、いっしょに", "مرحبا بكم", "שלום", "👩\u200d🚀", "no no no", "x" * 300,
    '"quoted"', "--prompt", "\n\n", "a,b;c.d:e",
)  # fmt: skip
TEXT = st.sampled_from(HOSTILE) | st.text(max_size=60) | st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join)
DRAFTS = st.fixed_dictionaries(
    {"subject": TEXT, "environment": TEXT, "composition": TEXT},
    optional={
        "people": TEXT.map(lambda text: text[:180]),
        "light": TEXT.map(lambda text: text[:180]),
        "must_not_show": st.lists(TEXT.map(lambda text: text[:100]), max_size=4),
        "style": st.lists(TEXT.map(lambda text: text[:100]), max_size=4),
        "shot": st.sampled_from(["", "mid", "product", "flat", "establishing"]),
        "copy_space": st.sampled_from(["", "top-third"]),
    },
)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def compiled(draft: dict[str, Any], dialect: str, template: Any = SCENE, **more: Any) -> Compiled:
    spec = BriefSpec.clean(draft)
    return compile_prompt(spec, template=template, pack=pack("northlight"), dialect=dialect, **more)


@settings(max_examples=60, deadline=None)
@given(DRAFTS, st.sampled_from(DIALECTS), st.sampled_from(TEMPLATES))
def test_any_brief_compiles_to_plain_traceable_text(draft: dict[str, Any], dialect: str, template: Any) -> None:
    made = compiled(draft, dialect, template)
    assert made == compiled(draft, dialect, template)
    assert "".join(phrase.written(dialect) for phrase in made.positive) == made.positive_text
    for phrase in (*made.positive, *made.negative, *made.unsaid):
        assert phrase.source in SOURCES
        assert unicodedata.is_normalized("NFC", phrase.text) and not BIDI.search(phrase.text)
        assert phrase.source != BRIEF or phrase.section in range(1, 9)
    canonical(made.parts)
    if dialect == "json":
        import json

        assert canonical(json.loads(made.positive_text)).decode() == made.positive_text


@settings(max_examples=60, deadline=None)
@given(DRAFTS, st.sampled_from(["clip", "tags"]))
def test_a_brief_weighs_nothing_and_commands_nothing(draft: dict[str, Any], dialect: str) -> None:
    made = compiled(draft, dialect)
    assert all(phrase.weight == 1 for phrase in (*made.positive, *made.negative))
    for text in (made.positive_text, made.negative_text):
        assert not re.search(r"(?<!\\)[()\[\]]", text), "every bracket is escaped"
        assert "<" not in text and ">" not in text
        assert not re.search(r"\b(BREAK|AND)\b", text)


@settings(max_examples=60, deadline=None)
@given(DRAFTS, st.sampled_from(["clip", "tags"]))
def test_windows_hold_all_that_is_not_cut_and_none_is_too_long(draft: dict[str, Any], dialect: str) -> None:
    made = compiled(draft, dialect)
    assert len(made.windows) <= MOST_WINDOWS
    for window in made.windows:
        assert window.tokens == 2 + sum(clip_tokens(run.text) for run in window.runs) <= 77
    said = "".join(window.text for window in made.windows).replace(" ", "")
    kept = [phrase for phrase in made.positive[: made.kept] if phrase.field]
    assert all(phrase.text.replace(" ", "") in said for phrase in kept)
    assert len(made.cut) == len([p for p in made.positive[made.kept :] if p.source != "template"])


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="abcdefgh ,()漢字", min_size=1, max_size=900))
def test_a_long_phrase_is_split_and_no_letter_of_it_lost(text: str) -> None:
    read = windows_of([Phrase(text, BRIEF, "subject", 3)], 77, 100)
    assert "".join(window.text for window in read.windows).replace(" ", "") == text.replace(" ", "")
    assert all(window.tokens <= 77 for window in read.windows)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_copy_the_hooks_and_the_message_never_reach_a_prompt(dialect: str) -> None:
    secret = "Zanzibar"
    words = {"headline": secret, "subline": secret, "cta": secret}
    draft = {
        "title": secret, "message": secret, "subject": "A bottle", "copy": {"en": words, "ar": words},
        "hooks": [{"name": secret, "copy": {"en": words}}],
    }  # fmt: skip
    made = compiled(draft, dialect)
    assert secret.lower() not in (made.positive_text + made.negative_text).lower()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_colourway_is_said_beside_the_subject_and_changes_nothing_else(dialect: str) -> None:
    plain = replace(GOLDEN["03-bottle-ember"], colourway=None).compiled(dialect)
    ember = GOLDEN["03-bottle-ember"].compiled(dialect)
    texts = [phrase.text for phrase in ember.positive]
    place = next(i for i, phrase in enumerate(ember.positive) if phrase.field == "colourways")
    assert "Ember" in texts[place]
    assert texts[: place - 1] + texts[place + 1 :] == [phrase.text for phrase in plain.positive]
    assert ember.negative == plain.negative


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8"}]
)
def test_another_process_with_another_hash_seed_and_locale_gives_the_same_bytes(environment: dict[str, str]) -> None:
    code = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from tests.briefs.golden_briefs import GOLDEN\n"
        "from briefs.compile import DIALECTS\n"
        "print(hashlib.sha256(repr([g.compiled(d) for g in GOLDEN.values() for d in DIALECTS]).encode()).hexdigest())"
    )
    here = __import__("hashlib").sha256(
        repr([golden.compiled(dialect) for golden in GOLDEN.values() for dialect in DIALECTS]).encode()
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
    )
    assert other.stdout.strip() == here.hexdigest()


# --- Words, weights, what stays unsaid -------------------------------------------------------------------------------
TERMS = {
    "light": {"soft": {"label": "Soft light", "tokens": {"clip": "(softbox light:1.3)", "t5": "soft, even light"}}}
}


def test_a_term_says_its_token_in_each_dialect_else_its_label() -> None:
    draft = {"subject": "A bottle", "light": "Soft"}
    said = {
        dialect: next(phrase for phrase in compiled(draft, dialect, terms=TERMS).positive if phrase.field == "light")
        for dialect in DIALECTS
    }
    assert {dialect: phrase.text for dialect, phrase in said.items()} == {
        "clip": "softbox light", "t5": "soft, even light", "tags": "softbox light", "json": "soft, even light",
        "previz": "soft light",
    }  # fmt: skip
    assert {phrase.source for phrase in said.values()} == {"vocabulary"}
    assert said["clip"].weight == 1.3
    assert "(softbox light:1.3)" in compiled(draft, "clip", terms=TERMS).positive_text


def test_the_keepers_weights_are_kept_in_bounds_and_no_brief_has_any() -> None:
    heavy = {"light": {"soft": {"label": "x", "tokens": {"clip": "(sun:1.99)"}}}}
    made = compiled({"subject": "(a bottle:1.4)", "light": "soft"}, "clip", terms=heavy)
    assert [(phrase.text, phrase.weight) for phrase in made.weighted] == [("sun", 1.5)]
    assert r"\(a bottle:1.4\)" in made.positive_text
    assert made.parts["positive"][0][0]["text"].endswith("(a bottle:1.4), ") and not made.plain


def test_a_prompt_of_one_even_window_is_plain() -> None:
    made = compiled({"subject": "A bottle", "must_not_show": ["hands"]}, "clip")
    assert made.plain and len(made.windows) == 1


def test_what_a_dialect_cannot_say_is_named() -> None:
    silent = {
        **SCENE,
        "dialects": {"t5": {"limit": 512, "join": " ", "positive": [{"field": "subject"}], "negative": []}},
    }
    made = compiled({"subject": "A bottle", "must_not_show": ["hands"], "mood": "Calm"}, "t5", silent)
    assert {phrase.text for phrase in made.unsaid} >= {"hands", "calm", "lens flare"}
    assert "A bottle" not in {phrase.text for phrase in made.unsaid}


def test_the_limit_of_the_model_at_hand_decides_what_a_sentence_encoder_reads() -> None:
    draft = {"subject": "A bottle", "environment": "harbour " * 60, "mood": "Calm"}
    assert compiled(draft, "t5").cut == ()
    short = compiled(draft, "t5", limit=64)
    assert short.limit == 64 and "calm" in short.cut


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Modern office, city skyline", "a modern office, city skyline"),
        ("Old harbour", "an old harbour"),
        ("Salt pans and reed beds", "salt pans and reed beds"),
        ("Misty lake shore at sunrise", "a misty lake shore at sunrise"),
        ("Three people around a display", "three people around a display"),
        ("The old market", "the old market"),
        ("Ingrid at a desk", "Ingrid at a desk"),
        ("Ingrid Holm at a desk", "Ingrid Holm at a desk"),
        ("Kitchen at dawn", "a kitchen at dawn"),
        ("Fog over water", "Fog over water"),
        ("静かな茶室", "静かな茶室"),
        ("85 mm", "an 85 mm"),
        ("35 mm", "a 35 mm"),
        ("", ""),
    ],
)
def test_articles_stand_where_english_wants_them(text: str, said: str) -> None:
    assert with_article(text) == said


@pytest.mark.skipif(not exact(), reason="NOT TESTED: CLIP's vocabulary has no wheel for this Python")
def test_clips_own_counts() -> None:
    # Known ids of the published vocabulary: "a photo of a cat" is 320 1125 539 320 2368.
    for text, count in {
        "a photo of a cat": 5, "A person riding a motorcycle": 5, "hello, world!": 4, "don't": 2, "2027": 4, "": 0,
        "  a   cat  ": 2, "決める": 7, "<|endoftext|>": 6,
    }.items():  # fmt: skip
        assert clip_tokens(text) == count, text


@given(st.text(max_size=80))
def test_where_counts_are_estimated_they_do_not_depend_on_case_or_space(text: str) -> None:
    assert estimate_tokens(text) >= 0 and estimate_tokens(f"  {text} ") == estimate_tokens(text)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_puts_both_prompts_together_again(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind in (SAME, GONE)) == before
    assert "".join(piece.text for piece in found if piece.kind in (SAME, NEW)) == after


def test_without_the_vocabulary_counts_are_estimated_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = GOLDEN["05-drowned-chapel"].compiled("clip")
    monkeypatch.setattr(tokens, "_tokenizer", lambda: None)
    tokens.clip_tokens.cache_clear()
    try:
        guessed = GOLDEN["05-drowned-chapel"].compiled("clip")
    finally:
        tokens.clip_tokens.cache_clear()
    assert not guessed.exact and guessed.tokens >= counted.tokens
    assert guessed.digest == counted.digest and all(window.tokens <= 77 for window in guessed.windows)
