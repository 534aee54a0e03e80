"""Every address. Each room brings its own; the top layer puts them together."""

from django.urls import include, path

from studio.lib import health, stream
from studio.people.models import Membership, User


def brands_of(user: User) -> list[int]:
    return list(Membership.objects.filter(user=user, user__is_active=True).values_list("brand", flat=True))


urlpatterns = [
    path("healthz", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("events/", stream.events(brands_of), name="events"),
    path("", include("studio.home.urls")),
    path("", include("studio.people.urls")),
    path("", include("studio.policy.urls")),
    path("", include("briefs.urls")),
    path("", include("generation.urls")),
    path("", include("review.urls")),
    path("", include("dam.urls")),
]

handler400 = "studio.lib.problems_middleware.bad_request"
handler403 = "studio.lib.problems_middleware.permission_denied"
handler404 = "studio.lib.problems_middleware.page_not_found"
handler500 = "studio.lib.problems_middleware.server_error"
