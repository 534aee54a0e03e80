"""Planning: an order becomes a recipe, light and pure, with everything in it that changes pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generation.engine.diffusion import engine
from generation.engine.diffusion.families import FAMILIES, settle
from generation.engine.diffusion.params import TextToImage
from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError
from generation.engine.recipe import Recipe


def order(
    family: str = "sdxl", width: int = 1920, height: int = 1080, tier: str = "discovery", **settings: Any
) -> Order:
    return Order(
        brief={},
        style={},
        palette=(),
        prompt={"positive": "a fox", "negative": "text", "dialect": "words", "digest": "d"},
        model=Model(name="House XL", engine="diffusers", family=family, weights="a" * 64, settings=settings),
        width=width,
        height=height,
        seed=7,
        tier=tier,
        context={"revision": "b" * 64},
    )


def params(recipe: Recipe) -> TextToImage:
    return TextToImage.from_params(recipe.nodes[0].params)


def test_the_same_order_gives_the_same_recipe_and_it_survives_storage() -> None:
    recipe = engine.plan(order())
    assert recipe.digest == engine.plan(order()).digest
    assert Recipe.from_document(recipe.document()).digest == recipe.digest
    assert recipe.context == {"revision": "b" * 64}


@pytest.mark.parametrize(
    "changed",
    [
        {"steps": 5},
        {"guidance": 3},
        {"dtype": "float16"},
        {"scheduler": "euler"},
        {"attention": "math"},
        {"tf32": True},
        {"long_prompt": "cut"},
        {"variant": "fp16"},
        {"resolution": 512},
        {"scheduler": {"name": "model", "options": {"timestep_spacing": "trailing"}}},
    ],
)
def test_every_setting_that_changes_pixels_changes_the_digest(changed: dict[str, Any]) -> None:
    assert engine.plan(order(**changed)).digest != engine.plan(order()).digest


def test_so_do_prompt_seed_weights_and_size() -> None:
    base = order()
    others = [
        replace(base, seed=8),
        replace(base, prompt={**base.prompt, "positive": "a dog"}),
        replace(base, prompt={**base.prompt, "negative": ""}),
        replace(base, model=replace(base.model, weights="c" * 64)),
        replace(base, width=1080, height=1920),
    ]
    assert len({engine.plan(o).digest for o in [base, *others]}) == 6


def test_the_registry_name_of_a_model_changes_nothing() -> None:
    assert (
        engine.plan(replace(order(), model=replace(order().model, name="Other"))).digest == engine.plan(order()).digest
    )


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "size", [(1920, 1080), (1080, 1920), (1080, 1350), (728, 90), (333, 777), (16, 16), (7680, 4320), (1, 5000)]
)
def test_sizes_are_settled_to_what_the_family_makes_well(family: str, size: tuple[int, int]) -> None:
    f = FAMILIES[family]
    width, height = settle(*size, f, f.resolution)
    assert width % f.multiple == height % f.multiple == 0
    square = f.resolution**2
    assert f.area[0] * 0.95 * square <= width * height <= f.area[1] * 1.05 * square
    assert max(width, height) / min(width, height) < 2.6
    assert (width > height) == (size[0] > size[1])
    if max(size) / min(size) < 2.5:
        assert abs((width / height) / (size[0] / size[1]) - 1) < 0.03


def test_steps_and_guidance_can_be_set_for_each_tier() -> None:
    steps = {"discovery": 4, "export": 30}
    assert params(engine.plan(order(steps=steps))).steps == 4
    assert params(engine.plan(order(steps=steps, tier="export"))).steps == 30
    assert params(engine.plan(order(steps=steps, tier="validation"))).steps == 30  # the engine's own default
    assert params(engine.plan(order(guidance={"discovery": 1.0}))).guidance == 1.0


@pytest.mark.parametrize(
    ("chosen", "word"),
    [
        ({"steps": 0}, "steps"),
        ({"steps": 2.5}, "steps"),
        ({"steps": "many"}, "steps"),
        ({"guidance": 99}, "guidance"),
        ({"dtype": "int4"}, "dtype"),
        ({"attention": "sage"}, "attention"),
        ({"scheduler": "best"}, "scheduler"),
        ({"scheduler": "flow-euler"}, "scheduler"),
        ({"scheduler": {"name": "euler", "options": 3}}, "options"),
        ({"long_prompt": "x"}, "long_prompt"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(chosen: dict[str, Any], word: str) -> None:
    with pytest.raises(EngineError) as caught:
        engine.plan(order(**chosen))
    assert word in str(caught.value)


def test_a_model_that_was_never_scanned_is_refused() -> None:
    with pytest.raises(EngineError, match="House XL has no weights digest"):
        engine.plan(replace(order(), model=replace(order().model, weights="")))
    with pytest.raises(EngineError, match="family 'sd99'"):
        engine.plan(order(family="sd99"))


def test_a_diffusion_picture_cannot_be_enlarged() -> None:
    assert engine.enlarge(engine.plan(order()), 4000) is None


def test_params_of_another_version_are_named() -> None:
    document = dict(engine.plan(order()).nodes[0].params)
    with pytest.raises(EngineError, match="asks for controlnet"):
        TextToImage.from_params({**document, "controlnet": "x"})
    del document["seed"]
    with pytest.raises(EngineError, match="lacks seed"):
        TextToImage.from_params(document)
