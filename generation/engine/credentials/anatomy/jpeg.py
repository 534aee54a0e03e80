"""JPEG: segments up to the scan (ITU-T T.81, B.1.1). JUMBF stands in APP11 (ISO/IEC 19566-5, annex D)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generation.engine.credentials.anatomy.parts import Anatomy, Broken, Digest, counted, piece

XMP = b"http://ns.adobe.com/xap/1.0/\x00"
ICC = b"ICC_PROFILE\x00"
EXIF = b"Exif\x00\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
SCAN, END = 0xDA, 0xD9
SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # the frame headers
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a segment


def walk(data: bytes, found: Anatomy) -> None:
    """Fill `found`. Raises Broken, or an error of DAMAGE."""
    rest = Digest(data)
    profile: dict[int, bytes] = {}
    for marker, start, end in counted(_segments(data)):
        body = piece(data, start, end - start)
        code = marker[0]
        if code == 0xEB and bytes(body[:2]) == b"JP" and bytes(body[12:16]) == b"jumb":
            found.sealed += len(body) + 4
            continue
        rest.add(marker, body)
        if code in SIZES:
            found.height, found.width = struct.unpack_from(">HH", body, 1)
        elif code == 0xE1 and body[: len(XMP)] == XMP:
            found.xmp = found.xmp or bytes(body[len(XMP) :])
        elif code == 0xE1 and body[: len(EXIF)] == EXIF:
            found.exif = found.exif or bytes(body[len(EXIF) :])
        elif code == 0xE2 and body[: len(ICC)] == ICC:
            profile[body[len(ICC)]] = bytes(body[len(ICC) + 2 :])
        elif code == 0xED and body[: len(PHOTOSHOP)] == PHOTOSHOP:
            found.iim = bytes(body[len(PHOTOSHOP) :])
    found.icc = b"".join(profile[number] for number in sorted(profile)) or None
    found.rest = rest.hex()


def _segments(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(marker, start and end of its body); the scan is one body, up to the end of the file."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise Broken(f"no marker at byte {at}")
        code = data[at + 1]
        if code == 0xFF:  # fill
            at += 1
        elif code in ALONE:
            yield bytes([code]), at + 2, at + 2
            at += 2
        elif code in (SCAN, END):
            yield bytes([code]), at + 2, len(data)
            return
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            if length < 2 or at + 2 + length > len(data):
                raise Broken(f"the segment at byte {at} runs past the end")
            yield bytes([code]), at + 4, at + 2 + length
            at += 2 + length
    raise Broken("it ends before its picture")
