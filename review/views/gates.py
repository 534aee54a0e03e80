"""Gates: their templates, who signs in whose place, and what is said while they wait."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from briefs.vocabulary import USE_CLASSES
from review.actions import delegations as acts
from review.actions import gate_talk
from review.actions.gate_templates import VERB, publish, withdraw
from review.gates import form
from review.gates.templates import in_force
from review.gates.terms import STANDARD, VERBS, Template, Terms
from review.gates.words import described
from review.models import Delegation, Gate, GateTemplate
from review.views.finishing import found
from review.views.sign_off import sign_off
from studio.lib.asked import day, number
from studio.lib.problems import BadInput
from studio.people.models import Brand, Membership, User
from studio.people.requests import Request
from studio.people.roles import MAY, Role, may

EVERY = "every"
USES = {EVERY: "Every use that has none of its own", **{key: term.label for key, term in USE_CLASSES.items()}}


@require_GET
def templates(request: Request) -> HttpResponse:
    """Of each brand and use class: which gates are in force, and whose they are."""
    brands = []
    for brand in Brand.objects.visible_to(request.user).order_by("name"):
        rows = []
        for use, label in USES.items():
            found_ = in_force(brand, "" if use == EVERY else use)
            own = found_.row is not None and found_.row.use_class == ("" if use == EVERY else use)
            own = own and found_.row is not None and found_.row.brand_id == brand.pk
            rows.append({"use": use, "label": label, "said": described(found_.template), "row": found_.row, "own": own})
        brands.append({"brand": brand, "rows": rows, "keeps": may(request.user, VERB, brand)})
    return render(request, "review/gate_templates.html", {"brands": brands})


def template(request: Request, brand: str, use: str) -> HttpResponse:
    """Read it, or publish the next version."""
    owner = get_object_or_404(Brand.objects.visible_to(request.user), slug=brand)
    if use not in USES:
        raise Http404
    use_class = "" if use == EVERY else use
    now = in_force(owner, use_class)
    own = GateTemplate.objects.filter(brand=owner, use_class=use_class).select_related("by")
    blocks, apart, reviewers = form.rows_of(now.template), now.template.apart, list(now.template.reviewers)
    fault: BadInput | None = None
    if request.method == "POST":
        blocks, apart = form.typed(request.POST), request.POST.get("apart") == "on"
        reviewers = request.POST.getlist("reviewers")
        do = request.POST.get("do", "")
        if do == "add":
            blocks.append(Terms("", "", "brand").document() | {"placements": "", "locales": ""})
        elif do.startswith("drop-"):
            blocks = [block for place, block in enumerate(blocks) if do != f"drop-{place}"]
        else:
            try:
                return _published(request, owner, use_class, do, blocks)
            except BadInput as refused:
                fault = refused
    context = {
        "brand": owner,
        "use": use,
        "label": USES[use],
        "now": now,
        "said": described(now.template),
        "standard": described(STANDARD),
        "blocks": blocks,
        "apart": apart,
        "asked": reviewers,
        "versions": own,
        "owns": bool(own and own[0].document),
        "keeps": may(request.user, VERB, owner),
        "fault": fault,
        "kinds": Gate.Kind.choices,
        "roles": Role.choices,
        "people": _people(owner),
        "note": request.POST.get("note", ""),
    }
    return render(request, "review/gate_template.html", context, status=fault.status if fault else 200)


def _published(request: Request, brand: Brand, use_class: str, do: str, blocks: list[dict[str, Any]]) -> HttpResponse:
    note = request.POST.get("note", "")
    if do == "withdraw":
        withdraw(brand, use_class, by=request.user, note=note)
        messages.success(request, "Withdrawn. The next wider template is in force from now on.")
    else:
        row = publish(brand, use_class, form.document(request.POST, blocks), by=request.user, note=note)
        said = described(Template.from_document(row.document))
        messages.success(request, f"Version {row.number} is in force for whatever is asked from now on: {said}")
    return redirect("review:gate_template", brand.slug, use_class or EVERY)


def _people(brand: Brand) -> list[tuple[User, str]]:
    """(person, their roles) of the brand, for who may sign by name."""
    rows = Membership.objects.filter(brand=brand, user__is_active=True).select_related("user").order_by("user", "role")
    roles: dict[User, list[str]] = {}
    for row in rows:
        roles.setdefault(row.user, []).append(str(Role(row.role).label).lower())
    return [(person, ", ".join(said)) for person, said in roles.items()]


def delegations(request: Request) -> HttpResponse:
    """Who signs in whose place at my brands, and the form to arrange it."""
    fault: BadInput | None = None
    choices = _rights(request.user)
    if request.method == "POST":
        try:
            made = _delegate(request)
            messages.success(request, f"{made.taker.name} signs in {made.giver.name}'s place until {made.last_day}.")
            return redirect("review:delegations")
        except BadInput as refused:
            fault = refused
    today = timezone.localdate()
    rows = Delegation.objects.visible_to(request.user).select_related("brand", "giver", "taker", "by")
    colleagues = User.objects.filter(is_active=True, memberships__brand__in=[one.brand.pk for one in choices])
    context = {
        "rows": [
            {"row": row, "mine": request.user in (row.giver, row.taker) or may(request.user, VERB, row.brand),
             "kind": row.kind, "over": row.withdrawn_at is not None or row.last_day < today}
            for row in rows[:200]
        ],
        "choices": choices,
        "people": colleagues.distinct().order_by("first_name", "pk"),
        "fault": fault,
        "today_iso": today.isoformat(),
        "typed": request.POST,
    }  # fmt: skip
    return render(request, "review/delegations.html", context, status=fault.status if fault else 200)


class _RightTo:
    """One right that somebody may give away: at a brand, for a discipline, whose."""

    def __init__(self, brand: Brand, kind: str, giver: User) -> None:
        self.brand, self.kind, self.giver = brand, kind, giver
        self.value = f"{brand.pk}:{kind}:{giver.pk}"

    def __str__(self) -> str:
        return f"{self.giver.name}: {self.kind} at {self.brand.name}"


def _rights(user: User) -> list[_RightTo]:
    """Their own, and everybody's at the brands whose gates they keep."""
    rows = Membership.objects.filter(user__is_active=True).select_related("brand", "user")
    kept = Membership.objects.filter(user=user, role__in=MAY[VERB]).values("brand")
    rows = rows.filter(Q(user=user) | Q(brand__in=kept)).order_by("brand__name", "user", "role")
    return [
        _RightTo(row.brand, kind, row.user) for row in rows for kind, verb in VERBS.items() if row.role in MAY[verb]
    ]


