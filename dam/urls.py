"""Addresses of this room."""

from django.urls import URLPattern

app_name = "dam"

urlpatterns: list[URLPattern] = []
