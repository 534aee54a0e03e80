"""What the floor makes in device batches, in a LoRA and from other pictures renders again to the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks import replay as hundred
from generation import replay
from generation.engine.guides import Guides, Lora, Start
from generation.models import Candidate
from tests.cast import Cast
from tests.generation.orders import order
from tests.generation.test_style_pack_settings import in_look
from tests.tiny_models import needs_diffusers

# Committed for real: the heartbeat that keeps a lease has a connection of its own.
pytestmark = needs_diffusers(pytest.mark.django_db(transaction=True))


def test_eight_pictures_of_the_floor_replay_to_the_same_bytes(cast: Cast, tmp_path: Path) -> None:
    shelf = hundred.Shelf(cast, tmp_path)
    shelf.checkpoint("sd")
    shelf.lora("look", of="sd")
    revision, lora = in_look(cast), Guides(loras=(Lora(shelf.rows["look"].weights, 0.9),))
    fours = order(cast, shelf.set_to("sd", together=4), count=4, revision=revision, seed=1)
    plain = order(cast, shelf.set_to("sd", together=1), count=1, revision=revision, seed=1)
    worn = order(cast, shelf.rows["sd"], count=1, revision=revision, seed=1, guides=lora)
    hundred.make("diffusers")
    first = Candidate.objects.select_related("picture").get(batch=plain)
    for start in (Start(str(first.picture_id), str(first.recipe_id), 0.6), hundred.masked(first, 0.9)):
        order(cast, shelf.rows["sd"], count=1, revision=revision, seed=1, guides=Guides(start=start))
    hundred.make("diffusers")
    made = list(Candidate.objects.select_related("recipe", "batch__brand").order_by("batch_id", "position"))
    assert [(one.state, one.error) for one in made] == [("done", "")] * 8
    assert made[3].recipe is not None and made[3].batch_id == fours.pk
    together = {"size": 4, "position": 3, "seeds": [one.seed for one in made[:4]]}
    assert made[3].recipe.document["nodes"][0]["params"]["batch"] == together
    assert worn.candidates.get().pixels != first.pixels
    random.Random(4).shuffle(made)
    proofs = [replay.prove(replay.made_of(one)) for one in made]
    assert [proof.verdict for proof in proofs] == ["identical"] * 8
