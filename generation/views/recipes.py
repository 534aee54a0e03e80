from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from generation import replay as replays
from generation.models import Candidate, Replay
from generation.states import DONE
from studio.lib import events
from studio.lib.canonical import canonical
from studio.people.requests import Request
from studio.people.roles import may, require

FOLD = 160  # characters a value may have before it is folded away


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its value as text; `folded` values are documents of their own and open on demand."""

    name: str
    text: str

    @property
    def folded(self) -> bool:
        return len(self.text) > FOLD


def lines(values: Mapping[str, Any]) -> list[Line]:
    """Plain values first in their order, then each document, as JSON a person can read."""
    plain = {name: value for name, value in values.items() if not isinstance(value, Mapping | list)}
    deep = {name: value for name, value in values.items() if name not in plain}
    shown = [Line(name, "nothing" if value in ("", None) else str(value)) for name, value in sorted(plain.items())]
    return shown + [Line(name, json.dumps(value, indent=1, ensure_ascii=False)) for name, value in sorted(deep.items())]


def found(request: Request, digest: str) -> Candidate:
    """A candidate of this recipe that the person may see: what makes the recipe theirs to read."""
    rows = Candidate.objects.visible_to(request.user).select_related(
        "recipe", "picture", "preview", "batch__brand", "batch__model", "batch__revision__brief"
    )
    candidate = rows.filter(recipe=digest).order_by("pk").first()
    return candidate or get_object_or_404(rows, pk=-1)


def recipe(request: Request, digest: str) -> HttpResponse:
    """How a picture came to be, and every run of it. `?as=json` gives the canonical bytes that the digest is of."""
    candidate = found(request, digest)
    assert candidate.recipe is not None
    if request.GET.get("as") == "json" or request.accepts("text/html") is False:
        return HttpResponse(canonical(candidate.recipe.document), content_type="application/json")
    context = {
        "candidate": candidate,
        "recipe": candidate.recipe,
        "nodes": [
            node | {"facts": lines(node["params"] | node["inputs"])} for node in candidate.recipe.document["nodes"]
        ],
        "made_for": lines(candidate.recipe.document["context"]),
        "runs": candidate.runs.order_by("pk"),
        "replays": Replay.objects.filter(recipe=digest, brand=candidate.batch.brand).order_by("-pk")[:10],
        "may_replay": candidate.state == DONE and may(request.user, "replay", candidate.batch.brand),
    }
    return render(request, "generation/recipe.html", context)


@require_POST
def replay(request: Request, digest: str) -> HttpResponse:
    candidate = found(request, digest)
    brand = candidate.batch.brand
    require(request.user, "replay", brand)
    made = replays.made_of(candidate)
    asked = replays.ask(made.recipe, brand=brand, file=made.file, pixels=made.pixels, by=request.user)
    events.record("ask", asked, by=request.user, brand=brand)
    if not request.accepts("text/html"):
        return JsonResponse({"replay": asked.pk, "state": asked.state}, status=202)
    return redirect("generation:recipe", digest)
