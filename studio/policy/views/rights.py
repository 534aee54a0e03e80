"""The rights of one component at one brand: what is in force, every entry before it, and the form for the next."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from studio.lib import blobs
from studio.lib.problems import BadInput, TooMuch
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require
from studio.policy import ledger
from studio.policy.models import RightRecord
from studio.policy.proofs import ENDINGS
from studio.policy.right_form import CHANNELS, FIELDS, values_of


def rights(request: Request, brand: str, kind: str, key: str) -> HttpResponse:
    """The page. Sent to, it makes a new entry."""
    place = get_object_or_404(Brand.objects.visible_to(request.user), slug=brand)
    try:
        kind, key = ledger.named(kind, key)
    except BadInput as fault:
        raise Http404(fault.sentence) from fault
    if request.method != "POST":
        return render(request, "policy/rights.html", page_of(request, place, kind, key))
    said = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        row = ledger.record(place, kind, key, said, by=request.user, proof=request.FILES.get("proof"))
    except (BadInput, TooMuch) as fault:
        page = page_of(request, place, kind, key)
        page |= {"values": said, "faults": faults_of(fault), "fault": fault.sentence}
        return render(request, "policy/rights.html", page, status=fault.status)
    messages.success(request, f"The right to {row.name} is recorded. It is in force from now on.")
    return redirect(address(place, kind, key))


def faults_of(fault: BadInput | TooMuch) -> dict[str, list[str]]:
    return fault.fields if isinstance(fault, BadInput) else {fault.field: [fault.sentence]}


def address(brand: Brand, kind: str, key: str, name: str = "") -> str:
    """Of the page; `name`: what to call it where nothing is recorded."""
    path = reverse("policy:rights", args=[brand.slug, kind, key])
    return f"{path}?{urlencode({'name': name})}" if name else path


def page_of(request: Request, brand: Brand, kind: str, key: str) -> dict[str, Any]:
    rows = RightRecord.objects.filter(brand=brand, kind=kind, key=key).select_related("by", "proof")[:50]
    newest = rows[0] if rows else None
    name = newest.name if newest else request.GET.get("name", "").replace("\0", "")[:200] or key
    return {
        "brand": brand, "kind": kind, "label": RightRecord.Kind(kind).label, "key": key, "name": name,
        "newest": newest, "rows": rows, "today": timezone.localdate(),
        "values": values_of(newest) | {"name": name}, "whose": RightRecord.Exclusive.choices, "channels": CHANNELS,
        "may_record": may(request.user, ledger.RECORD, brand), "may_read": may(request.user, ledger.READ, brand),
    }  # fmt: skip


@require_GET
def proof(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The file with an entry, to be kept and not shown: a contract is nobody's page."""
    row = get_object_or_404(RightRecord.objects.visible_to(request.user).select_related("brand", "proof"), pk=pk)
    require(request.user, ledger.READ, row.brand)
    if row.proof is None:
        raise Http404("No file is with this entry.")
    stem = row.proof_name.rpartition(".")[0] or row.proof_name
    response = FileResponse(blobs.open(row.proof.digest), content_type=row.proof_type)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{stem}.{ENDINGS[row.proof_type]}"))
    response["Content-Length"] = str(row.proof.size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
