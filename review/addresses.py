"""Addresses of candidates by the thousand."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

PLACES = ("first-part", "second-part")  # stand for what comes after the candidate


def at(name: str, pk: int, *more: str) -> str:
    """`reverse(name, args=[pk, *more])` of an address with one number in it, at a fiftieth of its time."""
    made = _pattern(name, len(more)).replace("/0/", f"/{pk}/", 1)
    for place, one in enumerate(more):
        made = made.replace(PLACES[place], one, 1)
    return made


@cache
def _pattern(name: str, many: int) -> str:
    return reverse(name, args=[0, *PLACES[:many]])
