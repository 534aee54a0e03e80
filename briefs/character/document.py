"""Reading a character sheet strictly: every field present, or a sentence that names the field and the remedy.

{slug, name, role, age, height, build, hair: {shape, colour}, skin, face: [mark], glasses, beard, mask,
 wardrobe: {garment, colours: {part: colour}}, accessories: [word], tokens: {dialect: [word]},
 views: {angle: digest}, expressions: {name: {words, picture}}, outfits: {name: {words, picture}},
 may_vary: [word], never: [word], lora: {model, scale} or null, likeness: see briefs/character/likeness.py, notes,
 waiting: {slot: id of a Picture}}

`waiting` is there in drafts only, while a worker reads what was uploaded for a slot. `height` is metres. A colour is a
word or "#rrggbb". `picture` and the views' digests name blobs by SHA-256. The keys of looks are those by which the
previz engine builds a person (generation/engine/previz/characters.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from briefs.character.likeness import clean_likeness
from briefs.dialects import DIALECTS
from briefs.spec import LIST_LIMIT, SLUG, TERM_LIMIT, WORD_LIMIT, tidy
from studio.lib.problems import BadInput

ANGLE_NAMES: Final[dict[str, str]] = {
    "front": "Front",
    "three-quarter": "Three-quarter",
    "profile": "Profile",
    "back": "Back",
}
ANGLES: Final = tuple(ANGLE_NAMES)
NOUNS: Final = {"view": "views", "expression": "expressions", "outfit": "outfits"}  # of a slot, and its field
EXPRESSIONS: Final = ("neutral", "listening", "slight smile")  # those a new sheet begins with
# What a colour may be given for.
PARTS: Final = ("jacket", "shirt", "trousers", "apron", "trim", "shoes", "hat", "mask", "glasses")

MOST_SLOTS: Final = 12  # expressions, outfits
NAME_LIMIT: Final = 40
SHORTEST, TALLEST = 0.4, 2.6  # metres
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_HEIGHT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|cm)?", re.IGNORECASE)

LINES: Final[dict[str, int]] = {
    "slug": 50,
    "name": NAME_LIMIT,
    "role": TERM_LIMIT,
    "age": NAME_LIMIT,
    "build": NAME_LIMIT,
    "skin": NAME_LIMIT,
    "beard": NAME_LIMIT,
    "mask": TERM_LIMIT,
    "notes": WORD_LIMIT,
}
LISTS: Final = ("face", "accessories", "may_vary", "never")
LABELS: Final[dict[str, str]] = {
    "slug": "Short name",
    "role": "Who they are",
    "face": "Face and other marks",
    "may_vary": "May vary",
    "never": "Never",
    "lora": "LoRA",
    "notes": "Notes",
}


def clean(document: object) -> dict[str, Any]:
    """The sheet with every field present. Raises BadInput naming every field that cannot be used, and the remedy."""
    if not isinstance(document, Mapping):
        raise BadInput('A character sheet is an object with named fields. Send {"name": "…"}.', field="name")
    faults: dict[str, list[str]] = {}
    for name in document:
        if name not in FIELDS:
            shown = tidy(str(name)[:40])
            faults[shown] = [f"A character sheet has no field “{shown}”. Remove it, or check its spelling."]
    found: dict[str, Any] = {}
    for name, cleaner in FIELDS.items():
        try:
            found[name] = cleaner(name, document.get(name))
        except BadInput as fault:
            faults.setdefault(name, []).append(fault.sentence)
    if not faults.get("name") and not found["name"]:
        faults["name"] = ["Name: give the character a name, as Ingrid."]
    if not faults.get("slug") and found["slug"] and not SLUG.fullmatch(found["slug"]):
        faults["slug"] = ["Short name: small letters, digits and hyphens, as ingrid."]
    if faults:
        raise BadInput(fields=faults)
    if not found["waiting"]:
        del found["waiting"]
    return found


def slots(document: Mapping[str, Any]) -> dict[str, str]:
    """slot -> the digest that hangs there, or nothing: every place of the sheet that takes a picture."""
    found = {f"view {angle}": document["views"].get(angle, "") for angle in ANGLES}
    for noun, field in NOUNS.items():
        if noun != "view":
            found |= {f"{noun} {name}": document[field][name]["picture"] for name in in_order(document[field])}
    return found


def in_order(names: Iterable[str]) -> list[str]:
    """The names of slots, the usual ones first. The database keeps no order of keys, and prompts need one."""
    known = {name: place for place, name in enumerate(EXPRESSIONS)}
    return sorted(names, key=lambda name: (known.get(name, len(known)), name))


def hung(document: Mapping[str, Any], slot: str, key: str) -> dict[str, Any]:
    """The one field of the document that changes where the picture `key` hangs in `slot`; "" takes it off."""
    noun, _, name = slot.partition(" ")
    field = NOUNS[noun]
    if noun == "view":
        return {field: {**document[field], name: key}}
    return {field: {**document[field], name: {**document[field].get(name, {}), "picture": key}}}


def references(pin: Mapping[str, Any]) -> dict[str, Any]:
    """What an engine that is shown pictures takes from a pinned sheet: {slug, number, digest, references, lora}.

    Each of `references` is {role: “view front”, digest}; views come first, for whoever takes only some.
    """
    found = [{"role": slot, "digest": key} for slot, key in digests(pin["document"]).items()]
    named = {name: pin[name] for name in ("slug", "number", "digest")}
    return {**named, "references": found, "lora": pin["document"].get("lora")}


def digests(document: Mapping[str, Any]) -> dict[str, str]:
    """slot -> digest of every picture on the sheet: “view front”, “expression neutral”, “outfit raincoat”."""
    return {slot: key for slot, key in slots(document).items() if key}


def line(name: str, value: object, limit: int) -> str:
    """One line of words of at most `limit` characters."""
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:g}"
    if not isinstance(value, str):
        raise BadInput(f"{label}: expected words, found {type(value).__name__}. Write it as text.", field=name)
    text = " ".join(tidy(value[: limit * 4 + 4]).split())
    if len(text) > limit or len(value) > limit * 4:
        raise BadInput(f"{label}: {len(value):,} characters, and there is room for {limit}. Shorten it.", field=name)
    return text


def _line(limit: int) -> Callable[[str, object], str]:
    return lambda name, value: line(name, value, limit)


def words(name: str, value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list | tuple) or len(value) > LIST_LIMIT:
        label = LABELS.get(name, name.replace("_", " ").capitalize())
        raise BadInput(f"{label}: give a list of at most {LIST_LIMIT} entries.", field=name)
    return list(dict.fromkeys(term for item in value if (term := line(name, item, TERM_LIMIT))))


def _table(name: str, value: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not set(value) <= set(keys):
        label = LABELS.get(name, name.replace("_", " ").capitalize())
        raise BadInput(f"{label}: has {', '.join(keys)}, and nothing else.", field=name)
    return value


def colour(name: str, value: object) -> str:
    """ "#rrggbb" in small letters, or a word such as charcoal."""
    text = line(name, value, NAME_LIMIT)
    if text.startswith("#") and not _HEX.fullmatch(text):
        raise BadInput(f"“{text[:20]}” is not a colour. Write it as #33363C, or say it in a word.", field=name)
    return text.lower() if text.startswith("#") else text


def digest(name: str, value: object) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or not DIGEST.fullmatch(value):
        raise BadInput("A picture is named by its SHA-256 digest, 64 hexadecimal digits.", field=name)
    return value


def _hair(name: str, value: object) -> dict[str, str]:
    given = _table(name, value, ("shape", "colour"))
    return {"shape": line(name, given.get("shape"), NAME_LIMIT), "colour": colour(name, given.get("colour"))}


def _wardrobe(name: str, value: object) -> dict[str, Any]:
    given = _table(name, value, ("garment", "colours"))
    colours = given.get("colours") or {}
    if not isinstance(colours, Mapping) or not set(colours) <= set(PARTS):
        raise BadInput(f"Wardrobe: colours are given for {', '.join(PARTS)}.", field=name)
    said = {part: colour(name, colours[part]) for part in PARTS if colours.get(part)}
    return {"garment": line(name, given.get("garment"), TERM_LIMIT), "colours": said}


def _height(name: str, value: object) -> float | None:
    if value in (None, ""):
        return None
    found: float | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = float(value)
    elif isinstance(value, str) and (match := _HEIGHT.fullmatch(value.strip()[:20])):
        found = float(match[1].replace(",", "."))
        found = found / 100 if (match[2] or "").lower() == "cm" else found
    if found is not None and found > 3:
        found /= 100  # 172 means centimetres
    if found is None or not SHORTEST <= found <= TALLEST:  # also false for NaN
        raise BadInput(f"Height: metres from {SHORTEST:g} to {TALLEST:g}, as 1.72.", field=name)
    return round(found, 3)


def _glasses(name: str, value: object) -> bool | None:
    if value not in (None, True, False) or (isinstance(value, int) and not isinstance(value, bool)):
        raise BadInput("Glasses: true, false, or nothing where it is open.", field=name)
    return bool(value) if value is not None else None


def _tokens(name: str, value: object) -> dict[str, list[str]]:
    given = _table(name, value, DIALECTS)
    return {dialect: words(name, given.get(dialect)) for dialect in DIALECTS}


def _views(name: str, value: object) -> dict[str, str]:
    given = _table(name, value, ANGLES)
    return {angle: digest(name, given.get(angle)) for angle in ANGLES if given.get(angle)}


def _slots(name: str, value: object) -> dict[str, dict[str, str]]:
    """name -> {words, picture}; plain words are taken for {words}."""
    if value is None:
        return {}
    label = name.capitalize()
    if not isinstance(value, Mapping) or len(value) > MOST_SLOTS:
        raise BadInput(f"{label}: a table of at most {MOST_SLOTS} entries by name.", field=name)
    found: dict[str, dict[str, str]] = {}
    for key, slot in value.items():
        called = line(name, key, NAME_LIMIT)
        given = {"words": slot} if isinstance(slot, str) else slot
        if not called or not isinstance(given, Mapping) or not set(given) <= {"words", "picture"}:
            raise BadInput(f"{label}: each has a name of its own, words, and a picture's digest.", field=name)
        found[called] = {
            "words": line(name, given.get("words"), WORD_LIMIT),
            "picture": digest(name, given.get("picture")),
        }
    return {called: found[called] for called in in_order(found)}


def _waiting(name: str, value: object) -> dict[str, int]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(value) > len(ANGLES) + 2 * MOST_SLOTS:
        raise BadInput("Pictures that are read: a table of slots. Leave it out.", field=name)
    found = {line(name, slot, TERM_LIMIT): pk for slot, pk in value.items()}
    if any(isinstance(pk, bool) or not isinstance(pk, int) or not 0 < pk < 2**53 for pk in found.values()):
        raise BadInput("Pictures that are read: each is the number of a picture. Leave it out.", field=name)
    return found


def _lora(name: str, value: object) -> dict[str, Any] | None:
    if value in (None, "", {}):
        return None
    given = _table(name, value, ("model", "scale"))
    model, scale = line(name, given.get("model"), 50), given.get("scale", 1.0)
    if not SLUG.fullmatch(model):
        raise BadInput("LoRA: name its model by its short name, as ingrid-sdxl-v2.", field=name)
    if isinstance(scale, bool) or not isinstance(scale, int | float) or not -2 <= scale <= 2:
        raise BadInput("LoRA: its scale is a number from -2 to 2, usually 0.6 to 1.", field=name)
    return {"model": model, "scale": round(float(scale), 4)}


FIELDS: Final[Mapping[str, Callable[[str, object], Any]]] = {
    **{name: _line(limit) for name, limit in LINES.items()},
    **dict.fromkeys(LISTS, words),
    "hair": _hair,
    "wardrobe": _wardrobe,
    "height": _height,
    "glasses": _glasses,
    "tokens": _tokens,
    "views": _views,
    "expressions": _slots,
    "outfits": _slots,
    "lora": _lora,
    "likeness": clean_likeness,
    "waiting": _waiting,
}
