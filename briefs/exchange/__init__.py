"""Briefs in and out as files: JSON that names every field, and CSV for many small ones. See docs/exchange.md."""

from briefs.exchange.documents import exported, exported_csv, neutral
from briefs.exchange.judging import Ground, Row, judge
from briefs.exchange.reading import BadFile, Raw, Table, read_csv, read_json
from briefs.exchange.schema import schema

__all__ = [
    "BadFile",
    "Ground",
    "Raw",
    "Row",
    "Table",
    "exported",
    "exported_csv",
    "judge",
    "neutral",
    "read_csv",
    "read_json",
    "schema",
]
