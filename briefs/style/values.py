"""Single values of a style pack's document, read strictly: each a tidy value, or BadInput naming field and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from briefs.spec import LIST_LIMIT, TERM_LIMIT, tidy
from studio.lib.problems import BadInput

HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def refused(name: str, sentence: str) -> BadInput:
    """`name` is the document's field, and the sentence begins with it: “Palette: …”."""
    return BadInput(f"{name.replace('_', ' ').capitalize()}{sentence}", field=name)


def words(name: str, value: object, limit: int = TERM_LIMIT) -> str:
    """One line of text."""
    if not isinstance(value, str):
        raise refused(name, ": expected words. Write it as text.")
    text = " ".join(tidy(value[: limit * 4]).split())
    if len(text) > limit:
        raise refused(name, f": {len(text)} characters, and there is room for {limit}.")
    return text


def lines(name: str, value: object, limit: int = LIST_LIMIT) -> list[str]:
    """Lines of text, none of them empty, none twice."""
    return list(dict.fromkeys(text for item in rows(name, value, limit, "entries") if (text := words(name, item))))


def rows(name: str, value: object, limit: int, things: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple) or len(value) > limit:
        raise refused(name, f": give a list of at most {limit} {things}.")
    return value


def row(name: str, value: object, fields: tuple[str, ...]) -> Mapping[str, Any]:
    """An object with no other fields than these."""
    if not isinstance(value, Mapping):
        raise refused(name, f": each entry is an object with {', '.join(fields)}.")
    for field in value:
        if field not in fields:
            raise refused(name, f": an entry has no field “{str(field)[:40]}”, only {', '.join(fields)}. Remove it.")
    return value


def number(name: str, value: object, what: str, least: float, most: float) -> float:
    """A number within limits, to four places. `what` follows the field's name: “: its width is a fraction”."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise refused(name, f"{what} Give a number from {least:g} to {most:g}.")
    return round(float(value), 4)


def whole(name: str, value: object, what: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise refused(name, f"{what} Give a whole number from {least} to {most}.")
    return value


def choice(name: str, value: object, offered: Sequence[str] | Mapping[str, Any], what: str) -> str:
    if not isinstance(value, str) or value not in offered:
        raise refused(name, f": choose {what} out of {', '.join(item for item in offered if item)}.")
    return value


def digest(name: str, value: object) -> str:
    if not isinstance(value, str) or not DIGEST.fullmatch(value):
        raise refused(name, ": a file is named by its SHA-256, 64 digits from 0 to f. Upload it again.")
    return value


def setting(name: str, value: object, of: str) -> float | int | str:
    """What an engine is set to: a finite number or a short text."""
    if isinstance(value, str):
        return words(name, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > 1e9:
        raise refused(name, f", {of}: set it to a number or to a word, as 30 or euler.")
    return value


def said_only(found: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing: a newer field stands in a document only where it says something."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def by_name(name: str, found: list[dict[str, Any]], key: str, things: str) -> list[dict[str, Any]]:
    """The same entries, where no two go by one name."""
    seen: set[str] = set()
    for entry in found:
        if entry[key] in seen:
            raise refused(name, f": two {things} are called “{entry[key]}”. Rename one.")
        seen.add(entry[key])
    return found


Cleaner = Callable[[str, object], Any]
