"""A style pack as one file: the same bytes out again, and nothing hostile in."""

from __future__ import annotations

import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from briefs.actions import (
    add_picture,
    draft_style_pack,
    export_style_pack,
    import_style_pack,
    publish_style_pack,
)
from briefs.models import Picture, StylePack, StylePackVersion
from briefs.style.file import FORMAT, PACK, Packed, pack, unpack
from briefs.tasks import read_picture
from studio.lib import blobs
from studio.lib.canonical import canonical, sha256
from studio.lib.models import Blob
from studio.lib.problems import BadInput, NotAllowed, TooMuch, WrongState
from studio.people.models import Brand, User
from tests.briefs.test_style_packs import OLD, lut
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def photo(shade: int = 20, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 33, 60)).save(out, kind)
    return out.getvalue()


def sent(data: bytes, name: str = "tern.gatefold-style.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture_of(brand: Brand, by: User, shade: int = 20) -> Picture:
    row = add_picture(brand, sent(photo(shade, "JPEG"), "mist.jpg"), by=by, verb="keep style packs")
    read_picture(row.pk)
    row.refresh_from_db()
    assert row.state == "ready"
    return row


@pytest.fixture
def full(cast: Cast) -> StylePackVersion:
    """A draft at Northlight with a LUT, a reference, and the brand's logo."""
    logo = picture_of(cast.northlight, cast.bea, 200).picture
    Brand.objects.update(logo=logo)
    cast.northlight.refresh_from_db()
    cast.tern.refresh_from_db()
    own = StylePack.objects.select_related("brand").get(brand=cast.northlight)
    reference = picture_of(cast.northlight, cast.bea)
    document = {
        **own.versions.get().document,
        "references": [{"role": "style", "digest": reference.picture_id, "note": "Mist"}],
    }
    file = sent(lut(3), "cold.cube")
    draft = draft_style_pack(own, document, by=cast.bea, note="Colder", lut=file)
    draft.pack.brand = cast.northlight
    return draft


def settle() -> None:
    for row in Picture.objects.filter(state="waiting"):
        read_picture(row.pk)


def test_a_pack_goes_out_and_into_another_brand_and_out_again_to_the_byte(cast: Cast, full: StylePackVersion) -> None:
    file = export_style_pack(full)
    assert export_style_pack(full) == file
    made = import_style_pack(cast.tern, sent(file), by=cast.zoe)
    assert (made.pack.brand, made.pack.slug, made.number, made.published_at) == (cast.tern, "northlight", 1, None)
    assert made.document == full.document and made.note == "Imported from tern.gatefold-style.zip"
    with pytest.raises(WrongState, match="still being read"):
        export_style_pack(made)
    with pytest.raises(WrongState, match="still being read"):
        publish_style_pack(made, by=cast.zoe)
    settle()
    assert export_style_pack(made) == file
    assert [row.name for row in Picture.objects.filter(brand=cast.tern)] == ["mist.jpg"]
    assert publish_style_pack(made, by=cast.zoe).published_at


def test_the_same_file_again_makes_nothing_new(cast: Cast, full: StylePackVersion) -> None:
    file = export_style_pack(full)
    import_style_pack(cast.tern, sent(file), by=cast.zoe)
    settle()
    before = (StylePackVersion.objects.count(), Picture.objects.count(), Blob.objects.count())
    import_style_pack(cast.tern, sent(file), by=cast.zoe)
    assert (StylePackVersion.objects.count(), Picture.objects.count(), Blob.objects.count()) == before


def test_somebody_elses_draft_is_not_written_over(cast: Cast, full: StylePackVersion) -> None:
    file = export_style_pack(full)
    draft_style_pack(full.pack, {**full.document, "lens": "20 mm"}, by=cast.ada)
    with pytest.raises(WrongState, match="has a draft, Northlight v2, with other words"):
        import_style_pack(cast.northlight, sent(file), by=cast.bea)
    full.refresh_from_db()
    assert full.document["lens"] == "20 mm"


def test_who_does_not_keep_style_packs_imports_none(cast: Cast, full: StylePackVersion) -> None:
    for person, brand in ((cast.ben, cast.northlight), (cast.bea, cast.tern), (cast.zoe, cast.northlight)):
        with pytest.raises(NotAllowed):
            import_style_pack(brand, sent(export_style_pack(full)), by=person)


def test_the_file_says_what_its_description_says(full: StylePackVersion) -> None:
    with zipfile.ZipFile(io.BytesIO(export_style_pack(full))) as zipped:
        head = json.loads(zipped.read(PACK))
        assert zipped.read(PACK) == canonical(head)
        assert set(head) == {"format", "document", "logo", "names"} and head["format"] == FORMAT
        assert sorted(zipped.namelist()) == sorted(
            [PACK, f"blobs/{head['logo']}", f"blobs/{full.document['lut']['digest']}",
             f"blobs/{full.document['references'][0]['digest']}"]
        )  # fmt: skip
        assert all(sha256(zipped.read(name)) == name[6:] for name in zipped.namelist() if name != PACK)
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- Another brand's bytes -------------------------------------------------------------------------------------------
def test_nobody_reads_another_brands_bytes_by_naming_them(cast: Cast, full: StylePackVersion) -> None:
    theirs = StylePack.objects.select_related("brand").get(brand=cast.tern)
    document = theirs.versions.get().document
    stolen = {"role": "style", "digest": full.document["references"][0]["digest"], "note": ""}
    with pytest.raises(BadInput, match="Tern has no picture"):
        draft_style_pack(theirs, {**document, "references": [stolen]}, by=cast.zoe)
    with pytest.raises(BadInput, match="Tern has no file"):
        draft_style_pack(theirs, {**document, "lut": full.document["lut"]}, by=cast.zoe)
    assert theirs.versions.count() == 1


def test_a_picture_that_is_no_picture_cannot_be_published(cast: Cast, full: StylePackVersion) -> None:
    row = add_picture(cast.northlight, sent(b"\x89PNG not one"), by=cast.bea, verb="keep style packs")
    document = {**full.document, "references": [{"role": "style", "digest": row.upload_id, "note": ""}]}
    draft = draft_style_pack(full.pack, document, by=cast.bea, note="Worse")
    with pytest.raises(WrongState, match="is still being read"):
        publish_style_pack(draft, by=cast.bea)
    read_picture(row.pk)
    with pytest.raises(BadInput, match="Take it off the list"):
        publish_style_pack(draft, by=cast.bea)


def test_an_upload_becomes_the_picture_a_worker_made_of_it(cast: Cast, full: StylePackVersion) -> None:
    row = picture_of(cast.northlight, cast.bea, 90)
    document = {**full.document, "references": [{"role": "style", "digest": row.upload_id, "note": ""}]}
    draft = draft_style_pack(full.pack, document, by=cast.bea)
    assert draft.document["references"][0]["digest"] == row.picture_id != row.upload_id


# --- Hostile files ---------------------------------------------------------------------------------------------------
HEAD: dict[str, Any] = {"format": FORMAT, "document": OLD | {"slug": "hostile"}, "logo": None, "names": {}}


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as file:
        for name, content in entries:
            file.writestr(name, content)
    return out.getvalue()


def headed(*entries: tuple[str | zipfile.ZipInfo, bytes], **changes: Any) -> bytes:
    return zipped((PACK, json.dumps({**HEAD, **changes}).encode()), *entries)


def linked() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"blobs/{'0' * 64}")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted() -> bytes:
    data = bytearray(headed())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def lying() -> bytes:
    """An entry that says it is short, and is long."""
    data = headed((f"blobs/{'0' * 64}", b"x" * 5000))
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 24] + (10).to_bytes(4, "little") + data[place + 28 :]


