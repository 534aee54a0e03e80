"""Vocabularies: what a brief's words mean, how they change, and how they travel as files."""

import csv
import io
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import (
    add_example,
    copy_term,
    create_brief,
    deprecate,
    import_terms,
    remove_example,
    remove_term,
    save_term,
    submit,
)
from briefs.catalogue import terms_for
from briefs.compile import compile_revision
from briefs.models import Brief, Term
from briefs.seeds import SAMPLE_BRIEFS, seed_terms
from briefs.seeds.terms import TERMS
from briefs.spec import BriefSpec
from briefs.tasks import read_picture
from briefs.terms import clean_term, find_terms, fold, offered, spoken, terms_said
from briefs.wordlists import read, written
from generation.engine.previz.lighting import read_light
from generation.engine.previz.reading.brief import read as previz_reads
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, TooMuch
from tests.briefs.test_pictures import photo
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def mood(cast: Cast, label: str, **more: Any) -> Term:
    return save_term(cast.northlight, {"vocabulary": "mood", "label": label, **more}, by=cast.ada)


def said(cast: Cast, **spec: Any) -> dict[str, Any]:
    return terms_said(BriefSpec.clean(spec), terms_for(cast.northlight))


# --- What words mean --------------------------------------------------------------------------------------------------
def test_a_label_and_its_synonyms_mean_the_term_in_every_way_of_writing_them(cast: Cast) -> None:
    mood(cast, "Straße im Regen", synonyms=["Café"], tokens={"clip": "rainy street"})
    meant = {"label": "Straße im Regen", "tokens": {"clip": "rainy street"}}
    for words in ("straße im regen", "STRASSE IM REGEN", "Straße  im Regen", "CAFÉ", "cafe\u0301"):
        assert list(said(cast, mood=words)["mood"].values()) == [meant], words
    assert said(cast, mood="Straße") == {}


def test_folding_asks_unicode_and_not_the_locale() -> None:
    assert fold("İSTANBUL ") == fold("i\u0307stanbul") and fold("ISTANBUL") == "istanbul"
    assert fold("ﬁne  LIGHT") == "fine light"


def test_only_whole_values_and_whole_entries_are_terms(cast: Cast) -> None:
    mood(cast, "Calm")
    assert said(cast, mood="Calm and wet") == {} and said(cast, subject="Calm") == {}
    save_term(cast.northlight, {"vocabulary": "style", "label": "Grain", "synonyms": ["Noise"]}, by=cast.ada)
    assert list(said(cast, style=["noise", "noise of the sea"])["style"]) == ["noise"]


def test_the_brands_own_word_goes_before_the_shared_one_and_a_label_before_a_synonym(cast: Cast) -> None:
    Term.objects.create(vocabulary="mood", slug="calm", label="Calm", tokens={"clip": "shared"})
    assert said(cast, mood="calm")["mood"]["calm"]["tokens"] == {"clip": "shared"}
    mood(cast, "Stillness", synonyms=["Calm"], tokens={"clip": "ours"})
    assert said(cast, mood="calm")["mood"]["calm"]["tokens"] == {"clip": "ours"}


def test_a_deprecated_term_means_the_end_of_the_chain_it_was_mapped_to(cast: Cast) -> None:
    first, second, third = (mood(cast, label) for label in ("One", "Two", "Three"))
    deprecate(first, by=cast.ada, successor=second)
    deprecate(second, by=cast.ada, successor=third)
    assert said(cast, mood="one")["mood"]["one"]["label"] == "Three"
    assert [term.label for term in offered(terms_for(cast.northlight), "mood")] == ["Three"]
    deprecate(third, by=cast.ada)  # without a successor it is not offered, and that is all
    assert said(cast, mood="one")["mood"]["one"]["label"] == "Three"
    assert offered(terms_for(cast.northlight), "mood") == []
    assert deprecate(second, by=cast.ada, deprecated=False).successor is None


