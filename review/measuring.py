"""What is measured of every picture once it is there, and which of its order are near-duplicates. In workers only.

Nobody waits for it: a picture is shown, judged and finished without. A picture that cannot be read is told so by empty
values, so that it is not tried again for ever.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
from django.db import connection, transaction
from PIL import Image

from briefs import placement as placements
from briefs.models import BriefRevision
from generation.engine.acceptance.encoder import load
from generation.engine.acceptance.evidence import Encode
from generation.engine.features.grouping import Look, groups
from generation.engine.features.measure import Measured, measure
from generation.engine.features.seen import Asked, Cut
from generation.engine.features.table import VERSION
from generation.engine.picture import Box, EngineError, Pixels
from generation.inputs import StoredInputs
from generation.models import Batch, Candidate
from generation.search.asked import encoder_for, palette_of
from generation.search.rooms import rooms
from review.models import Features
from review.ranking.due import unmeasured
from review.ranking.project import project
from review.ranking.read import in_force
from studio.lib import blobs
from studio.people.models import Brand

log = logging.getLogger(__name__)

HAND = 32  # pictures at once: some seconds, after which other work of the queue has its turn
LOCK = 0x67617466  # with the batch's key, the advisory lock of measuring it


def measure_some(batch: int) -> bool:
    """The next pictures of this batch, and its stacks. True where more are left; False too where another worker is at
    it, who then sees to the rest."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, batch % 2**31])
            if not cursor.fetchone()[0]:
                return False
        hand = list(
            unmeasured().filter(batch=batch).select_related("batch__revision__brief__brand").order_by("position")[:HAND]
        )
        if hand:
            keep(hand)
            stack(batch)
            look(hand[0].batch)
    return unmeasured().filter(batch=batch).exists()


def keep(hand: list[Candidate]) -> None:
    """Measure each of these candidates of one batch and write it down."""
    revision = hand[0].batch.revision
    asked = asked_of(revision)
    name, encode = encoder_of(revision.brief.brand)
    rows = [_row(candidate, asked, name, encode) for candidate in hand]
    fields = ("version", "values", "fingerprint", "colours", "structure", "embedding", "encoder", "stack", "at")
    Features.objects.bulk_create(rows, update_conflicts=True, unique_fields=["candidate"], update_fields=fields)


def _row(candidate: Candidate, asked: Asked, encoder: str, encode: Encode | None) -> Features:
    try:
        pixels = pixels_of(str(candidate.picture_id))
        found = measure(pixels, [Box.from_document(box) for box in candidate.boxes], asked)
        embedding = encode(pixels[..., :3]).tolist() if encode else None
    except (blobs.NoSuchBlob, OSError, EngineError):
        log.exception("The picture of candidate %s could not be measured", candidate.pk)
        found, embedding = Measured({}, 0, []), None
    return Features(
        candidate=candidate,
        version=VERSION,
        values=found.values,
        fingerprint=found.fingerprint,
        colours=found.colours,
        structure=found.structure,
        embedding=embedding,
        encoder=encoder if embedding else "",
    )


def pixels_of(digest: str) -> Pixels:
    """A stored picture, (h, w, 3|4) uint8. Raises OSError or blobs.NoSuchBlob where there is none that can be read."""
    with Image.open(io.BytesIO(blobs.read(digest)), formats=["PNG"]) as image:
        return np.asarray(image if image.mode in ("RGB", "RGBA") else image.convert("RGB"))


def asked_of(revision: BriefRevision) -> Asked:
    """What the brief asks of its pictures, as the measures need it."""
    margins = revision.document.get("safe_margins")
    cuts = []
    for pin in revision.document.get("placements", []):
        safe = placements.edge_box(pin["document"], margins)
        cuts.append(Cut(placements.ratio(pin["document"]), Box("safe", safe.x, safe.y, safe.width, safe.height)))
    return Asked(palette_of(revision), rooms(revision.document), tuple(cuts))


def encoder_of(brand: Brand) -> tuple[str, Encode | None]:
    """The registered image encoder with its name and digest; none where none is registered, or this machine lacks it:
    no embedding is made up."""
    entry = encoder_for(brand)
    if entry is None:
        return "", None
    try:
        encode: Callable[[Pixels], np.ndarray] = load(StoredInputs().model_path(entry.weights))
    except (EngineError, ImportError):
        log.warning("The image encoder %s is not on this machine; pictures are measured without it", entry.name)
        return "", None
    return f"{entry.slug[:60]} {entry.weights[:12]}", encode


def stack(batch: int) -> int:
    """Group the batch's near-duplicates anew. Returns how many rows changed their stack."""
    rows = list(
        Features.objects.filter(candidate__batch=batch, version=VERSION)
        .select_related("candidate__picture")
        .order_by("candidate__position")
    )
    seen = [row for row in rows if row.colours]
    encoders = Counter(row.encoder for row in seen if row.encoder).most_common(1)
    encoder = encoders[0][0] if encoders else ""
    leads = groups([_look(row, encoder) for row in seen])
    changed = []
    for row, lead in zip(seen, leads, strict=True):
        position = seen[lead].candidate.position
        if row.stack != position:
            row.stack = position
            changed.append(row)
    Features.objects.bulk_update(changed, ["stack"], batch_size=500)
    return len(changed)


def look(batch: Batch) -> None:
    """How much the batch's pictures look like what was picked before, where the brand's ranking learned it."""
    if ranking := in_force(batch.brand_id):
        project(ranking, Features.objects.filter(candidate__batch=batch))


def _look(row: Features, encoder: str) -> Look:
    """`encoder` is the one whose embeddings are compared; none of another is."""
    picture = row.candidate.picture
    aspect = picture.width / picture.height if picture and picture.width and picture.height else 1.0
    embedding = row.embedding if row.encoder == encoder else None
    return Look(
        row.fingerprint, row.colours, _boxes(row.candidate.boxes), aspect, bytes(row.structure or b""), embedding
    )


def _boxes(documents: Iterable[dict[str, object]]) -> tuple[Box, ...]:
    return tuple(Box.from_document(one) for one in documents)
