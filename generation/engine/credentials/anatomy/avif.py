"""AVIF: boxes of ISO/IEC 14496-12 and items of ISO/IEC 23008-12. The manifest store stands in a uuid box.

The digest of the rest takes each item's bytes through its location, so the offsets that a seal moves are checked
by what they point to and not compared.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from generation.engine.credentials.anatomy.parts import MOST_PARTS, Anatomy, Broken, Digest, counted, piece

C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
PLAIN, IN_IDAT = 0, 1  # ways an item's bytes are found


@dataclass(slots=True)
class Items:
    """`kinds`: item -> (type, content type). `places`: item -> (way, [(offset, length)])."""

    kinds: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    places: dict[int, tuple[int, list[tuple[int, int]]]] = field(default_factory=dict)
    idat: tuple[int, int] = (0, 0)

    def bytes_of(self, item: int, data: bytes) -> bytes:
        way, extents = self.places.get(item, (PLAIN, []))
        start, end = self.idat if way == IN_IDAT else (0, len(data))
        pieces = [piece(data, start + at, size or max(0, end - start - at)) for at, size in extents]
        if sum(len(one) for one in pieces) > len(data):
            raise Broken("its tables point at more bytes than it has")
        return b"".join(pieces)


def walk(data: bytes, found: Anatomy) -> None:
    """Fill `found`. Raises Broken, or an error of DAMAGE."""
    rest, items = Digest(data), Items()
    for name, start, end in counted(_boxes(data, 0, len(data))):
        if name == b"uuid" and data[start : start + 16] == C2PA:
            found.sealed += end - start + 8
        elif name == b"meta":
            _meta(data, start + 4, end, found, items, rest)
        elif name not in (b"mdat", b"free", b"skip"):
            rest.add(name, piece(data, start, end - start))
    for item in sorted(items.places):
        body = items.bytes_of(item, data)
        rest.add(b"item %d" % item, body)
        kind, content = items.kinds.get(item, (b"", b""))
        if kind == b"mime" and content == b"application/rdf+xml":
            found.xmp = body
        elif kind == b"Exif":
            (skipped,) = struct.unpack_from(">I", body)
            found.exif = body[4 + skipped :]
    found.rest = rest.hex()


def _meta(data: bytes, start: int, end: int, found: Anatomy, items: Items, rest: Digest) -> None:
    for name, at, to in counted(_boxes(data, start, end)):
        if name == b"iloc":
            _locations(data, at, to, items)
            continue
        if name == b"idat":
            items.idat = (at, to)
            continue
        rest.add(name, piece(data, at, to - at))
        if name == b"iinf":
            _kinds(data, at, to, items)
        elif name == b"iprp":
            _properties(data, at, to, found)


def _properties(data: bytes, start: int, end: int, found: Anatomy) -> None:
    for name, at, to in counted(_boxes(data, start, end)):
        if name == b"ipco":
            _properties(data, at, to, found)
        elif name == b"ispe":
            width, height = struct.unpack_from(">II", data, at + 4)
            if width * height > found.width * found.height:
                found.width, found.height = width, height
        elif name == b"colr" and data[at : at + 4] in (b"prof", b"rICC"):
            found.icc = bytes(piece(data, at + 4, to - at - 4))


def _kinds(data: bytes, start: int, end: int, items: Items) -> None:
    at = start + (6 if data[start] == 0 else 8)
    for name, inside, to in counted(_boxes(data, at, end)):
        version = data[inside]
        if name != b"infe" or version < 2:
            continue
        width = 2 if version == 2 else 4
        item = int.from_bytes(data[inside + 4 : inside + 4 + width], "big")
        kind = data[inside + 6 + width : inside + 10 + width]
        strings = data[inside + 10 + width : to].split(b"\x00")
        items.kinds[item] = (kind, strings[1] if len(strings) > 1 else b"")


def _locations(data: bytes, start: int, end: int, items: Items) -> None:
    version, sizes = data[start], data[start + 4 : start + 6]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version in (1, 2) else 0
    take = _taker(data, start + 6, end)
    id_size = 2 if version < 2 else 4
    for _ in range(_few(take(id_size))):
        item = take(id_size)
        way = take(2) & 15 if version in (1, 2) else PLAIN
        take(2)  # which file: this one
        base = take(base_size)
        extents = []
        for _ in range(_few(take(2))):
            take(index_size)
            extents.append((base + take(offset_size), take(length_size)))
        items.places[item] = (way, extents)


def _few(count: int) -> int:
    if count > MOST_PARTS:
        raise Broken(f"it has more than {MOST_PARTS:,} items")
    return count


class _taker:
    """Whole numbers, big-endian, one after the other."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end

    def __call__(self, size: int) -> int:
        if self.at + size > self.end:
            raise Broken("a table ends early")
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "big")


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start and end of its body)."""
    at = start
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise Broken(f"the box at byte {at} runs past the end")
        yield name, at + head, at + size
        at += size
