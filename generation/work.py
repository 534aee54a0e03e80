"""One candidate through the worker: claim, plan, render, store, record."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from celery.worker import state as worker_state

from generation import planning, previews, pulse, queue
from generation.engine.picture import Cancelled, EngineError, Job, Picture
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.lease import Lease
from generation.models import Candidate, Recipe
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)


def draining() -> bool:
    """Has this worker been told to stop? Celery sets an exit status, and 0 is one."""
    flags: tuple[object, ...] = (worker_state.should_stop, worker_state.should_terminate)
    return any(flag is not None and flag is not False for flag in flags)


def one(engine_name: str, worker: str) -> bool:
    """Make the next candidate of this engine. False when there is none, or when this worker should rest."""
    candidate = queue.claim(worker, [engine_name])
    if candidate is None:
        return False
    began = time.perf_counter()
    with Lease(candidate) as lease:
        try:
            picture = _render(candidate, lease)
            made = store(picture, time.perf_counter() - began, planning.unsaid(candidate.batch))
        except Cancelled:
            _put_down(candidate, lease, time.perf_counter() - began)
            return not draining()
        except NotNow:
            log.warning("The store refused candidate %s; it goes back in the line", candidate.pk, exc_info=True)
            queue.release(candidate)
            return False
        except EngineError as error:
            queue.fail(candidate, str(error), seconds=time.perf_counter() - began)
            return True
        except Exception as error:  # whatever a model's code may raise; the row keeps the sentence, the log the rest
            log.exception("Candidate %s failed", candidate.pk)
            queue.fail(
                candidate,
                f"The engine broke down ({type(error).__name__}). The worker's log tells more.",
                seconds=time.perf_counter() - began,
            )
            return True
    queue.complete(candidate, made)
    pulse.made_with(made.device, candidate.batch.model.weights)
    return True


def _render(candidate: Candidate, lease: Lease) -> Picture:
    recipe = planning.plan(candidate.batch, candidate.position)
    if not queue.plan_is(candidate, keep(recipe)):
        raise Cancelled
    job = Job(StoredInputs(), progress=lease.progress, cancelled=lambda: lease.lost or draining())
    return render(recipe, job)


def _put_down(candidate: Candidate, lease: Lease, seconds: float) -> None:
    if lease.lost:
        queue.stopped(candidate, seconds)  # cancelled by a person, or given to another worker: not ours to put back
    else:
        queue.release(candidate)


def keep(recipe: RecipeDocument) -> Recipe:
    """The recipe's row, made if it is new."""
    stored, _ = Recipe.objects.get_or_create(digest=recipe.digest, defaults={"document": recipe.document()})
    return stored


def store(picture: Picture, seconds: float, unsaid: Sequence[str] = ()) -> queue.Made:
    """Put every file into the store; `unsaid` are notes that the engine does not know of. Nothing here is undone
    later: a blob nobody names is swept, never wrong."""
    file, (small, width, height) = previews.png(picture), previews.webp(picture)
    facts = dict(picture.facts)
    return queue.Made(
        picture=put(file, "image/png", picture.width, picture.height),
        preview=put(small, "image/webp", width, height),
        pixels=picture.pixels_sha256,
        passes={name: put(data, media_type_of(data)) for name, data in picture.passes.items()},
        boxes=[box.document() for box in picture.boxes],
        notes=[*picture.notes, *unsaid],
        facts=facts,
        device=device_in(facts),
        seconds=seconds,
    )


def put(data: bytes, media_type: str, width: int | None = None, height: int | None = None) -> Blob:
    """Bytes into the store. The row is only prepared: it is written with the result, in one transaction."""
    return Blob(digest=blobs.put(data), size=len(data), media_type=media_type, width=width, height=height)


def media_type_of(data: bytes) -> str:
    return (
        "image/png"
        if data.startswith(b"\x89PNG")
        else "image/x-exr"
        if data[:4] == b"v/1\x01"
        else "application/octet-stream"
    )


def device_in(facts: Mapping[str, Any]) -> str:
    """What the engine said it ran on, wherever in its facts; else this machine's processor."""
    for value in (facts.get("device"), *(f.get("device") for f in facts.values() if isinstance(f, Mapping))):
        if isinstance(value, str) and value:
            return value
    return "cpu"
