"""One call, whatever comes back: it ends in time, it is bounded, it goes nowhere else, and it does not say our key."""

from __future__ import annotations

import datetime
import pickle
import ssl
import threading
import time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from generation.engine.picture import Cancelled
from generation.engine.remote import wire
from generation.engine.remote.hosts import Hosts, read
from generation.engine.remote.service import IMAGES, Secret, Service
from generation.engine.remote.wire import Answer, Fault
from tests.engine.remote.conftest import KEY, Given, service_at
from tests.engine.remote.elsewhere import (
    Elsewhere,
    Trouble,
    cut_short,
    drip,
    endless,
    hang_up,
    page,
    raw,
    silent,
    status,
)


def ask(service: Service, **more: object) -> Answer:
    return wire.call(service, "GET", service.place.under("/models"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("trouble", "again", "says"), [
    (status(429, Retry_After="7"), True, "asks for patience"),
    (status(503), True, "not able to answer"),
    (status(500), True, "not able to answer"),
    (status(501), True, "broke down"),
    (status(429, {"error": {"message": "No credit.", "code": "insufficient_quota"}}), False, "No credit"),
    (status(400), False, "Not like this"),
    (status(401), False, "REMOTE_KEY_PAINT"),
    (status(400, [1]), False, "does not say why"),
    (status(302, Location="http://127.0.0.1:1/"), False, "do not follow"),
    (page(502, "<html><script>alert(1)</script>Bad gateway</html>"), True, "(502).$"),
    (page(404, "<h1>nginx</h1>"), False, "(404). It does not say why.$"),
    (cut_short, True, "broke in the middle"),
    (hang_up, True, "broke in the middle"),
    (raw(b'{"data": ['), False, "not JSON"),
    (raw(b"[" * 100_000), False, "not JSON"),
    (raw(b"[1]"), False, "not an object"),
    (lambda h: h.send(200, b"{}", "application/json", Content_Encoding="gzip"), False, "packed"),
])  # fmt: skip
def test_what_goes_wrong_is_a_sentence_and_says_whether_to_ask_again(
    images: Given, elsewhere: Elsewhere, trouble: Trouble, again: bool, says: str
) -> None:
    elsewhere.misbehave(trouble)
    with pytest.raises(Fault, match=says.replace("(", r"\(").replace(")", r"\)")) as found:
        ask(images.there).document()
    assert found.value.again is again
    assert "<" not in found.value.sentence
    assert len(elsewhere.seen) == 1, "asked once, and nobody else"


def test_patience_is_read_as_seconds_and_as_a_date(images: Given, elsewhere: Elsewhere) -> None:
    later = format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=40), usegmt=True)
    elsewhere.misbehave(status(429, Retry_After="7"), status(429, Retry_After=later), status(429, Retry_After="soon"))
    found = []
    for _ in range(3):
        with pytest.raises(Fault) as fault:
            ask(images.there)
        found.append(fault.value.after)
    assert found[0] == 7 and 35 < found[1] <= 40 and found[2] is None


@pytest.mark.parametrize("trouble", [silent(3), drip(3), endless], ids=["silent", "a byte now and then", "endless"])
def test_no_answer_holds_a_worker_longer_than_it_was_given(
    images: Given, elsewhere: Elsewhere, trouble: Trouble
) -> None:
    elsewhere.misbehave(trouble)
    began = time.monotonic()
    with pytest.raises(Fault):
        ask(images.there, seconds=0.4, largest=1 << 24)
    assert time.monotonic() - began < 1.5


def test_a_large_answer_is_not_read_to_its_end(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(raw(b"x" * 5_000), endless)
    for _ in range(2):
        with pytest.raises(Fault, match="more than"):
            ask(images.there, largest=4_000)


def test_a_cancel_ends_a_call_that_waits(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(silent(3))
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        ask(images.there, cancelled=stop.is_set)
    assert time.monotonic() - began < 1


def test_a_host_that_is_not_listed_is_not_called(elsewhere: Elsewhere) -> None:
    service = Service("Paint", IMAGES, read(elsewhere.url), Hosts())
    with pytest.raises(Fault, match="REMOTE_HOSTS"):
        ask(service)
    assert not elsewhere.seen


def test_no_proxy_of_the_environment_is_used(
    images: Given, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    ask(images.there)
    assert elsewhere.seen[0].headers["authorization"] == f"Bearer {KEY}"


def test_nobody_there_is_asked_again_later() -> None:
    service = Service("Paint", IMAGES, read("http://127.0.0.1:9"), Hosts.of(["127.0.0.1:9"]))
    with pytest.raises(Fault, match="cannot be reached") as found:
        ask(service)
    assert found.value.again


def test_a_certificate_that_nobody_vouches_for_ends_it(tmp_path: Path) -> None:
    cert = self_signed(tmp_path)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.handle_request, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    service = Service("Paint", IMAGES, read(f"https://{host}"), Hosts.of([host]), Secret("REMOTE_KEY_PAINT", KEY))
    with pytest.raises(Fault, match="does not trust") as found:
        ask(service)
    assert not found.value.again
    server.server_close()


def self_signed(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    cert = builder.sign(key, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *form) + cert.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.mark.parametrize("said", [
    f"Incorrect API key provided: {KEY}.", f"Bearer {KEY} <b>bad</b>", f"key …{KEY.rpartition('-')[2]} is old",
    f"see https://api.example/keys?key={KEY}",
])  # fmt: skip
def test_what_a_service_says_back_holds_neither_our_key_nor_markup(
    images: Given, elsewhere: Elsewhere, said: str
) -> None:
    elsewhere.misbehave(status(401, {"error": {"message": said, "code": "invalid_api_key"}}))
    with pytest.raises(Fault) as found:
        ask(images.there)
    for part in (KEY, "0123456789abcdef", "<b>", "https://"):
        assert part not in found.value.sentence


def test_a_long_answer_is_told_shortly(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(status(400, {"error": {"message": "word\n\x1b[31m\u202e " * 5_000}}))
    with pytest.raises(Fault) as found:
        ask(images.there)
    assert len(found.value.sentence) < 320
    assert found.value.sentence.isprintable()


def test_a_key_shows_itself_nowhere(elsewhere: Elsewhere) -> None:
    service = service_at(elsewhere, IMAGES)
    assert KEY not in f"{service!r} {service} {service.key} {service.key!r}"
    with pytest.raises(TypeError):
        pickle.dumps(service.key)
