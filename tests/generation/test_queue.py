from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from generation import actions, nudges, pulse, queue, sweep, tasks, work
from generation.models import Batch, Candidate, ModelEntry, Run, Worker
from studio.lib import blobs
from studio.lib.models import Blob, Event
from studio.lib.problems import NotAllowed, WrongState
from studio.lib.signals import sweeping
from tests.cast import Cast
from tests.generation.orders import order, work_it_off

pytestmark = pytest.mark.django_db(transaction=True)


def states(batch: Batch) -> Counter[str]:
    return Counter(batch.candidates.values_list("state", flat=True))


def test_a_worker_makes_every_candidate_and_the_batch_is_done(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=5)
    assert work_it_off() == 5
    batch.refresh_from_db()
    assert batch.state == "done" and batch.began_at and batch.ended_at
    for candidate in batch.candidates.select_related("picture", "preview", "recipe"):
        assert candidate.picture and candidate.preview and candidate.recipe
        assert (candidate.picture.width, candidate.picture.height, candidate.picture.media_type) == (
            64,
            48,
            "image/png",
        )
        assert blobs.exists(candidate.picture.digest) and blobs.exists(candidate.preview.digest)
        assert Blob.objects.filter(digest=candidate.passes["depth"]).exists()
        assert candidate.boxes[0]["name"] == "bottle" and candidate.notes == ["A bottle."]
        assert (candidate.claim, candidate.lease_until) == (None, None)
        run = candidate.runs.get()
        assert (run.outcome, run.device, run.worker) == ("done", "cpu", "test-worker")
        assert run.seconds and run.cost_micros is not None and run.facts["still"]["version"] == "1"
    assert Event.objects.filter(kind="candidate.done").count() == 5
    assert Event.objects.filter(kind="batch.complete", subject=batch.pk).count() == 1


def test_a_nudge_delivered_twice_makes_nothing_twice(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model)
    tasks.work.apply(("still",))
    tasks.work.apply(("still",))
    assert states(batch) == {"done": 4} and Run.objects.count() == 4


