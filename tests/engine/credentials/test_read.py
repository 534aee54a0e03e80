from __future__ import annotations

import http.server
import io
import json
import random
import struct
import threading
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin

from generation.engine.credentials import apart, native
from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.read import MOST_BYTES, read
from generation.engine.picture import EngineError
from tests.engine.credentials.scenes import FORMATS, anchors, claim, northlight, picture, sealed


def photograph() -> bytes:
    """A JPEG as a camera and another program leave it: EXIF with a position, a packet of attributes, no profile."""
    exif = Image.Exif()
    exif[0x0131], exif[0x013B], exif[0x010F] = "Lightbox 4.2", "Ana Example", "Fotokasten"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Lightbox"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    out = io.BytesIO()
    Image.new("RGB", (80, 50), "grey").save(out, "JPEG", exif=exif, xmp=packet)
    return out.getvalue()


def test_a_photograph_from_elsewhere_is_told_as_what_it_is() -> None:
    story = read(photograph())
    assert (story.container.kind, story.container.width, story.container.height) == ("jpeg", 80, 50)
    assert story.exif == {"software": "Lightbox 4.2", "artist": "Ana Example", "make": "Fotokasten"}
    assert story.position and story.fields == {"creator_tool": "Lightbox"}
    assert (story.state, story.findings, story.manifests, story.lineage) == ("none", (), (), None)
    assert story.origin == "" and "says nothing against it" in story.verdict


@pytest.mark.parametrize("kind", FORMATS)
def test_position_and_program_are_found_in_every_format(kind: str) -> None:
    exif, tags = Image.Exif(), TiffImagePlugin.ImageFileDirectory_v2()
    exif[0x0131] = tags[0x0131] = "Lightbox 4.2"
    exif.get_ifd(0x8825)[4] = (13.0, 20.0, 0.0)
    tags[0x8825] = {4: (13.0, 20.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, kind.upper(), **({"tiffinfo": tags} if kind == "tiff" else {"exif": exif}))
    story = read(out.getvalue())
    assert (story.container.width, story.container.height, story.container.damaged) == (40, 30, "")
    assert story.exif["software"] == "Lightbox 4.2" and story.position


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}])
def test_the_two_plain_kinds_of_webp_have_their_size(options: dict[str, Any]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (33, 21)).save(out, "WEBP", **options)
    found = dissect(out.getvalue())
    assert found is not None and (found.width, found.height, found.damaged) == (33, 21, "")


def test_what_generators_leave_in_a_png_is_shown() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("parameters", "a cat, Steps: 20", zip=True)
    said.add_itxt("Comment", "é" * 3000)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=said)
    assert read(out.getvalue()).texts == {"parameters": "a cat, Steps: 20", "Comment": "é" * 500}


def test_our_own_file_tells_rights_training_label_and_lineage() -> None:
    story = read(sealed("avif").file, anchors=anchors())
    assert story.rights["May be used"] == "US, UK, DE, JP until 2027-04-30"
    assert story.rights["Training of models"] == "not allowed"
    assert story.rights["Licence"] == "https://northlight.example/licence"
    assert story.aigc["Label"] == "1: made by AI" and story.aigc["ProduceID"] == "asset-7"
    assert story.container.profile == "sRGB" and story.manifests[0].generator.startswith("Gatefold 0.1.0")
    assert story.manifests[0].facts["brief"] == "northlight-hero, revision 3"
    assert story.lineage is not None and {one.title for one in story.lineage.under} == {
        "Candidate 12", "Reference: a bay window", "Lamp, cut out", "Logo",
    }  # fmt: skip
    levels = [one.level for one in story.findings]
    assert levels == sorted(levels, key=["fail", "note", "ok"].index) and "ok" in levels


def test_credentials_kept_elsewhere_are_not_fetched() -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: Any) -> None: ...

    import c2pa

    from generation.engine.credentials import manifest

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        signer = northlight()
        out = io.BytesIO()
        with (
            c2pa.Context.from_dict(native.settings()) as context,
            c2pa.Builder.from_json(manifest.definition(claim(), "image/jpeg"), context) as builder,
            c2pa.Signer.from_callback(signer.sign, c2pa.C2paSigningAlg.ES256, signer.chain_pem) as signs,
        ):
            builder.set_no_embed()
            builder.set_remote_url(f"http://127.0.0.1:{server.server_port}/store")
            builder.sign(signs, "image/jpeg", io.BytesIO(picture("jpeg")), out)
        story = read(out.getvalue())
        server.shutdown()
    assert asked == [] and story.state == "unreadable" and "nothing is fetched" in story.verdict


