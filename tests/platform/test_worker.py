"""A real worker on the laptop's queue: it reports, takes what is sent, refuses pickle, and stops at once."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from kombu import Connection, Producer

from generation.models import Worker as WorkerRow
from studio.celery import app
from tests.parts import Worker

pytestmark = pytest.mark.django_db(transaction=True)

STORE_AWAY = "The store does not answer. Check STORAGE_URL; the log has its words."


def test_a_worker_reports_answers_for_its_health_and_stops_within_seconds(worker: Worker, capsys: Any) -> None:
    worker.wait_until(WorkerRow.objects.exists, 30, "the worker reports")
    call_command("health", "worker")
    assert f":{worker.pid} reported at" in capsys.readouterr().out
    began = time.monotonic()
    assert worker.stop() == 0
    assert time.monotonic() - began < 10, "kombu alone would look every four seconds"
    assert not WorkerRow.objects.exists(), "gone on purpose: nobody waits for it"


def test_a_worker_that_fell_silent_fails_its_health_check(worker: Worker, settings: Any) -> None:
    worker.wait_until(WorkerRow.objects.exists, 30, "the worker reports")
    worker.kill()
    WorkerRow.objects.update(seen_at=timezone.now() - timedelta(seconds=settings.LEASE_SECONDS + 1))
    with pytest.raises(CommandError, match="last reported at"):
        call_command("health", "worker")
    WorkerRow.objects.all().delete()
    with pytest.raises(CommandError, match="No worker has reported"):
        call_command("health", "worker")


def test_a_pickled_message_is_refused_and_the_worker_lives_on(worker: Worker, settings: Any, tmp_path: Any) -> None:
    class Bomb:
        def __reduce__(self) -> Any:
            return (open, (str(tmp_path / "boom"), "w"))

    options = dict(settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    with Connection("filesystem://", transport=settings.CELERY_BROKER_TRANSPORT, transport_options=options) as link:
        headers = {"task": "generation.sweep", "id": "1", "lang": "py"}
        Producer(link).publish(
            [[Bomb()], {}, {}], exchange="io", routing_key="io", serializer="pickle", headers=headers, declare=[]
        )
    worker.wait_until(lambda: "ContentDisallowed" in worker.log() or "Refusing" in worker.log(), 15, "the refusal")
    assert not (tmp_path / "boom").exists()
    app.send_task("generation.sweep", queue="io")
    worker.wait_until(lambda: "Task generation.sweep[" in worker.log(), 15, "the next message is taken")


def test_health_of_the_parts_says_one_sentence_each(capsys: Any, db: None) -> None:
    assert connection.vendor == "postgresql"
    call_command("health", "parts")
    said = capsys.readouterr().out
    assert "The database answers and is up to date." in said
    assert "The queue answers." in said
    assert "The store answers." in said


def test_a_store_that_is_away_is_named_without_its_address(client: Any, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.STORAGE_URL = (tmp_path / "file").as_uri()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["storage"]["sentence"] == STORE_AWAY
    assert str(tmp_path) not in answer.content.decode()
    assert client.get("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405
