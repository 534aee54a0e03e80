"""Two style pack documents, part by part, in words. Pure: no Django.

Each part of a document is written out as {what: how}: the palette as {"signal orange": "#FCA311, up to ΔE 4"}. Two such
lists differ by what is new, what is gone, and what is said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.dialects import DIALECT_NAMES, DIALECTS
from briefs.style.colour import delta_e
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS, ROLES, SCRIPT_NAMES, SHOTS

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Facts = dict[str, str]  # what -> how


@dataclass(frozen=True)
class Line:
    """One thing that differs. `before` and `after` are empty where it was not, or is no more."""

    kind: str  # added, removed, changed
    what: str
    before: str = ""
    after: str = ""
    note: str = ""  # how far a colour moved
    colours: tuple[str, ...] = ()  # #RRGGBB before and after, of a line about a colour

    def sentence(self) -> str:
        how = f" ({self.note})" if self.note else ""
        if self.kind == CHANGED:
            return f"{self.what}: {self.before} is now {self.after}{how}."
        state, said = ("is new", self.after) if self.kind == ADDED else ("is gone", self.before)
        return f"{self.what}: {said} {state}." if said else f"{self.what} {state}."


@dataclass(frozen=True)
class Change:
    """A part of the document that differs."""

    part: str
    label: str
    lines: tuple[Line, ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every part that differs, in the order of the form. From an empty document: everything that is said."""
    found = []
    for part, (label, facts) in PARTS.items():
        old, new = facts(before), facts(after)
        lines = [_line(what, old.get(what), new.get(what)) for what in {**old, **new} if old.get(what) != new.get(what)]
        if lines:
            found.append(Change(part, label, tuple(lines)))
    return found


def _line(what: str, before: str | None, after: str | None) -> Line:
    colours = tuple(how[:7] for how in (before, after) if how and how.startswith("#"))
    if before is None:
        return Line(ADDED, what, after=after or "", colours=colours)
    if after is None:
        return Line(REMOVED, what, before=before, colours=colours)
    moved = delta_e(*colours) if len(colours) == 2 and colours[0] != colours[1] else 0.0
    return Line(CHANGED, what, before, after, f"moved by ΔE {moved:.1f}" if moved else "", colours)


# --- Each part written out --------------------------------------------------------------------------------------------
def _look(document: Mapping[str, Any]) -> Facts:
    said = {name.capitalize(): str(document.get(name) or "") for name in ("name", "medium", "lens", "light")}
    return {what: how for what, how in said.items() if how}


def _numbers(document: Mapping[str, Any]) -> Facts:
    found = {
        name.capitalize(): f"{document[name]:g}" for name in ("desaturate", "contrast", "grain") if name in document
    }
    if "margins" in document:
        found["Safe margins"] = _percent(document["margins"])
    if lut := document.get("lut"):
        found["LUT"] = f"{lut['name']}, {lut['size']} points a side, {lut['digest'][:12]}"
    return found


def _palette(document: Mapping[str, Any]) -> Facts:
    return {
        colour["name"]: ", ".join(
            [colour["hex"], f"up to ΔE {colour['tolerance']:g}", *([colour["role"]] if colour.get("role") else [])]
        )
        for colour in document.get("palette") or []
    }


def _tokens(document: Mapping[str, Any]) -> Facts:
    said = document.get("tokens") or {}
    found = {f"{DIALECT_NAMES[name]} says “{words}”": "" for name in DIALECTS for words in said.get(name, [])}
    return found | {f"never “{words}”": "" for words in document.get("negative") or []}


def _layouts(document: Mapping[str, Any]) -> Facts:
    found = {}
    for layout in document.get("layouts") or []:
        space, place = COPY_SPACES[layout["copy_space"]].label, POSITIONS[layout["subject_position"]].label
        found[layout["name"]] = f"copy {space}, subject {place}, horizon {HORIZONS[layout['horizon']].label}".lower()
    return found


def _references(document: Mapping[str, Any]) -> Facts:
    return {
        f"picture {item['digest'][:12]}": ", ".join(filter(None, [ROLES[item["role"]].label.lower(), item["note"]]))
        for item in document.get("references") or []
    }


def _people(document: Mapping[str, Any]) -> Facts:
    return dict.fromkeys(document.get("characters") or [], "")


def _type(document: Mapping[str, Any]) -> Facts:
    type_ = document.get("typography") or {}
    names = {"family": "Family", "weight": "Weight", "case": "Case", "alignment": "Alignment", "until": "Licence until"}
    found = {label: str(type_[name]) for name, label in names.items() if type_.get(name)}
    found |= {"Smallest size": f"{type_['smallest']:g} px"} if "smallest" in type_ else {}
    found |= {"Tracking": f"{type_['tracking']:g} em"} if "tracking" in type_ else {}
    found |= {script_name(script): "covered" for script in type_.get("scripts") or []}
    return found | {script_name(script): family for script, family in (type_.get("families") or {}).items()}


def _logo(document: Mapping[str, Any]) -> Facts:
    logo = document.get("logo") or {}
    if not logo:
        return {}
    found = {"Corner": logo["corner"].replace("-", " ")}
    found |= {"Width": _percent(logo["width"]), "Kept clear": _percent(logo["clear"])}
    found |= {"Background": logo["background"]} if logo.get("background") else {}
    return found | {f"never on {words}": "" for words in logo.get("never_on") or []}


def _loras(document: Mapping[str, Any]) -> Facts:
    return {
        f"{lora['model']}, {lora['weights'][:12]}": f"scale {lora['scale']:g}"
        + (f", “{lora['trigger']}”" if lora["trigger"] else "")
        for lora in document.get("loras") or []
    }


def _engines(document: Mapping[str, Any]) -> Facts:
    said = document.get("engines") or {}
    return {
        f"{engine}, {name}": f"{value:g}" if not isinstance(value, str) else value
        for engine, settings in said.items()
        for name, value in settings.items()
    }


def _checks(document: Mapping[str, Any]) -> Facts:
    return {check.replace("_", " "): f"{limit:g}" for check, limit in (document.get("checks") or {}).items()}


def _goldens(document: Mapping[str, Any]) -> Facts:
    found = {}
    for golden in document.get("goldens") or []:
        words = (
            golden["subject"],
            golden["environment"],
            SHOTS[golden["shot"]].label,
            golden["light"],
            golden["people"],
        )
        found[golden["name"]] = ", ".join(filter(None, [*words, f"seed {golden['seed']}"]))
    limit = document.get("drift_limit")
    return found | ({"Drift limit": f"ΔE {limit:g}"} if limit is not None else {})


def _percent(fraction: float) -> str:
    return f"{fraction * 100:g} %"


def script_name(script: str) -> str:
    return "Chinese, traditional" if script == "Hant" else SCRIPT_NAMES[script]


PARTS: Final[dict[str, tuple[str, Callable[[Mapping[str, Any]], Facts]]]] = {
    "look": ("Look", _look),
    "palette": ("Palette", _palette),
    "tokens": ("Prompt words", _tokens),
    "grade": ("Grade", _numbers),
    "layouts": ("Layouts", _layouts),
    "references": ("References", _references),
    "characters": ("Characters", _people),
    "typography": ("Typography", _type),
    "logo": ("Logo", _logo),
    "loras": ("LoRAs", _loras),
    "engines": ("Engine defaults", _engines),
    "checks": ("Checks", _checks),
    "goldens": ("Golden scenes", _goldens),
}
