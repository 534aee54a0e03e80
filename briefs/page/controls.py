"""The controls of the form, as data: which kind each field is, what it suggests, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.help import HELP, Help
from briefs.page.offers import Option, Renamed
from briefs.vocabulary import (
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    POSITIONS,
    SECTIONS,
    SHOTS,
    USE_CLASSES,
    Section,
)  # fmt: skip


@dataclass(frozen=True)
class Note:
    """What is said under a field."""

    verdict: str
    sentence: str


@dataclass(frozen=True)
class Field:
    """One control of the form, in the element `field-<name>`."""

    name: str
    label: str
    kind: str  # see TEMPLATES
    value: str
    shown: bool = True
    placeholder: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()  # words to choose from; others may be typed
    entries: tuple[str, ...] = ()  # of a list of words
    renamed: tuple[Renamed, ...] = ()  # words it uses that have another name now
    notes: tuple[Note, ...] = ()
    stamp: str = ""  # of all it shows but what is written in its boxes; see stamps

    @property
    def template(self) -> str:
        return TEMPLATES[self.kind]

    @property
    def plain(self) -> bool:
        """One box with a label above it?"""
        return self.template == "briefs/field.html"

    @property
    def help(self) -> Help | None:
        return HELP.get(self.name)


TEMPLATES: Final[dict[str, str]] = {
    kind: f"briefs/{file}.html"
    for kind, file in {
        "area": "field", "line": "field", "choice": "field", "date": "field", "margins": "field",
        "terms": "terms", "places": "places", "pack": "pack", "characters": "control_characters",
        "colours": "control_colours",
        "template": "control_template", "references": "references", "copy": "copy", "hooks": "control_hooks",
        "markets": "markets", "channels": "channels",
    }.items()
}  # fmt: skip


def _choices(terms: Mapping[str, Any], empty: str = "Choose") -> tuple[tuple[str, str], ...]:
    listed = tuple((key, term.label) for key, term in terms.items())
    return listed if "" in terms else (("", empty), *listed)


CONTROLS: Final[dict[str, dict[str, Any]]] = {
    "placements": {"kind": "places"},
    "channels": {"kind": "channels"},
    "job": {"kind": "choice", "choices": _choices(JOBS)},
    "message": {"kind": "area", "placeholder": "The one thought they take away"},
    "subject": {"kind": "area", "placeholder": "Who or what is in the picture, doing what"},
    "shot": {"kind": "choice", "choices": _choices(SHOTS)},
    "people": {"kind": "line", "placeholder": "Ages, roles, or “any, mixed”"},
    "characters": {"kind": "characters"},
    "environment": {"kind": "area", "placeholder": "Where it is, and when"},
    "light": {"kind": "line", "placeholder": "Where from, how hard"},
    "copy_space": {"kind": "choice", "choices": _choices(COPY_SPACES)},
    "composition": {"kind": "area", "placeholder": "How things stand to each other"},
    "mood": {"kind": "line", "placeholder": "As calm"},
    "subject_position": {"kind": "choice", "choices": _choices(POSITIONS)},
    "horizon": {"kind": "choice", "choices": _choices(HORIZONS)},
    "safe_margins": {"kind": "margins"},
    "must_not_show": {"kind": "terms", "placeholder": "As hands, text in the scene"},
    "style_pack": {"kind": "pack"},
    "style": {"kind": "terms", "placeholder": "As slightly desaturated"},
    "colourways": {"kind": "colours"},
    "template": {"kind": "template"},
    "references": {"kind": "references"},
    "copy": {"kind": "copy"},
    "hooks": {"kind": "hooks"},
    "markets": {"kind": "markets"},
    "flight_from": {"kind": "date"},
    "flight_to": {"kind": "date"},
    "use_class": {"kind": "choice", "choices": _choices(USE_CLASSES)},
}

# Their element changes with what they hold, so it is sent again when that changes; a plain box is left to its writer.
LISTS: Final = frozenset(
    name for name, control in CONTROLS.items() if control["kind"] not in ("area", "line", "choice", "date", "margins")
)

Rows = tuple[tuple[str, ...], ...]

# Slug of a section -> its rows of fields; then the rows of the fold at its end.
LAYOUT: Final[dict[str, Rows]] = {
    "places": (("placements",), ("channels",)),
    "job": (("job",), ("message",)),
    "show": (("subject",), ("shot", "people"), ("characters",), ("environment",), ("light", "copy_space")),
    "not": (("must_not_show",),),
    "style": (("style_pack",), ("style",), ("colourways",), ("template",)),
    "refs": (("references",),),
    "words": (("copy",), ("hooks",)),
    "where": (("markets",), ("flight_from", "flight_to", "use_class")),
}
FINER: Final[Rows] = (("composition",), ("mood", "subject_position", "horizon"), ("safe_margins",))
FOLDED_IN: Final = "show"
assert {name for rows in (*LAYOUT.values(), FINER) for row in rows for name in row} == set(CONTROLS)
assert {name for name in LABELS if name != "title"} == set(CONTROLS), "every field has a control"


@dataclass(frozen=True)
class Part:
    """A section as it stands on the page."""

    section: Section
    rows: tuple[tuple[Field, ...], ...]
    finer: tuple[tuple[Field, ...], ...]
    not_asked: str  # a sentence, or nothing
    verdict: str
    findings: int

    @property
    def open(self) -> bool:
        """Does the fold hold something, or is something said of what is in it?"""
        return any(field.value or field.notes for row in self.finer for field in row)


def laid_out(
    fields: Mapping[str, Field], not_asked: Mapping[str, str], found: Mapping[int, tuple[str, int]]
) -> list[Part]:
    """The eight sections with their fields. `found`: number of a section -> its worst verdict and how many."""

    def rows(names: Rows) -> tuple[tuple[Field, ...], ...]:
        return tuple(tuple(fields[name] for name in row) for row in names)

    return [
        Part(
            section,
            rows(LAYOUT[section.slug]),
            rows(FINER) if section.slug == FOLDED_IN else (),
            not_asked.get(section.slug, ""),
            *found.get(section.number, ("pass", 0)),
        )
        for section in SECTIONS
    ]
