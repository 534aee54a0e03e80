"""What a page of Insight looks at: brands, perhaps one campaign, and a stretch of days, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format

from briefs.models import Campaign
from generation.models import Tally
from studio.lib.problems import BadInput
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request

PERIODS: Final = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "A year", "all": "All of it"}
USUAL: Final = "30"
LONGEST: Final = 3660  # days
YEARS: Final = (2000, 2200)
DAILY, WEEKLY = 14, 120  # days up to which a bucket is a day, a week; beyond it is a month


@dataclass(frozen=True, slots=True)
class Scope:
    """`first` and `last` are both counted. `brands` are those the person may see, or the one that was asked for."""

    brands: tuple[Brand, ...]
    brand: Brand | None
    campaign: Campaign | None
    first: date
    last: date
    period: str  # a key of PERIODS, or empty where the days were given

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment of the first day to the first that is past the last: for columns with a time."""
        zone = timezone.get_default_timezone()
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(after, time(), zone)

    def within(self, path: str) -> Q:
        """Rows whose moment at `path` is in this time; an index on it is used."""
        began, ended = self.moments
        return Q(**{f"{path}__gte": began, f"{path}__lt": ended})

    @property
    def step(self) -> str:
        return "day" if self.days <= DAILY else "week" if self.days <= WEEKLY else "month"

    def bucket(self, day: date) -> date:
        """The first day of the bucket of this day."""
        if self.step == "day":
            return day
        return day - timedelta(days=day.weekday()) if self.step == "week" else day.replace(day=1)

    @property
    def buckets(self) -> list[date]:
        found, at = [], self.bucket(self.first)
        while at <= self.last:
            found.append(at)
            at = at + timedelta(days=1 if self.step == "day" else 7) if self.step != "month" else _next_month(at)
        return found

    @property
    def labels(self) -> tuple[str, ...]:
        form = "M y" if self.step == "month" else "j M"
        return tuple(date_format(at, form) for at in self.buckets)

    @property
    def heading(self) -> str:
        return {"day": "Day", "week": "Week from", "month": "Month"}[self.step]

    @property
    def words(self) -> str:
        return f"{date_format(self.first, 'j F Y')} to {date_format(self.last, 'j F Y')}"

    def of(self, *, brand: str = "brand", campaign: str = "campaign") -> Q:
        """Rows of this scope, whatever their day, by the paths to their brand and campaign."""
        if self.campaign:
            return Q(**{campaign: self.campaign})
        return Q(**{f"{brand}__in": [one.pk for one in self.brands]})

    @property
    def query_of_rows(self) -> str:
        """Brand and campaign as the address says them, without the days."""
        said: dict[str, Any] = {"brand": self.brand.pk if self.brand else ""}
        return urlencode(said | ({"campaign": self.campaign.pk} if self.campaign else {}))

    @property
    def query(self) -> str:
        """The address of this scope, for the export."""
        days = {"from": self.first.isoformat(), "to": self.last.isoformat()}
        return f"{self.query_of_rows}&{urlencode({'period': self.period} if self.period else days)}"


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def scope_of(request: Request, campaign: int | None = None) -> Scope:
    """The scope that the address names. `campaign` is of a campaign's own page.

    Raises Http404 for a brand or campaign that is not the person's, BadInput (from, to, period) for days that are none.
    """
    asked, brands = request.GET, tuple(visible_brands(request))
    one = _campaign(request, asked.get("campaign", "") if campaign is None else str(campaign))
    named = asked.get("brand")
    brand = one.brand if one else chosen_brand(request) if named is None else _brand(brands, named)
    looked_at = (brand,) if brand else brands
    usual = "all" if one else USUAL
    first, last, period = _days(asked, usual)
    scope = Scope(looked_at, brand, one, first, last, period)
    if period == "all":
        scope = Scope(looked_at, brand, one, _began(scope), last, period)
    return scope


def _brand(brands: tuple[Brand, ...], named: str) -> Brand | None:
    if not named:
        return None
    found = next((brand for brand in brands if str(brand.pk) == named), None)
    if found is None:
        raise Http404("There is no such brand, or it is not yours.")
    return found


def _campaign(request: Request, named: str) -> Campaign | None:
    if not named:
        return None
    rows = Campaign.objects.visible_to(request.user).select_related("brand")
    found = rows.filter(pk=int(named)).first() if named.isascii() and named.isdigit() and len(named) < 19 else None
    if found is None:
        raise Http404("There is no such campaign, or it is not yours.")
    return found


def _days(asked: Any, usual: str) -> tuple[date, date, str]:
    today = timezone.localdate()
    period = asked.get("period", "")
    if period and period not in PERIODS:
        raise BadInput(f"Period: “{period[:20]}” is not one. Use {', '.join(PERIODS)}.", field="period")
    if not period and (asked.get("from") or asked.get("to")):
        last = _day(asked.get("to", ""), "to") or today
        first = _day(asked.get("from", ""), "from") or last - timedelta(days=29)
        if not first <= last:
            raise BadInput("From: it is after To. Swap them.", field="from")
        if (last - first).days >= LONGEST:
            raise BadInput("From: that is more than ten years. Choose a shorter time.", field="from")
        return first, last, ""
    period = period or usual
    return (today if period == "all" else today - timedelta(days=int(period) - 1)), today, period


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{field.capitalize()}: “{text[:20]}” is not a day. Write it as 2026-03-31.", field=field
        ) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise BadInput(f"{field.capitalize()}: a day from {YEARS[0]} to {YEARS[1]}.", field=field)
    return day


def _began(scope: Scope) -> date:
    """The first day that anything of it was made; today where nothing was. At most ten years ago."""
    day = Tally.objects.filter(scope.of()).order_by("day").values_list("day", flat=True).first()
    return max(min(day or scope.last, scope.last), scope.last - timedelta(days=LONGEST - 1))
