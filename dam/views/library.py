from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from dam.search import FACETS, Found, search
from studio.people.chosen import visible_brands
from studio.people.requests import Request
from studio.people.roles import may

LABELS = {
    "use": "Use",
    "placement": "Placement",
    "locale": "Language",
    "hook": "Hook",
    "colourway": "Colourway",
    "market": "Market",
    "model": "Model",
    "campaign": "Campaign",
}


class Facet(NamedTuple):
    name: str
    label: str
    values: list[tuple[str, int, bool]]  # value, how many, chosen


def library(request: Request) -> HttpResponse:
    """The page and, for htmx, its results: one address for both, so that a search is a link."""
    words = request.GET.get("q", "").strip()[:200]
    chosen = {facet: values for facet in FACETS if (values := [v[:200] for v in request.GET.getlist(facet)[:20]])}
    before = request.GET.get("before", "")
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    found = search(request.user, words=words, facets=chosen, before=last)
    context = {
        "found": found,
        "words": words,
        "chosen": chosen,
        "facets": facets(found, chosen),
        "filtered": bool(words or chosen),
        "next": next_page(words, chosen, found),
        "trainers": [one for one in visible_brands(request) if may(request.user, "train a LoRA", one)],
        "query": urlencode({"q": words, **chosen}, doseq=True),
    }
    page = "dam/results.html" if request.headers.get("HX-Target") == "finds" else "dam/library.html"
    return render(request, page, context)


def facets(found: Found, chosen: dict[str, list[str]]) -> list[Facet]:
    """Each facet with its values, the chosen ones always among them, so that a filter can be taken off again."""
    shown = []
    for facet in FACETS:
        counts = dict(found.counts[facet][:8])
        picked = chosen.get(facet, [])
        values = [(value, counts.get(value, 0), value in picked) for value in {**counts, **dict.fromkeys(picked)}]
        if values:
            shown.append(Facet(facet, LABELS[facet], values))
    return shown


def next_page(words: str, chosen: dict[str, list[str]], found: Found) -> str:
    if found.more is None:
        return ""
    asked: dict[str, str | list[str]] = {"q": words, **chosen, "before": str(found.more)}
    return urlencode(asked, doseq=True)
