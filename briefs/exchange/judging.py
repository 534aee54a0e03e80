"""What a row of a file would become, and why it would not: every row's verdict, before anything is made. Pure.

The names of columns are a brief's fields, and these shorter ones: placement, locale (of headline, subline and cta),
region, use, colourway. A cell with several entries has them apart by “|”. What a row does not say comes from the
document it is laid over (a template or another brief).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from briefs.exchange.reading import Raw
from briefs.exchange.schema import SCHEMA_ID
from briefs.spec import COPY_LIMITS, FIELDS, BriefSpec
from studio.lib.canonical import digest
from studio.lib.problems import BadInput

GOOD, THERE, REFUSED, JOINED = "good", "there", "refused", "joined"
SHORT: Final = {"placement": "placements", "region": "markets", "regions": "markets", "use": "use_class",
                "channel": "channels", "character": "characters", "market": "markets"}  # fmt: skip
LISTS: Final = ("placements", "channels", "characters", "must_not_show", "style", "markets")
COPY: Final = ("locale", *COPY_LIMITS)
ONLY_JSON: Final = ("references", "hooks", "colourways")  # no cell can say them
COLUMNS: Final = (
    "title",
    "due",
    "colourway",
    *COPY,
    *(name for name in FIELDS if name not in ("title", "copy", *ONLY_JSON)),
)


@dataclass(frozen=True)
class Ground:
    """What there is at the campaign: the names a row may use, and the briefs that stand there already."""

    placements: frozenset[str]
    packs: frozenset[str]
    characters: frozenset[str]
    palette: Mapping[str, Mapping[str, str]]  # colour's name in small letters -> {name, hex}
    keys: Mapping[str, int] = field(default_factory=dict)  # key of an imported row -> its brief
    titles: Mapping[str, int] = field(default_factory=dict)  # title in small letters -> its brief
    base: Mapping[str, Any] = field(default_factory=dict)  # the document rows are laid over
    pack: str = ""  # the style pack of a row that names none


@dataclass(frozen=True)
class Row:
    """One row's verdict. `document` is the draft it would make; `brief` the one that is there already."""

    line: int
    verdict: str
    title: str
    sentences: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    due: str = ""
    key: str = ""
    brief: int | None = None


def judge(rows: Iterable[Raw], ground: Ground) -> list[Row]:
    """A verdict for every row. Rows that differ by their language alone are one brief; else a title is there once."""
    found: list[Row] = []
    lines: dict[str, int] = {}
    keys: dict[str, int] = {}
    for raw, first in _joined(rows):
        if first:
            found.append(Row(raw.line, JOINED, _title(raw), (f"Another language of line {first:,}.",)))
            continue
        row = _one(raw, ground)
        title = row.title.lower()
        if row.verdict == GOOD and row.key in keys:
            row = _refused(raw, row.title, f"Says the same as line {keys[row.key]:,}. Remove one of them.")
        elif row.verdict == GOOD and title in lines:
            row = _refused(raw, row.title, f"Line {lines[title]:,} has the same title. Give each brief its own.")
        if row.verdict != REFUSED:
            lines.setdefault(title, raw.line)
            keys.setdefault(row.key, raw.line)
        found.append(row)
    return found


def _joined(rows: Iterable[Raw]) -> list[tuple[Raw, int]]:
    """(row, 0), or (row, line of the row that it is another language of), whose copy then holds both."""
    found: list[tuple[Raw, int]] = []
    heads: dict[str, tuple[int, dict[str, Any], dict[str, dict[str, str]]]] = {}
    for raw in rows:
        title, locale = str(raw.values.get("title", "")).strip().lower(), raw.values.get("locale")
        rest = {name: cell for name, cell in raw.values.items() if name not in COPY}
        if raw.faults or not isinstance(locale, str):
            found.append((raw, 0))
            continue
        words = {name: str(raw.values[name]).strip() for name in COPY_LIMITS if name in raw.values}
        head = heads.get(title) if title else None
        if head is not None and head[1] == rest and locale.strip() not in head[2]:
            head[2][locale.strip()] = words
            found.append((raw, head[0]))
        else:
            copy = {locale.strip(): words}
            heads.setdefault(title, (raw.line, rest, copy))
            found.append((Raw(raw.line, {**rest, "copy": copy}), 0))
    return found


def _title(raw: Raw) -> str:
    """The title as it may be shown: short, one line, without what could not be decoded."""
    return " ".join(str(raw.values.get("title", ""))[:200].encode("utf-8", "replace").decode().split())


