"""Characters: the same person in every picture, with rights that are recorded and versions that never change."""

import copy
from datetime import date
from typing import Any

import pytest

from briefs import character as sheets
from briefs.actions import (
    add_view,
    create_brief,
    create_character,
    draft_character,
    publish,
    retire_character,
    submit,
)
from briefs.models import Brief, BriefRevision, Character, CharacterVersion
from briefs.seeds import SAMPLE_BRIEFS, seed_characters
from briefs.seeds.characters import CHARACTERS
from briefs.tasks import read_picture
from generation import planning
from generation.engine.previz.characters import from_sheet
from generation.engine.previz.reading.brief import read as previz_reads
from generation.models import Batch, ModelEntry
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.briefs.test_pictures import photo
from tests.cast import Cast

pytestmark = pytest.mark.django_db
INGRID = CHARACTERS["northlight"][0]
TODAY = date(2026, 11, 21)


@pytest.fixture
def ingrid(cast: Cast) -> Character:
    seed_characters(cast.northlight, cast.ada)
    return Character.objects.get(slug="ingrid")


def submitted(cast: Cast, **spec: Any) -> BriefRevision:
    document = {**SAMPLE_BRIEFS["01"], "people": "", "characters": ["ingrid"], **spec}
    brief = create_brief(cast.campaign, by=cast.ben, title=spec.get("subject", "A brief")[:60], document=document)
    return submit(brief, by=cast.ben)


