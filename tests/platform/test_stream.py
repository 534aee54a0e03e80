"""Live events: from a committed change to an open page, and only to people of the brand."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction
from django.test import AsyncRequestFactory

from studio.lib import stream

pytestmark = pytest.mark.django_db(transaction=True)


class Person:
    is_authenticated = True

    def __init__(self, *brands: int, pk: int = 0) -> None:
        self.brands, self.pk = brands, pk


class Page:
    """An open stream as a browser sees it: a list of (event, data), filled as they come."""

    def __init__(self, response: Any) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.task = asyncio.create_task(self._read(response))

    async def _read(self, response: Any) -> None:
        async for chunk in response:
            for event in chunk.decode().strip().split("\n\n"):  # what came together is written together
                fields = dict(line.split(": ", 1) for line in event.splitlines())
                self.heard.append((fields["event"], json.loads(fields["data"])))

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def page(person: Person, **headers: str) -> AsyncIterator[Page]:
    request = AsyncRequestFactory().get("/events/", headers=headers)

    async def auser() -> Person:
        return person

    request.auser = auser  # type: ignore[method-assign,assignment]
    opened = Page(await stream.events(lambda user: user.brands)(request))
    await opened.until(lambda: bool(opened.heard))
    yield opened
    opened.task.cancel()
    await asyncio.gather(opened.task, return_exceptions=True)


def in_a_thread(work: Callable[[], None]) -> Any:
    """Run with a database connection of its own, as another web request would."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return sync_to_async(run, thread_sensitive=False)()


def tell(brand: int | None, kind: str, pk: int) -> Any:
    return in_a_thread(lambda: stream.notify(brand, kind, pk))


def test_a_page_hears_of_its_brand_and_of_no_other() -> None:
    async def scene() -> None:
        async with page(Person(1, 2)) as ours, page(Person(3)) as theirs:
            await tell(1, "candidate.stored", 7)
            await tell(3, "batch.finished", 8)
            await tell(None, "model.scanned", 9)
            await ours.until(lambda: len(ours.heard) == 3)
            await theirs.until(lambda: len(theirs.heard) == 3)
            assert ours.heard[0] == ("ready", {})
            assert ours.heard[1:] == [
                ("candidate.stored", {"kind": "candidate.stored", "pk": 7}),
                ("model.scanned", {"kind": "model.scanned", "pk": 9}),
            ]
            assert [event for event, _ in theirs.heard] == ["ready", "batch.finished", "model.scanned"]

    asyncio.run(scene())


def test_what_concerns_one_person_is_heard_by_their_own_pages_alone() -> None:
    async def scene() -> None:
        async with page(Person(1, pk=5)) as hers, page(Person(1, pk=6)) as his:
            await in_a_thread(lambda: stream.notify_person(5, "notice"))
            await tell(1, "pick.made", 2)
            await his.until(lambda: len(his.heard) == 2)
            await hers.until(lambda: len(hers.heard) == 3)
            assert [event for event, _ in hers.heard] == ["ready", "notice", "pick.made"]
            assert [event for event, _ in his.heard] == ["ready", "pick.made"]

    asyncio.run(scene())


def test_what_was_rolled_back_is_never_heard() -> None:
    class Undo(Exception):
        pass

    def undone() -> None:
        try:
            with transaction.atomic():
                stream.notify(1, "pick.made", 1)
                raise Undo
        except Undo:
            return

    async def scene() -> None:
        async with page(Person(1)) as ours:
            await in_a_thread(undone)
            await tell(1, "pick.made", 2)
            await ours.until(lambda: len(ours.heard) == 2)
            assert ours.heard[1] == ("pick.made", {"kind": "pick.made", "pk": 2})

    asyncio.run(scene())


def test_after_a_lost_database_link_the_page_is_told_to_refetch(caplog: pytest.LogCaptureFixture) -> None:
    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN%%' AND datname = current_database()"
            )
            assert cursor.rowcount == 1

    async def scene() -> None:
        async with page(Person(1)) as ours:
            await in_a_thread(cut)
            await ours.until(lambda: ours.heard[-1][0] == "reset")
            await tell(1, "pick.made", 1)
            await ours.until(lambda: ours.heard[-1][0] == "pick.made")

    asyncio.run(scene())
    assert "will try again" in caplog.text


def test_a_browser_that_reconnects_is_told_to_refetch() -> None:
    async def scene() -> None:
        async with page(Person(1), **{"Last-Event-ID": "1"}) as ours:
            assert ours.heard[0] == ("reset", {})

    asyncio.run(scene())


def test_a_watcher_that_lags_loses_events_and_is_told_so() -> None:
    async def scene() -> None:
        watcher = stream.Watcher(frozenset({1}))
        for number in range(stream.QUEUE + 3):
            watcher.hear(stream.Note("pick.made", number, 1))
        heard = [watcher.queue.get_nowait() for _ in range(watcher.queue.qsize())]
        assert heard[0] == stream.RESET
        assert [note.pk for note in heard[1:]] == [stream.QUEUE + 1, stream.QUEUE + 2]

    asyncio.run(scene())


def test_forty_watchers_hold_one_listener_and_no_pooled_connection() -> None:
    def used() -> int:
        with psycopg.connect(**stream._connection(), autocommit=True) as link:
            row = link.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            ).fetchone()
        assert row is not None
        return int(row[0])

    async def scene() -> None:
        from contextlib import AsyncExitStack

        async with AsyncExitStack() as stack:
            pages = [await stack.enter_async_context(page(Person(1))) for _ in range(40)]
            assert await asyncio.to_thread(used) == 1
            await tell(1, "pick.made", 5)
            for opened in pages:
                await opened.until(lambda opened=opened: opened.heard[-1][0] == "pick.made")  # type: ignore[misc]

    asyncio.run(scene())


def test_a_stranger_gets_no_stream(async_client: Any) -> None:
    async def scene() -> None:
        class Anonymous:
            is_authenticated = False

        request = AsyncRequestFactory().get("/events/")

        async def auser() -> Any:
            return Anonymous()

        request.auser = auser  # type: ignore[method-assign]
        response: Any = await stream.events(lambda user: [])(request)
        assert response.status_code == 403

    asyncio.run(scene())
