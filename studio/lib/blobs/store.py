"""What both kinds of store have in common: hashing, checking, refusing."""

import hashlib
import io
import re
import tempfile
from dataclasses import dataclass
from typing import IO, BinaryIO, Final, Protocol, cast

from studio.lib.problems import BadInput, NotNow, WrongState

CHUNK: Final = 1 << 20
SPOOL: Final = 8 << 20  # bytes kept in memory before a stream goes through a temporary file
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NAME_PART: Final = re.compile(r"[^\x00-\x1f\x7f/\\]{1,200}")

Source = bytes | BinaryIO


class StorageRefused(NotNow):
    """The store did not do what was asked. Nothing was half-written."""

    title = "The store refused"


class NoSuchBlob(StorageRefused):
    """A row names bytes that the store does not hold."""

    title = "The bytes are missing"


class NameTaken(WrongState):
    """Other bytes have been delivered under this name."""

    title = "That name is taken"


@dataclass(frozen=True)
class Delivery:
    """A file in the library: its name there, where that is for a person, and what it holds."""

    name: str
    location: str
    digest: str
    size: int


class Place(Protocol):
    """Keys to bytes. A write is whole or not at all, and never replaces anything."""

    title: str

    def write(self, key: str, source: BinaryIO, *, digest: str, size: int) -> bool:
        """Write and verify; False where the key exists already. Raises StorageRefused."""

    def open(self, key: str) -> BinaryIO: ...

    def size(self, key: str) -> int | None: ...

    def delete(self, key: str) -> None: ...

    def location(self, key: str) -> str: ...

    def link(self, key: str, *, ttl_s: int, content_type: str, filename: str) -> str | None: ...

    def probe(self) -> None: ...


class Store:
    def __init__(self, place: Place) -> None:
        self.place = place

    def put(self, source: Source) -> str:
        with tempfile.SpooledTemporaryFile(SPOOL) as temporary:
            spool = cast(BinaryIO, temporary)
            digest, size = copy_and_hash(source, spool)
            key = blob_key(digest)
            found = self.place.size(key)
            if found is not None and found != size:
                raise StorageRefused(
                    f"{self.place.title} holds {found} bytes under the name of a blob of {size}. "
                    "Restore it from a backup; it was changed outside Gatefold."
                )
            if found is None:
                spool.seek(0)
                self.place.write(key, spool, digest=digest, size=size)
        return digest

    def open(self, digest: str) -> BinaryIO:
        return self.place.open(blob_key(digest))

    def read(self, digest: str) -> bytes:
        with self.open(digest) as stream:
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != digest:
            raise StorageRefused(
                f"The bytes that {self.place.title} holds as {digest[:12]} are not those that were stored. "
                "Restore them from a backup; they were changed outside Gatefold."
            )
        return data

    def exists(self, digest: str) -> bool:
        return self.place.size(blob_key(digest)) is not None

    def size(self, digest: str) -> int:
        size = self.place.size(blob_key(digest))
        if size is None:
            raise missing(self.place, digest)
        return size

    def link(self, digest: str, *, ttl_s: int, content_type: str, filename: str) -> str | None:
        return self.place.link(blob_key(digest), ttl_s=ttl_s, content_type=content_type, filename=filename)

    def deliver(self, name: str, source: BinaryIO, *, digest: str, size: int) -> Delivery:
        if not self.place.write(name, source, digest=digest, size=size):
            with self.place.open(name) as there:
                found, _ = copy_and_hash(there, None)
            if found != digest:
                raise NameTaken(
                    f"{name} has been delivered with other bytes ({found[:12]}). "
                    "Withdraw it first, or deliver this version under another name."
                )
        return Delivery(name, self.place.location(name), digest, size)


def blob_key(digest: str) -> str:
    """ab/cd/abcd…: two levels, so that no folder grows without end."""
    if not _DIGEST.fullmatch(digest):
        raise BadInput(f"{digest[:80]!r} is not a SHA-256 in lower-case hex.", field="digest")
    return f"blobs/{digest[:2]}/{digest[2:4]}/{digest}"


def check_name(name: str) -> None:
    """Refuse names that leave the library's folder or that some system cannot hold."""
    parts = name.split("/")
    if len(name.encode()) > 900 or not all(_NAME_PART.fullmatch(part) and part not in (".", "..") for part in parts):
        raise BadInput(
            f"{name[:80]!r} cannot name a delivered file. Use folders and names of up to 200 characters, "
            "separated by single slashes, without control characters.",
            field="name",
        )


def missing(place: Place, what: str) -> NoSuchBlob:
    return NoSuchBlob(f"{place.title} does not hold {what[-64:][:12]}. Restore it from a backup, or render it again.")


def copy_and_hash(source: Source, target: IO[bytes] | None) -> tuple[str, int]:
    """Read to the end, writing along; returns (SHA-256 in hex, bytes)."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    sha, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        sha.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return sha.hexdigest(), size
