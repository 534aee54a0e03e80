"""Who is in the pictures: counted by people, one picture at a time, and what that comes to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.models import Campaign
from generation.models import Candidate
from review.actions.people import KEEP, VERB, add_people_term, count_people, retire_people_term
from review.models import PeopleCount, PeopleTerm
from review.representation import Tally, finished, listing, tally, terms_for
from studio.lib.asked import day, number
from studio.lib.problems import BadInput
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may


@require_GET
def representation(request: Request) -> HttpResponse:
    """The tally of a campaign, a brand or all of them, between two days."""
    found, asked = _asked(request)
    keeps = [brand for brand in visible_brands(request) if may(request.user, KEEP, brand)]
    own = PeopleTerm.objects.filter(brand__in=keeps, retired_at=None).select_related("brand")
    campaigns = Campaign.objects.visible_to(request.user).select_related("brand").order_by("brand__name", "name")
    context = {"tally": found, "asked": asked, "campaigns": campaigns, "keeps": keeps, "own": own}
    context["query"] = urlencode({key: value for key, value in asked.items() if value})
    return render(request, "review/representation.html", context)


@require_GET
def representation_list(request: Request) -> HttpResponse:
    found, _ = _asked(request)
    response = HttpResponse(listing(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="representation.csv"'
    return response


def _asked(request: Request) -> tuple[Tally, dict[str, str]]:
    said = {name: request.GET.get(name, "") for name in ("campaign", "since", "until", "shipped")}
    campaign = Campaign.objects.visible_to(request.user).filter(pk=number(said["campaign"])).first()
    since, until = day(said["since"]), day(said["until"])
    asked = {
        "campaign": str(campaign.pk) if campaign else "",
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "shipped": "1" if said["shipped"] == "1" else "",
    }
    rows = finished(
        request.user, brand=chosen_brand(request), campaign=campaign, since=since, until=until,
        shipped=said["shipped"] == "1",
    )  # fmt: skip
    return tally(rows), asked


def people(request: Request, pk: int) -> HttpResponse:
    """One picture and the words to count by."""
    rows = Candidate.objects.visible_to(request.user)
    rows = rows.select_related("batch__brand", "batch__revision__brief", "preview")
    one = get_object_or_404(rows, pk=pk)
    fault: BadInput | None = None
    axes = terms_for(one.batch.brand)
    there = PeopleCount.objects.filter(candidate=one).prefetch_related("tags").first()
    numbers = {tag.term_id: str(tag.number) for tag in there.tags.all()} if there else {}
    how_many = str(there.people) if there else ""
    if request.method == "POST":
        how_many = request.POST.get("people", "")
        numbers = {row.pk: request.POST.get(f"t{row.pk}", "") for _, rows_ in axes for row in rows_}
        try:
            count_people(
                one, _whole(how_many, "people"),
                {key: _whole(value, f"t{key}") for key, value in numbers.items() if value.strip()}, by=request.user,
            )  # fmt: skip
            messages.success(request, "Counted.")
            return redirect("review:representation")
        except BadInput as refused:
            fault = refused
    shown = [(axis, [(row, numbers.get(row.pk, "")) for row in rows_]) for axis, rows_ in axes]
    context = {"candidate": one, "axes": shown, "people": how_many, "there": there, "fault": fault}
    context["may"] = may(request.user, VERB, one.batch.brand)
    return render(request, "review/people.html", context, status=fault.status if fault else 200)


@require_POST
def add_term(request: Request, brand_pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    row = add_people_term(brand, request.POST.get("axis", ""), request.POST.get("label", ""), by=request.user)
    messages.success(request, f"{row} is offered at {brand.name} from now on.")
    return redirect("review:representation")


@require_POST
def retire_term(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(PeopleTerm.objects.visible_to(request.user).select_related("brand"), pk=pk)
    retire_people_term(row, by=request.user)
    messages.success(request, f"{row} is offered no more. What was counted with it stands.")
    return redirect("review:representation")


def _whole(text: str, field: str) -> int:
    text = text.strip()
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise BadInput("Count in whole numbers, such as 2; 0 for nobody.", field=field)
    return int(text)
