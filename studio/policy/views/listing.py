"""The list of all rules, filtered by what its address says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from studio.lib.problems import BadInput
from studio.people.chosen import visible_brands
from studio.people.requests import Request
from studio.people.roles import may
from studio.policy.actions import VERB
from studio.policy.models import Effect
from studio.policy.shelf import Line, grouped, lines

WHEN: Final = (("", "All"), ("now", "In force"), ("coming", "To come"), ("ended", "Ended"), ("draft", "Drafts"),
               ("retired", "Retired"))  # fmt: skip
BY: Final = (("", "Subject"), ("effect", "Effect"))
HOUSE: Final = "house"


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    address: str
    on: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `day`: the one on which a rule stands as it does."""

    effect: str
    when: str
    brand: str
    by: str
    day: dt.date

    def keeps(self, line: Line) -> bool:
        whose = line.rule.brand.slug if line.rule.brand else HOUSE
        stands = line.standing.kind == self.when if self.when else line.standing.kind != "retired"
        stands = stands or (self.when == "draft" and line.draft is not None and line.rule.retired_at is None)
        return stands and self.brand in ("", whose) and self.effect in ("", line.version.effect)


def asked(get: QueryDict, brands: Sequence[str]) -> Asked:
    """Raises BadInput for a filter that there is none of."""
    return Asked(
        one_of("effect", get, Effect.values), one_of("when", get, [key for key, _ in WHEN]),
        one_of("brand", get, [HOUSE, *brands]), one_of("by", get, [key for key, _ in BY]),
        day_of("on", get) or timezone.localdate(),
    )  # fmt: skip


def one_of(name: str, get: QueryDict, known: Sequence[str]) -> str:
    value = get.get(name, "")
    if value and value not in known:
        raise BadInput(f"{name.capitalize()}: choose one of {', '.join(filter(None, known))}.", field=name)
    return value


def day_of(name: str, get: QueryDict) -> dt.date | None:
    text = get.get(name, "")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"{name.capitalize()}: write the day as 2026-08-02.", field=name) from None


def chips(name: str, get: QueryDict, choices: Sequence[tuple[str, str]]) -> list[Chip]:
    """A link for each choice that leaves the other filters as they are."""
    return [Chip(label, _with(get, name, value), get.get(name, "") == value) for value, label in choices]


def _with(get: QueryDict, name: str, value: str) -> str:
    changed = get.copy()
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"


@require_GET
def policies(request: Request) -> HttpResponse:
    brands, get = visible_brands(request), request.GET
    wanted = asked(get, [brand.slug for brand in brands])
    every = lines(request.user, wanted.day)
    found = [line for line in every if wanted.keeps(line)]
    whose = [("", "All"), (HOUSE, "House"), *((brand.slug, brand.name) for brand in brands)]
    page = {
        "groups": grouped(found, wanted.by), "found": len(found), "every": len(every), "asked": wanted,
        "today": timezone.localdate(),
        "rows": [
            ("Effect", chips("effect", get, [("", "All"), *Effect.choices])), ("When", chips("when", get, WHEN)),
            ("Whose", chips("brand", get, whose)), ("Group by", chips("by", get, BY)),
        ],
        "kept": [(name, get[name]) for name in ("effect", "when", "brand", "by") if get.get(name)],
        "keeps": [brand for brand in brands if may(request.user, VERB, brand)],
    }  # fmt: skip
    return render(request, "policy/list.html", page)
