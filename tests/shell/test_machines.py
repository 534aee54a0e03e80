"""The machines page: what everybody reads, what an admin does, what it costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from generation import budgets, floor, live, queue
from generation.models import Batch, BrandShare, Candidate, Hold, ModelEntry, Run, Worker
from generation.queue import pace, place
from studio.people.models import User
from tests.cast import Cast
from tests.generation.conftest import model, still_engine
from tests.generation.orders import order, revision_of, work_it_off
from tests.parts import Worker as Process

__all__ = ["model", "still_engine"]

PAGE = "/admin/machines/"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    for kept in (live, place, pace, budgets):
        kept.forget()
    yield


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(user: User) -> str:
    """The page as text, a space between its words."""
    place.forget()
    return " ".join(as_(user).get(PAGE).content.decode().split())


def a_worker(name: str, **more: Any) -> Worker:
    now = timezone.now()
    said = {"queues": ["gpu.still"], "capabilities": ["still"], "started_at": now - timedelta(hours=2), "seen_at": now}
    return Worker.objects.create(name=name, **(said | more))


def a_run(candidate: Candidate, outcome: str, worker: str = "one:1", **more: Any) -> Run:
    said = {"outcome": outcome, "ended_at": timezone.now(), "claim": uuid.uuid4()} | more
    return Run.objects.create(candidate=candidate, worker=worker, **said)


@pytest.mark.django_db
def test_workers_are_told_with_their_state_memory_model_and_what_is_in_hand(cast: Cast, model: ModelEntry) -> None:
    ModelEntry.objects.filter(pk=model.pk).update(weights="e" * 64)
    order(cast, model, count=3)
    hand = queue.claim("one:1", ["still"])
    assert hand is not None
    a_worker("one:1", host="gpu-01", device="H100", memory=80 * 10**9, memory_free=30 * 10**9, warm="e" * 64,
             hand=[hand.pk])  # fmt: skip
    a_worker("two:2", wanted="pause")
    a_worker("three:3", wanted="drain")
    a_worker("four:4", seen_at=timezone.now() - timedelta(minutes=9))
    page = read(cast.ben)
    for state in ("Working", "Resting", "Draining", "Stopped answering"):
        assert state in page
    assert "50.0 GB of 80.0 GB" in page and "gpu-01" in page and "Still life" in page
    assert f'href="/batches/{hand.batch_id}/sheet/#c{hand.pk}"' in page
    assert "Rest…" not in page and "Rest…" in read(cast.ada)
    others = read(cast.zoe)
    assert f"#c{hand.pk}" not in others and "1 picture of another brand" in others and "and 2 of other brands" in others


@pytest.mark.django_db
def test_the_last_hour_is_counted_by_worker_and_the_last_day_by_reason(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=3)
    work_it_off(worker="one:1")
    first, second, _ = batch.candidates.order_by("position")
    a_run(first, "failed", reason="memory")
    a_run(second, "lost", reason="lost")
    a_run(second, "lost", reason="lost", ended_at=timezone.now() - timedelta(hours=3))
    a_worker("one:1")
    page = read(cast.ben)
    assert '3 made, <span class="fail-text">1 failed</span>, <span class="warn-text">1 lost</span>' in page
    assert "3 an hour" in page
    assert 'It did not fit into any device&#x27;s memory.</td><td class="num">1<' in page
    assert 'Its worker vanished.</td><td class="num">2<' in page
    assert "Its worker vanished." not in read(cast.zoe)


@pytest.mark.django_db
def test_a_queue_says_its_place_its_end_and_what_keeps_it(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=3)
    page = read(cast.ben)
    assert "No worker can make this: none that is on runs still." in page and "nobody can say" in page
    a_worker("one:1")
    page = read(cast.ben)
    assert "No worker can make this" not in page and "perhaps" in page
    assert "Nothing of yours waits for a machine." in read(cast.zoe)


@pytest.mark.django_db
def test_work_that_was_set_aside_is_tried_again_from_here(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    aside = batch.candidates.get(position=1)
    Candidate.objects.filter(pk=aside.pk).update(state="failed", reason="poison", attempts=5)
    a_run(aside, "lost", reason="poison")
    page = read(cast.ben)
    assert "Set aside" in page and "002" in page
    assert as_(cast.ben).post(f"/batches/{batch.pk}/retry/", {"from": "machines"}).headers["Location"] == PAGE
    aside.refresh_from_db()
    assert (aside.state, aside.attempts) == ("waiting", 0) and "Set aside" not in read(cast.ben)


@pytest.mark.django_db
def test_an_admin_holds_lifts_rests_and_shares(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=1)
    worker = a_worker("one:1")
    ada = as_(cast.ada)
    said = ada.post(f"{PAGE}hold/", {"what": f"model:{model.pk}", "why": "New driver, back at three."}, follow=True)
    assert "Still life</b>: New driver, back at three." in said.content.decode()
    assert work_it_off() == 0
    hold = Hold.objects.get()
    assert as_(cast.zoe).post(f"{PAGE}holds/{hold.pk}/lift/").status_code == 302  # the house's: any admin may
    assert ada.post(f"{PAGE}holds/{hold.pk}/lift/").status_code == 409
    ada.post(f"{PAGE}workers/{worker.pk}/", {"wanted": "pause"})
    assert Worker.objects.get().wanted == "pause" and work_it_off(worker="one:1") == 0
    ada.post(f"{PAGE}workers/{worker.pk}/", {"wanted": "work"})
    assert work_it_off(worker="one:1") == 1
    ada.post(f"{PAGE}brands/{cast.northlight.pk}/share/", {"weight": "3", "most_running": "12"})
    share = BrandShare.objects.get()
    assert (share.brand_id, share.weight, share.most_running) == (cast.northlight.pk, 3, 12)


@pytest.mark.django_db
def test_what_is_held_of_another_brand_is_not_told(cast: Cast, model: ModelEntry) -> None:
    held = floor.hold(by=cast.zoe, brand=cast.tern, why="A rival waits")
    assert "A rival waits" in read(cast.zoe) and "A rival waits" not in read(cast.ada)
    assert as_(cast.ada).post(f"{PAGE}holds/{held.pk}/lift/").status_code == 404


@pytest.mark.django_db
def test_the_page_asks_as_much_for_one_as_for_fifty(cast: Cast, model: ModelEntry) -> None:
    client = as_(cast.ada)

    def asked() -> int:
        for kept in (live, place, pace, budgets):
            kept.forget()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    batch = order(cast, model, count=2)
    a_worker("one:1", hand=[batch.candidates.all()[0].pk], warm="e" * 64)
    a_run(batch.candidates.all()[0], "lost", reason="poison")
    floor.hold(by=cast.ada, brand=cast.northlight, engine="previz", why="x")
    asked()
    at_1 = asked()
    for number in range(12):
        more = order(cast, model, count=2, revision=batch.revision)
        a_run(more.candidates.all()[0], "lost", reason="poison", worker=f"w:{number}")
        Candidate.objects.filter(batch=more, position=0).update(state="failed", reason="poison")
        a_worker(f"w:{number}", hand=[more.candidates.all()[1].pk], warm=f"{number:064d}")
        floor.hold(by=cast.ada, brand=cast.northlight, model=ModelEntry.objects.create(
            slug=f"m{number}", name=f"M{number}", engine="still", brand=cast.northlight), why="x")  # fmt: skip
    assert asked() == at_1
    assert at_1 <= 45


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_rests_after_the_picture_in_hand_goes_on_and_drains(
    cast: Cast, settings: Any, tmp_path: Any, model: ModelEntry
) -> None:
    """In a process of its own, with pictures of 0.6 s: what is in hand is finished, and nothing more is begun."""
    batch = order(cast, model, count=60, revision=revision_of(cast))
    process = Process(settings, tmp_path, queues="gpu.still", environment={
        "STILL_SECONDS": "0.6", "DJANGO_SETTINGS_MODULE": "tests.chaos.settings", "LEASE_SECONDS": "2",
    })  # fmt: skip
    process.start()
    try:
        mine = batch.candidates
        process.wait_until(lambda: mine.filter(state="done").count() >= 1 and Worker.objects.exists(), 20, "it works")
        worker = Worker.objects.get()
        floor.ask_of(worker, "pause", by=cast.ada)
        process.wait_until(lambda: not mine.filter(state="running").exists(), 10, "it has finished what it had")
        made = mine.filter(state="done").count()
        assert not Run.objects.exclude(outcome__in=("done", "running")).exists()  # nothing was thrown away
        process.wait_until(lambda: Worker.objects.get().hand == [], 10, "it says so")
        assert mine.filter(state="done").count() == made < 60
        floor.ask_of(worker, "work", by=cast.ada)
        process.wait_until(lambda: mine.filter(state="done").count() > made, 20, "it goes on")
        floor.ask_of(worker, "drain", by=cast.ada)
        assert process.process is not None
        assert process.process.wait(20) == 0
        assert not Worker.objects.exists() and not mine.filter(state="running").exists()
        assert Batch.objects.get(pk=batch.pk).state == "running"
    finally:
        process.stop()
