"""The pages and the API of style packs: a form in parts that works without JavaScript, a diff, and publishing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.dispatch import receiver
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import draft_style_pack, publish_style_pack
from briefs.models import Picture, StylePack, StylePackVersion
from briefs.signals import style_pack_publishing
from briefs.style.file import unpack
from briefs.tasks import read_picture
from studio.lib.problems import BadInput, WrongState
from tests.briefs.test_style_packs import lut
from tests.briefs.test_style_packs_file import photo
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(cast: Cast) -> StylePack:
    return StylePack.objects.select_related("brand").get(brand=cast.northlight)


@pytest.fixture
def bea(cast: Cast, client: Client) -> Client:
    client.force_login(cast.bea)
    return client


def address(pack: StylePack) -> str:
    return f"/admin/style-packs/{pack.pk}/"


def form(client: Client, pack: StylePack) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    initial = client.get(address(pack)).context["form"].initial
    return {name: "" if value is None else value for name, value in initial.items()}


def draft(pack: StylePack) -> StylePackVersion:
    return pack.versions.get(number=2)


# --- The form --------------------------------------------------------------------------------------------------------
def test_saving_the_form_unchanged_says_the_same_document(bea: Client, pack: StylePack) -> None:
    assert bea.post(address(pack), form(bea, pack)).status_code == 302
    assert draft(pack).digest == pack.versions.get(number=1).digest


def test_bea_changes_a_word_and_a_colour_and_the_published_version_stays(bea: Client, pack: StylePack) -> None:
    first = pack.versions.get(number=1)
    sent = form(bea, pack) | {
        "lens": "50 mm",
        "palette-1-hex": "#F59A0C",
        "palette-1-role": "accent",
        "note": "Evening",
    }
    assert bea.post(address(pack), sent).status_code == 302
    second = draft(pack)
    assert second.document["palette"][1] == {
        "name": "signal orange", "hex": "#F59A0C", "tolerance": 4.0, "role": "accent",
    }  # fmt: skip
    assert second.document == first.document | {"lens": "50 mm", "palette": second.document["palette"]}
    assert (second.note, pack.versions.get(number=1).digest) == ("Evening", first.digest)


def test_rows_are_added_moved_and_removed_without_javascript_and_nothing_is_saved_by_it(
    bea: Client, pack: StylePack
) -> None:
    sent = form(bea, pack) | {"lens": "50 mm, not saved yet"}
    names = ["ink", "signal orange", "paper", "slate"]

    def press(do: str) -> list[str]:
        answer = bea.post(address(pack), sent | {"do": do})
        assert answer.status_code == 200 and "50 mm, not saved yet" in answer.content.decode()
        return [row["name"].value() for row in answer.context["form"].lists["palette"]]

    assert press("palette.add") == [*names, None]
    assert press("palette.up.1") == ["signal orange", "ink", "paper", "slate"]
    assert press("palette.down.0") == ["signal orange", "ink", "paper", "slate"]
    assert press("palette.remove.3") == names[:3]
    for nothing in (
        "palette.up.0",
        "palette.down.3",
        "palette.remove.99",
        "palette.up.-1",
        "palette.up.²",
        "nothing",
        "x.y.z",
    ):
        assert press(nothing) == names, nothing
    assert pack.versions.count() == 1


def test_a_list_takes_no_more_rows_than_it_may_have(bea: Client, pack: StylePack) -> None:
    answer = bea.post(address(pack), form(bea, pack) | {"palette-count": "999999999999", "do": "palette.add"})
    assert len(answer.context["form"].lists["palette"]) == 40
    assert bea.post(address(pack), form(bea, pack) | {"goldens-count": "-1"}).status_code == 302
    assert draft(pack).document["goldens"] == pack.versions.get(number=1).document["goldens"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"palette-0-hex": "red"}, "“red” is not a colour. Write it as #14213D."),
        ({"palette-0-tolerance": "a lot"}, "Enter a number."),
        ({"goldens-0-subject": ""}, "say what it shows"),
        ({"layouts-0-name": "headline left"}, "two layouts are called “headline left”"),
        ({"engines-0-engine": "Not A Name"}, "is no name. Use small letters"),
        ({"checks-0-limit": ""}, "its limit is a number"),
        ({"contrast": "9"}, "give a number from 0.5 to 2"),
        ({"smallest": "1"}, "Give a number from 4 to 200"),
        ({"name": ""}, "This field is required"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_where_it_stands(
    bea: Client, pack: StylePack, changes: dict[str, str], sentence: str
) -> None:
    answer = bea.post(address(pack), form(bea, pack) | changes)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Nothing is saved yet" in page
    assert pack.versions.count() == 1


def test_hostile_words_are_shown_as_they_are(bea: Client, pack: StylePack) -> None:
    evil = '<script>alert(1)</script>{{ 7|add:7 }}"'
    sent = form(bea, pack) | {"lens": evil, "palette-0-name": evil, "clip": evil, "note": evil}
    assert bea.post(address(pack), sent).status_code == 302
    for page in (address(pack), f"/style-pack-versions/{draft(pack).pk}/"):
        said = bea.get(page).content.decode()
        assert "<script>alert" not in said and "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in said


def test_a_lut_is_uploaded_with_the_form_kept_and_taken_off(bea: Client, pack: StylePack) -> None:
    bad = SimpleUploadedFile("lut-04.cube", lut(rows=["0 0 0"] * 7 + ["0 0"]))
    refused = bea.post(address(pack), form(bea, pack) | {"lut": bad})
    assert refused.status_code == 422 and "line 11 has two numbers, expected three" in refused.content.decode()
    assert pack.versions.count() == 1
    bea.post(address(pack), form(bea, pack) | {"lut": SimpleUploadedFile("cold.cube", lut(3))})
    assert draft(pack).document["lut"]["size"] == 3
    bea.post(address(pack), form(bea, pack) | {"lens": "20 mm"})
    assert draft(pack).document["lut"]["name"] == "cold.cube"
    bea.post(address(pack), form(bea, pack) | {"without_lut": "on"})
    assert "lut" not in draft(pack).document


def test_a_picture_is_uploaded_read_offered_and_added(bea: Client, pack: StylePack) -> None:
    file = SimpleUploadedFile("mist.jpg", photo(50, "JPEG"))
    answer = bea.post(address(pack), form(bea, pack) | {"picture": file, "do": "upload"})
    assert "mist.jpg is being read" in answer.content.decode()
    row = Picture.objects.get()
    read_picture(row.pk)
    row.refresh_from_db()
    assert f"references.add.{row.picture_id}" in bea.get(address(pack)).content.decode()
    added = bea.post(address(pack), form(bea, pack) | {"do": f"references.add.{row.picture_id}"}).context["form"]
    sent = {name: "" if value is None else value for name, value in added.initial.items() if name != "do"}
    assert bea.post(address(pack), sent | {"references-0-note": "Mist"}).status_code == 302
    assert draft(pack).document["references"] == [{"role": "style", "digest": row.picture_id, "note": "Mist"}]
    empty = bea.post(address(pack), form(bea, pack) | {"picture": SimpleUploadedFile("a.jpg", b""), "do": "upload"})
    assert empty.status_code == 422 and "is empty" in empty.content.decode()


def test_ben_reads_a_pack_and_changes_nothing(cast: Cast, bea: Client, pack: StylePack) -> None:
    sent = form(bea, pack)
    bea.force_login(cast.ben)
    page = bea.get(address(pack)).content.decode()
    assert "disabled" in page and "Save draft" not in page
    for body in (sent, sent | {"do": "palette.add"}, sent | {"do": "upload"}):
        assert bea.post(address(pack), body).status_code == 403
    assert pack.versions.count() == 1 and not Picture.objects.exists()


# --- A version: what it changes, and publishing it -------------------------------------------------------------------
def test_a_draft_is_compared_in_words_pictures_and_prompts_and_published_with_a_note(
    cast: Cast, bea: Client, pack: StylePack
) -> None:
    first = pack.versions.get(number=1)
    made = draft_style_pack(pack, first.document | {"lens": "50 mm", "contrast": 1.2}, by=cast.bea)
    page = f"/style-pack-versions/{made.pk}/"
    told = bea.get(page).content.decode()
    for words in (
        "<del>35 mm</del>",
        "<ins>50 mm</ins>",
        "Contrast",
        f"/style-pack-versions/{made.pk}/goldens/",
        "golden scene",
    ):
        assert words in told, words
    publish = f"/admin/style-packs/versions/{made.pk}/publish/"
    unsaid = bea.post(publish, {})
    assert unsaid.status_code == 422 and "say it in one line" in unsaid.content.decode()
    drifted = bea.post(publish, {"note": "Longer lens"})
    assert drifted.status_code == 409 and "give a reason for publishing without" in drifted.content.decode()
    assert 'value="Longer lens"' in drifted.content.decode()
    assert not pack.versions.get(number=2).published_at
    assert bea.post(publish, {"note": "Longer lens", "override": "Agreed with sales"}).status_code == 302
    done = pack.versions.get(number=2)
    assert (done.note, done.override, done.published_by) == ("Longer lens", "Agreed with sales", cast.bea)
    assert bea.post(publish, {"note": "Again"}).status_code == 409
    assert "despite drift, because Agreed with sales" in bea.get(page).content.decode()
    assert "What it says" in bea.get(f"/style-pack-versions/{first.pk}/").content.decode()
    assert "from v2 to v1" in bea.get(f"/style-pack-versions/{first.pk}/?against={made.pk}").content.decode()


def test_a_version_of_another_pack_is_no_version_to_compare_with(cast: Cast, bea: Client, pack: StylePack) -> None:
    page = f"/style-pack-versions/{pack.versions.get().pk}/"
    theirs = StylePackVersion.objects.get(pack__brand=cast.tern)
    for against in (theirs.pk, "²", "0", "x", "9" * 40, "-1"):
        assert bea.get(f"{page}?against={against}").status_code == 404
    assert bea.get(f"/style-pack-versions/{theirs.pk}/").status_code == 404


def test_whoever_objects_to_publishing_is_heard_and_nothing_is_written(cast: Cast, pack: StylePack) -> None:
    made = draft_style_pack(pack, pack.versions.get().document | {"lens": "50 mm"}, by=cast.bea, note="Longer")

    @receiver(style_pack_publishing)
    def object_(version: StylePackVersion, override: str, **_: Any) -> None:
        raise WrongState(f"{version} cannot be: {override}")

    try:
        with pytest.raises(WrongState, match="Northlight v2 cannot be: because"):
            publish_style_pack(made, by=cast.bea, note="Other words", override="because")
    finally:
        style_pack_publishing.disconnect(object_)
    made.refresh_from_db()
    assert (made.published_at, made.note) == (None, "Longer")


def test_a_note_of_great_length_is_refused(cast: Cast, pack: StylePack) -> None:
    made = draft_style_pack(pack, pack.versions.get().document | {"lens": "50 mm"}, by=cast.bea)
    with pytest.raises(BadInput, match="up to 200 characters"):
        publish_style_pack(made, by=cast.bea, note="a" * 201)


# --- The API ---------------------------------------------------------------------------------------------------------
def send(client: Client, method: str, path: str, body: Any) -> Any:
    return client.generic(method, path, json.dumps(body), content_type="application/json")


def test_a_program_drafts_compares_publishes_and_exports(bea: Client, pack: StylePack) -> None:
    root = f"/api/style-packs/{pack.pk}/"
    assert bea.get(root).json() == {
        "id": pack.pk, "brand": "northlight", "slug": "northlight", "name": "Northlight", "published": 1, "draft": None,
    }  # fmt: skip
    assert [row["slug"] for row in bea.get("/api/style-packs/").json()["results"]] == ["northlight"]
    first = bea.get(f"{root}versions/").json()["results"][0]
    made = send(bea, "PUT", f"{root}draft/", {"document": first["document"] | {"lens": "50 mm"}, "note": "Longer"})
    assert (made.status_code, made.json()["number"], made.json()["published_at"]) == (200, 2, None)
    lines = bea.get(f"{root}diff/?from=1&to=2").json()[0]["lines"]
    assert [line["sentence"] for line in lines] == ["Lens: 35 mm is now 50 mm."]
    stopped = send(bea, "POST", f"{root}publish/", {"digest": made.json()["digest"]})
    assert stopped.status_code == 409 and stopped["Content-Type"] == "application/problem+json"
    body = {"digest": made.json()["digest"], "override": "Agreed with sales"}
    assert send(bea, "POST", f"{root}publish/", body).json()["override"] == "Agreed with sales"
    file = bea.get(f"{root}export/")
    assert unpack(file.content, name="a").document["lens"] == "50 mm"
    assert unpack(bea.get(f"{root}export/?number=1").content, name="a").document["lens"] == "35 mm"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("PUT", "draft/", {"document": {"name": "N", "glow": 1}}, 422, "A style pack has no field"),
        ("PUT", "draft/", {"document": 5}, 422, "document"),
        ("PUT", "draft/", [], 422, ""),
        ("PUT", "draft/", {"document": {"name": "N", "references": [{"digest": "ab" * 32}]}}, 422, "has no picture"),
        ("PUT", "draft/", {"document": {"lut": {"digest": "ab" * 32, "name": "x", "size": 2}}}, 422, "has no file"),
        ("POST", "publish/", {"digest": "0" * 64}, 422, "There is no version of that digest"),
        ("POST", "publish/", {}, 422, "digest"),
        ("GET", "diff/", None, 422, "send the number of a version"),
        ("GET", "diff/?from=1&to=99", None, 404, ""),
        ("GET", "diff/?from=²&to=1", None, 422, "send the number of a version"),
        ("GET", "export/?number=7", None, 404, ""),
        ("DELETE", "", None, 405, ""),
    ],
)  # fmt: skip
def test_what_a_program_gets_wrong_is_a_sentence(
    bea: Client, pack: StylePack, method: str, path: str, body: Any, status: int, words: str
) -> None:
    answer = send(bea, method, f"/api/style-packs/{pack.pk}/{path}", body) if body is not None else bea.generic(
        method, f"/api/style-packs/{pack.pk}/{path}"
    )  # fmt: skip
    assert (answer.status_code, words in answer.content.decode()) == (status, True), answer.content
    assert pack.versions.count() == 1


def test_zoe_has_no_style_pack_of_northlight(cast: Cast, bea: Client, pack: StylePack) -> None:
    bea.force_login(cast.zoe)
    for path in ("", "versions/", "diff/?from=1&to=1", "export/"):
        assert bea.get(f"/api/style-packs/{pack.pk}/{path}").status_code == 404
    assert send(bea, "PUT", f"/api/style-packs/{pack.pk}/draft/", {"document": {"name": "N"}}).status_code == 404
    bea.force_login(cast.ben)
    assert send(bea, "PUT", f"/api/style-packs/{pack.pk}/draft/", {"document": {"name": "N"}}).status_code == 403


def test_lists_ask_as_often_for_one_pack_as_for_fifty(cast: Cast, bea: Client, pack: StylePack) -> None:
    pages = ("/admin/style-packs/", "/api/style-packs/", address(pack), f"/api/style-packs/{pack.pk}/versions/")

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert bea.get(page).status_code == 200
            found.append(len(queries))
        return found

    asked()
    once, document = asked(), pack.versions.get().document
    for n in range(50):
        row = StylePack.objects.create(brand=cast.northlight, name=f"Pack {n}", slug=f"pack-{n}")
        StylePackVersion.objects.create(pack=row, number=1, document=document)
        StylePackVersion.objects.create(pack=pack, number=n + 2, document={**document, "lens": f"{n + 20} mm"})
    assert asked() == once
