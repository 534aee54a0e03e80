"""Whatever is changed after signing is found, in each format; and what cannot be found in the file is said."""

from __future__ import annotations

import random
import re
import struct

import pytest

from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.read import read
from generation.engine.credentials.story import Story
from tests.engine.credentials.scenes import FORMATS, anchors, sealed

STORE = {"jpeg": b"\xff\xeb", "png": b"caBX", "webp": b"C2PA"}


def flipped(file: bytes, at: int) -> bytes:
    return file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]


def told(file: bytes) -> Story:
    return read(file, anchors=anchors())


def broken_by(story: Story) -> set[str]:
    return {one.code for one in story.findings if one.level == "fail"}


def coded(kind: str, file: bytes) -> int:
    """A byte among the coded pixels."""
    mark = {"jpeg": b"\xff\xda", "png": b"IDAT", "webp": b"VP8 ", "avif": b"mdat", "tiff": b""}[kind]
    if kind == "tiff":
        return 100  # libvips writes the strips before the directory
    start = file.rindex(mark) if kind == "jpeg" else file.index(mark)
    return start + 150


def packet(kind: str, file: bytes) -> int:
    return file.index(b"XML:com.adobe.xmp") + 60 if kind == "png" else file.index(b"<dc:title>") + 40


@pytest.mark.parametrize("kind", FORMATS)
def test_one_bit_of_the_pixels_is_found(kind: str) -> None:
    file = sealed(kind).file
    story = told(flipped(file, coded(kind, file)))
    assert story.state == "invalid" and broken_by(story) & {
        "assertion.dataHash.mismatch",
        "assertion.bmffHash.mismatch",
    }
    assert "not what was signed" in story.verdict


@pytest.mark.parametrize("kind", FORMATS)
def test_one_bit_of_the_packet_is_found(kind: str) -> None:
    file = sealed(kind).file
    assert told(flipped(file, packet(kind, file))).state == "invalid"


@pytest.mark.parametrize("kind", FORMATS)
def test_any_bit_outside_the_store_is_found(kind: str) -> None:
    """Inside it, padding and the names of boxes are not signed and say nothing. In an AVIF nor is the type box."""
    file, chance = sealed(kind).file, random.Random(kind)
    found = dissect(file)
    assert found is not None
    start = file.index(b"jumb") - 64
    outside = [*range(40 if kind == "avif" else 0, start), *range(start + found.sealed + 64, len(file))]
    states = {told(flipped(file, at)).state for at in chance.sample(outside, 12)}
    assert states <= {"invalid", "unreadable", "none"}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("what", [b"c2pa.cropped", b"trainedAlgorithmicMedia", b"org.gatefold.recipe", b"Candidate 12"])
def test_one_bit_of_the_manifest_is_found(kind: str, what: bytes) -> None:
    file = sealed(kind).file
    for found in list(re.finditer(re.escape(what), file))[:2]:
        story = told(flipped(file, found.start() + 3))
        assert story.state in ("invalid", "unreadable") and broken_by(story)


def without_store(kind: str, file: bytes) -> bytes:
    """The manifest store cut out as a tool would, leaving a file that is whole."""
    if kind == "jpeg":
        at, out = 2, [file[:2]]
        while file[at : at + 2] != b"\xff\xda":
            (length,) = struct.unpack_from(">H", file, at + 2)
            if file[at : at + 2] != STORE[kind]:
                out.append(file[at : at + 2 + length])
            at += 2 + length
        return b"".join(out) + file[at:]
    start = file.index(STORE[kind])
    if kind == "png":
        (length,) = struct.unpack_from(">I", file, start - 4)
        return file[: start - 4] + file[start + 8 + length :]
    return file[:4] + struct.pack("<I", start - 8) + file[8:start]  # WebP keeps it last


@pytest.mark.parametrize("kind", STORE)
def test_a_manifest_that_was_cut_out_is_missed(kind: str) -> None:
    file = without_store(kind, sealed(kind).file)
    found = dissect(file)
    assert found is not None and not found.damaged and not found.sealed
    story = told(file)
    assert story.state == "none" and [one.code for one in story.findings] == ["gatefold.credentials.missing"]
    assert story.origin.endswith("nobody's signature holds for it.")


def with_store_of(kind: str, file: bytes, other: bytes) -> bytes:
    start, theirs = file.index(STORE[kind]), other.index(STORE[kind])
    if kind == "jpeg":
        end, their_end = (start + 2 + struct.unpack_from(">H", file, start + 2)[0], theirs + 2 + struct.unpack_from(
            ">H", other, theirs + 2)[0])  # fmt: skip
        return file[:start] + other[theirs:their_end] + file[end:]
    if kind == "png":
        end = start + 8 + struct.unpack_from(">I", file, start - 4)[0]
        their_end = theirs + 8 + struct.unpack_from(">I", other, theirs - 4)[0]
        return file[: start - 4] + other[theirs - 4 : their_end] + file[end:]
    body = file[:start] + other[theirs:]
    return body[:4] + struct.pack("<I", len(body) - 8) + body[8:]


@pytest.mark.parametrize("kind", STORE)
def test_the_manifest_of_another_file_is_found_out(kind: str) -> None:
    one, other = sealed(kind).file, sealed(kind, seed=3).file
    assert told(with_store_of(kind, one, one)).state == "trusted"
    story = told(with_store_of(kind, one, other))
    assert story.state == "invalid" and broken_by(story) == {"assertion.dataHash.mismatch"}


@pytest.mark.parametrize("kind", FORMATS)
def test_bytes_added_after_the_end_are_found(kind: str) -> None:
    assert told(sealed(kind).file + b"\x00\x00\x00\x09mdatx").state in ("invalid", "unreadable")
