"""Every rendition of a finish, each with its checks, once its pictures are there (review/masters.py).

Whatever was stored stays stored: a killed worker costs the rendition in hand. A second worker on the same finish finds
the lock taken and leaves.
"""

from __future__ import annotations

import io
import logging
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvips
from django.db import transaction
from PIL import Image

from generation.engine.finishing import grade
from generation.engine.finishing.finding import Finding
from generation.engine.finishing.placement import BadSpec, Shot, Spec
from generation.engine.finishing.plan import Plan, plan
from generation.engine.picture import Box, EngineError, Job, Pixels
from generation.engine.recipe import Node
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.work import keep, put
from review import credentials, disclosure, evidence, policy, reuse
from review.kit import kit_of, metadata_of, words_of
from review.masters import LOCK, load, saved
from review.models import Check, Finish, Rendition
from review.states import DONE, FAILED, FINISH, QUEUED, RUNNING
from studio.lib import blobs, events, stream
from studio.lib.locks import alone_with
from studio.lib.models import Blob
from studio.lib.problems import NotNow
from studio.lib.states import move

log = logging.getLogger(__name__)

PREVIEW_SIDE = 1440  # pixels


def make_renditions(pk: int) -> None:
    """Every rendition that is not done yet, then the finish is ready."""
    with alone_with(LOCK, pk) as alone:
        finish = load(pk)
        if not alone or finish.state != RUNNING or finish.master is None:
            return
        waiting = finish.renditions.filter(state__in=(QUEUED, RUNNING)).select_related("placement__placement")
        for rendition in waiting:
            one(finish, rendition)
            if not Finish.objects.filter(pk=pk, state=RUNNING).exists():
                return  # superseded meanwhile: nobody waits for the rest
        with transaction.atomic():
            move(finish, "complete", FINISH)
            events.record("ready", finish, brand=finish.brand)


