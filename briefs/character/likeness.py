"""The rights of a likeness: whose looks these are, and where, how long and with what words they may be shown.

{kind: "synthetic", "real" or "", person, release, document, from, until, territories: [code], not_in: [code],
 channels: [slug], disclosure}

`release` is where the signed release is kept, in words; `document` the digest of a picture of it. Dates are ISO 8601.
No territories or channels means all of them; `not_in` is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from briefs.markets import MARKETS
from briefs.spec import LIST_LIMIT, TERM_LIMIT, WORD_LIMIT, tidy
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput

KINDS: Final[dict[str, str]] = {"synthetic": "Synthetic: nobody's likeness", "real": "A real person"}
FIELDS: Final = (
    "kind", "person", "release", "document", "from", "until", "territories", "not_in", "channels", "disclosure",
)  # fmt: skip


def clean_likeness(name: str, value: object) -> dict[str, Any]:
    """Raises BadInput with the first sentence that is in the way."""
    given = {} if value is None else value
    if not isinstance(given, Mapping) or not set(given) <= set(FIELDS):
        raise BadInput(f"Rights: has {', '.join(FIELDS)}, and nothing else.", field=name)
    kind = given.get("kind") or ""
    if not isinstance(kind, str) or kind not in {"", *KINDS}:
        raise BadInput(f"Rights: the likeness is one of {', '.join(KINDS)}.", field=name)
    document = given.get("document") or ""
    if not isinstance(document, str) or (document and not re.fullmatch(r"[0-9a-f]{64}", document)):
        raise BadInput("Rights: the release is named by its SHA-256 digest, 64 hexadecimal digits.", field=name)
    begin, end = (_date(name, given.get(key)) for key in ("from", "until"))
    if begin and end and end < begin:
        raise BadInput(f"Rights: they end on {end}, before they begin on {begin}. Swap the dates.", field=name)
    return {
        "kind": kind,
        "person": _words(name, given.get("person"), TERM_LIMIT),
        "release": _words(name, given.get("release"), WORD_LIMIT),
        "document": document,
        "from": begin,
        "until": end,
        "territories": _codes(name, given.get("territories")),
        "not_in": _codes(name, given.get("not_in")),
        "channels": _channels(name, given.get("channels")),
        "disclosure": _words(name, given.get("disclosure"), WORD_LIMIT),
    }


def unpublishable(document: Mapping[str, Any], today: date) -> list[str]:
    """Why nobody may publish this sheet on `today`, in sentences; none where they may."""
    rights = document["likeness"]
    wrong = [
        f"{slot.partition(' ')[2].capitalize()}: its picture is not read. Wait for it, or take it off."
        for slot in document.get("waiting", {})
    ]
    if rights["kind"] == "synthetic":
        if not rights["disclosure"]:
            wrong.append("Disclosure: say in which words the picture tells that this person does not exist.")
        return wrong
    if rights["kind"] != "real":
        return [*wrong, "Rights: say whether this is a synthetic person or a real one before the sheet is published."]
    if not rights["person"]:
        wrong.append("Person: name whose likeness this is.")
    if not (rights["release"] or rights["document"]):
        wrong.append("Release: say where the signed release is kept, or add a picture of it.")
    if not rights["from"] or not rights["until"]:
        wrong.append("Dates: say from when until when the release holds.")
    elif rights["until"] < today.isoformat():
        wrong.append(f"Until: the release ended on {rights['until']}. Renew it, or retire the character.")
    return wrong


def likeness_words(rights: Mapping[str, Any], today: date) -> tuple[str, str]:
    """How the rights stand, as a verdict (“pass”, “warn”, “fail”) and a sentence."""
    if not rights["kind"]:
        return "fail", "No rights of likeness are recorded."
    whose = "A synthetic person" if rights["kind"] == "synthetic" else f"The likeness of {rights['person'] or 'nobody'}"
    if rights["until"] and rights["until"] < today.isoformat():
        return "fail", f"{whose}: the release ended on {_day(rights['until'])}."
    if rights["from"] and rights["from"] > today.isoformat():
        return "warn", f"{whose}: not before {_day(rights['from'])}."
    if not rights["until"]:
        return "pass", f"{whose}, without an end."
    left = (date.fromisoformat(rights["until"]) - today).days
    days = "1 day" if left == 1 else f"{left:,} days"
    return ("warn" if left <= 60 else "pass"), f"{whose}, until {_day(rights['until'])}: {days} left."


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _words(name: str, value: object, limit: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"Rights: expected words, found {type(value).__name__}.", field=name)
    text = " ".join(tidy(value[: limit * 4 + 4]).split())
    if len(text) > limit or len(value) > limit * 4:
        raise BadInput(f"Rights: {len(value):,} characters, and there is room for {limit}. Shorten it.", field=name)
    return text


def _date(name: str, value: object) -> str:
    if value in (None, ""):
        return ""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        shown = " ".join(tidy(str(value)[:20]).split())
        raise BadInput(f"Rights: “{shown}” is not a date. Write it as 2027-01-31.", field=name) from None


def _list(name: str, value: object) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list | tuple) or len(value) > LIST_LIMIT * 8:
        raise BadInput("Rights: territories and channels are lists.", field=name)
    return list(value)


def _codes(name: str, value: object) -> list[str]:
    found = []
    for item in _list(name, value):
        code = item.strip().upper() if isinstance(item, str) else ""
        if code not in MARKETS:
            shown = " ".join(tidy(str(item)[:20]).split())
            raise BadInput(f"Rights: “{shown}” is not a country code. Use two letters, as DE.", field=name)
        found.append(code)
    return sorted(set(found))


def _channels(name: str, value: object) -> list[str]:
    found = _list(name, value)
    if any(not isinstance(item, str) or item not in CHANNELS for item in found):
        raise BadInput(f"Rights: channels are out of {', '.join(CHANNELS)}.", field=name)
    return [channel for channel in CHANNELS if channel in found]
