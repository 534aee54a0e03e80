"""Addresses of the top layer."""

from django.urls import URLPattern

app_name = "home"

urlpatterns: list[URLPattern] = []
