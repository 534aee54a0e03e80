"""One cleaner a field of a brief: what a document says there, made sure of, or a sentence that names the remedy.

Each takes the field's name and a value of any kind, and raises BadInput. Pure: no Django, no database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from briefs.markets import MARKETS, MISTAKEN
from briefs.vocabulary import (
    CHANNELS,
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LOCALES,
    POSITIONS,
    ROLES,
    SHOTS,
    USE_CLASSES,
)
from studio.lib.problems import BadInput

TITLE_LIMIT: Final = 120
TEXT_LIMIT: Final = 2_000
WORD_LIMIT: Final = 200  # light, mood, people: one line
TERM_LIMIT: Final = 120  # one entry of a list
LIST_LIMIT: Final = 40
COPY_LIMITS: Final[Mapping[str, int]] = MappingProxyType({"headline": 200, "subline": 300, "cta": 60})
MARGIN_LIMIT: Final = 0.25
HOOK_LIMIT: Final = 60
HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_x.][a-z0-9]+)*")


def shown(value: object, limit: int = 40) -> str:
    """A value as it may be repeated in a sentence: one line, short."""
    text = " ".join(tidy(str(value)[: limit * 4]).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _label(name: str) -> str:
    return LABELS.get(name, name)


def tidy(text: str) -> str:
    """NFC, unix line ends, no control characters (PostgreSQL refuses NUL), no half surrogates, no outer space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    kept = (c if c in "\n\t" or unicodedata.category(c) != "Cc" else " " for c in text)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _text(limit: int, *, lines: bool = True) -> Callable[[str, object], str]:
    def clean(name: str, value: object) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadInput(
                f"{_label(name)}: expected words, found {type(value).__name__}. Write it as text.", field=name
            )
        if len(value) > limit * 4:  # before any work is spent on it
            raise _too_long(name, len(value), limit)
        text = tidy(value)
        text = text if lines else " ".join(text.split())
        if len(text) > limit:
            raise _too_long(name, len(text), limit)
        return text

    return clean


def _too_long(name: str, length: int, limit: int) -> BadInput:
    return BadInput(
        f"{_label(name)}: {length:,} characters, and there is room for {limit:,}. Shorten it to what must be seen.",
        field=name,
    )


def _choice(options: Mapping[str, object]) -> Callable[[str, object], str]:
    def clean(name: str, value: object) -> str:
        if value in (None, ""):
            return ""
        if not isinstance(value, str) or value not in options:
            able = ", ".join(key for key in options if key)
            raise BadInput(f"{_label(name)}: “{shown(value)}” is not one of the choices. Use {able}.", field=name)
        return value

    return clean


