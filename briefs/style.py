"""A style pack's document: what a brand looks like, for prompts, grading and type. Pure: no Django.

{slug, name, medium, tokens: {dialect: [words]}, negative: [words], palette: [{name, hex, tolerance}], desaturate,
contrast, grain, lens, light, margins, typography: {family, weight, scripts}, logo: {corner, width, clear}}

`tolerance` is the largest ΔE 2000 a field of that colour may differ by. `desaturate` takes that fraction of the
chroma away, `contrast` multiplies around mid grey, `grain` is the standard deviation of noise as a fraction of full
scale. `margins` and the logo's `width` and `clear` are fractions of the frame's width.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from briefs.spec import LIST_LIMIT, TERM_LIMIT, tidy
from studio.lib.problems import BadInput

DIALECTS: Final = ("clip", "t5", "previz")
CORNERS: Final = ("top-left", "top-right", "bottom-left", "bottom-right")
SCRIPTS: Final = ("Latn", "Grek", "Cyrl", "Arab", "Hebr", "Deva", "Thai", "Jpan", "Kore", "Hans", "Hant")
DEFAULT_MARGINS: Final = 0.06

# name: (default, least, most)
NUMBERS: Final[dict[str, tuple[float, float, float]]] = {
    "desaturate": (0.0, 0.0, 1.0),
    "contrast": (1.0, 0.5, 2.0),
    "grain": (0.0, 0.0, 0.2),
    "margins": (DEFAULT_MARGINS, 0.0, 0.25),
}
WORDS: Final = ("slug", "name", "medium", "lens", "light")
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_TYPE: Final = {"family": "Source Sans Pro", "weight": "Semibold", "scripts": ["Latn", "Grek", "Cyrl"]}


def clean(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every field present. Raises BadInput naming field and remedy."""
    faults: dict[str, list[str]] = {}
    known = {*WORDS, *NUMBERS, "tokens", "negative", "palette", "typography", "logo"}
    for name in document:
        if name not in known:
            faults[str(name)[:40]] = [f"A style pack has no field “{str(name)[:40]}”. Remove it."]
    found: dict[str, Any] = {}
    for name in WORDS:
        found[name] = _attempt(faults, name, _word, document.get(name, ""))
    for name in NUMBERS:
        found[name] = _attempt(faults, name, _number, document.get(name))
    tokens = document.get("tokens") or {}
    found["tokens"] = {
        dialect: _attempt(faults, "tokens", _list, tokens.get(dialect) or []) if isinstance(tokens, Mapping) else []
        for dialect in DIALECTS
    }
    found["negative"] = _attempt(faults, "negative", _list, document.get("negative") or [])
    found["palette"] = _attempt(faults, "palette", _palette, document.get("palette") or [])
    found["typography"] = _attempt(faults, "typography", _typography, document.get("typography") or {})
    found["logo"] = _attempt(faults, "logo", _logo, document.get("logo") or {})
    if faults:
        raise BadInput(fields=faults)
    return found


def said(document: Mapping[str, Any], part: str, dialect: str) -> list[str]:
    """What the pack says for a template part: medium, positive, negative, lens, light or palette."""
    if part == "positive":
        return list(document["tokens"].get(dialect, []))
    if part == "negative":
        return list(document["negative"])
    if part == "palette":
        return [f"{colour['name']} {colour['hex']}" for colour in document["palette"]]
    value = document.get(part, "")
    return [value] if isinstance(value, str) and value else []


def _attempt(faults: dict[str, list[str]], name: str, clean_one: Any, value: object) -> Any:
    try:
        return clean_one(name, value)
    except BadInput as fault:
        faults.setdefault(name, []).append(fault.sentence)
        return None


def _word(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{name.capitalize()}: expected words. Write it as text.", field=name)
    text = " ".join(tidy(value[: TERM_LIMIT * 4]).split())
    if len(text) > TERM_LIMIT:
        raise BadInput(f"{name.capitalize()}: {len(text)} characters, and there is room for {TERM_LIMIT}.", field=name)
    return text


def _list(name: str, value: object) -> list[str]:
    if not isinstance(value, list | tuple) or len(value) > LIST_LIMIT:
        raise BadInput(f"{name.capitalize()}: give a list of at most {LIST_LIMIT} entries.", field=name)
    return list(dict.fromkeys(term for item in value if (term := _word(name, item))))


def _number(name: str, value: object) -> float:
    default, least, most = NUMBERS[name]
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadInput(f"{name.capitalize()}: give a number from {least:g} to {most:g}.", field=name)
    return round(float(value), 4)


def _palette(name: str, value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple) or len(value) > LIST_LIMIT:
        raise BadInput(f"Palette: give a list of at most {LIST_LIMIT} colours.", field=name)
    found = []
    for item in value:
        colour = item if isinstance(item, Mapping) else {}
        code, tolerance = colour.get("hex"), colour.get("tolerance", 5.0)
        if not isinstance(code, str) or not _HEX.fullmatch(code):
            raise BadInput(f"Palette: “{str(code)[:20]}” is not a colour. Write it as #14213D.", field=name)
        if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not 0 < tolerance <= 100:
            raise BadInput(f"Palette, {code}: the tolerance is a ΔE 2000 above 0 and up to 100.", field=name)
        found.append(
            {"name": _word(name, colour.get("name") or code), "hex": code.upper(), "tolerance": float(tolerance)}
        )
    return found


def _typography(name: str, value: object) -> dict[str, Any]:
    given: Mapping[str, Any] = {**_TYPE, **value} if isinstance(value, Mapping) else _TYPE
    scripts = given["scripts"]
    if not isinstance(scripts, list | tuple) or any(script not in SCRIPTS for script in scripts):
        raise BadInput(f"Typography: the scripts it covers are out of {', '.join(SCRIPTS)}.", field=name)
    family, weight = _word(name, given["family"]), _word(name, given["weight"])
    return {"family": family, "weight": weight, "scripts": list(scripts)}


def _logo(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not value:
        return {}
    corner = value.get("corner")
    if corner not in CORNERS:
        raise BadInput(f"Logo: choose a corner out of {', '.join(CORNERS)}.", field=name)
    sizes: dict[str, Any] = {"corner": corner}
    for key, default, most in (("width", 0.12, 0.5), ("clear", 0.03, 0.2)):
        size = value.get(key, default)
        if isinstance(size, bool) or not isinstance(size, int | float) or not 0 <= size <= most:
            raise BadInput(f"Logo: its {key} is a fraction of the frame's width, from 0 to {most:g}.", field=name)
        sizes[key] = round(float(size), 4)
    return sizes
