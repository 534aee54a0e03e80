"""In a worker: claim a training, go on with it from what was kept, register what comes out. Twice changes nothing."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from generation import budgets, shelf
from generation.engine.diffusion.training.settings import Settings
from generation.engine.diffusion.training.watch import Rested, Watch
from generation.engine.picture import Cancelled, EngineError
from generation.inputs import StoredInputs
from generation.models import Training, Worker
from generation.queue import lease
from generation.states import FAILED, RUNNING, WAITING
from generation.training import registering
from generation.training.hold import Hold
from generation.training.line import nudge
from studio.lib import blobs, events
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)

# By name: the web serves what imports this, and must not be able to reach torch through it.
TRAIN = "generation.engine.diffusion.training.train"


def make(pk: int, worker: str = "") -> None:
    row = _claimed(pk, worker)
    if row is None:
        return
    with Hold(row) as hold:
        try:
            made = _trained(row, hold)
            if not registering.complete(row, made):
                log.warning("Training %s was given to another worker before it was recorded", pk)
        except (Cancelled, Rested, NotNow):  # cancelled, draining, others' turn, or the store is away
            _back(row)
        except EngineError as error:
            _fail(row, str(error))
        except Exception as error:  # whatever a model's code may raise; the row keeps a sentence, the log the rest
            log.exception("Training %s failed", pk)
            _fail(row, f"The training broke down ({type(error).__name__}). The worker's log tells more.")


def _claimed(pk: int, worker: str) -> Training | None:
    """The row, running and ours; None where it is not to be begun here, or now: then the sweep asks again later."""
    row = Training.objects.filter(pk=pk, state=WAITING).select_related("brand", "base", "by").first()
    if row is None or Worker.objects.filter(name=worker).exclude(wanted="work").exists():
        return None
    if row.brand_id in budgets.spent_out().brands:
        return None
    claim = uuid4()
    with transaction.atomic():
        won = Training.objects.filter(pk=pk, state=WAITING).update(
            state=RUNNING, claim=claim, lease_until=Now() + lease(), attempts=F("attempts") + 1,
            began_at=Coalesce("began_at", Now()),
        )  # fmt: skip
        if not won:
            return None
        events.record("begin", row, brand=row.brand, worker=worker)
    row.refresh_from_db(fields=["state", "claim", "lease_until", "attempts", "began_at", "facts", "steps_done"])
    return row


def _trained(row: Training, hold: Hold) -> Any:
    """The engine's LoraFile."""
    from generation.work import draining

    def keep(state: bytes, done: int) -> None:
        _keep(row, state, done)

    inputs, kept = StoredInputs(), row.facts.get("kept")
    watch = Watch(
        progress=hold.progress,
        cancelled=lambda: hold.lost,
        rests=lambda: hold.others_wait or draining(),
        keep=keep,
    )
    return import_module(TRAIN).train(
        inputs.model_path(row.base.weights),
        [(blobs.read(one["digest"]), one["caption"]) for one in row.pictures],
        Settings.from_document(row.settings),
        watch,
        weights=row.base.weights,
        trigger=row.trigger,
        begun=blobs.read(kept["digest"]) if kept else None,
    )


def _keep(row: Training, state: bytes, done: int) -> None:
    """The state in the store in place of the one before. Raises Cancelled where the row is not ours any more."""
    before = (row.facts.get("kept") or {}).get("digest")
    facts = {**row.facts, "kept": {"digest": shelf.kept(state, shelf.STATE), "step": done}}
    # What was kept is worth a fresh count: only a training that gets nowhere is set aside.
    if not _ours(row).update(facts=facts, attempts=0):
        raise Cancelled
    row.facts = facts
    if before and before != facts["kept"]["digest"]:
        shelf.drop(before)


def _ours(row: Training) -> Any:
    return Training.objects.filter(pk=row.pk, claim=row.claim, state=RUNNING)


def _back(row: Training) -> None:
    """In the line again, at once; nothing where it was cancelled, or is another's."""
    with transaction.atomic():
        if _ours(row).update(state=WAITING, claim=None, attempts=0):
            nudge(row)


def _fail(row: Training, sentence: str) -> None:
    with transaction.atomic():
        changes = {"state": FAILED, "error": sentence[:500], "claim": None, "done_at": timezone.now()}
        if _ours(row).update(**changes):
            events.record("fail", row, brand=row.brand)
