"""Encoding, storing and recording go on behind the rendering, so that no device waits for a PNG or a disk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

from django.db import connection

log = logging.getLogger(__name__)

BACKLOG = 1  # hands that may wait to be stored: then the worker waits too; a kill costs these and the one in hand

Work = Callable[[], bool]  # False: the store is away, and the worker should rest


class Keeper(Protocol):
    """Takes finished pictures off the worker's hands. `resting`: the store refused, so nothing new should be begun."""

    resting: bool

    def take(self, work: Work) -> None: ...


class Here:
    """Does it at once, in the caller's thread and on its connection."""

    resting = False

    def take(self, work: Work) -> None:
        self.resting = not work() or self.resting


class Behind:
    """`with Behind() as keeper`: a thread does it, in order. Leaving waits until all of it is recorded."""

    def __init__(self) -> None:
        self.resting = False
        self._line: Queue[Work | None] = Queue(BACKLOG)
        self._thread = Thread(target=self._run, name="behind", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._line.put(None)
        self._thread.join()

    def take(self, work: Work) -> None:
        self._line.put(work)

    def _run(self) -> None:
        try:
            while (work := self._line.get()) is not None:
                try:
                    self.resting = not work() or self.resting
                except Exception:  # its leases run out, and the sweep puts the candidates back in the line
                    log.exception("What was made could not be recorded")
                    self.resting = True
        finally:
            connection.close()
