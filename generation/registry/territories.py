"""Territories as people write them: codes with commas between, "EU" for its member states."""

from __future__ import annotations

from studio.lib.countries import EU
from studio.lib.problems import BadInput


def read(text: str, *, name: str, field: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes in the order written, each once; empty where nothing is written. Raises BadInput."""
    found: list[str] = []
    for written in text.replace(";", ",").split(","):
        code = written.strip().upper()
        if not code:
            continue
        if len(code) != 2 or not code.isalpha() or not code.isascii():
            raise BadInput(
                f"{name}: “{written.strip()[:20]}” is not a country code. Use two letters, as DE, or EU.", field=field
            )
        found += EU if code == "EU" else [code]
    return tuple(dict.fromkeys(found))


def words(codes: tuple[str, ...] | list[str]) -> str:
    """The codes as a person reads them: the member states of the EU as "EU" where all are there."""
    if set(EU) <= set(codes):
        return ", ".join(["EU", *(code for code in codes if code not in EU)])
    return ", ".join(codes)
