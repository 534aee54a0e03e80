"""A patch as the fields of a form, and the control in which a finding can be mended where it stands. Pure.

`posted` is the inverse of briefs.forms.patch_from: what it gives, posted to briefs:save, is the patch again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.markets import MARKETS
from briefs.readiness.finding import Finding
from briefs.spec import COPY_LIMITS, TITLE_LIMIT, WORD_LIMIT
from briefs.vocabulary import (
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LIGHTS,
    LOCALES,
    MOODS,
    POSITIONS,
    SHOTS,
    USE_CLASSES,
)

_CHOICES: Final[dict[str, Mapping[str, Any]]] = {
    "job": JOBS, "shot": SHOTS, "copy_space": COPY_SPACES, "subject_position": POSITIONS, "horizon": HORIZONS,
    "use_class": USE_CLASSES,
}  # fmt: skip
_AREAS: Final = ("message", "subject", "environment", "composition")
_LINES: Final = ("title", "people", "light", "mood")
_DATES: Final = ("flight_from", "flight_to")
_LISTS: Final = ("must_not_show", "style")
_SUGGESTED: Final = {"light": LIGHTS, "mood": MOODS, "people": ("Any, mixed", "No people")}


def posted(patch: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The patch as names and values of form fields. Lists begin with an empty entry: it says that they are meant."""
    found: list[tuple[str, str]] = []
    for name, value in patch.items():
        if name == "copy":
            found.append(("copy", ""))
            for locale, words in value.items():
                said = [(f"copy.{locale}.{part}", words[part]) for part in COPY_LIMITS if words.get(part)]
                found += said or [(f"copy.{locale}.headline", "")]  # an empty language is a language all the same
        elif name == "colourways":
            found.append((name, ""))
            found += [(name, f"{way['name']} {way['hex']}") for way in value]
        elif isinstance(value, list | tuple):
            found.append((name, ""))
            found += [(name, str(item)) for item in value]
        else:
            found.append((name, "" if value is None else str(value)))
    return found


@dataclass(frozen=True)
class Control:
    """A control of the form, once more: kind is area, line, date, choice, add or copy. `kept` goes with it unseen."""

    name: str
    label: str
    kind: str
    value: str = ""
    limit: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str, str, int], ...] = ()  # copy: name, label, value, limit


def control_of(
    finding: Finding, values: Mapping[str, Any], placements: Mapping[str, str], packs: Mapping[str, str]
) -> Control | None:
    """The control for the field of a finding, None where it has none here. `placements` and `packs`: slug -> name."""
    name = finding.field
    label, value = LABELS.get(name, name), values.get(name)
    if name in _CHOICES:
        options = tuple((slug, term.label) for slug, term in _CHOICES[name].items())
        options = options if "" in _CHOICES[name] else (("", "Choose"), *options)
        return Control(name, label, "choice", str(value or ""), choices=options)
    if name in _AREAS:
        return Control(name, label, "area", str(value or ""))
    if name in _LINES:
        limit = TITLE_LIMIT if name == "title" else WORD_LIMIT
        return Control(name, label, "line", str(value or ""), limit, suggestions=_SUGGESTED.get(name, ()))
    if name in _DATES:
        return Control(name, label, "date", str(value or ""))
    if name in _LISTS:
        items = [str(item) for item in value or ()]
        return Control(name, f"Add to: {label}", "line", kept=tuple(posted({name: items})))
    if name == "style_pack" and packs:
        return Control(name, label, "choice", str(value or ""), choices=(("", "Choose"), *sorted(packs.items())))
    if name in ("placements", "markets"):
        known = placements if name == "placements" else MARKETS
        taken = [str(item) for item in value or ()]
        left = sorted(((slug, words) for slug, words in known.items() if slug not in taken), key=lambda item: item[1])
        kept = tuple(posted({name: taken}))
        noun = "placement" if name == "placements" else "market"
        return Control(name, f"Add a {noun}", "choice", choices=(("", "Choose"), *left), kept=kept)
    if name == "copy" and isinstance(value, Mapping) and value:
        return _copy(value)
    return None


def _copy(copy: Mapping[str, Mapping[str, str]]) -> Control:
    """The headlines, and unseen whatever else is written: a form that has copy has all of it."""
    rows = [
        (f"copy.{locale}.headline", LOCALES[locale].label, words.get("headline", ""), COPY_LIMITS["headline"])
        for locale, words in copy.items()
        if locale in LOCALES
    ]
    shown = {row[0] for row in rows}
    kept = [pair for pair in posted({"copy": copy}) if pair[0] not in shown]
    return Control("copy", "Headlines", "copy", kept=tuple(kept), rows=tuple(rows))
