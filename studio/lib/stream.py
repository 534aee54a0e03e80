"""Live events for open pages: PostgreSQL NOTIFY in, server-sent events out.

One LISTEN connection a process is fanned out to a bounded queue per watcher. A message carries ids alone, never
content: what a watcher may see is decided again when the page fetches it. Whoever may have missed something (a lost
database link, a full queue, a browser that reconnects) is told `reset`, and the page fetches itself anew.

The stream at `/events/` speaks these: `ready` once it listens, `reset`, and one per event, named by its kind:

    event: candidate.stored
    data: {"kind": "candidate.stored", "pk": 7}
"""

import asyncio
import contextlib
import json
import logging
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import psycopg
from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHANNEL: Final = "gatefold"
QUEUE: Final = 200  # events a slow watcher may lag behind before it is told to refetch
HEARTBEAT_S: Final = 15  # keeps proxies from closing a quiet stream
MEMBERSHIP_S: Final = 60  # how long somebody removed from a brand may still hear that an id of it moved
_BACKOFF_S: Final = (0.2, 0.5, 1, 2, 5)

log = logging.getLogger(__name__)

BrandsOf = Callable[[Any], Iterable[int]]


def notify(brand_id: int | None, kind: str, pk: int) -> None:
    """Tell the brand's watchers (None: everybody's) that `kind` happened to `pk`; they hear it when this commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"brand": brand_id, "kind": kind, "pk": pk})])


def notify_person(person_id: int, kind: str) -> None:
    """Tell this person's own pages, and nobody else's, that `kind` of theirs has changed."""
    said = {"person": person_id, "kind": kind, "pk": 0}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(said)])


def notify_all(brand_id: int | None, kind: str, pks: Sequence[int]) -> None:
    """The same for several, in one statement."""
    said = [json.dumps({"brand": brand_id, "kind": kind, "pk": pk}) for pk in pks]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, said) FROM unnest(%s::text[]) AS said", [CHANNEL, said])


@dataclass(frozen=True)
class Note:
    """One event; `kind` "reset" means that some may be missing."""

    kind: str
    pk: int = 0
    brand: int | None = None
    person: int | None = None

    @cached_property
    def as_sse(self) -> str:
        """Written once, however many watch."""
        body = {} if self.kind in ("ready", "reset") else {"kind": self.kind, "pk": self.pk}
        return f"event: {self.kind}\ndata: {json.dumps(body)}\n\n"


RESET: Final = Note("reset")


@dataclass(frozen=True)
class Word:
    """Something said in a room (studio/lib/rooms.py): by whom, and a few values. Kept nowhere."""

    room: str
    who: int
    said: dict[str, Any]


@dataclass(eq=False)
class Watcher:
    """One open stream: its brands, whose it is, and its queue."""

    brands: frozenset[int]
    person: int | None = None
    queue: asyncio.Queue[Note] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def hear(self, note: Note) -> None:
        if note.brand is not None and note.brand not in self.brands:
            return
        if note.person is not None and note.person != self.person:
            return
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            note = RESET
        self.queue.put_nowait(note)

    def rest(self) -> str:
        """All that waits besides: where many things happen, one write tells of them."""
        said = []
        while not self.queue.empty():
            said.append(self.queue.get_nowait().as_sse)
        return "".join(said)


class Hub:
    """The one listener of this event loop, alive while anybody watches."""

    def __init__(self) -> None:
        self.watchers: set[Watcher] = set()
        self.rooms: dict[str, set[Callable[[Word], None]]] = {}
        self.listening = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def watch(self, brands: frozenset[int], person: int | None = None) -> AsyncIterator[Watcher]:
        watcher = Watcher(brands, person)
        self.watchers.add(watcher)
        self._begin()
        try:
            yield watcher
        finally:
            self.watchers.discard(watcher)
            self._rest()

    @contextlib.asynccontextmanager
    async def overhear(self, room: str, hear: Callable[[Word], None]) -> AsyncIterator[None]:
        """Give every word said in the room to `hear`. Words reach no watcher: theirs are the events."""
        self.rooms.setdefault(room, set()).add(hear)
        self._begin()
        try:
            yield
        finally:
            self.rooms[room].discard(hear)
            if not self.rooms[room]:
                del self.rooms[room]
            self._rest()

    def _begin(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._listen())

    def _rest(self) -> None:
        if not self.watchers and not self.rooms and self.task is not None:
            self.task.cancel()
            self.listening.clear()

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_connection(), autocommit=True) as link:
                    await link.execute(f"LISTEN {CHANNEL}")
                    if failures:
                        self._tell(RESET)
                    failures = 0
                    self.listening.set()
                    async for message in link.notifies():
                        self._pass_on(json.loads(message.payload))
            except psycopg.OperationalError as error:
                self.listening.clear()
                log.warning("Live events lost their database link and will try again: %s", error)
                await asyncio.sleep(_BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)])
                failures += 1

    def _pass_on(self, document: dict[str, Any]) -> None:
        if "room" not in document:
            return self._tell(Note(**document))
        word = Word(**document)
        for hear in self.rooms.get(word.room, ()):
            hear(word)
        return None

    def _tell(self, note: Note) -> None:
        for watcher in self.watchers:
            watcher.hear(note)


_hubs: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = weakref.WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


def _connection() -> dict[str, Any]:
    """Where Django connects, without what belongs to Django's own connections (pool, cursors, statement deadline)."""
    params = connection.get_connection_params()
    theirs = ("cursor_factory", "context", "prepare_threshold", "pool", "options")
    return {key: value for key, value in params.items() if key not in theirs}


def events(brands_of: BrandsOf) -> Callable[[HttpRequest], Coroutine[Any, Any, HttpResponseBase]]:
    """The view of the stream. `brands_of(user)` gives the ids of the brands that the user belongs to."""

    @login_not_required  # an EventSource cannot follow a redirect to a page: it gets a plain 403 instead
    async def view(request: HttpRequest) -> HttpResponseBase:
        user = await request.auser()
        if not user.is_authenticated:
            return HttpResponse("Sign in to follow events.", status=403, content_type="text/plain")
        reconnected = "Last-Event-ID" in request.headers
        response = StreamingHttpResponse(_stream(user, brands_of, reconnected), content_type="text/event-stream")
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"  # nginx would otherwise hold events back
        return response

    return view


async def _stream(user: AbstractBaseUser, brands_of: BrandsOf, reconnected: bool) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    async with hub().watch(await _brands(user, brands_of), user.pk) as watcher:
        await hub().listening.wait()
        yield f"retry: 1000\nid: 1\n{(RESET if reconnected else Note('ready')).as_sse}"
        asked = loop.time()
        while True:
            try:
                yield (await asyncio.wait_for(watcher.queue.get(), HEARTBEAT_S)).as_sse + watcher.rest()
            except TimeoutError:
                yield ": still here\n\n"
            if loop.time() - asked > MEMBERSHIP_S:
                watcher.brands, asked = await _brands(user, brands_of), loop.time()


async def _brands(user: AbstractBaseUser, brands_of: BrandsOf) -> frozenset[int]:
    @sync_to_async
    def ask() -> frozenset[int]:
        try:
            return frozenset(brands_of(user))
        finally:
            # This request lasts for hours. Kept, its pooled connection would starve the pages after eight watchers.
            if not connection.in_atomic_block:
                connection.close()

    return await ask()
