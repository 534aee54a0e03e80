"""`make run`'s supervisor and the embedded PostgreSQL: what starts, what is started again, and that nothing is left."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import requests

from studio.lib import embedded
from tests.parts import REPOSITORY, free_port
from tests.settings import ENVIRONMENT

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="NOT TESTED: looks for processes under /proc")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laptop")


def processes(var: Path) -> dict[int, str]:
    """Those that belong to this laptop, by process id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            mine = f"GATEFOLD_VAR={var}\0".encode() in (folder / "environ").read_bytes() + b"\0"
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if words and (mine or str(var) in words):
            found[int(folder.name)] = words
    return found


def until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.05)


class Laptop:
    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.url = f"http://localhost:{self.port}"
        self.log_path = var / "run.log"
        clean = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT | {"DATABASE_URL": ""}}
        self.environment = clean | {
            "DJANGO_SETTINGS_MODULE": "studio.settings",
            "GATEFOLD_VAR": str(var),
            "PORT": str(self.port),
        }

    def start(self) -> None:
        with self.log_path.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"], cwd=REPOSITORY, env=self.environment, stdout=log, stderr=log
            )
        until(self.answers, 240, "the first page")
        until(lambda: self.workers() == 2, 60, "two workers")

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log_path.read_text()
        try:
            return requests.get(f"{self.url}/sign-in/", timeout=5).status_code == 200
        except requests.ConnectionError:
            return False

    def workers(self) -> int:
        with psycopg.connect(embedded.address(self.var / "postgres")) as link:
            names = [name for (name,) in link.execute("SELECT name FROM generation_worker")]
        alive = processes(self.var)  # a killed worker's row stays until it is old
        return sum(int(name.rpartition(":")[2]) in alive for name in names)


@pytest.fixture
def laptop(var: Path) -> Iterator[Laptop]:
    running = Laptop(var)
    try:
        running.start()
        yield running
    finally:
        if running.process.poll() is None:
            running.process.send_signal(signal.SIGTERM)
            running.process.wait(30)


def test_a_laptop_serves_web_and_workers_starts_a_killed_one_again_and_stops_cleanly(laptop: Laptop) -> None:
    said = laptop.log_path.read_text()
    assert f"Gatefold is at {laptop.url}" in said
    assert re.search(r"ben +Marketer", said), "it says how to sign in"
    assert requests.get(f"{laptop.url}/readyz", timeout=5).status_code == 200
    styles = requests.get(f"{laptop.url}/sign-in/", timeout=5).text
    sheet = re.search(r'href="(/static/[^"]+\.css)"', styles)
    assert sheet is not None
    served = requests.get(laptop.url + sheet[1], timeout=5)
    assert served.status_code == 200
    assert "immutable" in served.headers["Cache-Control"], "hashed names, kept by the browser for ever"

    pixels = next(pid for pid, words in processes(laptop.var).items() if "--queues pixels,io" in words)
    os.kill(pixels, signal.SIGKILL)
    until(lambda: "was ended by SIGKILL; starting it again" in laptop.log_path.read_text(), 10, "a note")
    until(lambda: sum("--queues pixels,io" in w for w in processes(laptop.var).values()) == 1, 10, "a new worker")

    began = time.monotonic()
    laptop.process.send_signal(signal.SIGTERM)
    assert laptop.process.wait(20) == 0
    assert time.monotonic() - began < 15
    until(lambda: not processes(laptop.var), 10, "nothing is left")


def test_a_killed_supervisor_leaves_nothing_behind_and_the_next_start_goes_on_from_there(laptop: Laptop) -> None:
    assert len(processes(laptop.var)) >= 5, "supervisor, keeper, server, web, workers"
    laptop.process.kill()
    laptop.process.wait()
    until(lambda: not processes(laptop.var), 40, "nothing is left")
    laptop.start()
    assert "Making the demo brands" not in laptop.log_path.read_text(), "done already"


def test_a_taken_port_is_named_with_a_way_out(var: Path) -> None:
    laptop = Laptop(var)
    with socket.socket() as other:
        other.bind(("127.0.0.1", laptop.port))
        other.listen()
        answer = subprocess.run(
            [sys.executable, "manage.py", "run"],
            cwd=REPOSITORY,
            env=laptop.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert answer.returncode == 1
    assert f"Port {laptop.port} on 127.0.0.1 cannot be used: address already in use" in answer.stderr
    assert f"make run PORT={laptop.port + 1}" in answer.stderr
    assert "Traceback" not in answer.stderr


# --- the embedded PostgreSQL ------------------------------------------------------------------------------------------
def servers(root: Path) -> list[int]:
    return [pid for pid, words in processes(root).items() if "/bin/postgres " in words]


def keepers(root: Path) -> list[int]:
    return [pid for pid, words in processes(root).items() if "embedded.py" in words]


def ask(root: Path) -> int:
    with psycopg.connect(embedded.address(root)) as link:
        row = link.execute("SELECT 1").fetchone()
        return int(row[0]) if row else 0


def test_the_server_lives_as_long_as_its_last_user(tmp_path: Path) -> None:
    with embedded.postgres(tmp_path, scratch=True):
        with embedded.postgres(tmp_path, scratch=True):
            assert ask(tmp_path) == 1
        time.sleep(0.3)
        assert ask(tmp_path) == 1, "somebody is still here"
        assert len(servers(tmp_path)) == 1
    until(lambda: not processes(tmp_path), 10, "the server is gone")
    until(lambda: not tmp_path.exists(), 5, "scratch data is gone too")


def test_a_user_killed_without_warning_leaves_no_server(tmp_path: Path) -> None:
    hold = "import sys, pathlib; from studio.lib import embedded\nwith embedded.postgres(pathlib.Path(sys.argv[1])):\n"
    hold += " print('up', flush=True); sys.stdin.read()"
    user = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert user.stdout is not None
    assert user.stdout.readline() == b"up\n"
    assert ask(tmp_path) == 1
    user.kill()
    user.wait()
    until(lambda: not processes(tmp_path), 10, "the server is gone")


def test_after_a_killed_keeper_the_next_user_starts_anew_and_nothing_is_lost(tmp_path: Path) -> None:
    with embedded.postgres(tmp_path):
        with psycopg.connect(embedded.address(tmp_path)) as link:
            link.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(keepers(tmp_path)[0], signal.SIGKILL)
        time.sleep(0.2)
    with embedded.postgres(tmp_path), psycopg.connect(embedded.address(tmp_path)) as link:
        assert link.execute("SELECT number FROM kept").fetchone() == (7,)
        assert len(servers(tmp_path)) == 1
    until(lambda: not processes(tmp_path), 10, "the server is gone")


def test_a_path_too_long_for_a_socket_still_works(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 25)
    assert not str(embedded.socket_folder(deep)).startswith(str(tmp_path))
    with embedded.postgres(deep, scratch=True):
        assert ask(deep) == 1


def test_the_database_sorts_by_code_point_whatever_the_system_thinks(tmp_path: Path) -> None:
    with embedded.postgres(tmp_path, scratch=True), psycopg.connect(embedded.address(tmp_path)) as link:
        provider = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
        assert link.execute(provider).fetchone() == ("b", "C.UTF-8")
        assert link.execute("SELECT upper('é'), to_tsvector('simple', 'Größe')::text").fetchone() == ("É", "'größe':1")
