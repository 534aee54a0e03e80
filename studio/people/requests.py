"""The request as our views know it: LoginRequiredMiddleware has let only people through, and htmx is always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from studio.people.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """For annotations only. Views marked @login_not_required take a plain HttpRequest."""

    user: User
    htmx: HtmxDetails
