"""Messages that wake workers. Each may be lost or come twice: the rows still say what is to be done."""

from __future__ import annotations

from typing import Any

from generation import cost
from generation.engine.engines import ENGINES, engine
from studio.lib.messages import after_commit


def queue_of(engine_name: str) -> str:
    return f"gpu.{engine(engine_name).CAPABILITY}"


def for_candidates(engine_name: str, count: int) -> None:
    """After commit, wake as many of this engine's workers as there are candidates for."""
    from generation.tasks import work

    for _ in range(min(count, max(1, cost.live_workers(engine_name)))):
        after_commit(work.apply_async, (engine_name,), queue=queue_of(engine_name), ignore_result=True)


def all_engines() -> None:
    """After commit, wake every engine's workers: something that held them up was lifted."""
    for name in ENGINES:
        for_candidates(name, max(1, cost.live_workers(name)))


def later(task: Any, pk: int, queue: str) -> None:
    """After commit, send `task` its one id."""
    after_commit(task.apply_async, (pk,), queue=queue, ignore_result=True)
