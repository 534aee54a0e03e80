"""What is this file? Anybody signed in may ask, of any file; nothing of it is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from dam import explaining
from generation.engine.credentials.certificate import BadCertificate
from generation.signing import anchors, signer
from studio.lib import blobs
from studio.lib.models import Blob
from tests.cast import Cast
from tests.engine.credentials.scenes import authority, issue, pem, picture, sealed, secret
from tests.stations import Stations


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def asked(client: Client, data: bytes, name: str = "hero.jpg", **headers: str) -> Any:
    return client.post("/explain/", {"file": SimpleUploadedFile(name, data)}, headers=headers)


@pytest.fixture(autouse=True)
def own_identity(settings: Any, tmp_path: Path) -> None:
    settings.IDENTITY_DIR = tmp_path / "identity"


def test_a_sealed_file_is_told_and_nothing_of_it_is_kept(cast: Cast) -> None:
    before = Blob.objects.count()
    page = asked(client_of(cast.dana), sealed("webp").file).content.decode()
    for told in (
        "it is as Northlight Studio signed it", "nobody vouches for here", "Cropped to 90 x 60 pixels", "SDXL base 1.0",
        "Candidate 12", "US, UK, DE, JP until 2027-04-30", "1: made by AI", "generative AI",
    ):  # fmt: skip
        assert told in page
    assert Blob.objects.count() == before and "<html" in page


def test_a_fragment_is_answered_to_a_fragments_question(cast: Cast) -> None:
    answer = asked(client_of(cast.ben), picture("png"), "<b>x.png", hx_request="true").content.decode()
    assert "<html" not in answer and 'id="story"' in answer and "&lt;b&gt;x.png" in answer
    assert "It has no Content Credentials" in answer


def test_a_file_of_ours_is_linked_for_those_who_may_see_its_asset(line: Stations) -> None:
    asset = line.asset()
    file = asset.renditions.select_related("file").first()
    assert file is not None
    data = blobs.read(file.file.digest)
    link = f"/library/{asset.pk}/"
    assert link in asked(client_of(line.cast.ben), data).content.decode()
    assert link in asked(client_of(line.cast.ben), blobs.read(asset.master.digest)).content.decode()
    elsewhere = asked(client_of(line.cast.zoe), data).content.decode()
    assert link not in elsewhere and "/library/" not in elsewhere.partition('id="story"')[2], (
        "what the file says itself"
    )
    assert "made with AI" in elsewhere or "generative AI" in elsewhere


def test_what_cannot_be_read_is_refused_in_a_sentence(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    dana = client_of(cast.dana)
    nothing = dana.post("/explain/")
    assert nothing.status_code == 422 and "Choose a file first." in nothing.content.decode()
    monkeypatch.setattr(explaining, "MOST", 10)
    large = asked(dana, picture("jpeg"))
    assert large.status_code == 413 and "Up to 0 MB are read here" in large.content.decode()
    assert asked(dana, picture("jpeg"), hx_request="true").status_code == 422, "htmx swaps in a 422 and no other 4xx"
    monkeypatch.setattr(explaining, "MOST", 10_000_000)
    monkeypatch.setattr(explaining.apart.sys, "executable", "/bin/false")
    broken = asked(dana, picture("jpeg"))
    assert broken.status_code == 422 and "broke the reader" in broken.content.decode()


def test_only_so_many_are_read_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining._readers, "acquire", lambda timeout: False)
    busy = asked(client_of(cast.dana), picture("jpeg"))
    assert busy.status_code == 503 and "Try again in a moment" in busy.content.decode()


def test_who_signs_here_is_trusted_here(settings: Any, tmp_path: Path) -> None:
    assert anchors() == "" and not settings.IDENTITY_DIR.exists(), "reading makes no identity"
    own = signer()
    assert own.made_here and own.anchors == anchors()
    root, intermediate = authority()
    leaf = issue("Northlight Studio", intermediate)
    (tmp_path / "chain.pem").write_bytes(pem(leaf[0], intermediate[0], root[0]))
    (tmp_path / "leaf.key").write_bytes(secret(leaf[1]))
    settings.C2PA_CERTIFICATE, settings.C2PA_KEY = str(tmp_path / "chain.pem"), str(tmp_path / "leaf.key")
    settings.C2PA_TIMESTAMP_URL = "https://tsa.example.com/"
    assert (signer().name, signer().hosts) == ("Northlight Studio", ("https://tsa.example.com",))
    assert anchors() == own.anchors + pem(root[0]).decode()
    settings.C2PA_ANCHORS = str(tmp_path / "absent.pem")
    with pytest.raises(BadCertificate, match=r"absent\.pem cannot be read"):
        anchors()


def test_the_command_tells_it_to_a_terminal_and_to_programs(tmp_path: Path) -> None:
    file = tmp_path / "one.tiff"
    file.write_bytes(sealed("tiff").file)
    out = io.StringIO()
    call_command("explain", str(file), stdout=out)
    told = out.getvalue()
    assert "TIFF, 96 x 64 pixels, profile sRGB" in told and "made with Candidate 12" in told
    assert "  Cropped to 90 x 60 pixels (Gatefold 0.1.0)\n" in told and "  Training of models: not allowed\n" in told
    out = io.StringIO()
    call_command("explain", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["state"] == "valid"
    with pytest.raises(CommandError, match="No such file"):
        call_command("explain", str(tmp_path / "absent.jpg"))
