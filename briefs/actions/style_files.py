"""The files a style pack names: its LUT and its reference pictures. They are the brand's own, by digest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from briefs.actions.picture import file_name
from briefs.models import Picture, StylePackVersion
from briefs.style import cube
from briefs.style.file import digests
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import Brand


def keep_lut(file: UploadedFile[Any]) -> dict[str, Any]:
    """Read an uploaded .cube file and keep it: {digest, name, size}, as a document says it. Raises BadInput."""
    name, size = file_name(file), file.size or 0
    if size > cube.MAX_BYTES:
        raise TooMuch(f"{name} has {size / 1e6:.0f} MB, and a LUT may have {cube.MAX_BYTES / 1e6:.0f} MB.", field="lut")
    return keep_cube(file.read(), name=name)


def keep_cube(data: bytes, *, name: str) -> dict[str, Any]:
    """What is kept is written anew: a file of another program carries what nobody asked for."""
    read = cube.read(data, name=name)
    text = read.text()
    digest = blobs.put(text)
    Blob.objects.get_or_create(digest=digest, defaults={"size": len(text), "media_type": "text/plain"})
    return {"digest": digest, "name": name, "size": read.size}


def own_files(brand: Brand, document: dict[str, Any], *, fresh: str = "", ready: bool = False) -> dict[str, Any]:
    """The document, if its LUT and references are the brand's: nobody reads another brand's bytes by naming them.

    A reference may go by the digest of its upload; it is then said by the picture that a worker made of it. `fresh` is
    a LUT that has just been uploaded. `ready`: every picture must have been read, else WrongState.
    """
    references: list[dict[str, Any]] = document.get("references") or []
    lut = document.get("lut") or {}
    if not references and (not lut or lut["digest"] == fresh):
        return document
    kept = kept_by(brand) | {fresh}
    if lut and lut["digest"] not in kept:
        raise BadInput(f"LUT: {brand.name} has no file {lut['digest'][:12]}…. Upload the .cube file.", field="lut")
    pictures = pictures_of(brand, [item["digest"] for item in references])
    read = [item | {"digest": _read(brand, item["digest"], pictures, kept, ready)} for item in references]
    if ready and read != references:
        raise WrongState("A picture was rewritten as it was read. Save the draft once more, then publish it.")
    return document | ({"references": read} if read else {})


def _read(brand: Brand, digest: str, pictures: dict[str, Picture], kept: set[str], ready: bool) -> str:
    row = pictures.get(digest)
    if row is None:
        if digest in kept:
            return digest
        raise BadInput(f"References: {brand.name} has no picture {digest[:12]}…. Upload it first.", field="references")
    if row.state == "refused":
        raise BadInput(f"References: {row.refusal} Take it off the list.", field="references")
    if row.state == "waiting" and ready:
        raise WrongState(f"{row.name} is still being read. Publish in a moment.")
    return row.picture_id or digest


def pictures_of(brand: Brand, named: Iterable[str]) -> dict[str, Picture]:
    """digest -> the brand's picture of that name, or the one whose upload has it; what is read goes first."""
    wanted = list(named)
    rows = Picture.objects.filter(Q(picture__in=wanted) | Q(upload__in=wanted), brand=brand)
    found: dict[str, Picture] = {}
    for row in sorted(rows, key=lambda row: (row.state == "ready", row.pk)):
        found |= {digest: row for digest in (row.upload_id, row.picture_id) if digest in wanted}
    return found


def kept_by(brand: Brand) -> set[str]:
    """Every file that a version of the brand's packs names already."""
    documents = StylePackVersion.objects.filter(pack__brand=brand).values_list("document", flat=True)
    return {digest for document in documents for digest in digests(document)}
