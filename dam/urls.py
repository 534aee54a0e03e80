"""Addresses of the library."""

from django.urls import path

from dam import views

app_name = "dam"

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/placements/<int:pk>/affected/", views.affected, name="affected"),
    path("library/train/<int:pk>/", views.train, name="train"),
    path("library/rights/", views.ending, name="ending"),
    path("library/recall/", views.recall, name="recall"),
    path("library/recall/<slug:kind>/<str:key>/assets.csv", views.recall_list, name="recall_list"),
    path("library/recall/<int:pk>/quarantine/", views.quarantine, name="quarantine"),
    path("library/recall/<int:pk>/drill/", views.drill, name="drill"),
    path("library/quarantines/<int:pk>/lift/", views.lift, name="lift"),
    path("library/<int:pk>/", views.asset, name="asset"),
    path("library/<int:pk>/replay/", views.replay, name="replay"),
    path("library/<int:pk>/replays/", views.replays, name="replays"),
    path("library/<int:pk>/preview.webp", views.preview, name="preview"),
    path("library/<int:pk>/master.png", views.master, name="master"),
    path("library/<int:pk>/files/<int:file>/", views.download, name="download"),
    path("library/<int:pk>/files.zip", views.archive, name="archive"),
    path("explain/", views.explain, name="explain"),
]
