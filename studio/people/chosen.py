"""Which brand the person looks at: kept in the session, and only ever one they may see. Lists of every room may ask."""

from __future__ import annotations

from django.http import HttpRequest

from studio.people.models import Brand

KEY = "brand"
_SEEN = "_visible_brands"


def choose(request: HttpRequest, brand: Brand | None) -> None:
    """None is "all brands"."""
    request.session[KEY] = brand.pk if brand else None


def visible_brands(request: HttpRequest) -> list[Brand]:
    """The brands the person may see, by name; read once a request."""
    if not hasattr(request, _SEEN):
        setattr(request, _SEEN, list(Brand.objects.visible_to(request.user)))
    seen: list[Brand] = getattr(request, _SEEN)
    return seen


def chosen_brand(request: HttpRequest) -> Brand | None:
    """The kept brand if it is still among those the person may see; else None, which is all of them."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    return next((brand for brand in visible_brands(request) if brand.pk == kept), None)
