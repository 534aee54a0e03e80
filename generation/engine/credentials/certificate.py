"""A certificate chain and its private key, held against the C2PA certificate profile before anything is signed.

C2PA specification 2.2, 14.5.1 (certificate profiles). Each refusal is a sentence that says what to do.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TypeAlias, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from generation.engine.picture import EngineError

Key: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
E = TypeVar("E", bound=x509.ExtensionType)

C2PA_SIGNING = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")
USES = {
    C2PA_SIGNING: "C2PA claim signing",
    ExtendedKeyUsageOID.EMAIL_PROTECTION: "e-mail protection",
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"): "document signing",
}
ANY_USE = ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE
CURVES = {"secp256r1": "es256", "secp384r1": "es384"}
LEAST_RSA = 2048


class BadCertificate(EngineError):
    """This certificate, or this key, cannot sign Content Credentials. The sentence says why and what to do."""


def read_chain(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in the file, as they stand. Raises BadCertificate."""
    try:
        chain = tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        hint = " It holds a private key instead." if b"PRIVATE KEY" in pem else ""
        raise BadCertificate(
            f"The certificate file holds no certificate that can be read.{hint} It must be PEM text: the signing "
            "certificate first, then whoever issued it."
        ) from error
    return chain


def read_key(pem: bytes) -> Key:
    """The private key in the file. Raises BadCertificate."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except TypeError as error:
        raise BadCertificate(
            "The private key is locked with a passphrase, and nobody is there to type it when a file is signed. Store "
            "it unlocked where only the service may read it: openssl pkey -in locked.key -out signing.key"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        hint = " It holds a certificate instead." if b"BEGIN CERTIFICATE" in pem else ""
        raise BadCertificate(f"The key file holds no private key in PEM text that can be read.{hint}") from error
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return key
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= LEAST_RSA:
        return key
    raise BadCertificate(
        f"The private key is {_kind(key)}. Content Credentials are signed here with P-256 (ES256), P-384 (ES384) or "
        f"RSA of at least {LEAST_RSA} bits (PS256): ask for a certificate for one of these."
    )


def algorithm(key: Key) -> str:
    """The COSE algorithm, by the key: es256, es384 or ps256."""
    return CURVES[key.curve.name] if isinstance(key, ec.EllipticCurvePrivateKey) else "ps256"


def sign(key: Key, data: bytes) -> bytes:
    """The signature over `data`: DER for elliptic curves, PSS with a salt of the digest's length for RSA."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        digest = hashes.SHA384() if key.curve.name == "secp384r1" else hashes.SHA256()
        return key.sign(data, ec.ECDSA(digest))
    return key.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size), hashes.SHA256())


def verify(certificate: x509.Certificate, signature: bytes, data: bytes) -> None:
    """Whether `sign` made it with the key of this certificate. Raises InvalidSignature."""
    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        digest = hashes.SHA384() if key.curve.name == "secp384r1" else hashes.SHA256()
        key.verify(signature, data, ec.ECDSA(digest))
    elif isinstance(key, rsa.RSAPublicKey):
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
        key.verify(signature, data, pss, hashes.SHA256())
    else:
        raise InvalidSignature


def check(chain: tuple[x509.Certificate, ...], key: Key, now: dt.datetime) -> None:
    """Raises BadCertificate for the first thing that would keep a signature from being valid."""
    leaf = chain[0]
    _order(chain)
    if leaf.public_key() != key.public_key():
        raise BadCertificate(
            f"The private key does not belong to the certificate of {name(leaf)}. Give the key that the certificate "
            "was requested with."
        )
    for one in chain:
        _times(one, now)
    _purpose(leaf)


def name(certificate: x509.Certificate) -> str:
    """Whom it names: common name, else organisation, else the whole subject."""
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        if found := certificate.subject.get_attributes_for_oid(oid):
            return str(found[0].value)
    return certificate.subject.rfc4514_string() or "no name"


def _order(chain: tuple[x509.Certificate, ...]) -> None:
    leaf = chain[0]
    if _is_authority(leaf):
        lone = len(chain) == 1 and leaf.issuer == leaf.subject
        raise BadCertificate(
            f"The first certificate, {name(leaf)}, is an authority's"
            + (", signed by itself" if lone else "")
            + ". The signing certificate comes first, then whoever issued it."
        )
    if leaf.issuer == leaf.subject:
        raise BadCertificate(
            f"The certificate of {name(leaf)} is signed by itself, which Content Credentials do not allow. Use one "
            "that an authority issued, or none: Gatefold then makes an identity of its own."
        )
    for one, issuer in pairwise(chain):
        try:
            one.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise BadCertificate(
                f"The chain is out of order: {name(one)} was not issued by {name(issuer)}, who comes after it. "
                "Put the signing certificate first, then its issuer, then that one's issuer."
            ) from error


def _times(certificate: x509.Certificate, now: dt.datetime) -> None:
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now > until:
        raise BadCertificate(
            f"The certificate of {name(certificate)} expired on {until:%d %B %Y}. Ask its issuer for a new one, and "
            "give that with its key."
        )
    if now < since:
        raise BadCertificate(
            f"The certificate of {name(certificate)} is valid only from {since:%d %B %Y, %H:%M} UTC. Wait until then, "
            "or see whether this machine's clock is right."
        )


def _purpose(leaf: x509.Certificate) -> None:
    used = _extension(leaf, x509.ExtendedKeyUsage)
    uses = set(used) if used else set()
    if ANY_USE in uses or not uses & set(USES):
        said = "for any use" if ANY_USE in uses else "for none of these"
        raise BadCertificate(
            f"The certificate of {name(leaf)} must be for {', '.join(USES.values())} (extended key usage); it is "
            f"{said}. Ask for a certificate for C2PA claim signing."
        )
    usage = _extension(leaf, x509.KeyUsage)
    if usage is None or not usage.digital_signature or usage.key_cert_sign:
        raise BadCertificate(
            f"The certificate of {name(leaf)} must be for digital signatures, and not for signing certificates (key "
            "usage). Ask for a certificate for C2PA claim signing."
        )
    if _extension(leaf, x509.AuthorityKeyIdentifier) is None:
        raise BadCertificate(
            f"The certificate of {name(leaf)} does not say which key of its issuer signed it (authority key "
            "identifier). Ask its issuer for one that does."
        )


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = _extension(certificate, x509.BasicConstraints)
    return bool(constraints and constraints.ca)


def _extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (x509.ExtensionNotFound, ValueError):
        return None


def _kind(key: object) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return f"an elliptic curve key of {key.curve.name}"
    if isinstance(key, rsa.RSAPrivateKey):
        return f"RSA of {key.key_size} bits"
    return type(key).__name__.strip("_").removesuffix("PrivateKey") or "of an unknown kind"
