"""The record of what happened. One call, in the transaction of the change; watchers hear of it when it commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from studio.lib import stream
from studio.lib.models import Event


def record(verb: str, subject: Model, *, by: Any = None, brand: Any = None, heard_as: Any = "", **data: Any) -> Event:
    """Write `noun.verb` for `subject`. `by` is a user or None (the system); `data` must be JSON.

    Watchers hear `noun.verb`, or `noun.heard_as` where the verb alone would tell what not everybody may know yet.
    """
    noun = subject._meta.model_name or ""
    event = Event.objects.create(brand=brand, by=by, kind=f"{noun}.{verb}", noun=noun, subject=subject.pk, data=data)
    stream.notify(brand.pk if brand else None, f"{noun}.{heard_as or verb}", subject.pk)
    return event


def record_all(verb: str, subjects: Sequence[Model], *, by: Any = None, brand: Any = None, **data: Any) -> None:
    """The same for several subjects of one kind, in two statements."""
    noun = subjects[0]._meta.model_name or ""
    kind = f"{noun}.{verb}"
    Event.objects.bulk_create(
        Event(brand=brand, by=by, kind=kind, noun=noun, subject=subject.pk, data=data) for subject in subjects
    )
    stream.notify_all(brand.pk if brand else None, kind, [subject.pk for subject in subjects])
