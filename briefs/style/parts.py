"""The structured parts of a style pack's document, each read strictly. docs/style-packs.md says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefs.dialects import DIALECTS
from briefs.spec import LIST_LIMIT, SLUG, TEXT_LIMIT, WORD_LIMIT
from briefs.style.limits import LIMITS
from briefs.style.values import (
    HEX,
    by_name,
    choice,
    digest,
    lines,
    number,
    refused,
    row,
    rows,
    said_only,
    setting,
    whole,
    words,
)
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS, ROLES, SHOTS
from studio.lib.problems import BadInput

CORNERS: Final = ("top-left", "top-right", "bottom-left", "bottom-right")
SCRIPTS: Final = ("Latn", "Grek", "Cyrl", "Arab", "Hebr", "Deva", "Thai", "Jpan", "Kore", "Hans", "Hant")
COLOUR_ROLES: Final = ("", "main", "accent", "background", "text", "product")
CASES: Final = ("", "as written", "sentence", "title", "upper")
ALIGNMENTS: Final = ("", "start", "centre", "end")
LOGO_BACKGROUNDS: Final = ("", "any", "light", "dark", "plain")
OLD_DIALECTS: Final = ("clip", "t5", "previz")  # stand in every document, also where they say nothing
MAX_LUT: Final = 65  # points a side
MAX_GOLDENS: Final = 8
MAX_LORAS: Final = 8
MAX_SEED: Final = 2**32 - 1
GOLDEN_WORDS: Final = ("subject", "environment", "light", "people")
_TYPE: Final = {"family": "Source Sans Pro", "weight": "Semibold", "scripts": ["Latn", "Grek", "Cyrl"]}


def tokens(name: str, value: object) -> dict[str, list[str]]:
    """{dialect: [words]}: what the prompt says in each dialect."""
    if not isinstance(value, Mapping):
        raise refused(name, ": give an object with a list of words per dialect.")
    for dialect in value:
        if dialect not in DIALECTS:
            raise refused(name, f": there is no dialect “{str(dialect)[:40]}”. Choose out of {', '.join(DIALECTS)}.")
    found = {dialect: lines(name, value.get(dialect) or []) for dialect in DIALECTS}
    return {dialect: said for dialect, said in found.items() if said or dialect in OLD_DIALECTS}


def palette(name: str, value: object) -> list[dict[str, Any]]:
    """[{name, hex, tolerance, role}]: `tolerance` is the largest ΔE 2000 a field of that colour may be off."""
    found = []
    for item in rows(name, value, LIST_LIMIT, "colours"):
        colour = row(name, item, ("name", "hex", "tolerance", "role"))
        code, tolerance = colour.get("hex"), colour.get("tolerance", 5.0)
        if not isinstance(code, str) or not HEX.fullmatch(code):
            raise BadInput(f"Palette: “{str(code)[:20]}” is not a colour. Write it as #14213D.", field=name)
        if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not 0 < tolerance <= 100:
            raise BadInput(f"Palette, {code}: the tolerance is a ΔE 2000 above 0 and up to 100.", field=name)
        entry = {"name": words(name, colour.get("name") or code), "hex": code.upper(), "tolerance": float(tolerance)}
        role = choice(name, colour.get("role") or "", COLOUR_ROLES, f"the role of {code}")
        found.append(entry | said_only({"role": role}))
    return found


def lut(name: str, value: object) -> dict[str, Any]:
    """{digest, name, size}: a 3D LUT of `size` points a side, kept as a blob. The file itself is read by cube.py."""
    if not value:
        return {}
    given = row(name, value, ("digest", "name", "size"))
    size = whole(name, given.get("size"), ": the size of a LUT is its points a side.", 2, MAX_LUT)
    return {"digest": digest(name, given.get("digest")), "name": words(name, given.get("name", "")), "size": size}


def layouts(name: str, value: object) -> list[dict[str, Any]]:
    """[{name, copy_space, subject_position, horizon}]: ways to set a picture out, by the words of a brief."""
    found = []
    for item in rows(name, value, LIST_LIMIT, "layouts"):
        given = row(name, item, ("name", "copy_space", "subject_position", "horizon"))
        entry = {
            "name": _called(name, given, "layout"),
            "copy_space": choice(name, given.get("copy_space") or "none", COPY_SPACES, "the copy space"),
            "subject_position": choice(name, given.get("subject_position") or "", POSITIONS, "where the subject is"),
            "horizon": choice(name, given.get("horizon") or "", HORIZONS, "the horizon"),
        }
        found.append(entry)
    return by_name(name, found, "name", "layouts")


def references(name: str, value: object) -> list[dict[str, Any]]:
    """[{role, digest, note}]: pictures of the brand that show its look, in order."""
    found = []
    for item in rows(name, value, LIST_LIMIT, "pictures"):
        given = row(name, item, ("role", "digest", "note"))
        role = choice(name, given.get("role") or "style", ROLES, "the role")
        note = words(name, given.get("note") or "", WORD_LIMIT)
        found.append({"role": role, "digest": digest(name, given.get("digest")), "note": note})
    if len({entry["digest"] for entry in found}) < len(found):
        raise refused(name, ": a picture is in the list twice. Remove one.")
    return found


def loras(name: str, value: object) -> list[dict[str, Any]]:
    """[{model, weights, scale, trigger}]: adapters by the SHA-256 of their weights, for the model of that slug."""
    found = []
    for item in rows(name, value, MAX_LORAS, "LoRAs"):
        given = row(name, item, ("model", "weights", "scale", "trigger"))
        model = given.get("model")
        if not isinstance(model, str) or not SLUG.fullmatch(model):
            raise refused(name, ": name the model by its short name, as sdxl-base.")
        scale = number(name, given.get("scale", 1.0), ": the scale of a LoRA says how strongly it acts.", -2, 2)
        entry = {"model": model, "weights": digest(name, given.get("weights")), "scale": scale}
        found.append(entry | {"trigger": words(name, given.get("trigger") or "")})
    return by_name(name, found, "weights", "LoRAs")


def characters(name: str, value: object) -> list[str]:
    """Slugs of the character sheets that belong to the look."""
    found = lines(name, value)
    for slug in found:
        if not SLUG.fullmatch(slug):
            raise refused(name, f": “{slug[:40]}” is no short name. Name a character sheet as ferryman.")
    return found


def typography(name: str, value: object) -> dict[str, Any]:
    """{family, weight, scripts, families, smallest, case, alignment, tracking, until}."""
    fields = (*_TYPE, "families", "smallest", "case", "alignment", "tracking", "until")
    given = {**_TYPE, **row(name, value or {}, fields)}
    scripts = given["scripts"]
    if not isinstance(scripts, list | tuple) or any(script not in SCRIPTS for script in scripts):
        raise BadInput(f"Typography: the scripts it covers are out of {', '.join(SCRIPTS)}.", field=name)
    families = given.get("families") or {}
    if not isinstance(families, Mapping):
        raise refused(name, ": families is an object with a font family per script.")
    found = {"family": words(name, given["family"]), "weight": words(name, given["weight"]), "scripts": list(scripts)}
    more: dict[str, Any] = {
        "families": {
            choice(name, script, SCRIPTS, "the script"): family
            for script, item in families.items()
            if (family := words(name, item))
        },
        "case": choice(name, given.get("case") or "", CASES, "the case"),
        "alignment": choice(name, given.get("alignment") or "", ALIGNMENTS, "the alignment"),
        "until": words(name, given.get("until") or "", 10),
    }
    if given.get("smallest") is not None:
        more["smallest"] = number(name, given["smallest"], ": the smallest size is in px, in pt on print.", 4, 200)
    if given.get("tracking") is not None:
        more["tracking"] = number(name, given["tracking"], ": tracking is in ems between letters.", -0.2, 1)
    return found | said_only(more)


def logo(name: str, value: object) -> dict[str, Any]:
    """{corner, width, clear, background, never_on}; sizes are fractions of the frame's width. Empty: no logo."""
    if not isinstance(value, Mapping) or not value:
        return {}
    given = row(name, value, ("corner", "width", "clear", "background", "never_on"))
    corner = given.get("corner")
    if corner not in CORNERS:
        raise BadInput(f"Logo: choose a corner out of {', '.join(CORNERS)}.", field=name)
    found: dict[str, Any] = {"corner": corner}
    for key, default, most in (("width", 0.12, 0.5), ("clear", 0.03, 0.2)):
        found[key] = number(name, given.get(key, default), f": its {key} is a fraction of the frame's width.", 0, most)
    more = {
        "background": choice(name, given.get("background") or "", LOGO_BACKGROUNDS, "its background"),
        "never_on": lines(name, given.get("never_on") or []),
    }
    return found | said_only(more)


