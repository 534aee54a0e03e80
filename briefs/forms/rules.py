"""The form of a rule set: rows by kind with a verdict each, words and numbers as text, read back into a document.

Lists are written with commas; where a rule keeps several, one a line: “hands: hand, fingers”, and for two that exclude
one another “noon and night: noon, midday / night, midnight”.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from briefs.readiness import KINDS, OFF, STANDARD, TESTS, filled, title_of
from briefs.readiness.cleaning import VERDICTS
from studio.lib.problems import BadInput

_NAMES: Final = {
    "words": "Words", "but": "Phrases in which they are fine", "remedy": "Remedy", "most": "Most",
    "characters": "Characters", "share": "Share of the room", "large": "Large type, to 1", "small": "Small type, to 1",
    "large_px": "Large from, px", "dpi": "Dots per inch", "longest_mm": "Up to a longest side of, mm",
    "ratio": "Widest to tallest, to 1", "pairs": "Pairs",
    "difference": "Difference, ΔE", "contrast": "Contrast, to 1", "bits": "Bits a pixel", "families": "Families",
    "languages": "Languages of each market", "fields": "Fields", "roles": "Roles", "house": "Scripts of the house",
    "one": "One side", "other": "The other side", "near": "Near", "far": "Far", "crowd": "Many", "places": "Places",
    "plain": "Plain grounds", "colours": "Colours",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One number, list or sentence of a rule. `kind` is number, line or words."""

    name: str
    label: str
    kind: str
    value: str


@dataclass(frozen=True)
class Row:
    """One rule as it is read and edited."""

    id: str
    title: str
    verdict: str
    hint: str
    parts: list[Part]
    new: bool = False  # the document does not name it yet


def rows_of(document: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    """(kind, its rows): every rule there is, those that the document does not name as off."""
    groups: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for field, entry in _entries(document, "missing"):
        parts = [Part(f"t.missing.{field}.remedy", "Remedy", "line", str(entry.get("remedy", "")))]
        new = field not in document.get("missing", {})
        groups["missing"].append(
            Row(
                f"missing.{field}",
                str(entry.get("what", field)),
                _verdict(entry, new),
                _text(entry["remedy"]),
                parts,
                new,
            )
        )
    for name, entry in _entries(document, "rules"):
        parts = [_part(name, key, value) for key, value in entry.items() if key != "verdict"]
        new = name not in document.get("rules", {})
        groups[TESTS[name].kind].append(Row(name, title_of(name), _verdict(entry, new), "", parts, new))
    for name, entry in _entries(document, "vague"):
        parts = [
            Part(f"t.vague.{name}.words", "Words", "words", _text(entry.get("words"))),
            Part(f"t.vague.{name}.but", _NAMES["but"], "words", _text(entry.get("but"))),
            Part(f"t.vague.{name}.remedy", "Remedy", "line", str(entry.get("remedy", ""))),
        ]
        new = name not in document.get("vague", {})
        hint = _text(entry["remedy"])
        groups["vague"].append(Row(f"vague.{name}", title_of(f"vague.{name}"), _verdict(entry, new), hint, parts, new))
    return [(KINDS[kind], rows) for kind, rows in groups.items()]


def custom_text(document: Mapping[str, Any]) -> str:
    custom = document.get("custom") or []
    return custom if isinstance(custom, str) else json.dumps(custom, indent=2, ensure_ascii=False) if custom else ""


def document_from(post: QueryDict, base: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with what the form sent; what cannot be read stays as it was typed, for `clean` to refuse."""
    found: dict[str, Any] = {"name": post.get("name") or base.get("name")}
    for part in ("missing", "vague", "rules"):
        found[part] = {name: copy.deepcopy(dict(entry)) for name, entry in _entries(base, part)}
    for part, entries in found.items():
        if not isinstance(entries, dict):
            continue
        for name, entry in entries.items():
            rule = name if part == "rules" else f"{part}.{name}"
            entry["verdict"] = post.get(f"v.{rule}") or _verdict(entry, name not in base.get(part, {}))
            for key in [*entry, *(("but",) if part == "vague" else ())]:
                sent = post.get(f"t.{rule}.{key}")
                if sent is not None and key != "verdict":
                    entry[key] = _read(sent, entry.get(key, []))
    found["custom"] = base.get("custom", []) if "custom" not in post else _json(str(post["custom"]))
    return found


def _entries(document: Mapping[str, Any], part: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Those of the standard rules in their order, as the document has them, then those it has beside."""
    have: Mapping[str, Any] = document.get(part) or {}
    standard: Mapping[str, Any] = STANDARD[part]
    return [(name, filled(part, name, have[name]) if name in have else entry) for name, entry in standard.items()] + [
        (name, entry) for name, entry in have.items() if name not in standard
    ]


def _verdict(entry: Mapping[str, Any], new: bool) -> str:
    return OFF if new else str(entry.get("verdict", "warn"))


def _part(rule: str, key: str, value: Any) -> Part:
    kind = "number" if isinstance(value, int | float) else "words"
    return Part(f"t.{rule}.{key}", _NAMES.get(key, key.replace("_", " ").capitalize()), kind, _text(value))


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_inner(inner)}" for name, inner in value.items())
    return _inner(value)


def _inner(value: Any) -> str:
    if isinstance(value, Mapping):
        return " / ".join(_inner(value.get(side, [])) for side in ("one", "other"))
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return f"{value:g}" if isinstance(value, int | float) else str(value or "")


def _read(text: str, standard: Any) -> Any:
    """The text as what `standard` is: a number, a list, or several of them with names."""
    if isinstance(standard, Mapping):
        found: dict[str, Any] = {}
        inner: Any = next(iter(standard.values()), [])
        for line in text.splitlines():
            name, colon, rest = line.partition(":")
            if not line.strip():
                continue
            if not colon:
                raise BadInput(f"“{line.strip()[:60]}”: write a name, a colon, then what belongs to it.", field="rules")
            found[name.strip()] = _read(rest, inner) if not _sides(inner) else _both(rest)
        return found
    if isinstance(standard, list | tuple):
        return [word for part in text.replace("\n", ",").split(",") if (word := part.strip())]
    if isinstance(standard, int | float) and not isinstance(standard, bool):
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return text
        return int(number) if number.is_integer() else number
    return text.strip()


def _sides(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"one", "other"}


def _both(text: str) -> dict[str, list[str]]:
    one, _, other = text.partition(" / ")
    return {"one": _read(one, []), "other": _read(other, [])}


def _json(text: str) -> Any:
    if not text.strip():
        return []
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"Rules of your own: line {error.lineno} is not JSON ({error.msg}). Mend it.", field="custom"
        ) from None
    except RecursionError:
        raise BadInput("Rules of your own: too many brackets in each other. Make it flatter.", field="custom") from None


VERDICT_NAMES: Final = tuple(zip(VERDICTS, ("Stops", "Warns", "Off"), strict=True))
