from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from generation import actions
from generation.engine.previz.scene import BadScene, Scene
from generation.forms import SceneForm
from generation.models import Candidate
from generation.views.batches import sheet_url
from studio.lib.problems import BadInput
from studio.people.requests import Request
from studio.people.roles import may

INNERMOST = re.compile(r"\[\n\s+([^\[\]{}]*?)\n\s*\]")  # a list without lists or objects in it


def scene(request: Request, pk: int) -> HttpResponse:
    """The scene of a previz: to read, to take away (`?as=json`), and to send back edited for one more option."""
    rows = Candidate.objects.visible_to(request.user).select_related(
        "recipe", "preview", "batch__brand", "batch__model", "batch__revision__brief__brand"
    )
    candidate = get_object_or_404(rows, pk=pk)
    document = scene_of(candidate)
    if request.GET.get("as") == "json" and document:
        headers = {"Content-Disposition": f'attachment; filename="candidate-{pk}.scene.json"'}
        return HttpResponse(shown(document), content_type="application/json", headers=headers)
    form = SceneForm(
        request.POST or None, request.FILES or None, initial={"scene": shown(document), "once": uuid4()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        edited, once = form.cleaned_data["scene"], form.cleaned_data["once"]
        try:
            return redirect(sheet_url(actions.order_edit(candidate, edited, by=request.user, once=once)))
        except BadInput as fault:
            for field, sentences in fault.fields.items():
                form.add_error(field if field in form.fields else None, sentences)
    context = {
        "candidate": candidate,
        "document": document,
        "form": form,
        "may_order": may(request.user, "make a batch", candidate.batch.brand),
        "edits": candidate.edits.select_related("by").order_by("pk"),
    }
    return render(request, "generation/scene.html", context, status=422 if request.method == "POST" else 200)


def scene_of(candidate: Candidate) -> dict[str, Any]:
    """The document in the first step of the recipe; empty where there is none."""
    nodes = candidate.recipe.document["nodes"] if candidate.recipe else []
    found: dict[str, Any] = nodes[0]["params"].get("scene", {}) if nodes else {}
    return found


def shown(document: dict[str, Any]) -> str:
    """In the order of the schema, a list of numbers on one line: the database keeps neither."""
    if not document:
        return ""
    with suppress(BadScene):  # made by another version: as it is stored
        document = Scene.from_document(document).document()
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return INNERMOST.sub(lambda found: "[" + re.sub(r",\n\s+", ", ", found[1]) + "]", text)
