"""What somebody typed about a right, read into the columns of its entry; and an entry back into a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from studio.lib.problems import BadInput
from studio.policy.models import RightRecord

CHANNELS: Final = ("web", "social", "email", "display", "marketplace", "product", "OOH", "CTV", "print")
NAME, HOLDER, WORD, LICENCE, LIST = 200, 120, 80, 20_000, 60  # characters; the last: entries of a list
FIELDS: Final = (
    "name", "starts", "until", "territories", "not_in", "channels", "exclusive", "holder", "exclusive_until",
    "exclusive_in", "exclusive_on", "not_for", "licence",
)  # fmt: skip
LABELS: Final = {
    "name": "Name", "starts": "From", "until": "Until", "territories": "Territories", "not_in": "Not in",
    "channels": "Channels", "exclusive": "Exclusive", "holder": "Who has it", "exclusive_until": "Exclusive until",
    "exclusive_in": "Exclusive in", "exclusive_on": "Exclusive on", "not_for": "Not for", "licence": "Licence",
}  # fmt: skip


def clean(said: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of a RightRecord. Raises BadInput with a sentence per field."""
    faults: dict[str, list[str]] = {}
    found: dict[str, Any] = {}
    for name in FIELDS:
        try:
            found[name] = READ[name](said.get(name) or "")
        except BadInput as fault:
            faults[name] = [f"{LABELS[name]}: {fault.sentence}"]
    if not faults:
        faults = _crossed(found)
    if faults:
        raise BadInput(fields=faults)
    return found


def _crossed(found: dict[str, Any]) -> dict[str, list[str]]:
    if found["starts"] and found["until"] and found["until"] < found["starts"]:
        return {"until": ["Until: it ends before it begins. Swap the two days."]}
    if found["exclusive"] == RightRecord.Exclusive.OTHER and not found["holder"]:
        return {"holder": ["Who has it: name who else may use it alone."]}
    if not found["exclusive"] and (found["exclusive_until"] or found["exclusive_in"] or found["exclusive_on"]):
        return {"exclusive": ["Exclusive: say whose it is, ours or somebody else's."]}
    return {}


def _text(most: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise BadInput("write it as words.")
        text = "".join(one for one in value.replace("\r\n", "\n") if one.isprintable() or one == "\n").strip()
        if len(text) > most:
            raise BadInput(f"{len(text):,} characters, and there is room for {most:,}.")
        return text

    return read


def _day(value: object) -> dt.date | None:
    text = _text(20)(value)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"“{text}” is not a day. Write it as 2027-01-31.") from None


def _listed(value: object) -> list[str]:
    words = (
        value if isinstance(value, list) else _text(LIST * 20)(value).replace(";", ",").replace("\n", ",").split(",")
    )
    found = [word for one in words if (word := _text(WORD)(one))]
    if len(found) > LIST:
        raise BadInput(f"{len(found)} entries, and there is room for {LIST}.")
    return list(dict.fromkeys(found))


def _codes(value: object) -> list[str]:
    said = value if isinstance(value, list) else _text(LIST * 20)(value).replace(" ", ",")
    codes = [one.upper() for one in _listed(said)]
    for one in codes:
        if len(one) != 2 or not one.isascii() or not one.isalpha():
            raise BadInput(f"“{one}” is not a country code. Use two letters, as DE for Germany.")
    return codes


def _channels(value: object) -> list[str]:
    known = {one.casefold(): one for one in CHANNELS}
    said = value if isinstance(value, list) else _text(LIST * 20)(value).replace(" ", ",")
    found = []
    for one in _listed(said):
        if one.casefold() not in known:
            raise BadInput(f"“{one}” is no channel. Use {', '.join(CHANNELS)}.")
        found.append(known[one.casefold()])
    return found


def _whose(value: object) -> str:
    if value not in RightRecord.Exclusive.values:
        raise BadInput("choose one of those that are shown.")
    return str(value)


READ: Final[Mapping[str, Callable[[object], Any]]] = {
    "name": _text(NAME), "starts": _day, "until": _day, "territories": _codes, "not_in": _codes, "channels": _channels,
    "exclusive": _whose, "holder": _text(HOLDER), "exclusive_until": _day, "exclusive_in": _codes,
    "exclusive_on": _channels, "not_for": _listed, "licence": _text(LICENCE),
}  # fmt: skip


def values_of(row: RightRecord | None) -> dict[str, str]:
    """The controls' values for an entry, or for none."""
    if row is None:
        return dict.fromkeys(FIELDS, "")
    found: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(row, name)
        found[name] = ", ".join(value) if isinstance(value, list) else str(value or "")
    return found
