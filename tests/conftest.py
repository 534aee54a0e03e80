"""Real parts for the tests: PostgreSQL, a Celery worker in its own process, an ASGI server, S3 over the wire, Chromium.

Ask for a part by naming its fixture; nothing starts that no test asked for.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from django.conf import settings as django_settings
from django.test import TransactionTestCase, override_settings
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import expect

from tests.emptied import empty
from tests.parts import S3, Worker, chromium, free_port

# The same examples in each run, so that what turns a build red is what was changed in it. `make hunt` looks for new
# ones; what it finds is mended and stays as an @example.
hypothesis_settings.register_profile("steady", derandomize=True)
hypothesis_settings.register_profile("hunt", derandomize=False, print_blob=True)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

PATIENT_MS = 20_000  # a loaded machine is no fault of the page
expect.set_options(timeout=PATIENT_MS)

# Paid for by the whole run, so said once, at its end, where it cannot be overlooked.
_MISSING: set[str] = set()


def missing_part(sentence: str) -> None:
    """Skip a test for want of a part, and say so again in the summary: a skip is not a pass."""
    _MISSING.add(sentence)
    pytest.skip(sentence)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright leaves an event loop on the main thread, where asyncio.run then fails."""
    items.sort(key=lambda item: bool({"page", "browser"} & set(getattr(item, "fixturenames", ()))))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    for sentence in sorted(line.removeprefix("Skipped: ") for line in skipped if "NOT TESTED" in line):
        terminalreporter.write_line(sentence, red=True, bold=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[None]:
    """One server a run: DATABASE_URL's, or the embedded one without its safety belts, gone when the last worker is."""
    if django_settings.EMBEDDED_DATABASE is None:
        yield
        return
    from studio.lib import embedded

    with embedded.postgres(django_settings.EMBEDDED_DATABASE, scratch=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, postgres: None) -> None:
    """pytest-django asks for this before it makes the test database: the server must be there by then."""
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # a pytest-xdist worker; the first process tidies up
    root = Path(os.environ["GATEFOLD_TESTS"])
    deadline = time.monotonic() + 10
    while (root / "postgres").exists() and time.monotonic() < deadline:
        time.sleep(0.05)  # the keeper deletes the server's own folder
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(autouse=True)
def library_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Delivered files have names, so two tests could meet; each delivers into its own folder."""
    settings.DELIVERY_URL = (tmp_path / "library").as_uri()


@pytest.fixture
def blobs(settings: Any, tmp_path: Path) -> ModuleType:
    """studio.lib.blobs on an empty local folder."""
    from studio.lib import blobs

    settings.STORAGE_URL = (tmp_path / "blobs").as_uri()
    return blobs


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str, request: pytest.FixtureRequest) -> S3:
    """S3 over the wire: an empty bucket; `.url` is a STORAGE_URL for it, `.client` a boto3 client of the test's own."""
    return S3.with_new_bucket(s3_server)


@pytest.fixture
def worker(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Worker]:
    """A real Celery worker for every queue, on this test's database, broker and store. `.kill()` is a SIGKILL."""
    handle = Worker(settings, tmp_path)
    handle.start()
    yield handle
    handle.stop()


class ServedSite:
    """The site under uvicorn, as in production: Django's own live server cannot stream events."""

    _live_server_modified_settings = override_settings()  # pytest-django switches it on and off

    def __init__(self) -> None:
        from studio.asgi import application

        self.port = free_port()
        config = uvicorn.Config(application, host="127.0.0.1", port=self.port, log_config=None, lifespan="off")
        config.timeout_graceful_shutdown = 1
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __str__(self) -> str:
        return self.url

    def __add__(self, path: str) -> str:
        return self.url + path

    def start(self) -> None:
        self.thread.start()
        deadline = time.monotonic() + 10
        while not self.server.started:
            if time.monotonic() > deadline or not self.thread.is_alive():
                raise RuntimeError("The site did not start within 10 s.")
            time.sleep(0.01)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[ServedSite]:
    """The site on a loopback port, with server-sent events. Same name and use as pytest-django's."""
    site = ServedSite()
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium()
    if executable is None:
        missing_part("NOT TESTED in a browser: no Chromium found. Install the package `chromium`, or set CHROMIUM.")
    return {**browser_type_launch_args, "executable_path": executable}
