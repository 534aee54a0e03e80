"""What pictures cost, and what may be spent: rate cards of the house, and a budget for each brand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_POST

from generation import budgets, cost
from generation.budgets.asking import MOST_MICROS
from generation.cost.cards import MOST_MICROS as MOST_PRICE
from generation.cost.cards import require_keeper
from generation.models import Budget, ModelEntry, RateCard, Tally, Worker
from generation.models.money import CALL, MEGAPIXEL_STEP, SECOND
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.requests import Request
from studio.people.roles import may, require

EURO = 1_000_000  # millionths
UNITS = {  # kind -> (as people say it, how many of its units that is)
    SECOND: ("an hour", 3_600),
    CALL: ("a call", 1),
    MEGAPIXEL_STEP: ("1,000 megapixel-steps", 1_000),
}


class CardForm(forms.Form):
    """A price from a day on."""

    per = forms.ChoiceField(
        label="Price for", choices=[(kind, words[0].upper() + words[1:]) for kind, (words, _) in UNITS.items()]
    )
    price = forms.DecimalField(
        label="Price, €", min_value=0, max_value=Decimal(MOST_PRICE) / EURO, max_digits=16, decimal_places=6,
        error_messages={"required": "Price: an amount in euros, 0 where it is free."},
    )  # fmt: skip
    model = forms.ModelChoiceField(ModelEntry.objects.none(), required=False, empty_label="Any model")
    device = forms.CharField(
        max_length=80, required=False, help_text="As its workers report it; empty is any device.",
        widget=forms.TextInput(attrs={"list": "devices", "autocomplete": "off"}),
    )  # fmt: skip
    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"].queryset = ModelEntry.objects.visible_to(by).order_by("name")  # type: ignore[attr-defined]
        self.initial.setdefault("since", timezone.localdate())

    def card(self) -> dict[str, Any]:
        data = self.cleaned_data
        units = UNITS[data["per"]][1]
        return {
            "per": data["per"],
            "micros": round(data["price"] * EURO / units),
            "model": data["model"],
            "device": data["device"],
            "since": data["since"],
        }


class BudgetForm(forms.Form):
    """What a brand may spend in a calendar month."""

    budget = forms.DecimalField(
        label="A month, €", required=False, min_value=0, max_value=Decimal(MOST_MICROS) / EURO, decimal_places=2,
        help_text="Empty: no limit.",
    )  # fmt: skip
    warn_percent = forms.IntegerField(label="Warn at, %", min_value=1, max_value=100)
    hard = forms.BooleanField(label="Begin nothing beyond it", required=False)
    campaigns_hard = forms.BooleanField(label="The same for its campaigns’ own budgets", required=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A card as the page shows it. `state` is now, later, or past; `until` the day the next one begins."""

    card: RateCard
    what: str
    price: str
    state: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A brand's budget: how it stands, and the form that sets it."""

    brand: Brand
    standing: budgets.Standing | None
    form: BudgetForm


@require_GET
def money(request: Request) -> HttpResponse:
    require_keeper(request.user)
    return show(request)


@require_POST
def add_card(request: Request) -> HttpResponse:
    require_keeper(request.user)
    form = CardForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            card = cost.add_card(by=request.user, **form.card())
        except BadInput as fault:
            for field, sentences in fault.fields.items():
                form.add_error(field, sentences)
        else:
            messages.success(request, f"{said(card)} {price_of(card)}, from {date_format(card.since, 'j F Y')}.")
            return redirect("generation:money")
    return show(request, card_form=form, status=422)


@require_POST
def withdraw_card(request: Request, pk: int) -> HttpResponse:
    card = get_object_or_404(cards_of(request.user), pk=pk)
    cost.withdraw_card(card, by=request.user)
    messages.success(request, "The card is withdrawn: it never priced anything.")
    return redirect("generation:money")


