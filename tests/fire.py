"""The processes that benchmarks/chaos.py kills: engine workers under names of their own, a web, a Redis; and a person
who orders through that web and does not give up."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from generation.models import ModelEntry
from tests.cast import PASSWORD
from tests.generation.conftest import LICENCE
from tests.parts import REPOSITORY, Redis, Worker, await_port, free_port, production_environment

PAUSE_S = 5  # between two orders of one person, so that some of them meet a web that is being killed


class EngineWorker(Worker):
    """A worker that comes back under the same name, as a supervised one does, and so takes over what it held."""

    def __init__(self, settings: Any, folder: Path, number: int, *, queue: str, environment: dict[str, str]) -> None:
        super().__init__(settings, folder, queues=queue, environment=environment)
        self.log_path = folder / f"worker-{number}.log"
        self.name = f"fire{number}"

    @property
    def node(self) -> str:
        """As the process that runs now signs its runs."""
        return f"{self.name}@{socket.gethostname()}:{self.pid}"

    def start(self, *, wait: bool = True) -> None:
        command = [sys.executable, "-m", "celery", "-A", "studio", "worker", "--pool=solo", "--queues", self.queues]
        command += ["--without-gossip", "--without-mingle", f"--hostname={self.name}@%h"]
        environment = production_environment(self.settings, **self.environment)
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


class Web:
    """One uvicorn on a port that stays the same."""

    def __init__(self, settings: Any, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / "web.log"
        self.environment = production_environment(settings, **environment)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, wait: bool = True) -> None:
        command = [sys.executable, "-m", "uvicorn", "studio.asgi:application", "--lifespan", "off"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=REPOSITORY, env=self.environment, stdout=log, stderr=log)
        if wait:
            await_port(self.port)

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    stop = kill


class Broker(Redis):
    """A Redis that keeps nothing: killed, every message in it is gone."""

    def kill(self) -> None:
        self.stop()


class Customer(threading.Thread):
    """Orders batches through the web, one after the other, and asks again with the same key when the answer is lost."""

    def __init__(self, web: Web, username: str, briefs: list[int], model: ModelEntry, count: int) -> None:
        super().__init__(name=f"customer-{username}", daemon=True)
        self.web, self.username, self.briefs, self.model, self.count = web, username, briefs, model, count
        self.asked = 0  # requests that got no answer, and were sent again

    def run(self) -> None:
        session = self._persist(self._sign_in)
        for brief in self.briefs:
            time.sleep(PAUSE_S)
            once = str(uuid4())
            self._persist(lambda brief=brief, once=once: self._order(session, brief, once))  # type: ignore[misc]

    def _persist(self, act: Any) -> Any:
        while True:
            try:
                return act()
            except (requests.RequestException, AssertionError):
                self.asked += 1
                time.sleep(0.3)

    def _post(self, session: requests.Session, path: str, data: dict[str, Any]) -> requests.Response:
        token = {"csrfmiddlewaretoken": session.cookies.get("csrftoken", "")}
        return session.post(self.web.url + path, data=data | token, timeout=10, allow_redirects=False)

    def _sign_in(self) -> requests.Session:
        session = requests.Session()
        session.get(f"{self.web.url}/sign-in/", timeout=10)
        answer = self._post(session, "/sign-in/", {"username": self.username, "password": PASSWORD})
        assert answer.status_code == 302, answer.status_code
        return session

    def _order(self, session: requests.Session, brief: int, once: str) -> None:
        answer = self._post(
            session, f"/briefs/{brief}/order/", {"model": self.model.pk, "count": self.count, "once": once}
        )
        assert answer.status_code == 302, f"{answer.status_code} {re.sub('<[^>]+>', ' ', answer.text)[:300]}"


def model_for(engine: str, folder: Path, slug: str = "") -> ModelEntry:
    """A row for the engine under fire; of diffusers a tiny model with random weights, built here. One with a `slug`
    of its own has no history yet."""
    if engine == "diffusers":
        from generation.engine.diffusion.scan import look
        from tests.tiny_models import tiny_sd

        found = look(tiny_sd(folder / "tiny-sd"))
        more = {"source": str(found.path), "weights": found.weights, "family": found.family}
        return ModelEntry.objects.create(
            slug="tiny", name="Tiny", engine=engine, dialect="clip", state="ready", licence=LICENCE,
            settings={**found.settings, "steps": 4, "dtype": "float32"}, **more,
        )  # fmt: skip
    dialect = "previz" if engine == "previz" else "clip"
    return ModelEntry.objects.create(
        slug=slug or engine,
        name=(slug or engine).capitalize(),
        engine=engine,
        dialect=dialect,
        state="ready",
        licence=LICENCE,
    )
