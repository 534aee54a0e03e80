"""Candidates through the worker: claim, plan, render, store, record."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from celery.worker import state as worker_state

from generation import planning, previews, pulse, queue, search, states
from generation.engine.picture import Cancelled, EngineError, Job, Later, OutOfMemory, Picture
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.lease import Lease
from generation.models import Batch, Candidate, Recipe
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)

KEPT = 0.3  # seconds a finished picture may wait to be recorded together with others of its hand


def draining() -> bool:
    """Has this worker been told to stop? Celery sets an exit status, and 0 is one."""
    flags: tuple[object, ...] = (worker_state.should_stop, worker_state.should_terminate)
    return any(flag is not None and flag is not False for flag in flags)


def one(engine_name: str, worker: str, able: queue.Able | None = None) -> bool:
    """Make the next hand of candidates of this engine. False when there is none, or when this worker should rest."""
    hand = queue.claim_hand(able or queue.Able(worker, [engine_name]))
    if not hand:
        return False
    with Lease(hand) as lease:
        return Hand(hand, lease).make()


class Hand:
    """Candidates of one batch in the making: each group in one rendering, each picture recorded as soon as may be."""

    def __init__(self, candidates: Sequence[Candidate], lease: Lease) -> None:
        self.waiting = list(candidates)
        self.batch = candidates[0].batch
        self.lease = lease
        self.made: list[tuple[Candidate, queue.Made]] = []
        self.began = self.told = time.perf_counter()

    def make(self) -> bool:
        """All of them. False when this worker should rest."""
        try:
            while self.waiting:
                group = self.waiting if self.batch.together > 1 else self.waiting[:1]
                self.waiting = self.waiting[len(group) :]
                if not self._group(group):
                    return False
                if time.perf_counter() - self.told > KEPT:
                    self._record()
            return True
        finally:
            self._record()
            for candidate in self.waiting:
                if self.lease.holds(candidate):
                    queue.release(candidate)

    def _group(self, group: list[Candidate]) -> bool:
        """One rendering, and what became of it. False when this worker should rest."""
        began = time.perf_counter()

        def seconds() -> float:
            return (time.perf_counter() - began) / len(group)

        self.lease.begin(group)
        try:
            pictures = self._render(group)
            unsaid = planning.unsaid(self.batch)
            for candidate, (recipe, picture) in zip(group, pictures, strict=True):
                self.made.append((candidate, self._store(candidate, recipe, picture, seconds, unsaid)))
        except Cancelled:
            for candidate in group:
                if self.lease.holds(candidate):
                    queue.release(candidate)
                else:  # cancelled by a person, or given to another worker: not ours to put back
                    queue.stopped(candidate, seconds())
            return not draining()
        except NotNow:
            log.warning("The store refused candidates %s; they go back in the line", group, exc_info=True)
            for candidate in group:
                queue.release(candidate)
            return False
        except Later as later:
            for candidate in group:
                queue.postpone(candidate, later.sentence, later.seconds, ticket=later.ticket, worked=seconds())
        except OutOfMemory as error:
            for candidate in group:
                queue.fail(candidate, str(error), reason=states.MEMORY, seconds=seconds())
        except EngineError as error:
            reason = states.SERVICE if self.batch.model.engine == "remote" else states.ENGINE
            for candidate in group:
                queue.fail(candidate, str(error), reason=reason, seconds=seconds())
        except Exception as error:  # whatever a model's code may raise; the row keeps the sentence, the log the rest
            log.exception("Candidates %s failed", group)
            sentence = f"The engine broke down ({type(error).__name__}). The worker's log tells more."
            for candidate in group:
                queue.fail(candidate, sentence, reason=states.BROKEN, seconds=seconds())
        return True

    def _render(self, group: list[Candidate]) -> list[tuple[RecipeDocument, Picture]]:
        positions = [candidate.position for candidate in group]
        beside = members(self.batch, positions[0])
        recipes = [planning.plan(self.batch, position, beside) for position in positions]
        if time.perf_counter() - self.began > KEPT or not self._moment():
            for candidate, recipe in zip(group, recipes, strict=True):
                if not queue.plan_is(candidate, keep(recipe)):
                    raise Cancelled
        first = group[0]
        job = Job(
            StoredInputs(),
            progress=self.lease.progress,
            cancelled=lambda: self.lease.lost or draining(),
            preview=self.lease.preview,
            wants_preview=self.lease.wants_preview,
            ticket=first.ticket,
            keep_ticket=lambda ticket: self._keep(first, ticket),
        )
        return list(zip(recipes, render_all(recipes, job), strict=True))

    def _moment(self) -> bool:
        """Are these over before anybody could look at their recipes? Then they are written with the result alone."""
        return len(self.waiting) > 0 or bool(self.made)

    def _keep(self, candidate: Candidate, ticket: Mapping[str, Any]) -> None:
        if not queue.keep_ticket(candidate, ticket):
            raise Cancelled

    def _store(
        self,
        candidate: Candidate,
        recipe: RecipeDocument,
        picture: Picture,
        seconds: Callable[[], float],
        unsaid: Sequence[str],
    ) -> queue.Made:
        accepted, acceptance = search.judge(candidate, picture)
        made = store(picture, seconds(), unsaid)
        row = Recipe(digest=recipe.digest, document=recipe.document())
        return replace(made, recipe=row, accepted=accepted, acceptance=acceptance)

    def _record(self) -> None:
        made, self.made = self.made, []
        if not made:
            return
        queue.complete_all(made)
        for candidate, _ in made:
            self.lease.drop(candidate)
        self.told = time.perf_counter()
        pulse.made_with(made[-1][1].device, self.batch.model.weights)


def members(batch: Batch, position: int) -> list[int]:
    """The positions computed in one device batch with this one; empty where each is computed alone."""
    if batch.together < 2:
        return []
    first = position // batch.together * batch.together
    return list(range(first, first + batch.together))


def render_all(recipes: Sequence[RecipeDocument], job: Job) -> list[Picture]:
    """One picture a recipe. Several are those of one device batch."""
    return [render(recipe, job) for recipe in recipes]


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
