"""Keep-clear shapes as rows of a form: what for, and four percentages. Circles and polygons travel along unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from briefs.placement import MOST_SHAPES

COLUMNS: Final = ("for", "x", "y", "width", "height")
MOST_ROWS: Final = MOST_SHAPES + 4  # some more than are allowed, so that the sentence about too many is heard
LONGEST_JSON: Final = 20_000


class KeepWidget(forms.Widget):
    """Reads clear_for, clear_x, … as lists of the same length, and clear_other as JSON."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        many = data.getlist if hasattr(data, "getlist") else lambda key: list(data.get(key) or [])
        columns = [many(f"{name}_{column}")[:MOST_ROWS] for column in COLUMNS]
        rows = zip(*columns, strict=False) if all(columns) else []
        return {"rows": [dict(zip(COLUMNS, row, strict=True)) for row in rows], "other": data.get(f"{name}_other", "")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_for" not in data


class KeepRows(forms.Field):
    """Cleans to a list of shapes as the document has them. A row without words is no row."""

    widget = KeepWidget

    def clean(self, value: Any) -> list[dict[str, Any]]:
        shapes = [self._shape(number, row) for number, row in enumerate(value["rows"], 1) if row["for"].strip()]
        return shapes + self._others(value["other"])

    def _shape(self, number: int, row: Mapping[str, str]) -> dict[str, Any]:
        shape: dict[str, Any] = {"shape": "rect"}
        for column in COLUMNS[1:]:
            try:
                share = float(row[column].replace(",", ".") or 0)
            except ValueError:
                raise forms.ValidationError(f"Keep clear, shape {number}: write percentages, as 14 or 6.5.") from None
            shape[column] = round(share / 100, 4)
        return shape | {"for": row["for"].strip()}

    def _others(self, text: str) -> list[dict[str, Any]]:
        """Shapes that are no rectangles, as the page sent them along. They are checked with the document."""
        if not text:
            return []
        try:
            found = json.loads(text[:LONGEST_JSON])
        except ValueError:
            raise forms.ValidationError("Keep clear: the other shapes came back broken. Reload the page.") from None
        return found if isinstance(found, list) else []


def rows_of(value: Any) -> list[dict[str, str]]:
    """What the rows show: the shapes of a document, or what was sent and could not be read."""
    if isinstance(value, Mapping):
        return [dict(row) for row in value["rows"] if any(row.values())]
    return [
        {"for": one["for"], **{column: f"{round(one[column] * 100, 2):g}" for column in COLUMNS[1:]}}
        for one in value or ()
        if one["shape"] == "rect"
    ]


def others_of(value: Any) -> Sequence[Mapping[str, Any]]:
    """The circles and polygons among a document's shapes."""
    return [] if isinstance(value, Mapping) else [one for one in value or () if one["shape"] != "rect"]
