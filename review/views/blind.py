"""The switch of a blind round, a plain form on the sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from generation.models import Batch
from review.actions.blind import begin_blind, lift_blind
from review.views.sheet import onward
from studio.lib.problems import BadInput
from studio.people.requests import Request


@require_POST
def blind(request: Request, pk: int) -> HttpResponse:
    """`do` is begin or lift."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("brand"), pk=pk)
    if request.POST.get("do") == "begin":
        begin_blind(batch, by=request.user)
        messages.success(
            request,
            "Blind: nobody sees what others say of a candidate before they judge it themselves. The last verdict on it"
            " counts, and every one stays on record.",
        )
    elif request.POST.get("do") == "lift":
        lift_blind(batch, by=request.user)
        messages.success(request, "The blind round is over: everybody sees every vote.")
    else:
        raise BadInput("A blind round is begun or lifted. Use the switch on the sheet.", field="do")
    return redirect(onward(request, reverse("review:sheet", args=[batch.pk])))
