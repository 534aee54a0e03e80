"""Rebuild a picture from its record, and hold it against the bytes it gave the first time.

Replay is whole: where a recipe starts from a stored picture that another recipe made, that one is rendered again too,
and its result, not the stored bytes, goes on down the chain.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.db import connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from generation import nudges, previews
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import BadRecipe
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.remote.service import Service
from generation.engine.render import render
from generation.engine.rounding import tolerance
from generation.inputs import StoredInputs
from generation.models import Candidate, Recipe, Replay, Run
from generation.replay_why import (
    DIFFERS,
    IDENTICAL,
    SAME_PIXELS,
    WITHIN,
    first_run,
    flat,
    missing,
    pinned,
    said,
    sentences,
    stack,
)  # fmt: skip
from generation.states import DONE
from studio.lib import blobs, events
from studio.lib.canonical import sha256
from studio.lib.locks import alone_with
from studio.lib.problems import BadInput, Problem
from studio.people.models import Brand, User

ELSEWHERE = (
    "This picture was made elsewhere, by a service that is not called again: it would make another one, and be paid. "
    "Its record holds what was asked and what was answered; its bytes are kept under their digest."
)
DIFFERING = "generation.engine.differing"
LOCK = 0x7265706C  # "repl": first key of the lock (studio.lib.locks) that a worker holds while it replays

find_made = Signal()
"""Asks the later stations which files a digest names: receivers get `prefix`, and return a list of Made."""


find_asset = Signal()
"""Asks the library what is behind an asset: receivers get `name` (GF-000123), and return a list of Made, or None."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a recipe made: what to render, and what to expect."""

    recipe: Recipe
    brand: Brand
    file: str  # SHA-256, as it was rendered
    pixels: str = ""
    name: str = ""
    held: str = ""  # SHA-256 of the stored file, where that was sealed afterwards
    facts: Mapping[str, Any] | None = None  # what was recorded of its making, where no run of a candidate was


@dataclass(frozen=True, slots=True)
class Proof:
    """`detail` is what the Replay row keeps: digests, facts that changed, largest difference, verdict of each part."""

    verdict: str
    detail: dict[str, Any]


@dataclass
class _ReplayInputs(StoredInputs):
    """The store, with the pictures that were rendered again in place of the stored ones. Nobody is called."""

    again: dict[str, bytes] = field(default_factory=dict)

    def blob(self, sha256: str) -> bytes:
        return self.again.get(sha256) or super().blob(sha256)

    def service(self, digest: str) -> Service:
        raise EngineError(ELSEWHERE)


# --- asking ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def ask(recipe: Recipe, *, brand: Brand, file: str, pixels: str = "", held: str = "", by: User | None = None) -> Replay:
    """Have a worker replay this recipe. While one like it is under way, that one is returned.

    `file` is the digest of what was rendered, `held` of what is stored of it, where that is not the same bytes.
    """
    same = Replay.objects.filter(recipe=recipe, brand=brand, expected_file=file, state__in=("waiting", "running"))
    if there := same.first():
        return there
    asked = Replay.objects.create(
        recipe=recipe, brand=brand, expected_file=file, held=held, expected_pixels=pixels, by=by
    )
    nudge(asked)
    return asked


def nudge(asked: Replay) -> None:
    from generation.tasks import replay_recipe

    nudges.later(replay_recipe, asked.pk, queue_for(asked.recipe.document))


def queue_for(document: Mapping[str, Any]) -> str:
    """The queue of a worker that can render all of it: the engine's where one takes part, else any with pixels."""
    for part in _with_parents(document):
        for node in part["nodes"]:
            engine_name = node["op"].partition(".")[0]
            if engine_name in ("previz", "diffusers"):
                return f"gpu.{engine_name}"
    return "pixels"


