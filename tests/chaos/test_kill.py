"""A real worker, on a real broker and database, killed without warning: nothing is lost and nothing is made twice."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generation.engine import engines, render
from generation.models import Batch, ModelEntry, Run, Worker
from studio.lib import blobs
from tests.cast import Cast, make_cast
from tests.generation.orders import order
from tests.parts import Worker as WorkerProcess

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = 16
KILLS = 5
PICTURE_S = 0.25
LEASE_S = 2
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "tests.chaos.settings", "GATEFOLD_LEASE_SECONDS": str(LEASE_S)}

StartWorker = Callable[..., WorkerProcess]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def model(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> ModelEntry:
    monkeypatch.setitem(engines.ENGINES, "still", "tests.generation.still")
    monkeypatch.setitem(render.OPS, "still.paint", "tests.generation.still:paint")
    return ModelEntry.objects.create(slug="still", name="Still life", engine="still", dialect="clip", state="ready")


@pytest.fixture
def start_worker(settings: Any, tmp_path: Path) -> Iterator[StartWorker]:
    started: list[WorkerProcess] = []

    def start(*, picture_s: float = PICTURE_S) -> WorkerProcess:
        worker = WorkerProcess(
            settings, tmp_path, queues="gpu.still", environment={**ENVIRONMENT, "STILL_SECONDS": str(picture_s)}
        )
        started.append(worker)
        worker.start()
        return worker

    yield start
    for worker in started:
        if worker.process and worker.process.poll() is None:
            worker.kill()


def wait_until(holds: Callable[[], bool], seconds: float, worker: WorkerProcess) -> None:
    worker.wait_until(holds, seconds, "the batch moves on")


def is_done(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, state="done").exists()


def assert_every_candidate_exactly_once(batch: Batch) -> None:
    candidates = list(batch.candidates.select_related("picture"))
    assert [c.position for c in candidates] == list(range(batch.count))
    assert {c.state for c in candidates} == {"done"}
    assert len({c.picture_id for c in candidates}) == batch.count, "every seed its own picture"
    assert len({c.recipe_id for c in candidates}) == batch.count
    for candidate in candidates:
        assert candidate.picture and len(blobs.read(candidate.picture.digest)) == candidate.picture.size
    done = Counter(Run.objects.filter(candidate__batch=batch, outcome="done").values_list("candidate", flat=True))
    assert set(done.values()) == {1} and len(done) == batch.count
    assert not Run.objects.filter(candidate__batch=batch, outcome="running").exists()


def test_five_kills_in_mid_batch_lose_nothing_and_double_nothing(
    cast: Cast, model: ModelEntry, start_worker: StartWorker
) -> None:
    worker = start_worker()
    batch = order(cast, model, count=COUNT)
    chance = random.Random(20_26)
    for kill in range(KILLS):
        made = batch.candidates.filter(state="done").count()
        wait_until(lambda made=made: batch.candidates.filter(state="done").count() > made, 15, worker)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 2 * PICTURE_S))
        worker.kill()
        assert not is_done(batch), f"kill {kill + 1} came too late to be in mid batch"
        worker = start_worker()
    wait_until(lambda: is_done(batch), LEASE_S + COUNT * PICTURE_S + 15, worker)
    assert_every_candidate_exactly_once(batch)
    lost = Run.objects.filter(candidate__batch=batch, outcome="lost").count()
    assert lost >= KILLS - 2, "most kills must have caught a picture in the making, or this proves little"
    worker.stop()


def test_sigterm_puts_the_candidate_in_hand_back_and_leaves_quickly(
    cast: Cast, model: ModelEntry, start_worker: StartWorker
) -> None:
    worker = start_worker(picture_s=10)  # four steps of 2.5 s
    batch = order(cast, model, count=2)
    wait_until(lambda: batch.candidates.filter(state="running").exists(), 15, worker)
    began = time.monotonic()
    worker.stop(seconds=15)
    assert time.monotonic() - began < 6.5, "it leaves after the step in hand, not after the picture"
    assert Counter(batch.candidates.values_list("state", flat=True)) == {"waiting": 2}
    assert Run.objects.get().outcome == "released"
    assert not Worker.objects.exists(), "a worker that left on purpose has signed off"

    worker = start_worker(picture_s=0)
    wait_until(lambda: is_done(batch), 15, worker)
    assert_every_candidate_exactly_once(batch)


def test_messages_that_never_arrive_delay_the_work_and_lose_none_of_it(
    cast: Cast, model: ModelEntry, start_worker: StartWorker, settings: Any, tmp_path: Path
) -> None:
    settings.BROKER_DIR = tmp_path / "another-broker"  # the worker listens there; we go on sending to the usual one
    worker = start_worker(picture_s=0)
    batch = order(cast, model, count=3)
    wait_until(lambda: is_done(batch), 20, worker)
    assert_every_candidate_exactly_once(batch)
