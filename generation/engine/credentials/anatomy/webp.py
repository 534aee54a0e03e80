"""WebP: RIFF chunks (RFC 9649). The manifest store stands in the chunk C2PA."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generation.engine.credentials.anatomy.parts import Anatomy, Broken, Digest, counted, piece


def walk(data: bytes, found: Anatomy) -> None:
    """Fill `found`. Raises Broken, or an error of DAMAGE."""
    rest = Digest(data)
    for name, start, end in counted(_chunks(data)):
        body = piece(data, start, end - start)
        if name == b"C2PA":
            found.sealed += len(body) + 8
            continue
        rest.add(name, body)
        if name == b"VP8X":
            found.width = 1 + int.from_bytes(body[4:7], "little")
            found.height = 1 + int.from_bytes(body[7:10], "little")
        elif name == b"VP8 " and not found.width:
            found.width, found.height = (side & 0x3FFF for side in struct.unpack_from("<HH", body, 6))
        elif name == b"VP8L" and not found.width:
            (bits,) = struct.unpack_from("<I", body, 1)
            found.width, found.height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif name == b"ICCP":
            found.icc = bytes(body)
        elif name == b"XMP ":
            found.xmp = bytes(body)
        elif name == b"EXIF":
            found.exif = bytes(body).removeprefix(b"Exif\x00\x00")
    found.rest = rest.hex()


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    (stated,) = struct.unpack_from("<I", data, 4)
    if stated + 8 > len(data):
        raise Broken("it is shorter than it says")
    at = 12
    while at + 8 <= stated + 8:
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise Broken(f"the chunk at byte {at} runs past the end")
        yield name, at + 8, at + 8 + length
        at += 8 + length + length % 2
    if stated + 8 < len(data):
        yield b"after", stated + 8, len(data)
