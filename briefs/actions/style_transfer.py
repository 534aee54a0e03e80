"""A style pack out of Gatefold as one file, and into a brand again; see briefs/style/file.py for the file."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.db import transaction

from briefs.actions.picture import add_picture, file_name
from briefs.actions.publishing import KEEP_PACKS
from briefs.actions.style_files import keep_cube, pictures_of
from briefs.actions.style_pack import draft_style_pack, start_style_pack
from briefs.models import StylePack, StylePackVersion
from briefs.style.file import MAX_BYTES, Packed, digests, pack, unpack
from studio.lib import blobs
from studio.lib.canonical import digest as digest_of
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require


def export_style_pack(version: StylePackVersion) -> bytes:
    """One file with everything the version names. Raises WrongState where a picture in it is not read yet."""
    brand, document = version.pack.brand, version.document
    references = [item["digest"] for item in document.get("references") or []]
    pictures = pictures_of(brand, references)
    for digest in references:
        row = pictures.get(digest)
        if row is not None and row.picture_id != digest:  # an upload as it came is shown to nobody
            raise WrongState(f"{row.name} is still being read. Export the pack in a moment.")
    names = {digest: row.name for digest, row in pictures.items()}
    if lut := document.get("lut"):
        names[lut["digest"]] = lut["name"]
    logo = brand.logo_id
    return pack(Packed(document, {d: blobs.read(d) for d in digests(document, logo)}, logo, names))


def import_style_pack(brand: Brand, file: UploadedFile[Any], *, by: User) -> StylePackVersion:
    """A draft version at `brand` of what the file holds: of the pack of that short name, or of a new one.

    The file is read whole and checked before anything is kept. Its pictures are uploads like any other: a worker reads
    them, and until then the draft cannot be published. Raises BadInput, TooMuch, or WrongState where the pack has
    another draft.
    """
    require(by, KEEP_PACKS, brand)
    name = file_name(file)
    if (file.size or 0) > MAX_BYTES:
        raise TooMuch(
            f"{name} has {(file.size or 0) / 1e6:.0f} MB, and a style pack may have {MAX_BYTES / 1e6:.0f} MB.",
            field="file",
        )
    packed = unpack(file.read(), name=name)
    document = dict(packed.document)
    note = f"Imported from {name}"[:200]
    there = StylePack.objects.filter(brand=brand, slug=document["slug"]).select_related("brand").first()
    draft = there.versions.filter(published_at=None).first() if there else None
    if draft is not None and draft.digest != digest_of(document):
        raise WrongState(f"{brand.name} has a draft, {draft}, with other words. Publish it before you import another.")
    _refuse_strange(packed, name)
    if lut := document.get("lut"):
        document["lut"] = keep_cube(packed.blobs[lut["digest"]], name=lut["name"] or "The LUT")
    for digest in _pictures(packed):
        blobs.put(packed.blobs[digest])  # before the transaction: the store may stall; again costs no write
    with transaction.atomic():
        _keep_pictures(brand, packed, by)
        if there is None:
            plain = {field: value for field, value in document.items() if field not in ("lut", "references")}
            there = start_style_pack(brand, plain, by=by, note=note).pack
        fresh = document.get("lut", {}).get("digest", "")
        return draft_style_pack(there, document, by=by, note=note, fresh=fresh)


def _refuse_strange(packed: Packed, name: str) -> None:
    """A reference or logo has to begin as a picture does. Whether it is one, a worker finds out."""
    for digest in _pictures(packed):
        if not packed.blobs[digest].startswith(_MAGIC):
            raise BadInput(f"{name}: blobs/{digest[:12]}… is no PNG, JPEG, WebP, TIFF or AVIF picture.", field="file")


_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"II*\x00", b"MM\x00*", b"\x00\x00\x00")


def _pictures(packed: Packed) -> list[str]:
    """Digests of the references, and of the logo, which is kept among the brand's pictures."""
    named = [item["digest"] for item in packed.document.get("references") or []]
    return list(dict.fromkeys([*named, *([packed.logo] if packed.logo else [])]))


def _keep_pictures(brand: Brand, packed: Packed, by: User) -> None:
    """Each picture that the brand has not got goes to the intake worker under the name it had."""
    wanted = [digest for digest in _pictures(packed) if digest != brand.logo_id]
    have = pictures_of(brand, wanted)
    for digest in wanted:
        if digest not in have:
            content, called = packed.blobs[digest], packed.names.get(digest) or f"{digest[:12]}.png"
            upload = InMemoryUploadedFile(io.BytesIO(content), "file", called, None, len(content), None)
            add_picture(brand, upload, by=by, verb=KEEP_PACKS)
