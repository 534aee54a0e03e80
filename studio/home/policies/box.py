"""A box of facts, as a form sends it: what is left open is not known, and no rule takes it for a yes or a no."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from briefs.models import BriefRevision
from briefs.policy import facts_of, rights_of
from generation import registry
from generation.models import ModelEntry
from generation.policy import licence_facts, looks
from studio.lib.countries import GROUPS
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.policy.language import FACTS, Facts
from studio.policy.language.facts import MOMENTS, USES
from studio.policy.rights import Right, rights_facts

MOST: Final = 60  # words of one list
TRUTHS: Final = {"yes": True, "no": False}
CLEAR, SOMEBODY, NOBODY = "clear", "somebody", "nobody"


@dataclass(frozen=True, slots=True)
class Box:
    """What a judgement takes."""

    moment: str
    day: dt.date
    known: Facts


def box(said: Mapping[str, str], brand: Brand, revision: BriefRevision | None, model: ModelEntry | None) -> Box:
    """A revision's facts, those of the form over them, and the licences of a model. Raises BadInput by field."""
    reader = Reader(said)
    written = reader.facts()
    read = facts_of(revision.document, rights_of(revision)) if revision else {}
    known = {**read, **written}
    regions = known.get("regions")
    places = regions if isinstance(regions, tuple) else ()
    if model:
        known |= {**licence_facts([registry.rests_on(model)], places), **looks(model.engine), **written}
    if said.get("rights") == CLEAR:
        clear = rights_facts([], places, ())
        known |= {name: one for name, one in clear.items() if name != "likeness"}
    moment = reader.word("moment", MOMENTS) or "sign-off"
    day = reader.day("on") or timezone.localdate()
    if reader.faults:
        raise BadInput(fields=reader.faults)
    return Box(moment, day, known)


class Reader:
    """Reads one field after another, and keeps what is wrong with each."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        self.faults: dict[str, list[str]] = {}

    def facts(self) -> dict[str, Any]:
        """Those that were filled in, under their names in the language."""
        kinds: dict[str, tuple[str, Callable[[str], Any]]] = {
            "use": ("use", lambda name: self.word(name, USES)),
            "regions": ("regions", self.regions), "placements": ("placements", self.words),
            "channels": ("channels", self.words), "topics": ("topics", self.words),
            "people": ("people", self.truth), "realistic": ("realistic", self.truth),
            "generated": ("generated", self.truth), "likeness": ("likeness", self.likeness),
            "flight_from": ("flight.from", self.day), "flight_to": ("flight.to", self.day),
        }  # fmt: skip
        found = {fact: read(name) for name, (fact, read) in kinds.items() if self.said.get(name, "").strip()}
        return {fact: value for fact, value in found.items() if value is not None}

    def word(self, name: str, known: tuple[str, ...]) -> str | None:
        text = self.said.get(name, "").strip()
        if text and text not in known:
            self._wrong(name, f"choose one of {', '.join(known)}.")
        return text or None

    def words(self, name: str) -> tuple[str, ...] | None:
        found = tuple(dict.fromkeys(re.split(r"[\s,;]+", self.said[name].strip(" ,;"))))
        if len(found) > MOST or any(len(one) > 80 or "\x00" in one for one in found):
            self._wrong(name, f"at most {MOST} words of 80 characters, with commas between them.")
            return None
        return found

    def regions(self, name: str) -> tuple[str, ...] | None:
        codes = [code for one in self.words(name) or () for code in GROUPS.get(one.upper(), (one.upper(),))]
        wrong = next((one for one in codes if not re.fullmatch(r"[A-Z]{2}", one)), None)
        if wrong:
            self._wrong(name, f"“{wrong[:20]}” is no country code of two letters. Write DE, US or EU.")
        return tuple(dict.fromkeys(codes))

    def truth(self, name: str) -> bool | None:
        text = self.word(name, tuple(TRUTHS))
        return TRUTHS.get(text or "")

    def likeness(self, name: str) -> tuple[str, ...] | None:
        text = self.word(name, (NOBODY, SOMEBODY))
        somebody = [Right("likeness", "a person", person="a person")] if text == SOMEBODY else []
        found = rights_facts(somebody, (), ())["likeness"]
        assert isinstance(found, tuple)
        return found

    def day(self, name: str) -> dt.date | None:
        text = self.said.get(name, "").strip()
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            self._wrong(name, "write the day as 2026-08-02.")
            return None

    def _wrong(self, name: str, sentence: str) -> None:
        label = {"on": "Day"}.get(name, name.replace("_", " ").capitalize())
        self.faults[name] = [f"{label}: {sentence}"]


def shown(value: Any) -> str:
    """A fact as a person reads it."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_together(value)) or "none"
    if isinstance(value, float):
        return f"{value:,.0f}"
    return str(value)


def _together(words: tuple[str, ...]) -> list[str]:
    """With the name of a group of countries in the place of all of its codes."""
    left = [str(one) for one in words]
    for name, codes in GROUPS.items():
        if set(codes) <= set(left):
            left = [name, *(one for one in left if one not in codes)]
    return left


def seen(facts: Facts) -> list[tuple[str, str, bool]]:
    """Facts by name, as a list shows them; and whether each is known."""
    return [(name, shown(facts[name]), facts[name] is not None) for name in FACTS if name in facts]
