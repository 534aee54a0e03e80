"""The digest that names a model's weights: over the files that change pixels, whatever else lies beside them."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

Stamp = tuple[int, int, int, int]  # size, mtime_ns, ctime_ns, inode: changes whenever the bytes can have changed

_seen: dict[tuple[str, Stamp], str] = {}
_lock = threading.Lock()


def stamp(file: Path) -> Stamp:
    s = file.stat()
    return s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino


def stamps(places: Mapping[str, Path]) -> tuple[Stamp, ...]:
    return tuple(stamp(places[name]) for name in sorted(places))


def weights_digest(folder: Path, files: Iterable[str]) -> str:
    """SHA-256 over lines "<sha256 of the file>  <path>\\n", sorted by path: what `sha256sum` of the folder would print.

    `files` are POSIX paths relative to `folder`.
    """
    return digest_of({name: folder / name for name in files})


def digest_of(places: Mapping[str, Path]) -> str:
    """The same for files that lie anywhere: name in the digest, to file.

    A file is read again only when its size, times or inode changed.
    """
    names = sorted(places)
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:  # hashlib lets go of the GIL
        digests = list(pool.map(lambda name: _file_digest(places[name]), names))
    lines = "".join(f"{digest}  {name}\n" for digest, name in zip(digests, names, strict=True))
    return hashlib.sha256(lines.encode()).hexdigest()


def _file_digest(file: Path) -> str:
    key = str(file), stamp(file)
    with _lock:
        known = _seen.get(key)
    if known is None:
        with file.open("rb") as stream:
            known = hashlib.file_digest(stream, "sha256").hexdigest()
        if stamp(file) == key[1]:  # written to while it was read: do not remember
            with _lock:
                _seen[key] = known
    return known
