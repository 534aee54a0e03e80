"""The C2PA library, told to stay offline and small. Everything that touches `c2pa` goes through here.

A native context does not survive a fork, so each call makes its own (0.3 ms) and nothing is kept between calls.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from studio.lib.canonical import Json

MOST_STORE_MB = 8  # a manifest store, inflated
# Uses of certificates that a signer of Content Credentials may have (C2PA specification 2.2, 14.4.1, and its list of
# what is accepted besides). Left to itself the library accepts e-mail protection alone.
ACCEPTED_USES = (
    "1.3.6.1.4.1.62558.2.1",  # C2PA claim signing
    "1.3.6.1.5.5.7.3.4",  # e-mail protection
    "1.3.6.1.5.5.7.3.36",  # document signing
    "1.3.6.1.4.1.311.76.59.1.9",  # Microsoft's C2PA signing
    "1.3.6.1.5.5.7.3.8",  # timestamps
    "1.3.6.1.5.5.7.3.9",  # OCSP
)


class Failed(Exception):
    """The library could not: `code` is its own word for why (ManifestNotFound, Remote, Io, …)."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code, self.said = code, said


class Signs(Protocol):
    @property
    def algorithm(self) -> str: ...
    @property
    def chain_pem(self) -> str: ...
    @property
    def timestamp_url(self) -> str: ...
    @property
    def hosts(self) -> tuple[str, ...]: ...
    @property
    def anchors(self) -> str: ...
    def sign(self, data: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Within:
    """An ingredient whose own manifest store comes along: its document, media type and bytes."""

    document: Mapping[str, Json]
    media_type: str
    file: bytes


def settings(anchors: str = "", hosts: Sequence[str] = ()) -> dict[str, Json]:
    """`anchors`: PEM of the roots that are trusted. `hosts`: what may be called, none unless named."""
    said: dict[str, Json] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False},
        "core": {
            "allowed_network_hosts": list(hosts),
            "allow_redirects": False,
            # Resolving the identity in one of these asks the host that the file names, past the list above
            # (c2pa-rs issue 1645).
            "decode_identity_assertions": False,
            "max_decompressed_manifest_size_in_mb": MOST_STORE_MB,
        },
        "builder": {"thumbnail": {"enabled": False}},
        "trust": {"trust_config": "\n".join(ACCEPTED_USES)},
    }
    if anchors:
        said["trust"]["user_anchors"] = anchors
    return said


def write(
    file: bytes, media_type: str, definition: Mapping[str, Json], signer: Signs, within: Sequence[Within] = ()
) -> bytes:
    """`file` with a manifest store in it. Raises Failed."""
    import c2pa

    out = io.BytesIO()
    try:
        with (
            c2pa.Context.from_dict(settings(signer.anchors, signer.hosts)) as context,
            c2pa.Builder.from_json(dict(definition), context) as builder,
            _signer(signer) as native,
        ):
            for one in within:
                builder.add_ingredient(dict(one.document), one.media_type, io.BytesIO(one.file))
            builder.sign(native, media_type, io.BytesIO(file), out)
    except c2pa.C2paError as error:
        raise _failed(error) from error
    return out.getvalue()


def read(file: bytes, media_type: str, anchors: str = "") -> dict[str, Any]:
    """The manifest store of a file as the library's document. Raises Failed; `ManifestNotFound` where there is none."""
    import c2pa

    try:
        with (
            c2pa.Context.from_dict(settings(anchors)) as context,
            c2pa.Reader(media_type, io.BytesIO(file), context=context) as reader,
        ):
            found: dict[str, Any] = json.loads(reader.json())
            return found
    except c2pa.C2paError as error:
        raise _failed(error) from error


def signature_bytes(signer: Signs) -> int:
    """What the library keeps free for the signature, its certificates and its timestamp."""
    with _signer(signer) as native:
        return int(native.reserve_size())


def _signer(signer: Signs) -> Any:
    import c2pa

    algorithm = c2pa.C2paSigningAlg[signer.algorithm.upper()]
    return c2pa.Signer.from_callback(signer.sign, algorithm, signer.chain_pem, signer.timestamp_url or None)


def _failed(error: Exception) -> Failed:
    """The library's messages begin with its word for the kind: "ManifestNotFound: no JUMBF data found"."""
    kind, _, said = str(error).partition(": ")
    return Failed(kind, (said or kind)[:500])
