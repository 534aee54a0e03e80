"""A worker's hold on the training in hand: renewed beside it, and the first to know when it is lost."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from django.conf import settings
from django.db import Error, connection
from django.db.models.functions import Now

from generation.engine.diffusion.training.schedule import thinned
from generation.models import Candidate, Training
from generation.queue import OPEN, lease
from generation.states import RUNNING, WAITING
from generation.training.line import ENGINE
from studio.lib import stream

log = logging.getLogger(__name__)

TICK: Final = 1.0  # seconds: progress is written, and a cancel noticed, at most so often
TURN: Final = 600.0  # seconds after which pictures that wait for this engine go first


class Hold:
    """While the block runs, a thread with its own connection renews, reports and listens. Training only sets values
    here, so that a slow database never slows a step."""

    def __init__(self, row: Training) -> None:
        self.row = row
        self.lost = False  # cancelled, or given to another worker
        self.others_wait = False
        self._told: tuple[int, Sequence[float]] = (row.steps_done, ())
        self._written = row.steps_done
        self._began = self._renewed = time.monotonic()
        self._done = Event()
        self._thread = Thread(target=self._run, name=f"training-{row.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join(timeout=10)

    def progress(self, done: int, steps: int, losses: Sequence[float]) -> None:
        self._told = (done, losses)

    def _run(self) -> None:
        try:
            while not self._done.wait(TICK):
                try:
                    self._tick()
                except Error:  # the database is away: the lease may run out, and then another goes on from what is kept
                    log.warning("Could not renew the lease on training %s", self.row.pk, exc_info=True)
                    connection.close()
        finally:
            connection.close()

    def _tick(self) -> None:
        held = Training.objects.filter(pk=self.row.pk, claim=self.row.claim, state=RUNNING)
        now = time.monotonic()
        if now - self._renewed >= settings.LEASE_SECONDS / 4:
            self._renewed = now
            self.lost |= not held.update(lease_until=Now() + lease())
        else:
            self.lost |= not held.exists()
        done, losses = self._told
        if done != self._written and not self.lost:
            held.update(steps_done=done, losses=thinned(list(losses)))
            self._written = done
            stream.notify(self.row.brand_id, "training.progress", self.row.pk)
        if now - self._began > TURN:
            waiting = Candidate.objects.filter(state=WAITING, batch__state__in=OPEN, batch__model__engine=ENGINE)
            self.others_wait = waiting.exists()
