from django.http import HttpRequest

from studio.people.models import User


class Request(HttpRequest):
    """A request of somebody who is signed in: LoginRequiredMiddleware lets nobody else reach a view."""

    user: User