def test_a_circle_of_successors_is_refused_and_one_made_by_hand_ends(cast: Cast) -> None:
    first, second, third = (mood(cast, label) for label in ("One", "Two", "Three"))
    deprecate(first, by=cast.ada, successor=second)
    deprecate(second, by=cast.ada, successor=third)
    for successor in (first, second, third):
        with pytest.raises(BadInput, match="leads back"):
            deprecate(third, by=cast.ada, successor=successor)
    assert not Term.objects.get(pk=third.pk).deprecated
    Term.objects.filter(pk=third.pk).update(deprecated=True, successor=first)
    assert said(cast, mood="one")["mood"]["one"]["label"] in ("One", "Two", "Three")
    light = save_term(cast.northlight, {"vocabulary": "light", "label": "Lamp"}, by=cast.ada)
    with pytest.raises(BadInput, match="same vocabulary"):
        deprecate(light, by=cast.ada, successor=third)


def test_a_word_that_means_another_term_already_is_refused_and_named(cast: Cast) -> None:
    calm = mood(cast, "Calm", synonyms=["Serene"])
    with pytest.raises(BadInput, match="“SERENE” means “Calm” already"):
        mood(cast, "SERENE")
    with pytest.raises(BadInput, match="means “Calm” already"):
        mood(cast, "Still", synonyms=["calm"])
    assert Term.objects.filter(brand=cast.northlight).count() == 1
    saved = save_term(cast.northlight, {"label": "Calm", "synonyms": ["calm", "Serene"]}, by=cast.ada, term=calm)
    assert saved.synonyms == ["Serene"]


def test_known_words_are_found_inside_free_text_for_hints(cast: Cast) -> None:
    terms = [mood(cast, "Morning sun"), mood(cast, "Sun"), mood(cast, "夕焼け"), mood(cast, "Straße")]
    text = "MORNING  Sunrise? No: morning sun. 空は夕焼けです. Sun; STRASSE"
    assert [(text[hit.start : hit.end], hit.term.label) for hit in find_terms(text, terms)] == [
        ("morning sun", "Morning sun"), ("夕焼け", "夕焼け"), ("Sun", "Sun"), ("STRASSE", "Straße"),
    ]  # fmt: skip
    began = time.perf_counter()
    find_terms("sun " * 500, [Term(pk=n, vocabulary="mood", label=f"word {n}", synonyms=[]) for n in range(2_000)])
    assert time.perf_counter() - began < 1.0


# --- Revisions --------------------------------------------------------------------------------------------------------
def test_changing_a_term_never_changes_a_submitted_revision(cast: Cast) -> None:
    calm = mood(cast, "Becalmed", tokens={"clip": "windless", "t5": "without a breath of wind"})
    document = {**SAMPLE_BRIEFS["01"], "mood": "becalmed"}
    brief = create_brief(cast.campaign, by=cast.ben, title="Still", document=document)
    revision = submit(brief, by=cast.ben)
    assert revision.document["terms"]["mood"]["becalmed"]["tokens"]["clip"] == "windless"
    before = (revision.digest, [compile_revision(revision.document, dialect).digest for dialect in ("clip", "t5")])
    save_term(cast.northlight, {"label": "Becalmed", "tokens": {"clip": "flat sea"}}, by=cast.ada, term=calm)
    deprecate(calm, by=cast.ada, successor=mood(cast, "Stormy"))
    revision.refresh_from_db()
    after = (revision.digest, [compile_revision(revision.document, dialect).digest for dialect in ("clip", "t5")])
    assert after == before
    again = submit(Brief.objects.get(pk=brief.pk), by=cast.ben)
    assert again.pk != revision.pk and again.document["terms"]["mood"]["becalmed"]["label"] == "Stormy"


def test_a_revision_is_spoken_in_the_words_of_an_engine_that_reads_briefs() -> None:
    meanings = {"light": {"golden": {"label": "Golden hour", "tokens": {"previz": "low evening sun"}}},
                "style": {"noise": {"label": "Grain", "tokens": {}}}}  # fmt: skip
    document = {"light": "Golden", "style": ["Noise", "calm"], "mood": "", "terms": meanings}
    read_as = spoken(document, "previz")
    assert (read_as["light"], read_as["style"]) == ("low evening sun", ["Grain", "calm"])
    assert document["light"] == "Golden" and spoken({"light": "x"}, "previz") == {"light": "x"}


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_shared_terms_change_with_an_update_only_and_may_be_copied(cast: Cast) -> None:
    seed_terms()
    shared = Term.objects.filter(brand=None, vocabulary="light")[0]
    for refused in (lambda: deprecate(shared, by=cast.ada), lambda: remove_term(shared, by=cast.ada)):
        with pytest.raises(NotAllowed, match="shared by all brands"):
            refused()
    own = copy_term(shared, cast.northlight, by=cast.bea)
    assert (own.brand, own.label, own.tokens) == (cast.northlight, shared.label, shared.tokens)
    with pytest.raises(NotAllowed):
        copy_term(shared, cast.northlight, by=cast.ben)
    with pytest.raises(NotAllowed):
        mood_of_tern = save_term(cast.tern, {"vocabulary": "mood", "label": "Salty"}, by=cast.ada)
        assert mood_of_tern is None


