"""All rules that a person may see, as the list shows them: how each stands on a day, what it is about, how often it
has applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from studio.people.models import User
from studio.policy.changes import said
from studio.policy.language.wording import Piece, facts_in, pieces
from studio.policy.models import Effect, Rule, RuleVersion, Verdict
from studio.policy.weighing import HEAVIEST

RECENT: Final = dt.timedelta(days=30)
Kind = Literal["now", "coming", "ended", "draft", "retired"]
ABOUT: Final = (
    "Licences of models", "Rights and real people", "Law by region", "Platforms and placements",
    "Subjects and everything else",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands on a day: one word for a filter, and how a person says it."""

    kind: Kind
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of the list. `version`: the newest published one, or the draft where none is."""

    rule: Rule
    version: RuleVersion
    draft: RuleVersion | None
    standing: Standing
    pieces: list[Piece]
    about: str
    applied: int
    open: int

    @property
    def group_of_effect(self) -> str:
        return str(Effect(self.version.effect).label)


def standing(rule: Rule, version: RuleVersion | None, day: dt.date) -> Standing:
    """`version` is the newest published one; None: there is only a draft."""
    if rule.retired_at:
        return Standing("retired", f"Retired {_day(timezone.localtime(rule.retired_at).date())}")
    if version is None:
        return Standing("draft", "Not published")
    if version.valid_to and version.valid_to < day:
        return Standing("ended", f"Ended {_day(version.valid_to)}")
    if version.valid_from and version.valid_from > day:
        return Standing("coming", f"From {_day(version.valid_from)}")
    return Standing("now", f"In force until {_day(version.valid_to)}" if version.valid_to else "In force")


def _day(day: dt.date) -> str:
    return said("read_on", day)


def about(facts: Iterable[str]) -> str:
    """What a rule is about, by the facts that its condition names: one of ABOUT."""
    facts = frozenset(facts)
    if any(name.startswith("model") for name in facts):
        return ABOUT[0]
    if any(name.startswith("rights.") for name in facts):
        return ABOUT[1]
    if "regions" in facts:
        return ABOUT[2]
    if facts & {"likeness", "voices"}:
        return ABOUT[1]
    return ABOUT[3] if facts & {"placements", "channels"} else ABOUT[4]


def lines(person: User, day: dt.date) -> list[Line]:
    """Every rule of the house and of the person's brands, by name. Three queries, however many there are."""
    versions = Prefetch("versions", queryset=RuleVersion.objects.order_by("-number"), to_attr="all_versions")
    rules: Any = Rule.objects.visible_to(person).select_related("brand").prefetch_related(versions)
    counts = applied(person)
    return [line for rule in rules if (line := _line(rule, rule.all_versions, counts, day))]


def applied(person: User) -> dict[int, tuple[int, int]]:
    """rule -> how often it applied, and how often it could not be decided, in the last 30 days. One query."""
    rows = (
        Verdict.objects.visible_to(person)
        .filter(judgement__at__gte=timezone.now() - RECENT)
        .order_by()
        .values_list("version__rule")
        .annotate(applied=Count("pk", filter=Q(decided=True)), open=Count("pk", filter=Q(decided=False)))
    )
    return {rule: (applied, open_) for rule, applied, open_ in rows}


def _line(rule: Rule, versions: list[RuleVersion], counts: dict[int, tuple[int, int]], day: dt.date) -> Line | None:
    newest = next((one for one in versions if one.published_at), None)
    draft = next((one for one in versions if not one.published_at), None)
    shown = newest or draft
    if shown is None:
        return None
    often, open_ = counts.get(rule.pk, (0, 0))
    words = pieces(shown.condition)
    return Line(rule, shown, draft, standing(rule, newest, day), words, about(facts_in(shown.condition)), often, open_)


def grouped(found: Iterable[Line], by: str) -> list[tuple[str, list[Line]]]:
    """By what they are about, or `by` "effect", the heaviest first; a group that would be empty is left out."""
    found = list(found)
    if by == "effect":
        heads = [str(Effect(effect).label) for effect in HEAVIEST]
        groups = [(head, [one for one in found if one.group_of_effect == head]) for head in heads]
    else:
        groups = [(head, [one for one in found if one.about == head]) for head in ABOUT]
    return [(head, rows) for head, rows in groups if rows]
