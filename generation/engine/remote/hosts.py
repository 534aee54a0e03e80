"""Where a call may go: addresses read strictly, and held against the list of the operator. Nothing is resolved here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
PATH = re.compile(r"[A-Za-z0-9/._~%!$&'()*+,;=:@-]*")
QUERY = re.compile(r"[A-Za-z0-9/._~%!$&'()*+,;=:@?-]*")
PORTS = {"https": 443, "http": 80}
OWN_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")  # names that only a private network knows
LONGEST = 4_000  # characters of an address: signed links are long


class BadAddress(ValueError):
    """An address that is not called. The sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address that was read: `host` in small letters, IPv6 without brackets; `path` begins with / or is empty."""

    scheme: str
    host: str
    port: int
    path: str = ""
    query: str = ""

    @property
    def authority(self) -> str:
        """Host and port as they are listed: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What is asked of the host."""
        return (self.path or "/") + (f"?{self.query}" if self.query else "")

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def under(self, path: str, query: str = "") -> Place:
        return Place(self.scheme, self.host, self.port, self.path.rstrip("/") + path, query)


def read(url: str, *, query: bool = False) -> Place:
    """An http or https address without user name, fragment or, unless `query`, a query. Raises BadAddress."""
    if len(url) > LONGEST or any(c <= " " or c in '\\"<>^`{|}' or c > "~" for c in url):
        raise BadAddress("The address holds characters that none may hold. Write it as https://host/path.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadAddress("The address cannot be read. Write it as https://host/path.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadAddress("The address is not one of the web. Write it as https://host/path.")
    if "@" in parts.netloc:
        raise BadAddress("The address holds a user name or a password. Keys come from the environment: take it out.")
    if parts.fragment or (parts.query and not query):
        raise BadAddress("The address goes on after its path. Take away what follows ? or #.")
    if not PATH.fullmatch(parts.path) or not QUERY.fullmatch(parts.query) or "/../" in f"{parts.path}/":
        raise BadAddress("The path of the address cannot be used. Write it plainly, as /v1.")
    port = PORTS[parts.scheme] if port is None else port
    if port == 0:
        raise BadAddress("The port of the address is 0. Give the one that the service listens on.")
    return Place(parts.scheme, host_of(parts.hostname), port, parts.path, parts.query)


def host_of(name: str) -> str:
    """A host's name or number as it is compared. Raises BadAddress."""
    bare = name.lower().removesuffix(".")
    try:
        return str(ipaddress.ip_address(bare.strip("[]")))
    except ValueError:
        if not HOST.fullmatch(bare) or bare.replace(".", "").isdigit():
            raise BadAddress(f"The host {name[:60]!r} is not a name or a number of one.") from None
        return bare


def is_own(host: str) -> bool:
    """Is it of this machine or of a private network? A link-local number is neither: cloud metadata is there."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(OWN_NAMES)
    return number.is_loopback or (number.is_private and not number.is_link_local and not number.is_unspecified)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The operator's list (REMOTE_HOSTS): (host, port), where port 0 stands for that of the scheme."""

    listed: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Hosts:
        """From "host" and "host:port". Raises BadAddress naming the entry that is neither."""
        return cls(frozenset(_entry(one) for one in entries))

    def check(self, place: Place) -> None:
        """Raises BadAddress where this place may not be called."""
        own_port = place.port == PORTS[place.scheme]
        if (place.host, place.port) not in self.listed and not (own_port and (place.host, 0) in self.listed):
            raise BadAddress(
                f"{place.authority} is not among the hosts that may be called. "
                "Whoever runs Gatefold can add it to the setting REMOTE_HOSTS."
            )
        if place.scheme == "http" and not is_own(place.host):
            raise BadAddress(f"{place.authority} is reached over a public network, so only by https. Correct that.")


def _entry(text: str) -> tuple[str, int]:
    try:
        if "/" in text or "@" in text:
            raise BadAddress
        parts = urlsplit(f"//{text}")
        port = parts.port
        if not parts.hostname or port == 0:
            raise BadAddress
        return host_of(parts.hostname), port or 0
    except ValueError:
        raise BadAddress(f"{text[:60]!r} is not a host. Write host or host:port, with commas between.") from None
