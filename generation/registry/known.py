"""Licences that models are often under, to begin a record from: data, dated, with its source.

They are in known_licences.json beside this file. A record begun from one says so, and whoever keeps it confirms that
they have read the text itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from generation.registry.licence import Licence
from generation.registry.territories import read

FILE: Final = Path(__file__).with_name("known_licences.json")


@dataclass(frozen=True, slots=True)
class Known:
    """`of` are models under it; `second_hand`: taken from what others wrote of it, not from its text."""

    key: str
    name: str
    of: str
    source: str
    dated: str
    second_hand: bool
    licence: Licence


@cache
def known() -> dict[str, Known]:
    """By key, in the file's order. Raises ValueError naming what the file says wrongly."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text())
    return {row["key"]: _known(row) for row in rows}


def _known(row: dict[str, Any]) -> Known:
    licence = Licence.from_document(row["licence"])
    shown, used = (
        read(", ".join(places), name=row["name"], field="excluded")
        for places in (licence.excluded, licence.use_excluded)
    )
    whole = replace(licence, known=row["key"], url=row["source"], excluded=shown, use_excluded=used)
    return Known(**{**row, "licence": whole})
