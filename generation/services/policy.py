"""May anything of this brand be sent out now, and to where? Denied unless operator, admin and brand all allow it."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from generation.engine.picture import Later, Refused
from generation.engine.remote.hosts import BadAddress, Hosts, Place, read
from generation.engine.remote.service import IMAGES, KEY, KEY_VARIABLE, PATIENCE, Secret, Service
from generation.kinds import SERVICE
from generation.models import Batch, ModelEntry, Run
from generation.registry import LEAVES_THE_MACHINE
from studio.people.models import Brand

MINUTE: Final = timedelta(seconds=60)
PUT_OFF: Final = "released"  # the outcome of a run that was told to come later: it called nobody


def hosts() -> Hosts:
    """What the operator allows, read each time: no process goes by an older list than its environment."""
    return Hosts.of(settings.REMOTE_HOSTS)


def listed() -> list[str]:
    """The hosts as the operator wrote them."""
    return list(settings.REMOTE_HOSTS)


def allowed(url: str) -> Place:
    """The address of a service, where it may be called. Raises BadAddress with a sentence."""
    place = read(url)
    hosts().check(place)
    return place


def refusal(batch: Batch) -> str:
    """Why nothing of this batch may be sent out now, in a sentence; nothing where it may. The brand is read anew: it
    may have been made confidential after the batch was ordered."""
    if batch.model.engine not in LEAVES_THE_MACHINE:
        return ""
    return confidential(Brand.objects.get(pk=batch.brand_id), batch.model)


def confidential(brand: Brand, entry: ModelEntry) -> str:
    if not brand.local_only:
        return ""
    return (
        f"{brand.name} is confidential, and {entry.name} runs elsewhere: nothing is sent. Use a model that runs here."
    )


def called(digest: str) -> Service:
    """The service that goes by this digest, to be called for one picture now. In a worker.

    Raises Refused where it may not be, and Later where it has been called often enough for this minute.
    """
    entry = ModelEntry.objects.filter(weights=digest, kind=SERVICE).select_related("brand").first()
    if entry is None:
        raise Refused(f"No service is registered by the digest {digest[:12]}. Register it again, and order from that.")
    if entry.state != "ready":
        raise Refused(f"{entry.name} is not in use: {entry.refusal or 'it was not tried yet'}")
    if entry.brand is not None and (why := confidential(entry.brand, entry)):
        raise Refused(why)
    service = service_of(entry)
    _pace(entry)
    return service


def service_of(entry: ModelEntry) -> Service:
    """A row as it is called. Raises Refused: its host is not allowed any more, or its key is not here."""
    said = entry.settings
    try:
        place = allowed(str(said.get("base", "")))
    except BadAddress as error:
        raise Refused(f"{entry.name} is not called: {error}") from None
    return Service(
        name=entry.name,
        family=entry.family,
        place=place,
        hosts=hosts(),
        key=_key(entry),
        patience=float(said.get("patience") or PATIENCE[entry.family]),
    )


def _key(entry: ModelEntry) -> Secret | None:
    """From this worker's environment, at the last moment. Raises Refused naming the variable, never its value."""
    variable = str(entry.settings.get("key", ""))
    if not variable:
        return None
    if not KEY_VARIABLE.fullmatch(variable):  # a row that was not made by our form must not read SECRET_KEY
        raise Refused(f"{entry.name} names no variable that holds keys of services. Register it again.")
    value = os.environ.get(variable, "").strip()
    if not value:
        raise Refused(f"The key of {entry.name} is not here: set {variable} for the workers that serve gpu.remote.")
    if not KEY.fullmatch(value):
        raise Refused(f"{variable} holds characters that no key has, such as a line break. Set it again.")
    return Secret(variable, value)


def _pace(entry: ModelEntry) -> None:
    """Not more calls in a minute than the row says. A call that was put off is none."""
    most = entry.settings.get("per_minute")
    if not isinstance(most, int) or entry.family != IMAGES:
        return
    now = timezone.now()
    lately = Run.objects.filter(candidate__batch__model=entry, began_at__gt=now - MINUTE)
    began = list(lately.filter(~Q(outcome=PUT_OFF)).order_by("began_at").values_list("began_at", flat=True))
    if len(began) > most:  # the run that asks is among them
        free = began[len(began) - most - 1] + MINUTE
        raise Later(f"{entry.name} is called {most} times a minute at most.", max(1.0, (free - now).total_seconds()))
