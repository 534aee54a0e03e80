"""The file that proves a right: a scan or a PDF of the release or contract. Told by its bytes, never decoded here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile

from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import BadInput, TooMuch

MOST: Final = 20_000_000  # bytes
MAGIC: Final = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ENDINGS: Final = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Proof:
    """`name` is the file's own, without its path."""

    blob: Blob
    name: str
    media: str


def keep(file: UploadedFile[Any]) -> Proof:
    """Store it under its digest. Raises TooMuch, or BadInput for what is neither PDF, PNG nor JPEG."""
    name = (file.name or "").replace("\0", "").rpartition("/")[2].rpartition("\\")[2][:120] or "proof"
    size = file.size or 0
    if size > MOST:
        raise TooMuch(
            f"{name[:60]} has {size / 1e6:.0f} MB, and a proof may have {MOST // 1_000_000}. Scan it smaller.",
            field="proof",
        )
    head = file.read(16)
    file.seek(0)
    media = next((media for magic, media in MAGIC.items() if head.startswith(magic)), "")
    if not media:
        raise BadInput(f"{name[:60]} is no PDF, PNG or JPEG, whatever its name says. Save it as one.", field="proof")
    digest = blobs.put(file.file)  # type: ignore[arg-type]  # an upload's file is a binary stream
    blob, _ = Blob.objects.get_or_create(digest=digest, defaults={"size": size, "media_type": media})
    return Proof(blob, name, media)
