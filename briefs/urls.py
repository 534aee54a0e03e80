"""Addresses of this room."""

from django.urls import URLPattern

app_name = "briefs"

urlpatterns: list[URLPattern] = []
