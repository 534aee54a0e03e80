"""Characters: the same person in every picture, with rights that are recorded and versions that never change."""

import copy
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs import character as sheets
from briefs.actions import (
    add_view,
    clear_slot,
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


# --- Slots ------------------------------------------------------------------------------------------------------------
def test_a_picture_hangs_in_its_slot_once_a_worker_has_read_it(cast: Cast, ingrid: Character, blobs: Any) -> None:
    picture = add_view(ingrid, "expression slight smile", photo(), by=cast.bea)
    draft = ingrid.versions.all()[0]
    assert (draft.number, draft.document["waiting"]) == (2, {"expression slight smile": picture.pk})
    with pytest.raises(BadInput, match="Slight smile: its picture is not read"):
        publish(draft, by=cast.bea)
    read_picture(picture.pk)
    picture.refresh_from_db()
    draft.refresh_from_db()
    assert "waiting" not in draft.document
    assert sheets.digests(draft.document) == {"expression slight smile": picture.picture_id}
    assert publish(draft, by=cast.bea).published_at
    assert ingrid.versions.get(number=1).document == INGRID
    emptied = clear_slot(ingrid, "expression slight smile", by=cast.bea)
    assert (emptied.number, sheets.digests(emptied.document)) == (3, {})


def test_a_refused_picture_says_so_at_its_slot_and_can_be_taken_off(cast: Cast, ingrid: Character, blobs: Any) -> None:
    client = Client()
    client.force_login(cast.bea)
    bad = add_view(ingrid, "view front", photo("a<b>.jpg", b"<svg>" * 9), by=cast.bea)
    read_picture(bad.pk)
    page = client.get(f"/admin/characters/{ingrid.pk}/").content.decode()
    assert "a&lt;b&gt;.jpg is not JPEG" in page
    cleared = client.post(
        f"/admin/characters/{ingrid.pk}/slots/clear/", {"slot": "view front"}, headers={"HX-Request": "true"}
    )
    assert cleared.status_code == 200 and "is not JPEG" not in cleared.content.decode()
    assert "waiting" not in ingrid.versions.all()[0].document


def test_a_picture_is_dropped_on_a_slot_and_nowhere_else(cast: Cast, ingrid: Character, blobs: Any) -> None:
    client = Client()
    client.force_login(cast.bea)
    address = f"/admin/characters/{ingrid.pk}/slots/"
    sent = client.post(address, {"slot": "view back", "file": photo()}, headers={"HX-Request": "true"})
    assert sent.status_code == 200 and "Being read" in sent.content.decode() and "every 3s" in sent.content.decode()
    assert client.post(address, {"slot": "view roof", "file": photo()}).status_code == 422
    assert client.post(address, {"slot": "view back"}).status_code == 422


def test_a_sheet_shows_no_picture_of_another_brand(cast: Cast, ingrid: Character, blobs: Any) -> None:
    theirs = create_character(cast.tern, {"slug": "olaf", "name": "Olaf"}, by=cast.zoe).character
    picture = add_view(theirs, "view front", photo(), by=cast.zoe)
    read_picture(picture.pk)
    picture.refresh_from_db()
    for patch in ({"views": {"front": picture.picture_id}}, {"waiting": {"view front": picture.pk}}):
        with pytest.raises(BadInput, match="Northlight has no picture"):
            draft_character(ingrid, patch, by=cast.bea)
    assert ingrid.versions.count() == 1


# --- Pages and API ----------------------------------------------------------------------------------------------------
def test_the_sheet_is_edited_on_its_page_and_keeps_the_pictures_of_its_slots(
    cast: Cast, ingrid: Character, blobs: Any
) -> None:
    picture = add_view(ingrid, "outfit suit", photo(), by=cast.bea)
    read_picture(picture.pk)
    client = Client()
    client.force_login(cast.bea)
    address = f"/admin/characters/{ingrid.pk}/"
    page = client.get(address)
    fields = {name: value for name, value in page.context["form"].initial.items() if value not in (None, [])}
    sent = client.post(address, {**fields, "age": "sixties", "outfits": "suit: grey suit\nraincoat: yellow, hood down"})
    assert sent.status_code == 302
    document = ingrid.versions.all()[0].document
    assert (document["age"], document["never"]) == ("sixties", INGRID["never"])
    assert document["outfits"]["suit"]["picture"] and document["outfits"]["raincoat"]["words"] == "yellow, hood down"
    after = client.get(address).content.decode()
    assert "Age changes from “fifties” to “sixties”." in after
    refused = client.post(address, {**fields, "height": "very"})
    assert refused.status_code == 422 and "metres from 0.4 to 2.6" in refused.content.decode()
    rights = client.post(f"{address}rights/", {"kind": "real", "until": "31.12.2027"})
    assert rights.status_code == 422 and "is not a date" in rights.content.decode()


def test_what_stands_in_the_way_of_publishing_is_said_on_the_page(cast: Cast) -> None:
    draft = create_character(cast.northlight, {"slug": "ida", "name": "<i>Ida</i>"}, by=cast.bea)
    client = Client()
    client.force_login(cast.bea)
    answer = client.post(f"/admin/characters/versions/{draft.pk}/publish/")
    page = answer.content.decode()
    assert answer.status_code == 422 and "is not published yet" in page and "&lt;i&gt;Ida&lt;/i&gt;" in page


def test_the_grid_costs_as_many_queries_for_fifty_characters_as_for_one(cast: Cast, ingrid: Character) -> None:
    client = Client()
    client.force_login(cast.bea)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/characters/").status_code == 200
            assert client.get("/api/characters/").status_code == 200
            assert client.get(f"/admin/characters/{ingrid.pk}/").status_code == 200
        return len(queries)

    asked()
    one = asked()
    for n in range(50):
        create_character(cast.northlight, {"slug": f"c-{n}", "name": f"C {n}"}, by=cast.bea)
        create_brief(cast.campaign, by=cast.ben, title=f"B {n}", document={"characters": ["ingrid"]})
    assert asked() == one
    assert "50 briefs" in client.get(f"/admin/characters/{ingrid.pk}/").content.decode()


def test_the_api_drafts_and_publishes_a_sheet(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.bea)
    sheet = {"slug": "ida", "name": "Ida", "likeness": {"kind": "synthetic", "disclosure": "Nobody."}}
    made = client.post("/api/characters/", {"brand": "northlight", "document": sheet}, content_type="application/json")
    assert made.status_code == 201 and made.json()["draft"]["number"] == 1
    address = f"/api/characters/{made.json()['id']}/"
    changed = client.patch(address, {"document": {"age": 54}, "note": "Older"}, content_type="application/json")
    assert changed.json()["draft"]["document"]["age"] == "54"
    for document in ({"waiting": {"view front": 1}}, {"views": {"front": "0" * 64}}, {"age": ["x"]}):
        assert client.patch(address, {"document": document}, content_type="application/json").status_code == 422
    assert client.post(f"{address}publish/").json()["published"]["number"] == 1
    assert client.post(f"{address}publish/").status_code == 409
