"""Which script a text is set in, by its letters; Han by its locale. Names are those of ISO 15924. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter

# The first word of a character's Unicode name -> script
NAMED = {
    "LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "DEVANAGARI": "Deva",
    "THAI": "Thai", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore",
}  # fmt: skip
HAN = {"ja": "Jpan", "ko": "Kore"}
TRADITIONAL = ("hant", "tw", "hk", "mo")


def script_of(text: str, locale: str) -> str:
    """The script of most letters; Latin only where there is no other, since names stand in it everywhere. "" without
    letters. `locale` is a BCP 47 tag: it says how Han is read where no kana do."""
    counts: Counter[str] = Counter()
    for character in text:
        name = unicodedata.name(character, "").replace("-", " ").partition(" ")[0]
        if name == "CJK":
            counts["Han"] += 1
        elif name in NAMED and character.isalpha():
            counts[NAMED[name]] += 1
    if "Han" in counts:
        read = "Jpan" if counts["Jpan"] else "Kore" if counts["Kore"] else _han(locale)
        counts[read] += counts.pop("Han")
    others = [(count, script) for script, count in counts.items() if script != "Latn"]
    return max(others)[1] if others else "Latn" if counts else ""


def _han(locale: str) -> str:
    language, *rest = locale.lower().replace("_", "-").split("-")
    return HAN.get(language) or ("Hant" if any(part in TRADITIONAL for part in rest) else "Hans")
