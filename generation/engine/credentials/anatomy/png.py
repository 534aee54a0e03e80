"""PNG: chunks (ISO/IEC 15948). The manifest store stands in caBX."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generation.engine.credentials.anatomy.parts import SHORT, Anatomy, Broken, Digest, counted, inflate, piece

PACKET = b"XML:com.adobe.xmp"


def walk(data: bytes, found: Anatomy) -> None:
    """Fill `found`. Raises Broken, or an error of DAMAGE."""
    rest = Digest(data)
    for name, start, end in counted(_chunks(data)):
        body = piece(data, start, end - start)
        if name == b"caBX":
            found.sealed += len(body) + 12
            continue
        rest.add(name, body)
        if name == b"IHDR":
            found.width, found.height = struct.unpack_from(">II", body)
        elif name == b"iCCP":
            found.icc = inflate(bytes(body).partition(b"\x00")[2][1:])
        elif name == b"eXIf":
            found.exif = bytes(body)
        elif name in (b"tEXt", b"iTXt", b"zTXt"):
            _text(name, bytes(body), found)
    found.rest = rest.hex()


def _text(name: bytes, body: bytes, found: Anatomy) -> None:
    key, _, value = body.partition(b"\x00")
    if name == b"zTXt":
        value = inflate(value[1:])
    elif name == b"iTXt":
        squeezed, value = value[:1] == b"\x01", value[2:].split(b"\x00", 2)[2]
        value = inflate(value) if squeezed else value
    if key == PACKET:  # in iTXt by the book; libvips writes zTXt
        found.xmp = found.xmp or value
    elif len(found.texts) < 20:
        found.texts[key.decode("latin-1")[:80]] = value[: SHORT * 4].decode("utf-8", "replace")[:SHORT]


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise Broken(f"the chunk at byte {at} runs past the end")
        yield name, at + 8, at + 8 + length
        at += 12 + length
        if name == b"IEND":
            if at < len(data):
                yield b"after", at, len(data)
            return
    raise Broken("it ends before its end chunk")
