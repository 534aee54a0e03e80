"""A form as `actions.draft` takes it, and a version as a form shows it. What is wrong with either, the action says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from studio.policy.actions import CORNERS, GATES, SAYS
from studio.policy.language.facts import COUNTRIES, FACTS, MOMENTS
from studio.policy.models import Effect, RuleVersion

TEXT: Final = ("condition", "effect", "sentence", "remedy", "source", "source_url", "read_on", "valid_from", "valid_to")
ASKED: Final = ("gate", "share", "words", "fields", "markets", "language", "corner")


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact of the list beside a condition."""

    name: str
    says: str
    kind: str
    choices: str


HOW: Final = {"word": "one word", "words": "several words", "number": "a number", "date": "a day", "yes": "yes or no"}


def facts_listed() -> list[Listed]:
    """Everything that a condition may speak of, with what it means and takes."""
    return [
        Listed(name, one.says, HOW[one.kind],
               ", ".join(one.choices) or ("country codes, or EU" if one.of == COUNTRIES else ""))
        for name, one in FACTS.items()
    ]  # fmt: skip


def said_in(post: QueryDict) -> dict[str, Any]:
    """The fields of the form, for `actions.draft`."""
    said: dict[str, Any] = {name: post.get(name, "").replace("\r\n", "\n").strip() for name in TEXT}
    said |= {"moments": post.getlist("moments"), "second_hand": bool(post.get("second_hand")), "note": post.get("note")}
    return said | {"asks": _asks(said["effect"], post)}


def _asks(effect: str, post: QueryDict) -> dict[str, Any]:
    if effect == Effect.GATE:
        return {"gate": post.get("gate", "")}
    if effect == Effect.METADATA:
        return {"fields": post.get("fields", "").replace(",", " ").split()}
    if effect == Effect.DISCLOSE:
        said = {"share": _share(post.get("share", "")), "words": _words(post.get("words", ""))}
        where = {name: post.get(name, "").strip() for name in ("language", "corner")}
        return {**said, **where, "markets": post.get("markets", "").replace(",", " ").upper().split()}
    return {}


def _share(text: str) -> float | str:
    """Per cent to a share; what is no number is left for the action to refuse."""
    try:
        return round(float(text.replace("%", "").replace(",", ".")) / 100, 4)
    except (ValueError, OverflowError):
        return text or "nothing"


def _words(text: str) -> dict[str, str]:
    """`en: Made with AI`, a language a line."""
    rows = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {locale.strip(): words.strip() for locale, _, words in rows if locale.strip() and words.strip()}


def values_of(version: RuleVersion) -> dict[str, Any]:
    """The controls' values for what a version says."""
    values = {name: getattr(version, name) for name in SAYS}
    days = {name: one.isoformat() for name, one in values.items() if isinstance(one, dt.date)}
    return values | days | _asked(version.asks) | {"note": "" if version.published_at else version.note}


def values_in(post: QueryDict) -> dict[str, Any]:
    """The same of what was just sent, so that a refusal loses no word."""
    values: dict[str, Any] = {name: post.get(name, "") for name in (*TEXT, "note", "name")}
    values |= {"moments": post.getlist("moments"), "second_hand": bool(post.get("second_hand"))}
    return values | {name: post.get(name, "") for name in ASKED}


def _asked(asks: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "gate": asks.get("gate", ""),
        "fields": " ".join(asks.get("fields", [])),
        "share": f"{asks.get('share', 0.03) * 100:g}",
        "words": "\n".join(f"{locale}: {text}" for locale, text in asks.get("words", {}).items()),
        "markets": " ".join(asks.get("markets", [])),
        "language": asks.get("language", ""),
        "corner": asks.get("corner", ""),
    }


CHOICES: Final = {"effects": Effect.choices, "gates": GATES, "corners": CORNERS, "moments": MOMENTS}
BLANK: Final[Mapping[str, Any]] = {"effect": Effect.WARN.value, "moments": [], "share": "3", "gate": "legal"}