def _one(raw: Raw, ground: Ground) -> Row:
    shown = _title(raw)
    if raw.faults:
        return _refused(raw, shown, *raw.faults)
    try:
        said, due = _said(raw.values, ground)
        spec = BriefSpec.clean({**ground.base, **said})
    except BadInput as fault:
        return _refused(raw, shown, *([line for lines in fault.fields.values() for line in lines] or [fault.sentence]))
    faults = _unknown(spec, ground)
    if not spec.title:
        faults.insert(0, "Title: give the brief a name, so that others find it.")
    if faults:
        return _refused(raw, shown, *faults)
    key = digest({"said": BriefSpec.clean(said).document(), "due": due})
    document = spec.document()
    if not document["style_pack"]:
        document["style_pack"] = ground.pack
    if key in ground.keys:
        said_before = ("Imported before; nothing to do.",)
        return Row(raw.line, THERE, spec.title, said_before, document, due, key, ground.keys[key])
    if spec.title.lower() in ground.titles:
        there = "A brief of this title is in the campaign and says something else. Rename the row, or edit that brief."
        return Row(raw.line, REFUSED, spec.title, (there,), document, due, key, ground.titles[spec.title.lower()])
    return Row(raw.line, GOOD, spec.title, (), document, due, key)


def _refused(raw: Raw, title: str, *sentences: str) -> Row:
    return Row(raw.line, REFUSED, title, sentences)


def _said(values: Mapping[str, Any], ground: Ground) -> tuple[dict[str, Any], str]:
    """What the row itself says, as a draft document, and its due date. Raises BadInput."""
    if "brief" in values or values.get("schema"):
        return _whole(values)
    cells = {name: cell for name, cell in values.items() if name != "copy"}
    if any(not isinstance(cell, str) for cell in cells.values()):  # JSON: the draft document itself
        return {name: value for name, value in values.items() if name != "due"}, _due(values.get("due", ""))
    faults: dict[str, list[str]] = {}
    said: dict[str, Any] = {}
    for column, cell in cells.items():
        name = SHORT.get(column, column)
        if column == "colourway":
            said["colourways"] = _colourway(cell, ground, faults)
        elif name == "due":
            continue
        elif column in COPY_LIMITS:
            faults["locale"] = ["Locale: say which language the words are in, as en-US."]
        elif name not in FIELDS or name in ONLY_JSON:
            faults[column[:40]] = [f"There is no column {column[:40]}. Use one of {', '.join(COLUMNS[:12])} …"]
        elif name in LISTS:
            said[name] = [entry.strip() for entry in cell.split("|") if entry.strip()]
        elif name == "safe_margins":
            said[name] = _percent(cell, faults)
        else:
            said[name] = cell
    if "copy" in values:
        said["copy"] = values["copy"]
    if faults:
        raise BadInput(fields=faults)
    return said, _due(values.get("due", ""))


def _whole(values: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """A brief as `exported` writes it."""
    if values.get("schema") != SCHEMA_ID:
        named = str(values.get("schema"))[:40]
        raise BadInput(f"Schema: this says “{named}”, and {SCHEMA_ID} is read.", field="schema")
    brief = values.get("brief")
    if not isinstance(brief, Mapping):
        raise BadInput("Brief: the draft document is missing. Put it under “brief”.", field="brief")
    # References are rows of the installation that the file comes from: they are added again by hand.
    kept = {name: value for name, value in brief.items() if name != "references"}
    return {**kept, "title": values.get("title") or brief.get("title", "")}, _due(values.get("due", ""))


def _due(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else "" if value is None else "?"
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise BadInput(f"Due: “{text[:20]}” is not a date. Write it as 2027-01-31.", field="due") from None


def _colourway(cell: str, ground: Ground, faults: dict[str, list[str]]) -> list[dict[str, str]]:
    found = []
    for entry in (part.strip() for part in cell.split("|")):
        colour = ground.palette.get(entry.lower())
        if colour is not None:
            found.append({"name": entry, "hex": colour["hex"]})
        elif entry:
            known = ", ".join(colour["name"] for colour in ground.palette.values()) or "no colours"
            faults["colourway"] = [f"Colourway: “{entry[:40]}” is not in the style pack’s palette ({known[:120]})."]
    return found


def _percent(cell: str, faults: dict[str, list[str]]) -> float | None:
    try:
        return round(float(cell.replace("%", "").replace(",", ".").strip()) / 100, 6)
    except ValueError:
        faults["safe_margins"] = [f"Safe margins: “{cell[:20]}” is not a number of per cent. Write 6, or nothing."]
        return None


def _unknown(spec: BriefSpec, ground: Ground) -> list[str]:
    faults = [
        f"Placement “{slug}” is not in the catalogue. Use one of its short names, or ask an admin to add it."
        for slug in spec.placements
        if slug not in ground.placements
    ]
    if spec.style_pack and spec.style_pack not in ground.packs:
        faults.append(f"Style pack “{spec.style_pack}” has no published version here. Choose another, or none.")
    faults += [
        f"There is no character sheet “{slug}” here. Remove it, or publish one."
        for slug in spec.characters
        if slug not in ground.characters
    ]
    return faults
