from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dam.endings import LISTED, soon
from studio.people.chosen import visible_brands
from studio.people.requests import Request
from studio.policy.models import RightRecord


@require_GET
def ending(request: Request) -> HttpResponse:
    """Rights that end within the next months, with how many live assets rest on each."""
    today = timezone.localdate()
    rows = [(one, (one.until - today).days) for one in soon(visible_brands(request), today)]
    return render(request, "dam/ending.html", {"rows": rows, "listed": LISTED, "recorded": RightRecord.Kind.values})
