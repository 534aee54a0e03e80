"""Live sessions: who is there hears the others within a second, nothing is kept, and nobody's queue fills."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import AsyncClient, Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from generation.models import Batch
from review import live
from review.actions.live import begin_live, end_live, say_live
from review.models import LiveSession
from studio.lib import rooms, stream
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

HERE: dict[str, Any] = {"on": "sheet", "at": 7, "over": 7, "x": 0.25, "y": 0.5, "chosen": [7, 8]}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    live.tickets.known.clear()


@pytest.mark.django_db
def test_a_session_has_one_host_ends_once_and_ends_by_itself(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    batch = make_batch(2)
    one = begin_live(batch, by=cast.dana)
    assert begin_live(batch, by=cast.ben) == one and one.host == cast.dana
    with pytest.raises(NotAllowed, match="Dana Okafor leads"):
        end_live(one, by=cast.ben)
    end_live(one, by=cast.dana)
    end_live(one, by=cast.dana)
    assert live.current(batch.pk) is None

    now = timezone.now()
    for began, heard, on in ((9, None, True), (11, None, False), (60, 9, True), (60, 11, False), (721, 1, False)):
        LiveSession.objects.filter(ended_at=None).update(ended_at=now)
        two = begin_live(batch, by=cast.ben)
        since = heard and now - timedelta(minutes=heard)
        LiveSession.objects.filter(pk=two.pk).update(began_at=now - timedelta(minutes=began), heard_at=since)
        assert (live.current(batch.pk) is not None) is on, (began, heard)
        live.sweep()
        assert LiveSession.objects.filter(pk=two.pk, ended_at=None).exists() is on


@pytest.mark.django_db
def test_a_position_costs_one_statement_and_keeps_nothing(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    batch, tern = make_batch(2), make_batch(1, tern=True)
    said = live.read(HERE)
    with pytest.raises(WrongState, match="No live session"):
        say_live(batch.pk, said, by=cast.ben)
    begin_live(batch, by=cast.dana)
    begin_live(tern, by=cast.zoe)
    assert say_live(batch.pk, said, by=cast.ben)  # the first asks who may, and notes the minute
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert say_live(batch.pk, said, by=cast.ben)
    assert len(asked) == 1 and "pg_notify" in asked.captured_queries[0]["sql"]
    assert say_live(batch.pk, said, by=cast.ben) and not say_live(batch.pk, said, by=cast.ben), "three at once, no more"
    assert say_live(batch.pk, said | {"gone": True}, by=cast.ben), "leaving is always said"
    with pytest.raises(WrongState):
        say_live(tern.pk, said, by=cast.ben)

    browser = Client()
    browser.force_login(cast.ben)

    def post(body: Any, pk: int = batch.pk) -> int:
        text = body if isinstance(body, str) else json.dumps(body)
        return browser.post(f"/batches/{pk}/live/say/", text, content_type="application/json").status_code

    assert post(HERE) == 204 and post(HERE, tern.pk) == 404
    bad: tuple[Any, ...] = (
        [], "{", {}, HERE | {"x": 2}, HERE | {"x": "0"}, HERE | {"y": True}, HERE | {"at": 2**60}, HERE | {"at": [1]},
        HERE | {"chosen": "7"}, HERE | {"chosen": [1] * 61}, HERE | {"chosen": [{}]}, HERE | {"on": "moon"}, "NaN",
        '{"on": "sheet", "x": NaN}',
    )  # fmt: skip
    assert [post(body) for body in bad] == [422] * len(bad)
    assert post(HERE | {"note": "x" * 3_000}) == 413
    with pytest.raises(BadInput):
        live.read(HERE | {"x": float("inf")})
    assert len(json.dumps(live.read(HERE | {"chosen": [2**52] * 60}))) < rooms.MOST - 200


def test_ten_a_second_pass_and_the_rest_are_dropped() -> None:
    ticket = live.Ticket(LiveSession(), until=0)
    passed = sum(ticket.spend(now / 100) for now in range(1_000))  # a hundred tries a second for ten seconds
    assert 100 <= passed <= 103


def test_a_slow_listener_hears_the_latest_word_of_each_and_nothing_queues() -> None:
    async def scene() -> None:
        slow = rooms.Listener(who=1)
        watcher = stream.Watcher(frozenset({1}))
        hub = stream.Hub()
        hub.rooms["batch:7"] = {slow.hear}
        hub.watchers.add(watcher)
        for turn in range(1_000):  # ten people, ten a second, for ten seconds nobody read
            hub._pass_on({"room": "batch:7", "who": turn % 10 + 1, "said": {"x": turn}})
            hub._pass_on({"room": "batch:8", "who": 3, "said": {}})
        told = [json.loads(line[6:]) for line in slow.take().splitlines() if line.startswith("data: ")]
        assert [one["who"] for one in told] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
        assert [one["said"]["x"] for one in told] == list(range(991, 1_000))
        assert slow.take() == "" and not slow.awake.is_set() and watcher.queue.empty()

    asyncio.run(scene())


@pytest.mark.django_db(transaction=True)
def test_two_streams_hear_each_other_within_a_second_and_strangers_hear_nothing(
    cast: Cast, make_batch: Callable[..., Batch]
) -> None:
    batch = make_batch(2)
    session = begin_live(batch, by=cast.dana)
    address = f"/batches/{batch.pk}/live"

    async def scene() -> None:
        dana, ben, zoe = (AsyncClient() for _ in range(3))
        for client, user in ((dana, cast.dana), (ben, cast.ben), (zoe, cast.zoe)):
            await client.aforce_login(user)
        assert (await zoe.get(f"{address}/stream/")).status_code == 404
        assert (await AsyncClient().get(f"{address}/stream/")).status_code == 302
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

        async def follow() -> None:
            answer: Any = await dana.get(f"{address}/stream/")
            async for chunk in answer.streaming_content:
                for line in chunk.decode().splitlines():
                    if line.startswith("data: "):
                        heard.put_nowait(json.loads(line[6:]))

        task = asyncio.create_task(follow())
        assert await asyncio.wait_for(heard.get(), 5) == {}
        began = time.monotonic()
        for client in (dana, ben):  # one's own words come back to nobody
            said = await client.post(f"{address}/say/", json.dumps(HERE), content_type="application/json")
            assert said.status_code == 204
        word = await asyncio.wait_for(heard.get(), 1)
        assert time.monotonic() - began < 1
        assert word["who"] == cast.ben.pk and word["said"]["name"] == "Ben Adeyemi" and word["said"]["host"] is False
        assert (word["said"]["x"], word["said"]["chosen"]) == (0.25, [7, 8]) and heard.empty()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scene())
    end_live(session, by=cast.dana)
    assert LiveSession.objects.get().heard_at is not None
