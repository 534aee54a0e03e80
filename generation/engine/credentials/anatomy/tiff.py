"""TIFF 6.0 and BigTIFF: directories of tags. Serves TIFF files and the EXIF blocks of others.

The manifest store stands in tag 52545 (C2PA specification, A.3.4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.credentials.anatomy.parts import MOST_PARTS, Anatomy, Broken, Digest, piece

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
WHOLE = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
WIDTH, HEIGHT, STRIPS, STRIP_BYTES, TILES, TILE_BYTES = 256, 257, 273, 279, 324, 325
DATA = {STRIPS: STRIP_BYTES, TILES: TILE_BYTES}
XMP, IIM, ICC, C2PA = 700, 33723, 34675, 52545
SUB_IFDS, EXIF, GPS, INTEROP = 330, 34665, 34853, 40965
DIRECTORIES = (SUB_IFDS, EXIF, GPS, INTEROP)
MOST_DIRECTORIES, MOST_TAGS = 100, 2_000


@dataclass(frozen=True, slots=True)
class Tag:
    number: int
    kind: int
    count: int
    value: memoryview

    def whole(self, order: str) -> tuple[int, ...]:
        """Its values where they are whole numbers, else none."""
        if self.kind not in WHOLE or self.count > MOST_PARTS * 50:
            return ()
        return struct.unpack(f"{order}{self.count}{WHOLE[self.kind]}", self.value)

    def text(self) -> str:
        return bytes(self.value).split(b"\x00")[0].decode("utf-8", "replace").strip()


class Directories:
    """The tags of a block. Raises Broken, or an error of DAMAGE, while walking."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = "<" if data[:2] == b"II" else ">"
        (magic,) = struct.unpack_from(f"{self.order}H", data, 2)
        if data[:2] not in (b"II", b"MM") or magic not in (42, 43):
            raise Broken("no TIFF header")
        self.big = magic == 43
        self.first: int = struct.unpack_from(f"{self.order}{'Q' if self.big else 'I'}", data, 8 if self.big else 4)[0]
        self._seen: set[int] = set()

    def chain(self, at: int) -> Iterator[dict[int, Tag]]:
        """The directory at `at` and those that follow it; one met before ends the walk."""
        while at and at not in self._seen:
            if len(self._seen) >= MOST_DIRECTORIES:
                raise Broken(f"it has more than {MOST_DIRECTORIES} directories")
            self._seen.add(at)
            tags, at = self._read(at)
            yield tags

    def _read(self, at: int) -> tuple[dict[int, Tag], int]:
        head, entry, pointer = ("Q", "HHQ", "Q") if self.big else ("H", "HHI", "I")
        (count,) = struct.unpack_from(self.order + head, self.data, at)
        if count > MOST_TAGS:
            raise Broken(f"a directory of {count} tags")
        at += struct.calcsize(self.order + head)
        fixed = struct.calcsize(self.order + entry)
        room = struct.calcsize(self.order + pointer)
        tags: dict[int, Tag] = {}
        for _ in range(count):
            number, kind, many = struct.unpack_from(self.order + entry, self.data, at)
            length, place = SIZES.get(kind, 0) * many, at + fixed
            if length > room:
                (place,) = struct.unpack_from(self.order + pointer, self.data, place)
            tags[number] = Tag(number, kind, many, piece(self.data, place, length))
            at += fixed + room
        return tags, struct.unpack_from(self.order + pointer, self.data, at)[0]


def walk(data: bytes, found: Anatomy) -> None:
    """Fill `found`. Raises Broken, or an error of DAMAGE."""
    held = Directories(data)
    rest = Digest(data)
    for number, tags in enumerate(held.chain(held.first)):
        if number == 0:
            _first(tags, held, found)
        _digest(tags, held, rest)
    found.exif = data  # its first directory is one
    found.rest = rest.hex()


def block(data: bytes) -> dict[str, Any]:
    """What an EXIF block says, by name: software, artist, copyright, make, model; gps: whether it holds a position."""
    held = Directories(data)
    tags = next(held.chain(held.first), {})
    names = {305: "software", 315: "artist", 33432: "copyright", 271: "make", 272: "model", 306: "written"}
    said: dict[str, Any] = {name: text for number, name in names.items() if (text := _text(tags, number))}
    said["gps"] = False
    if GPS in tags:
        inside: Mapping[int, Tag] = next(held.chain(next(iter(tags[GPS].whole(held.order)), 0)), {})
        said["gps"] = bool({2, 4} & set(inside))  # latitude or longitude
    return said


def _text(tags: Mapping[int, Tag], number: int) -> str:
    return tags[number].text()[:500] if number in tags and tags[number].kind in (2, 1, 7) else ""


def _first(tags: Mapping[int, Tag], held: Directories, found: Anatomy) -> None:
    sides = [next(iter(tags[side].whole(held.order)), 0) if side in tags else 0 for side in (WIDTH, HEIGHT)]
    found.width, found.height = sides
    found.xmp, found.icc, found.iim = (bytes(tags[n].value) if n in tags else None for n in (XMP, ICC, IIM))
    if C2PA in tags:
        found.sealed += len(tags[C2PA].value)


def _digest(tags: Mapping[int, Tag], held: Directories, rest: Digest) -> None:
    """Each tag by what it means: strips and tiles by their data, other directories by their tags."""
    for number in sorted(tags):
        tag = tags[number]
        if number == C2PA:
            continue
        name = b"%d.%d" % (number, tag.kind)
        if number in DATA:
            lengths = tags[DATA[number]].whole(held.order) if DATA[number] in tags else ()
            places = tag.whole(held.order)
            if len(lengths) != len(places):
                raise Broken("strips without their lengths")
            rest.add(name, *(piece(held.data, at, size) for at, size in zip(places, lengths, strict=True)))
        elif number in DIRECTORIES:
            for at in tag.whole(held.order):
                for inner in held.chain(at):
                    _digest(inner, held, rest)
        else:
            rest.add(name, tag.value)