@require_POST
def set_budget(request: Request, pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    require(request.user, "keep budgets", brand)
    form = BudgetForm(request.POST, prefix=f"b{pk}")
    if form.is_valid():
        data = form.cleaned_data
        micros = round(data["budget"] * EURO) if data["budget"] else None
        rest = {name: data[name] for name in ("warn_percent", "hard", "campaigns_hard")}
        budgets.set_budget(brand, by=request.user, micros=micros, **rest)
        limit = f"{cost.money(micros)} a month" if micros else "no limit"
        messages.success(request, f"The budget of {brand.name}: {limit}.")
        return redirect("generation:money")
    return show(request, wrong=(pk, form), status=422)


def show(
    request: Request,
    *,
    card_form: CardForm | None = None,
    wrong: tuple[int, BudgetForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "lines": lines(request.user),
        "form": card_form or CardForm(by=request.user),
        "kept": kept(request.user, wrong),
        "devices": devices(request.user),
    }
    return render(request, "generation/money.html", context, status=status)


def cards_of(user: User) -> Any:
    """Cards that name no model, or one the person may see: another brand's model is not even named."""
    shown = RateCard.objects.filter(model=None) | RateCard.objects.filter(
        model__in=ModelEntry.objects.visible_to(user).values("pk")
    )
    return shown.select_related("model", "model__brand")


def lines(user: User) -> list[Line]:
    """Every card, those for the same thing together, the newest first. One query."""

    def thing(card: RateCard) -> tuple[int, str, str, int]:
        return (list(UNITS).index(card.per), card.model.name if card.model else "", card.device, card.model_id or 0)

    rows = sorted(cards_of(user), key=lambda card: (*thing(card), -card.since.toordinal()))
    found, today = [], timezone.localdate()
    for _, cards in groupby(rows, key=thing):
        until: date | None = None
        for card in cards:
            state = "later" if card.since > today else "past" if until and until <= today else "now"
            found.append(Line(card, said(card), price_of(card), state, until))
            until = card.since
    return found


def said(card: RateCard) -> str:
    """What a card is for: "Krea on an H100", "cpu", "Any device"."""
    if card.model:
        return f"{card.model.name} on {card.device}" if card.device else card.model.name
    return card.device or ("Any service" if card.per == CALL else "Any device")


def price_of(card: RateCard) -> str:
    """ "€1.98 an hour", "€0.003 for 1,000 megapixel-steps": small prices in as many decimals as they have."""
    words, units = UNITS[card.per]
    amount = card.micros * units / EURO
    words = f"for {words}" if card.per == MEGAPIXEL_STEP else words
    return f"€{amount:,.2f} {words}" if amount >= 0.01 or not amount else f"€{f'{amount:.6f}'.rstrip('0')} {words}"


def kept(user: User, wrong: tuple[int, BudgetForm] | None) -> list[Kept]:
    """The brands whose budget the person keeps. Four queries."""
    brands = [brand for brand in Brand.objects.visible_to(user) if may(user, "keep budgets", brand)]
    rows = {row.brand_id: row for row in Budget.objects.filter(brand__in=brands)}
    stand = {one.pk: one for one in budgets.of_brands([brand.pk for brand in brands])}
    return [
        Kept(brand, stand.get(brand.pk), wrong[1] if wrong and wrong[0] == brand.pk else form_of(brand, rows))
        for brand in brands
    ]


def form_of(brand: Brand, rows: dict[int, Budget]) -> BudgetForm:
    row = rows.get(brand.pk) or Budget(brand=brand)
    initial = {
        "budget": Decimal(row.micros) / EURO if row.micros else None,
        "warn_percent": row.warn_percent,
        "hard": row.hard,
        "campaigns_hard": row.campaigns_hard,
    }
    return BudgetForm(initial=initial, prefix=f"b{brand.pk}")


def devices(user: User) -> list[str]:
    """What workers and runs of the person's brands have reported, for the field to offer. Two queries."""
    heard = set(Worker.objects.exclude(device="").values_list("device", flat=True).distinct()[:50])
    used = Tally.objects.visible_to(user).exclude(device="").order_by().values_list("device", flat=True).distinct()
    return sorted(heard | set(used[:50]))
