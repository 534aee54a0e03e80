"""A vocabulary as a file: CSV for spreadsheets, JSON for programs. Pure: reads text, asks the database nothing.

CSV columns: vocabulary, label, definition, synonyms (“a | b”), one column a dialect, deprecated (yes or nothing),
successor (a label of the same vocabulary). A cell that a spreadsheet would run as a formula begins with an apostrophe,
which is taken off again when the file is read.
JSON: {"schema": "gatefold.vocabulary/1", "terms": [the same, tokens as {dialect: words}, synonyms as a list]}.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs.dialects import DIALECTS
from briefs.models import Term
from briefs.terms import clean_term, fold
from studio.lib.problems import BadInput, TooMuch

SCHEMA: Final = "gatefold.vocabulary/1"
COLUMNS: Final = ("vocabulary", "label", "definition", "synonyms", *DIALECTS, "deprecated", "successor")
MAX_BYTES: Final = 1_000_000
MAX_ROWS: Final = 2_000
MOST_FAULTS: Final = 20  # sentences of one refusal
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Row:
    """One term of a file: its line there, its clean document, and the label it is mapped to."""

    line: int
    document: Mapping[str, Any]
    successor: str = ""


def plain(term: Term) -> dict[str, Any]:
    """A term as a file carries it."""
    return {
        "vocabulary": term.vocabulary,
        "label": term.label,
        "definition": term.definition,
        "synonyms": list(term.synonyms),
        "tokens": dict(term.tokens),
        "deprecated": term.deprecated,
        "successor": term.successor.label if term.successor else "",
    }


def written(terms: Iterable[Term], kind: str) -> str:
    """The file's text; `kind` is csv or json."""
    rows = [plain(term) for term in terms]
    if kind == "json":
        return json.dumps({"schema": SCHEMA, "terms": rows}, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows:
        said = {**row, **row["tokens"], "synonyms": " | ".join(row["synonyms"])}
        said["deprecated"] = "yes" if row["deprecated"] else ""
        table.writerow(_guarded(str(said.get(column, ""))) for column in COLUMNS)
    return out.getvalue()


def read(data: bytes) -> list[Row]:
    """The rows of a file, CSV or JSON. Raises TooMuch, or BadInput with a sentence for every line that is wrong."""
    if len(data) > MAX_BYTES:
        raise TooMuch(f"The file has {len(data) / 1e6:.1f} MB, and there is room for 1 MB. Split it.", field="file")
    text = _text(data)
    sent = _json(text) if text.lstrip()[:1] in ("{", "[") else _csv(text)
    if not sent:
        raise BadInput("The file has no terms. Export a vocabulary to see how one looks.", field="file")
    if len(sent) > MAX_ROWS:
        raise TooMuch(f"The file has {len(sent):,} terms, and there is room for {MAX_ROWS:,}. Split it.", field="file")
    rows: list[Row] = []
    faults: list[str] = []
    first: dict[tuple[str, str], int] = {}
    for line, document in sent:
        try:
            row = _row(line, document)
            key = (row.document["vocabulary"], fold(row.document["label"]))
            if key in first:
                raise BadInput(f"“{row.document['label']}” stands on line {first[key]} already. Remove one of them.")
            first[key] = line
            rows.append(row)
        except BadInput as fault:
            faults.append(f"Line {line}: {fault.sentence}")
    if faults:
        more = len(faults) - MOST_FAULTS
        shown = faults[:MOST_FAULTS] + ([f"And {more:,} more lines."] if more > 0 else [])
        raise BadInput(fields={"file": shown})
    return rows


def _row(line: int, document: Mapping[str, Any]) -> Row:
    strange = [str(name)[:40] for name in document if name not in {*COLUMNS, "tokens"}]
    if strange:
        raise BadInput(f"There is no column “{strange[0]}”. Use {', '.join(COLUMNS)}.")
    clean = clean_term({name: value for name, value in document.items() if name != "successor"})
    successor = document.get("successor") or ""
    if not isinstance(successor, str) or len(successor) > 480:
        raise BadInput("Successor: the label of a term of the same vocabulary.")
    return Row(line, clean, " ".join(successor.split()) if clean["deprecated"] else "")


def _text(data: bytes) -> str:
    """UTF-8 with or without a mark, or UTF-16 with one: what spreadsheets write when asked for Unicode."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise BadInput(
            f"Line {line} is not UTF-8. Save the file as “CSV UTF-8” and send it again.", field="file"
        ) from None
    if "\0" in text:
        raise BadInput("The file holds zero bytes, so it is no text. Save it as “CSV UTF-8”.", field="file")
    return text


def _csv(text: str) -> list[tuple[int, dict[str, Any]]]:
    head = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found: list[tuple[int, dict[str, Any]]] = []
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells)
                continue
            if len(found) > MAX_ROWS:
                break
            found.append((reader.line_num, _cells(columns, cells)))
    except csv.Error as fault:
        raise BadInput(
            f"Line {reader.line_num} cannot be read: {fault}. Check its quotation marks.", field="file"
        ) from None
    return found


def _columns(cells: Sequence[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "label" not in names or "vocabulary" not in names or len(set(names)) < len(names):
        wrong = f"“{unknown[0][:40]}” is no column" if unknown else "vocabulary or label is missing, or one is twice"
        raise BadInput(f"Line 1: {wrong}. The columns are {', '.join(COLUMNS)}.", field="file")
    return names


def _cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    said = {name: _bared(cell) for name, cell in zip(columns, cells, strict=False)}
    if len(cells) > len(columns):
        said[f"column {len(columns) + 1}"] = ""  # refused by name: a comma that should stand in quotation marks
    found: dict[str, Any] = {name: words for name, words in said.items() if name not in DIALECTS}
    found["tokens"] = {dialect: said[dialect] for dialect in DIALECTS if said.get(dialect)}
    found["synonyms"] = [words.strip() for words in said.get("synonyms", "").split("|")]
    return found


def _json(text: str) -> list[tuple[int, dict[str, Any]]]:
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError) as fault:
        where = f" on line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise BadInput(f"The JSON cannot be read{where}. Check its brackets and commas.", field="file") from None
    terms = sent.get("terms") if isinstance(sent, dict) else sent
    if not isinstance(terms, list) or (isinstance(sent, dict) and sent.get("schema", SCHEMA) != SCHEMA):
        raise BadInput(f'The JSON is {{"schema": "{SCHEMA}", "terms": [...]}}.', field="file")
    if any(not isinstance(term, dict) for term in terms):
        raise BadInput("Each of the terms is an object with a vocabulary and a label.", field="file")
    return list(enumerate(terms, start=1))


def _guarded(cell: str) -> str:
    """No spreadsheet runs it: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _bared(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
