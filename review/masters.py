"""The pictures a finish is cut from: the master, and where the engine can, the same scene framed for each placement.

Runs where the engine is. Each picture is stored as it is made, so that a killed worker costs the one in hand.
"""

from __future__ import annotations

import logging
import math

from django.db import transaction

from generation.engine.engines import engine
from generation.engine.finishing.placement import BadSpec, Spec
from generation.engine.picture import Box, EngineError, Job
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.models import Candidate, ModelEntry
from generation.previews import png
from generation.work import keep, put
from review import reuse
from review.models import Finish, Rendition
from review.reuse import Source
from review.states import FINISH, QUEUED, RUNNING
from studio.lib import events, stream
from studio.lib.locks import alone_with
from studio.lib.models import Blob
from studio.lib.problems import NotNow
from studio.lib.states import move

log = logging.getLogger(__name__)

LOCK = 0x66696E69  # "fini"
MASTER_SIDE = 2400  # pixels, the longer side, where the model's settings name no `master_side`
MASTER_PIXELS = 2_600_000


def make_master(pk: int) -> bool:
    """Render what this finish is cut from, as far as it is not there yet. True when the renditions can begin."""
    with alone_with(LOCK, pk) as alone:
        finish = load(pk)
        if not alone or finish.state not in (QUEUED, RUNNING):
            return False
        if finish.state == QUEUED:
            with transaction.atomic():
                move(finish, "begin", FINISH)
        try:
            if not finish.master_id:
                master(finish)
            sources(finish)
        except NotNow:
            raise  # the store is away: the row waits, the sweep nudges again
        except Exception as error:  # whatever a model's code may raise; the row keeps a sentence, the log the rest
            fail(finish, error)
            return False
        Finish.objects.filter(pk=pk).update(framed=True)
    return True


def load(pk: int) -> Finish:
    rows = Finish.objects.select_related(
        "brand", "by", "candidate__batch__model", "candidate__batch__by", "candidate__recipe", "candidate__picture",
        "revision__brief", "revision__by", "revision__style_pack", "master",
    )  # fmt: skip
    return rows.get(pk=pk)


def recipe_of(finish: Finish) -> RecipeDocument:
    assert finish.candidate.recipe is not None  # only a done candidate is picked
    return RecipeDocument.from_document(finish.candidate.recipe.document)


def master(finish: Finish) -> None:
    """The same picture with more pixels where its engine can (same scene, same composition); else the pick itself."""
    candidate, model = finish.candidate, finish.candidate.batch.model
    enough = large_enough(candidate, side(model))
    larger = None if enough else engine(model.engine).enlarge(recipe_of(finish), side(model))
    if larger is None:
        changes = {"master_recipe": candidate.recipe, "master": candidate.picture, "boxes": candidate.boxes}
    else:
        made = rendered(finish, larger)
        changes = {"master_recipe_id": made.recipe, "master": made.blob, "boxes": made.boxes}
    Finish.objects.filter(pk=finish.pk).update(**changes)
    finish.refresh_from_db(fields=["master", "master_recipe", "boxes"])


def large_enough(candidate: Candidate, longest: int) -> bool:
    """Was it brought to as many pixels as a master has? Then it is the master: it is not rendered once more."""
    picture = candidate.picture
    if picture is None or candidate.batch.version_of is None:
        return False
    return max(picture.width or 0, picture.height or 0) >= longest


def side(model: ModelEntry) -> int:
    return int(model.settings.get("master_side", MASTER_SIDE))


def sources(finish: Finish) -> None:
    """The scene framed for each placement: nothing of the subject is cut and the copy space stays free.

    A placement with a focal frame set by hand is left to the crop: a person has said what they want to see.
    """
    if finish.focal:
        return
    model = finish.candidate.batch.model
    boxes = [Box.from_document(box) for box in finish.candidate.boxes]
    waiting = finish.renditions.filter(source__isnull=True, focal__isnull=True).select_related("placement")
    for placement in {row.placement_id: row.placement for row in waiting}.values():
        width, height = size(Spec.from_document(placement.document), side(model))
        framed = engine(model.engine).reframe(recipe_of(finish), width, height, boxes)
        if framed is None:
            return
        made = rendered(finish, framed)
        rows = Rendition.objects.filter(finish=finish, placement=placement, focal__isnull=True)
        rows.update(source=made.blob, source_recipe=made.recipe, source_boxes=made.boxes)
        stream.notify(finish.brand_id, "finish.framed", finish.pk)


def size(spec: Spec, longest: int) -> tuple[int, int]:
    """Width and height in pixels to render for a placement: its own size, or as much as is worth its seconds."""
    width, height = spec.pixel_size
    scale = min(1.0, longest / max(width, height), math.sqrt(MASTER_PIXELS / (width * height)))
    return max(64, round(width * scale)), max(64, round(height * scale))


def rendered(finish: Finish, recipe: RecipeDocument) -> Source:
    """The picture of a recipe, stored as PNG. What an earlier finish of the candidate has is not made again."""
    if before := reuse.source(finish, recipe):
        return before
    picture = render(recipe, Job(StoredInputs()))
    blob = put(png(picture), "image/png", picture.width, picture.height)
    saved(blob)
    return Source(blob, keep(recipe).digest, [box.document() for box in picture.boxes])


def saved(*made: Blob) -> None:
    """Write the rows of stored bytes; the same bytes twice are one row."""
    Blob.objects.bulk_create(made, ignore_conflicts=True)


def fail(finish: Finish, error: Exception) -> None:
    log.exception("Finish %s failed", finish.pk)
    known = isinstance(error, EngineError | BadSpec)
    sentence = str(error) if known else f"The engine broke down ({type(error).__name__}). The worker's log tells more."
    with transaction.atomic():
        move(finish, "fail", FINISH, error=sentence[:500])
        events.record("fail", finish, brand=finish.brand)
