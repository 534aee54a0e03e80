"""The name of a colour profile (ICC.1:2022, 9.2.41 and, for version 2, ICC.1:2001, 6.5.17)."""

from __future__ import annotations

import struct

from generation.engine.credentials.anatomy.parts import DAMAGE, piece


def name(profile: bytes) -> str:
    """The profile's description, or "" where it has none that can be read."""
    try:
        (count,) = struct.unpack_from(">I", profile, 128)
        for number in range(min(count, 200)):
            tag, at, size = struct.unpack_from(">4sII", profile, 132 + 12 * number)
            if tag == b"desc":
                return _said(bytes(piece(profile, at, size)))[:200]
    except DAMAGE:
        return ""
    return ""


def _said(body: bytes) -> str:
    if body[:4] == b"mluc":
        length, at = struct.unpack_from(">II", body, 20)
        return bytes(piece(body, at, length)).decode("utf-16-be", "replace").strip("\x00 ")
    (length,) = struct.unpack_from(">I", body, 8)
    return bytes(piece(body, 12, length)).decode("latin-1").strip("\x00 ")
