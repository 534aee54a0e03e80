"""Bytes by their SHA-256, on a local folder or on any S3 (STORAGE_URL). A blob is never changed or overwritten.

    digest = blobs.put(stream)          # hashed while written; whole or not at all
    blobs.read(digest), blobs.open(digest), blobs.exists(digest), blobs.size(digest)
    blobs.link(digest, content_type="image/png")   # presigned, or None where our own view must serve it

Files that leave the house under a name go to DELIVERY_URL, on the same kinds of store:

    blobs.deliver("spring/hero_728x90.jpg", digest)

Everything that goes wrong is a StorageRefused with a sentence for a person.
"""

from functools import lru_cache
from typing import BinaryIO

from django.conf import settings

from studio.lib.blobs.store import Delivery, NameTaken, NoSuchBlob, Place, Source, StorageRefused, Store, check_name
from studio.lib.env import BadSetting

__all__ = ["Delivery", "NameTaken", "NoSuchBlob", "Store", "StorageRefused", "deliver", "delivery_store", "exists"]
__all__ += ["link", "open", "open_delivery", "probe", "put", "read", "size", "store", "withdraw"]


def store() -> Store:
    """The store of blobs. Workers and tests may change the setting, so it is asked each time and built once each."""
    return _built(settings.STORAGE_URL)


def delivery_store() -> Store:
    return _built(settings.DELIVERY_URL)


@lru_cache(maxsize=8)
def _built(url: str) -> Store:
    return Store(_place(url))


def _place(url: str) -> Place:
    scheme = url.partition("://")[0]
    if scheme == "file":
        from studio.lib.blobs.folder import Folder

        return Folder.from_url(url)
    if scheme == "s3":
        from studio.lib.blobs.s3 import Bucket  # boto3 is 20 MB that a laptop's web process need not carry

        return Bucket.from_url(url, budget_s=settings.STORAGE_BUDGET_S)
    raise BadSetting("STORAGE_URL and DELIVERY_URL start with file:///folder or s3://bucket/prefix?endpoint=https://…")


def put(source: Source) -> str:
    """Store bytes or a binary stream; returns the SHA-256 in hex. Storing the same bytes again costs no write."""
    return store().put(source)


def open(digest: str) -> BinaryIO:
    """A binary stream to be closed by the caller. Raises NoSuchBlob."""
    return store().open(digest)


def read(digest: str) -> bytes:
    """The whole blob, checked against its name."""
    return store().read(digest)


def exists(digest: str) -> bool:
    return store().exists(digest)


def size(digest: str) -> int:
    """Bytes. Raises NoSuchBlob."""
    return store().size(digest)


def link(digest: str, *, ttl_s: int = 3600, content_type: str = "", filename: str = "") -> str | None:
    """A link that reads the blob without us for at least `ttl_s`, or None on a local folder.

    The same link comes back all through an hour, so that the browser's cache can hit.
    """
    return store().link(digest, ttl_s=ttl_s, content_type=content_type, filename=filename)


def deliver(name: str, digest: str) -> Delivery:
    """Copy a blob to the library under `name`. The same bytes again are fine; others under a taken name: NameTaken."""
    check_name(name)
    with store().open(digest) as source:
        return delivery_store().deliver(name, source, digest=digest, size=store().size(digest))


def open_delivery(name: str) -> BinaryIO:
    check_name(name)
    return delivery_store().place.open(name)


def withdraw(name: str) -> None:
    """Take a delivered file away (a recall). It is no error if it is gone already."""
    check_name(name)
    delivery_store().place.delete(name)


def probe() -> None:
    """Ask the store for one answer; raises StorageRefused. For the readiness page."""
    store().place.probe()
