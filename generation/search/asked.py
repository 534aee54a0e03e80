"""What a search asks for: tests with limits, how many are to pass, and what it may cost. Frozen when it is ordered."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from briefs.character import references
from briefs.models import BriefRevision
from generation import kinds
from generation.engine.acceptance.table import TESTS, Test
from generation.models import Candidate, ModelEntry
from generation.search.rooms import rooms
from studio.lib.problems import BadInput
from studio.people.models import Brand

WANTED_MOST = 100  # nobody chooses among more
MICROS_MOST = 10**10  # ten thousand of the currency
MINUTES_MOST = 7 * 24 * 60
FIRST_MOST = 32  # candidates of the first hand
BUDGETS: Final = ("candidates", "micros", "minutes")
KEYS: Final = {"tests", "want", "budget"}
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One test of a search. `limit` is in the test's unit."""

    name: str
    limit: float
    reference: str = ""  # of similarity: the picture's digest
    encoder: str = ""  # of identity: the encoder's weights

    @property
    def test(self) -> Test:
        return TESTS[self.name]

    def document(self) -> dict[str, Any]:
        said: dict[str, Any] = {"name": self.name, "limit": self.limit}
        return said | {k: v for k, v in (("reference", self.reference), ("encoder", self.encoder)) if v}


@dataclass(frozen=True, slots=True)
class Search:
    """Batch.search, read. `first` is the first hand, `most` the operator's cap of candidates on that day."""

    tests: tuple[Asked, ...]
    want: int
    candidates: int | None
    micros: int | None
    minutes: float | None
    first: int
    most: int

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Search:
        budget = document["budget"]
        return cls(
            tests=tuple(Asked(**one) for one in document["tests"]),
            want=document["want"],
            **{name: budget.get(name) for name in BUDGETS},
            first=document["first"],
            most=document["most"],
        )

    @property
    def cap(self) -> int:
        """Candidates at the very most."""
        return min(self.most, self.candidates or self.most)


def clean(given: object, revision: BriefRevision) -> dict[str, Any]:
    """What Batch.search keeps of an order, with the first hand and the cap. Raises BadInput naming field and remedy."""
    if not isinstance(given, Mapping) or not set(given) <= KEYS:
        raise BadInput("Search: give an object of tests, want and budget, and nothing else.", field="tests")
    tests = _tests(given.get("tests"), revision)
    most = int(settings.SEARCH_MOST_CANDIDATES)
    want = _whole(given.get("want"), "Wanted", "want", 1, min(WANTED_MOST, most))
    budget = _budget(given.get("budget"), most)
    if want > budget.get("candidates", most):
        raise BadInput(
            f"Wanted: {want} cannot pass of {budget['candidates']} candidates. Ask for fewer, or allow more.",
            field="want",
        )
    first = first_hand(want, min(most, budget.get("candidates", most)))
    return {"tests": [one.document() for one in tests], "want": want, "budget": budget, "first": first, "most": most}


def first_hand(want: int, cap: int) -> int:
    """How many are made before anything is known of how many pass: twice what is wanted, within bounds."""
    return max(1, min(2 * want, cap, FIRST_MOST))


def unusable(name: str, revision: BriefRevision) -> str:
    """Why this test says nothing of this brief's pictures, with the remedy; empty where it does."""
    brand = revision.brief.brand
    if name == "palette" and not palette_of(revision):
        return f"{brand.name} has no palette. Add one to its style pack."
    if name == "copy_space" and not rooms(revision.document):
        return "This brief keeps no room for copy. Say in the brief where copy stands."
    if name == "identity":
        if encoder_for(brand) is None:
            return "No image encoder is registered here. An admin can add one under Models."
        if not any(one["references"] for one in characters_of(revision)):
            return "The brief names no character with pictures. Put views on the character's sheet, and name it."
    if name == "similarity" and not references_of(revision):
        return "The brief has no reference picture. Add one to its references and submit it again."
    return ""


def palette_of(revision: BriefRevision) -> tuple[str, ...]:
    """ "#rrggbb" of the style pack's palette, else of the brand's."""
    listed = revision.style_pack.document.get("palette") or revision.brief.brand.palette
    return tuple(colour["hex"] for colour in listed)


