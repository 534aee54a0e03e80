"""The cells of a sheet that its page does not draw, as data: static/js/sheet/packed.js makes the same cells of it.

A drawn cell is a kilobyte and a half; what it says of itself is a hundred bytes. The first are drawn, so that a page
has pictures before it has a script, and those that say more than their attributes (failed, running). Without script an
address with `whole=on` draws all that are shown.

    {"many": of these, "drawn": [the places of the drawn ones among all], "columns": {name: what each says, in order}}

The names are those of a cell's attributes. A column is one word where all say the same, {"words", "of"} where few words
are said again and again, else a list. Addresses of pictures are made of `kinds` ("256 avif,256 webp"), `digests` (the
eight bytes of each, one after the other, in Base64) and `preview` (which of them it is).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from generation.models import Candidate
from generation.states import DONE, WAITING
from review.cells import Sheet
from review.tiles import Tile

WHOLE = 20  # cells that are drawn: most of a screen
FEW = 4  # so many say the same at least, on average, where words are written once
BYTES = 16  # hexadecimal digits of a digest in an address


def drawn(tiles: Sequence[Tile], *, everything: bool = False) -> list[int]:
    """The places of those that are drawn; `everything`: all that are shown."""
    places, seen = [], 0
    for place, tile in enumerate(tiles):
        first = tile.shown and (everything or seen < WHOLE)
        seen += tile.shown
        if first or tile.candidate.state not in (DONE, WAITING):
            places.append(place)
    return places


def packed(sheet: Sheet, tiles: Sequence[Tile], places: Sequence[int]) -> SafeString:
    """JSON of those that are not drawn, safe inside of a script element; empty where all are."""
    here = set(places)
    rows = [_row(sheet, tile) for place, tile in enumerate(tiles) if place not in here]
    if not rows:
        return SafeString("")
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: _column([row.get(name, "") for row in rows]) for name in names}
    said = {name: column for name, column in columns.items() if column}
    document = {"many": len(rows), "drawn": list(places), "columns": said}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(text)  # noqa: S308 - nothing in it ends the element


def _row(sheet: Sheet, tile: Tile) -> dict[str, str]:
    said = sheet.says(tile)
    return said | _pictures(tile.candidate, said.pop("preview"), said.pop("sizes")) if tile.done else said


def _pictures(row: Candidate, preview: str, sizes: str) -> dict[str, str]:
    digests = [one["sha256"][:BYTES] for one in row.sizes]
    which = (row.preview_id or "")[:BYTES]
    return {
        "kinds": ",".join(size.rpartition(" ")[0] for size in sizes.split(",")),
        "digests": b64encode(bytes.fromhex("".join(digests))).decode().rstrip("="),
        "preview": str(digests.index(which)) if which in digests else preview,
    }


def _column(said: list[str]) -> Any:
    words = list(dict.fromkeys(said))
    if len(words) == 1:
        return words[0]
    if len(words) * FEW > len(said):
        return said
    places = {word: place for place, word in enumerate(words)}
    return {"words": words, "of": [places[word] for word in said]}
