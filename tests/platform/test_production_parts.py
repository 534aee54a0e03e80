"""The same line on the parts production uses: PostgreSQL, Redis, S3 over the wire, gunicorn, a worker of its own."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from generation.models import Batch, ModelEntry
from studio.lib import blobs
from tests.cast import PASSWORD, Cast, make_cast
from tests.conftest import missing_part
from tests.generation.conftest import LICENCE
from tests.generation.orders import revision_of
from tests.parts import S3, Gunicorn, Redis, Worker

pytestmark = pytest.mark.django_db(transaction=True)

ENGINE = {"DJANGO_SETTINGS_MODULE": "tests.chaos.settings", "GATEFOLD_LEASE_SECONDS": "2"}


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    if Redis.program() is None:
        missing_part("NOT TESTED on Redis: no redis-server found. Install the package `redis-server`.")
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def on_production_parts(redis: Redis, s3: S3, settings: Any) -> None:
    settings.CELERY_BROKER_URL = redis.url
    settings.STORAGE_URL = s3.url
    settings.DELIVERY_URL = f"{s3.url}&region=us-east-1"


@pytest.fixture
def cast(transactional_db: None, on_production_parts: None) -> Cast:
    return make_cast()


@pytest.fixture
def model(transactional_db: None) -> ModelEntry:
    return ModelEntry.objects.create(
        slug="still", name="Still life", engine="still", dialect="clip", state="ready", licence=LICENCE
    )


@pytest.fixture
def web(on_production_parts: None, settings: Any, tmp_path: Path) -> Iterator[Gunicorn]:
    server = Gunicorn(settings, tmp_path, **ENGINE)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def engine_worker(on_production_parts: None, settings: Any, tmp_path: Path) -> Iterator[Worker]:
    handle = Worker(settings, tmp_path, queues="gpu.still,pixels,io", environment=ENGINE)
    handle.start()
    yield handle
    handle.stop()


class Visitor:
    """Somebody with a browser, as far as forms and cookies go."""

    def __init__(self, web: Gunicorn) -> None:
        self.web = web
        self.site = web.url
        self.session = requests.Session()

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.session.get(self.site + path, timeout=20, **more)

    def post(self, path: str, data: dict[str, Any]) -> requests.Response:
        token = {"csrfmiddlewaretoken": self.session.cookies.get("csrftoken", "")}
        return self.session.post(self.site + path, data=data | token, timeout=20, allow_redirects=False)

    def sign_in(self, username: str) -> "Visitor":
        self.get("/sign-in/")
        assert self.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
        return self

    def order(self, cast: Cast, model: ModelEntry, count: int) -> Batch:
        path = f"/briefs/{revision_of(cast).brief_id}/order/"
        once = re.search(r'name="once"[^>]*value="([^"]+)"', self.get(path).text)
        assert once is not None
        answer = self.post(path, {"model": model.pk, "count": count, "once": once[1]})
        assert answer.status_code == 302, answer.text + self.web.log()
        return Batch.objects.latest("pk")


def listen(ben: Visitor, heard: list[str]) -> threading.Thread:
    """Follow the live events until the server ends the stream."""
    ready = threading.Event()

    def follow() -> None:
        try:
            with ben.get("/events/", stream=True) as stream:
                for line in stream.iter_lines(chunk_size=1, decode_unicode=True):
                    if line.startswith("event: "):
                        heard.append(line.removeprefix("event: "))
                        ready.set()
        except requests.RequestException:
            return  # the server stopped

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    assert ready.wait(10)
    return thread


def test_a_batch_goes_through_redis_and_lands_on_s3(
    cast: Cast, model: ModelEntry, web: Gunicorn, engine_worker: Worker, s3: S3
) -> None:
    ben = Visitor(web).sign_in("ben")
    ready = ben.get("/readyz")
    assert ready.status_code == 200, ready.text
    heard: list[str] = []
    listen(ben, heard)

    batch = ben.order(cast, model, 4)
    engine_worker.wait_until(lambda: Batch.objects.filter(pk=batch.pk, state="done").exists(), 30, "the batch is done")

    pictures = [candidate.picture for candidate in batch.candidates.select_related("picture")]
    stored = {key.rsplit("/", 1)[-1] for key in s3.listing()}
    assert {picture.digest for picture in pictures if picture} <= stored
    assert len({picture.digest for picture in pictures if picture}) == 4
    first = batch.candidates.order_by("position")[0]
    shown = ben.get(f"/candidates/{first.pk}/picture.png")
    assert shown.status_code == 200
    assert shown.content == blobs.read(first.picture_id or "")
    engine_worker.wait_until(lambda: any(kind.startswith("batch.") for kind in heard), 10, "the page hears of it")
    assert heard[0] == "ready"

    assert web.stop() < 8, "an open event stream holds no deployment up"


def test_the_web_touches_no_pixels_and_stays_small(cast: Cast, model: ModelEntry, web: Gunicorn) -> None:
    previz = ModelEntry.objects.create(
        slug="previz", name="Previz", engine="previz", dialect="previz", state="ready", licence=LICENCE
    )
    ben = Visitor(web).sign_in("ben")
    ben.order(cast, previz, 2)
    ben.get("/")
    assert web.process is not None
    maps, resident = "", 0
    for status in Path("/proc").glob("[0-9]*/status"):
        text = status.read_text() if status.exists() else ""
        if f"\nPPid:\t{web.process.pid}\n" in text:
            maps += (status.parent / "maps").read_text()
            resident += int(re.findall(r"VmRSS:\s+(\d+) kB", text)[0]) // 1024
    loaded = {name for name in ("/torch/", "llvmlite", "embree", "pyoidn", "/scipy/") if name in maps}
    assert not loaded, f"the web process has loaded {loaded}"
    assert 20 < resident <= 180, f"{resident} MB"  # 156 with all rooms of the house; an engine would add hundreds


def test_an_order_outlives_its_queue(
    cast: Cast, model: ModelEntry, web: Gunicorn, redis: Redis, settings: Any, tmp_path: Path
) -> None:
    """The row is the outbox: with Redis gone the order still stands, and a worker that comes later finds it."""
    ben = Visitor(web).sign_in("ben")
    redis.stop()
    answer = ben.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["queue"] == {
        "ok": False,
        "sentence": "The queue does not answer. Check CELERY_BROKER_URL; the log has its words.",
    }
    assert answer.json()["database"]["ok"] and answer.json()["storage"]["ok"]
    batch = ben.order(cast, model, 2)
    redis.start()
    worker = Worker(settings, tmp_path, queues="gpu.still,pixels,io", environment=ENGINE)
    worker.start()
    worker.wait_until(lambda: Batch.objects.filter(pk=batch.pk, state="done").exists(), 30, "the sweep finds the batch")
    worker.stop()


def test_logs_are_json_with_the_id_of_the_request(web: Gunicorn) -> None:
    answer = requests.get(f"{web.url}/no-such-page/", headers={"X-Request-ID": "given-by-proxy"}, timeout=10)
    assert answer.headers["X-Request-ID"] == "given-by-proxy"
    lines = [json.loads(line) for line in web.log().splitlines() if "/no-such-page/" in line and line.startswith("{")]
    assert lines and lines[0]["request_id"] == "given-by-proxy"
    hostile = requests.get(f"{web.url}/healthz", headers={"X-Request-ID": "x y{}'<"}, timeout=10)
    assert re.fullmatch(r"[0-9a-f]{16}", hostile.headers["X-Request-ID"])
