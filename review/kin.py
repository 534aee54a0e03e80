"""What else a set shows: people and products of its other pictures, by name, for the check of identity. In workers."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from PIL import Image

from generation.engine.checks.evidence import Kin
from generation.engine.checks.identity import KINDS, cut
from generation.engine.picture import Box, Pixels
from review.models import Finish, Rendition
from review.states import FAILED, SUPERSEDED
from studio.lib import blobs

MOST = 24  # other pictures: of a larger set, the newest
KEPT = 224  # pixels, the longer side of what is cut out


def kin_of(finish: Finish, rendition: Rendition) -> tuple[Kin, ...]:
    """Everything that the other pictures show under a name: those framed for other placements of this finish, and the
    masters of the other picks of the same planned set."""
    own = rendition.source_id or finish.master_id
    found: dict[str, list[Kin]] = {}
    for digest, words, boxes in pictures(finish):
        if digest != own and digest not in found and len(found) < MOST:
            found[digest] = list(named(digest, words, boxes))
    return tuple(one for each in found.values() for one in each)


def pictures(finish: Finish) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """(digest, in words, boxes) of every picture of the set, this finish's first."""
    if finish.master_id:
        yield finish.master_id, "the master", finish.boxes
    framed = finish.renditions.filter(source__isnull=False).select_related("placement__placement").order_by("pk")
    for row in framed:
        assert row.source_id is not None  # as asked
        yield row.source_id, f"the picture for {row.placement.placement.name}", row.source_boxes
    planned = finish.candidate.batch.planned_id
    if planned is None:
        return
    others = Finish.objects.filter(candidate__batch__planned=planned, master__isnull=False)
    others = others.exclude(candidate=finish.candidate_id).exclude(state__in=(SUPERSEDED, FAILED))
    for one in others.select_related("candidate__batch").order_by("-pk")[:MOST]:
        assert one.master_id is not None  # as asked
        yield one.master_id, f"candidate {one.candidate} of batch {one.candidate.batch.number}", one.boxes


def named(digest: str, words: str, boxes: Sequence[Any]) -> Iterator[Kin]:
    for box in (Box.from_document(one) for one in boxes):
        part = cut(decoded(digest), box) if box.kind in KINDS else None
        if part is not None:
            small = Image.fromarray(np.ascontiguousarray(part))
            small.thumbnail((KEPT, KEPT))
            yield Kin(box.name, words, np.asarray(small))


@functools.lru_cache(maxsize=4)
def decoded(digest: str) -> Pixels:
    with Image.open(io.BytesIO(blobs.read(digest)), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGB"))
