from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generation import replay, work
from generation.engine.picture import Job, Picture
from generation.engine.recipe import Node
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.models import Batch, Candidate, ModelEntry, Recipe, Replay
from generation.tasks import replay_recipe
from studio.lib import blobs
from studio.lib.problems import BadInput
from tests.cast import Cast
from tests.generation.orders import order, work_it_off
from tests.generation.test_pages import as_

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def batch(cast: Cast, model: ModelEntry) -> Batch:
    made = order(cast, model, count=4, seed=3)
    work_it_off()
    return made


def first_of(batch: Batch) -> Candidate:
    return batch.candidates.select_related("recipe", "batch__brand", "picture").order_by("position")[0]


def ask(candidate: Candidate) -> Replay:
    made = replay.made_of(candidate)
    return replay.ask(made.recipe, brand=made.brand, file=made.file, pixels=made.pixels)


def test_every_candidate_replays_to_the_same_bytes(batch: Batch) -> None:
    for candidate in batch.candidates.select_related("recipe", "batch__brand"):
        asked = ask(candidate)
        replay_recipe.apply((asked.pk,))
        asked.refresh_from_db()
        assert (asked.state, asked.verdict) == ("done", "identical")
        assert asked.detail["file_now"] == candidate.picture_id and asked.done_at


def test_a_machine_that_drifts_is_found_out_and_the_difference_measured(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILL_DRIFT", "5")
    asked = ask(first_of(batch))
    replay.perform(asked.pk)
    asked.refresh_from_db()
    assert asked.verdict == "differs"
    assert 0 < asked.detail["largest"] <= 5 and asked.detail["share"] == pytest.approx(1 / (64 * 48), abs=1e-6)
    assert asked.detail["changed"] == {"still.drift": [0, 5]}
    assert "still.drift" in asked.detail["sentence"]


@pytest.mark.parametrize(
    ("drift", "device", "verdict"),
    [("3", "cuda", "within tolerance"), ("40", "cuda", "differs"), ("3", "cpu", "differs")],
)
def test_a_difference_that_rounding_explains_is_within_tolerance(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, drift: str, device: str, verdict: str
) -> None:
    candidate = first_of(batch)
    candidate.runs.update(facts={"dtype": "bfloat16", "device": "cpu", "deterministic": True})
    monkeypatch.setenv("STILL_DRIFT", drift)

    def elsewhere(recipe: RecipeDocument, job: Job) -> Picture:
        return render(recipe, job).with_(facts={"dtype": "bfloat16", "device": device, "deterministic": True})

    monkeypatch.setattr(replay, "render", elsewhere)
    proof = replay.prove(replay.made_of(candidate))
    assert (proof.verdict, proof.detail["tolerance"]) == (verdict, 3 if device == "cuda" else 0)
    if verdict == "within tolerance":
        assert "within the tolerance of bfloat16" in proof.detail["sentence"]
        assert "up to 3 is rounding. What changed: device." in proof.detail["sentence"]


def test_another_packing_of_the_same_pixels_is_told_apart(batch: Batch) -> None:
    candidate = first_of(batch)
    repacked = blobs.put(_repacked(blobs.read(candidate.picture_id or "")))
    made = replay.made_of(candidate)
    proof = replay.prove(replay.Made(made.recipe, made.brand, repacked))
    assert proof.verdict == "same pixels" and proof.detail["largest"] == 0


def _repacked(png: bytes) -> bytes:
    note = PngInfo()
    note.add_text("Comment", "packed by somebody else")
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=note)
    return out.getvalue()


def finished(candidate: Candidate) -> Recipe:
    """A recipe that starts from a candidate's stored picture, as finishing's do."""
    inputs = {"picture": f"sha256:{candidate.picture_id}", "recipe": f"recipe:{candidate.recipe_id}"}
    return work.keep(RecipeDocument((Node("stored", "1", {"boxes": []}, inputs),), {}))


def test_replay_is_whole_and_renders_what_a_file_was_made_from_too(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = first_of(batch)
    made = replay.Made(finished(candidate), candidate.batch.brand, candidate.picture_id or "")
    proof = replay.prove(made)
    assert proof.verdict == "identical"
    assert [(p["recipe"], p["same_pixels"]) for p in proof.detail["parts"]] == [(candidate.recipe_id, True)]
    monkeypatch.setenv("STILL_DRIFT", "5")
    proof = replay.prove(made)
    assert proof.verdict == "differs" and not proof.detail["parts"][0]["same_pixels"]


def test_asking_twice_is_one_replay_and_two_messages_one_rendering(batch: Batch) -> None:
    candidate = first_of(batch)
    asked = ask(candidate)
    assert ask(candidate) == asked
    replay.perform(asked.pk)
    done = Replay.objects.get().done_at
    replay.perform(asked.pk)
    assert Replay.objects.get().done_at == done
    assert ask(candidate) != asked, "the old answer stands, and a new question is a new replay"


def test_a_replay_that_cannot_be_rendered_says_why(batch: Batch) -> None:
    candidate = first_of(batch)
    lost = work.keep(RecipeDocument((Node("still.no_such_step", "1"),), {}))
    asked = replay.ask(lost, brand=candidate.batch.brand, file=candidate.picture_id or "")
    replay.perform(asked.pk)
    asked.refresh_from_db()
    assert asked.state == "failed" and "No engine here knows the step" in asked.detail["sentence"]


def test_the_command_proves_a_replay_by_any_clear_digest(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    candidate = first_of(batch)
    assert candidate.recipe_id and candidate.picture_id
    for digest in (
        candidate.recipe_id,
        candidate.picture_id,
        candidate.picture_id[:12],
        candidate.recipe_id[:12].upper(),
    ):
        out = io.StringIO()
        call_command("replay", digest, stdout=out)
        assert "identical. Rendered again: the same bytes." in out.getvalue() and candidate.picture_id in out.getvalue()
    monkeypatch.setenv("STILL_DRIFT", "1")
    with pytest.raises(CommandError, match="differs"):
        call_command("replay", candidate.recipe_id, stdout=io.StringIO())


@pytest.mark.parametrize(("digest", "says"), [
    ("", "at least six"), ("abc", "at least six"), ("zzzzzzzz", "at least six"), ("0" * 64, "nothing made here"),
    ("%_%_%_%_", "at least six"),
])  # fmt: skip
def test_a_digest_that_names_nothing_is_refused(db: None, digest: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        replay.find(digest)


def test_later_stations_say_which_files_they_made(batch: Batch) -> None:
    candidate = first_of(batch)
    made = replay.Made(finished(candidate), candidate.batch.brand, "ab" * 32, name="web hero, en")

    def rendition(prefix: str, **_: Any) -> list[replay.Made]:
        return [made] if made.file.startswith(prefix) else []

    replay.find_made.connect(rendition)
    try:
        assert replay.find("abababab") == made
    finally:
        replay.find_made.disconnect(rendition)


def test_replay_from_the_page_goes_to_a_worker_of_that_engine(cast: Cast, batch: Batch) -> None:
    candidate = first_of(batch)
    url = reverse("generation:replay", args=[candidate.recipe_id])
    assert as_(cast.leo).post(url).status_code == 302
    asked = Replay.objects.get()
    assert (asked.by, asked.state, asked.expected_file) == (cast.leo, "waiting", candidate.picture_id)
    previz = {"nodes": [{"op": "previz.still", "version": "1"}]}
    assert replay.queue_for(previz) == "gpu.previz"
    assert replay.queue_for(candidate.recipe.document if candidate.recipe else {}) == "pixels"
