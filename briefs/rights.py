"""What may be done with a reference: {source, licence, until, territories}, as somebody recorded it. Pure.

`until` is the last day it may be used, ISO 8601; empty: no end is known. `territories` are ISO 3166-1 alpha-2 codes;
empty: everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from briefs.markets import MARKETS, MISTAKEN
from briefs.spec import LIST_LIMIT, tidy
from studio.lib.problems import BadInput

LIMIT: Final = 200  # characters of source and licence
FIELDS: Final = ("source", "licence", "until", "territories")


def clean(said: Mapping[str, Any]) -> dict[str, Any]:
    """The document of it, without what is empty. Raises BadInput with a sentence per field."""
    faults: dict[str, list[str]] = {}
    found: dict[str, Any] = {}
    for name, read in (("source", _line), ("licence", _line), ("until", _day), ("territories", _codes)):
        try:
            if value := read(name, said.get(name)):
                found[name] = value
        except BadInput as fault:
            faults[name] = [fault.sentence]
    unknown = [str(name)[:40] for name in said if name not in FIELDS]
    if unknown:
        faults["rights"] = [f"Rights have no “{unknown[0]}”. Use {', '.join(FIELDS)}."]
    if faults:
        raise BadInput(fields=faults)
    return found


def _line(name: str, value: object) -> str:
    if not isinstance(value, str | None):
        raise BadInput(f"{name.capitalize()}: write it as words.")
    if value and len(value) > LIMIT * 4:
        raise BadInput(f"{name.capitalize()}: {len(value):,} characters, and there is room for {LIMIT}.")
    words = " ".join(tidy(value or "").split())
    if len(words) > LIMIT:
        raise BadInput(f"{name.capitalize()}: {len(words):,} characters, and there is room for {LIMIT}.")
    return words


def _day(name: str, value: object) -> str:
    if value in (None, ""):
        return ""
    try:
        if not isinstance(value, str) or len(value.strip()) != 10:
            raise ValueError
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        raise BadInput(f"Until: “{_shown(value)}” is not a date. Write it as 2027-01-31.") from None


def _codes(name: str, value: object) -> list[str]:
    """A list, or what somebody typed: codes between commas or spaces."""
    if isinstance(value, str):
        value = value[: LIST_LIMIT * 20].replace(",", " ").replace(";", " ").split()
    if not isinstance(value, list | tuple | None):
        raise BadInput("Territories: write country codes with commas between, as DE, AT, CH.")
    found: list[str] = []
    for item in value or []:
        code = item.strip().upper() if isinstance(item, str) else ""
        if code not in MARKETS:
            meant = MISTAKEN.get(code)
            remedy = f"Use {meant} for {MARKETS[meant]}." if meant else "Use two letters, as DE for Germany."
            raise BadInput(f"Territories: “{_shown(item)}” is not a country code. {remedy}")
        found.append(code)
    if len(found) > LIST_LIMIT:
        raise BadInput(f"Territories: {len(found)} countries, and there is room for {LIST_LIMIT}. Empty: everywhere.")
    return list(dict.fromkeys(found))


def _shown(value: object) -> str:
    return " ".join(tidy(str(value)[:80]).split())[:40]


@dataclass(frozen=True)
class Badge:
    """What is said beside a picture about its rights."""

    words: str
    why: str


def badge(rights: Mapping[str, Any], values: Mapping[str, Any], today: date) -> Badge | None:
    """What stands against using the picture for a brief that says `values`; None where nothing does."""
    until, begins, ends = _read(rights.get("until")), _read(values.get("flight_from")), _read(values.get("flight_to"))
    if until and (until < today or (begins and until < begins)):
        gone = "Rights have ended" if until < today else "Rights end before the flight"
        return Badge(gone, f"It may be used until {_said(until)}. Renew the licence, or take it off.")
    if until and ends and until < ends:
        why = f"It may be used until {_said(until)}, and the flight ends on {_said(ends)}."
        return Badge("Rights end within the flight", why)
    allowed, wanted = rights.get("territories") or [], values.get("markets") or []
    missing = [MARKETS.get(code, code) for code in wanted if code not in allowed] if allowed else []
    if missing:
        named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        return Badge("Rights leave out markets", f"Its licence does not cover {named}.")
    return None


def _read(value: object) -> date | None:
    """A day out of a form that may hold anything: what is no date is another rule's to tell."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
