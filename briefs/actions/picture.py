"""Pictures of a brand's catalogue: examples of terms, views of characters. The upload is kept as it came and shown to
nobody; a worker makes the picture that others see."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from briefs.models import Picture
from briefs.spec import tidy
from studio.lib import blobs, events
from studio.lib.messages import after_commit
from studio.lib.models import Blob
from studio.lib.problems import BadInput, TooMuch
from studio.people.models import Brand, User
from studio.people.roles import require

MAX_BYTES = 40_000_000


def add_picture(brand: Brand, file: UploadedFile[Any], *, by: User, verb: str) -> Picture:
    """Keep the upload and ask a worker to read it. `verb` is the right that it takes, as “keep characters”.

    Raises TooMuch or BadInput before a byte is stored. Call it before a transaction: the store may stall.
    """
    require(by, verb, brand)
    name, size = file_name(file), file.size or 0
    if size > MAX_BYTES:
        raise TooMuch(
            f"{name} has {size / 1e6:.0f} MB, and a picture may have {MAX_BYTES / 1e6:.0f} MB. "
            "Save it smaller, as JPEG at 4,000 pixels.",
            field="file",
        )
    if not size:
        raise BadInput(f"{name} is empty. Choose the file again.", field="file")
    digest = blobs.put(file.file)  # type: ignore[arg-type]  # an upload's file is a binary stream
    with transaction.atomic():
        upload, _ = Blob.objects.get_or_create(
            digest=digest, defaults={"size": size, "media_type": "application/octet-stream"}
        )
        made = Picture.objects.create(brand=brand, upload=upload, name=name, by=by)
        events.record("add", made, by=by, brand=brand)
        nudge(made.pk)
    return made


def nudge(picture_pk: int) -> None:
    """After commit, wake a worker. A broker that is away must not fail the upload; the sweep sends again."""
    from briefs.tasks import read_picture

    after_commit(read_picture.apply_async, (picture_pk,), queue="pixels", ignore_result=True)


def file_name(file: UploadedFile[Any]) -> str:
    """The last part of what the browser sent, fit for a sentence."""
    name = PurePosixPath(tidy(file.name or "").replace("\\", "/")).name
    return name[:120] or "The file"
