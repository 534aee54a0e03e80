"""Uploads that lie, models that could run code, and sessions that should be over."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from PIL import Image

from briefs.actions import create_brief
from briefs.models import Brief, Reference
from briefs.seeds import SAMPLE_BRIEFS
from briefs.tasks import read_reference
from generation import registry
from generation.models import Batch, ModelEntry
from studio.lib.models import Blob, Event
from studio.lib.static import StaticFilesMiddleware
from studio.people.models import User
from tests.cast import PASSWORD, Cast
from tests.cast import cast as cast

pytestmark = pytest.mark.django_db


# --- Uploads ----------------------------------------------------------------------------------------------------------
def png(width: int, height: int, pixels: bytes, words: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    note = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words)) if words else b""
    body = chunk(b"IHDR", head) + note + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 60).save(out, "PNG")
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", b"\0" * 10_000_000)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = {
    "drawing.svg": SVG,
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "short.png": picture()[:-200],
    "bomb.png": png(60_000, 60_000, b"\0" * 100),
    "words.png": png(64, 64, b"\0" * 20_000, words=b"x" * 50_000_000),
    "archive.jpg": archive(),
    "print.png": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file",
}


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(cast: Cast, brief: Brief, **files: bytes) -> Any:
    sent = [SimpleUploadedFile(name.replace("__", "."), data, content_type="image/png") for name, data in files.items()]
    address = f"/briefs/{brief.pk}/references/add/"
    return signed_in(cast.ben).post(address, {"file": sent}, headers={"HX-Request": "true"})


@pytest.mark.parametrize("name", REFUSED)
def test_an_upload_that_is_no_picture_is_refused_and_shown_to_nobody(
    cast: Cast, brief: Brief, blobs: Any, name: str
) -> None:
    assert upload(cast, brief, **{name.replace(".", "__"): REFUSED[name]}).status_code == 200
    read_reference(Reference.objects.get().pk)
    reference = Reference.objects.get()
    assert (reference.state, reference.picture) == ("refused", None)
    assert reference.refusal.startswith(name) and reference.refusal.endswith(".")
    for person in (cast.ben, cast.zoe):
        assert signed_in(person).get(f"/references/{reference.pk}/picture/").status_code == 404
    assert name in signed_in(cast.ben).get(f"/briefs/{brief.pk}/").content.decode()


def test_what_hides_behind_a_picture_is_left_behind(cast: Cast, brief: Brief, blobs: Any) -> None:
    upload(cast, brief, both__png=picture() + b"<script>alert(1)</script>" + archive())
    read_reference(Reference.objects.get().pk)
    answer = signed_in(cast.ben).get(f"/references/{Reference.objects.get().pk}/picture/")
    assert answer.status_code == 200 and answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"<script>" not in answer.content and b"PK\x03\x04" not in answer.content


def test_of_several_uploads_each_is_taken_or_refused_on_its_own(cast: Cast, brief: Brief, blobs: Any) -> None:
    answer = upload(cast, brief, good__png=picture(), huge__png=b"\x89PNG" + b"\0" * 41_000_000)
    assert answer.status_code == 200 and "huge.png has 41 MB" in answer.content.decode()
    assert [row.name for row in Reference.objects.all()] == ["good.png"] and Blob.objects.count() == 1
    assert Event.objects.filter(kind="reference.add").count() == 1


def test_a_model_that_is_not_there_or_could_run_code_is_refused_in_a_sentence(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "pickled"
    folder.mkdir()
    (folder / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    (folder / "weights.bin").write_bytes(b"\x80\x04.")
    licence = {"licence_id": "MIT", "read_on": "2026-10-01", "use_classes": ["internal"]}
    form = {"brand": cast.northlight.pk, "kind": "checkpoint", **licence}
    client = signed_in(cast.ada)
    for name, source in (("Gone", str(tmp_path / "gone")), ("Pickled", str(folder))):
        assert client.post("/admin/models/add/", {**form, "name": name, "source": source}).status_code == 302
        entry = ModelEntry.objects.get(name=name)
        registry.scan(entry.pk)
        entry.refresh_from_db()
        assert entry.state == "refused" and len(entry.refusal) > 20
        assert entry.refusal[:20] in client.get(f"/admin/models/{entry.slug}/").content.decode().replace("&#x27;", "'")
    assert client.post("/admin/models/add/", {**form, "name": "Up", "source": "../../etc"}).status_code == 422
    assert not Batch.objects.exists()


# --- Sessions ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "away",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\thttps://evil.example"],
)
def test_signing_in_leads_nowhere_else(cast: Cast, away: str) -> None:
    form = {"username": "ben", "password": PASSWORD, "next": away}
    answer: Any = Client().post("/sign-in/", form)
    assert (answer.status_code, answer.url) == (302, "/")
    assert "evil.example" not in Client().get("/sign-in/", {"next": away}).content.decode()


def test_a_name_as_long_as_a_book_is_a_wrong_name(cast: Cast) -> None:
    answer = Client().post("/sign-in/", {"username": "x" * 5_000, "password": "y" * 5_000})
    assert answer.status_code == 422 and "No account has this name" in answer.content.decode()


def test_guessing_at_the_gate_is_counted_as_guessing_at_the_door(cast: Cast, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    wrong = [Client().post("/sign-in/", {"username": "bea", "password": "wrong"}).status_code for _ in range(4)]
    right = Client().post("/sign-in/", {"username": "bea", "password": PASSWORD})
    assert (wrong[0], wrong[-1], right.status_code) == (422, 429, 429)
    assert Client().post("/sign-in/", {"username": "leo", "password": PASSWORD}).status_code == 302


def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, there = signed_in(cast.ben), signed_in(cast.ben)
    new = {"old_password": PASSWORD, "new_password1": "salt-and-marsh-9", "new_password2": "salt-and-marsh-9"}
    assert here.post("/password/", new).status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = signed_in(cast.ben)
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    assert client.get("/api/briefs/").status_code == 403


# --- Static files -----------------------------------------------------------------------------------------------------
def test_a_static_file_comes_in_one_piece(rf: RequestFactory) -> None:
    """Read bit by bit, it would go through a thread for every bit."""
    serve = StaticFilesMiddleware(lambda request: HttpResponse("a page", status=404))
    whole = serve(rf.get("/static/css/base.css"))
    assert (whole.status_code, whole.streaming, whole["Content-Type"]) == (200, False, 'text/css; charset="utf-8"')
    assert len(whole.content) == int(whole["Content-Length"]) > 100
    part = serve(rf.get("/static/css/base.css", headers={"Range": "bytes=10-19"}))
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    again = serve(rf.get("/static/css/base.css", headers={"If-None-Match": whole["ETag"]})) if "ETag" in whole else None
    assert again is None or (again.status_code, again.content) == (304, b"")
    assert serve(rf.head("/static/css/base.css")).content == b""
    assert serve(rf.get("/static/css/../../studio/settings.py")).status_code == 404
