"""The lists of a style pack's form: rows of fields that can be added to, reordered and taken from, without JavaScript.

A list called `palette` is sent as `palette-count` and `palette-0-name`, `palette-0-hex`, …; a press on one of its
buttons as `do=palette.add`, `palette.up.2`, `palette.down.2` or `palette.remove.2`. Rows that say nothing are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from briefs.style.parts import COLOUR_ROLES, MAX_GOLDENS, MAX_LORAS, SCRIPTS
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS, ROLES, SCRIPT_NAMES, SHOTS

LONGEST: Final = 40  # rows of a list
SCRIPT_CHOICES: Final = [(key, "Chinese, traditional" if key == "Hant" else SCRIPT_NAMES[key]) for key in SCRIPTS]


def _line(label: str, hint: str = "", **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.TextInput(attrs=attrs))


class Row(forms.Form):
    """One entry. `says` are the fields of which one must be filled for the row to count."""

    use_required_attribute = False
    says: ClassVar[tuple[str, ...]] = ()

    def blank(self) -> bool:
        """Does the row say nothing? Asked of what was sent, before anything is judged."""
        return not any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in self.says)

    def entry(self) -> dict[str, Any]:
        """As the document says it; an empty field is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class ColourRow(Row):
    says = ("name", "hex")
    name = _line("Name")
    hex = _line("Colour", placeholder="#14213D", spellcheck="false", **{"data-hex": ""})
    role = forms.ChoiceField(
        label="Role", required=False, choices=[(role, role.capitalize() or "Any") for role in COLOUR_ROLES]
    )
    tolerance = forms.FloatField(label="Tolerance, ΔE", required=False, initial=5)


class LayoutRow(Row):
    says = ("name",)
    name = _line("Name")
    copy_space = forms.ChoiceField(
        label="Copy space", required=False, choices=[(key, space.label) for key, space in COPY_SPACES.items()]
    )
    subject_position = forms.ChoiceField(
        label="Subject", required=False, choices=[(key, term.label) for key, term in POSITIONS.items()]
    )
    horizon = forms.ChoiceField(
        label="Horizon", required=False, choices=[(key, term.label) for key, term in HORIZONS.items()]
    )


class ReferenceRow(Row):
    says = ("digest",)
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    role = forms.ChoiceField(label="Role", required=False, choices=[(key, term.label) for key, term in ROLES.items()])
    note = _line("Note")


class FamilyRow(Row):
    says = ("family",)
    script = forms.ChoiceField(label="Script", choices=SCRIPT_CHOICES, required=False)
    family = _line("Font family")


class LoraRow(Row):
    says = ("model", "weights", "trigger")
    model = _line("Model", placeholder="sdxl-base")
    weights = _line("Weights, SHA-256", spellcheck="false")
    scale = forms.FloatField(label="Scale", required=False, initial=1)
    trigger = _line("Trigger words")


class EngineRow(Row):
    says = ("engine", "setting", "value")
    engine = _line("Engine", placeholder="diffusers")
    setting = _line("Setting", placeholder="guidance")
    value = _line("Value", placeholder="6.5")


class CheckRow(Row):
    says = ("check", "limit")
    check = _line("Check", placeholder="palette")
    limit = forms.FloatField(label="Limit", required=False)


class GoldenRow(Row):
    says = ("name", "subject")
    name = _line("Name")
    subject = _line("Subject")
    environment = _line("Where")
    shot = forms.ChoiceField(label="Shot", required=False, choices=[(key, term.label) for key, term in SHOTS.items()])
    light = _line("Light")
    people = _line("People")
    seed = forms.IntegerField(label="Seed", required=False, initial=1)


LISTS: Final[dict[str, tuple[type[Row], int]]] = {
    "palette": (ColourRow, LONGEST),
    "layouts": (LayoutRow, LONGEST),
    "references": (ReferenceRow, LONGEST),
    "families": (FamilyRow, len(SCRIPTS)),
    "loras": (LoraRow, MAX_LORAS),
    "engines": (EngineRow, LONGEST),
    "checks": (CheckRow, LONGEST),
    "goldens": (GoldenRow, MAX_GOLDENS),
}


def count_of(sent: Mapping[str, Any], name: str) -> int:
    """How many rows were sent, never more than the list takes; -1 where the list is not in the form."""
    said = str(sent.get(f"{name}-count", ""))
    if not said.isascii() or not said.isdecimal():
        return -1
    return min(int(said[:6]), LISTS[name][1])


def spread(name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Entries as the form sends them."""
    flat: dict[str, Any] = {f"{name}-count": len(entries)}
    for place, entry in enumerate(entries):
        flat |= {f"{name}-{place}-{field}": value for field, value in entry.items()}
    return flat


def gathered(sent: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """What was sent for each row, as it was sent."""
    fields = LISTS[name][0].base_fields
    return [
        {field: sent.get(f"{name}-{place}-{field}", "") for field in fields}
        for place in range(max(0, count_of(sent, name)))
    ]


def pressed(sent: Mapping[str, Any], do: str) -> dict[str, Any] | None:
    """What the form says after a press on a list's button; None where `do` is no such press."""
    name, _, rest = do.partition(".")
    verb, _, what = rest.partition(".")
    if name not in LISTS or verb not in ("add", "remove", "up", "down"):
        return None
    entries = gathered(sent, name)
    place = int(what) if what.isascii() and what.isdecimal() and len(what) < 4 else -1
    if verb == "add" and len(entries) < LISTS[name][1]:
        first = {field: shape.initial for field, shape in LISTS[name][0].base_fields.items()}
        entries.append(first | ({"digest": what} if name == "references" else {}))
    elif verb == "remove" and 0 <= place < len(entries):
        del entries[place]
    elif verb in ("up", "down"):
        other = place - 1 if verb == "up" else place + 1
        if min(place, other) >= 0 and max(place, other) < len(entries):
            entries[place], entries[other] = entries[other], entries[place]
    kept = {key: value for key, value in sent.items() if not key.startswith(f"{name}-")}
    return kept | spread(name, entries)