def _items(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise BadInput(
            f"{_label(name)}: expected a list, found {type(value).__name__}. Send one entry per item.", field=name
        )
    if len(value) > LIST_LIMIT:
        raise BadInput(
            f"{_label(name)}: {len(value):,} entries, and there is room for {LIST_LIMIT}. Remove some.", field=name
        )
    return list(value)


def _terms(name: str, value: object) -> tuple[str, ...]:
    one = _text(TERM_LIMIT, lines=False)
    return _unique([term for item in _items(name, value) if (term := one(name, item))])


def _choices(options: Mapping[str, object]) -> Callable[[str, object], tuple[str, ...]]:
    one = _choice(options)

    def clean(name: str, value: object) -> tuple[str, ...]:
        return _unique([term for item in _items(name, value) if (term := one(name, item))])

    return clean


def _unique(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _slug(name: str, value: object) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > 50 or not SLUG.fullmatch(value.lower()):
        raise BadInput(f"{_label(name)}: “{shown(value)}” is not a short name. Choose one from the list.", field=name)
    return value


def _slugs(name: str, value: object) -> tuple[str, ...]:
    return _unique([slug for item in _items(name, value) if (slug := _slug(name, item))])


def _markets(name: str, value: object) -> tuple[str, ...]:
    found: list[str] = []
    for item in _items(name, value):
        code = item.strip().upper() if isinstance(item, str) else ""
        if code not in MARKETS:
            meant = MISTAKEN.get(code)
            remedy = (
                f"Use {meant} for {MARKETS[meant]}." if meant else "Use a two-letter country code, as DE for Germany."
            )
            raise BadInput(f"Markets: “{shown(item)}” is not a country code. {remedy}", field=name)
        found.append(code)
    return _unique(found)


def _margin(name: str, value: object) -> float | None:
    if value in (None, ""):
        return None
    remedy = f"Use 0 to {MARGIN_LIMIT * 100:.0f} % of the width, or leave it empty."
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{_label(name)}: “{shown(value)}” is not a number. {remedy}", field=name)
    if not 0 <= value <= MARGIN_LIMIT:  # also false for NaN
        figure = f"{value * 100:.4g} %" if abs(value) < 1e6 else "that"
        raise BadInput(f"{_label(name)}: {figure} does not fit. {remedy}", field=name)
    return round(float(value), 4)


def _date(name: str, value: object) -> str:
    if value in (None, ""):
        return ""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadInput(f"{_label(name)}: “{shown(value)}” is not a date. Write it as 2027-01-31.", field=name) from None


def _copy(name: str, value: object) -> dict[str, dict[str, str]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadInput('Copy: expected one entry per language, as {"en": {"headline": "…"}}.', field=name)
    if len(value) > LIST_LIMIT:
        raise BadInput(f"Copy: {len(value):,} languages, and there is room for {LIST_LIMIT}. Remove some.", field=name)
    found: dict[str, dict[str, str]] = {}
    order = {locale: place for place, locale in enumerate(LOCALES)}  # the database keeps no order of keys
    for locale, words in sorted(value.items(), key=lambda item: order.get(item[0], len(order))):
        if locale not in LOCALES:
            raise BadInput(
                f"Copy: “{shown(locale)}” is not a language we know. Use one of {', '.join(LOCALES)}.", field=name
            )
        if not isinstance(words, Mapping) or not set(words) <= set(COPY_LIMITS):
            raise BadInput(
                f"Copy, {LOCALES[locale].label}: it has a headline, a subline and a cta, nothing else.", field=name
            )
        try:
            found[locale] = {key: _text(limit, lines=False)(key, words.get(key)) for key, limit in COPY_LIMITS.items()}
        except BadInput as fault:
            raise BadInput(f"Copy, {LOCALES[locale].label}: {fault.sentence}", field=name) from None
    return found


def _hooks(name: str, value: object) -> tuple[Mapping[str, Any], ...]:
    found: list[Mapping[str, Any]] = []
    for item in _items(name, value):
        if not isinstance(item, Mapping) or not set(item) <= {"name", "copy"}:
            raise BadInput('Hooks: each has a name and its copy, as {"name": "…", "copy": {"en": {…}}}.', field=name)
        called = _text(HOOK_LIMIT, lines=False)(name, item.get("name"))
        if not called or any(hook["name"] == called for hook in found):
            raise BadInput("Hooks: give each hook a name of its own, as “cold” or “all day”.", field=name)
        try:
            found.append({"name": called, "copy": _copy("copy", item.get("copy"))})
        except BadInput as fault:
            raise BadInput(f"Hook “{called}”: {fault.sentence}", field=name) from None
    return tuple(found)


def _colourways(name: str, value: object) -> tuple[Mapping[str, str], ...]:
    found: list[Mapping[str, str]] = []
    for item in _items(name, value):
        if not isinstance(item, Mapping) or not set(item) <= {"name", "hex"}:
            raise BadInput(
                'Colourways: each has a name and a colour, as {"name": "Kelp", "hex": "#2F5D50"}.', field=name
            )
        called, code = _text(60, lines=False)(name, item.get("name")), item.get("hex")
        if not isinstance(code, str) or not HEX.fullmatch(code):
            raise BadInput(f"Colourways: “{shown(code)}” is not a colour. Write it as #2F5D50.", field=name)
        if any(colour["name"] == called for colour in found):
            raise BadInput(f"Colourways: “{called}” is there twice. Remove one.", field=name)
        found.append({"name": called or code.upper(), "hex": code.upper()})
    return tuple(found)


def _references(name: str, value: object) -> tuple[Mapping[str, Any], ...]:
    found = []
    for item in _items(name, value):
        if not isinstance(item, Mapping) or not set(item) <= {"id", "role", "note", "digest", "outline"}:
            raise BadInput(
                "References: each has an id, a role, a note and a digest. Add them on the brief's page.", field=name
            )
        number, key = item.get("id"), item.get("digest", "")
        if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**53:
            raise BadInput(f"References: “{shown(number)}” is not the number of a reference.", field=name)
        if not isinstance(key, str) or (key and not re.fullmatch(r"[0-9a-f]{64}", key)):
            raise BadInput(f"References: “{shown(key)}” is not a SHA-256 digest.", field=name)
        role = _choice(ROLES)(name, item.get("role")) or "style"
        outline = item.get("outline")
        if outline is not None and not isinstance(outline, Mapping):
            raise BadInput("References: an outline is an object. Leave it out; the upload measures it.", field=name)
        note = _text(200, lines=False)(name, item.get("note"))
        found.append({"id": number, "role": role, "note": note, "digest": key, "outline": outline})
    return tuple(found)


CLEANERS: Final[Mapping[str, Callable[[str, object], Any]]] = MappingProxyType(
    {
        "title": _text(TITLE_LIMIT, lines=False),
        "placements": _slugs,
        "channels": _choices(CHANNELS),
        "job": _choice(JOBS),
        "message": _text(TEXT_LIMIT),
        "subject": _text(TEXT_LIMIT),
        "shot": _choice(SHOTS),
        "people": _text(WORD_LIMIT, lines=False),
        "characters": _slugs,
        "environment": _text(TEXT_LIMIT),
        "composition": _text(TEXT_LIMIT),
        "light": _text(WORD_LIMIT, lines=False),
        "mood": _text(WORD_LIMIT, lines=False),
        "copy_space": _choice(COPY_SPACES),
        "safe_margins": _margin,
        "subject_position": _choice(POSITIONS),
        "horizon": _choice(HORIZONS),
        "must_not_show": _terms,
        "style_pack": _slug,
        "style": _terms,
        "template": _slug,
        "colourways": _colourways,
        "references": _references,
        "copy": _copy,
        "hooks": _hooks,
        "markets": _markets,
        "flight_from": _date,
        "flight_to": _date,
        "use_class": _choice(USE_CLASSES),
    }
)
