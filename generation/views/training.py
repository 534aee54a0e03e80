"""Trainings: how each goes, with its loss over the steps, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from generation import training as lora
from generation.engine.diffusion.training.settings import BOUNDS, Settings
from generation.models import Training, TryOut
from generation.registry import WORLD, territories
from generation.registry.licence import DUTIES, Licence
from generation.states import RUNNING, WAITING
from studio.people.requests import Request
from studio.people.roles import may

WIDE, HIGH = 640, 200  # of the curve's own units
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Curve:
    """`points` of an SVG polyline in WIDE by HIGH; the least and most loss and the steps at its edges."""

    points: str
    least: float
    most: float
    steps: int
    rows: Sequence[tuple[int, float]]  # for the table: about a dozen


def curve(losses: Sequence[Sequence[float]], steps: int) -> Curve | None:
    """None where there is nothing to draw a line between."""
    if len(losses) < 2:
        return None
    values = [loss for _, loss in losses]
    least, most = min(values), max(values)
    span = (most - least) or 1.0
    points = " ".join(
        f"{WIDE * step / max(steps, 1):.1f},{HIGH - HIGH * (loss - least) / span:.1f}" for step, loss in losses
    )
    every = max(1, len(losses) // 12)
    rows = [(int(step), loss) for step, loss in losses[::every]]
    last = (int(losses[-1][0]), losses[-1][1])
    return Curve(points, least, most, steps, rows if rows[-1] == last else [*rows, last])


def found(request: Request, pk: int) -> Training:
    rows = Training.objects.visible_to(request.user).select_related("brand", "base", "entry", "by")
    return get_object_or_404(rows, pk=pk)


@require_GET
def trainings(request: Request) -> HttpResponse:
    rows = Training.objects.visible_to(request.user).select_related("brand", "base", "entry", "by")[:SHOWN]
    context = {"rows": [{"row": row, "steps": row.settings["steps"]} for row in rows]}
    return render(request, "generation/trainings.html", context)


@require_GET
def training(request: Request, pk: int) -> HttpResponse:
    """The page and, for htmx, what moves on it."""
    row = found(request, pk)
    settings = Settings.from_document(row.settings)
    licence = Licence.from_document(row.rights)
    context = {
        "row": row,
        "steps": settings.steps,
        "curve": curve(row.losses, settings.steps),
        "open": row.state in (WAITING, RUNNING),
        "left": seconds_left(row, settings),
        "forecast": lora.forecast(row.base, settings) if row.state == WAITING else None,
        "keeps": may(request.user, "train a LoRA", row.brand),
        "samples": samples(row),
    }
    if request.headers.get("HX-Target") == "training":
        return render(request, "generation/training_state.html", context)
    context |= {
        "said": [(bound.label, getattr(settings, name)) for name, bound in BOUNDS.items()],
        "licence": licence,
        "places": territories.words(licence.territories).replace(WORLD, "the whole world"),
        "duties": [DUTIES.get(one, one) for one in licence.duties],
    }
    return render(request, "generation/training.html", context)


def seconds_left(row: Training, settings: Settings) -> float | None:
    """By the pace since it began; None while that says nothing."""
    if row.state != RUNNING or not row.steps_done or row.began_at is None:
        return None
    each = (timezone.now() - row.began_at).total_seconds() / row.steps_done
    return each * (settings.steps - row.steps_done)


def samples(row: Training) -> list[dict[str, Any]]:
    """The captions that were tried without and with it."""
    pairs = row.facts.get("samples") or []
    made = TryOut.objects.select_related("preview").in_bulk([pk for pair in pairs for pk in pair])
    return [{"words": made[pair[0]].prompt, "rows": [made[pk] for pk in pair]} for pair in pairs if {*pair} <= {*made}]


@require_POST
def cancel_training(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    lora.cancel(row, by=request.user)
    messages.success(request, f"{row.name} is cancelled. Nothing of it is kept as a model.")
    return redirect("generation:training", pk)


@require_POST
def retry_training(request: Request, pk: int) -> HttpResponse:
    row = found(request, pk)
    lora.retry(row, by=request.user)
    messages.success(request, f"{row.name} waits for a worker again. It goes on from what was kept.")
    return redirect("generation:training", pk)
