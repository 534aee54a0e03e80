"""A style pack as one file, name.gatefold-style.zip, and out of one again. Pure.

    pack.json           canonical JSON: {"format": "gatefold-style/1", "document", "logo", "names"}
    blobs/<sha256>      the LUT, the references and the brand's logo, each under the digest of its bytes

`logo` is a digest or null; `names` says what each blob was called: {digest: name}. The same pack gives the same bytes
on any machine: entries stand in order, uncompressed, without a date. What comes in is not trusted: `unpack` looks at
every entry before it reads one, and never writes a file.
"""

from __future__ import annotations

import io
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from briefs.style.document import clean
from briefs.style.values import DIGEST
from studio.lib.canonical import canonical, sha256
from studio.lib.problems import BadInput, TooMuch

FORMAT: Final = "gatefold-style/1"
SUFFIX: Final = ".gatefold-style.zip"
PACK: Final = "pack.json"
MAX_BYTES: Final = 120_000_000  # of the file, and of all that is in it
MAX_PACK: Final = 1_000_000  # of pack.json
MAX_BLOB: Final = 40_000_000
MAX_ENTRIES: Final = 64
_ENTRY: Final = re.compile(r"blobs/([0-9a-f]{64})")
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


@dataclass(frozen=True)
class Packed:
    """What one file holds: a clean document, and the bytes of every blob it names."""

    document: dict[str, Any]
    blobs: Mapping[str, bytes]  # digest -> bytes
    logo: str | None = None  # digest
    names: Mapping[str, str] = field(default_factory=dict)  # digest -> what the file was called


def digests(document: Mapping[str, Any], logo: str | None = None) -> list[str]:
    """Every blob that a document names: LUT, references, logo."""
    lut = [document["lut"]["digest"]] if document.get("lut") else []
    named = [*lut, *(item["digest"] for item in document.get("references") or []), *([logo] if logo else [])]
    return sorted(set(named))


def pack(packed: Packed) -> bytes:
    """One file. The same input gives the same bytes."""
    head = {"format": FORMAT, "document": packed.document, "logo": packed.logo, "names": dict(packed.names)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
        _write(zipped, PACK, canonical(head))
        for digest in digests(packed.document, packed.logo):
            _write(zipped, f"blobs/{digest}", packed.blobs[digest])
    return out.getvalue()


def unpack(data: bytes, *, name: str) -> Packed:
    """Read and check one file. Raises TooMuch or BadInput with a sentence; what it returns is complete."""
    if len(data) > MAX_BYTES:
        raise TooMuch(f"{name} has {len(data) / 1e6:.0f} MB, and a style pack may have {MAX_BYTES / 1e6:.0f} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            entries = zipped.infolist()
            _look_over(entries, name)
            read = {entry.filename: _read(zipped, entry, name) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error, struct.error) as fault:
        raise _refused(f"{name} is not a style pack, or is damaged. Export it again and send that file") from fault
    head = _head(read.pop(PACK), name)
    blobs = {path.removeprefix("blobs/"): content for path, content in read.items()}
    for digest, content in blobs.items():
        if sha256(content) != digest:
            raise _refused(f"{name}: blobs/{digest[:12]}… does not hold what its name says. Export it again")
    document = clean(head["document"])
    named = digests(document, head["logo"])
    for digest in named:
        if digest not in blobs:
            raise _refused(f"{name}: pack.json names blobs/{digest[:12]}…, which is not in it. Export it again")
    for digest in blobs:
        if digest not in named:
            raise _refused(f"{name}: pack.json does not name blobs/{digest[:12]}…. Take it out")
    return Packed(
        document, blobs, head["logo"], {digest: said for digest, said in head["names"].items() if digest in blobs}
    )


def _write(zipped: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    zipped.writestr(entry, content)


def _look_over(entries: list[zipfile.ZipInfo], name: str) -> None:
    """What the directory says, before a byte of an entry is read."""
    if len(entries) > MAX_ENTRIES:
        raise _refused(f"{name} holds {len(entries):,} files, and a style pack holds at most {MAX_ENTRIES}")
    paths = [entry.filename for entry in entries]
    if len(set(paths)) < len(paths):
        raise _refused(f"{name} holds a file twice. Export it again")
    if PACK not in paths:
        raise _refused(f"{name} holds no pack.json, so it is no style pack. Export one from its page")
    for entry in entries:
        path = entry.filename
        if path != PACK and not _ENTRY.fullmatch(path):
            raise _refused(
                f"{name} holds “{path[:60]}”. A style pack holds pack.json and blobs/<SHA-256>, nothing else"
            )
        if entry.flag_bits & 0x1:
            raise _refused(f"{name} is encrypted. Save it without a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(f"{name}: {path[:60]} is compressed in a way that is not read here. Save it as a plain zip")
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise _refused(f"{name}: {path[:60]} is a link, not a file. Put the file itself in")
        if entry.file_size > (MAX_PACK if path == PACK else MAX_BLOB):
            raise _refused(f"{name}: {path[:60]} unpacks to {entry.file_size / 1e6:,.0f} MB, which is too large")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise _refused(f"{name} unpacks to more than {MAX_BYTES / 1e6:.0f} MB, which is too large")


def _read(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """The entry, and not a byte more than its directory says: zipfile checks the CRC at the end."""
    with zipped.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _refused(f"{name}: {entry.filename} has not the length that it says. Export it again")
    return content


def _head(data: bytes, name: str) -> dict[str, Any]:
    try:
        head = json.loads(data.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _refused(f"{name}: pack.json is not JSON. Export it again") from None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise _refused(f"{name}: pack.json does not say “format”: “{FORMAT}”, so it is from another version or program")
    for field_name in head:
        if field_name not in ("format", "document", "logo", "names"):
            raise _refused(f"{name}: pack.json has no field “{str(field_name)[:40]}”. Take it out")
    logo, names, document = head.get("logo"), head.get("names", {}), head.get("document")
    if not isinstance(document, dict):
        raise _refused(f"{name}: pack.json has no document. Export it again")
    if logo is not None and not (isinstance(logo, str) and DIGEST.fullmatch(logo)):
        raise _refused(f"{name}: the logo is named by its SHA-256, or is null")
    if not isinstance(names, dict) or not all(
        DIGEST.fullmatch(key) and isinstance(said, str) and len(said) <= 120 for key, said in names.items()
    ):
        raise _refused(f"{name}: names says what each file was called, in up to 120 characters")
    return {"document": document, "logo": logo, "names": names}


def _no_constant(word: str) -> None:
    raise ValueError(word)  # NaN and Infinity are not JSON


def _refused(sentence: str) -> BadInput:
    return BadInput(f"{sentence}.", field="file")