def engines(name: str, value: object) -> dict[str, dict[str, float | int | str]]:
    """{engine: {setting: number or word}}: steps, guidance, scheduler … where an order says nothing else."""
    found = {
        _short(name, of): {_short(name, key): setting(name, item, key) for key, item in _object(name, settings).items()}
        for of, settings in _object(name, value).items()
    }
    return {of: settings for of, settings in found.items() if settings}


def checks(name: str, value: object) -> dict[str, float]:
    """{check: limit}: the checks that this pack holds to a limit of its own."""
    found = {}
    for given, limit in _object(name, value).items():
        check = _short(name, given)
        if check not in LIMITS:
            raise refused(name, f": no check called “{check}” takes a limit. Choose out of {', '.join(LIMITS)}.")
        what, least, most = LIMITS[check]
        found[check] = number(name, limit, f", {check}: its limit is a number, {what}.", least, most)
    return found


def goldens(name: str, value: object) -> list[dict[str, Any]]:
    """[{name, subject, environment, shot, light, people, seed}]: the scenes by which versions are compared."""
    found = []
    for item in rows(name, value, MAX_GOLDENS, "golden scenes"):
        given = row(name, item, ("name", "shot", "seed", *GOLDEN_WORDS))
        entry: dict[str, Any] = {"name": _called(name, given, "golden scene")}
        entry |= {field: words(name, given.get(field) or "", TEXT_LIMIT) for field in GOLDEN_WORDS}
        if not entry["subject"]:
            raise refused(name, f", {entry['name']}: say what it shows, as: woman reading at a long table.")
        entry["shot"] = choice(name, given.get("shot") or "mid", SHOTS, f"the shot of {entry['name']}")
        entry["seed"] = whole(name, given.get("seed", 0), f", {entry['name']}: the seed decides chance.", 0, MAX_SEED)
        found.append(entry)
    return by_name(name, found, "name", "golden scenes")


def _called(name: str, given: Mapping[str, Any], thing: str) -> str:
    called = words(name, given.get("name") or "", 80)
    if not called:
        raise refused(name, f": a {thing} has no name. Name it, so that others know which is meant.")
    return called


def _object(name: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or len(value) > LIST_LIMIT:
        raise refused(name, f": give an object with at most {LIST_LIMIT} names.")
    return value


def _short(name: str, value: object) -> str:
    """The name of an engine, a setting or a check, as code says it."""
    text = words(name, value, 40)
    if not SLUG.fullmatch(text):
        raise refused(name, f": “{text}” is no name. Use small letters, digits, - and _, as guidance.")
    return text
