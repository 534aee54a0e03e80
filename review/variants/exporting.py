"""A set going out: a list of its files, and the files under names that carry each variant's code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZIP_STORED, ZipFile

from django.db.models import QuerySet
from django.utils.text import slugify

from briefs.exchange import neutral
from review.going_out import withheld
from review.models import Rendition, Variant, VariantSet
from review.states import SIGNED
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import TooMuch, WrongState

COLUMNS = ("code", "letter", "candidate", "brief", "file_name", "sha256", "width", "height")
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif", "image/tiff": "tif"}
ARCHIVE_LIMIT = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class File:
    """One file of one variant."""

    variant: Variant
    name: str
    blob: Blob
    width: int
    height: int


def files(one: VariantSet) -> list[File]:
    """The picture of each variant, and every rendition of its newest signed finish: nothing else may leave."""
    variants = list(one.variants.select_related("candidate__picture", "candidate__batch"))
    return [file for variant in variants for file in _of(variant)]


def signed_files(candidates: Iterable[int]) -> QuerySet[Rendition]:
    return Rendition.objects.filter(finish__candidate__in=list(candidates), finish__state=SIGNED, file__isnull=False)


def _of(variant: Variant) -> Iterator[File]:
    batch, picture = variant.candidate.batch, variant.candidate.picture
    assert picture is not None  # a pick has one
    yield File(variant, f"{variant.code}.png", picture, picture.width or batch.width, picture.height or batch.height)
    signed = signed_files([variant.candidate_id]).select_related("file", "placement__placement")
    newest = max((row.finish_id for row in signed), default=None)
    for row in signed:
        if row.finish_id == newest and row.file is not None:
            parts = [row.placement.placement.slug, row.locale.lower(), slugify(row.hook)]
            ending = EXTENSIONS[row.file.media_type]
            name = "_".join([variant.code, *(part for part in parts if part)]) + f".{ending}"
            yield File(variant, name, row.file, row.width or 0, row.height or 0)


def refuse(one: VariantSet) -> None:
    """Raises WrongState where a picture or a file of the set has to stay in the house."""
    variants = list(one.variants.select_related("candidate__batch__revision__brief", "candidate__batch__model"))
    files = signed_files(row.candidate_id for row in variants).select_related(
        "finish__master_recipe", "recipe", "source_recipe"
    )
    stays = withheld(one.brand, [row.candidate for row in variants], files)
    for row in variants:
        if row.candidate_id in stays:
            raise WrongState(f"{row.letter} ({row.code}) stays here. {stays[row.candidate_id]}")


def listing(one: VariantSet, rows: list[File]) -> str:
    """The CSV: one row a file. A cell that a spreadsheet would run is kept from it by an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        number = f"{row.variant.candidate.batch.number}/{row.variant.candidate}"
        said = [row.variant.code, row.variant.letter, number, one.brief.title, row.name, row.blob.digest]
        writer.writerow([*(neutral(cell) for cell in said), row.width, row.height])
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8


def archive(one: VariantSet) -> bytes:
    """All files and their list in one ZIP, stored rather than squeezed: pictures are compressed already. Raises
    WrongState where one of them may not leave: without it the rest would be another test."""
    rows = files(one)
    refuse(one)
    if sum(row.blob.size for row in rows) > ARCHIVE_LIMIT:
        raise TooMuch("Together these files are over 500 MB. Take the list, and the pictures one by one.")
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as out:
        out.writestr("variants.csv", listing(one, rows))
        for row in rows:
            out.writestr(row.name, blobs.read(row.blob.digest))
    return packed.getvalue()
