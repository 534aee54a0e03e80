"""The pages that try rules: of a box of facts, and of what is in work."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from briefs.models import BriefRevision
from generation.models import ModelEntry
from studio.home.policies.box import box
from studio.home.policies.in_work import BRIEFS, FINISHES, open_briefs, trial
from studio.home.policies.trying import tried
from studio.lib.problems import BadInput
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.policy.language.facts import MOMENTS, USES
from studio.policy.models import RuleVersion

FIELDS: Final = (
    "moment", "on", "brief", "model", "use", "regions", "placements", "channels", "topics", "people", "realistic",
    "generated", "likeness", "rights", "flight_from", "flight_to",
)  # fmt: skip
FIRST: Final = {"moment": "sign-off", "use": "public", "generated": "yes"}  # what stands in the form before it is sent


@require_GET
def try_policies(request: Request) -> HttpResponse:
    """The form, and once it was sent, what the rules say. All of it is in the address."""
    said = {name: request.GET.get(name, "") for name in FIELDS}
    sent = any(said.values())
    brand, version = brand_of(request), version_of(request)
    if version and version.rule.brand:
        brand = version.rule.brand
    page: dict[str, Any] = {
        "brand": brand, "brands": visible_brands(request), "version": version, "moments": MOMENTS, "uses": USES,
        "values": said if sent else FIRST | {"on": timezone.localdate().isoformat()}, "sent": sent, "fault": None,
    }  # fmt: skip
    if brand is None:
        return render(request, "policy/try.html", page)
    page["models"] = models_of(request, brand)
    page["briefs"] = open_briefs(brand).defer("document")[:BRIEFS]
    try:
        revision, model = revision_of(request, brand), model_of(request, said["model"])
        if sent:
            page |= {"revision": revision, "tried": tried(box(said, brand, revision, model), brand, version)}
    except BadInput as fault:
        page["fault"] = fault
    return render(request, "policy/try.html", page, status=422 if page["fault"] else 200)


@require_GET
def in_work(request: Request, pk: int) -> HttpResponse:
    """What this version would newly deny, require or leave open of what is in work."""
    rows = RuleVersion.objects.visible_to(request.user).select_related("rule__brand")
    version = get_object_or_404(rows, pk=pk)
    brand = version.rule.brand or brand_of(request)
    page: dict[str, Any] = {"version": version, "rule": version.rule, "brand": brand, "brands": visible_brands(request)}
    page |= {"trial": trial(version, brand) if brand else None, "most": {"briefs": BRIEFS, "finishes": FINISHES}}
    return render(request, "policy/in_work.html", page)


def brand_of(request: Request) -> Brand | None:
    """The one of the address, the chosen one, or the first that the person sees."""
    brands = visible_brands(request)
    if slug := request.GET.get("brand"):
        return get_object_or_404(Brand.objects.visible_to(request.user), slug=slug.replace("\x00", ""))
    return chosen_brand(request) or (brands[0] if brands else None)


def version_of(request: Request) -> RuleVersion | None:
    pk = number(request, "version")
    rows = RuleVersion.objects.visible_to(request.user).select_related("rule__brand")
    return get_object_or_404(rows, pk=pk) if pk is not None else None


def models_of(request: Request, brand: Brand) -> list[ModelEntry]:
    rows = ModelEntry.objects.visible_to(request.user).filter(active=True)
    return [one for one in rows if one.brand_id in (None, brand.pk)]


def revision_of(request: Request, brand: Brand) -> BriefRevision | None:
    """The newest of the brief in the address. Raises BadInput where it was never submitted."""
    pk = number(request, "brief")
    if pk is None:
        return None
    rows = BriefRevision.objects.visible_to(request.user).filter(brief=pk, brief__brand=brand)
    found = rows.select_related("brief__brand", "style_pack").order_by("-number").first()
    if found is None:
        raise BadInput(f"Brief: {brand.name} has none of this number that was submitted.", field="brief")
    return found


def model_of(request: Request, slug: str) -> ModelEntry | None:
    if not slug:
        return None
    found: ModelEntry | None = ModelEntry.objects.visible_to(request.user).filter(slug=slug.replace("\x00", "")).first()
    if found is None:
        raise BadInput("Model: choose one of the registry.", field="model")
    return found


def number(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or not text.isascii() or len(text) > 18:
        raise BadInput(f"{name.capitalize()}: that is no number of one.", field=name)
    return int(text)
