"""One rule: what it says, what it said, what it has decided; and the form that makes its next version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from studio.lib.asked import number
from studio.lib.problems import BadInput
from studio.people.chosen import visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require
from studio.policy import actions
from studio.policy.actions import VERB
from studio.policy.changes import asked_for, changes
from studio.policy.forms import BLANK, CHOICES, facts_listed, said_in, values_in, values_of
from studio.policy.language import Unreadable, parse
from studio.policy.language.wording import pieces
from studio.policy.models import Rule, RuleVersion, Verdict
from studio.policy.shelf import standing

SHOWN: Final = 20  # verdicts of a page
PAGES: Final = {  # noun -> the page of a subject; a later room's, so by its name
    "brief": "briefs:edit", "briefrevision": "briefs:revision", "finish": "review:finish", "asset": "dam:asset",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict with the address of what it was about, or none."""

    verdict: Verdict
    what: str
    address: str


def the_rule(request: Request, pk: int) -> Rule:
    found: Rule = get_object_or_404(Rule.objects.visible_to(request.user).select_related("brand"), pk=pk)
    return found


def policy(request: Request, pk: int) -> HttpResponse:
    """The page. Sent to, it drafts the next version of a brand's rule, or writes over the draft there is."""
    rule = the_rule(request, pk)
    if request.method != "POST":
        return render(request, "policy/rule.html", page_of(request, rule))
    if rule.brand is None:
        raise BadInput("This rule is everybody's. Make one for your brand to change it there.", field="name")
    try:
        made = actions.draft(said_in(request.POST), brand=rule.brand, name=rule.name, by=request.user, rule=rule)
    except BadInput as fault:
        page = page_of(request, rule) | form_of(values_in(request.POST), fault)
        return render(request, "policy/rule.html", page, status=422)
    messages.success(request, f"Version {made.number} is a draft. Try it, then publish it.")
    return redirect("policy:policy", rule.pk)


def page_of(request: Request, rule: Rule) -> dict[str, Any]:
    versions = list(rule.versions.select_related("published_by"))
    newest = next((one for one in versions if one.published_at), None)
    draft = next((one for one in versions if not one.published_at), None)
    shown = newest or versions[0]
    keeps = rule.brand is not None and may(request.user, VERB, rule.brand)
    own = [brand for brand in visible_brands(request) if rule.brand is None and may(request.user, VERB, brand)]
    page = {
        "rule": rule, "versions": versions, "newest": newest, "draft": draft, "shown": shown,
        "standing": standing(rule, newest, timezone.localdate()), "words": pieces(shown.condition),
        "asked_for": asked_for(shown.asks), "keeps": keeps, "editable": keeps and rule.retired_at is None, "own": own,
        "verdicts": verdicts(request, rule), "two": compared(versions, request.GET),
    }  # fmt: skip
    return page | form_of(values_of(draft or shown))


def form_of(values: Mapping[str, Any], fault: BadInput | None = None) -> dict[str, Any]:
    """What templates/policy/form.html takes."""
    said = str(values.get("condition") or "")
    return {
        "values": values, "faults": fault.fields if fault else {}, "facts": facts_listed(), **CHOICES,
        "read": reading(said) if said else None,
    }  # fmt: skip


def compared(versions: list[RuleVersion], get: QueryDict) -> dict[str, Any] | None:
    """Two versions, by their numbers in the address; the newest two where it says nothing. None of a single one."""
    if len(versions) < 2:
        return None
    by_number = {str(one.number): one for one in versions}
    after = by_number.get(get.get("to", ""), versions[0])
    before = by_number.get(get.get("from", ""), versions[1])
    return {"before": before, "after": after, "changes": changes(before, after)}


def verdicts(request: Request, rule: Rule) -> list[Decided]:
    """The newest of the person's brands."""
    rows = Verdict.objects.visible_to(request.user).filter(version__rule=rule)
    rows = rows.select_related("judgement__brand", "version").order_by("-pk")[:SHOWN]
    return [Decided(one, subject(one), address(one)) for one in rows]


def subject(one: Verdict) -> str:
    names = {"brief": "Brief", "briefrevision": "Revision", "finish": "Finish", "asset": "Asset"}
    return f"{names.get(one.judgement.noun, one.judgement.noun.capitalize())} {one.judgement.subject}"


def address(one: Verdict) -> str:
    try:
        return reverse(PAGES[one.judgement.noun], args=[one.judgement.subject])
    except (KeyError, NoReverseMatch):
        return ""


# --- Making, publishing, retiring ------------------------------------------------------------------------------------
def new(request: Request, brand_pk: int) -> HttpResponse:
    """A new rule of a brand."""
    brand = brand_of(request, brand_pk)
    require(request.user, VERB, brand)
    if request.method != "POST":
        return render(request, "policy/new.html", {"brand": brand} | form_of(BLANK))
    try:
        said = said_in(request.POST)
        made = actions.draft(said, brand=brand, name=request.POST.get("name", ""), by=request.user)
    except BadInput as fault:
        page = {"brand": brand} | form_of(values_in(request.POST), fault)
        return render(request, "policy/new.html", page, status=422)
    messages.success(request, f"“{made.rule.name}” is a draft. Try it, then publish it.")
    return redirect("policy:policy", made.rule_id)


@require_POST
def own(request: Request, pk: int) -> HttpResponse:
    """A brand's rule that begins with the words of the house's. Both stand, side by side."""
    rule = the_rule(request, pk)
    if rule.brand is not None:
        raise BadInput(f"This rule is {rule.brand.name}'s already. Edit it.", field="rule")
    brand = brand_of(request, number(request.POST.get("brand", "")))
    newest = rule.versions.exclude(published_at=None)[0]
    said = {name: getattr(newest, name) for name in actions.SAYS}
    made = actions.draft(said, brand=brand, name=rule.name, by=request.user)
    messages.success(request, f"{brand.name} has a draft with the same words. The house's rule stands beside it.")
    return redirect("policy:policy", made.rule_id)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    rows = RuleVersion.objects.visible_to(request.user).select_related("rule__brand")
    version = actions.publish(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{version} is published. It is asked from now on.")
    return redirect("policy:policy", version.rule_id)


@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    rule = actions.retire(the_rule(request, pk), by=request.user)
    messages.success(request, f"“{rule.name}” is retired. What it decided stays as it was.")
    return redirect("policy:policy", rule.pk)


def brand_of(request: Request, pk: int) -> Brand:
    found: Brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    return found


# --- Reading a condition ---------------------------------------------------------------------------------------------
def reading(text: str) -> dict[str, Any]:
    """Whether it is a condition: its words in pieces, or the sentence and what stands before and after the place."""
    text = text.replace("\r\n", "\n").strip()
    try:
        read = parse(text)
    except Unreadable as error:
        place = min(error.place, len(text))
        return {"fault": str(error), "before": text[max(place - 60, 0) : place], "at": text[place : place + 40]}
    return {"fault": "", "words": pieces(text), "speaks": sorted(read.facts)}


@require_GET
def read(request: Request) -> HttpResponse:
    """While a condition is written: the fragment below it. Nothing is kept."""
    return render(request, "policy/reading.html", {"read": reading(request.GET.get("condition", "")[:4_000])})
