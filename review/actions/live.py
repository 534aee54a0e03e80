"""Begin a live session over a sheet, end it, and pass on what its people say."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from generation.models import Batch
from review.live import NOTED, current, end_stale, room_of, tickets
from review.models import LiveSession
from studio.lib import events, rooms
from studio.lib.problems import NotAllowed, WrongState
from studio.people.models import User
from studio.people.roles import require


@transaction.atomic
def begin_live(batch: Batch, *, by: User) -> LiveSession:
    """A session over the batch, with this person as its host; where one is on, that one. Raises NotAllowed."""
    require(by, "mark a picture", batch.brand)
    # Two who press at once begin one session.
    Batch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    end_stale()
    known = current(batch.pk)
    if known is not None:
        return known
    made = LiveSession.objects.create(batch=batch, host=by)
    events.record("begin", made, by=by, brand=batch.brand, batch=batch.pk)
    return made


@transaction.atomic
def end_live(session: LiveSession, *, by: User) -> None:
    """Over for everybody. Only its host ends it; without them it ends by itself. Ended twice is ended."""
    if session.host_id != by.pk:
        raise NotAllowed(f"{session.host.name} leads this session and ends it. You can leave it.")
    if LiveSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=timezone.now()):
        events.record("end", session, by=by, brand=session.batch.brand, batch=session.batch_id)


def say_live(batch: int, said: Mapping[str, Any], *, by: User) -> bool:
    """Pass on where somebody is; False where they were too quick and it was dropped. Raises WrongState: nothing is on.

    Nothing is written for a position; once a minute that somebody moved.
    """
    ticket = tickets.of(by, batch)
    if ticket is None:
        raise WrongState("No live session is on over this sheet. Begin one, or reload the page.")
    if not (said["gone"] or ticket.spend(time.monotonic())):
        return False
    host = ticket.session.host_id == by.pk
    rooms.say(room_of(batch), by.pk, {**said, "name": by.name, "initials": by.initials, "host": host})
    if not (said["rest"] or said["gone"]):
        _heard(ticket.session)
    return True


def _heard(session: LiveSession) -> None:
    now = timezone.now()
    if session.heard_at is None or session.heard_at < now - NOTED:
        session.heard_at = now
        stale = Q(heard_at=None) | Q(heard_at__lt=now - NOTED)
        LiveSession.objects.filter(stale, pk=session.pk).update(heard_at=now)
