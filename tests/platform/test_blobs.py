"""The store of bytes, on a local folder and on S3 over the wire: the same promises on both."""

import hashlib
import http.server
import io
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from studio.lib.blobs import s3 as s3_module
from studio.lib.problems import BadInput
from tests.parts import S3, free_port


@pytest.fixture(params=["folder", "s3"])
def either(request: pytest.FixtureRequest, settings: Any, blobs: ModuleType) -> ModuleType:
    if request.param == "s3":
        bucket: S3 = request.getfixturevalue("s3")
        settings.STORAGE_URL, settings.DELIVERY_URL = bucket.url, f"{bucket.url}&region=us-east-1"
    return blobs


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_is_put_comes_back_under_its_sha256(either: ModuleType) -> None:
    digest = either.put(b"picture")
    assert digest == sha(b"picture")
    assert either.read(digest) == b"picture"
    assert either.size(digest) == 7
    assert either.exists(digest)
    with either.open(digest) as stream:
        assert stream.read(3) == b"pic"


def test_a_stream_that_cannot_be_rewound_is_stored_whole(either: ModuleType) -> None:
    reader, writer = os.pipe()
    data = os.urandom(40_000)
    threading.Thread(target=lambda: (os.write(writer, data), os.close(writer))).start()
    with os.fdopen(reader, "rb") as pipe:
        assert either.put(pipe) == sha(data)
    assert either.read(sha(data)) == data


def test_a_body_of_several_parts_comes_back_whole(either: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3_module, "PART", 5 << 20)
    data = os.urandom((11 << 20) + 7)
    digest = either.put(io.BytesIO(data))
    assert either.read(digest) == data


def test_bytes_nobody_stored_are_missing_with_a_sentence(either: ModuleType) -> None:
    digest = sha(b"never")
    assert not either.exists(digest)
    for ask in (either.read, either.open, either.size):
        with pytest.raises(either.NoSuchBlob, match="does not hold"):
            ask(digest)


def test_a_digest_is_never_a_path(either: ModuleType) -> None:
    for hostile in ("../../etc/passwd", "A" * 64, "", "0" * 63):
        with pytest.raises(BadInput):
            either.read(hostile)


def test_twenty_writers_of_the_same_bytes_leave_one_whole_blob(either: ModuleType) -> None:
    data = os.urandom(300_000)
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: either.put(data), range(20)))
    assert digests == {sha(data)}
    assert either.read(sha(data)) == data


def test_bytes_changed_behind_our_back_are_not_handed_out(blobs: ModuleType, tmp_path: Path) -> None:
    digest = blobs.put(b"original")
    stored = next(path for path in (tmp_path / "blobs").rglob(digest))
    stored.chmod(0o644)
    stored.write_bytes(b"tampered")
    with pytest.raises(blobs.StorageRefused, match="not those that were stored"):
        blobs.read(digest)


def test_a_delivery_lands_under_its_name_and_never_replaces_another(either: ModuleType) -> None:
    first, second = either.put(b"v1"), either.put(b"v2")
    delivery = either.deliver("spring/hero_728x90.jpg", first)
    assert delivery.location.endswith("spring/hero_728x90.jpg")
    assert either.deliver("spring/hero_728x90.jpg", first) == delivery, "the same bytes again are fine"
    with pytest.raises(either.NameTaken, match="other bytes"):
        either.deliver("spring/hero_728x90.jpg", second)
    with either.open_delivery("spring/hero_728x90.jpg") as stream:
        assert stream.read() == b"v1"
    either.withdraw("spring/hero_728x90.jpg")
    either.withdraw("spring/hero_728x90.jpg")
    assert either.deliver("spring/hero_728x90.jpg", second).digest == second


@pytest.mark.parametrize("name", ["../out", "/etc/x", "a//b", "a/./b", "nul\x00", "", "x" * 201, "a\\b"])
def test_a_delivery_cannot_leave_the_library(blobs: ModuleType, tmp_path: Path, name: str) -> None:
    digest = blobs.put(b"x")
    with pytest.raises(BadInput, match="cannot name a delivered file"):
        blobs.deliver(name, digest)
    assert not (tmp_path / "library").exists()


