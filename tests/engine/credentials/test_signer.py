from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from generation.engine.credentials.certificate import BadCertificate
from generation.engine.credentials.seal import seal
from generation.engine.credentials.signer import Signer
from tests.engine.credentials import scenes
from tests.engine.credentials.scenes import DAY, authority, claim, issue, pem, picture, secret


def refused(chain: bytes, key: bytes, says: str, **more: str) -> None:
    with pytest.raises(BadCertificate, match=says) as caught:
        Signer.from_pem(chain, key, **more)  # type: ignore[arg-type]
    assert str(caught.value).endswith((".", "signing.key", "/tsr."))


@pytest.mark.parametrize("kind", ["es256", "es384", "ps256"])
def test_each_kind_of_key_signs_and_its_seal_is_trusted_by_who_trusts_its_root(kind: str) -> None:
    signer = scenes.signer(issue("Northlight Studio", authority()[1], key=scenes.key(kind)))
    assert (signer.algorithm, signer.name) == (kind, "Northlight Studio")
    assert seal(picture("jpeg"), "image/jpeg", claim(), signer).state == "Trusted"


def test_what_goes_into_files_leaves_the_root_out() -> None:
    signer = scenes.northlight()
    assert len(signer.chain) == 3 and signer.chain_pem.count("BEGIN CERTIFICATE") == 2
    assert "BEGIN" not in repr(signer) and "key" not in repr(signer)


def test_an_expired_certificate_and_one_of_tomorrow_are_refused_with_their_dates() -> None:
    old = issue("Old", authority()[1], since=-3 * DAY, until=-DAY)
    soon = issue("Soon", authority()[1], since=DAY)
    day = f"{dt.datetime.now(dt.UTC) - DAY:%d %B %Y}"
    refused(pem(old[0], authority()[1][0]), secret(old[1]), f"certificate of Old expired on {day}")
    refused(pem(soon[0], authority()[1][0]), secret(soon[1]), "Soon is valid only from")


def test_a_process_that_outlives_its_certificate_signs_nothing() -> None:
    signer = scenes.northlight()
    with pytest.raises(BadCertificate, match="expired"):
        signer.check(signer.expires + DAY)


def test_a_key_of_another_certificate_is_refused() -> None:
    one, other = issue("One", authority()[1]), issue("Other", authority()[1])
    refused(pem(one[0], authority()[1][0]), secret(other[1]), "does not belong to the certificate of One")


@pytest.mark.parametrize(
    ("uses", "says"),
    [
        ((ExtendedKeyUsageOID.SERVER_AUTH,), "it is for none of these"),
        ((), "it is for none of these"),
        ((ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE, ExtendedKeyUsageOID.EMAIL_PROTECTION), "it is for any use"),
    ],
)
def test_a_certificate_for_another_use_is_refused(uses: tuple[object, ...], says: str) -> None:
    leaf = issue("Shop", authority()[1], uses=uses)  # type: ignore[arg-type]
    refused(pem(leaf[0], authority()[1][0]), secret(leaf[1]), says)


def test_a_certificate_that_may_not_sign_is_refused() -> None:
    leaf = issue("Reader", authority()[1], signs=False)
    refused(pem(leaf[0], authority()[1][0]), secret(leaf[1]), "must be for digital signatures")


def test_a_chain_out_of_order_is_refused_with_the_order_it_needs() -> None:
    root, intermediate = authority()
    leaf = issue("Leaf", intermediate)
    refused(
        pem(intermediate[0], leaf[0]), secret(leaf[1]), "Intermediate, is an authority's. The signing certificate comes"
    )
    refused(pem(leaf[0], root[0], intermediate[0]), secret(leaf[1]), "Leaf was not issued by Root")
    alone = issue("Alone")
    refused(pem(alone[0]), secret(alone[1]), "signed by itself, which Content Credentials do not allow")
    refused(pem(root[0]), secret(root[1]), "Root, is an authority's, signed by itself")


def test_a_locked_key_says_how_to_unlock_it() -> None:
    leaf = issue("Leaf", authority()[1])
    locked = leaf[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    refused(pem(leaf[0], authority()[1][0]), locked, "locked with a passphrase.*openssl pkey")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        (rsa.generate_private_key(65537, 1024), "RSA of 1024 bits"),
        (ec.generate_private_key(ec.SECP256K1()), "secp256k1"),
        (ed25519.Ed25519PrivateKey.generate(), "Ed25519"),
    ],
)
def test_a_key_that_is_too_short_or_of_another_kind_is_refused_by_name(key: object, says: str) -> None:
    refused(pem(scenes.northlight().chain[0]), secret(key), says)


def test_files_that_hold_something_else_say_so(tmp_path: Path) -> None:
    leaf = issue("Leaf", authority()[1])
    refused(secret(leaf[1]), secret(leaf[1]), "no certificate that can be read. It holds a private key instead")
    refused(pem(leaf[0]), pem(leaf[0]), "no private key .* It holds a certificate instead")
    refused(b"\x00junk", b"", "no certificate that can be read")
    refused(pem(leaf[0], authority()[1][0]), b"junk", "no private key in PEM text")
    with pytest.raises(BadCertificate, match=r"certificate file .*absent\.pem cannot be read"):
        Signer.from_files(tmp_path / "absent.pem", tmp_path / "absent.key")


@pytest.mark.parametrize(
    "url",
    ["timestamp.example.com", "ftp://a.example/x", "http://", "http://me:pw@a.example/", "http://a b/", "https://*.x/",
     "http://a.example:99999999/", "http://a\x00b/"],
)  # fmt: skip
def test_a_timestamp_service_must_be_a_plain_address(url: str) -> None:
    leaf = issue("Leaf", authority()[1])
    chain = pem(leaf[0], authority()[1][0])
    refused(chain, secret(leaf[1]), "is not an address", timestamp_url=url)


def test_signing_may_call_the_timestamp_service_and_nothing_else() -> None:
    assert scenes.northlight().hosts == ()
    assert scenes.signer(timestamp_url="https://tsa.example.com:8443/tsr?x=1").hosts == (
        "https://tsa.example.com:8443",
    )
