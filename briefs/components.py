"""What a brief is made from besides models, with the right to each: font, references, people in it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from studio.policy.rights import Right


def font(pack: Mapping[str, Any]) -> list[Right]:
    """The right to a style pack's typeface; one that comes along is free for ever and everywhere."""
    said = pack.get("typography") or {}
    name = str(said.get("family") or "")
    return [Right("font", name, until=day(said.get("until")), key=slugify(name))] if name else []


def reference(name: str, role: str, rights: Mapping[str, Any], key: str = "") -> list[Right]:
    """The right to a picture somebody uploaded; one that only shows what must not be is in no picture."""
    if role == "do-not":
        return []
    proven = bool(rights.get("licence") or rights.get("source"))
    return [
        Right(
            "reference", name, until=day(rights.get("until")), territories=codes(rights.get("territories")),
            proven=proven, key=key,
        )
    ]  # fmt: skip


def character(name: str, document: Mapping[str, Any]) -> list[Right]:
    """The right to a likeness. Nobody's is everybody's."""
    said = document.get("likeness") or {}
    if said.get("kind") != "real":
        return []
    return [
        Right(
            "character", name, starts=day(said.get("from")), until=day(said.get("until")),
            territories=codes(said.get("territories")), not_in=codes(said.get("not_in")),
            channels=codes(said.get("channels")), proven=bool(said.get("release") or said.get("document")),
            person=str(said.get("person") or name), key=name,
        )
    ]  # fmt: skip


def day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else None


def codes(value: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(str(one) for one in value or ())
