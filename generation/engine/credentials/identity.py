"""An identity of its own for an installation without a certificate: root, intermediate, leaf, made once and renewed.

Signatures made with it hold: a changed byte is found. Nobody else trusts it: readers elsewhere say that the signer is
unknown, which is the truth. An operator's certificate takes its place in the settings.

    folder/authority-0001/   root.pem, intermediate.pem, intermediate.key (the root's key is thrown away)
    folder/leaf-0001/        chain.pem, leaf.key
    folder/leaf-0002/        the renewal; the highest number counts

Each folder is made under another name and moved into place whole; of two processes the second finds it there and takes
the first one's.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from generation.engine.credentials.certificate import C2PA_SIGNING, BadCertificate
from generation.engine.credentials.signer import Signer

AUTHORITY_LASTS = dt.timedelta(days=20 * 365)
LEAF_LASTS = dt.timedelta(days=365)
RENEW_BEFORE = dt.timedelta(days=30)
BACK = dt.timedelta(hours=1)  # clocks differ
NOTE = "made by this installation; unknown elsewhere"


def self_made(folder: Path, *, timestamp_url: str = "", now: dt.datetime | None = None) -> Signer:
    """The identity kept in `folder`, made or renewed if need be. Raises BadCertificate where it cannot be kept."""
    moment = now or dt.datetime.now(dt.UTC)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = _standing(folder, "authority", moment + LEAF_LASTS, lambda: _authority(moment), "intermediate.pem")
        leaf = _standing(folder, "leaf", moment + RENEW_BEFORE, lambda: _leaf(authority, moment), "chain.pem")
        return Signer.from_pem(
            (leaf / "chain.pem").read_bytes(),
            (leaf / "leaf.key").read_bytes(),
            timestamp_url=timestamp_url,
            anchors=roots(folder),
            made_here=True,
            now=moment,
        )
    except OSError as error:
        raise BadCertificate(
            f"This installation's own signing identity cannot be kept in {folder} ({error.strerror or error}). Make "
            "the folder writable for it, or give a certificate and key in the settings."
        ) from error
    except (BadCertificate, ValueError) as error:
        raise BadCertificate(
            f"This installation's own signing identity in {folder} cannot be used: {error} Move the folder away, and a "
            "new one is made."
        ) from error


def roots(folder: Path) -> str:
    """PEM of every root that was made in this folder; empty where none was yet."""
    return "".join(path.read_text("ascii") for path in sorted(folder.glob("authority-*/root.pem")))


def _standing(folder: Path, what: str, until: dt.datetime, make: Callable[[], Mapping[str, bytes]], dated: str) -> Path:
    """The newest folder of this kind, if its certificate is valid until then; else a new one with the next number."""
    there = sorted(folder.glob(f"{what}-[0-9][0-9][0-9][0-9]"))
    if there and x509.load_pem_x509_certificate((there[-1] / dated).read_bytes()).not_valid_after_utc > until:
        return there[-1]
    number = 1 + (int(there[-1].name[-4:]) if there else 0)
    return _moved_in(make(), folder / f"{what}-{number:04d}")


def _moved_in(files: Mapping[str, bytes], place: Path) -> Path:
    aside = place.with_name(f".{place.name}.{uuid.uuid4().hex}")
    aside.mkdir(mode=0o700)
    try:
        for name, data in files.items():
            mode = 0o600 if name.endswith(".key") else 0o644
            with os.fdopen(os.open(aside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        aside.rename(place)  # fails where one with files in it stands already
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return place


def _authority(now: dt.datetime) -> dict[str, bytes]:
    serial = uuid.uuid4().hex[:8]
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name(f"Gatefold root {serial}"), _name(f"Gatefold intermediate {serial}")
    root = _signed(root_name, root_key.public_key(), root_name, root_key, now, AUTHORITY_LASTS, path_length=1)
    intermediate = _signed(name, key.public_key(), root_name, root_key, now, AUTHORITY_LASTS, path_length=0)
    return {"root.pem": _pem(root), "intermediate.pem": _pem(intermediate), "intermediate.key": _secret(key)}


def _leaf(authority: Path, now: dt.datetime) -> dict[str, bytes]:
    issuer = x509.load_pem_x509_certificate((authority / "intermediate.pem").read_bytes())
    issuer_key = load_pem_private_key((authority / "intermediate.key").read_bytes(), None)
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise BadCertificate("its intermediate key is not one that was made here.")
    key = ec.generate_private_key(ec.SECP256R1())
    leaf = _signed(_name("Gatefold"), key.public_key(), issuer.subject, issuer_key, now, LEAF_LASTS, path_length=None)
    return {"chain.pem": _pem(leaf) + _pem(issuer), "leaf.key": _secret(key)}


def _signed(
    subject: x509.Name, public: ec.EllipticCurvePublicKey, issuer: x509.Name, issuer_key: ec.EllipticCurvePrivateKey,
    now: dt.datetime, lasts: dt.timedelta, *, path_length: int | None,
) -> x509.Certificate:  # fmt: skip
    """A certificate by the C2PA profile; an authority's where it has a path length."""
    authority = path_length is not None
    usage = x509.KeyUsage(
        digital_signature=not authority, key_cert_sign=authority, crl_sign=authority, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACK)
        .not_valid_after(now + lasts)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=path_length), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not authority:
        uses = x509.ExtendedKeyUsage([C2PA_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(uses, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    oid = x509.NameOID
    return x509.Name(
        [
            x509.NameAttribute(oid.ORGANIZATION_NAME, "Gatefold installation"),
            x509.NameAttribute(oid.ORGANIZATIONAL_UNIT_NAME, NOTE),
            x509.NameAttribute(oid.COMMON_NAME, common),
        ]
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def _secret(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
