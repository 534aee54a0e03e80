"""What people who are in one place at the same time tell each other, and nobody keeps: who points where.

PostgreSQL NOTIFY in, server-sent events out, over the one listener of studio/lib/stream.py. A word of somebody takes
the place of their word before that a slow listener has not heard yet, so nothing queues up however fast people move;
a listener is written to at most twenty times a second. Who may listen is asked at the door, and again every minute.

    event: word
    data: {"who": 3, "said": {"x": 0.25, "y": 0.5}}
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final

from django.db import connection

from studio.lib.stream import CHANNEL, HEARTBEAT_S, MEMBERSHIP_S, Word, hub

MOST: Final = 2_000  # bytes of one word; PostgreSQL takes 8,000
PACE_S: Final = 0.05


def say(room: str, who: int, said: Mapping[str, Any]) -> None:
    """Tell everybody in the room. Nothing is written; who is not listening now never hears it. ValueError: too long."""
    text = json.dumps({"room": room, "who": who, "said": said})
    if len(text.encode()) > MOST:
        raise ValueError(f"a word has at most {MOST} bytes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])


class Listener:
    """The latest word of each of the others that was not passed on yet."""

    def __init__(self, who: int) -> None:
        self.who = who
        self.latest: dict[int, Word] = {}
        self.awake = asyncio.Event()

    def hear(self, word: Word) -> None:
        if word.who == self.who:
            return
        self.latest.pop(word.who, None)  # whoever spoke last stands last
        self.latest[word.who] = word
        self.awake.set()

    def take(self) -> str:
        """All that waits, as one write."""
        words, self.latest = self.latest.values(), {}
        self.awake.clear()
        return "".join(
            f"event: word\ndata: {json.dumps({'who': word.who, 'said': word.said})}\n\n" for word in words
        )  # fmt: skip


async def listen(room: str, who: int, may: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
    """The stream of one listener; it ends when `may` says no."""
    loop = asyncio.get_running_loop()
    listener = Listener(who)
    async with hub().overhear(room, listener.hear):
        await hub().listening.wait()
        yield "retry: 1000\nevent: ready\ndata: {}\n\n"
        asked = loop.time()
        while True:
            try:
                await asyncio.wait_for(listener.awake.wait(), HEARTBEAT_S)
                yield listener.take()
                await asyncio.sleep(PACE_S)
            except TimeoutError:
                yield ": still here\n\n"
            if loop.time() - asked > MEMBERSHIP_S:
                if not await may():
                    return
                asked = loop.time()
