"""A worker's hold on the candidate in hand: renewed beside the rendering, and the first to know when it is lost."""

from __future__ import annotations

import logging
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.db import Error, connection
from django.db.models.functions import Now

from generation import queue
from generation.models import Candidate
from generation.states import RUNNING
from studio.lib import stream

log = logging.getLogger(__name__)

TICK = 0.5  # seconds: progress is written, and a cancel noticed, at most so often


class Lease:
    """`with Lease(candidate) as lease`: a thread with its own connection that renews, reports steps and listens.

    Rendering only sets numbers here, so that a slow database never slows a step.
    """

    def __init__(self, candidate: Candidate) -> None:
        assert candidate.claim is not None
        self.candidate = candidate
        self.claim = candidate.claim
        self.lost = False
        self._steps = (0, 0)
        self._written = (0, 0)
        self._done = Event()
        self._thread = Thread(target=self._run, name=f"lease-{candidate.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join(timeout=10)

    def progress(self, done: int, total: int) -> None:
        self._steps = (done, total)

    def _run(self) -> None:
        ticks_a_renewal = max(1, int(settings.LEASE_SECONDS / 4 / TICK))
        tick = 0
        try:
            while not self._done.wait(TICK) and not self.lost:
                tick += 1
                try:
                    self._tick(renew=tick % ticks_a_renewal == 0)
                except Error:  # the database is away: the lease may run out, and then the sweep gives it to another
                    log.warning("Could not renew the lease on candidate %s", self.candidate.pk, exc_info=True)
                    connection.close()
        finally:
            connection.close()

    def _tick(self, *, renew: bool) -> None:
        held = Candidate.objects.filter(pk=self.candidate.pk, claim=self.claim, state=RUNNING)
        steps = self._steps
        changes: dict[str, Any] = {}
        if steps != self._written:
            changes = {"steps_done": steps[0], "steps_total": steps[1]}
        if renew:
            changes["lease_until"] = Now() + queue.lease()
        self.lost = not (held.update(**changes) if changes else held.exists())
        if steps != self._written and not self.lost:
            self._written = steps
            stream.notify(self.candidate.batch.brand_id, "candidate.progress", self.candidate.pk)
