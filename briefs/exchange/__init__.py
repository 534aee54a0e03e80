"""Briefs in and out as files: JSON that names every field, and CSV for many small ones. See docs/exchange.md."""

from briefs.exchange.documents import exported, exported_csv
from briefs.exchange.judging import Ground, Row, judge
from briefs.exchange.reading import BadFile, read_csv, read_json
from briefs.exchange.schema import schema

__all__ = ["BadFile", "Ground", "Row", "exported", "exported_csv", "judge", "read_csv", "read_json", "schema"]
