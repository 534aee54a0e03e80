"""Where trained files lie: in the store, from which every machine can get them, and among the models of this one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from studio.lib import blobs
from studio.lib.models import Blob

LORA = "application/vnd.gatefold.lora+safetensors"
STATE = "application/vnd.gatefold.training+safetensors"  # of a training that goes on


def path_of(digest: str) -> Path:
    return Path(settings.MODELS_DIR) / "trained" / f"{digest}.safetensors"


def kept(data: bytes, media_type: str) -> str:
    """In the store, with its row; the digest."""
    digest = blobs.put(data)
    Blob.objects.get_or_create(digest=digest, defaults={"size": len(data), "media_type": media_type})
    return digest


def here(digest: str) -> Path | None:
    """The trained file on this machine, brought from the store where it is missing; None where it is no such file.

    Its bytes are checked against the digest as they are read (studio.lib.blobs), and it appears whole or not at all.
    """
    path = path_of(digest)
    if path.is_file():
        return path
    if not Blob.objects.filter(pk=digest, media_type=LORA).exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(blobs.read(digest))
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return path


def drop(digest: str) -> None:
    """A state that nothing goes on from any more: rows and bytes. Nothing else ever leaves the store."""
    from studio.lib.blobs.store import blob_key

    if Blob.objects.filter(pk=digest, media_type=STATE).delete()[0]:
        blobs.store().place.delete(blob_key(digest))
