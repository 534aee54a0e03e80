"""`manage.py run`: the whole of Gatefold on one machine, as one process to start and to stop (`make run`).

Starts the web server and two workers on the parts the settings name, starts again what dies, and takes all of them
along when it leaves, however that is: on a signal it ends them in order; when it is killed, each child notices
(studio.lib.parent) and the embedded database goes with the last of them (studio.lib.embedded).
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studio.home import seeds
from studio.home.upkeep import bring_up_to_date, collect_static
from studio.lib import embedded, parent
from studio.lib.env import env_int, env_str

GRACE_S: Final = 20  # a worker stores the candidate in hand and puts its row back
QUIET: Final = env_str("LOG_LEVEL", "WARNING")  # the terminal is for what needs a person
ENGINE_QUEUES: Final = "gpu.previz,gpu.diffusers"
PIXEL_QUEUES: Final = "pixels,io"
REMOTE_QUEUE: Final = "gpu.remote"  # its worker waits for services elsewhere, and alone holds their keys


@dataclass
class Child:
    """One process that should be running, and how often it had to be started again lately."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0

    def start(self, keep_open: tuple[int, ...]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env=os.environ | self.environment | {parent.PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which ends the others in order
            pass_fds=keep_open,
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Command(BaseCommand):
    help = "Serves web and workers together on this machine, until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = env_str("HOST", "127.0.0.1"), env_int("PORT", default=8000, least=1)
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        self.refuse_taken(host, port)
        with self.database() as keep_open:
            bring_up_to_date(self.stdout.write)
            if not settings.DEBUG:
                collect_static()
            children = [web(host, port), worker("engine", ENGINE_QUEUES), worker("pixels", PIXEL_QUEUES)]
            children += [worker("remote", REMOTE_QUEUE)] if settings.REMOTE_HOSTS else []
            try:
                self.serve(children, keep_open, f"http://{'localhost' if host == '127.0.0.1' else host}:{port}")
            finally:
                self.end(children)
        self.stdout.write("Stopped.")

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def refuse_taken(self, host: str, port: int) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} on {host} cannot be used: {(error.strerror or '').lower()}. "
                    f"Stop the program that has it, or choose another: make run PORT={port + 1}"
                ) from error

    @contextlib.contextmanager
    def database(self) -> Iterator[tuple[int, ...]]:
        """The embedded server's lock, for the children to hold too: a worker that drains still needs its database."""
        if settings.EMBEDDED_DATABASE is None:
            yield ()
            return
        with embedded.postgres(settings.EMBEDDED_DATABASE) as lock:
            yield (lock,)

    def serve(self, children: list[Child], keep_open: tuple[int, ...], address: str) -> None:
        first, *others = children
        first.start(keep_open)
        while not self.stopping and not answers(address):
            if first.has_ended():
                raise CommandError("The web server stopped as it started; its words are above.")
            time.sleep(0.05)
        if not self.stopping:
            self.welcome(address)
        for child in others:
            if not self.stopping:
                child.start(keep_open)
        while not self.stopping:
            time.sleep(0.2)
            for child in children:
                if child.has_ended() and not self.stopping:
                    self.start_again(child, keep_open)

    def start_again(self, child: Child, keep_open: tuple[int, ...]) -> None:
        assert child.process is not None
        child.failures = child.failures + 1 if time.monotonic() - child.started < 30 else 1
        if child.failures > 5:
            raise CommandError(f"The {child.name} process ended five times in a row; its words are above.")
        code = child.process.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"
        self.stderr.write(f"The {child.name} process {how}; starting it again.")
        if child.failures > 1:
            time.sleep(child.failures)
        child.start(keep_open)

    def end(self, children: list[Child]) -> None:
        """SIGTERM to all at once, then as long as a worker needs to put its candidate down."""
        for child in children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE_S
        for child in children:
            child.end(deadline)

    def welcome(self, address: str) -> None:
        lines = ["", f"  Gatefold is at {address}", ""]
        if settings.LAPTOP:
            lines.append(f"  Sign in with the password {seeds.PASSWORD} as")
            lines += [f"    {one.username:<6} {one.role.label}, {', '.join(one.brands)}" for one in seeds.PEOPLE]
        lines += ["", "  Ctrl-C stops everything. Your work is kept in var/.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def web(host: str, port: int) -> Child:
    command = [sys.executable, "-m", "uvicorn", "studio.asgi:application", "--host", host, "--port", str(port)]
    # Open pages hold an event stream for hours; a second is enough for what is truly in flight.
    command += ["--lifespan", "off", "--no-access-log", "--timeout-graceful-shutdown", "1", "--log-level", "warning"]
    return Child("web", command, {"STATEMENT_TIMEOUT_MS": "5000", "LOG_LEVEL": QUIET})


def worker(name: str, queues: str) -> Child:
    # As root Celery warns of pickle, which we do not accept.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser"]
    command = [*python, "-m", "celery", "--quiet", "-A", "studio", "worker", "--pool", "solo", "--queues", queues]
    command += ["--hostname", f"{name}@%h", "--without-gossip", "--without-mingle"]
    return Child(name, command, {"STATEMENT_TIMEOUT_MS": "60000", "LOG_LEVEL": QUIET})


def answers(address: str) -> bool:
    request = urllib.request.Request(f"{address}/healthz")  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False
