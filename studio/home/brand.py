"""Which brand the person looks at: kept in the session, and only ever one they may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from studio.people.models import Brand

KEY = "brand"


def choose(request: HttpRequest, brand: Brand | None) -> None:
    """None is "all brands"."""
    request.session[KEY] = brand.pk if brand else None


def chosen_brand(request: HttpRequest, visible: Iterable[Brand]) -> Brand | None:
    """The kept brand if it is still among those the person may see; else None, which is all of them."""
    kept = request.session.get(KEY)
    return next((brand for brand in visible if brand.pk == kept), None)
