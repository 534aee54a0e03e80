"""Which fields a brief is asked for. One table: field -> the cases in which it is not asked.

What holds something, or has something said of it, is shown whatever the table says: hiding never loses a value.
Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs.spec import BriefSpec
from briefs.vocabulary import LABELS, SECTIONS, Section


@dataclass(frozen=True)
class Situation:
    """What the table may know."""

    spec: BriefSpec
    placements: Sequence[Mapping[str, Any]] = ()  # documents of those the brief names
    characters: int = 0  # character sheets the brand has published
    templates: int = 1  # prompt templates to choose from

    @property
    def plain_background(self) -> bool:
        return bool(self.placements) and all(document.get("background") for document in self.placements)


@dataclass(frozen=True)
class Case:
    """A reason not to ask. `words` complete “Not asked for …”; without words, nothing is said of it."""

    holds: Callable[[Situation], bool]
    words: str = ""


FLAT: Final = Case(lambda now: now.spec.shot == "flat", "a flat illustration")
PACKSHOT: Final = Case(lambda now: now.plain_background, "a picture on a plain background")
EXPERIMENT: Final = Case(lambda now: now.spec.use_class == "experiment", "an experiment")
NOBODY: Final = Case(lambda now: now.spec.people.strip().lower() in ("no people", "none", "nobody"))
NO_SHEETS: Final = Case(lambda now: not now.characters)
NO_PRODUCT: Final = Case(lambda now: now.spec.shot != "product" and now.spec.job not in ("desire", "sell"))
NO_COPY: Final = Case(lambda now: not now.spec.copy)
NO_CHOICE: Final = Case(lambda now: now.templates < 2)

UNLESS: Final[Mapping[str, tuple[Case, ...]]] = {
    "people": (FLAT, PACKSHOT),
    "characters": (NO_SHEETS, NOBODY, FLAT, PACKSHOT),
    "environment": (PACKSHOT,),
    "light": (FLAT,),
    "horizon": (FLAT, PACKSHOT),
    "colourways": (NO_PRODUCT,),
    "template": (NO_CHOICE,),
    "hooks": (NO_COPY,),
    "markets": (EXPERIMENT,),
    "flight_from": (EXPERIMENT,),
    "flight_to": (EXPERIMENT,),
}


def holds(value: object) -> bool:
    """Does a field with this value say something? A margin of 0 does."""
    return value is not None and value not in ("", (), [], {})


def not_asked(now: Situation, *, keep: Collection[str] = ()) -> dict[str, Case]:
    """field -> why it is not asked. Never a field that holds something, nor one of `keep`."""
    found = {}
    for name, cases in UNLESS.items():
        if name not in keep and not holds(getattr(now.spec, name)):
            case = next((case for case in cases if case.holds(now)), None)
            if case is not None:
                found[name] = case
    return found


def sentence(section: Section, cases: Mapping[str, Case]) -> str:
    """“Not asked for a flat illustration: people, light, horizon.”, or nothing."""
    names: dict[str, list[str]] = {}
    for name in section.fields:
        if name in cases and cases[name].words:
            names.setdefault(cases[name].words, []).append(LABELS[name].lower())
    return " ".join(f"Not asked for {words}: {', '.join(fields)}." for words, fields in names.items())


def sentences(cases: Mapping[str, Case]) -> dict[str, str]:
    """Slug of a section -> what is not asked there."""
    return {section.slug: sentence(section, cases) for section in SECTIONS}
