"""Work at every station, as rows: pages are read here, so how the rows came about does not matter."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from django.utils import timezone
from PIL import Image

from briefs.models import Brief, BriefRevision, StylePackVersion
from generation.models import Batch, Candidate, ModelEntry, Recipe, Worker
from review.gates.stages import lay
from review.gates.terms import STANDARD
from review.models import Annotation, Check, Comment, Finish, Gate, Selection
from studio.lib import blobs
from studio.lib.models import Blob
from tests.cast import Cast

TITLES = ("Decisions together, hero", "Launch page, wide", "Email header", "Sponsor wall", "Careers, winter")

FINISHED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ready", ("fail", "warn")),
    ("ready", ("warn",)),
    ("sent back", ()),
    ("in review", ("warn",)),
)


@cache
def picture_bytes() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 20), (59, 74, 99)).save(written, "WEBP")
    return written.getvalue()


def blob(name: str) -> Blob:
    """The picture that every candidate here shows; `name` would tell them apart."""
    there = Blob.objects.first()
    data = picture_bytes()
    return there or Blob.objects.create(
        digest=blobs.put(data), size=len(data), media_type="image/webp", width=30, height=20
    )


def model() -> ModelEntry:
    made, _ = ModelEntry.objects.get_or_create(slug="rows-previz", defaults={"name": "Previz", "engine": "previz"})
    return made


def brief(cast: Cast, at: int = 0, *, state: str = "submitted") -> Brief:
    title = TITLES[at % len(TITLES)]
    return Brief.objects.create(
        brand=cast.northlight,
        campaign=cast.campaign,
        title=title,
        by=cast.ben,
        state=state,
    )


def batch(cast: Cast, at: int = 0, *, state: str = "done", count: int = 4, tier: str = "discovery") -> Batch:
    pack = StylePackVersion.objects.filter(pack__brand=cast.northlight)[0]
    owner = brief(cast, at)
    revision = BriefRevision.objects.create(brief=owner, number=1, document={"at": at}, style_pack=pack, by=cast.ben)
    prompt = {
        "dialect": "previz",
        "positive": f"three people at a window, dusk, {at}",
        "negative": "text",
        "digest": f"{at:064x}",
    }
    now = timezone.now()
    return Batch.objects.create(
        brand=cast.northlight, revision=revision, model=model(), number=at + 1, tier=tier, count=count, width=1536,
        height=1024, seed=at, prompt=prompt, state=state, by=cast.ben, began_at=now - timedelta(minutes=2),
        ended_at=now if state == "done" else None,
    )  # fmt: skip


def candidate(of: Batch, position: int, *, state: str = "done") -> Candidate:
    recipe, _ = Recipe.objects.get_or_create(
        digest=sha256(f"{of.pk}/{position}".encode()).hexdigest(), defaults={"document": {}}
    )
    picture = blob(f"picture {of.pk}/{position}") if state == "done" else None
    preview = blob(f"preview {of.pk}/{position}") if state == "done" else None
    return Candidate.objects.create(
        batch=of, position=position, seed=position, state=state, recipe=recipe, picture=picture, preview=preview
    )


def finish(cast: Cast, of: Candidate, *, state: str, verdicts: tuple[str, ...] = ()) -> Finish:
    made = Finish.objects.create(
        brand=cast.northlight, candidate=of, revision=of.batch.revision, number=1, state=state, by=cast.dana
    )
    sentences = {"fail": "The headline has a contrast of 3.9 to 1.", "warn": "The bottom 20 % is not clear."}
    for verdict in verdicts:
        Check.objects.create(
            finish=made, name="contrast", verdict=verdict, sentence=sentences.get(verdict, "In spec."), measured="3.9",
            limit="4.5", remedy="Darken the sky behind it, or move the headline down."
        )  # fmt: skip
    return made


def work(cast: Cast, rounds: int = 1) -> None:
    """`rounds` of everything that can wait, at Northlight: picked and finished by Dana, asked for by Ben."""
    for at in range(rounds):
        brief(cast, at, state="draft")
        made = batch(cast, at)
        first, second, _ = (candidate(made, position) for position in range(3))
        Selection.objects.create(candidate=first, verdict="picked", by=cast.dana)
        mark = Annotation.objects.create(
            candidate=second, target="0" * 64, number=1, kind="pin", points=[[0.5, 0.5]], by=cast.bea
        )
        Comment.objects.create(annotation=mark, text="The sky reads orange: pull it back", by=cast.bea)
        batch(cast, at, state="running", count=24)
        for state, verdicts in FINISHED:
            gates(cast, finish(cast, picked(cast, at), state=state, verdicts=verdicts))
        now = timezone.now()
        facts = {"started_at": now, "seen_at": now, "queues": ["pixels"]}
        Worker.objects.update_or_create(name=f"studio-{at + 1}", defaults=facts)


def picked(cast: Cast, at: int) -> Candidate:
    made = candidate(batch(cast, at), 0)
    Selection.objects.create(candidate=made, verdict="picked", by=cast.dana)
    return made


def gates(cast: Cast, of: Finish) -> list[Any]:
    if of.state == "in review":
        return list(lay(of, STANDARD))
    if of.state == "sent back":
        note = "Rights for the snow reference end before the flight does"
        return [Gate.objects.create(finish=of, kind="legal", slug="legal", name="Legal", state="sent back", note=note,
                                    decided_by=cast.leo)]  # fmt: skip
    return []
