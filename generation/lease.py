"""A worker's hold on the candidates in hand: renewed beside the rendering, and the first to know when it is lost."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.models.functions import Now

from generation import previews, queue
from generation.engine.picture import Pixels
from generation.models import Candidate, LivePreview
from generation.states import RUNNING
from studio.lib import stream

log = logging.getLogger(__name__)

TICK = 0.5  # seconds: progress is written, and a cancel noticed, at most so often
LOOK = 1.0  # seconds between two live previews of one candidate


class Lease:
    """From `start` to `end`, a thread with its own connection that renews, reports steps and listens.

    Rendering only sets values here, so that a slow database never slows a step. Several candidates in one hand are
    held together: steps and previews are told of those `at_work`.
    """

    def __init__(self, hand: Sequence[Candidate]) -> None:
        self.hand = list(hand)
        self.at_work: Sequence[Candidate] = self.hand[:1]
        self._held = {one.pk for one in self.hand}
        self._steps = (0, 0)
        self._written: tuple[Sequence[int], int, int] = ((), 0, 0)
        self._looks: dict[int, Pixels] = {}
        self._looked = time.monotonic()
        self._done = Event()
        self._thread = Thread(target=self._run, name=f"lease-{self.hand[0].pk}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._done.set()
        self._thread.join(timeout=10)

    @property
    def lost(self) -> bool:
        """Is none of those at work ours any more?"""
        return not any(self.holds(one) for one in self.at_work)

    def holds(self, candidate: Candidate) -> bool:
        """Not cancelled, and not given to another worker, as far as is known."""
        return candidate.pk in self._held

    def begin(self, at_work: Sequence[Candidate]) -> None:
        """The worker turns to these of its hand."""
        self.at_work = list(at_work)
        self._steps = (0, 0)
        self._looks = {}

    def drop(self, candidate: Candidate) -> None:
        """Recorded already: there is nothing to hold any more."""
        self.hand = [one for one in self.hand if one.pk != candidate.pk]

    def progress(self, done: int, total: int) -> None:
        self._steps = (done, total)

    def wants_preview(self) -> bool:
        return time.monotonic() - self._looked >= LOOK

    def preview(self, pixels: Pixels, index: int = 0) -> None:
        """What the candidate at `index` of those at work looks like by now, pixels (h, w, 3)."""
        self._looks[self.at_work[index].pk] = pixels
        self._looked = time.monotonic()

    def _run(self) -> None:
        ticks_a_renewal = max(1, int(settings.LEASE_SECONDS / 4 / TICK))
        tick = 0
        used = False
        try:
            while not self._done.wait(TICK):
                tick += 1
                used = True
                try:
                    self._tick(renew=tick % ticks_a_renewal == 0)
                except Error:  # the database is away: the lease may run out, and then the sweep gives it to another
                    log.warning("Could not renew the lease on candidate %s", self.hand, exc_info=True)
                    connection.close()
        finally:
            if used:
                connection.close()

    def _tick(self, *, renew: bool) -> None:
        hand, at_work = list(self.hand), list(self.at_work)
        claims = [one.claim for one in hand if one.claim]
        held = Candidate.objects.filter(claim__in=claims, state=RUNNING)
        if renew:
            held.update(lease_until=Now() + queue.lease())
        there_still = set(held.values_list("pk", flat=True))
        # One that was recorded while we asked is in neither list, and was not lost.
        self._held -= {one.pk for one in hand if one in self.hand} - there_still
        there = [one for one in at_work if one.pk in self._held]
        self._tell_steps(held, there)
        self._tell_looks(there)

    def _tell_steps(self, held: Any, there: list[Candidate]) -> None:
        now = (tuple(one.pk for one in there), *self._steps)
        if now == self._written or not there:
            return
        held.filter(pk__in=now[0]).update(steps_done=now[1], steps_total=now[2])
        self._written = now
        for one in there:
            stream.notify(one.batch.brand_id, "candidate.progress", one.pk)

    def _tell_looks(self, there: list[Candidate]) -> None:
        looks, self._looks = self._looks, {}
        for one in there:
            if one.pk in looks:
                image = previews.live(looks[one.pk])
                LivePreview.objects.update_or_create(
                    candidate_id=one.pk, defaults={"step": self._steps[0], "image": image}
                )
                stream.notify(one.batch.brand_id, "candidate.preview", one.pk)