def test_two_workers_on_one_batch_share_it_without_doubles(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=12)
    gate, made = Barrier(2), Counter[str]()

    def one(name: str) -> None:
        gate.wait()
        made[name] = work_it_off(worker=name)
        connection.close()

    workers = [Thread(target=one, args=(name,)) for name in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(made.values()) == 12
    assert states(batch) == {"done": 12} and Run.objects.filter(outcome="done").count() == 12 == Run.objects.count()


def test_people_take_turns_however_much_one_of_them_ordered(cast: Cast, model: ModelEntry) -> None:
    large = order(cast, model, count=20, by=cast.ben)
    queue.claim("w", ["still"])
    small = order(cast, model, count=3, by=cast.dana)
    another = order(cast, model, count=3, by=cast.ben)
    taken = [queue.claim("w", ["still"]) for _ in range(6)]
    assert [c.batch.by for c in taken if c] == [cast.dana, cast.ben] * 3
    assert {c.batch_id for c in taken if c} == {large.pk, small.pk, another.pk}
    assert [c.position for c in taken if c and c.batch_id == small.pk] == [0, 1, 2]


def test_a_lost_lease_goes_back_in_the_line_and_the_late_worker_changes_nothing(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=1)
    late = queue.claim("slow", ["still"])
    assert late
    assert sweep.sweep() == 0
    Candidate.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep.sweep() == 1
    assert states(batch) == {"waiting": 1}
    assert not queue.renew(late.claim)  # type: ignore[arg-type]
    assert work_it_off() == 1
    before = Candidate.objects.get()
    made = work.store(work.render(work.planning.plan(batch, 0), work.Job(work.StoredInputs())), 1.0)
    assert not queue.complete(late, made)
    assert not queue.fail(late, "too late") and not queue.release(late)
    after = Candidate.objects.get()
    assert (after.state, after.done_at, after.picture_id) == ("done", before.done_at, before.picture_id)
    assert list(Run.objects.values_list("outcome", flat=True)) == ["lost", "done"]


def test_a_picture_that_kills_its_workers_is_given_up(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=1)
    pauses = []
    for _ in range(queue.LOSSES):
        assert queue.claim("doomed", ["still"])
        Candidate.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        sweep.sweep()
        one = batch.candidates.get()
        pauses.append(round((one.ready_at - timezone.now()).total_seconds()) if one.ready_at else 0)
        assert (queue.claim("doomed", ["still"]) is None) == bool(one.ready_at or one.state == "failed")
        Candidate.objects.filter(state="running").update(state="waiting", claim=None, lease_until=None)
        Candidate.objects.update(ready_at=None)
    assert pauses[:4] == [0, 0, 15, 60], "a suspect waits, longer each time"
    assert queue.claim("doomed", ["still"]) is None
    batch.refresh_from_db()
    given_up = batch.candidates.get()
    assert batch.state == "failed" and "stopped every time" in given_up.error and given_up.reason == "poison"


def test_cancelling_stops_what_runs_at_its_next_step_and_keeps_what_is_made(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILL_SECONDS", "4")
    batch = order(cast, model, count=3)
    worker = Thread(target=lambda: (work_it_off(), connection.close()))
    worker.start()
    while not Run.objects.filter(outcome="running").exists():
        worker.join(0.02)
    began = timezone.now()
    actions.cancel(batch, by=cast.ben)
    worker.join(timeout=10)
    assert not worker.is_alive() and timezone.now() - began < timedelta(seconds=3)
    assert states(batch) == {"cancelled": 3}
    assert Run.objects.get().outcome == "cancelled" and Run.objects.get().seconds
    assert not Candidate.objects.exclude(picture=None).exists()
    with pytest.raises(WrongState):
        actions.cancel(batch, by=cast.ben)


def test_only_those_who_may_can_cancel(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model)
    for somebody in (cast.bea, cast.zoe):
        with pytest.raises(NotAllowed):
            actions.cancel(batch, by=somebody)
    assert states(batch) == {"waiting": 4}


@pytest.mark.parametrize(("trouble", "words"), [("fail", "The brush broke"), ("crash", "ZeroDivisionError")])
def test_a_failing_engine_is_tried_three_times_then_says_so(
    cast: Cast, model: ModelEntry, trouble: str, words: str
) -> None:
    batch = order(cast, model, count=2, subject=f"Bottle !{trouble}")
    assert work_it_off() == 2 * queue.FAILURES
    batch.refresh_from_db()
    assert batch.state == "failed" and states(batch) == {"failed": 2}
    assert all(words in error for error in batch.candidates.values_list("error", flat=True))
    actions.retry(batch, by=cast.ben)
    assert states(batch) == {"waiting": 2}
    work_it_off()
    batch.refresh_from_db()
    assert batch.state == "failed"


def test_nothing_failed_nothing_to_retry(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=1)
    work_it_off()
    with pytest.raises(WrongState, match="No candidate"):
        actions.retry(batch, by=cast.ben)


def test_a_draining_worker_puts_its_candidate_back_at_once(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = order(cast, model, count=2)
    from celery.worker import state

    monkeypatch.setattr(state, "should_stop", 0)  # an exit status; 0 is the usual one
    assert not work.one("still", "leaving")
    monkeypatch.setattr(state, "should_stop", None)
    assert states(batch) == {"waiting": 2}
    assert Run.objects.get().outcome == "released"
    assert work_it_off() == 2 and Candidate.objects.filter(attempts__gt=0).count() == 0


def test_a_store_that_refuses_costs_no_attempt(cast: Cast, model: ModelEntry, settings: Any, tmp_path: Any) -> None:
    batch = order(cast, model, count=1)
    kept = settings.STORAGE_URL
    (tmp_path / "file").write_text("in the way")
    settings.STORAGE_URL = (tmp_path / "file").as_uri()
    assert work_it_off() == 0
    assert states(batch) == {"waiting": 1}
    settings.STORAGE_URL = kept
    assert work_it_off() == 1 and states(batch) == {"done": 1}


def test_progress_reaches_the_row_while_it_renders(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILL_SECONDS", "3")
    order(cast, model, count=1)
    worker = Thread(target=lambda: (work_it_off(), connection.close()))
    worker.start()
    seen = set()
    while worker.is_alive():
        seen.add(tuple(Candidate.objects.values_list("steps_done", "steps_total").get()))
        worker.join(0.1)
    assert {(1, 4), (2, 4)} & seen


def test_where_candidates_wait_and_a_worker_idles_the_sweep_sends_the_nudge_again(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, int]] = []
    order(cast, model, count=3)
    sweep.sweep()
    monkeypatch.setattr(nudges, "for_candidates", lambda engine, count: sent.append((engine, count)))
    sweep.sweep()
    assert sent == [], "nobody is there to hear it"
    pulse.Pulse("idle-worker", ["gpu.still"]).beat()
    assert Worker.objects.get().queues == ["gpu.still"]
    sweep.sweep()
    assert sent == [("still", 1)]
    queue.claim("idle-worker", ["still"])
    sweep.sweep()
    assert sent == [("still", 1)], "the worker is busy, so nobody needs waking"


def test_a_worker_that_starts_again_does_not_wait_for_its_own_old_leases(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    assert queue.claim("floor@studio-1:100", ["still"]) and queue.claim("floor@studio-10:200", ["still"])
    pulse.Pulse("floor@studio-1:100", ["gpu.still"]).beat()
    pulse.Pulse("floor@studio-10:200", ["gpu.still"]).beat()
    sweep.take_over("floor@studio-1")
    assert sweep.sweep() == 1
    assert states(batch) == {"waiting": 1, "running": 1}
    assert Worker.objects.get().name == "floor@studio-10:200"


def test_one_worker_sweeps_for_the_other_stations_and_a_station_that_fails_stops_no_other(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("first:1", "second:2"):
        pulse.Pulse(name, []).beat()
    assert sweep.is_eldest("first:1") and not sweep.is_eldest("second:2")
    Worker.objects.filter(name="first:1").update(seen_at=timezone.now() - timedelta(minutes=2))
    assert sweep.is_eldest("second:2")
    heard: list[str] = []

    def broken(**_: Any) -> None:
        raise RuntimeError("no finishing today")

    def whole(**_: Any) -> None:
        heard.append("whole")

    sweeping.connect(broken)
    sweeping.connect(whole)
    try:
        sweep.everywhere()
    finally:
        sweeping.disconnect(broken)
        sweeping.disconnect(whole)
    assert heard == ["whole"] and "no finishing today" in caplog.text
