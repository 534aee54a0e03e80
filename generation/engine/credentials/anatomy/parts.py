"""The nouns of a dissection, and reading bytes without running past their end."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_PARTS = 20_000  # segments, chunks, boxes or tags in one file: more is no picture
MOST_TEXT = 4 * 1024 * 1024  # an inflated profile or packet
SHORT = 500  # characters of a foreign text that are kept
MEDIA_TYPES = {kind: f"image/{kind}" for kind in ("jpeg", "png", "webp", "avif", "tiff")}


class Broken(ValueError):
    """The container ends early or contradicts itself."""


# What reading damaged bytes raises below; each means the same: this container cannot be walked further.
DAMAGE = (Broken, struct.error, IndexError, zlib.error, UnicodeDecodeError, OverflowError)


@dataclass(slots=True)
class Anatomy:
    """`kind`: jpeg, png, webp, avif or tiff. `width`, `height` in pixels, 0 where the file does not say.

    `icc`, `xmp`, `exif` (a TIFF block) and `iim` are as embedded. `sealed`: bytes of Content Credentials, 0 if none.
    `rest` is the SHA-256 of everything else in the order of the file, without the offsets that a seal has to move.
    """

    kind: str
    width: int = 0
    height: int = 0
    icc: bytes | None = None
    xmp: bytes | None = None
    exif: bytes | None = None
    iim: bytes | None = None
    texts: dict[str, str] = field(default_factory=dict)
    sealed: int = 0
    rest: str = ""
    damaged: str = ""

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


class Digest:
    """A SHA-256 over named pieces, each with its length, so that no two rows of pieces are the same bytes.

    A file whose tables point at the same bytes over and over would be hashed for hours: past its own size it is broken.
    """

    def __init__(self, data: bytes) -> None:
        self._hash = hashlib.sha256()
        self._left = len(data) + MOST_TEXT

    def add(self, name: bytes, *pieces: bytes | memoryview) -> None:
        length = sum(len(piece) for piece in pieces)
        self._left -= length
        if self._left < 0:
            raise Broken("its tables point at more bytes than it has")
        self._hash.update(b"%b:%d;" % (name, length))
        for piece in pieces:
            self._hash.update(piece)

    def hex(self) -> str:
        return self._hash.hexdigest()


def piece(data: bytes | memoryview, start: int, length: int) -> memoryview:
    """`length` bytes from `start`. Raises Broken past the end."""
    if start < 0 or length < 0 or start + length > len(data):
        raise Broken(f"{length} bytes are said to stand at {start}, and the file has {len(data)}")
    return memoryview(data)[start : start + length]


def inflate(data: bytes | memoryview) -> bytes:
    """A zlib stream, up to MOST_TEXT. Raises Broken beyond."""
    stream = zlib.decompressobj()
    out = stream.decompress(bytes(data), MOST_TEXT)
    if stream.unconsumed_tail:
        raise Broken("a compressed profile or text is larger than any real one")
    return out


def counted(parts: Iterable[tuple[bytes, int, int]]) -> Iterable[tuple[bytes, int, int]]:
    for number, part in enumerate(parts):
        if number >= MOST_PARTS:
            raise Broken(f"it has more than {MOST_PARTS:,} parts")
        yield part