def hello() -> tuple[str, bytes]:
    return f"blobs/{sha256(b'hello')}", b"hello"


REFERENCE = {"role": "style", "digest": sha256(b"hello"), "note": ""}
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"\x89PNG", "is not a style pack, or is damaged"),
    "nothing": (lambda: b"", "is not a style pack, or is damaged"),
    "cut short": (lambda: headed()[:-30], "is not a style pack, or is damaged"),
    "a bomb": (lambda: headed((f"blobs/{'0' * 64}", b"\0" * 45_000_000)), "unpacks to 45 MB, which is too large"),
    "many small bombs": (
        lambda: headed(*((f"blobs/{n:064x}", b"\0" * 39_000_000) for n in range(4))),
        "unpacks to more than 120 MB",
    ),
    "a lie about length": (lying, "is not a style pack, or is damaged"),
    "a path out": (lambda: headed(("../../etc/passwd", b"x")), "holds “../../etc/passwd”"),
    "an absolute path": (lambda: headed(("/etc/passwd", b"x")), "holds “/etc/passwd”"),
    "a path out of blobs": (lambda: headed((f"blobs/../{'0' * 64}", b"x")), "holds “blobs/../"),
    "a link": (lambda: headed((linked(), b"/etc/passwd")), "is a link, not a file"),
    "a password": (encrypted, "is encrypted. Save it without a password"),
    "lzma": (lambda: zipped((PACK, json.dumps(HEAD).encode()), kind=zipfile.ZIP_LZMA), "compressed in a way"),
    "too many": (lambda: headed(*((f"blobs/{n:064x}", b"x") for n in range(70))), "holds 71 files"),
    "no pack.json": (lambda: zipped(("readme", b"x")), "holds no pack.json"),
    "not JSON": (lambda: zipped((PACK, b"{")), "pack.json is not JSON"),
    "deep JSON": (lambda: zipped((PACK, b"[" * 200_000)), "pack.json is not JSON"),
    "NaN": (lambda: zipped((PACK, b'{"format": NaN}')), "pack.json is not JSON"),
    "another format": (lambda: headed(format="gatefold-style/9"), "does not say “format”"),
    "a list": (lambda: zipped((PACK, b"[]")), "does not say “format”"),
    "a field": (lambda: headed(surprise=1), "pack.json has no field “surprise”"),
    "a field of the document": (lambda: headed(document=OLD | {"surprise": 1}), "A style pack has no field “surprise”"),
    "no document": (lambda: headed(document=None), "pack.json has no document"),
    "a logo that is a path": (lambda: headed(logo="../x"), "the logo is named by its SHA-256"),
    "wrong digest": (lambda: headed((f"blobs/{'0' * 64}", b"x")), "does not hold what its name says"),
    "a blob nobody names": (lambda: headed((f"blobs/{sha256(b'x')}", b"x")), "does not name blobs/"),
    "a blob that is not there": (lambda: headed(logo="0" * 64), "which is not in it"),
    "no picture": (
        lambda: headed(hello(), document=HEAD["document"] | {"references": [REFERENCE]}),
        "is no PNG, JPEG, WebP, TIFF or AVIF picture",
    ),
    "no LUT": (
        lambda: headed(
            hello(),
            document=HEAD["document"] | {"lut": {"digest": sha256(b"hello"), "name": "a.cube", "size": 2}},
        ),
        "a.cube: line 1 says hello",
    ),
    "no slug": (lambda: headed(document=OLD | {"slug": "../.."}), "Give the style pack a name, and a short name"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence_and_nothing_is_written(cast: Cast, case: str) -> None:
    make, sentence = HOSTILE[case]
    before = (StylePack.objects.count(), StylePackVersion.objects.count(), Picture.objects.count())
    with pytest.raises(BadInput) as refusal:
        import_style_pack(cast.northlight, sent(make(), "a.zip"), by=cast.bea)
    assert sentence in refusal.value.sentence and "Traceback" not in refusal.value.sentence
    assert (StylePack.objects.count(), StylePackVersion.objects.count(), Picture.objects.count()) == before


def test_a_file_beyond_every_size_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooMuch, match="and a style pack may have 120 MB"):
        unpack(b"\0" * 120_000_001, name="a.zip")


