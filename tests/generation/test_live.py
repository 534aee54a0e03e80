"""How a batch stands, second by second: one answer for all who watch, nothing for those who may not, honest words."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from generation import budgets, floor, live, pulse, queue, waits
from generation.models import Batch, Candidate, Hold, LivePreview, ModelEntry, Worker
from generation.queue import pace, place
from generation.queue.place import Place
from studio.people.models import User
from tests.cast import Cast
from tests.generation.orders import order, work_it_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    for kept in (live, place, pace, budgets):
        kept.forget()
    yield
    for kept in (live, place, pace, budgets):
        kept.forget()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def a_worker(name: str = "w:1", **more: Any) -> Worker:
    now = timezone.now()
    said = {"queues": ["gpu.still"], "started_at": now - timedelta(hours=1), "seen_at": now} | more
    return Worker.objects.create(name=name, **said)


def of(batch: Batch) -> waits.Wait:
    place.forget()
    return waits.waits([Batch.objects.select_related("model", "brand").get(pk=batch.pk)])[batch.pk]


def test_a_watcher_is_told_of_steps_and_looks_of_what_is_being_made(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=3)
    taken = queue.claim("w:1", ["still"])
    assert taken is not None
    Candidate.objects.filter(pk=taken.pk).update(steps_done=2, steps_total=4)
    LivePreview.objects.create(candidate=taken, step=2, image=b"RIFF a look")
    answer = as_(cast.ben).get(f"/batches/{batch.pk}/live.json")
    assert answer["Cache-Control"] == "private, no-store"
    said = answer.json()
    assert said["running"] == [[taken.pk, 2, 4, 2]] and (said["here"], said["count"], said["state"]) == (
        0,
        3,
        "running",
    )
    look = as_(cast.bea).get(f"/candidates/{taken.pk}/live/2.webp")
    assert (look.content, look["Content-Type"]) == (b"RIFF a look", "image/webp")
    assert look["Cache-Control"].startswith("private, max-age=")
    work_it_off()
    queue.release(taken)
    assert as_(cast.ben).get(f"/candidates/{taken.pk}/live/2.webp").status_code == 404


def test_others_learn_nothing_though_the_answer_is_kept(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    assert as_(cast.ben).get(f"/batches/{batch.pk}/live.json").status_code == 200
    assert as_(cast.zoe).get(f"/batches/{batch.pk}/live.json").status_code == 404
    assert as_(cast.zoe).get(f"/batches/live.json?batch={batch.pk}").json() == {"batches": [], "again": 1}
    odd = as_(cast.ben).get(f"/batches/live.json?batch=x&batch={10**30}&batch={batch.pk}").json()
    assert [one["batch"] for one in odd["batches"]] == [batch.pk]


def test_two_hundred_who_ask_at_once_cost_what_one_costs(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    first = as_(cast.ben)
    first.get("/password/")
    with CaptureQueriesContext(connection) as asked:
        first.get(f"/batches/{batch.pk}/live.json")
    with CaptureQueriesContext(connection) as again:
        first.get(f"/batches/{batch.pk}/live.json")
    assert len(again) <= 4 < len(asked)  # session, person, roles, may they see it


def test_many_watchers_are_told_to_ask_less_often_and_few_are_not() -> None:
    assert live.again(asked=3, seconds=1.0, before=1.0) == 1.0
    many = live.again(asked=150, seconds=1.0, before=1.0)
    assert many == 150 / live.ASKED
    assert live.again(asked=15, seconds=1.0, before=many) == many  # the same: it does not swing
    assert live.again(asked=2000, seconds=1.0, before=1.0) == live.SELDOM
    assert live.again(asked=1, seconds=60.0, before=4.0) == 1.0  # they have gone


def test_an_answer_is_not_kept_for_long(cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = order(cast, model, count=1)
    assert live.live(batch.pk) and live.live(batch.pk)["state"] == "queued"  # type: ignore[index]
    Batch.objects.filter(pk=batch.pk).update(state="running")
    assert live.live(batch.pk)["state"] == "queued"  # type: ignore[index]
    monkeypatch.setattr(live, "FRESH", 0.0)
    assert live.live(batch.pk)["state"] == "running"  # type: ignore[index]


def test_a_list_of_fifty_asks_what_a_list_of_one_asks(cast: Cast, model: ModelEntry) -> None:
    client = as_(cast.ben)

    def asked(url: str) -> int:
        for kept in (live, place, pace, budgets):
            kept.forget()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    first = order(cast, model, count=1)
    client.get("/batches/")
    one = asked("/batches/")
    for _ in range(12):
        order(cast, model, count=1, revision=first.revision)
    assert asked("/batches/") == one


@pytest.mark.parametrize(
    ("at", "running", "words"),
    [
        (Place(12, 120, 180, 300, True), False, "12 pictures before yours, begins in about 2 min. Done in about 3 min,"
         " 5 min at the most in nine of ten cases."),
        (Place(1, 0, 30, 31, True), True, "1 picture before its next. Done in about 30 s."),
        (Place(0, 0, 30, 45, False), False, "Done in perhaps 45 s: a guess, until this model has made a few."),
        (Place(None, None, None, None, True), False, ""),
        (None, False, ""),
    ],
)  # fmt: skip
def test_a_place_is_said_as_what_is_known_of_it(at: Place | None, running: bool, words: str) -> None:
    assert waits.in_words(at, running=running) == words


def test_why_it_waits_is_said_plainly(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    assert of(batch).why == "No worker can make this: none that is on runs still. It waits until one does."
    worker = a_worker()
    assert not of(batch).why and "a guess" in of(batch).line
    worker.wanted = "pause"
    worker.save()
    assert of(batch).why.startswith("Every worker that could make this is resting.")
    worker.wanted = "work"
    worker.save()
    ModelEntry.objects.filter(pk=model.pk).update(source="/srv/models/nowhere")
    assert not of(batch).why  # just ordered: nobody has passed it over yet
    Batch.objects.filter(pk=batch.pk).update(made_at=timezone.now() - timedelta(minutes=5))
    assert "The files of Still life are not where they can read them." in of(batch).why
    held = floor.hold(by=cast.ada, model=model, why="New driver")
    assert of(batch).why == "Still life is held: New driver."
    floor.lift(held, by=cast.ada)
    floor.pause(batch, by=cast.ben)
    assert of(batch).why == "Paused."


def test_a_picture_that_fits_no_machine_is_said_with_both_sizes(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = order(cast, model, count=1)
    a_worker(memory=8 * 10**9)
    monkeypatch.setattr(waits, "needs", lambda batch: 24 * 10**9)
    assert "takes 24.0 GB of device memory, and the largest that is on has 8.0 GB." in of(batch).why


def test_pause_and_resume_by_their_buttons(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    ben = as_(cast.ben)
    assert "Pause" in ben.get("/batches/").content.decode()
    assert ben.post(f"/batches/{batch.pk}/pause/", {"from": "batches"}).headers["Location"] == "/batches/"
    page = ben.get("/batches/").content.decode()
    assert "Paused." in page and "Resume" in page and work_it_off() == 0
    again = ben.post(f"/batches/{batch.pk}/pause/")
    assert again.status_code == 409 and "paused already" in again.content.decode()
    assert ben.post(f"/batches/{batch.pk}/resume/").headers["Location"] == f"/batches/{batch.pk}/sheet/"
    assert work_it_off() == 2


@pytest.mark.parametrize(
    ("address", "form", "sentence"),
    [
        ("hold/", {"what": "all", "why": ""}, "Why: say in a few words"),
        ("hold/", {"what": "brand:99999999", "why": "x"}, "What: choose from the list"),
        ("hold/", {"what": "engine:\0", "why": "x"}, "What: choose from the list"),
        ("workers/{worker}/", {"wanted": "<b>fly</b>"}, "cannot be asked of it"),
        ("brands/{brand}/share/", {"weight": "0", "most_running": ""}, "whole number from 1"),
        ("brands/{brand}/share/", {"weight": "9" * 30, "most_running": ""}, "is not a whole number"),
        ("brands/{brand}/share/", {"weight": "1", "most_running": "\0\u0663"}, "is not a whole number"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    cast: Cast, address: str, form: dict[str, str], sentence: str
) -> None:
    path = "/admin/machines/" + address.format(worker=a_worker().pk, brand=cast.northlight.pk)
    answer = as_(cast.ada).post(path, form)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Hold.objects.exists() and Worker.objects.get().wanted == "work"


def test_a_worker_that_is_asked_to_drain_ends_once_its_hands_are_empty(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: ended.append(number))
    order(cast, model, count=2)
    worker = a_worker("w:1", wanted="drain")
    Worker.objects.filter(pk=worker.pk).update(wanted="work")
    taken = queue.claim("w:1", ["still"])
    assert taken is not None
    floor.ask_of(worker, "drain", by=cast.ada)
    beat = pulse.Pulse("w:1", ["gpu.still"])
    beat.beat()
    assert ended == [] and Worker.objects.get().hand == [taken.pk]
    queue.release(taken)
    assert queue.claim("w:1", ["still"]) is None  # nothing more is begun on it
    beat.beat()
    assert ended == [signal.SIGTERM]


def test_cells_that_came_since_are_one_answer(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=3)
    work_it_off()
    first, second, _ = batch.candidates.order_by("position").values_list("pk", flat=True)
    url = f"/batches/{batch.pk}/tiles/?candidate={first}&candidate={second}&candidate=x&candidate={10**30}"
    page = as_(cast.ben).get(url).content.decode()
    assert page.count('class="cell"') == 2 and f'id="c{first}"' in page and f'id="c{second}"' in page
    assert as_(cast.zoe).get(url).status_code == 404
