"""The other engine down the same line: a folder becomes a registered model, a batch of it, a finish, and a replay."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generation import registry, replay
from generation.models import Batch, ModelEntry, Recipe, Replay, Run
from generation.registry import Licence
from review.actions.finish import finish
from review.actions.select import pick
from review.models import Finish
from studio.people.models import Brand
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off
from tests.stations import carry, stamp
from tests.tiny_models import needs_diffusers, tiny_sd

# Committed for real: the heartbeat that keeps a lease has a connection of its own, and loading a model takes seconds.
pytestmark = needs_diffusers(pytest.mark.django_db(transaction=True))

LICENCE = Licence("CreativeML OpenRAIL-M", "1", "2026-11-02", use_classes=("experiment", "internal", "public"))


@pytest.fixture
def tiny(cast: Cast, tmp_path: Path, request: pytest.FixtureRequest) -> ModelEntry:
    """Each test has weights of its own, so that no other test's warm pipeline can stand in for them."""
    folder = tiny_sd(tmp_path / "tiny-sd", seed=len(request.node.name))
    entry = registry.add(brand=cast.northlight, name="Tiny SD", source=str(folder), licence=LICENCE, by=cast.ada)
    registry.scan(entry.pk)
    entry.refresh_from_db()
    entry.settings = {**entry.settings, "steps": 2, "resolution": 64}
    entry.save()
    return entry


def test_a_folder_of_weights_becomes_a_model_that_can_be_ordered(cast: Cast, tiny: ModelEntry) -> None:
    assert (tiny.state, tiny.family) == ("ready", "sd15")
    assert len(tiny.weights) == 64


def test_a_batch_of_it_is_made_finished_and_replayed_to_the_same_bytes(cast: Cast, tiny: ModelEntry) -> None:
    revision = revision_of(cast, placements=[stamp().slug], copy={})
    made = order(cast, tiny, count=2, revision=revision)
    assert work_it_off("diffusers") == 2
    batch = Batch.objects.get(pk=made.pk)
    assert batch.state == "done"
    first, second = batch.candidates.order_by("position")
    assert first.pixels != second.pixels
    facts = Run.objects.get(candidate=first, outcome="done").facts
    assert facts["torch"] and facts["diffusers"]
    stored = Recipe.objects.get(pk=first.recipe_id)
    assert stored.document["nodes"][0]["params"]["weights"] == tiny.weights

    pick(first, by=cast.dana)
    finished = finish(first, by=cast.dana)
    carry(finished)
    done = Finish.objects.get(pk=finished.pk)
    assert done.state == "ready"
    assert done.master_id == first.picture_id  # a diffusion model asked for more pixels would make another picture

    rendition = done.renditions.get()
    assert rendition.recipe is not None and rendition.file_id is not None
    asked = replay.ask(rendition.recipe, brand=cast.northlight, file=rendition.replayed, held=rendition.file_id or "")
    replay.perform(asked.pk)
    assert Replay.objects.get(pk=asked.pk).verdict == "identical"


def test_weights_that_changed_since_they_were_registered_fail_with_a_sentence(cast: Cast, tiny: ModelEntry) -> None:
    weights = next(Path(tiny.source, "unet").glob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-1] ^= 0xFF
    time.sleep(0.01)
    weights.write_bytes(data)
    made = order(cast, tiny, count=1, revision=revision_of(cast, placements=[stamp().slug], copy={}))
    work_it_off("diffusers")
    candidate = made.candidates.get()
    assert candidate.state == "failed"
    assert "Tiny SD" in candidate.error or "changed" in candidate.error


@pytest.mark.parametrize("kind", ["missing", "pickle"])
def test_a_folder_that_is_missing_or_pickled_is_refused_with_a_sentence(cast: Cast, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "model"
    if kind == "pickle":
        tiny_sd(folder)
        (folder / "unet" / "extra.bin").write_bytes(b"\x80\x04.")
    brand: Brand = cast.northlight
    entry = registry.add(brand=brand, name="Bad", source=str(folder), licence=LICENCE, by=cast.ada)
    registry.scan(entry.pk)
    entry.refresh_from_db()
    assert entry.state == "refused"
    assert str(folder) in entry.refusal or "extra.bin" in entry.refusal
