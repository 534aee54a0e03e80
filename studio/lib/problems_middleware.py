"""Turns what goes wrong into an answer in the form that was asked for, always with the same sentence.

a page          -> the shell with the sentence and a way on
htmx            -> the status, nothing swapped, the sentence as a toast
the API, JSON   -> RFC 9457 application/problem+json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render, resolve_url
from rest_framework.exceptions import ParseError

from studio.lib.logging import REQUEST_ID
from studio.lib.problems import NotAllowed, NotNow, Problem, TooMuch
from studio.lib.templatetags.gatefold import bytes_

SECRET = re.compile("pass|secret|token|code|key", re.IGNORECASE)  # fields whose text no page repeats
WRITTEN = 20  # texts of a refused form that are given back
API_MOST = 2_500_000  # bytes; REST framework reads bodies past Django's own limit
API_SENTENCES = {
    400: "The body is not JSON that can be read. Send one JSON object with the fields of this address.",
    401: "Sign in first: this address answers people who are signed in.",
    403: "Sign in first, and send the CSRF token with what changes something.",
    404: "That part of the list is not there any more. Ask for the list from its beginning.",
    405: "This address does not take that method. The header Allow names those it takes.",
    406: "This address answers in JSON alone. Ask for application/json.",
    415: "Send the body as JSON, with Content-Type: application/json.",
}


class Missing(Problem):
    status = 404
    title = "There is nothing here"


class ProblemsMiddleware:
    """Last in the list, so that it hears of exceptions first; pages of other rooms raise and do not catch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):  # the database refuses it, and no text has it
            return answer(request, Problem("The address holds a character that is no text (NUL). Take it out."))
        length = request.META.get("CONTENT_LENGTH") or ""
        if request.path.startswith("/api/") and length.isdecimal() and int(length) > API_MOST:
            return answer(request, TooMuch(f"The body is larger than {bytes_(API_MOST)}. Send less at once."))
        response = self.get_response(request)
        if getattr(request, "htmx", False) and _goes_to_sign_in(response):
            # htmx would follow the redirect and put the sign-in page into a corner of this one.
            away = HttpResponse(status=204)
            back = quote(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]
            away["HX-Redirect"] = f"{resolve_url(settings.LOGIN_URL)}?next={back}"
            return away
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        problem = as_problem(exception)
        return None if problem is None else answer(request, problem)


def _goes_to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


def as_problem(exception: Exception) -> Problem | None:
    """The sentence for what Django and its parts raise; None for what is a bug and belongs in the log as a 500."""
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, Http404):
        return Missing(
            "There is nothing at this address, or it is not yours to see. Check the address, or search for it."
        )
    if isinstance(exception, RequestDataTooBig):
        most = bytes_(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return TooMuch(f"The form is larger than {most}. Send less text at once; files have their own limit.")
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return TooMuch("The form has more fields or files than Gatefold takes at once. Send fewer.")
    if isinstance(exception, PermissionDenied):
        return NotAllowed("You may not do that. Ask an admin of the brand.")
    if isinstance(exception, BadRequest | SuspiciousOperation):
        return Problem("The request could not be understood. Go back, reload the page and try again.")
    return None


def wants_json(request: HttpRequest) -> bool:
    if request.path.startswith("/api/"):
        return True
    return request.get_preferred_type(["text/html", "application/json", "application/problem+json"]) in (
        "application/json",
        "application/problem+json",
    )


def answer(request: HttpRequest, problem: Problem, *, ours: bool = True) -> HttpResponse:
    """The problem in the form the request asked for, with its status. `ours`: the form came from a page of Gatefold."""
    if wants_json(request):
        return JsonResponse(problem.document(), status=problem.status, content_type="application/problem+json")
    if getattr(request, "htmx", False):
        response = render(request, "shell/problem_fragment.html", {"problem": problem}, status=problem.status)
        response["HX-Reswap"] = "none"
        level = "warn" if isinstance(problem, NotNow) else "fail"
        response["HX-Trigger"] = json.dumps({"toast": {"text": problem.sentence, "level": level}})
        return response
    context = {"problem": problem, "status": problem.status, "written": written(request) if ours else ()}
    return render(request, "shell/problem.html", context, status=problem.status)


def written(request: HttpRequest) -> list[tuple[str, str]]:
    """The sentences of a form that was refused, (field, text), so that the page which says why gives them back. What is
    one word is quickly typed again, and may be a secret."""
    if request.method != "POST" or request.resolver_match is None:  # nobody has asked yet whose form it is
        return []
    try:
        fields = list(request.POST.lists())
    except (BadRequest, SuspiciousOperation, OSError, MultiPartParserError):  # what cannot be read back was the problem
        return []
    texts = [(name, text) for name, values in fields for text in values if not SECRET.search(name)]
    return [(name.replace("_", " "), text) for name, text in texts if " " in text.strip()][:WRITTEN]


def api_problem(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """REST framework's own refusals (not signed in, not JSON, no such method) as the same problem documents."""
    if isinstance(exception, RecursionError):
        exception = ParseError()  # JSON nested deeper than any brief
    if (status := getattr(exception, "status_code", None)) is None:
        return None  # ours and Django's go on to the middleware
    problem = Problem(API_SENTENCES.get(status) or str(getattr(exception, "detail", "")) or "That did not work.")
    problem.status, problem.title = status, HTTPStatus(status).phrase.capitalize()
    response = answer(context["request"]._request, problem)
    if allowed := context["view"].allowed_methods if status == 405 else None:
        response["Allow"] = ", ".join(allowed)
    return response


# --- What Django calls where no view was reached (handler400 and its kin in studio/urls.py) -------------------------
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, as_problem(exception) or Problem("The request could not be understood."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, as_problem(exception) or NotAllowed("You may not do that."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, Missing(as_problem(Http404()).sentence))  # type: ignore[union-attr]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(
        request,
        NotAllowed(
            "This form is from before you last signed in or out, or cookies are off. Reload the page and send it again."
        ),
        ours=False,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A bug of ours, or a database that is away or has no connection to spare: that is 503, and worth another try.

    The page asks nothing of the database or the session: they may be what is broken.
    """
    away = isinstance(sys.exception(), OperationalError)
    status, title, sentence = AWAY if away else FAULT
    trace = REQUEST_ID.get()
    if wants_json(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
        response: HttpResponse = JsonResponse(body, status=status, content_type="application/problem+json")
    else:
        context = {"title": title, "status": status, "sentence": sentence, "trace": trace, "away": away, "bare": True}
        response = render(request, "shell/fault.html", context, status=status)
    if away:
        response["Retry-After"] = "2"
    return response


FAULT = (
    500,
    "A fault in Gatefold",
    "Gatefold could not finish that. Nothing was half-written: it either happened wholly or not at all.",
)
AWAY = (
    503,
    "Gatefold is too busy",
    "The database did not answer in time. Nothing was half-written: try again in a moment.",
)