def test_a_term_that_others_lead_to_stays_and_one_that_is_removed_is_recorded(cast: Cast) -> None:
    old, new = mood(cast, "Old"), mood(cast, "New")
    deprecate(old, by=cast.ada, successor=new)
    with pytest.raises(BadInput, match="“Old” is mapped to “New”"):
        remove_term(new, by=cast.ada)
    remove_term(old, by=cast.ada)
    remove_term(new, by=cast.ada)
    assert Event.objects.filter(kind="term.remove").count() == 2 and not Term.objects.filter(brand=cast.northlight)


def test_examples_are_read_by_a_worker_and_taken_off_again(cast: Cast, blobs: Any) -> None:
    calm = mood(cast, "Calm")
    picture = add_example(calm, photo("calm.jpg"), by=cast.bea)
    read_picture(picture.pk)
    client = Client()
    client.force_login(cast.ada)
    assert f"/pictures/{picture.pk}/" in client.get(f"/admin/vocabularies/terms/{calm.pk}/").content.decode()
    remove_example(calm, picture, by=cast.bea)
    assert not calm.examples.exists()


# --- The shared words -------------------------------------------------------------------------------------------------
def test_the_shared_vocabulary_is_whole_and_seeding_it_again_adds_nothing(cast: Cast) -> None:
    seed_terms()
    count = Term.objects.filter(brand=None).count()
    seed_terms()
    assert Term.objects.filter(brand=None).count() == count == len(TERMS) >= 120
    words = [(term["vocabulary"], fold(said)) for term in TERMS for said in (term["label"], *term["synonyms"])]
    assert len(words) == len(set(words)), "a word means one thing"
    for term in TERMS:
        assert clean_term(term) == term and term["definition"].endswith(".") and term["tokens"]["previz"]


def test_previz_understands_what_it_is_told() -> None:
    for term in TERMS:
        field, words = term["vocabulary"], term["tokens"]["previz"]
        value: Any = [words] if field in ("style", "must_not_show") else words
        reading = previz_reads({"subject": "a wooden chair", field: value}, {})
        assert not [note for note in reading.notes if "not understood" in note], words
        understood = {
            "light": reading.time or read_light(words).asked,
            "mood": reading.moods,
            "environment": reading.place,
            "composition": reading.layouts or reading.angle,
            "people": reading.people or words == "no people",
        }
        assert understood.get(field, True), f"{field}: {words}"


# --- Files ------------------------------------------------------------------------------------------------------------
def test_a_vocabulary_goes_out_and_comes_back_the_same(cast: Cast) -> None:
    new = mood(cast, "New", definition='Says "new", at last', synonyms=["Newer", "Neu"], tokens={"clip": "new, newer"})
    deprecate(mood(cast, "Old"), by=cast.ada, successor=new)
    for kind in ("csv", "json"):
        terms = list(Term.objects.filter(brand=cast.northlight).select_related("successor"))
        text = written(terms, kind)
        assert import_terms(cast.northlight, text.encode(), by=cast.ada).sentence() == "2 as they were."
        taken = import_terms(cast.tern, text.encode(), by=cast.zoe)
        assert taken.added == (2 if kind == "csv" else 0)
    copied = Term.objects.get(brand=cast.tern, label="Old").successor
    assert copied and (copied.brand, copied.definition, copied.synonyms) == (cast.tern, new.definition, new.synonyms)


