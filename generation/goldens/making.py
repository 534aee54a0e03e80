"""Goldens are ordered by a person, and rendered and measured by a worker. Coming twice changes nothing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from briefs.goldens import judged_by
from briefs.models import StylePackVersion
from generation import nudges
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.goldens.planning import ENGINE, baseline_of, key_of, model_for_goldens, plan
from generation.inputs import StoredInputs
from generation.models import Golden, ModelEntry, Recipe
from studio.lib import blobs, events
from studio.lib.models import Blob
from studio.lib.problems import BadInput
from studio.people.models import User
from studio.people.roles import require

STALE: Final = timedelta(minutes=5)  # a golden that waited for longer lost its message
WAITING, DONE, FAILED = "waiting", "done", "failed"


@transaction.atomic
def order(version: StylePackVersion, *, by: User, against: StylePackVersion | None = None) -> list[Golden]:
    """Have the goldens of `version` rendered, and the same ones in the look of `against` (else its baseline).

    What is there already is not made again; what failed is tried once more.
    """
    require(by, "keep style packs", version.pack.brand)
    before = against or baseline_of(version)
    if before is not None and before.pack_id != version.pack_id:
        raise BadInput("Goldens are compared within one style pack. Choose another version of it.", field="against")
    model = model_for_goldens()
    wanted = judged_by(version.document, before.document if before else None)
    made = []
    for place, golden in enumerate(wanted):
        old = _row(before, golden, place, model) if before else None
        made.append(_row(version, golden, place, model, against=old))
    if version.published_at is None:  # of what the draft said before
        keys = [key_of(version, golden) for golden in wanted]
        Golden.objects.filter(version=version).exclude(pack_digest__in=keys).delete()
    events.record("goldens", version, by=by, brand=version.pack.brand, count=len(made))
    return made


def _row(
    version: StylePackVersion, golden: Mapping[str, Any], place: int, model: ModelEntry, against: Golden | None = None
) -> Golden:
    try:
        recipe = plan(version.document, golden, model)
    except EngineError as error:
        raise BadInput(f"Golden “{golden['name']}”: {error}", field="goldens") from error
    stored, _ = Recipe.objects.get_or_create(digest=recipe.digest, defaults={"document": recipe.document()})
    row, made = Golden.objects.get_or_create(
        version=version,
        name=golden["name"],
        pack_digest=key_of(version, golden),
        defaults={"place": place, "recipe": stored, "against": against},
    )
    if against is not None and row.against_id != against.pk:
        Golden.objects.filter(pk=row.pk).update(against=against)
        row.against = against
    if not made:
        Golden.objects.filter(pk=row.pk, state=FAILED).update(state=WAITING, error="")
        row.refresh_from_db(fields=["state", "error"])
    if row.state == WAITING or (against is not None and str(against.pk) not in row.drift):
        nudge(row.pk)
    return row


def nudge(pk: int) -> None:
    from generation.tasks import render_golden

    nudges.later(render_golden, pk, nudges.queue_of(ENGINE))


def make(pk: int) -> None:
    """In a worker: render the golden unless it is there, and measure what can be compared. Twice changes nothing."""
    row = Golden.objects.filter(pk=pk).select_related("recipe", "version__pack__brand", "against").first()
    if row is None or row.recipe is None:
        return
    if row.state == WAITING:
        try:
            picture = render(RecipeDocument.from_document(row.recipe.document), Job(StoredInputs()))
        except EngineError as error:
            Golden.objects.filter(pk=pk, state=WAITING).update(state=FAILED, error=str(error)[:500])
            _tell(row)
            return
        _keep(row, picture)
    for later in Golden.objects.filter(against=pk, state=DONE):
        _measure(later)
    row.refresh_from_db()
    _measure(row)
    _tell(row)


def _keep(row: Golden, picture: Picture) -> None:
    from generation import previews  # Pillow's encoders, in workers only

    file, (small, width, height) = previews.png(picture), previews.webp(picture)
    with transaction.atomic():
        kept = []
        for data, kind, wide, tall in (
            (file, "image/png", picture.width, picture.height),
            (small, "image/webp", width, height),
        ):
            defaults = {"size": len(data), "media_type": kind, "width": wide, "height": tall}
            kept.append(Blob.objects.get_or_create(digest=blobs.put(data), defaults=defaults)[0])
        Golden.objects.filter(pk=row.pk, state=WAITING).update(
            state=DONE, picture=kept[0], preview=kept[1], done_at=timezone.now()
        )


def _measure(row: Golden) -> None:
    """Write how far `row` lies from what it is held against, once both are there."""
    before = row.against
    if before is None or row.state != DONE or before.state != DONE or str(before.pk) in row.drift:
        return
    from generation.engine import drift

    one, other = (pixels_of(golden) for golden in (before, row))
    found: dict[str, Any] = dict(drift.drift(one, other).document())
    found["map"] = _map(drift.heat(one, other))
    Golden.objects.filter(pk=row.pk).update(drift={**row.drift, str(before.pk): found})


def _map(pixels: Pixels) -> str:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels, "RGB").save(out, "WEBP", quality=80)
    data = out.getvalue()
    defaults = {"size": len(data), "media_type": "image/webp", "width": pixels.shape[1], "height": pixels.shape[0]}
    return Blob.objects.get_or_create(digest=blobs.put(data), defaults=defaults)[0].digest


def pixels_of(golden: Golden) -> Pixels:
    """(h, w, 3 or 4) uint8, from our own stored PNG."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(blobs.read(str(golden.picture_id)))) as image:
        return np.asarray(image)


def _tell(row: Golden) -> None:
    with transaction.atomic():
        brand = row.version.pack.brand
        events.record("done", row, brand=brand, version=row.version_id)


def nudge_forgotten() -> int:
    """Send again what a lost message left waiting; the sweep calls it. Returns how many."""
    waiting = Golden.objects.filter(state=WAITING, made_at__lt=timezone.now() - STALE).values_list("pk", flat=True)
    found = list(waiting[:20])
    for pk in found:
        nudge(pk)
    return len(found)