def test_a_file_twice_in_the_file_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped((PACK, b"{}"), (PACK, b"{}"))
    with pytest.raises(BadInput, match="holds a file twice"):
        unpack(twice, name="a.zip")


def test_no_bytes_of_a_damaged_file_are_more_than_a_sentence() -> None:
    whole = pack(Packed(dict(HEAD["document"]), {}))
    for place in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        try:
            unpack(bytes(broken), name="a.zip")
        except BadInput as refusal:
            assert refusal.sentence.endswith(".")
    assert unpack(whole, name="a.zip").document == OLD | {"slug": "hostile"}
    assert zlib.crc32(whole) == zlib.crc32(pack(Packed(dict(HEAD["document"]), {})))


# --- The pages -------------------------------------------------------------------------------------------------------
def test_bea_exports_on_the_page_and_zoe_imports_on_hers(cast: Cast, full: StylePackVersion, client: Client) -> None:
    client.force_login(cast.bea)
    answer = client.get(f"/style-pack-versions/{full.pk}/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="northlight-v2.gatefold-style.zip"'
    client.force_login(cast.zoe)
    assert client.get("/admin/style-packs/import/").status_code == 200
    bad = client.post("/admin/style-packs/import/", {"brand": cast.tern.pk, "file": sent(b"x", "evil<b>.zip")})
    assert bad.status_code == 422 and "evil&lt;b&gt;.zip is not a style pack" in bad.content.decode()
    made = client.post("/admin/style-packs/import/", {"brand": cast.tern.pk, "file": sent(answer.content)})
    draft = StylePackVersion.objects.get(pack__brand=cast.tern, pack__slug="northlight")
    assert made.status_code == 302 and made["Location"] == f"/style-pack-versions/{draft.pk}/"
    assert (
        client.post(
            "/admin/style-packs/import/", {"brand": cast.northlight.pk, "file": sent(answer.content)}
        ).status_code
        == 422
    )
    assert blobs.exists(draft.document["lut"]["digest"])