def nonsense(kind: str, chance: random.Random) -> list[bytes]:
    """Cut short, flipped, stuffed with junk where lengths and tables stand."""
    file = sealed(kind).file
    found = [file[: chance.randrange(4, len(file))] for _ in range(8)]
    for _ in range(16):
        spoilt = bytearray(file)
        for _ in range(chance.choice((1, 1, 4, 40))):
            spoilt[chance.randrange(len(spoilt))] = chance.choice((0, 255, chance.randrange(256)))
        found.append(bytes(spoilt))
    head = file[:16]
    found += [head + chance.randbytes(chance.randrange(2000)) for _ in range(8)]
    found += [head + b"\xff" * 300, head + b"\x00" * 300, head, file + file]
    return found


@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_files_are_told_about_and_harm_nothing(kind: str) -> None:
    chance = random.Random(kind)
    stories = [read(file, anchors=anchors()) for file in nonsense(kind, chance)]
    assert len(stories) == 36 and {"invalid", "unreadable"} <= {story.state for story in stories}
    assert any(story.container.damaged for story in stories)


def test_files_that_are_no_pictures_are_told_so() -> None:
    for data in (b"", b"\x00", b"GIF89a", b"%PDF-1.7", b"<svg/>", b"\xff" * 5000, "né".encode() * 99):
        story = read(data)
        assert (story.state, story.container.kind, story.container.bytes) == ("none", "", len(data))
    with pytest.raises(EngineError, match="at most 200 MB"):
        read(bytes(MOST_BYTES + 1))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def test_a_bomb_is_not_inflated_and_a_table_that_turns_in_circles_ends() -> None:
    head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    bomb = zlib.compress(bytes(64 * 1024 * 1024), 9)
    story = read(head + _chunk(b"iCCP", b"x\x00\x00" + bomb) + _chunk(b"IEND", b""))
    assert "larger than any real one" in story.container.damaged and story.container.width == 30_000
    entry = struct.pack("<HHII", 330, 4, 1, 8)  # a sub-directory that is the directory itself
    ring = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    assert read(ring).container.damaged == ""
    strips = struct.pack("<HHIIHHII", 273, 4, 50_000, 38, 279, 4, 50_000, 38)  # fifty thousand times the whole file
    many = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 2) + strips + struct.pack("<I", 0)
    assert "damaged" in read(many + struct.pack("<I", 150_000) * 50_000).container.damaged


def test_a_store_full_of_junk_is_read_without_belief() -> None:
    from generation.engine.credentials import store

    ring = {"label": "a", "ingredients": [{"title": 7, "active_manifest": "a", "relationship": None}], "assertions": 5}
    held = store.manifests({"active_manifest": "a", "manifests": {"a": ring, "b": None, "c": []}})
    assert [one.label for one in held] == ["a", "b", "c"]
    branch = store.lineage(held)
    assert branch is not None and branch.under[0].under == () and branch.under[0].title == "untitled"
    assert store.manifests({"manifests": [1]}) == ()
    assert store.findings({"validation_results": {"activeManifest": 3}}) == ()
    fits, differs = {"code": "assertion.dataHash.match"}, {"code": "assertion.dataHash.mismatch"}
    both = store.findings({"validation_results": {"activeManifest": {"success": [fits], "failure": [differs]}}})
    assert [one.code for one in both] == ["assertion.dataHash.mismatch"], "not both at once"


def test_apart_tells_the_same_and_a_reader_that_breaks_or_stalls_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    file = sealed("jpeg").file
    assert apart.read(file, anchors=anchors()) == json.loads(json.dumps(read(file, anchors=anchors()).document()))
    with pytest.raises(apart.TooMuch, match="took longer than 0 seconds"):
        apart.read(file, seconds=0.001)
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(apart.TooMuch, match="broke the reader"):
        apart.read(file)
