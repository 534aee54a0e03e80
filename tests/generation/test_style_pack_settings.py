"""What a style pack sets engines to: over the model's own settings, in the recipe, refused where it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.models import BriefRevision, StylePackVersion
from generation import planning
from generation.engine.settings import BadSetting
from generation.models import Batch, ModelEntry
from generation.registry import seed_models
from studio.lib.problems import BadInput
from tests.cast import Cast
from tests.generation.conftest import LICENCE
from tests.generation.orders import order, revision_of

pytestmark = pytest.mark.django_db


def entry(family: str = "sdxl", **settings: Any) -> ModelEntry:
    return ModelEntry.objects.create(
        slug=family, name=family, engine="diffusers", family=family, dialect="clip", state="ready",
        weights="0" * 64, licence=LICENCE, settings=settings,
    )  # fmt: skip


def in_look(cast: Cast, **parts: Any) -> BriefRevision:
    """A revision in a look that says these parts of its document, and none of the newer ones beside them."""
    version = StylePackVersion.objects.get(pack__brand=cast.northlight)
    document = {**version.document, "engines": {}, **parts}
    StylePackVersion.objects.filter(pk=version.pk).update(document=document)
    return revision_of(cast)


def params_of(batch: Batch) -> dict[str, Any]:
    return dict(planning.plan(batch, 0).nodes[0].params)


def test_what_a_look_sets_goes_over_the_models_own_settings(cast: Cast) -> None:
    look = in_look(cast, engines={"diffusers": {"steps": 12, "scheduler": "euler"}, "previz": {"samples": 2}})
    made = params_of(order(cast, entry(steps={"discovery": 8}, guidance=3.5), count=1, revision=look))
    assert made["steps"] == 12 and made["guidance"] == 3.5
    assert made["scheduler"]["class"] == "EulerDiscreteScheduler"


def test_the_built_in_engine_takes_its_samples_from_the_look(cast: Cast) -> None:
    seed_models()
    model = ModelEntry.objects.get(slug="previz")
    look = in_look(cast, engines={"previz": {"samples": 2.0}})
    assert params_of(order(cast, model, count=1, revision=look))["samples"] == 2


def test_a_look_that_sets_nothing_leaves_recipes_as_they_were(cast: Cast) -> None:
    model = entry(steps=9)
    without = planning.model_of(model)
    packs: list[dict[str, Any]] = [{}, {"name": "Tern"}, {"engines": {}}, {"engines": {"previz": {"samples": 2}}}]
    assert all(planning.model_of(model, pack) == without for pack in packs)


@pytest.mark.parametrize(("setting", "value", "takes"), [
    ("steps", "many", "a whole number from 1 to 500"), ("steps", 0, "from 1 to 500"), ("steps", 2.5, "whole number"),
    ("guidance", -1, "a number from 0 to 50"), ("guidance", "high", "a number from 0 to 50"),
    ("scheduler", "flow-euler", "one of model, ddim, euler"), ("scheduler", 3, "one of model"),
    ("dtype", "int4", "one of float32"), ("resolution", 1e9, "256 to 4096"),
    ("reads", 77, "no setting of it"), ("stepz", 30, "no setting of it"),
])  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_when_ordered_by_pack_and_name(
    cast: Cast, setting: str, value: object, takes: str
) -> None:
    look = in_look(cast, engines={"diffusers": {setting: value}})
    with pytest.raises(BadInput) as refused:
        order(cast, entry(), count=1, revision=look)
    (sentence,) = refused.value.fields["model"]
    assert sentence.startswith(f"The style pack Northlight sets {setting} of diffusers to ") and takes in sentence
    assert not Batch.objects.exists()


def test_a_worker_meets_the_same_refusal_as_a_sentence(cast: Cast) -> None:
    with pytest.raises(BadSetting, match="sets steps of diffusers to “many”"):
        planning.model_of(entry(), {"name": "Tern", "engines": {"diffusers": {"steps": "many"}}})
