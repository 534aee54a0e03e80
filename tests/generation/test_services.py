"""Services elsewhere as rows: added by an admin on hosts of the operator, tried by a worker, and asked for leave before
anything is sent. The service is a real server on a socket; nothing else is made up."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from generation import actions, kinds, registry, replay, services
from generation.engine.picture import Refused
from generation.inputs import StoredInputs
from generation.models import Batch, Candidate, ModelEntry, RateCard, Recipe, Run
from generation.services import calling
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.engine.remote.conftest import KEY, SLOTS
from tests.engine.remote.elsewhere import Elsewhere, page, picture, status
from tests.generation.orders import order, work_it_off
from tests.generation.paint import FLOW, LICENCE, POLICY, _paint, added, again, flow, paint, wanted

__all__ = ["_paint", "paint"]  # fixtures


# --- Adding one ------------------------------------------------------------------------------------------------------
def test_a_service_is_registered_tried_and_offered(cast: Cast, paint: Elsewhere) -> None:
    entry = services.add(wanted(paint, most_running=3), brand=cast.northlight, licence=LICENCE, by=cast.ada)
    assert entry.state == "waiting" and not paint.seen, "nothing is called from where it was registered"
    calling.perform(entry.pk)
    entry.refresh_from_db()
    assert (entry.state, entry.engine, entry.kind) == ("ready", "remote", kinds.SERVICE)
    assert entry.settings["tried"]["said"] == "It answers, and lists paint-1."
    assert entry.settings["most_running"] == 3 and entry.settings["policy"] == POLICY
    assert "inpaint" in entry.capabilities
    card = RateCard.objects.get(model=entry)
    assert (card.per, card.micros) == ("call", 40_000)
    [seen] = paint.seen
    assert (seen.method, seen.path) == ("GET", "/v1/models")


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"name": "—"}, "name"), ({"family": "dalle"}, "family"), ({"base": "https://api.example/v1"}, "base"),
    ({"base": "http://ada:pw@127.0.0.1/v1"}, "base"), ({"model": " "}, "model"), ({"key": "SECRET_KEY"}, "key"),
    ({"key": "sk-0123456789"}, "key"), ({"key": "REMOTE_KEY_"}, "key"), ({"sizes": ()}, "sizes"),
    ({"sizes": ("64*48",)}, "sizes"), ({"sizes": ("99999x99999",)}, "sizes"), ({"policy": " "}, "policy"),
    ({"quality": "best"}, "quality"), ({"cost_micros": -1}, "cost"), ({"per_minute": 0}, "per_minute"),
    ({"patience": 10**9}, "patience"), ({"workflow": FLOW}, "workflow"), ({"dialect": "klingon"}, "dialect"),
]  # fmt: skip
UNFILLABLE: list[tuple[dict[str, Any], str]] = [
    ({"workflow": b""}, "workflow"), ({"workflow": b"{"}, "workflow"), ({"slots": {}}, "slots"),
    ({"slots": {**SLOTS, "seed": ["99", "inputs", "seed"]}}, "slots"), ({"output": "77"}, "output"),
]  # fmt: skip


def test_what_cannot_be_used_is_named_and_nothing_is_written(cast: Cast, paint: Elsewhere) -> None:
    cases = [(wanted(paint, **more), field) for more, field in UNUSABLE]
    cases += [(flow(paint, **more), field) for more, field in UNFILLABLE]
    for what, field in cases:
        with pytest.raises(BadInput) as fault:
            services.add(what, brand=cast.northlight, licence=LICENCE, by=cast.ada)
        assert list(fault.value.fields) == [field]
    assert not ModelEntry.objects.filter(kind=kinds.SERVICE).exists() and not RateCard.objects.filter(per="call")


def test_a_host_that_is_not_listed_is_refused_by_the_name_of_the_setting(
    cast: Cast, paint: Elsewhere, settings: Any
) -> None:
    settings.REMOTE_HOSTS = []
    with pytest.raises(BadInput, match="REMOTE_HOSTS"):
        services.add(wanted(paint), brand=cast.northlight, licence=LICENCE, by=cast.ada)


def test_only_admins_add_services_and_none_for_a_confidential_brand(cast: Cast, paint: Elsewhere) -> None:
    with pytest.raises(NotAllowed, match="role admin"):
        services.add(wanted(paint), brand=cast.northlight, licence=LICENCE, by=cast.dana)
    cast.northlight.local_only = True
    cast.northlight.save()
    with pytest.raises(NotAllowed, match="confidential"):
        services.add(wanted(paint), brand=cast.northlight, licence=LICENCE, by=cast.ada)


def test_one_that_does_not_answer_is_refused_and_offered_once_it_does(cast: Cast, paint: Elsewhere) -> None:
    paint.misbehave(status(401, {"error": {"message": f"Bad key {KEY}"}}))
    entry = added(cast, wanted(paint))
    assert entry.state == "refused" and "REMOTE_KEY_PAINT" in entry.refusal and KEY not in entry.refusal
    services.try_again(entry, by=cast.ada)
    calling.perform(entry.pk)
    entry.refresh_from_db()
    assert (entry.state, entry.refusal) == ("ready", "")
    paint.misbehave(status(503))
    services.try_again(entry, by=cast.ada)
    calling.perform(entry.pk)
    entry.refresh_from_db()
    assert entry.state == "ready" and entry.settings["tried"]["well"] is False, "away for a while is not taken back"


def test_one_without_a_list_of_models_is_taken_at_its_word(cast: Cast, paint: Elsewhere) -> None:
    paint.misbehave(page(404, "<html>no</html>"))
    assert added(cast, wanted(paint)).state == "ready"
    assert "0.3.75" in added(cast, flow(paint, name="Comfy")).settings["tried"]["said"]


def test_the_scan_of_folders_leaves_services_to_those_who_may_call_out(cast: Cast, paint: Elsewhere) -> None:
    entry = services.add(wanted(paint), brand=cast.northlight, licence=LICENCE, by=cast.ada)
    registry.scan(entry.pk)
    entry.refresh_from_db()
    assert entry.state == "waiting" and not paint.seen
    model = ModelEntry.objects.create(slug="here", name="Here", engine="previz", brand=cast.northlight)
    with pytest.raises(WrongState, match="no connection"):
        services.try_again(model, by=cast.ada)


# --- Making pictures -------------------------------------------------------------------------------------------------
def test_a_batch_is_made_elsewhere_from_start_to_end(cast: Cast, paint: Elsewhere) -> None:
    batch = order(cast, added(cast, wanted(paint)), count=2)
    assert (batch.width, batch.height) in {(64, 48), (48, 64)}
    paint.made = lambda size: picture(size)
    assert work_it_off("remote") == 2
    batch.refresh_from_db()
    assert batch.state == "done"
    first, second = Candidate.objects.filter(batch=batch).order_by("position")
    assert first.recipe_id != second.recipe_id
    asked = paint.asked("POST", "/v1/images/generations")
    assert len({one.headers["idempotency-key"] for one in asked}) == 2
    facts = Run.objects.filter(candidate=first).get().facts["remote"]
    assert facts["usage"] == {"total_tokens": 120} and facts["device"] == "elsewhere"


def test_a_service_that_asks_for_patience_gets_it_from_the_queue(cast: Cast, paint: Elsewhere) -> None:
    batch = order(cast, added(cast, wanted(paint)), count=1)
    paint.misbehave(status(429, Retry_After="30"))
    work_it_off("remote")
    candidate = Candidate.objects.get(batch=batch)
    assert candidate.state == "waiting" and candidate.attempts == 0
    assert candidate.ready_at is not None and candidate.ready_at > timezone.now() + timedelta(seconds=25)
    assert candidate.ticket == {"tries": 1}
    again(batch)
    work_it_off("remote")
    assert Candidate.objects.get(batch=batch).state == "done"


def test_a_job_is_ordered_once_however_often_its_worker_looks(cast: Cast, paint: Elsewhere) -> None:
    paint.hold = True
    batch = order(cast, added(cast, flow(paint)), count=1)
    work_it_off("remote")
    [name] = paint.jobs
    candidate = again(batch)
    assert candidate.state == "waiting" and candidate.ticket["job"] == name  # type: ignore[index]
    paint.finish(name)
    work_it_off("remote")
    assert Candidate.objects.get(batch=batch).state == "done"
    assert len(paint.asked("POST", "/prompt")) == 1
    document = Recipe.objects.get(pk=Candidate.objects.get(batch=batch).recipe_id).document
    [node] = document["nodes"]
    assert node["op"] == "remote.comfyui" and node["inputs"]["workflow"].startswith("sha256:")


def test_a_brand_made_confidential_stops_what_still_waits(cast: Cast, paint: Elsewhere) -> None:
    entry = added(cast, wanted(paint))
    batch = order(cast, entry, count=1)
    cast.northlight.local_only = True
    cast.northlight.save()
    before = len(paint.seen)
    assert "confidential" in services.refusal(Batch.objects.get(pk=batch.pk))
    work_it_off("remote")
    assert "confidential" in Candidate.objects.get(batch=batch).error
    with pytest.raises(Refused, match="confidential"):
        StoredInputs().service(entry.weights)
    assert len(paint.seen) == before, "nothing was sent"


def test_each_call_asks_anew_whether_it_may(
    cast: Cast, paint: Elsewhere, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = added(cast, wanted(paint))
    before = len(paint.seen)

    def refused(says: str) -> None:
        with pytest.raises(Refused, match=says):
            StoredInputs().service(entry.weights)

    assert StoredInputs().service(entry.weights).name == "Paint"
    settings.REMOTE_HOSTS = []
    refused("REMOTE_HOSTS")
    settings.REMOTE_HOSTS = [paint.host]
    monkeypatch.setenv("REMOTE_KEY_PAINT", "")
    refused("set REMOTE_KEY_PAINT")
    monkeypatch.setenv("REMOTE_KEY_PAINT", "two\nlines")
    refused("line break")
    ModelEntry.objects.filter(pk=entry.pk).update(settings=entry.settings | {"key": "SECRET_KEY"})
    refused("names no variable")
    ModelEntry.objects.filter(pk=entry.pk).update(state="refused")
    refused("not in use")
    assert len(paint.seen) == before


def test_no_more_calls_a_minute_than_the_row_says(cast: Cast, paint: Elsewhere) -> None:
    entry = added(cast, wanted(paint, per_minute=1))
    batch = order(cast, entry, count=2)
    work_it_off("remote")
    assert [c.state for c in batch.candidates.order_by("position")] == ["done", "waiting"]
    assert len(paint.asked("POST", "/v1/images/generations")) == 1
    Run.objects.update(began_at=timezone.now() - timedelta(seconds=61))
    again_waiting = batch.candidates.filter(state="waiting")
    again_waiting.update(ready_at=None)
    work_it_off("remote")
    assert len(paint.asked("POST", "/v1/images/generations")) == 2


def test_a_cancelled_batch_has_its_jobs_called_off_and_nobody_elses(
    cast: Cast, paint: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("generation.services.trying.nudges.later", lambda task, pk, queue: sent.append(pk))
    paint.hold = True
    entry = added(cast, flow(paint))
    mine, other = order(cast, entry, count=1), order(cast, entry, count=1)
    work_it_off("remote")
    sent.clear()
    actions.cancel(mine, by=cast.ben)
    assert sent == [mine.pk]
    assert calling.call_off(mine.pk) == 1
    kept = Candidate.objects.get(batch=other).ticket
    assert list(paint.jobs) == [kept["job"]]  # type: ignore[index]
    assert Candidate.objects.get(batch=mine).ticket is None
    assert calling.call_off(other.pk) == 0, "it was not cancelled"


# --- What never happens ----------------------------------------------------------------------------------------------
def test_replay_calls_nobody_and_says_so(cast: Cast, paint: Elsewhere) -> None:
    batch = order(cast, added(cast, wanted(paint)), count=1)
    work_it_off("remote")
    made = replay.made_of(Candidate.objects.select_related("recipe", "batch__brand").get(batch=batch))
    before = len(paint.seen)
    asked = replay.ask(made.recipe, brand=made.brand, file=made.file, by=cast.ben)
    replay.perform(asked.pk)
    asked.refresh_from_db()
    assert asked.state == "failed" and "made elsewhere" in asked.detail["sentence"]
    assert len(paint.seen) == before


def test_what_was_done_here_to_a_picture_of_elsewhere_is_replayed(cast: Cast, paint: Elsewhere) -> None:
    from generation.engine.recipe import Node
    from generation.engine.recipe import Recipe as Document
    from generation.engine.render import render

    batch = order(cast, added(cast, wanted(paint)), count=1)
    work_it_off("remote")
    one = Candidate.objects.get(batch=batch)
    inputs = {"picture": f"sha256:{one.picture_id}", "recipe": f"recipe:{one.recipe_id}"}
    crop = Node("fit.crop", "1", {"x": 0, "y": 0, "w": 32, "h": 32})
    document = Document((Node("stored", "1", {}, inputs), crop))
    from generation import previews, work
    from generation.engine.picture import Job

    file = work.put(previews.png(render(document, Job(StoredInputs()))), "image/png").digest
    before = len(paint.seen)
    proof = replay.prove(replay.Made(work.keep(document), cast.northlight, file))
    assert proof.verdict == "identical" and "made elsewhere" in proof.detail["sentence"]
    assert len(paint.seen) == before


def test_the_key_is_in_no_row_no_event_and_no_line_of_a_log(
    cast: Cast, paint: Elsewhere, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    entry = added(cast, wanted(paint))
    paint.said = {"model": f"of {KEY}"}
    paint.misbehave(status(500, {"error": {"message": f"Authorization: Bearer {KEY}"}}))
    batch = order(cast, entry, count=2)
    work_it_off("remote")
    paint.misbehave(status(400, {"error": {"message": f"Key {KEY} <i>no</i>"}}))
    again_waiting = batch.candidates.filter(state="waiting")
    again_waiting.update(ready_at=None)
    work_it_off("remote")
    assert paint.asked("POST", "/v1/images/generations")[0].headers["authorization"] == f"Bearer {KEY}"
    rows = [ModelEntry, Candidate, Run, Recipe, Event, Batch]
    kept = json.dumps([list(row.objects.all().values()) for row in rows], default=str, ensure_ascii=False)
    assert KEY not in kept and KEY not in caplog.text
    assert "•••" in kept
