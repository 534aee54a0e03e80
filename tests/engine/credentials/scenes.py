"""A certificate authority of the tests' own, a claim that says everything, and a small picture in five formats."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from generation.engine.credentials.certificate import C2PA_SIGNING
from generation.engine.credentials.claim import Agent, Claim, Ingredient, of_recipe
from generation.engine.credentials.seal import Sealed, seal
from generation.engine.credentials.signer import Signer
from generation.engine.finishing import xmp
from generation.engine.finishing.encode import encode
from generation.engine.picture import Job, Picture
from generation.engine.recipe import Node, Recipe
from tests.engine.finishing.scenes import METADATA, Store, noise

FORMATS = ("jpeg", "png", "webp", "avif", "tiff")
DAY = dt.timedelta(days=1)
Issued = tuple[x509.Certificate, Any]


def issue(
    name: str, issuer: Issued | None = None, *, key: Any = None, authority: bool = False,
    until: dt.timedelta = 365 * DAY, since: dt.timedelta = -DAY, uses: Sequence[ObjectIdentifier] = (C2PA_SIGNING,),
    signs: bool = True,
) -> Issued:  # fmt: skip
    """A certificate and its key. Without an issuer it is signed by itself. Times are from now."""
    now = dt.datetime.now(dt.UTC)
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    by, by_key = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    usage = x509.KeyUsage(
        digital_signature=signs and not authority, key_cert_sign=authority, crl_sign=authority,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder(by, subject, key.public_key(), x509.random_serial_number(), now + since, now + until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False)
    )
    if uses and not authority:
        critical = ExtendedKeyUsageOID.TIME_STAMPING in uses
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=critical)
    return builder.sign(by_key, hashes.SHA256()), key


@cache
def authority() -> tuple[Issued, Issued]:
    """Root and intermediate."""
    root = issue("Root", authority=True, until=3650 * DAY)
    return root, issue("Intermediate", root, authority=True, until=3650 * DAY)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


def secret(key: Any) -> bytes:
    return bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@cache
def key(kind: str) -> Any:
    if kind == "ps256":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP384R1() if kind == "es384" else ec.SECP256R1())


def signer(leaf: Issued | None = None, *, timestamp_url: str = "", more_anchors: bytes = b"") -> Signer:
    root, intermediate = authority()
    certificate, private = leaf or issue("Northlight Studio", intermediate)
    anchors = (pem(root[0]) + more_anchors).decode()
    chain = pem(certificate, intermediate[0], root[0])
    return Signer.from_pem(chain, secret(private), timestamp_url=timestamp_url, anchors=anchors)


@cache
def northlight() -> Signer:
    return signer()


def anchors() -> str:
    return pem(authority()[0][0]).decode()


LOGO = hashlib.sha256(b"logo").hexdigest()
PACKET = replace(
    METADATA,
    identifier="gatefold:abc",
    aigc=xmp.aigc("1", "Northlight", "asset-7"),
    licensor_name="Northlight",
    licensor_url="https://northlight.example/licence",
    data_mining="DMI-PROHIBITED-GENAIMLTRAINING",
)
RECIPE = Recipe(
    (
        Node("stored", "1", {}, {"picture": f"sha256:{'ab' * 32}"}),
        Node("fit.crop", "1", {"x": 1, "y": 2, "w": 90, "h": 60}),
        Node("fit.resize", "1", {"width": 96, "height": 64, "linear": True, "kernel": "lanczos3"}),
        Node("grade.lut", "1", {}, {"lut": f"sha256:{'12' * 32}"}),
        Node("type.scrim", "1", {"edge": "top", "colour": "#000000", "strength": 0.4}),
        Node("type.set", "1", {"lines": [{"text": "Decisions, together."}]}, {"font0": f"sha256:{'34' * 32}"}),
        Node("logo.place", "1", {"x": 4, "y": 4, "w": 9, "h": 5}, {"logo": f"sha256:{LOGO}"}),
        Node("colour.convert", "1", {"to": "srgb"}),
        Node("encode", "1", {"format": "jpeg"}),
    )
)
CANDIDATE = Ingredient("parentOf", "Candidate 12", "ab" * 32, "image/png", "candidate")
REFERENCE = Ingredient("inputTo", "Reference: a bay window", "ef" * 32, "image/jpeg", "reference")
PRODUCT = Ingredient("componentOf", "Lamp, cut out", "99" * 32, "image/png", "product")


def claim(*ingredients: Ingredient, **changes: Any) -> Claim:
    made = of_recipe(
        RECIPE,
        title="Decisions, together",
        source_type="compositeWithTrainedAlgorithmicMedia",
        made_as="trainedAlgorithmicMedia",
        maker=Agent("SDXL base", "1.0"),
        generator=Agent("Gatefold", "0.1.0"),
        ingredients=ingredients or (CANDIDATE, REFERENCE, PRODUCT),
        metadata=PACKET,
        training="notAllowed",
        facts={"brief": "northlight-hero, revision 3"},
    )
    return replace(made, **changes)


@cache
def picture(kind: str, *, seed: int = 0) -> bytes:
    """96 x 64 pixels, with profile and packet, as finishing encodes it."""
    params = {"format": kind, "placement": "Web hero", "metadata": PACKET.document()}
    shot = noise(96, 64).pixels
    out = encode(Picture((shot + seed).astype(shot.dtype)), Node("encode", "1", params), Job(Store()))
    assert out.file is not None
    return out.file


@cache
def sealed(kind: str, *, seed: int = 0) -> Sealed:
    return seal(picture(kind, seed=seed), f"image/{kind}", claim(), northlight())
