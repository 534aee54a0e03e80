"""The pictures as a guest sees them: made by a worker when somebody is invited, and for what is picked later."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format

from generation.models import Candidate
from review.guests.links import shown
from review.models import GuestLink, GuestProxy
from studio.lib import blobs
from studio.lib.locks import alone_with
from studio.lib.models import Blob

LOCK = 0x67737470  # "gstp": one worker a link
TURN_S = 60.0  # then others who wait on this queue have a say; the page and the sweep ask again


def missing(link: GuestLink) -> QuerySet[Candidate]:
    made = GuestProxy.objects.filter(link=link, candidate=OuterRef("pk"))
    return shown(link).filter(~Exists(made))


def words(link: GuestLink) -> tuple[str, str]:
    """What stands across the pictures, and the same without the name, which may be in any script."""
    day = date_format(link.made_at, "j F Y")
    return f"{link.name}  ·  {link.email}  ·  {day}", f"{link.email}  ·  {day}"


def make(pk: int) -> int:
    """Make what is missing of this link. Returns how many; none where another worker is at it."""
    link = GuestLink.objects.live().filter(pk=pk).first()
    if link is None:
        return 0
    with alone_with(LOCK, pk) as alone:
        return sum(1 for _ in _made(link)) if alone else 0


def _made(link: GuestLink) -> Iterator[GuestProxy]:
    from review.guests.watermark import marked  # Pillow stays out of the web

    until = time.monotonic() + TURN_S
    for candidate in missing(link):
        data, width, height = marked(_source(candidate), *words(link))
        kept = {"size": len(data), "media_type": "image/webp", "width": width, "height": height}
        blob, _ = Blob.objects.get_or_create(digest=blobs.put(data), defaults=kept)
        yield GuestProxy.objects.get_or_create(link=link, candidate=candidate, defaults={"blob": blob})[0]
        if time.monotonic() > until:
            return


def _source(candidate: Candidate) -> bytes:
    """The picture itself: a guest's copy is larger than the preview, and smaller than the picture."""
    return blobs.read(str(candidate.picture_id))


def wanting() -> list[int]:
    """Live links of which a picture is missing."""
    return [link.pk for link in GuestLink.objects.live().order_by("pk")[:200] if missing(link).exists()]
