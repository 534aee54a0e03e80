"""Who signs: the operator's certificate chain and private key, and where timestamps come from, if from anywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from generation.engine.credentials import certificate
from generation.engine.credentials.certificate import BadCertificate, Key


@dataclass(frozen=True, slots=True)
class Signer:
    """`chain`: the signing certificate, then its issuers. `anchors`: PEM of roots that our own readers trust as well.

    `timestamp_url` names an RFC 3161 service, the only call that signing makes over the network; empty, it makes none.
    `made_here` is said of an identity that this installation made for itself, which nobody else trusts.
    """

    chain: tuple[x509.Certificate, ...]
    key: Key = field(repr=False)
    timestamp_url: str = ""
    anchors: str = field(default="", repr=False)
    made_here: bool = False

    @classmethod
    def from_pem(
        cls, chain: bytes, key: bytes, *, timestamp_url: str = "", anchors: str = "", made_here: bool = False,
        now: dt.datetime | None = None,
    ) -> Signer:  # fmt: skip
        """From PEM text. Raises BadCertificate, with a sentence, for what could not sign now."""
        signer = cls(
            certificate.read_chain(chain), certificate.read_key(key), _service(timestamp_url), anchors, made_here
        )
        signer.check(now)
        return signer

    @classmethod
    def from_files(cls, chain: Path, key: Path, *, timestamp_url: str = "", now: dt.datetime | None = None) -> Signer:
        """From two PEM files. Raises BadCertificate, with a sentence, for what could not be read or could not sign."""
        return cls.from_pem(
            _bytes(chain, "certificate"), _bytes(key, "private key"), timestamp_url=timestamp_url, now=now
        )

    def check(self, now: dt.datetime | None = None) -> None:
        """Whether it could sign at `now`. A process lives longer than some certificates. Raises BadCertificate."""
        certificate.check(self.chain, self.key, now or dt.datetime.now(dt.UTC))

    def sign(self, data: bytes) -> bytes:
        return certificate.sign(self.key, data)

    @property
    def algorithm(self) -> str:
        """es256, es384 or ps256."""
        return certificate.algorithm(self.key)

    @property
    def name(self) -> str:
        return certificate.name(self.chain[0])

    @property
    def expires(self) -> dt.datetime:
        """When the first certificate of the chain does."""
        return min(one.not_valid_after_utc for one in self.chain)

    @property
    def chain_pem(self) -> str:
        """What goes into files: without a root, which a reader must have already to trust it."""
        sent = [one for one in self.chain if one.issuer != one.subject]
        return b"".join(one.public_bytes(Encoding.PEM) for one in sent).decode("ascii")

    @property
    def hosts(self) -> tuple[str, ...]:
        """What signing may call: the timestamp service's scheme, host and port, or nothing."""
        if not self.timestamp_url:
            return ()
        parts = urlsplit(self.timestamp_url)
        return (f"{parts.scheme}://{parts.netloc}",)


def _service(url: str) -> str:
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        fits = fits and (parts.port is None or parts.port > 0) and url.isascii() and url.isprintable()
    except ValueError:
        fits = False
    if not fits or " " in url or "*" in url:
        raise BadCertificate(
            f"The timestamp service {url[:100]!r} is not an address. It must be an http or https address of an RFC "
            "3161 service, without a user name, such as https://timestamp.example.com/tsr."
        )
    return url


def _bytes(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadCertificate(
            f"The {what} file {path} cannot be read ({error.strerror or error}). Name one that this process may read."
        ) from error
