from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generation.engine.credentials import native
from generation.engine.credentials.claim import Agent, Ingredient
from generation.engine.credentials.read import read
from generation.engine.credentials.seal import most_bytes, seal
from generation.engine.credentials.signer import Signer
from generation.engine.picture import EngineError
from tests.conftest import missing_part
from tests.engine.credentials.scenes import (
    CANDIDATE,
    FORMATS,
    PACKET,
    anchors,
    claim,
    issue,
    northlight,
    picture,
    sealed,
)  # fmt: skip
from tests.test_architecture import ROOT


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_sealed_and_is_still_the_same_picture(kind: str) -> None:
    before, done = picture(kind), sealed(kind)
    assert (done.state, done.signed_by, done.timestamped) == ("Trusted", "Northlight Studio", "")
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(done.file)) as other:
        assert one.tobytes() == other.tobytes()
        assert one.info["icc_profile"] == other.info["icc_profile"]
    story = read(done.file, anchors=anchors())
    assert story.state == "trusted" and story.container.sealed_bytes > 10_000
    assert story.fields["title"] == "Decisions, together" and story.origin.endswith("That is signed.")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_seal_fits_into_the_room_that_was_promised(kind: str) -> None:
    added = len(sealed(kind).file) - len(picture(kind))
    room = most_bytes(claim(), northlight())
    assert added <= room <= added + 16_384 and room % 4096 == 0


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sealed file of each format, where exiftool is there to look at them."""
    if shutil.which("exiftool") is None:
        missing_part("NOT TESTED with exiftool: it is not installed. Install the package `libimage-exiftool-perl`.")
    folder = tmp_path_factory.mktemp("shipped")
    for kind in FORMATS:
        (folder / f"one.{kind}").write_bytes(sealed(kind).file)
    return folder


def exiftool(*options: str | Path) -> str:
    return subprocess.run(["exiftool", *options], capture_output=True, check=True, encoding="utf-8").stdout


def test_exiftool_reads_packet_and_profile_of_each_format_and_has_nothing_to_warn_of(shipped: Path) -> None:
    seen = json.loads(exiftool("-json", "-groupNames1", "-struct", shipped))
    assert len(seen) == len(FORMATS)
    for one in seen:
        assert one["XMP-dc:Title"] == "Decisions, together"
        assert one["XMP-iptcExt:DigitalSourceType"].endswith("/compositeWithTrainedAlgorithmicMedia")
        assert one["XMP-plus:Licensor"][0]["LicensorURL"] == "https://northlight.example/licence"
        assert json.loads(one["XMP-TC260:Aigc"])["ProduceID"] == "asset-7"
        assert one["ICC_Profile:ProfileDescription"] == "sRGB"
        assert not [key for key in one if key.endswith(("Warning", "Error"))]


@pytest.mark.parametrize("kind", FORMATS)
def test_exiftool_finds_the_manifest_store_where_the_format_keeps_it(kind: str, shipped: Path) -> None:
    """Versions before 12.8 read JUMBF of JPEG and PNG, and show of the others what stands in the place for it."""
    place = {"jpeg": "JUMDLabel", "png": "JUMDLabel", "webp": "'C2PA' chunk", "avif": "uuid", "tiff": "cd41"}[kind]
    seen = exiftool("-v2", "-U", shipped / f"one.{kind}")
    assert place in seen and "c2pa" in seen.partition(place)[2][:400] + seen.partition(place)[0][-400:]


def test_the_manifest_says_what_was_asked_of_it_to_a_stranger() -> None:
    store = native.read(sealed("png").file, "image/png")
    assert store["validation_state"] == "Valid"  # nobody there knows the signer
    active = store["manifests"][store["active_manifest"]]
    labels = {one["label"] for one in active["assertions"]}
    assert labels == {
        "c2pa.actions.v2",
        "c2pa.metadata",
        "cawg.metadata",
        "cawg.training-mining",
        "org.gatefold.recipe",
    }
    assert "thumbnail" not in active and all("thumbnail" not in one for one in active["ingredients"])
    assert sorted(one["relationship"] for one in active["ingredients"]) == [
        "componentOf", "componentOf", "inputTo", "inputTo",
    ]  # fmt: skip


def test_a_candidate_that_was_sealed_keeps_its_history_in_what_is_made_of_it() -> None:
    signed = sealed("png").file
    parent = replace(CANDIDATE, sha256=hashlib.sha256(signed).hexdigest(), file=signed)
    done = seal(picture("webp"), "image/webp", claim(parent), northlight())
    story = read(done.file, anchors=anchors())
    assert story.state == "trusted" and len(story.manifests) == 2
    assert [one.acts[0].name for one in story.manifests] == ["c2pa.opened", "c2pa.created"]
    assert story.manifests[1].acts[0].agent == "SDXL base 1.0"
    assert story.lineage is not None
    branch = next(one for one in story.lineage.under if one.relationship == "parentOf")
    assert branch.sha256 == parent.sha256 and len(branch.under) == 4
    assert len(done.file) - len(picture("webp")) <= most_bytes(claim(parent), northlight())
    dropped = read(seal(picture("webp"), "image/webp", claim(), northlight()).file)
    assert len(dropped.manifests) == 1, "without the parent's bytes there is no history to keep"


def test_nothing_is_signed_over_a_parent_that_was_changed() -> None:
    broken = bytearray(sealed("png").file)
    broken[-30] ^= 1
    parent = replace(CANDIDATE, sha256=hashlib.sha256(broken).hexdigest(), file=bytes(broken))
    with pytest.raises(EngineError, match=r"Candidate 12 do not hold, so nothing is signed over it\. The file is not"):
        seal(picture("jpeg"), "image/jpeg", claim(parent), northlight())


@pytest.mark.parametrize(
    ("file", "media_type", "says"),
    [
        (lambda: sealed("jpeg").file, "image/jpeg", "has Content Credentials already"),
        (lambda: picture("png"), "image/jpeg", "is said to be image/jpeg and is image/png"),
        (lambda: picture("jpeg")[:200], "image/jpeg", "is damaged or cut short"),
        (lambda: b"GIF89a", "image/gif", "none of JPEG, PNG, WebP, AVIF and TIFF"),
    ],
)
def test_what_cannot_be_sealed_is_refused_in_a_sentence(file: Any, media_type: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        seal(file(), media_type, claim(), northlight())


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file[:-3] + bytes([file[-3] ^ 1]) + file[-2:], "sealing changed the picture"),
        (lambda file: file.replace(b"<dc:title>", b"<dc:Title>", 1), "changed the picture"),
        (lambda file: picture("jpeg"), "cannot be read again"),
        (lambda file: file.replace(b"c2pa.cropped", b"c2pa.dropped"), "does not hold"),
    ],
)
def test_a_seal_that_changed_anything_else_is_not_kept(spoil: Any, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write = native.write
    monkeypatch.setattr(native, "write", lambda *asked: spoil(write(*asked)))
    with pytest.raises(EngineError, match=says):
        seal(picture("jpeg"), "image/jpeg", claim(), northlight())


def test_a_seal_that_says_something_else_than_was_asked_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    write = native.write

    def other(file: bytes, media_type: str, definition: dict[str, Any], *rest: Any) -> bytes:
        said = json.loads(json.dumps(definition))
        said["assertions"][0]["data"]["actions"][1]["description"] = "Cropped a little"
        return write(file, media_type, said, *rest)

    monkeypatch.setattr(native, "write", other)
    with pytest.raises(EngineError, match=r"c2pa\.actions\.v2 came back otherwise"):
        seal(picture("jpeg"), "image/jpeg", claim(), northlight())


def test_a_certificate_that_nothing_checked_fails_at_the_seal() -> None:
    """The last line of defence: a leaf signed by itself, past all of Signer's own checks."""
    leaf = issue("Alone")
    with pytest.raises(EngineError, match="signed by itself"):
        seal(picture("jpeg"), "image/jpeg", claim(), Signer((leaf[0],), leaf[1]))


