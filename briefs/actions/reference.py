"""Pictures that people upload to a brief. The bytes are kept as they came and shown to nobody; a worker makes the
picture that others see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from briefs import rights
from briefs.models import Brief, Reference
from briefs.spec import LIST_LIMIT, WORD_LIMIT, tidy
from briefs.states import CLOSED
from briefs.vocabulary import ROLES
from studio.lib import blobs, events
from studio.lib.messages import after_commit
from studio.lib.models import Blob
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import User
from studio.people.roles import require

MAX_BYTES = 40_000_000


def add_reference(brief: Brief, file: UploadedFile[Any], *, by: User, role: str = "style", note: str = "") -> Reference:
    """Keep the upload and ask a worker to read it. Raises TooMuch or BadInput before a byte is stored."""
    require(by, "write a brief", brief.brand)
    if brief.state == CLOSED:
        raise WrongState("This brief is closed. Reopen it to add a reference.")
    role, note = _role(role), _note(note)
    size = file.size or 0
    if size > MAX_BYTES:
        raise TooMuch(
            f"{_file_name(file)} has {size / 1e6:.0f} MB, and a reference may have {MAX_BYTES / 1e6:.0f} MB. "
            "Save it smaller, as JPEG at 4,000 pixels.",
            field="references",
        )
    if not size:
        raise BadInput(f"{_file_name(file)} is empty. Choose the file again.", field="references")
    if brief.references.count() >= LIST_LIMIT:
        raise BadInput(f"There are {LIST_LIMIT} references. Remove one before you add another.", field="references")
    # Before the transaction: the store may stall, and no row lock should wait for it. Bytes without a row are harmless.
    digest = blobs.put(file.file)  # type: ignore[arg-type]  # an upload's file is a binary stream
    with transaction.atomic():
        upload, _ = Blob.objects.get_or_create(
            digest=digest, defaults={"size": size, "media_type": "application/octet-stream"}
        )
        last = brief.references.aggregate(Max("place"))["place__max"]
        made = Reference.objects.create(
            brief=brief, upload=upload, role=role, note=note, name=_file_name(file), by=by,
            place=0 if last is None else last + 1,
        )  # fmt: skip
        events.record("add", made, by=by, brand=brief.brand, brief=brief.pk, role=role)
        nudge(made.pk)
    return made


@transaction.atomic
def describe_reference(reference: Reference, *, by: User, role: str, note: str) -> Reference:
    require(by, "write a brief", reference.brief.brand)
    reference.role, reference.note = _role(role), _note(note)
    reference.save(update_fields=["role", "note"])
    events.record("describe", reference, by=by, brand=reference.brief.brand, brief=reference.brief_id)
    return reference


@transaction.atomic
def record_rights(reference: Reference, said: Mapping[str, Any], *, by: User) -> Reference:
    """What we may do with the picture: {source, licence, until, territories}. Raises BadInput with a line per field."""
    require(by, "write a brief", reference.brief.brand)
    reference.rights = rights.clean(said)
    reference.save(update_fields=["rights"])
    events.record("rights", reference, by=by, brand=reference.brief.brand, brief=reference.brief_id)
    return reference


@transaction.atomic
def order_references(brief: Brief, ids: Sequence[int], *, by: User) -> None:
    """Put the brief's references into the order of `ids`. Those not named, added meanwhile, come last as they were.

    Raises BadInput where an id is not a reference of this brief, or is there twice; WrongState when it is closed.
    """
    require(by, "write a brief", brief.brand)
    # One order at a time: two that cross would leave two references at one place.
    if Brief.objects.select_for_update(no_key=True).get(pk=brief.pk).state == CLOSED:
        raise WrongState("This brief is closed. Reopen it to change the order of its references.")
    rows = {row.pk: row for row in brief.references.all()}
    if len(set(ids)) != len(ids) or not set(ids) <= set(rows):
        raise BadInput(
            "That order names a reference that this brief does not have, or one twice. Reload the page.",
            field="references",
        )
    ordered = [rows[pk] for pk in dict.fromkeys((*ids, *rows))]
    moved = [row for place, row in enumerate(ordered) if row.place != place]
    for place, row in enumerate(ordered):
        row.place = place
    if moved:
        Reference.objects.bulk_update(moved, ["place"])
        events.record("order_references", brief, by=by, brand=brief.brand, references=[row.pk for row in ordered])


@transaction.atomic
def remove_reference(reference: Reference, *, by: User) -> None:
    """Take it off the brief. Revisions that pinned its picture keep it: the bytes stay."""
    require(by, "write a brief", reference.brief.brand)
    events.record(
        "remove", reference, by=by, brand=reference.brief.brand, brief=reference.brief_id, name=reference.name
    )
    reference.delete()


def nudge(reference_pk: int) -> None:
    """After commit, wake a worker. Robust: a broker that is away must not fail the upload; the sweep sends again."""
    from briefs.tasks import read_reference

    after_commit(read_reference.apply_async, (reference_pk,), queue="pixels", ignore_result=True)


def _role(role: str) -> str:
    if role not in ROLES:
        raise BadInput(f"A reference has one of these roles: {', '.join(ROLES)}.", field="role")
    return role


def _note(note: str) -> str:
    text = " ".join(tidy(note).split())
    if len(text) > WORD_LIMIT:
        raise BadInput(f"Note: {len(text)} characters, and there is room for {WORD_LIMIT}.", field="note")
    return text


def _file_name(file: UploadedFile[Any]) -> str:
    """The last part of what the browser sent, fit for a sentence."""
    name = PurePosixPath(tidy(file.name or "").replace("\\", "/")).name
    return name[:120] or "The file"