def _with_parents(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield document
    parent = _parent_of(document)
    stored = Recipe.objects.filter(pk=parent).first() if parent else None
    if stored:
        yield from _with_parents(stored.document)


def _parent_of(document: Mapping[str, Any]) -> str:
    """The digest of the recipe that made this recipe's first picture, or nothing."""
    first = document["nodes"][0]
    if first["op"] != "stored":
        return ""
    return str(first.get("inputs", {}).get("recipe", "")).removeprefix("recipe:")


# --- in a worker ----------------------------------------------------------------------------------------------------
def perform(replay_pk: int) -> None:
    """Render again and write the verdict, once: a second message, or a second worker, finds the work taken."""
    with alone_with(LOCK, replay_pk) as alone:
        if not alone or not Replay.objects.filter(pk=replay_pk, state="waiting").update(state="running"):
            return
        asked = Replay.objects.select_related("recipe", "brand").get(pk=replay_pk)
        try:
            proof = prove(Made(asked.recipe, asked.brand, asked.expected_file, asked.expected_pixels, held=asked.held))
        except (EngineError, BadRecipe, Problem) as error:
            _record(asked, state="failed", detail=hindered(asked.recipe, error))
            return
        except Exception as error:
            _record(asked, state="failed", detail={"sentence": f"The engine broke down ({type(error).__name__})."})
            raise
        _record(asked, state="done", verdict=proof.verdict, detail=proof.detail)


@transaction.atomic
def _record(asked: Replay, **changes: Any) -> None:
    if Replay.objects.filter(pk=asked.pk, state="running").update(done_at=timezone.now(), **changes):
        events.record("done", asked, brand=asked.brand, verdict=changes.get("verdict", ""))


def hindered(recipe: Recipe, error: Exception) -> dict[str, Any]:
    """What a replay that could not be rendered says: which weights are gone, or the engine's own words."""
    gone = missing(recipe, _with_parents(recipe.document))
    return {
        "recipe": recipe.pk, "missing": gone, "pinned": pinned(_with_parents(recipe.document)), "error": str(error),
        "sentence": f"It cannot be rendered again. {sentences(gone)}" if gone else str(error),
    }  # fmt: skip


def abandoned(asked: Replay) -> bool:
    """Has the worker that was replaying this gone? Call inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, asked.pk % 2**31])
        return bool(cursor.fetchone()[0])


def prove(made: Made) -> Proof:
    """Render the recipe again, with everything it rests on, and compare. Raises EngineError."""
    began = time.perf_counter()
    parts: list[dict[str, Any]] = []
    inputs = _ReplayInputs()
    picture = _again(RecipeDocument.from_document(made.recipe.document), inputs, parts)
    file = picture.file or previews.png(picture)
    now = sha256(file)
    detail: dict[str, Any] = {
        "recipe": made.recipe.pk,
        "file_then": made.file,
        "file_now": now,
        "parts": parts,
        "seconds": round(time.perf_counter() - began, 3),
    }
    if now == made.file:
        verdict, difference = IDENTICAL, {}
    else:
        difference = compare(blobs.read(made.held or made.file), file)
        same = picture.pixels_sha256 == made.pixels or difference.get("largest") == 0
        verdict = SAME_PIXELS if same else DIFFERS
    run = first_run(made.recipe)
    if verdict == DIFFERS and "largest" in difference:
        difference["tolerance"] = tolerance(run.facts if run else recorded(made), picture.facts)
        if difference["largest"] <= difference["tolerance"]:
            verdict = WITHIN
    detail |= difference | _facts(run, made, picture) | {"pinned": pinned(_with_parents(made.recipe.document))}
    detail["sentence"] = said(verdict, detail)
    return Proof(verdict, detail)


def _again(recipe: RecipeDocument, inputs: _ReplayInputs, parts: list[dict[str, Any]]) -> Picture:
    document = recipe.document()
    if parent := _parent_of(document):
        key = recipe.nodes[0].inputs["picture"].partition(":")[2]
        if made_elsewhere(made_by := inputs.recipe(parent)):
            # What was done here afterwards can be shown all the same, from the bytes that were received.
            parts.append({"recipe": parent, "picture": key, "elsewhere": True})
            return render(recipe, Job(inputs))
        before = _again(RecipeDocument.from_document(made_by), inputs, parts)
        rebuilt = before.file or previews.png(before)
        difference = {"largest": 0, "share": 0.0} if sha256(rebuilt) == key else compare(blobs.read(key), rebuilt)
        parts.append({"recipe": parent, "picture": key, "same_pixels": difference.get("largest") == 0, **difference})
        inputs.again[key] = rebuilt
    if made_elsewhere(document):
        raise EngineError(ELSEWHERE)
    return render(recipe, Job(inputs))


def made_elsewhere(document: Mapping[str, Any]) -> bool:
    """Did a service make any of it? Then replay has no way to, and asks nobody."""
    return any(str(node.get("op", "")).startswith("remote.") for node in document["nodes"])


def compare(then: bytes, now: bytes) -> dict[str, Any]:
    """How far two pictures are apart (generation/engine/differing.py)."""
    apart: dict[str, Any] = import_module(DIFFERING).compare_files(then, now)  # workers only
    return apart


def recorded(made: Made) -> Mapping[str, Any]:
    """What a later station wrote down when it made the file: software and its versions."""
    if made.facts is not None:
        return made.facts
    files: list[Any] = [one for _, some in find_made.send(sender=Made, prefix=made.recipe.pk) for one in some or []]
    return next((one.facts for one in files if one.facts and one.file == made.file), {})


def _facts(run: Run | None, made: Made, picture: Picture) -> dict[str, Any]:
    """What was different about machine and software, where the facts of the first time are known."""
    first = run.facts if run else recorded(made)
    now, then = dict(flat(picture.facts)), dict(flat(first))
    both = stack(then, now)  # the row of a file says of its result, too, what no stack explains
    changed = {one["name"]: [one["then"], one["now"]] for one in both if None not in (one["then"], one["now"])}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if run:
        changed = {k: [then.get(k), now.get(k)] for k in sorted(then.keys() | now.keys()) if then.get(k) != now.get(k)}
    found = {"changed": changed, "now": now, "stack": both, "recorded": bool(first)}
    return found | ({"made": {"worker": run.worker, "at": run.began_at.isoformat()}} if run else {})


# --- finding --------------------------------------------------------------------------------------------------------
def find(prefix: str) -> Made:
    """What a digest names: a recipe or a file, by its SHA-256 or an unmistakable beginning of it. Raises BadInput."""
    prefix = prefix.lower().strip()
    if len(prefix) < 6 or not set(prefix) <= set("0123456789abcdef"):
        raise BadInput("Digest: give at least six digits of a SHA-256 (0-9, a-f).", field="digest")
    rows = Candidate.objects.select_related("recipe", "batch__brand").filter(state=DONE)
    by_recipe, by_file = rows.filter(recipe__digest__startswith=prefix), rows.filter(picture__digest__startswith=prefix)
    found = [made_of(c) for c in [*by_recipe[:2], *by_file[:2]]]
    for _, more in find_made.send(sender=Made, prefix=prefix):
        found += more or []  # type: ignore[arg-type]
    unlike = {(made.recipe.pk, made.file): made for made in found}
    if not unlike:
        raise BadInput(f"Digest: nothing made here begins with {prefix[:64]}. Check it for a slip.", field="digest")
    if len(unlike) > 1:
        raise BadInput(f"Digest: {prefix[:64]} could be several. Give more of its digits.", field="digest")
    return next(iter(unlike.values()))


def behind(name: str) -> list[Made]:
    """Every recipe behind an asset, by its number as people write it. Raises BadInput."""
    found = [made for _, some in find_asset.send(sender=Made, name=name) for made in some or []]
    if not found:
        raise BadInput(f"Asset: there is no {name[:20]}. Write its number as GF-000123.", field="asset")
    return found  # type: ignore[return-value]


def made_of(candidate: Candidate) -> Made:
    assert candidate.recipe is not None and candidate.picture_id is not None
    name = f"candidate {candidate.position + 1:03d} of batch {candidate.batch.number}"
    return Made(candidate.recipe, candidate.batch.brand, candidate.picture_id, candidate.pixels, name)
