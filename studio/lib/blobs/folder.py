"""A store in a local folder: write aside, hash what the disk gives back, link into place."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import unquote, urlsplit

from studio.lib.blobs.store import StorageRefused, copy_and_hash, missing
from studio.lib.env import BadSetting


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.title = f"The folder {root}"

    @classmethod
    def from_url(cls, url: str) -> Self:
        parts = urlsplit(url)
        if parts.netloc or not parts.path.startswith("/"):
            raise BadSetting(f"{url} names a machine. Use file:/// and an absolute path.")
        return cls(Path(unquote(parts.path)))

    def write(self, key: str, source: BinaryIO, *, digest: str, size: int) -> bool:
        target = self.root / key
        with self._sentences():
            incoming = self.root / "incoming"
            incoming.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=incoming) as aside:
                written, _ = copy_and_hash(source, aside.file)
                aside.flush()
                os.fsync(aside.fileno())
                if written != digest:
                    raise StorageRefused(f"The bytes for {key} changed while they were read. Nothing was stored.")
                os.fchmod(aside.fileno(), 0o444)
                try:
                    os.link(aside.name, target)  # whole, or not at all, and never over something else
                except FileExistsError:
                    return False
            _sync_folder(target.parent)
        return True

    def open(self, key: str) -> BinaryIO:
        with self._sentences():
            try:
                return (self.root / key).open("rb")
            except (FileNotFoundError, IsADirectoryError):
                raise missing(self, key) from None

    def size(self, key: str) -> int | None:
        with self._sentences():
            try:
                return (self.root / key).stat().st_size
            except FileNotFoundError:
                return None

    def delete(self, key: str) -> None:
        with self._sentences():
            (self.root / key).unlink(missing_ok=True)

    def location(self, key: str) -> str:
        return str(self.root / key)

    def link(self, key: str, *, ttl_s: int, content_type: str, filename: str) -> str | None:
        return None  # our own view serves it, behind visible_to

    def probe(self) -> None:
        with self._sentences():
            self.root.mkdir(parents=True, exist_ok=True)
            if not os.access(self.root, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            remedy = "Free some space" if full else "Make it readable and writable"
            raise StorageRefused(
                f"{self.title} refused: {(error.strerror or str(error)).lower()}. {remedy}, then try again."
            ) from error


def _sync_folder(folder: Path) -> None:
    """The new name must survive a power cut as well as the bytes do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
