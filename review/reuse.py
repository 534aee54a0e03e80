"""What was made or said once already, and stands: pictures, files and verdicts of the same candidate. In workers only.

A file is the same when the same recipe was encoded by the same software and sealed with the same claim by the same
signer; a verdict, when the same version of its check was shown the same. Finishing again after one change costs that
change, and whatever it did not touch keeps its bytes, so that what was said of them still is of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pyvips

from generation.engine.fingerprint import fingerprint
from generation.engine.recipe import Recipe
from review import credentials
from review.models import Check, Finish, Rendition
from review.states import DONE
from studio.lib import blobs
from studio.lib.blobs import NoSuchBlob
from studio.lib.canonical import sha256
from studio.lib.models import Blob

SOFTWARE = ("c2pa-python", "fonttools", "lxml", "numpy", "pillow", "pyvips", "scikit-image")
NOT_RUN = "not run"
# What a row of a check says to people; and with what it was shown, all of it but where it stands
WORDS = (
    "name", "version", "verdict", "required", "blocks", "asked_by", "sentence", "measured", "limit", "remedy", "marks",
)  # fmt: skip
SAID = (*WORDS, "shown", "scale", "heat_id")


@dataclass(frozen=True, slots=True)
class Source:
    """A picture that files are cut from, with its named regions."""

    blob: Blob
    recipe: str
    boxes: list[Any]


def source(finish: Finish, recipe: Recipe) -> Source | None:
    """The picture that this recipe gave an earlier finish of the same candidate, where it can still be read."""
    found: list[Source] = []
    masters = Finish.objects.filter(candidate=finish.candidate_id, master_recipe=recipe.digest, master__isnull=False)
    for one in masters.exclude(pk=finish.pk).select_related("master").order_by("-pk")[:1]:
        if one.master is not None:
            found.append(Source(one.master, recipe.digest, one.boxes))
    framed = Rendition.objects.filter(
        finish__candidate=finish.candidate_id, source_recipe=recipe.digest, source__isnull=False
    )
    for row in framed.select_related("source").order_by("-pk")[:1]:
        if row.source is not None:
            found.append(Source(row.source, recipe.digest, row.source_boxes))
    return next((one for one in found if read(one.blob.digest) is not None), None)


def made_of(finish: Finish, rendition: Rendition, recipe: Recipe) -> str:
    """Everything that the bytes of this file depend on, as one digest. Raises EngineError where it cannot be sealed."""
    return fingerprint(
        {"recipe": recipe.digest, "software": software(), **credentials.depends_on(finish, rendition, recipe)}
    )


@functools.cache
def software() -> dict[str, str]:
    """What writes files here, with versions."""
    libvips = ".".join(str(pyvips.version(part)) for part in range(3))
    return {"libvips": libvips} | {name: version(name) for name in SOFTWARE}


def file(finish: Finish, digest: str) -> tuple[Rendition, bytes] | None:
    """The newest finished rendition of the same candidate that was made of the same, with its bytes as they are read
    back. One that could not be opened as a picture is none."""
    rows = Rendition.objects.filter(finish__candidate=finish.candidate_id, made_of=digest, state=DONE)
    rows = rows.exclude(checks__name="alive", checks__verdict="fail")
    row = rows.select_related("file", "preview", "recipe").order_by("-pk").first()
    if row is None or not row.file_id or not row.preview_id or not blobs.exists(row.preview_id):
        return None
    data = read(row.file_id)
    return (row, data) if data is not None else None


def read(digest: str) -> bytes | None:
    """The stored bytes, where they are there and are what their digest says. Raises NotNow where the store is away."""
    try:
        data = blobs.read(digest)
    except NoSuchBlob:
        return None
    return data if sha256(data) == digest else None


def verdicts(finish: Finish, shown: Mapping[str, str]) -> dict[str, list[Check]]:
    """Check -> what it said when it was shown the same before, of any file of the same candidate, unsaved and nobody's.

    What was not run is not known: it is asked again.
    """
    digests = [digest for digest in shown.values() if digest]
    rows = Check.objects.filter(finish__candidate=finish.candidate_id, shown__in=digests, rendition__isnull=False)
    by: dict[str, dict[int, list[Check]]] = {}
    for row in rows.order_by("pk"):
        assert row.rendition_id is not None  # as asked
        by.setdefault(row.name, {}).setdefault(row.rendition_id, []).append(row)
    found = {name: said[max(said)] for name, said in by.items() if shown.get(name)}
    return {
        name: [copied(row) for row in said]
        for name, said in found.items()
        if all(row.shown == shown[name] and row.verdict != NOT_RUN for row in said)
    }


def copied(row: Check) -> Check:
    return Check(**{name: getattr(row, name) for name in SAID})


def same(before: Iterable[Check], after: Iterable[Check]) -> bool:
    """Do they say the same? What they were shown may differ where nothing of it is seen in their words."""
    return [words(row) for row in before] == [words(row) for row in after]


def words(row: Check) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in WORDS)
