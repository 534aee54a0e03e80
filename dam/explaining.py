"""What is this file? An upload read apart and told, and the asset that it is, where whoever asks may see that one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from dam.models import Asset
from generation.engine.credentials import apart, words
from generation.engine.credentials.certificate import BadCertificate
from generation.signing import anchors
from studio.lib.problems import BadInput, NotNow, TooMuch
from studio.people.models import User

MOST: Final = 60_000_000  # bytes
AT_ONCE: Final = 2  # readers of one web process; each is a process of its own
_readers = threading.BoundedSemaphore(AT_ONCE)

SHAPES: Final = {"trusted": "pass", "valid": "warn", "invalid": "fail", "unreadable": "fail", "none": "wait"}
LEVELS: Final = {"ok": "pass", "note": "wait", "fail": "fail"}
RELATIONS: Final = {"parentOf": "made from", "componentOf": "contains", "inputTo": "made with", "": "this file"}


@dataclass(frozen=True, slots=True)
class Told:
    """`story` is the document of a `credentials.story.Story`. `asset` is ours, and visible to whoever asked."""

    story: dict[str, Any]
    name: str
    asset: Asset | None

    @property
    def shape(self) -> str:
        return SHAPES[self.story["state"]]

    @property
    def lineage(self) -> list[dict[str, Any]]:
        """The tree in the order it is drawn, each with how deep it stands and how it relates to what is above it."""
        return list(_rows(self.story["lineage"], 0)) if self.story["lineage"] else []

    @property
    def checks(self) -> list[dict[str, str]]:
        return [{**one, "shape": LEVELS[one["level"]]} for one in self.story["findings"]]

    @property
    def fields(self) -> list[tuple[str, str]]:
        found = words.fields(self.story)
        return [*found, *self.story["exif"].items(), *self.story["texts"].items()]


def _rows(branch: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    relation = RELATIONS.get(branch["relationship"], branch["relationship"])
    yield {**branch, "depth": depth, "relation": relation}
    for under in branch["under"]:
        yield from _rows(under, depth + 1)


def explain(file: UploadedFile[Any] | None, by: User) -> Told:
    """Reads, keeps nothing. Raises BadInput, TooMuch or NotNow with a sentence."""
    if file is None:
        raise BadInput("Choose a file first.", field="file")
    if (file.size or 0) > MOST:
        raise TooMuch(
            f"This file has {(file.size or 0) / 1e6:.0f} MB. Up to {MOST // 1_000_000} MB are read here; "
            "`manage.py explain` reads up to 200 MB.",
            field="file",
        )
    if not _readers.acquire(timeout=5):
        raise NotNow("Other files are being read just now. Try again in a moment; nothing was kept.")
    try:
        story = apart.read(file.read(), anchors=anchors())
    except apart.TooMuch as error:
        raise BadInput(str(error), field="file") from error
    except BadCertificate as error:
        raise NotNow(f"{error} Files cannot be held against it until an administrator has put that right.") from error
    finally:
        _readers.release()
    return Told(story, (file.name or "")[:200], _ours(story["container"]["sha256"], by))


def _ours(digest: str, by: User) -> Asset | None:
    """The asset that this file is the master or a delivered file of. One that `by` may not see is as if it were not."""
    rows = Asset.objects.visible_to(by).filter(Q(master=digest) | Q(renditions__file=digest))
    return rows.select_related("brand", "preview").order_by("-pk").first()
