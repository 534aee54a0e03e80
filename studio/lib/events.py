"""The record of what happened. One call, in the transaction of the change; watchers hear of it when it commits."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from studio.lib import stream
from studio.lib.models import Event


def record(verb: str, subject: Model, *, by: Any = None, brand: Any = None, **data: Any) -> Event:
    """Write `noun.verb` for `subject`. `by` is a user or None (the system); `data` must be JSON."""
    noun = subject._meta.model_name or ""
    event = Event.objects.create(brand=brand, by=by, kind=f"{noun}.{verb}", noun=noun, subject=subject.pk, data=data)
    stream.notify(brand.pk if brand else None, event.kind, subject.pk)
    return event
