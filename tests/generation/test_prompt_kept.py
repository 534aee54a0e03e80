"""What a batch keeps of its prompt: all that an engine encodes, and all that it was not told."""

from __future__ import annotations

import pytest

from generation import planning
from generation.engine.diffusion.params import TextToImage
from generation.models import ModelEntry
from studio.lib.canonical import digest
from tests.cast import Cast
from tests.generation.conftest import LICENCE
from tests.generation.orders import order, revision_of

pytestmark = pytest.mark.django_db


def entry(family: str = "sdxl", dialect: str = "clip") -> ModelEntry:
    return ModelEntry.objects.create(
        slug=family, name=family, engine="diffusers", family=family, dialect=dialect, state="ready",
        weights="0" * 64, licence=LICENCE,
    )  # fmt: skip


WORDS = {"light": {"soft, practical": {"label": "Soft", "tokens": {"clip": "(soft practical light:1.15)"}}}}


def test_a_batch_keeps_windows_weights_and_what_its_words_meant(cast: Cast) -> None:
    revision = revision_of(cast, terms=WORDS, composition="very calm " * 60)
    kept = planning.prompt_for(revision, entry())
    assert "(soft practical light:1.15)" in kept["positive"] and len(kept["windows"]) > 1
    assert [phrase["weight"] for phrase in kept["weights"]] == [1.15]
    assert len(kept["parts"]["positive"]) == len(kept["windows"])
    assert kept["terms"] == digest(WORDS)
    assert set(kept) >= {"dialect", "phrases", "tokens", "exact", "limit", "cut", "unsaid", "digest"}


def test_the_recipe_carries_the_windows_and_a_plain_prompt_does_not(cast: Cast) -> None:
    long = order(cast, entry(), count=1, revision=revision_of(cast, terms=WORDS))
    (node,) = planning.plan(long, 0).nodes
    assert node.version == "2" and TextToImage.from_params(node.params).parts == long.prompt["parts"]
    short = order(cast, ModelEntry.objects.get(), count=1, revision=revision_of(cast))
    (node,) = planning.plan(short, 0).nodes
    assert "parts" not in short.prompt and node.version == "1"


def test_a_sentence_model_is_held_to_what_its_encoder_reads(cast: Cast) -> None:
    revision = revision_of(cast, subject="A bottle", environment="a long quiet harbour " * 60)
    assert planning.prompt_for(revision, entry("sd3", "t5"))["limit"] == 256
    assert planning.prompt_for(revision, entry("flux", "t5"))["limit"] == 512


def test_a_colourway_is_in_the_prompt(cast: Cast) -> None:
    made = planning.prompt_for(revision_of(cast), entry(), {"name": "Ember", "hex": "#C8452D"})
    assert "product in Ember" in made["positive"]
