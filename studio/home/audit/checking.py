"""An exported record, checked by nothing but itself and, where one is given, a certificate that is trusted."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes

from generation.engine.credentials import certificate
from studio.home.audit.exporting import FORMAT
from studio.lib import audit
from studio.lib.canonical import canonical


@dataclass
class Report:
    """`faults` are sentences; none: it holds. `signer` is the name in the certificate."""

    events: int = 0
    told: int = 0
    signer: str = ""
    fingerprint: str = ""
    faults: list[str] = field(default_factory=list)


class NoExport(ValueError):
    """The text is no export of this format; the sentence says why."""


def check(text: str, *, trusted: bytes = b"") -> Report:
    """Follow every link, hold the head against the statement, and the statement against its signature.

    `trusted`: PEM of a certificate that has to be the last issuer, or the signer itself. Raises NoExport.
    """
    document = _read(text)
    statement, report = document["statement"], Report()
    before, place = audit.GENESIS, 0
    for link in document["links"]:
        digest = audit.digest_of(link["line"]) if "line" in link else str(link["digest"])
        report.events, report.told = report.events + 1, report.told + ("line" in link)
        place += 1
        if link["seq"] != place:
            report.faults.append(f"Link {place} is missing: {link['seq']} stands in its place.")
            place = link["seq"]
        if audit.linked(before, digest) != link["hash"]:
            report.faults.append(f"Link {link['seq']} is not what was recorded, or not in its place.")
        before = link["hash"]
    if (place, before) != (statement["head"]["seq"], statement["head"]["hash"]):
        report.faults.append(f"The links end at {place}, and the statement's head is {statement['head']['seq']}.")
    _signature(document, statement, trusted, report)
    return report


def _read(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
        statement, links, signature = document["statement"], document["links"], document["signature"]
        shaped = isinstance(links, list) and all(
            isinstance(one["seq"], int) and isinstance(one["hash"], str) and isinstance(one.get("line", ""), str)
            and ("line" in one or "digest" in one) for one in links
        )  # fmt: skip
        shaped = shaped and isinstance(statement["head"]["seq"], int) and isinstance(signature["certificates"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NoExport("This is no export of the audit record: give the file that `audit export` wrote.") from None
    if not shaped or statement.get("format") != FORMAT:
        raise NoExport(f"This is no export of the format {FORMAT}.")
    return dict(document)


def _signature(document: dict[str, Any], statement: dict[str, Any], trusted: bytes, report: Report) -> None:
    signature = document["signature"]
    try:
        chain = certificate.read_chain("".join(map(str, signature["certificates"])).encode())
        value = base64.b64decode(str(signature["value"]), validate=True)
        certificate.verify(chain[0], value, canonical(statement))
    except (InvalidSignature, certificate.BadCertificate, binascii.Error, ValueError, KeyError, TypeError):
        report.faults.append("The statement is not what was signed.")
        return
    report.signer, report.fingerprint = certificate.name(chain[0]), _fingerprint(chain[0])
    for one, issuer in pairwise(chain):
        try:
            one.verify_directly_issued_by(issuer)
        except (InvalidSignature, ValueError, TypeError):
            report.faults.append("The certificates do not belong together.")
            return
    if trusted and not _trusted(chain, trusted):
        report.faults.append(f"It was signed by {report.signer}, which the certificate that you trust has not issued.")


def _trusted(chain: tuple[x509.Certificate, ...], trusted: bytes) -> bool:
    roots = x509.load_pem_x509_certificates(trusted)
    for root in roots:
        if root in chain:
            return True
        try:
            chain[-1].verify_directly_issued_by(root)
        except (InvalidSignature, ValueError, TypeError):
            continue
        return True
    return False


def _fingerprint(one: x509.Certificate) -> str:
    return one.fingerprint(hashes.SHA256()).hex()
