"""Two brief documents, field by field, in words. Pure: reads drafts and revisions alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.markets import MARKETS
from briefs.spec import FIELDS
from briefs.vocabulary import (
    CHANNELS,
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LOCALES,
    POSITIONS,
    ROLES,
    SECTION_OF,
    SHOTS,
    USE_CLASSES,
)  # fmt: skip

_CHOICES: Final[dict[str, Mapping[str, Any]]] = {
    "job": JOBS, "shot": SHOTS, "copy_space": COPY_SPACES, "subject_position": POSITIONS, "horizon": HORIZONS,
    "use_class": USE_CLASSES,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A field that differs. `before` and `after` are lines of words, empty where there is nothing."""

    field: str
    label: str
    section: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every field whose words differ, in the order of the form. From an empty document: everything that is said."""
    found = []
    for name in FIELDS:
        old, new = words(name, before.get(name)), words(name, after.get(name))
        if old != new:
            section = SECTION_OF[name].number if name in SECTION_OF else 0
            found.append(Change(name, LABELS[name], section, old, new))
    return sorted(found, key=lambda change: change.section)


def words(name: str, value: Any) -> tuple[str, ...]:
    """A field's value as a person reads it, one line an entry."""
    if value is None or value in ("", [], {}, ()):
        return ()
    if name in _CHOICES:
        return (_CHOICES[name][value].label,) if value in _CHOICES[name] else (str(value),)
    if name in ("placements", "style_pack", "template", "characters"):
        items = value if isinstance(value, list) else [value]
        return tuple(f"{_name(item)} v{item['number']}" if isinstance(item, Mapping) else str(item) for item in items)
    if name == "markets":
        return tuple(MARKETS.get(code, code) for code in value)
    if name == "channels":
        return tuple(CHANNELS[code].label for code in value if code in CHANNELS)
    if name == "references":
        return tuple(f"{ROLES[item['role']].label}: {item['note'] or item['digest'][:12]}" for item in value)
    if name == "safe_margins":
        return (f"{value * 100:g} %",)
    if name == "copy":
        return tuple(
            f"{LOCALES[locale].label}: {' / '.join(text for text in said.values() if text)}"
            for locale, said in value.items()
            if locale in LOCALES and any(said.values())
        )
    if name == "colourways":
        return tuple(f"{colour['name']} {colour['hex']}" for colour in value)
    if name == "hooks":
        return tuple(f"{hook['name']}: {line}" for hook in value for line in words("copy", hook["copy"]) or ("",))
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _name(pin: Mapping[str, Any]) -> str:
    return str(pin["document"].get("name") or pin["slug"])
