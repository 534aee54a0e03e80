"""Who signs the files of this installation, and whom it trusts when it reads them: the settings' words as objects."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from generation.engine.credentials import certificate, identity
from generation.engine.credentials.certificate import BadCertificate
from generation.engine.credentials.signer import Signer


def signer() -> Signer:
    """The operator's certificate, else the installation's own identity, made now if need be. Raises BadCertificate."""
    if settings.C2PA_CERTIFICATE:
        return Signer.from_files(
            Path(settings.C2PA_CERTIFICATE), Path(settings.C2PA_KEY), timestamp_url=settings.C2PA_TIMESTAMP_URL
        )
    return identity.self_made(settings.IDENTITY_DIR, timestamp_url=settings.C2PA_TIMESTAMP_URL)


def anchors() -> str:
    """PEM of the roots that are trusted here: our own, the operator's where its chain holds it, and C2PA_ANCHORS.

    Raises BadCertificate for a file that is named and cannot be read.
    """
    found = [identity.roots(settings.IDENTITY_DIR)]
    for name in (settings.C2PA_CERTIFICATE, settings.C2PA_ANCHORS):
        if not name:
            continue
        try:
            chain = certificate.read_chain(Path(name).read_bytes())
        except OSError as error:
            raise BadCertificate(f"The certificates in {name} cannot be read ({error.strerror or error}).") from error
        found += [one.public_bytes(Encoding.PEM).decode("ascii") for one in chain if one.issuer == one.subject]
    return "".join(found)
