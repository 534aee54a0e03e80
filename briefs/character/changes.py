"""What differs between two versions of a character sheet, in words that whoever signs for it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

NAMES: Final[dict[str, str]] = {
    "name": "name",
    "role": "who they are",
    "face": "face and marks",
    "may_vary": "what may vary",
    "never": "what is never shown",
    "tokens": "prompt words",
    "lora": "LoRA",
    "likeness": "rights of likeness",
}
_SKIPPED: Final = ("slug", "waiting")


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Sentences, one for each thing that differs; none where the sheets say the same."""
    found: list[str] = []
    for name in (key for key in after if key not in _SKIPPED):
        label = NAMES.get(name, name.replace("_", " "))
        found += _differ(label, before.get(name), after[name])
    return found


def _differ(label: str, old: Any, new: Any) -> list[str]:
    if old == new:
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys = dict.fromkeys([*old, *new])
        return [line for key in keys for line in _differ(_inner(label, str(key)), old.get(key), new.get(key))]
    if isinstance(old, list) and isinstance(new, list):
        gone, came = [str(v) for v in old if v not in new], [str(v) for v in new if v not in old]
        parts = [f"adds {_quoted(came)}"] * bool(came) + [f"drops {_quoted(gone)}"] * bool(gone)
        return [f"{_begin(label)} {' and '.join(parts) or 'is in another order'}."]
    if label.endswith("picture") or label.startswith("views,"):
        return [f"{_begin(label)}: {'a new picture' if not old else 'no picture' if not new else 'another picture'}."]
    if old in (None, "", {}):
        return [f"{_begin(label)} is now {_quoted([new])}."]
    if new in (None, "", {}):
        return [f"{_begin(label)} is no longer {_quoted([old])}."]
    return [f"{_begin(label)} changes from {_quoted([old])} to {_quoted([new])}."]


def _inner(label: str, key: str) -> str:
    return f"{label}, {key.replace('_', ' ')}"


def _begin(label: str) -> str:
    return label[:1].upper() + label[1:]


def _quoted(values: list[Any]) -> str:
    return ", ".join(f"“{_plain(value)}”" for value in values)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items() if item)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
