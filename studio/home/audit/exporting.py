"""The chain of events as one JSON file that proves itself: every link, the lines that may be told, a signed statement.

    {"statement": {…, "head": {"seq", "hash"}}, "links": [{"seq", "hash", "line" or "digest"}, …], "signature": {…}}

`statement` says how hashes are made; its head binds every link, and the signature binds the statement. Of a brand's
export the lines of others are left out and their digests stand in, so that the chain can be followed all the same.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, Final, TextIO

from cryptography.hazmat.primitives.serialization import Encoding
from django.db import connection, transaction
from django.utils import timezone

from generation.engine.credentials.signer import Signer
from studio.lib import audit
from studio.lib.canonical import canonical
from studio.people.models import Brand, User

FORMAT: Final = "gatefold-audit-1"
HOW: Final = (
    "hash[n] = SHA-256(hash[n-1] + SHA-256(line[n])), each in lower-case hex, over UTF-8; hash[0] is 64 zeros. A line "
    "is the text as it stands here. The signature is over the RFC 8785 canonical JSON of the statement."
)


def export(out: TextIO, signer: Signer, *, brand: Brand | None = None) -> audit.Head:
    """Write it all to `out`, a line at a time; what is exported is one moment of the database. Returns the head.

    Raises ValueError where the chain does not hold: what is broken is not signed.
    """
    inside = connection.in_atomic_block
    with transaction.atomic():
        if not inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = audit.verify()
        if not found.holds:
            raise ValueError(f"The chain does not hold: {found.faults[0]} What is broken is not signed.")
        statement = stated(found, brand)
        out.write(f'{{"statement": {_json(statement)},\n"signature": {_json(signed(statement, signer))},\n"links": [')
        for place, link in enumerate(links(brand)):
            out.write(f"{',' if place else ''}\n{_json(link)}")
        out.write("\n]}\n")
    return found.head


def stated(found: audit.Verdict, brand: Brand | None) -> dict[str, Any]:
    people = User.objects.order_by("pk")
    brands = Brand.objects.order_by("pk")
    if brand is not None:
        people, brands = people.filter(memberships__brand=brand).distinct(), brands.filter(pk=brand.pk)
    return {
        "format": FORMAT,
        "how": HOW,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "of": brand.slug if brand else "everything",
        "events": found.links,
        "head": {"seq": found.head.seq, "hash": found.head.hash},
        "people": {str(one.pk): one.name for one in people},
        "brands": {str(one.pk): one.name for one in brands},
    }


def signed(statement: dict[str, Any], signer: Signer) -> dict[str, Any]:
    """The signature over the canonical statement, with the certificates it is checked by."""
    return {
        "algorithm": signer.algorithm,
        "value": base64.b64encode(signer.sign(canonical(statement))).decode(),
        "certificates": [one.public_bytes(Encoding.PEM).decode() for one in signer.chain],
    }


def links(brand: Brand | None) -> Iterator[dict[str, Any]]:
    for link in audit.links():
        assert link.line is not None  # verify saw it
        told = brand is None or json.loads(link.line)["brand"] == brand.pk
        part = {"line": link.line} if told else {"digest": audit.digest_of(link.line)}
        yield {"seq": link.seq, **part, "hash": link.hash}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
