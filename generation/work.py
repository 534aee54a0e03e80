"""Candidates through the worker: claim, plan, render, store, record."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from celery.worker import state as worker_state

from generation import planning, previews, pulse, queue, search, states
from generation.behind import Here, Keeper
from generation.engine.engines import engine
from generation.engine.picture import Cancelled, EngineError, Job, Later, OutOfMemory, Picture, PlanSmaller, Refused
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.lease import Lease
from generation.models import Candidate, Recipe
from generation.promotion.kept import kept
from generation.queue.able import at_once
from generation.registry import LEAVES_THE_MACHINE
from studio.lib import blobs
from studio.lib.canonical import Json
from studio.lib.models import Blob
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)

KEPT = 0.3  # seconds a rendered picture may wait to be recorded together with others of its hand


def draining() -> bool:
    """Has this worker been told to stop? Celery sets an exit status, and 0 is one."""
    flags: tuple[object, ...] = (worker_state.should_stop, worker_state.should_terminate)
    return any(flag is not None and flag is not False for flag in flags)


def one(engine_name: str, worker: str, able: queue.Able | None = None, keeper: Keeper | None = None) -> bool:
    """Make the next hand of candidates of this engine. False when there is none, or when this worker should rest.

    Without a `keeper` everything is recorded on return; with one, soon.
    """
    hand = queue.claim_hand(able or queue.Able(worker, [engine_name]))
    if not hand:
        return False
    keeper = keeper or Here()
    return Hand(hand, keeper, at_once(hand[0].batch, able.memory if able else None)).make() and not keeper.resting


@dataclass(frozen=True, slots=True)
class Rendered:
    candidate: Candidate
    recipe: RecipeDocument
    picture: Picture
    seconds: float  # of the device


class Hand:
    """Candidates of one batch in the making: each group in one rendering, recorded together, soon after."""

    def __init__(self, candidates: Sequence[Candidate], keeper: Keeper, at_once: int = 1) -> None:
        self.waiting = list(candidates)
        self.at_once = at_once  # pictures of a device batch
        self.also: Mapping[str, Json] = {}  # settings over the model's own, since it ran out of memory
        self.added: list[str] = []  # what was done about that, in sentences
        self.batch = candidates[0].batch
        self.lease = Lease(candidates)
        self.keeper = keeper
        self.rendered: list[Rendered] = []
        self.told = time.perf_counter()

    def make(self) -> bool:
        """All of them. False when this worker should rest."""
        self.lease.start()
        try:
            while self.waiting:
                beside = members(self.waiting[0].position, self.at_once, self.batch.count)
                group = [one for one in self.waiting if one.position in beside]
                self.waiting = [one for one in self.waiting if one.position not in beside]
                if not self._group(group):
                    return False
                if time.perf_counter() - self.told > KEPT:
                    self._hand_over()
            return True
        finally:
            for candidate in self.waiting:
                if self.lease.holds(candidate):
                    queue.release(candidate)
            self._hand_over(last=True)

    def _group(self, group: list[Candidate]) -> bool:
        """One rendering, and what became of it. False when this worker should rest."""
        began = time.perf_counter()

        def seconds() -> float:
            return (time.perf_counter() - began) / len(group)

        self.lease.begin(group)
        try:
            recipes, pictures = self._render(group)
            each = seconds()
            for candidate, recipe, picture in zip(group, recipes, pictures, strict=True):
                self.rendered.append(Rendered(candidate, recipe, picture, each))
        except Cancelled:
            for candidate in group:
                if not (self.lease.holds(candidate) and queue.release(candidate)):
                    # Cancelled by a person, or given to another worker: not ours to put back.
                    queue.stopped(candidate, seconds(), pulse.device())
            return not draining()
        except PlanSmaller as smaller:  # asked for at most a few times: each asks for less than the one before
            self.at_once, self.also = smaller.together, {**self.also, **smaller.settings}
            self.added.append(smaller.sentence)
            self.waiting = [*group, *self.waiting]
        except Later as later:
            for candidate in group:
                queue.postpone(candidate, later.sentence, later.seconds, ticket=later.ticket, worked=seconds())
        except Exception as error:
            self._failed(group, error, seconds())
        return True

    def _failed(self, group: Sequence[Candidate], error: Exception, seconds: float) -> None:
        """Whatever a model's code may raise; the row keeps a sentence, the log the rest."""
        if isinstance(error, OutOfMemory):
            reason, sentence = states.MEMORY, str(error)
        elif isinstance(error, EngineError):
            remote = self.batch.model.engine in LEAVES_THE_MACHINE
            reason, sentence = states.SERVICE if remote else states.ENGINE, str(error)
        else:
            log.error("Candidates %s failed", group, exc_info=error)
            reason = states.BROKEN
            sentence = f"The engine broke down ({type(error).__name__}). The worker's log tells more."
        again = not isinstance(error, Refused)
        for candidate in group:
            queue.fail(candidate, sentence, reason=reason, seconds=seconds, device=pulse.device(), again=again)

    def _render(self, group: list[Candidate]) -> tuple[list[RecipeDocument], list[Picture]]:
        positions = [candidate.position for candidate in group]
        beside = members(positions[0], self.at_once, self.batch.count)
        recipes = [planning.plan(self.batch, position, beside, self.also) for position in positions]
        if not self._over_in_a_moment():
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
            keep_ticket=lambda ticket: self._keep_ticket(first, ticket),
        )
        return recipes, self._pictures(recipes, job)

    def _pictures(self, recipes: Sequence[RecipeDocument], job: Job) -> list[Picture]:
        """One a recipe; by an engine that can, those of one device batch at once."""
        together: Any = getattr(engine(self.batch.model.engine), "render_group", None)
        pictures = together(recipes, job) if together else [render(recipe, job) for recipe in recipes]
        return [picture.with_(notes=(*picture.notes, *self.added)) for picture in pictures]

    def _over_in_a_moment(self) -> bool:
        """Then nobody can look at their recipes before they are done, and these are written with the result alone."""
        return bool(self.waiting or self.rendered)

    def _keep_ticket(self, candidate: Candidate, ticket: Mapping[str, Any]) -> None:
        if not queue.keep_ticket(candidate, ticket):
            raise Cancelled

    def _hand_over(self, *, last: bool = False) -> None:
        """What is rendered goes to be stored; with the last of it the lease ends."""
        rendered, self.rendered = self.rendered, []
        self.told = time.perf_counter()
        self.keeper.take(partial(self._keep, rendered, last))

    def _keep(self, rendered: Sequence[Rendered], last: bool) -> bool:
        """Encode, store, record. False when the store is away: the candidates are back in the line then."""
        try:
            return not rendered or self._record(rendered)
        finally:
            if last:
                self.lease.end()

    def _record(self, rendered: Sequence[Rendered]) -> bool:
        unsaid = planning.unsaid(self.batch)
        made: list[tuple[Candidate, queue.Made]] = []
        away = False
        for index, one in enumerate(rendered):
            try:
                made.append((one.candidate, _made(one, unsaid)))
            except NotNow:
                log.warning("The store refused %s; it goes back in the line", one.candidate, exc_info=True)
                for other in rendered[index:]:
                    queue.release(other.candidate)
                away = True
                break
            except Exception as error:
                self._failed([one.candidate], error, one.seconds)
        if made:
            queue.complete_all(made)
            pulse.made_with(made[-1][1].device, self.batch.model.weights)
        for one in rendered:
            self.lease.drop(one.candidate)
        return not away