def characters_of(revision: BriefRevision) -> list[dict[str, Any]]:
    """The sheets that the revision pins, as briefs.character.references gives them."""
    return [references(pin) for pin in revision.document.get("characters", [])]


def references_of(revision: BriefRevision) -> dict[str, str]:
    """digest -> name of the brief's reference pictures; what to keep away from is none."""
    found = {}
    for number, one in enumerate(revision.document.get("references", []), 1):
        if one.get("digest") and one.get("role") != "do-not":
            found[one["digest"]] = one.get("note") or f"Reference {number}, {one.get('role', '')}"
    return found


def encoder_for(brand: Brand) -> ModelEntry | None:
    """The image encoder that this brand's likenesses are measured with: its own before everybody's."""
    usable = ModelEntry.objects.filter(kind=kinds.ENCODER, state="ready", active=True).exclude(weights="")
    return usable.filter(brand=brand).first() or usable.filter(brand=None).first()


def _tests(given: object, revision: BriefRevision) -> list[Asked]:
    if not isinstance(given, list | tuple) or not given:
        raise BadInput(f"Tests: name at least one of {', '.join(TESTS)}.", field="tests")
    found = [_test(one, revision) for one in given[: len(TESTS) + 1]]
    names = [one.name for one in found]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise BadInput(f"Tests: {twice} is named twice. Name each test once.", field="tests")
    return found


def _test(given: object, revision: BriefRevision) -> Asked:
    name = given.get("name") if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or not isinstance(name, str) or name not in TESTS:
        raise BadInput(f"Tests: “{str(name)[:40]}” is not one. Use {', '.join(TESTS)}.", field="tests")
    test = TESTS[name]
    if not set(given) <= {"name", "limit", "reference"}:
        raise BadInput(f"{test.label}: give a name, a limit, and for similarity a reference.", field="tests")
    limit = given.get("limit", test.default)
    if not _number(limit) or not test.least <= limit <= test.most:
        said = f"a number from {test.least:g} to {test.most:g} ({test.unit})"
        raise BadInput(f"{test.label}: the limit must be {said}. {test.default:g} is usual.", field=f"limit_{name}")
    if why := unusable(name, revision):
        raise BadInput(f"{test.label}: this cannot be measured. {why} Or leave the test out.", field=f"test_{name}")
    asked = Asked(name, float(limit))
    if name == "identity":
        entry = encoder_for(revision.brief.brand)
        return Asked(name, float(limit), encoder=entry.weights if entry else "")
    return Asked(name, float(limit), reference=_reference(given, revision)) if name == "similarity" else asked


def _reference(given: Mapping[str, Any], revision: BriefRevision) -> str:
    """A picture of the brief's references, or one that was made for this brand."""
    digest = given.get("reference") or next(iter(references_of(revision)))
    known = isinstance(digest, str) and DIGEST.fullmatch(digest) is not None
    if known and digest not in references_of(revision):
        known = Candidate.objects.filter(batch__brand=revision.brief.brand, picture=digest).exists()
    if not known:
        sentence = "Reference: choose a picture from the brief's references, or one made for this brand, by its digest."
        raise BadInput(sentence, field="reference")
    return str(digest)


def _budget(given: object, most: int) -> dict[str, Any]:
    if not isinstance(given, Mapping) or not set(given) <= set(BUDGETS):
        raise BadInput("Budget: give candidates, micros or minutes, and nothing else.", field="budget_candidates")
    named = {name: given[name] for name in BUDGETS if given.get(name) is not None}
    if not named:
        raise BadInput("Budget: say how many candidates, how much money or how long.", field="budget_candidates")
    found: dict[str, Any] = {}
    if "candidates" in named:
        found["candidates"] = _whole(named["candidates"], "At most, candidates", "budget_candidates", 1, most)
    if "micros" in named:
        found["micros"] = _whole(named["micros"], "At most, money in millionths", "budget_money", 1, MICROS_MOST)
    if "minutes" in named:
        if not _number(named["minutes"]) or not 0.1 <= named["minutes"] <= MINUTES_MOST:
            said = f"At most, minutes: give a number from 0.1 to {MINUTES_MOST} (a week)."
            raise BadInput(said, field="budget_minutes")
        found["minutes"] = float(named["minutes"])
    return found


def _whole(value: object, label: str, field: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadInput(f"{label}: give a whole number from {least} to {most:,}.", field=field)
    return value


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
