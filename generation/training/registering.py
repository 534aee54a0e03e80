"""What a training made becomes a model: a file in the store and among the models, a row with its lineage and rights."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from generation import cost, shelf, tryouts
from generation.engine.diffusion.training.schedule import thinned
from generation.engine.guides import NONE, Guides, Lora
from generation.kinds import LORA
from generation.models import ModelEntry, Training
from generation.registry import scan
from generation.registry.licence import Licence
from generation.states import DONE, RUNNING
from studio.lib import events
from studio.lib.problems import Problem
from studio.people.models import Brand

log = logging.getLogger(__name__)

SAMPLES = 2  # captions that are tried with and without it


def complete(row: Training, made: Any) -> bool:
    """Record the engine's LoraFile, once. False where the row is another's by now."""
    digest = shelf.kept(made.data, shelf.LORA)
    path = shelf.here(digest)
    assert path is not None  # it was kept a line ago
    state = (row.facts.get("kept") or {}).get("digest")
    facts = {**made.facts, "cost_micros": cost.of_run(made.facts["seconds"], str(made.facts["device"]), row.base)}
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=row.brand_id)  # versions are given out one at a time
        ours = Training.objects.select_for_update().filter(pk=row.pk, claim=row.claim, state=RUNNING)
        if not ours.exists():
            return False
        entry = _entry(row, str(path), digest)
        ours.update(
            state=DONE, entry=entry, facts=facts, losses=thinned(made.losses), steps_done=len(made.losses),
            claim=None, done_at=timezone.now(), error="",
        )  # fmt: skip
        events.record("add", entry, by=row.by, brand=row.brand, training=row.pk)
        events.record("complete", row, brand=row.brand, model=entry.slug)
    scan(entry.pk)  # its facts are read from the file, as those of any other
    if state:
        shelf.drop(state)
    _try(row, digest)
    return True


def _entry(row: Training, path: str, digest: str) -> ModelEntry:
    number = 1 + ModelEntry.objects.filter(brand=row.brand, kind=LORA, lineage__name=row.name).count()
    slug = slugify(row.name)[:38].strip("-")
    while ModelEntry.objects.filter(slug=f"{slug}-{number}").exists():  # another brand has one of that name
        number += 1
    licence = Licence.from_document(row.rights)
    return ModelEntry.objects.create(
        brand=row.brand,
        name=f"{row.name} {number}",
        slug=f"{slug}-{number}",
        engine="diffusers",
        kind=LORA,
        family=row.base.family,
        source=path,
        weights=digest,
        licence=licence.document() | {"note": _note(row)},
        settings={"trigger": row.trigger},
        lineage={
            "base": row.base.slug,
            "base_weights": row.base.weights,
            "name": row.name,
            "training": row.pk,
            "trigger": row.trigger,
            "assets": [{name: one[name] for name in ("asset", "title", "digest")} for one in row.pictures],
            "settings": row.settings,
            "rights": row.rights,
        },
        by=row.by,
    )


def _note(row: Training) -> str:
    return f"Trained from {row.base.name} on {len(row.pictures)} approved pictures of {row.brand.name}."


def _try(row: Training, digest: str) -> None:
    """The first captions with and without it, to be looked at. Not made where the person has too many under way."""
    side = min(int(row.settings["resolution"]), tryouts.SIDES[1])
    samples = []
    try:
        for one in row.pictures[:SAMPLES]:
            pair = [
                tryouts.ask(
                    [row.base], brand=row.brand, by=row.by, words=one["caption"], seed=int(row.settings["seed"]),
                    width=side, height=side, guides=guides,
                )[0].pk
                for guides in (NONE, Guides(loras=(Lora(digest, 1.0, row.trigger),)))
            ]  # fmt: skip
            samples.append(pair)
    except Problem:
        log.info("Training %s: no samples", row.pk, exc_info=True)
    kept = Training.objects.get(pk=row.pk)
    Training.objects.filter(pk=row.pk).update(facts={**kept.facts, "samples": samples})