def _made(one: Rendered, unsaid: Sequence[str]) -> queue.Made:
    accepted, acceptance = search.judge(one.candidate, one.picture)
    acceptance = acceptance or kept(one.candidate, one.picture)  # of a promotion: how well it keeps its pick
    recipe = Recipe(digest=one.recipe.digest, document=one.recipe.document())
    made = store(one.picture, one.seconds, unsaid)
    return replace(made, recipe=recipe, accepted=accepted, acceptance=acceptance)


def members(position: int, together: int, count: int) -> range:
    """The positions computed in one device batch with this one, itself among them, of a batch of `count`."""
    first = position // together * together
    return range(first, min(first + together, max(count, position + 1)))


def keep(recipe: RecipeDocument) -> Recipe:
    """The recipe's row, made if it is new."""
    stored, _ = Recipe.objects.get_or_create(digest=recipe.digest, defaults={"document": recipe.document()})
    return stored


def store(picture: Picture, seconds: float, unsaid: Sequence[str] = ()) -> queue.Made:
    """Put every file into the store; `unsaid` are notes that the engine does not know of. Nothing here is undone
    later: a blob nobody names is swept, never wrong."""
    file, small = previews.png(picture), previews.small(picture)
    facts = dict(picture.facts)
    return queue.Made(
        picture=put(file, "image/png", picture.width, picture.height),
        preview=_put_copy(small.preview),
        sizes=[_put_copy(copy) for copy in small.copies],
        thumbhash=small.thumbhash,
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


def _put_copy(copy: previews.Copy) -> Blob:
    return put(copy.data, copy.media_type, copy.width, copy.height)


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
