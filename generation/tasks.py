"""What workers are woken for. Load, call, record; ids only; coming twice changes nothing."""

from __future__ import annotations

import time
from typing import Any

from celery import shared_task

from generation import goldens, pulse, registry, replay, sweep, training, tryouts
from generation import work as floor
from generation.behind import Behind
from generation.nudges import queue_of

TURN = 30.0  # seconds a worker stays with one engine before others who wait on its queues have a say


@shared_task(name="generation.work", bind=True)
def work(self: Any, engine_name: str) -> None:
    """Make candidates until none is left. After a turn, queue up again behind replays and other engines."""
    pulse.warm(engine_name)
    able = pulse.able(engine_name, self.request.hostname)
    until = time.monotonic() + TURN
    with Behind() as keeper:
        while not floor.draining() and floor.one(engine_name, able.name, able, keeper):
            if time.monotonic() > until:
                self.apply_async((engine_name,), queue=queue_of(engine_name))
                return


@shared_task(name="generation.sweep")
def sweep_now() -> None:
    sweep.sweep()


@shared_task(name="generation.replay")
def replay_recipe(replay_pk: int) -> None:
    replay.perform(replay_pk)


@shared_task(name="generation.scan")
def scan_model(entry_pk: int) -> None:
    registry.scan(entry_pk)


@shared_task(name="generation.golden")
def render_golden(golden_pk: int) -> None:
    goldens.make(golden_pk)


@shared_task(name="generation.tryout")
def make_try_out(try_out_pk: int) -> None:
    tryouts.make(try_out_pk)


@shared_task(name="generation.train", bind=True)
def train_lora(self: Any, training_pk: int) -> None:
    training.make(training_pk, pulse.name_of(self.request.hostname))
