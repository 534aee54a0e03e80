"""bytes -> Anatomy. The content says what it is; names and media types are never asked."""

from __future__ import annotations

from collections.abc import Callable

from generation.engine.credentials.anatomy import avif, jpeg, png, tiff, webp
from generation.engine.credentials.anatomy.parts import DAMAGE, Anatomy

WALKS: dict[str, Callable[[bytes, Anatomy], None]] = {
    "jpeg": jpeg.walk, "png": png.walk, "webp": webp.walk, "avif": avif.walk, "tiff": tiff.walk,
}  # fmt: skip


def sniff(data: bytes) -> str:
    """jpeg, png, webp, avif, tiff, or "" for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        return "tiff"
    if data[4:8] == b"ftyp" and b"avi" in data[8:40]:
        return "avif"
    return ""


def dissect(data: bytes) -> Anatomy | None:
    """What stands in the file, or None for what is not one of the five formats.

    A damaged file gives what stands before the damage, with `damaged` saying in words what is wrong, and no `rest`.
    """
    kind = sniff(data)
    if not kind:
        return None
    found = Anatomy(kind)
    try:
        WALKS[kind](data, found)
    except DAMAGE as error:
        found.rest = ""
        found.damaged = f"The {kind.upper()} is damaged or cut short: {error}."
    return found
