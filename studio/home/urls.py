"""Addresses of the top layer."""

from django.conf import settings
from django.urls import path

from studio.home import views

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("brand/", views.brand, name="brand"),
    path("search/", views.search, name="search"),
    path("prompts/", views.prompts, name="prompts"),
    path("checks/", views.checks, name="checks"),
    path("admin/", views.admin, name="admin"),
    path("admin/machines/", views.machines, name="machines"),
]

if settings.DEBUG:
    urlpatterns += [path("_gallery/", views.gallery, name="gallery")]
