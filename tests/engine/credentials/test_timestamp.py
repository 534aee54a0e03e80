"""With a timestamp a seal outlives its certificate. The service is OpenSSL's, on loopback."""

from __future__ import annotations

import datetime as dt
import http.server
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from generation.engine.credentials.read import read
from generation.engine.credentials.seal import Sealed, most_bytes, seal
from generation.engine.picture import EngineError
from tests.conftest import missing_part
from tests.engine.credentials.scenes import authority, claim, issue, pem, picture, secret, signer

CONFIGURATION = """
[tsa]
default_tsa = service
[service]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/service.pem
certs = {folder}/root.pem
signer_key = {folder}/service.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Service:
    """RFC 3161 over HTTP. `asked` counts; `answer` may be swapped for a bad one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked = folder, 0
        self.root = issue("Timestamp root", authority=True, until=dt.timedelta(days=3650))
        leaf = issue("Timestamps", self.root, uses=(ExtendedKeyUsageOID.TIME_STAMPING,))
        (folder / "root.pem").write_bytes(pem(self.root[0]))
        (folder / "service.pem").write_bytes(pem(leaf[0]))
        (folder / "service.key").write_bytes(secret(leaf[1]))
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "reply").read_bytes()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    if shutil.which("openssl") is None:
        missing_part("NOT TESTED with timestamps: openssl is not installed, which answers for the service.")
    one = Service(tmp_path_factory.mktemp("timestamps"))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            one.asked += 1
            body = one.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield one, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def expired(service: tuple[Service, str]) -> tuple[Sealed, Sealed, str]:
    """Two files sealed by a certificate that has expired since: with a timestamp and without, and who is trusted."""
    short = issue("Soon gone", authority()[1], until=dt.timedelta(seconds=2))
    with_time = signer(short, timestamp_url=service[1], more_anchors=pem(service[0].root[0]))
    one = seal(picture("jpeg"), "image/jpeg", claim(), with_time)
    other = seal(picture("jpeg"), "image/jpeg", claim(), signer(short))
    assert one.state == other.state == "Trusted"
    over = short[0].not_valid_after_utc
    while dt.datetime.now(dt.UTC) <= over + dt.timedelta(seconds=1):
        time.sleep(0.1)
    return one, other, with_time.anchors


def test_a_timestamped_seal_holds_after_its_certificate_expired(expired: tuple[Sealed, Sealed, str]) -> None:
    story = read(expired[0].file, anchors=expired[2])
    assert story.state == "trusted" and story.manifests[0].timestamped == expired[0].timestamped != ""
    assert {"timeStamp.validated", "timeStamp.trusted"} <= {one.code for one in story.findings}


def test_without_a_timestamp_it_does_not_and_that_is_said(expired: tuple[Sealed, Sealed, str]) -> None:
    story = read(expired[1].file, anchors=expired[2])
    assert story.state == "invalid" and "no timestamp shows that it was valid then" in story.verdict


def test_a_timestamp_fits_into_the_room_that_was_promised(service: tuple[Service, str]) -> None:
    with_time = signer(timestamp_url=service[1])
    before = service[0].asked
    done = seal(picture("png"), "image/png", claim(), with_time)
    assert service[0].asked == before + 1
    assert len(done.file) - len(picture("png")) <= most_bytes(claim(), with_time)


def test_a_service_that_is_gone_or_talks_nonsense_signs_nothing(
    service: tuple[Service, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError, match=r"no timestamp came of http://127\.0\.0\.1:9 "):
        seal(picture("jpeg"), "image/jpeg", claim(), signer(timestamp_url="http://127.0.0.1:9/"))
    monkeypatch.setattr(service[0], "answer", lambda query: b"<html>try later</html>")
    with pytest.raises(EngineError, match=r"so nothing was signed\. See whether the service"):
        seal(picture("jpeg"), "image/jpeg", claim(), signer(timestamp_url=service[1]))