def test_a_folder_that_cannot_be_written_says_which_and_why(blobs: ModuleType, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.STORAGE_URL = (tmp_path / "file").as_uri()
    with pytest.raises(blobs.StorageRefused, match=r"folder .*file refused: (not a directory|file exists)"):
        blobs.put(b"x")


def test_an_interrupted_source_leaves_nothing_behind(either: ModuleType, tmp_path: Path, settings: Any) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError("the uploader went away")

    with pytest.raises(ConnectionResetError):
        either.put(Broken())
    assert not [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


# --- S3 that refuses --------------------------------------------------------------------------------------------------
class Refusing(http.server.BaseHTTPRequestHandler):
    """An S3 that answers every request with the server's `status` after `delay` seconds."""

    def answer(self) -> None:
        server: Any = self.server
        time.sleep(server.delay)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.seen.append(f"{self.command} {self.path}")
        status = server.statuses.pop(0) if len(server.statuses) > 1 else server.statuses[0]
        body = f"<Error><Code>{server.code}</Code><Message>{server.code} says the server</Message></Error>".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = answer

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def refusing(settings: Any, blobs: ModuleType) -> Iterator[Any]:
    server: Any = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    server.statuses, server.code, server.delay, server.seen = [403], "AccessDenied", 0.0, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.STORAGE_BUDGET_S = 1
    settings.STORAGE_URL = f"s3://bucket/house?endpoint=http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def test_an_s3_that_forbids_says_so_at_once_and_names_the_remedy(refusing: Any, blobs: ModuleType) -> None:
    with pytest.raises(blobs.StorageRefused, match=r"bucket bucket .*refused \(403.*Check the access key"):
        blobs.put(b"x")
    assert len(refusing.seen) == 1, "a refusal is not asked again"


def test_an_s3_in_trouble_is_asked_again_until_the_budget_is_spent(
    refusing: Any, blobs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a clock that only waiting moves: on a real one, a machine busy with other work spends the budget for us."""
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        assert sum(waits) < 5, "it waits for ever"

    clock = SimpleNamespace(monotonic=lambda: sum(waits), sleep=wait, time=time.time)
    monkeypatch.setattr("studio.lib.blobs.s3.time", clock)
    refusing.statuses, refusing.code = [500], "InternalError"
    with pytest.raises(blobs.StorageRefused, match=r"refused \(500.*try again later"):
        blobs.put(b"x")
    assert len(refusing.seen) == len(waits) + 1 > 2
    assert waits == sorted(set(waits)), "longer each time"
    assert sum(waits) <= 1 < sum(waits) + 2 * waits[-1], "as often as the budget of 1 s allows, and not once more"


def test_an_s3_that_never_answers_costs_one_budget(refusing: Any, blobs: ModuleType) -> None:
    refusing.delay = 5
    began = time.monotonic()
    with pytest.raises(blobs.StorageRefused, match="did not answer within 1 s"):
        blobs.put(b"x")
    assert time.monotonic() - began < refusing.delay  # it gave up by itself, before the answer came


def test_an_s3_that_is_not_there_says_where_it_was_looked_for(blobs: ModuleType, settings: Any) -> None:
    port = free_port()
    settings.STORAGE_BUDGET_S = 1
    settings.STORAGE_URL = f"s3://bucket?endpoint=http://127.0.0.1:{port}"
    with pytest.raises(blobs.StorageRefused, match=f"127.0.0.1:{port} did not answer"):
        blobs.probe()


def test_a_bucket_that_does_not_exist_is_named(s3: S3, blobs: ModuleType, settings: Any) -> None:
    settings.STORAGE_URL = f"s3://no-such-bucket?endpoint={s3.endpoint}"
    with pytest.raises(blobs.StorageRefused, match=r"no-such-bucket .*404"):
        blobs.probe()


def test_bytes_the_server_garbled_are_found_and_taken_away(s3: S3, blobs: ModuleType, settings: Any) -> None:
    """moto checks no checksum, like some servers: so what we look at after the write is what protects us."""
    settings.STORAGE_URL = s3.url
    bucket = blobs.store().place

    def garble(params: dict[str, Any], **_: Any) -> None:
        params["body"] = b"garbled"
        params["headers"].pop("x-amz-checksum-sha256", None)

    bucket.client.meta.events.register("before-call.s3.PutObject", garble)
    with pytest.raises(blobs.StorageRefused, match="other bytes than were sent"):
        blobs.put(b"pristine")
    assert s3.listing() == []


def test_a_failed_multipart_upload_leaves_no_parts_to_pay_for(
    s3: S3, blobs: ModuleType, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STORAGE_URL = s3.url
    monkeypatch.setattr(s3_module, "PART", 5 << 20)

    def stop(**_: Any) -> None:
        raise OSError("the network is gone")

    settings.STORAGE_BUDGET_S = 1
    blobs.store().place.budget_s = 0.2
    blobs.store().place.client.meta.events.register("before-call.s3.CompleteMultipartUpload", stop)
    with pytest.raises(blobs.StorageRefused):
        blobs.put(os.urandom(6 << 20))
    assert s3.listing() == []
    assert "Uploads" not in s3.client.list_multipart_uploads(Bucket=s3.bucket)


# --- links ------------------------------------------------------------------------------------------------------------
def test_a_link_reads_the_blob_and_stays_the_same_all_through_an_hour(s3: S3, blobs: ModuleType, settings: Any) -> None:
    import urllib.request

    settings.STORAGE_URL = s3.url
    digest = blobs.put(b"a picture")
    with time_machine.travel("2026-03-01T10:02:00Z", tick=False):
        first = blobs.link(digest, content_type="image/png", filename="Früh ling.png")
    with time_machine.travel("2026-03-01T10:58:00Z", tick=False):
        again = blobs.link(digest, content_type="image/png", filename="Früh ling.png")
    assert first == again
    query = parse_qs(urlsplit(first).query)
    assert query["X-Amz-Date"] == ["20260301T100000Z"]
    assert query["X-Amz-Expires"] == ["7200"], "valid for the hour asked, counted from any minute of this one"
    with urllib.request.urlopen(first) as answer:
        assert answer.read() == b"a picture"
        assert answer.headers["Content-Type"] == "image/png"


def test_our_link_is_signed_as_boto3_signs_it(s3: S3, blobs: ModuleType, settings: Any) -> None:
    settings.STORAGE_URL = s3.url
    digest = blobs.put(b"a picture")
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        ours = blobs.link(digest, content_type="image/png", filename="a b.png")
        key = f"house/blobs/{digest[:2]}/{digest[2:4]}/{digest}"
        params = {"Bucket": s3.bucket, "Key": key, "ResponseContentType": "image/png"}
        params["ResponseContentDisposition"] = "attachment; filename*=UTF-8''a%20b.png"
        from botocore.config import Config

        signing = Config(signature_version="s3v4", s3={"addressing_style": "path"})
        client = blobs.store().place.session.client(
            "s3", endpoint_url=s3.endpoint, region_name="us-east-1", config=signing
        )
        theirs = client.generate_presigned_url("get_object", params, ExpiresIn=7200)
    assert parse_qs(urlsplit(ours).query) == parse_qs(urlsplit(theirs).query)


def test_a_local_folder_has_no_links(blobs: ModuleType) -> None:
    assert blobs.link(blobs.put(b"x")) is None
