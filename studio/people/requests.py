"""The request as our views know it: LoginRequiredMiddleware has let only people through, and htmx is always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from studio.lib.problems import NotAllowed
from studio.people.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails
    from rest_framework.request import Request as ApiRequest


class Request(HttpRequest):
    """For annotations only. Views marked @login_not_required take a plain HttpRequest."""

    user: User
    htmx: HtmxDetails


def person(request: ApiRequest) -> User:
    """Who asks through the API. IsAuthenticated has let only people through; whoever is none is told so."""
    if not isinstance(request.user, User):
        raise NotAllowed("Sign in first.")
    return request.user