def test_formulas_are_harmless_in_a_spreadsheet_and_whole_when_they_come_back(cast: Cast) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    mood(cast, evil, definition="@SUM(A1)", synonyms=["+1", "-1"], tokens={"clip": "'quoted"})
    text = written(Term.objects.filter(brand=cast.northlight), "csv")
    cells = list(csv.reader(io.StringIO(text)))[1]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    back = read(text.encode())[0].document
    assert (back["label"], back["definition"], back["synonyms"]) == (evil, "@SUM(A1)", ["+1", "-1"])
    assert back["tokens"] == {"clip": "'quoted"}


HOSTILE = [
    (b"", "no terms"),
    (b"vocabulary,label\n", "no terms"),
    (b"vocabulary,label\nmood,A\nmood,\xff\xfe\n", "Line 3 is not UTF-8"),
    (b"vocabulary,label\nmood,A\x00B\n", "zero bytes"),
    (b"label,what\nCalm,1\n", "Line 1: “what” is no column"),
    (b"label\nCalm\n", "vocabulary or label is missing"),
    (b"vocabulary,label\nweather,Wet\n", "Line 2: Vocabulary: one of"),
    (b"vocabulary,label\nmood,\n", "Line 2: Term: write the word"),
    (b"vocabulary,label\nmood,A,surplus\n", "Line 2: There is no column"),
    (b'vocabulary,label\nmood,"A\n', "Line 2 cannot be read"),
    (b"vocabulary,label\nmood,Calm\n\nmood,CALM\n", "Line 4: “CALM” stands on line 2 already"),
    (b"vocabulary,label\nmood," + b"x" * 200 + b"\n", "Line 2: Term: 200 characters"),
    (b"vocabulary,label,successor,deprecated\nmood,Old,Nowhere,yes\n", "no term “Nowhere”"),
    (b"vocabulary,label,synonyms\nmood,A,B\nmood,B,\n", "“B” means “A” already"),
    (b"vocabulary,label,deprecated,successor\nmood,A,yes,B\nmood,B,yes,A\n", "leads back"),
    (b'{"schema": "gatefold.vocabulary/2", "terms": []}', "gatefold.vocabulary/1"),
    (b'{"terms": [1]}', "is an object"),
    (b'{"terms": [', "cannot be read on line 1"),
    (b'[{"vocabulary": "mood", "label": {"a": 1}}]', "Line 1: Term: expected words"),
    (b'[{"vocabulary": ["mood"], "label": "A", "synonyms": "B", "tokens": 3}]', "Line 1: Vocabulary"),
    (b"[" * 50_000, "cannot be read"),
]


def test_a_hostile_file_is_refused_with_line_and_remedy_and_nothing_is_written(cast: Cast) -> None:
    for data, sentence in HOSTILE:
        with pytest.raises(BadInput) as fault:
            import_terms(cast.northlight, data, by=cast.ada)
        assert sentence in fault.value.sentence, data[:60]
        assert not Term.objects.filter(brand=cast.northlight).exists()


def test_files_that_spreadsheets_write_are_read(cast: Cast) -> None:
    rows = "vocabulary;label;synonyms\r\nmood;Größe;groß | riesig\r\n"
    for data in (rows.encode("utf-8-sig"), rows.encode("utf-16"), rows.replace(";", "\t").encode()):
        assert [row.document["synonyms"] for row in read(data)] == [["groß", "riesig"]]


def test_two_thousand_terms_are_taken_in_seconds_and_one_more_is_not(cast: Cast) -> None:
    head = "vocabulary,label,synonyms,clip\n"
    rows = [f"mood,Word {n},syn {n} | other {n},token {n}\n" for n in range(2_000)]
    began = time.perf_counter()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert import_terms(cast.northlight, (head + "".join(rows)).encode(), by=cast.ada).added == 2_000
    assert len(asked) < 30 and time.perf_counter() - began < 8
    with pytest.raises(BadInput, match="may have 2,000"):
        import_terms(cast.northlight, (head + "mood,One more,,\n").encode(), by=cast.ada)
    with pytest.raises(TooMuch, match="2,001 terms"):
        read((head + "".join(rows) + "mood,Last,,\n").encode())
    with pytest.raises(TooMuch, match="1 MB"):
        read(b"x" * 1_000_001)
