"""Groups of countries, by their ISO 3166-1 alpha-2 codes. The European Union as of 2020-02-01."""

from __future__ import annotations

from typing import Final

EU: Final = tuple("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
GROUPS: Final = {"EU": EU}
