"""From a file's bytes to rows with their line numbers. Pure: knows CSV, JSON and encodings, and nothing of briefs.

A file is hostile until read: its encoding may lie, a cell may be a formula that a spreadsheet would run, a field may
go on for ever. What is wrong with one row is said of that row; only what makes every row unreadable refuses the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from studio.lib.problems import BadInput

MOST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 1_000
LONGEST_CELL: Final = 10_000  # characters; csv stops there
# A cell that a spreadsheet runs when the file is opened again: an equals sign, or another of its openings followed by
# something that calls, links or computes. A headline such as “-20 % today” or “@home” is none.
FORMULA: Final = re.compile(r"^\s*(?:=|[\t\r]|[+\-@][^\n]*[(|!])")
OPENINGS: Final = ("=", "+", "-", "@", "\t", "\r")  # what a cell that a spreadsheet runs begins with
DELIMITERS: Final = ",;\t"


class BadFile(BadInput):
    """No row of the file can be read. The sentence names the line and the remedy."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="file")


@dataclass(frozen=True)
class Raw:
    """A row as it stands in the file: the line it begins on, its values by column, what is wrong with it as text."""

    line: int
    values: Mapping[str, Any]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What a file of rows is about, for its sentences: the columns that must be there, an example, what a row is."""

    needs: tuple[str, ...]
    example: str
    row: str
    most: int = MOST_ROWS


BRIEFS: Final = Table(("title",), "title,subject,placement", "brief")


def read_csv(data: bytes, table: Table = BRIEFS) -> list[Raw]:
    """Rows of a CSV file with a header, in UTF-8 or UTF-16. Raises BadFile.

    One row more than `table.most` stands for all that follow, and says so.
    """
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] = []
    rows: list[Raw] = []
    for line, cells in _lines(reader):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = _header(cells, table)
        elif len(rows) == table.most:
            rows.append(
                Raw(line, {}, (f"From here on: a file may have {table.most:,} rows. Send the rest as another file.",))
            )
            break
        else:
            rows.append(_row(line, header, cells))
    if not header:
        raise BadFile(f"The file is empty. Its first line names the columns, as {table.example}.")
    if not rows:
        raise BadFile(f"The file has a header and no rows. Add a row for each {table.row}.")
    return rows


def read_json(data: bytes) -> list[Raw]:
    """Rows of a JSON file: one brief or a list. `line` counts the entries from 1. Raises BadFile."""
    if len(data) > MOST_BYTES:
        raise BadFile(_too_large(data))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(f"The file is not UTF-8 (byte {error.start:,}). Save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise BadFile(f"The file is not JSON: {str(error)[:120]}. Mend it there.") from None
    entries = found if isinstance(found, list) else [found]
    if not entries:
        raise BadFile("The file is an empty list. Send at least one brief.")
    rows = [
        Raw(number, entry if isinstance(entry, dict) else {}, () if isinstance(entry, dict) else (_NO_OBJECT,))
        for number, entry in enumerate(entries[:MOST_ROWS], 1)
    ]
    if len(entries) > MOST_ROWS:
        more = f"From here on: a file may have {MOST_ROWS:,} briefs. Send the rest as another file."
        rows.append(Raw(MOST_ROWS + 1, {}, (more,)))
    return rows


_NO_OBJECT: Final = 'A brief is an object with named fields, as {"title": "…", "subject": "…"}.'


def _too_large(data: bytes) -> str:
    return f"The file has {len(data) / 1e6:.0f} MB, and {MOST_BYTES / 1e6:.0f} MB are taken. Send it in parts."


def _decoded(data: bytes) -> str:
    """UTF-16 where it says so by its mark, else UTF-8; bytes that are neither stay behind as marks of their rows."""
    if len(data) > MOST_BYTES:
        raise BadFile(_too_large(data))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadFile("The file begins as UTF-16 and does not go on so. Save it as CSV UTF-8.") from None
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise BadFile("This is a workbook, not CSV. In the spreadsheet choose save as, CSV UTF-8.")
    return data.decode("utf-8-sig", "surrogateescape")


def _delimiter(text: str) -> str:
    """What stands between the names of the header: a comma, or what some languages' spreadsheets write instead."""
    first = text.lstrip("\r\n").split("\n", 1)[0][:LONGEST_CELL]
    return max(DELIMITERS, key=first.count)


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """(line the row begins on, cells). A quote that never closes ends the file with a sentence."""
    csv.field_size_limit(LONGEST_CELL)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = "a cell is too long" if "limit" in str(error) else "a quotation mark is not closed, or stands alone"
            raise BadFile(f"Line {line:,}: {what}. Mend it there and send the file again.") from None
        yield line, cells


def _header(cells: list[str], table: Table) -> list[str]:
    names = [" ".join(cell.strip().lower().replace("_", " ").split()).replace(" ", "_") for cell in cells]
    if _undecoded(" ".join(names)):
        raise BadFile("Line 1: the header is not UTF-8. Save the file as CSV UTF-8.")
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise BadFile(f"Line 1: the column {sorted(twice)[0][:40]} is there twice. Remove one.")
    missing = [name for name in table.needs if name not in names]
    if missing:
        found = ", ".join(n[:20] for n in names if n)[:160]
        raise BadFile(f"Line 1: there is no column {missing[0]}. Found: {found}.")
    return names


def _row(line: int, header: list[str], cells: list[str]) -> Raw:
    faults = []
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        faults.append(
            f"{len(cells)} cells, and the header names {len(header)}. Put quotation marks round a cell with a comma."
        )
    values = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
    for name, cell in list(values.items()):
        if _undecoded(cell):
            faults.append(f"{name}: not UTF-8. Save the file as CSV UTF-8, or write the cell again.")
        elif "\0" in cell:
            faults.append(f"{name}: holds a NUL character. Write the cell again.")
        elif FORMULA.match(cell):
            faults.append(f"{name}: begins as a formula (“{cell.strip()[:12]}”). Take it out; nothing here computes.")
        elif cell[:1] == "'" and cell[1:2] in OPENINGS:  # as our own export, and spreadsheets, keep one from being run
            values[name] = cell[1:]
    return Raw(line, values, tuple(faults))


def _undecoded(text: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in text)
