"""A finish through the workers: the master where its engine is, then every rendition, each with its checks.

Whatever was stored stays stored: a killed worker costs the rendition in hand. A second worker on the same finish finds
the lock taken and leaves.
"""

from __future__ import annotations

import io
import logging

import numpy as np
import pyvips
from django.db import transaction
from PIL import Image

from generation.engine.engines import engine
from generation.engine.finishing.placement import BadSpec, Shot, Spec
from generation.engine.finishing.plan import Plan, plan
from generation.engine.picture import Box, EngineError, Job, Pixels
from generation.engine.recipe import Node
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.previews import png
from generation.work import keep, put
from review import evidence
from review.kit import copy_of, kit_of, metadata_of
from review.models import Check, Finish, Rendition
from review.states import DONE, FAILED, FINISH, QUEUED, RUNNING
from studio.lib import blobs, events, stream
from studio.lib.locks import alone_with
from studio.lib.models import Blob
from studio.lib.problems import NotNow
from studio.lib.states import move

log = logging.getLogger(__name__)

LOCK = 0x66696E69  # "fini"
MASTER_SIDE = 2400  # pixels, the longer side, where the model's settings name no `master_side`
PREVIEW_SIDE = 1440  # pixels


def make_master(pk: int) -> bool:
    """Render the master of this finish, if it has none. True when the renditions can begin."""
    with alone_with(LOCK, pk) as alone:
        finish = load(pk)
        if not alone or finish.state not in (QUEUED, RUNNING):
            return False
        if finish.state == QUEUED:
            with transaction.atomic():
                move(finish, "begin", FINISH)
        if finish.master_id:
            return True
        try:
            master(finish)
        except NotNow:
            raise  # the store is away: the row waits, the sweep nudges again
        except Exception as error:  # whatever a model's code may raise; the row keeps a sentence, the log the rest
            fail(finish, error)
            return False
    return True


def load(pk: int) -> Finish:
    rows = Finish.objects.select_related(
        "brand", "by", "candidate__batch__model", "candidate__batch__by", "candidate__recipe", "candidate__picture",
        "revision__brief", "revision__by", "revision__style_pack", "master",
    )  # fmt: skip
    return rows.get(pk=pk)


def master(finish: Finish) -> None:
    """The same picture with more pixels where its engine can (same scene, same composition); else the pick itself."""
    candidate = finish.candidate
    assert candidate.recipe is not None and candidate.picture is not None  # only a done candidate is picked
    model = candidate.batch.model
    recipe = RecipeDocument.from_document(candidate.recipe.document)
    larger = engine(model.engine).enlarge(recipe, int(model.settings.get("master_side", MASTER_SIDE)))
    if larger is None:
        changes = {"master_recipe": candidate.recipe, "master": candidate.picture, "boxes": candidate.boxes}
    else:
        picture = render(larger, Job(StoredInputs()))
        blob = put(png(picture), "image/png", picture.width, picture.height)
        saved(blob)
        changes = {"master_recipe": keep(larger), "master": blob, "boxes": [box.document() for box in picture.boxes]}
    Finish.objects.filter(pk=finish.pk).update(**changes)


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


def make_renditions(pk: int) -> None:
    """Every rendition that is not done yet, then the finish is ready."""
    with alone_with(LOCK, pk) as alone:
        finish = load(pk)
        if not alone or finish.state != RUNNING or finish.master is None:
            return
        shot_pixels = decode(blobs.read(finish.master.digest))
        waiting = finish.renditions.filter(state__in=(QUEUED, RUNNING)).select_related("placement__placement")
        for rendition in waiting:
            one(finish, rendition, shot_pixels)
            if not Finish.objects.filter(pk=pk, state=RUNNING).exists():
                return  # superseded meanwhile: nobody waits for the rest
        with transaction.atomic():
            move(finish, "complete", FINISH)
            events.record("ready", finish, brand=finish.brand)


def decode(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGBA" if image.mode == "RGBA" else "RGB"))


def one(finish: Finish, rendition: Rendition, pixels: Pixels) -> None:
    """Plan, render, check and record one rendition. What cannot be made becomes a sentence on its row."""
    try:
        planned, recipe = plan_one(finish, rendition, pixels)
        picture = render(recipe, Job(StoredInputs()))
        if picture.file is None or picture.media_type is None:
            raise EngineError("The recipe ends without a file; its last step must encode.")
        results = evidence.judge(finish, rendition, recipe, planned, picture)
    except (EngineError, BadSpec) as error:
        refuse(rendition, str(error))
        return
    file = put(picture.file, picture.media_type, picture.width, picture.height)
    preview = preview_of(picture.file)
    with transaction.atomic():
        saved(file, preview)
        stored = keep(recipe)
        Check.objects.filter(rendition=rendition).delete()
        Check.objects.bulk_create(results)
        Rendition.objects.filter(pk=rendition.pk).exclude(state=DONE).update(
            state=DONE,
            recipe=stored,
            file=file,
            preview=preview,
            width=picture.width,
            height=picture.height,
            layout=layout(planned),
            facts=dict(picture.facts),
            error="",
        )
        stream.notify(finish.brand_id, "rendition.done", rendition.pk)


def plan_one(finish: Finish, rendition: Rendition, pixels: Pixels) -> tuple[Plan, RecipeDocument]:
    """The chain of nodes for one rendition, behind the node that fetches the master."""
    focal = rendition.focal or finish.focal
    boxes = tuple(Box.from_document(box) for box in finish.boxes)
    planned = plan(
        Shot(pixels, boxes, tuple(focal[key] for key in "xywh") if focal else None),
        Spec.from_document(rendition.placement.document),
        copy_of(finish.revision.document, rendition.locale),
        kit_of(finish),
        StoredInputs(),
        metadata=metadata_of(finish, rendition.locale),
    )
    assert finish.master is not None
    source = Node(
        "stored",
        "1",
        {"boxes": finish.boxes},
        {"picture": f"sha256:{finish.master.digest}", "recipe": f"recipe:{finish.master_recipe_id}"},
    )
    context = {
        "revision": finish.revision.digest,
        "style_pack": finish.revision.style_pack.digest,
        "placement": rendition.placement.digest,
        "locale": rendition.locale,
    }
    return planned, RecipeDocument((source, *planned.nodes), context)


def layout(planned: Plan) -> dict[str, object]:
    """What a page shows of the plan."""
    text = planned.text_box
    return {
        "crop": {"x": planned.window.x, "y": planned.window.y, "w": planned.window.w, "h": planned.window.h},
        "scale": planned.scale,
        "text": text.document() if text else None,
        "findings": [finding.document() for finding in planned.findings],
    }


def refuse(rendition: Rendition, sentence: str) -> None:
    log.warning("Rendition %s could not be made: %s", rendition.pk, sentence)
    Rendition.objects.filter(pk=rendition.pk).exclude(state=DONE).update(state=FAILED, error=sentence[:500])


def preview_of(file: bytes) -> Blob:
    """sRGB WebP of exactly the encoded file, so that what is looked at is what ships."""
    image = pyvips.Image.thumbnail_buffer(file, PREVIEW_SIDE, height=PREVIEW_SIDE, size="down", export_profile="srgb")
    return put(bytes(image.webpsave_buffer(Q=86, effort=2)), "image/webp", image.width, image.height)
