"""What it costs that many people watch one batch.

    python -m benchmarks.watchers [--watchers 200] [--seconds 20]

On temporary ground: its own PostgreSQL, store and queue, one uvicorn, one real worker with pictures of 2 s in 4 steps.
Every watcher has an event stream and a connection for its questions, as a browser has. First they do what the pages
did before: fetch the row's fragment every two seconds. Then what static/js/live.js does: ask for live.json when an
event of the batch came, as often as the last answer allows; a look once per step, and what came since the last answer
in one more question.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

PICTURE_S = 2.0
OLD_S = 2.0  # seconds between two fragments, as it was
SPREAD_S = 0.3
OPENED_S = 10.0  # seconds in which the pages are opened
LATE_S = 20.0  # that an answer may come after the end


@dataclass
class Seen:
    """What all watchers of one way asked and were told."""

    latencies: list[float] = field(default_factory=list)  # seconds, of each question about the batch
    requests: int = 0  # those, looks and tiles
    answered: int = 0  # bytes of answers
    streamed: int = 0  # bytes of events
    events: int = 0
    faults: int = 0
    busy: int = 0
    late: int = 0


class Asker:
    """One kept connection that asks and reads whole answers."""

    def __init__(self, port: int, cookie: str, seen: Seen) -> None:
        self.port, self.cookie, self.seen = port, cookie, seen
        self.lock = asyncio.Lock()
        self.streams: Any = None

    async def get(self, path: str, *, timed: bool = False) -> bytes:
        async with self.lock:
            if self.streams is None:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self.streams
            began = time.perf_counter()
            writer.write(request(path, self.cookie, self.port))
            status, head, length = await answer_head(reader)
            body = await reader.readexactly(length)
            if timed:
                self.seen.latencies.append(time.perf_counter() - began)
            self.seen.requests += 1
            self.seen.answered += head + length
            self.seen.busy += status == 503  # the page asks again
            self.seen.faults += status not in (200, 404, 503)  # 404: it was done before its look was fetched
            return bytes(body) if status == 200 else b""


def request(path: str, cookie: str, port: int) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sessionid={cookie}\r\n\r\n".encode()


async def answer_head(reader: asyncio.StreamReader) -> tuple[int, int, int]:
    """(status, bytes of the head, bytes of the body to come; 0 where it streams)"""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    sizes = [line.partition(":")[2] for line in lines if line.lower().startswith("content-length:")]
    return int(lines[0].split()[1]), len(head), int(sizes[0]) if sizes else 0


async def listen(port: int, cookie: str, seen: Seen, hear: Any) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request("/events/", cookie, port))
        await answer_head(reader)
        while line := await reader.readline():
            seen.streamed += len(line)
            if line.startswith(b'data: {"kind"'):
                seen.events += 1
                hear(json.loads(line[6:]))
    finally:
        writer.close()


async def before(port: int, cookie: str, batch: int, mine: set[int], seen: Seen, until: float) -> None:
    asker = Asker(port, cookie, seen)
    stream = asyncio.create_task(listen(port, cookie, seen, lambda said: None))
    await asyncio.sleep(random.random() * OPENED_S)
    while time.monotonic() < until:
        began = time.monotonic()
        await asker.get(f"/batches/{batch}/progress/", timed=True)
        await asyncio.sleep(max(0.0, OLD_S - (time.monotonic() - began)))
    stream.cancel()


async def now(port: int, cookie: str, batch: int, mine: set[int], seen: Seen, until: float) -> None:
    await asyncio.sleep(random.random() * OPENED_S)
    asker = Asker(port, cookie, seen)
    moved, tiles, looks = asyncio.Event(), set[int](), set[tuple[int, int]]()

    def hear(said: dict[str, Any]) -> None:
        if said["kind"].startswith("candidate.") and said["pk"] in mine:
            moved.set()
            if said["kind"] == "candidate.done":
                tiles.add(said["pk"])

    stream = asyncio.create_task(listen(port, cookie, seen, hear))
    pause = 1.0
    while time.monotonic() < until:
        try:
            await asyncio.wait_for(moved.wait(), 0.5)
        except TimeoutError:
            continue
        moved.clear()
        await asyncio.sleep(random.random() * SPREAD_S)
        began = time.monotonic()
        said = json.loads(await asker.get(f"/batches/{batch}/live.json", timed=True) or b"{}")
        for pk, _, _, step in said.get("running", []):
            if step is not None and (pk, step) not in looks:
                looks.add((pk, step))
                await asker.get(f"/candidates/{pk}/live/{step}.webp")
        if tiles:
            await asker.get(f"/batches/{batch}/tiles/?{'&'.join(f'candidate={pk}' for pk in tiles)}")
            tiles.clear()
        pause = max(1.0, said.get("again", pause))
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)))
    stream.cancel()


def processor(pid: int) -> float:
    """Seconds of processor a process has had so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(way: Any, web: Any, cookies: list[str], batch: Any, seconds: float) -> dict[str, float]:
    seen = Seen()
    mine = set(batch.candidates.values_list("pk", flat=True))
    worked, began = processor(web.process.pid), time.monotonic()

    async def all_of_them() -> None:
        until = time.monotonic() + seconds
        watchers = (way(web.port, cookie, batch.pk, mine, seen, until) for cookie in cookies)
        _, late = await asyncio.wait([asyncio.create_task(one) for one in watchers], timeout=seconds + LATE_S)
        seen.late = len(late)  # whose last answer never came: asyncio.run ends them

    asyncio.run(all_of_them())
    took = time.monotonic() - began
    return {
        "requests a second": seen.requests / took,
        "of them about the batch": len(seen.latencies) / took,
        "p50 of these, ms": statistics.median(seen.latencies) * 1000,
        "p95 of these, ms": statistics.quantiles(seen.latencies, n=20)[-1] * 1000,
        "processor of the web, cores": (processor(web.process.pid) - worked) / took,
        "answers, kB a second": seen.answered / took / 1000,
        "events, a second": seen.events / took,
        "events, kB a second": seen.streamed / took / 1000,
        "told to try again": seen.busy,
        "faults": seen.faults,
        "never answered": seen.late,
    }