# --- The document -----------------------------------------------------------------------------------------------------
def test_a_clean_sheet_is_clean_again_to_the_byte() -> None:
    for one in (INGRID, CHARACTERS["saltmarsh"][0], sheets.clean({"name": "Ida"})):
        assert digest(sheets.clean(one)) == digest(one)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "give the character a name"),
        ("name", {"a": 1}, "expected words"),
        ("age", "x" * 41, "there is room for 40"),
        ("height", "tall", "metres from 0.4 to 2.6"),
        ("height", float("nan"), "metres"),
        ("hair", "bob", "has shape, colour"),
        ("hair", {"colour": "#12"}, "is not a colour"),
        ("wardrobe", {"colours": {"soul": "red"}}, "colours are given for"),
        ("views", {"above": "0" * 64}, "has front"),
        ("views", {"front": "../../etc/passwd"}, "64 hexadecimal digits"),
        ("expressions", {f"e{n}": "" for n in range(13)}, "at most 12"),
        ("tokens", {"latin": []}, "has clip"),
        ("never", "jewellery", "give a list"),
        ("never", ["x"] * 41, "at most 40"),
        ("lora", {"model": "../x"}, "short name"),
        ("lora", {"model": "ingrid", "scale": 9}, "from -2 to 2"),
        ("glasses", "yes", "true, false"),
        ("likeness", {"kind": "cartoon"}, "is one of"),
        ("likeness", {"from": "2027-02-31"}, "is not a date"),
        ("likeness", {"from": "2027-02-01", "until": "2027-01-01"}, "before they begin"),
        ("likeness", {"territories": ["UK"]}, "is not a country code"),
        ("likeness", {"channels": ["radio"]}, "channels are out of"),
        ("waiting", {"view front": True}, "number of a picture"),
        ("salary", 1, "no field “salary”"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_remedy(field: str, value: Any, sentence: str) -> None:
    with pytest.raises(BadInput) as fault:
        sheets.clean({"name": "Ida", field: value})
    assert any(sentence in line for line in fault.value.fields[field]), fault.value.fields


def test_every_dialect_says_who_it_is_in_its_own_way() -> None:
    assert sheets.said(INGRID, "clip")[:5] == [
        "ingrid",
        "woman, spokesperson of the firm",
        "fifties",
        "slim build",
        "silver bob",
    ]
    assert "1woman" in sheets.said(INGRID, "tags") and all(word == word.lower() for word in sheets.said(INGRID, "tags"))
    sentence = ", ".join(sheets.said(INGRID, "t5"))
    assert sentence.startswith("Ingrid, a woman in her fifties, spokesperson of the firm, 1.72 m tall")
    assert "wearing a charcoal two-button suit" in sentence and "#" not in sentence
    assert "jacket in #33363C" in sheets.said(INGRID, "json")
    assert sheets.said(INGRID, "previz")[0] == "Ingrid"
    assert sheets.never(sheets.clean({"name": "Ida", "never": ["no jewellery", "Never a hat", "rings"]})) == [
        "jewellery", "a hat", "rings",
    ]  # fmt: skip


def test_a_sheet_says_the_same_after_the_database_has_had_it(ingrid: Character) -> None:
    kept = ingrid.versions.get().document
    for dialect in ("clip", "t5", "tags", "json", "previz"):
        assert sheets.said(kept, dialect) == sheets.said(INGRID, dialect)
    pin = {"slug": "ingrid", "number": 1, "digest": "", "document": kept}
    assert sheets.references(pin) == sheets.references({**pin, "document": INGRID})


def test_versions_are_told_apart_in_words() -> None:
    after = copy.deepcopy(INGRID)
    after["age"], after["never"] = "sixties", [*INGRID["never"], "umbrella"]
    after["wardrobe"]["colours"]["shirt"] = "#ffffff"
    after["views"] = {"front": "0" * 64}
    assert sheets.changes(INGRID, after) == [
        "Age changes from “fifties” to “sixties”.",
        "What is never shown adds “umbrella”.",
        "Wardrobe, colours, shirt changes from “#e4e2dd” to “#ffffff”.",
        "Views, front: a new picture.",
    ]
    assert sheets.changes(INGRID, INGRID) == []


# --- Rights -----------------------------------------------------------------------------------------------------------
def test_nobody_is_published_without_rights_of_likeness(cast: Cast) -> None:
    draft = create_character(cast.northlight, {"slug": "ida", "name": "Ida"}, by=cast.bea)

    def refused(likeness: dict[str, Any]) -> str:
        version = draft_character(draft.character, {"likeness": likeness}, by=cast.bea)
        with pytest.raises(BadInput) as fault:
            publish(version, by=cast.bea)
        return " ".join(fault.value.fields["likeness"])

    assert "synthetic person or a real one" in refused({})
    assert "does not exist" in refused({"kind": "synthetic"})
    real = {"kind": "real", "person": "Ida Ek", "release": "Drawer 4", "from": "2026-01-01", "until": "2099-01-01"}
    for gone, sentence in (("person", "whose likeness"), ("release", "signed release"), ("until", "until when")):
        assert sentence in refused({**real, gone: ""})
    assert "ended on 2026-02-01" in refused({**real, "until": "2026-02-01"})
    assert not CharacterVersion.objects.published().exists()
    version = draft_character(draft.character, {"likeness": real}, by=cast.bea)
    assert publish(version, by=cast.bea).published_at
    with pytest.raises(WrongState):
        publish(version, by=cast.bea)
    version.refresh_from_db()
    with pytest.raises(TypeError, match="never changes"):
        version.save()


def test_rights_are_told_as_days_that_are_left() -> None:
    real = sheets.clean({"name": "Ida", "likeness": {"kind": "real", "person": "Ida Ek", "until": "2026-12-01"}})[
        "likeness"
    ]
    assert sheets.likeness_words(real, TODAY) == (
        "warn",
        "The likeness of Ida Ek, until 1 December 2026: 10 days left.",
    )
    assert sheets.likeness_words(real, date(2026, 12, 2))[0] == "fail"
    assert sheets.likeness_words(real, date(2026, 1, 1))[0] == "pass"
    assert sheets.likeness_words(sheets.clean({"name": "Ida"})["likeness"], TODAY)[0] == "fail"


def test_only_those_who_keep_characters_change_them(cast: Cast, ingrid: Character) -> None:
    for verb in (
        lambda: create_character(cast.northlight, {"slug": "ida", "name": "Ida"}, by=cast.ben),
        lambda: draft_character(ingrid, {"age": "sixties"}, by=cast.dana),
        lambda: retire_character(ingrid, by=cast.leo),
        lambda: draft_character(ingrid, {"age": "sixties"}, by=cast.zoe),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert ingrid.versions.count() == 1


# --- The same person in every picture ---------------------------------------------------------------------------------
def test_two_briefs_with_the_same_character_show_the_same_person(cast: Cast, ingrid: Character) -> None:
    seen = []
    for subject in ("Ingrid at a long table", "Ingrid walking past a stone wall", "By a window with rain"):
        document = submitted(cast, subject=subject).document
        reading = previz_reads(document, document["style_pack"]["document"])
        assert reading.people == 1, subject
        seen.append(reading.characters[0])
    assert seen[0] == seen[1] == seen[2] == from_sheet(INGRID)
    assert dict(seen[0].colours)["jacket"] == "#33363c" and seen[0].params()["hair"] == "bob"


def test_an_old_revision_keeps_the_old_look_to_the_byte_after_v2(cast: Cast, ingrid: Character) -> None:
    old = submitted(cast, subject="Ingrid at a long table")
    before = (digest(old.document), previz_reads(old.document, {}).characters)
    wardrobe = {"garment": "green raincoat", "colours": {"jacket": "#1f5d48"}}
    publish(draft_character(ingrid, {"wardrobe": wardrobe}, by=cast.bea, note="Rain"), by=cast.bea)
    old.refresh_from_db()
    assert (digest(old.document), previz_reads(old.document, {}).characters) == before
    assert old.document["characters"][0]["number"] == 1
    new = submitted(cast, subject="Ingrid at a short table")
    now = previz_reads(new.document, {}).characters[0]
    assert new.document["characters"][0]["number"] == 2 and dict(now.colours)["jacket"] == "#1f5d48"


def test_a_brief_names_only_published_characters_and_keeps_a_retired_one(cast: Cast, ingrid: Character) -> None:
    create_character(cast.northlight, {"slug": "ida", "name": "Ida"}, by=cast.bea)
    with pytest.raises(BadInput, match="no published character sheet “ida”"):
        create_brief(cast.campaign, by=cast.ben, title="A", document={"characters": ["ida"]})
    brief = create_brief(cast.campaign, by=cast.ben, title="B", document={"characters": ["ingrid"]})
    retire_character(ingrid, by=cast.bea)
    assert Brief.objects.get(pk=brief.pk).draft["characters"] == ["ingrid"]


def test_the_prompt_of_a_batch_carries_what_engines_that_see_pictures_need(
    cast: Cast, ingrid: Character, blobs: Any
) -> None:
    picture = add_view(ingrid, "view front", photo(), by=cast.bea)
    read_picture(picture.pk)
    lora = {"model": "ingrid-sdxl", "scale": 0.8}
    publish(draft_character(ingrid, {"lora": lora}, by=cast.bea), by=cast.bea)
    revision = submitted(cast, subject="Ingrid at a long table")
    model = ModelEntry(slug="m", name="M", engine="diffusers", dialect="clip")
    picture.refresh_from_db()
    prompt = planning.prompt_for(revision, model)
    assert prompt["characters"] == [
        {
            "slug": "ingrid",
            "number": 2,
            "digest": revision.document["characters"][0]["digest"],
            "references": [{"role": "view front", "digest": picture.picture_id}],
            "lora": lora,
        }
    ]
    assert "characters" not in planning.prompt_for(submitted(cast, characters=[]), model)


def test_what_an_engine_cannot_take_of_a_sheet_is_said_in_the_notes() -> None:
    lora, seen = {"model": "ingrid-sdxl", "scale": 0.8}, [{"role": "view front", "digest": "0" * 64}]
    model = ModelEntry(slug="m", name="Previz", engine="previz", dialect="previz")
    sheet = {"slug": "ingrid", "references": seen, "lora": lora}
    assert planning.unsaid(Batch(model=model, prompt={"characters": [sheet]})) == [
        "Character ingrid: Previz goes by the sheet's words; its picture is not used.",
        "Character ingrid: Previz cannot load its LoRA ingrid-sdxl.",
    ]
    plain = {"slug": "ida", "references": [], "lora": None}
    assert planning.unsaid(Batch(model=model, prompt={"characters": [plain]})) == []
    assert planning.unsaid(Batch(model=model, prompt={})) == []
