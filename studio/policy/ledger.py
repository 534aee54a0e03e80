"""The ledger of rights: what contracts let a brand do with a component, each entry with its words and its proof."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import require
from studio.policy import proofs
from studio.policy.models import RightRecord
from studio.policy.right_form import clean
from studio.policy.rights import Exclusive, Right

RECORD: Final = "record rights"
READ: Final = "read proofs of rights"
Named = tuple[str, str]  # kind and key


def record(
    brand: Brand, kind: str, key: str, said: Mapping[str, Any], *, by: User, proof: UploadedFile[Any] | None = None
) -> RightRecord:
    """Write a new entry; it is in force from now on. Without a new `proof` the file of the entry before stays with it.
    Raises NotAllowed, TooMuch, BadInput with a sentence per field."""
    require(by, RECORD, brand)
    kind, key = named(kind, key)
    values = clean(said)
    before = in_force(brand, [(kind, key)]).get((kind, key))
    kept = proofs.keep(proof) if proof else None  # before the transaction: the store may stall
    with transaction.atomic():
        row = RightRecord(brand=brand, kind=kind, key=key, by=by, **values)
        row.name = row.name or (before.name if before else key[:200])
        if kept:
            row.proof, row.proof_name, row.proof_type = kept.blob, kept.name, kept.media
        elif before:
            row.proof, row.proof_name, row.proof_type = before.proof, before.proof_name, before.proof_type
        row.save()
        events.record(
            "record", row, by=by, brand=brand, component=row.kind, key=row.key, name=row.name,
            until=row.until.isoformat() if row.until else None, proof=row.proof_id,
        )  # fmt: skip
    return row


def named(kind: str, key: str) -> Named:
    """Raises BadInput where that is no kind or no key of a component."""
    if kind not in RightRecord.Kind.values:
        raise BadInput(f"Kind: there is no {kind[:20]!r}. Use one of {', '.join(RightRecord.Kind.values)}.")
    key = key.strip()
    if not key or len(key) > 100 or not key.isprintable():
        raise BadInput("Component: name it by its slug or its SHA-256, up to 100 characters.")
    return kind, key


def in_force(brand: Brand, wanted: Iterable[Named]) -> dict[Named, RightRecord]:
    """The newest entry of each of these components that has one. One question."""
    asked = set(wanted)
    rows = RightRecord.objects.filter(
        brand=brand, kind__in={kind for kind, _ in asked}, key__in={key for _, key in asked}
    )
    newest = rows.order_by("kind", "key", "-id").distinct("kind", "key")
    return {(row.kind, row.key): row for row in newest if (row.kind, row.key) in asked} if asked else {}


def applied(brand: Brand, rights: Iterable[Right]) -> list[Right]:
    """These rights as they are recorded: an entry of the ledger stands in place of what the component itself carries,
    so that a contract may also extend it."""
    rights = list(rights)
    rows = in_force(brand, [(one.kind, one.key) for one in rights if one.key])
    return [
        dataclasses.replace(right_of(row), name=one.name, person=one.person)
        if (row := rows.get((one.kind, one.key)))
        else one
        for one in rights
    ]


def recorded(brand: Brand, wanted: Iterable[Named]) -> list[Right]:
    """Of components that carry no right of their own: those that have an entry."""
    return [right_of(row) for row in in_force(brand, wanted).values()]


def right_of(row: RightRecord) -> Right:
    """An entry without contract or proof says what is known, and proves nothing."""
    exclusive = None
    if row.exclusive:
        exclusive = Exclusive(
            row.exclusive == RightRecord.Exclusive.OURS, row.holder, row.exclusive_until, tuple(row.exclusive_in),
            tuple(row.exclusive_on),
        )  # fmt: skip
    return Right(
        row.kind, row.name, row.starts, row.until, tuple(row.territories), tuple(row.not_in), tuple(row.channels),
        proven=bool(row.licence or row.proof_id), key=row.key, exclusive=exclusive, not_for=tuple(row.not_for),
        record=row.pk, proof=row.proof_id or "",
    )  # fmt: skip


def ending(brands: Iterable[Brand], first: dt.date, last: dt.date) -> list[RightRecord]:
    """Entries in force that end within these days."""
    newest = RightRecord.objects.filter(brand__in=brands).order_by("brand_id", "kind", "key", "-id")
    rows = newest.distinct("brand_id", "kind", "key").select_related("brand")
    return [row for row in rows if row.until and first <= row.until <= last]
