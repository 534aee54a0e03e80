"""Sets of required checks: published at once, as a version that never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefs.catalogue import placements_for
from review.models import RequiredChecks
from review.required import BLOCK, COUNT, KEEP, clean
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

KEEP_REQUIRED: Final = "keep required checks"
# What is public has been looked at by a machine, or somebody says by name that it was not; whose licence nobody has
# read is not published; and what a rule of law asks to stand in the file stands in it.
STANDARD: Final = [
    {"check": "text_found", "placement": "", "use_class": "public", "not_run": "accept", "warn": KEEP},
    {"check": "faces_found", "placement": "", "use_class": "public", "not_run": "accept", "warn": KEEP},
    {"check": "licence", "placement": "", "use_class": "public", "not_run": BLOCK, "warn": COUNT},
    {"check": "rights_window", "placement": "", "use_class": "public", "not_run": BLOCK, "warn": COUNT},
    {"check": "metadata", "placement": "", "use_class": "public", "not_run": BLOCK, "warn": COUNT},
]


@transaction.atomic
def publish_required(brand: Brand, rows: Iterable[Mapping[str, Any]], *, by: User, note: str = "") -> RequiredChecks:
    """The brand's next version, in force from now on for what is checked from now on. Raises BadInput, WrongState."""
    require(by, KEEP_REQUIRED, brand)
    document = clean(rows, placements_for(brand))
    note = " ".join(note.split())
    if len(note) > 200 or "\x00" in note:
        raise BadInput("What changed: up to 200 characters of text. Say it shorter.", field="note")
    Brand.objects.select_for_update().get(pk=brand.pk)  # two at once are two versions
    newest = RequiredChecks.objects.filter(brand=brand).first()
    if digest(newest.document if newest else {"asks": []}) == digest(document):
        raise WrongState("This says what the set in force says already. Nothing was published.")
    made = _published(brand, document, note, by)
    events.record("publish", made, by=by, brand=brand, number=made.number, digest=made.digest)
    return made


def seed_required() -> RequiredChecks:
    """The house's set, published for nobody; a new version where the standard has changed since."""
    document = clean(STANDARD, ())
    newest: RequiredChecks | None = RequiredChecks.objects.filter(brand=None).first()
    if newest is not None and newest.digest == digest(document):
        return newest
    return _published(None, document, "As seeded" if newest is None else "As changed by an update", None)


def _published(brand: Brand | None, document: dict[str, Any], note: str, by: User | None) -> RequiredChecks:
    last = RequiredChecks.objects.filter(brand=brand).aggregate(last=Max("number"))["last"] or 0
    made: RequiredChecks = RequiredChecks.objects.create(
        brand=brand, number=last + 1, document=document, note=note, published_at=timezone.now(), published_by=by
    )
    return made
