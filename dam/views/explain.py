"""The drop-in page "What is this file?"."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dam.explaining import MOST
from dam.explaining import explain as tell
from studio.lib.problems import BadInput, NotNow, TooMuch
from studio.people.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: Request) -> HttpResponse:
    """A form, and after an upload what was found. Nothing of the upload is kept."""
    context: dict[str, object] = {"most": MOST}
    status = 200
    if request.method == "POST":
        try:
            context["told"] = tell(request.FILES.get("file"), request.user)
        except (BadInput, TooMuch, NotNow) as problem:
            context["problem"], status = problem.sentence, problem.status
    template = "dam/explain.html"
    if request.headers.get("HX-Request"):
        template, status = (
            "dam/story.html",
            status if status == 200 else 422,
        )  # which is swapped in, as other 4xx are not
    return render(request, template, context, status=status)
