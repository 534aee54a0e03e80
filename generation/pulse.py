"""A worker process tells that it lives: one row, renewed by a light thread, which also sweeps now and then."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

from celery import signals
from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from generation.engine.engines import ENGINES, engine
from generation.engine.picture import EngineError
from generation.models import ModelEntry, Run, Worker
from generation.queue import Able
from generation.states import RUNNING

log = logging.getLogger(__name__)

BEAT = 5.0  # seconds between two signs of life, at most
EVERYWHERE = 30.0  # seconds between two sweeps of all stations

_warm: set[str] = set()
_running: list[Pulse] = []


def name_of(hostname: str | None) -> str:
    """This process: Celery's node name and the process id, so that a restarted worker is another one."""
    return f"{hostname or socket.gethostname()}:{os.getpid()}"[:120]


def warm(engine_name: str) -> None:
    """Load what makes the first picture slow, once a process. An engine that cannot says so with each candidate."""
    if engine_name in _warm:
        return
    _warm.add(engine_name)
    try:
        engine(engine_name).warm()
    except EngineError:
        log.warning("The engine %s could not warm up", engine_name, exc_info=True)


_able: dict[str, Able] = {}


def able(engine_name: str, hostname: str | None) -> Able:
    """What this process can do with this engine: kept, so that it remembers its warm model and its turns."""
    found = _able.setdefault(engine_name, Able(name_of(hostname), [engine_name]))
    found.name = name_of(hostname)
    return found


class Pulse(Thread):
    def __init__(self, name: str, queues: list[str]) -> None:
        super().__init__(name="pulse", daemon=True)
        self.worker, self.queues = name, queues
        self.device = self.warm = ""
        self.stop = Event()

    def run(self) -> None:
        from generation import sweep

        pause, told = min(BEAT, settings.LEASE_SECONDS / 2), -EVERYWHERE
        while True:
            try:
                self.beat()
                sweep.sweep()
                if time.monotonic() - told > EVERYWHERE and sweep.is_eldest(self.worker):
                    told = time.monotonic()
                    sweep.everywhere()
            except Error:
                log.warning("Could not report that this worker lives", exc_info=True)
                connection.close()
            except Exception:
                log.exception("The sweep failed; the next one tries again")
            if self.stop.wait(pause):
                break
        connection.close()

    def beat(self) -> None:
        now = timezone.now()
        total, free = memory()
        state = {
            "seen_at": now,
            "host": socket.gethostname()[:80],
            "queues": self.queues,
            "capabilities": [queue.removeprefix("gpu.") for queue in self.queues],
            "device": self.device,
            "memory": total,
            "memory_free": free,
            "warm": self.warm,
            "hand": [],
        }
        state["hand"] = list(
            Run.objects.filter(worker=self.worker, outcome=RUNNING).values_list("candidate", flat=True)
        )
        if not Worker.objects.filter(name=self.worker).update(**state):
            Worker.objects.create(name=self.worker, started_at=now, **state)
        for found in _able.values():
            found.memory = total
        if not state["hand"] and Worker.objects.filter(name=self.worker, wanted="drain").exists():
            # As an operator would: Celery ends at once when nothing is in hand.
            os.kill(os.getpid(), signal.SIGTERM)


def memory() -> tuple[int | None, int | None]:
    """Bytes of this process's device, and bytes free on it: the GPU's once torch is loaded, else the machine's."""
    # Another thread may be importing torch right now: what is half there is not asked.
    cuda: Any = getattr(sys.modules.get("torch"), "cuda", None)
    if callable(getattr(cuda, "is_available", None)) and cuda.is_available():
        free, total = cuda.mem_get_info()
        return int(total), int(free)
    meminfo = Path("/proc/meminfo")
    if not meminfo.is_file():
        return None, None
    said = dict(line.split(":", 1) for line in meminfo.read_text().splitlines())
    return tuple(int(said[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))  # type: ignore[return-value]


def device() -> str:
    """What this process last made a picture on, so that what comes to nothing is priced alike; "" before its first."""
    return next((pulse.device for pulse in _running), "")


def made_with(device: str, weights: str) -> None:
    """What the last picture was made on and with; told with the next sign of life."""
    for pulse in _running:
        pulse.device, pulse.warm = device, weights
    for found in _able.values():
        found.warm = weights


@signals.worker_ready.connect
def begin(sender: Any = None, **_: Any) -> None:
    """Warm the engines this worker has work for, then start the pulse. Its first sweep wakes us if work waits."""
    from generation import sweep

    try:
        sweep.take_over(sender.hostname)
    except Error:  # the database is late; leases run out by themselves
        log.warning("Could not take over from an earlier worker", exc_info=True)
    queues = _queues(sender)
    for name in ENGINES:
        if f"gpu.{name}" in queues and _wanted(name):
            warm(name)
    _running.append(Pulse(name_of(sender.hostname), queues))
    _running[-1].start()


def _queues(consumer: Any) -> list[str]:
    return sorted(consumer.app.amqp.queues.consume_from)


def _wanted(engine_name: str) -> bool:
    try:
        return ModelEntry.objects.filter(engine=engine_name, state="ready", active=True).exists()
    except Error:
        return False


@signals.worker_shutdown.connect
def end(**_: Any) -> None:
    """Gone on purpose: the row goes too, so that nobody waits for this worker."""
    for pulse in _running:
        pulse.stop.set()
        pulse.join(timeout=5)
        try:
            Worker.objects.filter(name=pulse.worker).delete()
        except Error:
            log.warning("Could not sign off this worker", exc_info=True)
    _running.clear()
