"""Reading a rule set strictly: every rule known, every number in reach, every word a word, or a sentence that says so.

The document is {slug, name, vague, missing, rules, custom}; what a part leaves out is taken from the standard rules.
A vague word may be given in short as {word: remedy}.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from briefs.readiness.condition import WORDS_IN, clean_condition, clean_words
from briefs.readiness.finding import FAIL, KINDS, OFF, VAGUE, WARN
from briefs.readiness.standard import STANDARD
from briefs.spec import FIELDS, SLUG, BriefSpec, tidy
from studio.lib.problems import BadInput

PARTS: Final = ("slug", "name", "vague", "missing", "rules", "custom")
VERDICTS: Final = (FAIL, WARN, OFF)
LARGEST: Final = 200_000  # characters of the document as JSON
MOST: Final = 100  # families, rules of the brand's own
SENTENCE: Final = 200  # characters
NUMBER: Final = 100_000


def clean(document: object) -> dict[str, Any]:
    """The document with every part present. Raises BadInput with a sentence for each thing that cannot be used."""
    if not isinstance(document, Mapping):
        raise BadInput('A rule set is an object. Send {"name": "…", "rules": {…}}.', field="rules")
    if len(json.dumps(document, default=str)) > LARGEST:
        raise BadInput(f"The rule set has more than {LARGEST:,} characters. Take words out.", field="rules")
    faults: dict[str, list[str]] = {}
    for name in document:
        if name not in PARTS:
            shown = tidy(str(name)[:40])
            faults[shown] = [f"A rule set has no part “{shown}”. Use {', '.join(PARTS)}."]
    found: dict[str, Any] = {}
    for name, read in (("slug", _slug), ("name", _name)):
        try:
            found[name] = read(document.get(name) or STANDARD[name])
        except BadInput as fault:
            faults[name] = [fault.sentence]
    readers: dict[str, Callable[[str, object], Any]] = {"vague": _family, "missing": _missing, "rules": _rule}
    for name, read_one in readers.items():
        found[name] = _part(name, document.get(name), read_one, faults)
    found["custom"] = _custom(document.get("custom"), faults)
    if faults:
        raise BadInput(fields=faults)
    return found


def _part(
    name: str, value: object, read: Callable[[str, object], Any], faults: dict[str, list[str]]
) -> dict[str, dict[str, Any]]:
    value = STANDARD[name] if value is None else value
    if not isinstance(value, Mapping) or len(value) > MOST:
        faults[name] = [f"{name.capitalize()}: an object with at most {MOST} entries."]
        return {}
    found = {}
    for key, entry in value.items():
        try:
            found[tidy(str(key)[:60])] = read(tidy(str(key)[:60]), entry)
        except BadInput as fault:
            faults.setdefault(name, []).append(fault.sentence)
    return found


def _slug(value: object) -> str:
    if not isinstance(value, str) or len(value) > 50 or not SLUG.fullmatch(value):
        raise BadInput("Short name: small letters, digits and hyphens, as readiness.")
    return value


def _name(value: object) -> str:
    return sentence("Name", value, 80)


def sentence(place: str, value: object, limit: int = SENTENCE) -> str:
    """One line of words, not empty."""
    text = " ".join(tidy(value[: limit * 4]).split()) if isinstance(value, str) else ""
    if not text or len(text) > limit:
        raise BadInput(f"{place}: write 1 to {limit} characters.")
    return text


def _verdict(place: str, value: object) -> str:
    if value not in VERDICTS:
        raise BadInput(f"{place}: the verdict is one of {', '.join(VERDICTS)}.")
    return str(value)


def _known(place: str, entry: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise BadInput(f"{place}: expected an object with {', '.join(keys)}.")
    wrong = next((name for name in entry if name not in keys), None)
    if wrong is not None:
        raise BadInput(f"{place}: there is no “{tidy(str(wrong)[:40])}” here. Use {', '.join(keys)}.")
    return entry


def _family(name: str, entry: object) -> dict[str, Any]:
    place = f"Words, {name}"
    if isinstance(entry, str):
        entry = {"words": [name], "remedy": entry}
    given = _known(place, entry, ("words", "remedy", "verdict", "fields", "but", "alone", "unless", "use"))
    found: dict[str, Any] = {
        "words": clean_words(given.get("words"), place),
        "remedy": sentence(f"{place}, remedy", given.get("remedy")),
        "verdict": _verdict(place, given.get("verdict", WARN)),
    }
    if given.get("fields"):
        found["fields"] = _fields(place, given["fields"])
    if given.get("but"):
        found["but"] = clean_words(given["but"], place)
    if given.get("alone"):
        found["alone"] = True
    if given.get("unless"):
        found["unless"] = clean_condition(given["unless"], place)
    if given.get("use"):
        found["use"] = sentence(f"{place}, use", given["use"])
    return found


def _fields(place: str, value: object) -> list[str]:
    fields = clean_words(value, place)
    wrong = next((field for field in fields if field not in WORDS_IN), None)
    if wrong is not None:
        raise BadInput(f"{place}: “{wrong}” is not a field with words. Use {', '.join(WORDS_IN)}.")
    return fields


def _missing(name: str, entry: object) -> dict[str, Any]:
    place = f"Missing, {name}"
    if name not in FIELDS:
        raise BadInput(f"{place}: a brief has no such field.")
    given = _known(place, entry, ("verdict", "what", "remedy", "unless", "suggest"))
    standard = STANDARD["missing"].get(name, {})
    found: dict[str, Any] = {
        "verdict": _verdict(place, given.get("verdict", standard.get("verdict"))),
        "what": sentence(f"{place}, what", given.get("what", standard.get("what"))),
        "remedy": sentence(f"{place}, remedy", given.get("remedy", standard.get("remedy"))),
    }
    if given.get("unless"):
        found["unless"] = clean_condition(given["unless"], place)
    if given.get("suggest"):
        found["suggest"] = _like(f"{place}, suggest", given["suggest"], {"": [""]})
    return found


def _rule(name: str, entry: object) -> dict[str, Any]:
    place = f"Rule {name}"
    standard = STANDARD["rules"].get(name)
    if standard is None:
        raise BadInput(f"{place}: there is no such rule. Rules of your own go under custom.")
    given = _known(place, entry, tuple(standard))
    found = {"verdict": _verdict(place, given.get("verdict", standard["verdict"]))}
    for key, value in standard.items():
        if key != "verdict":
            found[key] = _like(f"{place}, {key}", given.get(key, value), value)
    return found


def _like(place: str, value: object, standard: Any) -> Any:
    """The value, of the same shape as what the standard rules have there."""
    if isinstance(standard, int | float):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= NUMBER:
            raise BadInput(f"{place}: a number from 0 to {NUMBER:,}.")
        return value
    if isinstance(standard, list):
        return clean_words(value, place) if value else []
    if not isinstance(value, Mapping) or len(value) > 300:
        raise BadInput(f"{place}: an object with at most 300 entries.")
    if set(standard) == {"one", "other"}:
        _known(place, value, ("one", "other"))
        return {side: clean_words(value.get(side), f"{place}, {side}") for side in ("one", "other")}
    inner = next(iter(standard.values()))
    return {tidy(str(key)[:60]): _like(f"{place}, {str(key)[:40]}", one, inner) for key, one in value.items()}


def _custom(value: object, faults: dict[str, list[str]]) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list | tuple) or len(value) > MOST:
        faults["custom"] = [f"Rules of your own: a list of at most {MOST}."]
        return []
    found: list[dict[str, Any]] = []
    for number, entry in enumerate(value, 1):
        try:
            one = clean_custom(entry, number)
            if any(other["id"] == one["id"] for other in found):
                raise BadInput(f"Rule {number}: there are two with the id “{one['id']}”. Name one of them otherwise.")
            found.append(one)
        except BadInput as fault:
            faults.setdefault("custom", []).append(fault.sentence)
    return found


def clean_custom(entry: object, number: int) -> dict[str, Any]:
    """A rule of the brand's own: {id, field, kind, when, verdict, what, remedy, fix}."""
    place = f"Rule {number} of your own"
    given = _known(place, entry, ("id", "field", "kind", "when", "verdict", "what", "remedy", "fix"))
    field, kind = given.get("field"), given.get("kind", VAGUE)
    if field not in FIELDS:
        raise BadInput(f"{place}: “{tidy(str(field)[:40])}” is not a field of a brief. Use one of {', '.join(FIELDS)}.")
    if kind not in KINDS:
        raise BadInput(f"{place}: its kind is one of {', '.join(KINDS)}.")
    slug = given.get("id") or f"rule-{number}"
    if not isinstance(slug, str) or len(slug) > 50 or not SLUG.fullmatch(slug):
        raise BadInput(f"{place}: its id has small letters, digits and hyphens, as no-red-cars.")
    when = clean_condition(given.get("when"), place)
    if "says" in json.dumps(when) and field not in WORDS_IN and '"in"' not in json.dumps(when):
        raise BadInput(f"{place}: {field} has no words of its own. Say where to look with “in”.")
    found = {
        "id": slug,
        "field": field,
        "kind": kind,
        "when": when,
        "verdict": _verdict(place, given.get("verdict", WARN)),
        "what": sentence(f"{place}, what", given.get("what")),
        "remedy": sentence(f"{place}, remedy", given.get("remedy")),
    }
    if given.get("fix"):
        fix = _known(f"{place}, fix", given["fix"], ("label", "patch"))
        patch = fix.get("patch")
        if not isinstance(patch, Mapping) or not patch or set(patch) & {"references", "copy", "hooks"}:
            raise BadInput(f"{place}, fix: its patch sets fields of the brief, and never copy.")
        spec = BriefSpec.clean(patch).document()
        found["fix"] = {
            "label": sentence(f"{place}, fix", fix.get("label"), 60),
            "patch": {name: spec[name] for name in patch},
        }
    return found
