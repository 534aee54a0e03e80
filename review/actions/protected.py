"""Marks that a brand keeps away from. The upload is kept as it came and shown to nobody; a worker makes the picture
that is looked for."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from briefs.actions.picture import add_picture
from review.models import ProtectedMark
from review.words import plain_words
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

KEEP: Final = "keep protected marks"
MOST: Final = 60  # marks of a brand: each slides over each file


def add_mark(brand: Brand, file: UploadedFile[Any] | None, *, name: str, whose: str, by: User) -> ProtectedMark:
    """Looked for as soon as a worker has read it. Raises NotAllowed, BadInput, TooMuch, WrongState past MOST."""
    require(by, KEEP, brand)
    words = plain_words(name, "name", most=80)
    if whose not in ProtectedMark.Whose.values:
        raise BadInput("Say whose mark it is: somebody else's, or our own.", field="whose")
    if file is None:
        raise BadInput("Choose the picture of the mark, best with nothing round it.", field="file")
    if ProtectedMark.objects.filter(brand=brand, retired_at__isnull=True).count() >= MOST:
        raise WrongState(f"{brand.name} keeps away from {MOST} marks already. Retire one first.")
    picture = add_picture(brand, file, by=by, verb=KEEP)  # outside the transaction: the store may stall
    with transaction.atomic():
        made = ProtectedMark.objects.create(brand=brand, name=words, whose=whose, picture=picture, by=by)
        events.record("add", made, by=by, brand=brand, name=words, whose=whose, picture=picture.pk)
    return made


@transaction.atomic
def retire_mark(mark: ProtectedMark, *, by: User, retired: bool = True) -> ProtectedMark:
    """No longer looked for, or looked for again."""
    row = ProtectedMark.objects.select_for_update(of=("self",)).select_related("brand").get(pk=mark.pk)
    require(by, KEEP, row.brand)
    if (row.retired_at is not None) is retired:
        raise WrongState(f"“{row.name}” is {'not ' if retired else ''}looked for already.")
    row.retired_at = timezone.now() if retired else None
    row.save(update_fields=["retired_at"])
    events.record("retire" if retired else "offer", row, by=by, brand=row.brand, name=row.name)
    return row
