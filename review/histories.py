"""Content Credentials that an uploaded picture brought along. What was uploaded is kept as it came, beside the clean
copy that is worked with; where it was signed, its history goes with every file that was made of it.

In workers only: an upload is a stranger's file, so it is read in a process of its own before anything is signed over.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from briefs.models import Reference
from generation.engine.credentials import apart
from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.codes import broken
from studio.lib import blobs
from studio.lib.blobs import NoSuchBlob

SHARE: Final = 0.25  # of a byte budget that the histories of a file may take together
MOST: Final = 2_000_000  # bytes of them where there is no budget
UNREAD: Final = "unreadable"


@dataclass(frozen=True, slots=True)
class History:
    """A signed upload. `sealed`: bytes of its Content Credentials."""

    media_type: str
    sealed: int


def of_upload(reference: Reference | None) -> History | None:
    """The history of what was uploaded; None where it has none, or one that does not hold, or where the operator has
    not said that histories may ship (C2PA_HISTORIES)."""
    return _of(reference.upload_id) if reference is not None and settings.C2PA_HISTORIES else None


@functools.lru_cache(maxsize=512)
def _of(digest: str) -> History | None:
    try:
        data = blobs.read(digest)
    except NoSuchBlob:
        return None
    found = dissect(data)
    if found is None or not found.sealed or found.damaged:
        return None
    try:
        story = apart.read(data)
    except apart.TooMuch:
        return None
    return History(found.media_type, found.sealed) if holds(story) else None


def holds(story: dict[str, Any]) -> bool:
    """Whether what was signed is as it was signed. By whom, and whether that is long ago, is the reader's to judge."""
    failed = [one["code"] for one in story["findings"] if one["level"] == "fail"]
    return bool(story["manifests"]) and story["state"] != UNREAD and not any(broken(code) for code in failed)


def room(budget: int | None) -> int:
    """How many bytes of histories a file with this byte budget may carry."""
    return MOST if budget is None else min(MOST, int(SHARE * budget))