hostile = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\x00", "\ud800", '"}],"x":[{"', "</rdf:li><script>", "{{7*7}}", "\u202egnp.exe", "a" * 5000, "𝔘" * 900]
)


@settings(max_examples=25, deadline=None)
@given(title=hostile, prompt=hostile, role=hostile, version=hostile, fact=hostile, kind=st.sampled_from(FORMATS))
def test_whatever_people_type_is_signed_and_fits(
    title: str, prompt: str, role: str, version: str, fact: str, kind: str
) -> None:
    asked = claim(
        replace(CANDIDATE, title=title, role=role),
        Ingredient("componentOf", prompt, "77" * 32, "image/png", role),
        title=title,
        maker=Agent(prompt, version),
        metadata=replace(PACKET, title=title, ai_prompt=prompt, creators=(title, prompt)),
        facts={fact or "x": prompt},
        training="constrained",
        constraint=prompt,
    )
    done = seal(picture(kind), f"image/{kind}", asked, northlight())
    assert done.state == "Trusted"
    assert len(done.file) - len(picture(kind)) <= most_bytes(asked, northlight())


def test_a_process_that_was_forked_signs_too() -> None:
    """A native context does not survive a fork, and workers fork."""
    program = (
        "import os\nfrom tests.engine.credentials.scenes import *\nassert sealed('jpeg').state == 'Trusted'\n"
        "picture('png', seed=0)  # libvips does not survive a fork either, and is not what is asked here\n"
        "child = os.fork()\n"
        "if child == 0:\n    os._exit(0 if sealed('png').state == 'Trusted' else 1)\n"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=60)


def test_signing_and_reading_bring_no_engine_and_no_django() -> None:
    program = (
        "import sys, generation.engine.credentials.read, generation.engine.credentials.seal, c2pa\n"
        "heavy = {'torch', 'numba', 'scipy', 'skimage', 'pyvips', 'PIL', 'django'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