def decode(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGBA" if image.mode == "RGBA" else "RGB"))


@dataclass(frozen=True, slots=True)
class Made:
    """One file: `row` is what is kept of it, `bytes` what it is, `new` the blobs that are not in the database yet."""

    row: dict[str, Any]
    bytes: bytes
    new: tuple[Blob, ...] = ()


def one(finish: Finish, rendition: Rendition) -> None:
    """Plan, render, check and record one rendition. What cannot be made becomes a sentence on its row."""
    began = time.perf_counter()
    try:
        planned, recipe = plan_one(finish, rendition)
        recipe = credentials.with_room(finish, rendition, recipe)
        digest = reuse.made_of(finish, rendition, recipe)
        made = again(finish, digest) or anew(finish, rendition, recipe)
        laid = layout(planned)
        results = evidence.judge(finish, rendition, recipe, laid, made.bytes)
    except (EngineError, BadSpec) as error:
        refuse(rendition, str(error))
        return
    except NotNow:
        raise  # the store is away: the row waits, the sweep nudges again
    except Exception as error:  # a row that breaks its worker must not come back for ever
        log.exception("Rendition %s broke down", rendition.pk)
        refuse(rendition, f"Finishing broke down ({type(error).__name__}). The worker's log tells more.")
        return
    facts = {**made.row["facts"], "took": round(time.perf_counter() - began, 3)}
    with transaction.atomic():
        saved(*made.new)
        stored = keep(recipe)
        Check.objects.filter(rendition=rendition).delete()
        evidence.write(results)
        Rendition.objects.filter(pk=rendition.pk).exclude(state=DONE).update(
            **{**made.row, "facts": facts}, state=DONE, recipe=stored, made_of=digest, layout=laid, error=""
        )
        stream.notify(finish.brand_id, "rendition.done", rendition.pk)


def again(finish: Finish, digest: str) -> Made | None:
    """The file that was made of exactly the same for an earlier finish, whole: its bytes, its seal, its preview."""
    found = reuse.file(finish, digest)
    if found is None:
        return None
    before, data = found
    facts = {**before.facts, "reused": before.facts.get("reused", before.pk)}
    row = {name: getattr(before, name) for name in ("file", "encoded", "preview", "width", "height")}
    return Made({**row, "facts": facts}, data)


def anew(finish: Finish, rendition: Rendition, recipe: RecipeDocument) -> Made:
    """The file rendered and sealed. Raises EngineError."""
    picture = render(recipe, Job(StoredInputs()))
    if picture.file is None or picture.media_type is None:
        raise EngineError("The recipe ends without a file; its last step must encode.")
    shipped = credentials.sealed(finish, rendition, recipe, picture)
    picture = shipped.picture
    assert picture.file is not None and picture.media_type is not None
    file, preview = put(picture.file, picture.media_type, picture.width, picture.height), preview_of(picture.file)
    row = {
        "file": file,
        "encoded": shipped.encoded,
        "preview": preview,
        "width": picture.width,
        "height": picture.height,
        "facts": dict(picture.facts),
    }
    return Made(row, picture.file, (file, preview))


def plan_one(finish: Finish, rendition: Rendition) -> tuple[Plan, RecipeDocument]:
    """The chain of nodes for one rendition, behind the node that fetches its picture."""
    focal = rendition.focal or finish.focal
    picture, made, found = source_of(finish, rendition)
    lut = lut_of(finish)
    pixels = decode(blobs.read(picture))
    outcome = policy.look(finish)
    planned = plan(
        Shot(
            grade.apply(pixels, grade.read(blobs.read(lut))) if lut else pixels,
            tuple(Box.from_document(box) for box in found),
            (focal["x"], focal["y"], focal["w"], focal["h"]) if focal else None,
        ),
        Spec.from_document(rendition.placement.document),
        words_of(finish, rendition.locale, rendition.hook),
        kit_of(finish),
        StoredInputs(),
        metadata=disclosure.marked(metadata_of(finish, rendition.locale, rendition.hook), outcome),
        label=disclosure.label_of(outcome, rendition.locale, disclosure.markets_of(finish)),
    )
    source = Node("stored", "1", {"boxes": found}, {"picture": f"sha256:{picture}", "recipe": f"recipe:{made}"})
    grading = (Node("grade.lut", "1", {}, {"lut": f"sha256:{lut}"}),) if lut else ()
    context = {
        "revision": finish.revision.digest,
        "style_pack": finish.revision.style_pack.digest,
        "placement": rendition.placement.digest,
        "locale": rendition.locale,
        **({"hook": rendition.hook} if rendition.hook else {}),
    }
    return planned, RecipeDocument((source, *grading, *planned.nodes), context)


def lut_of(finish: Finish) -> str:
    """The digest of the style pack's LUT; empty without one, and where a product stands whose pixels stay untouched."""
    if any(reference.get("role") == "product" for reference in finish.revision.document.get("references", [])):
        return ""
    return str((finish.revision.style_pack.document.get("lut") or {}).get("digest", ""))


def source_of(finish: Finish, rendition: Rendition) -> tuple[str, str, list[dict[str, Any]]]:
    """(picture, recipe, boxes): the picture framed for this placement where there is one, else the master."""
    if rendition.source_id and rendition.source_recipe_id:
        return rendition.source_id, rendition.source_recipe_id, rendition.source_boxes
    assert finish.master_id and finish.master_recipe_id  # renditions begin when the master is there
    return finish.master_id, finish.master_recipe_id, finish.boxes


def layout(planned: Plan) -> dict[str, Any]:
    """What a page shows of the plan, and what the checks go by."""
    text = planned.text_box
    return {
        "crop": {"x": planned.window.x, "y": planned.window.y, "w": planned.window.w, "h": planned.window.h},
        "scale": planned.scale,
        "text": text.document() if text else None,
        "boxes": [box.document() for box in planned.boxes],
        "findings": [told(finding) for finding in planned.findings],
    }


def told(finding: Finding) -> dict[str, Any]:
    """A finding of the plan with what it measured: evidence.finding_of reads it back."""
    box = finding.box.document() if finding.box else None
    return {**finding.document(), "measured": finding.measured, "limit": finding.limit, "box": box}


def refuse(rendition: Rendition, sentence: str) -> None:
    log.warning("Rendition %s could not be made: %s", rendition.pk, sentence)
    Rendition.objects.filter(pk=rendition.pk).exclude(state=DONE).update(state=FAILED, error=sentence[:500])


def preview_of(file: bytes) -> Blob:
    """sRGB WebP of exactly the encoded file, so that what is looked at is what ships."""
    image = pyvips.Image.thumbnail_buffer(file, PREVIEW_SIDE, height=PREVIEW_SIDE, size="down", export_profile="srgb")
    return put(bytes(image.webpsave_buffer(Q=86, effort=2)), "image/webp", image.width, image.height)
