"""What the fixtures of conftest hand out: a worker process, a bucket, and where Chromium is."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3

REPOSITORY = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def chromium() -> str | None:
    """The Chromium of the system, or the one CHROMIUM names."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def database_url(settings: Any) -> str:
    """The database of the running test as a DATABASE_URL for other processes."""
    place = settings.DATABASES["default"]
    password = f":{quote(place['PASSWORD'], safe='')}" if place["PASSWORD"] else ""
    host = quote(place["HOST"], safe="") + (f":{place['PORT']}" if place["PORT"] else "")
    return f"postgresql://{quote(place['USER'], safe='')}{password}@{host}/{place['NAME']}"


def production_environment(settings: Any, **more: str) -> dict[str, str]:
    """The environment another process needs to work on this test's database, queue and store."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(settings),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "BROKER_DIR": str(settings.BROKER_DIR),
        "STORAGE_URL": settings.STORAGE_URL,
        "DELIVERY_URL": settings.DELIVERY_URL,
        "LOG_LEVEL": "INFO",
        **more,
    }


class Worker:
    """A Celery worker process. `.pid`, `.kill()` (SIGKILL), `.stop()` (SIGTERM, drains), `.restart()`, `.log()`."""

    def __init__(self, settings: Any, folder: Path, *, queues: str = "", environment: dict[str, str] | None = None):
        self.settings = settings
        self.queues = queues or ",".join(settings.QUEUES)
        self.log_path = folder / "worker.log"
        self.environment = environment or {}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self, *, wait: bool = True) -> None:
        command = [sys.executable, "-m", "celery", "-A", "studio", "worker", "--pool=solo", "--queues", self.queues]
        command += ["--without-gossip", "--without-mingle", f"--hostname=test{uuid.uuid4().hex[:8]}@%h"]
        started_at = len(self.log())
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env=production_environment(self.settings, **self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if wait:
            self.wait_until(lambda: " ready." in self.log()[started_at:], 60, "the worker is ready")

    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def kill(self) -> None:
        """As the kernel does when memory runs out: no warning, no clean-up."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds: float = 20) -> int | None:
        """As a deployment does: SIGTERM, and the task in hand may put its row back."""
        if self.process is None or self.process.poll() is not None:
            return self.process and self.process.returncode
        self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"The worker did not drain within {seconds} s. Its log:\n{self.log()}") from None

    def restart(self) -> None:
        self.stop()
        self.start()

    def wait_until(self, holds: Any, seconds: float, what: str) -> None:
        """Poll `holds()`; on a timeout or a dead worker fail with the worker's log."""
        deadline = time.monotonic() + seconds
        while not holds():
            dead = self.process is not None and self.process.poll() is not None
            if dead or time.monotonic() > deadline:
                why = "the worker died" if dead else f"{seconds} s passed"
                raise AssertionError(f"Waited until {what}; {why}. The worker's log:\n{self.log()}")
            time.sleep(0.02)


@dataclass(frozen=True)
class S3:
    endpoint: str
    bucket: str
    client: Any

    @classmethod
    def with_new_bucket(cls, endpoint: str) -> "S3":
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        bucket = f"gatefold-{uuid.uuid4().hex[:12]}"
        client.create_bucket(Bucket=bucket)
        return cls(endpoint, bucket, client)

    @property
    def url(self) -> str:
        return f"s3://{self.bucket}/house?endpoint={self.endpoint}"

    def listing(self) -> list[str]:
        return [item["Key"] for item in self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])]


class Redis:
    """A Redis of the test's own on a loopback port, keeping nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def program() -> str | None:
        return shutil.which("redis-server")

    def start(self) -> None:
        program = self.program()
        assert program is not None
        command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen([*command, "--dir", str(self.folder)], stdout=log, stderr=log)
        await_port(self.port)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Gunicorn:
    """The web in a process of its own, as the image runs it."""

    def __init__(self, settings: Any, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / "web.log"
        self.environment = production_environment(settings, LOG_FORMAT="json", **environment)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "studio.asgi:application", "--workers", "1"]
        command += ["--worker-class", "uvicorn.workers.UvicornWorker", "--bind", f"127.0.0.1:{self.port}"]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--graceful-timeout", "2"], cwd=REPOSITORY, env=self.environment, stdout=log, stderr=log
            )
        await_port(self.port)

    def stop(self) -> float:
        """SIGTERM; returns the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(20)
        return time.monotonic() - began

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")


def await_port(port: int, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise AssertionError(f"Nothing listened on port {port} within {seconds} s.")
        time.sleep(0.02)
