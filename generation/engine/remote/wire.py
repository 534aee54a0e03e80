"""One call of a service: one request, one bounded answer. No redirects, no proxies, no retries, nobody but the listed.

urllib3's connections are used bare: its pools and managers follow, repeat and remember, and here nothing may.
"""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http.client import HTTPException
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import SSLError as TlsError
from urllib3.response import BaseHTTPResponse

from generation.engine.picture import Cancelled
from generation.engine.remote.hosts import BadAddress, Place
from generation.engine.remote.service import Service
from generation.engine.remote.words import sentence_of

CONNECT = 10.0  # seconds until a connection stands
SILENT = 30.0  # seconds between two pieces of an answer that has begun
TICK = 0.1  # seconds between two looks at the clock and at a cancel
PIECE = 1 << 16  # bytes
LARGEST = 64 * 1024 * 1024  # bytes of any answer
AGAIN = frozenset({408, 409, 423, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
NEVER_AGAIN = frozenset({"insufficient_quota", "billing_hard_limit_reached"})  # a 429 that no waiting mends
AGENT = "Gatefold"


class Fault(Exception):
    """A call came to nothing. `again`: it may be made once more, after `after` seconds where the service said so."""

    def __init__(self, sentence: str, *, again: bool = False, after: float | None = None, status: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.again, self.after, self.status = sentence, again, after, status


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said with a status of 200 to 299."""

    who: str
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)  # in small letters

    def document(self) -> dict[str, Any]:
        """The body as a JSON object. Raises Fault."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Fault(f"{self.who} answered with what is not JSON. Look at its own log.") from None
        if not isinstance(found, dict):
            raise Fault(f"{self.who} answered with JSON that is not an object. Is its address right?")
        return found


def call(
    service: Service,
    method: str,
    place: Place,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    with_key: bool = True,
    seconds: float | None = None,
    largest: int = LARGEST,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Ask once, for `seconds` at most in all. Raises Fault with a sentence, or Cancelled as soon as `cancelled()`."""
    try:
        service.hosts.check(place)
    except BadAddress as error:
        raise Fault(f"{service.name} is not called: {error}") from None
    limit = service.patience if seconds is None else seconds
    connection = _connection(place)
    with _Watch(connection, limit, cancelled) as watch:
        try:
            connection.connect()
            watch.sock = connection.sock  # kept: an answer that ends with the connection takes it over
            connection.timeout = watch.left()
            sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
            if with_key and service.key is not None:
                sent["Authorization"] = f"Bearer {service.key.reveal()}"
            connection.request(method, place.target, body, sent, preload_content=False, decode_content=False)
            response = connection.getresponse()
            if watch.sock is not None:
                watch.sock.settimeout(SILENT)
            return _taken(service, response, largest)
        except Fault:
            watch.check(service)
            raise
        except (OSError, HTTPError, HTTPException, ValueError, AttributeError) as error:
            watch.check(service)
            raise _fault(service, place, error) from None  # its text may hold what was sent
        finally:
            connection.close()


def _connection(place: Place) -> HTTPConnection:
    if place.scheme == "https":
        return HTTPSConnection(place.host, place.port, timeout=CONNECT, ssl_context=_trust())
    return HTTPConnection(place.host, place.port, timeout=CONNECT)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The authorities that this machine trusts; SSL_CERT_FILE names others, as for any program of OpenSSL."""
    return ssl.create_default_context()


class _Watch:
    """Ends a call from outside, by closing its socket: a drop of bytes now and then must not hold a worker for ever."""

    def __init__(self, connection: HTTPConnection, seconds: float, cancelled: Callable[[], bool]) -> None:
        self.connection, self.seconds, self.cancelled = connection, seconds, cancelled
        self.until = time.monotonic() + seconds
        self.late = self.stopped = False
        self.sock: socket.socket | None = None
        self._over = Event()
        self._thread = Thread(target=self._run, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def left(self) -> float:
        return max(TICK, self.until - time.monotonic())

    def check(self, service: Service) -> None:
        """Was it us who ended it?"""
        if self.stopped:
            raise Cancelled
        if self.late or time.monotonic() >= self.until:  # the socket's own limit may be quicker than this thread
            raise Fault(f"{service.name} did not answer within {self.seconds:g} s.", again=True)

    def _run(self) -> None:
        while not self._over.wait(TICK):
            self.stopped = self.stopped or self.cancelled()
            self.late = time.monotonic() > self.until
            sock = self.sock or self.connection.sock
            if (self.stopped or self.late) and sock is not None:
                try:
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not the TLS one: that is the reader's
                except OSError:
                    return


def _taken(service: Service, response: BaseHTTPResponse, largest: int) -> Answer:
    said = {name.lower(): value for name, value in response.headers.items()}
    media_type = said.get("content-type", "").partition(";")[0].strip().lower()
    if said.get("content-encoding", "identity").lower() not in ("", "identity"):
        raise Fault(f"{service.name} packed its answer, though it was asked not to. Turn that off there.")
    if int(said.get("content-length", "0") or 0) > largest:
        raise _too_large(service, largest)
    pieces, size = [], 0
    while piece := response.read(PIECE):
        size += len(piece)
        if size > largest:
            raise _too_large(service, largest)
        pieces.append(piece)
    body = b"".join(pieces)
    if 200 <= response.status < 300:
        return Answer(service.name, media_type, body, said)
    raise _refusal(service, response.status, said, media_type, body)


def _too_large(service: Service, largest: int) -> Fault:
    return Fault(f"{service.name} answered with more than {largest / 1e6:,.0f} MB, which is not read.")


def _refusal(service: Service, status: int, said: Mapping[str, str], media_type: str, body: bytes) -> Fault:
    """A status that is no success, in a sentence."""
    name, (words, code) = service.name, sentence_of(service, media_type, body)
    added = f" It says: {words}" if words else ""
    if 300 <= status < 400:
        return Fault(f"{name} sends us to another address, and we do not follow. Give its own address.", status=status)
    if status in (401, 403):
        key = f"the key in {service.key.variable}" if service.key else "a call without a key"
        return Fault(f"{name} did not accept {key} ({status}).{added}", status=status)
    if status in AGAIN and code not in NEVER_AGAIN:
        asked = "asks for patience" if status == 429 else "is not able to answer now"
        return Fault(f"{name} {asked} ({status}).{added}", again=True, after=_after(said), status=status)
    if status >= 500:
        return Fault(f"{name} broke down ({status}).{added}", again=True, status=status)
    return Fault(f"{name} refused ({status}).{added or ' It does not say why.'}", status=status)


def _after(said: Mapping[str, str]) -> float | None:
    """Seconds from now that the service asks for (RFC 9110, Retry-After): a number or a date."""
    text = said.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _fault(service: Service, place: Place, error: Exception) -> Fault:
    """What went wrong on the way, in our own words."""
    if isinstance(error, ssl.SSLCertVerificationError) or (
        isinstance(error, TlsError) and "CERTIFICATE_VERIFY_FAILED" in str(error)
    ):
        return Fault(
            f"{service.name} at {place.authority} shows a certificate that this machine does not trust. "
            "Give the worker its authority by SSL_CERT_FILE, or correct the address."
        )
    if isinstance(error, NewConnectionError | ConnectionRefusedError | socket.gaierror):
        return Fault(f"{service.name} cannot be reached at {place.authority}.", again=True)
    if isinstance(error, TimeoutError):
        return Fault(f"{service.name} fell silent in the middle of its answer.", again=True)
    return Fault(f"The connection to {service.name} broke in the middle.", again=True)