def main() -> None:
    from benchmarks.floor import ground

    options = argparse.ArgumentParser()
    options.add_argument("--watchers", type=int, default=200)
    options.add_argument("--seconds", type=float, default=20.0)
    asked = options.parse_args()
    with ground() as cast:
        from django.conf import settings
        from django.test import Client

        from generation import actions
        from generation.models import ModelEntry
        from tests.fire import Web
        from tests.generation.conftest import LICENCE
        from tests.generation.orders import order
        from tests.parts import Worker

        folder = Path(tempfile.mkdtemp(prefix="gatefold-watchers-"))
        model = ModelEntry.objects.create(
            slug="still", name="Still life", engine="still", dialect="clip", state="ready", licence=LICENCE
        )
        client = Client()
        client.force_login(cast.ben)
        cookies = [client.cookies["sessionid"].value] * asked.watchers
        environment = {"DJANGO_SETTINGS_MODULE": "tests.chaos.settings", "STILL_SECONDS": str(PICTURE_S)}
        web = Web(settings, folder, **environment)
        worker = Worker(settings, folder, queues="gpu.still", environment=environment)
        web.start()
        worker.start()
        try:
            found = []
            for way in (before, now):
                batch = order(cast, model, count=100)
                made = batch.candidates.filter(state="done")
                worker.wait_until(lambda made=made: made.exists(), 60, "it is under way")
                found.append(measure(way, web, cookies, batch, asked.seconds))
                print(way.__name__, json.dumps(found[-1]), flush=True)
                actions.cancel(batch, by=cast.ben)
        finally:
            worker.stop()
            web.stop()
    print(f"| {asked.watchers} watchers, {asked.seconds:.0f} s | every 2 s | by events | ratio |\n|---|---|---|---|")
    for name, old in found[0].items():
        new = found[1][name]
        print(f"| {name} | {old:,.1f} | {new:,.1f} | {f'{new / old:.2f}' if old else ''} |")


if __name__ == "__main__":
    main()
