"""Every address. Each room brings its own; the top layer puts them together."""

from django.urls import include, path

urlpatterns = [
    path("", include("studio.home.urls")),
    path("", include("studio.people.urls")),
    path("", include("briefs.urls")),
    path("", include("generation.urls")),
    path("", include("review.urls")),
    path("", include("dam.urls")),
]
