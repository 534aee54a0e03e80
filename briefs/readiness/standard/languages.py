"""Which languages a market reads: any one of them is enough. Markets that are not here are not asked about.

The official or most widely read languages of each country, as far as a brief can be written in them.
"""

from __future__ import annotations

from typing import Final

_BY_LANGUAGE: Final = {
    "en": "US GB IE AU NZ CA ZA SG MT JM NG GH KE PH IN",
    "de": "DE AT CH LI LU",
    "fr": "FR BE CH LU CA MC SN CI",
    "es": "ES MX AR CO CL PE UY PY BO EC VE CR PA DO GT HN NI SV CU PR",
    "it": "IT CH SM VA",
    "pt": "PT BR AO MZ",
    "nl": "NL BE SR",
    "sv": "SE FI AX",
    "da": "DK GL FO",
    "nb": "NO",
    "fi": "FI",
    "pl": "PL",
    "cs": "CZ",
    "hu": "HU",
    "tr": "TR",
    "el": "GR CY",
    "ru": "RU BY KZ",
    "uk": "UA",
    "ar": "SA AE QA KW BH OM EG JO LB IQ MA DZ TN LY YE",
    "he": "IL",
    "hi": "IN",
    "th": "TH",
    "vi": "VN",
    "id": "ID",
    "ja": "JP",
    "ko": "KR",
    "zh-Hans": "CN SG",
    "zh-Hant": "TW HK MO",
}
LANGUAGES: Final[dict[str, list[str]]] = {
    market: [language for language, markets in _BY_LANGUAGE.items() if market in markets.split()]
    for market in sorted({market for markets in _BY_LANGUAGE.values() for market in markets.split()})
}