def _delegate(request: Request) -> Delegation:
    chosen = {one.value: one for one in _rights(request.user)}.get(request.POST.get("right", ""))
    if chosen is None:
        raise BadInput("Choose whose signature it is from the list.", field="right")
    taker = request.POST.get("taker", "")
    person = User.objects.filter(pk=number(taker), memberships__brand=chosen.brand).first()
    if person is None:
        raise BadInput(f"Choose who signs instead from the people of {chosen.brand.name}.", field="taker")
    first, last = (_day(request.POST.get(name, ""), name) for name in ("first_day", "last_day"))
    return acts.delegate(
        chosen.brand, chosen.kind, giver=chosen.giver, taker=person, first_day=first, last_day=last,
        why=request.POST.get("why", ""), by=request.user,
    )  # fmt: skip


def _day(text: str, field: str) -> dt.date:
    found = day(text)
    if found is None:
        raise BadInput("A day is written as 2026-12-24.", field=field)
    return found


@require_POST
def withdraw_delegation(request: Request, pk: int) -> HttpResponse:
    rows = Delegation.objects.visible_to(request.user).select_related("brand", "giver", "taker")
    row = acts.withdraw(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{row.taker.name} signs in {row.giver.name}'s place no more.")
    return redirect("review:delegations")


@require_POST
def comment(request: Request, pk: int) -> HttpResponse:
    one = found(request, pk)
    try:
        gate_talk.comment(one, by=request.user, text=request.POST.get("text", ""))
    except BadInput as refused:
        return sign_off(request, pk, talk=refused)
    return redirect(f"{reverse('review:sign_off', args=[pk])}#talk")


@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    """Ask somebody of the brand to look, who signs nothing."""
    one = found(request, pk)
    asked = number(request.POST.get("person", ""))
    person = User.objects.filter(pk=asked, memberships__brand=one.brand).first()
    try:
        if person is None:
            raise BadInput(f"Choose somebody of {one.brand.name} from the list.", field="person")
        gate_talk.invite(one, person, by=request.user)
    except BadInput as refused:
        return sign_off(request, pk, talk=refused)
    return redirect(f"{reverse('review:sign_off', args=[pk])}#talk")
