"""In a worker: one harmless question to a service, does it answer, and does it know us? And calling jobs off."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone

from generation.engine.picture import EngineError
from generation.engine.remote import comfyui, wire
from generation.engine.remote.errands import Errands
from generation.engine.remote.service import COMFYUI, Service
from generation.engine.remote.wire import Fault
from generation.engine.remote.words import clean
from generation.kinds import SERVICE
from generation.models import Batch, Candidate, ModelEntry
from generation.services.policy import service_of
from generation.states import CANCELLED
from studio.lib import events

log = logging.getLogger(__name__)

SECONDS: Final = 15.0
LISTED: Final = frozenset({404, 405, 501})  # of a list of models: it is there, and keeps no such list


def perform(entry_pk: int) -> None:
    """In a worker. Coming twice asks twice, which is harmless."""
    entry = ModelEntry.objects.filter(pk=entry_pk, kind=SERVICE).select_related("brand").first()
    if entry is None:
        return
    try:
        said, refusal = ask(service_of(entry), str(entry.settings.get("model", ""))), ""
    except (Fault, EngineError) as error:
        said, refusal = "", str(error)
    _record(entry, said, refusal)


def ask(service: Service, model: str) -> str:
    """What the service is, in a sentence. Raises Fault with why it cannot be used."""
    if service.family == COMFYUI:
        system = Errands(service, lambda: False).look().get("system")
        version = clean(service, system.get("comfyui_version"), 40) if isinstance(system, Mapping) else ""
        return f"It answers: ComfyUI {version}".rstrip() + "."
    try:
        answer = wire.call(service, "GET", service.place.under("/models"), seconds=SECONDS)
    except Fault as fault:
        if fault.status in LISTED:
            return "It answers, and keeps no list of models: whether it takes the key shows with the first picture."
        raise
    listed = answer.document().get("data")
    names = {one.get("id") for one in listed if isinstance(one, Mapping)} if isinstance(listed, list) else set()
    if names and model not in names:
        return f"It answers, and does not list {model} among its {len(names)} models. Is the name right?"
    return f"It answers, and lists {model}." if names else "It answers."


@transaction.atomic
def _record(entry: ModelEntry, said: str, refusal: str) -> None:
    """The outcome on the row. One that is in use stays so: a service that is away for an hour is not taken back."""
    row = ModelEntry.objects.select_for_update().get(pk=entry.pk)
    at = timezone.now().isoformat(timespec="seconds")
    row.settings = row.settings | {"tried": {"at": at, "well": not refusal, "said": (refusal or said)[:500]}}
    if row.state != "ready":
        row.state, row.refusal = ("refused", refusal[:500]) if refusal else ("ready", "")
    row.save(update_fields=["settings", "state", "refusal"])
    events.record("refused" if refusal else "ready", row, brand=row.brand, tried=(refusal or said)[:200])


def call_off(batch_pk: int) -> int:
    """In a worker: take the jobs of a cancelled batch out of the service's line. Returns how many were named there."""
    batch = Batch.objects.select_related("model").filter(pk=batch_pk, model__kind=SERVICE).first()
    if batch is None:
        return 0
    named = Candidate.objects.filter(batch=batch, state=CANCELLED).exclude(ticket=None)
    done = 0
    for candidate in named.order_by("position"):
        try:
            what = comfyui.call_off(service_of(batch.model), candidate.ticket or {})
        except (Fault, EngineError):
            log.warning("The job of candidate %s could not be called off", candidate.pk, exc_info=True)
            continue
        log.info("The job of candidate %s: %s", candidate.pk, what)
        done += Candidate.objects.filter(pk=candidate.pk, state=CANCELLED).update(ticket=None)
    return done
