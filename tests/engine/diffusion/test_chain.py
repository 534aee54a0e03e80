"""From what a batch is held to, to the steps of a recipe: pure, and nothing of it is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generation.engine.diffusion import engine
from generation.engine.engines import Order
from generation.engine.guides import Guides, Lora, Start
from generation.engine.picture import EngineError
from generation.engine.recipe import Recipe
from tests.engine.diffusion.test_plan import order

PICTURE, MADE_BY, MASK, OTHER = ("1" * 64, "2" * 64, "3" * 64, "4" * 64)


def held(guides: Guides, capabilities: tuple[str, ...] = (), **given: Any) -> Order:
    asked = order(**given)
    return replace(asked, guides=guides, model=replace(asked.model, capabilities=capabilities))


def ops(recipe: Recipe) -> list[str]:
    return [node.op.removeprefix("diffusers.") for node in recipe.nodes]


START = Start(picture=PICTURE, recipe=MADE_BY, strength=0.4)


@pytest.mark.parametrize(
    ("guides", "family", "expected"),
    [
        (Guides(), "sdxl", ["text_to_image"]),
        (Guides(start=START), "flux", ["stored", "image_to_image"]),
        (Guides(start=replace(START, mask=MASK)), "sd15", ["stored", "inpaint"]),
        (Guides(refiner=OTHER), "sdxl", ["refine"]),
        (Guides(refiner=OTHER), "sd3", ["text_to_image", "refine"]),
        (Guides(start=START, refiner=OTHER), "sdxl", ["stored", "image_to_image", "refine"]),
        (Guides(upscale=2), "qwen-image", ["text_to_image", "upscale"]),
        (Guides(refiner=OTHER, upscale=2), "sdxl", ["refine", "upscale"]),
        (
            Guides(start=replace(START, mask=MASK), refiner=OTHER, upscale=4, upscaler=OTHER),
            "sd2",
            ["stored", "inpaint", "refine", "upscale"],
        ),
    ],
)
def test_each_thing_asked_for_is_a_step_in_its_place(guides: Guides, family: str, expected: list[str]) -> None:
    recipe = engine.plan(held(guides, family=family))
    assert ops(recipe) == expected
    assert Recipe.from_document(recipe.document()).digest == recipe.digest
    assert recipe.context == {"revision": "b" * 64}


def test_a_start_stands_first_with_the_recipe_that_made_it_so_that_replay_is_whole() -> None:
    first, second = engine.plan(held(Guides(start=replace(START, mask=MASK)), feather=3)).nodes
    assert first.inputs == {"picture": f"sha256:{PICTURE}", "recipe": f"recipe:{MADE_BY}"}
    assert second.inputs == {"mask": f"sha256:{MASK}"}
    assert (second.params["strength"], second.params["feather"]) == (0.4, 3)
    assert engine.plan(held(Guides(start=replace(START, recipe="")))).nodes[0].inputs == {
        "picture": f"sha256:{PICTURE}"
    }


def test_guides_that_say_nothing_change_no_recipe() -> None:
    assert engine.plan(held(Guides())).digest == engine.plan(order()).digest
    plain = set(engine.plan(order()).nodes[0].params)
    assert not plain & {"strength", "feather", "refiner", "at", "times", "tile", "how", "parts"}


def test_every_guide_changes_the_digest() -> None:
    asked = [
        Guides(),
        Guides(start=START),
        Guides(start=replace(START, strength=0.5)),
        Guides(start=replace(START, mask=MASK)),
        Guides(refiner=OTHER),
        Guides(refiner=OTHER, refine_at=0.7),
        Guides(upscale=2),
        Guides(upscale=2, upscaler=OTHER),
    ]
    assert len({engine.plan(held(guides)).digest for guides in asked}) == len(asked)


def test_an_upscale_follows_the_rows_settings_and_wears_the_loras_alone() -> None:
    lora = Lora(weights=OTHER, scale=0.8)
    said = {"tile": 700, "overlap": 64, "strength": 0.2, "steps": 12}
    words, large = engine.plan(held(Guides(upscale=1.5, loras=(lora,)), upscale=said)).nodes
    assert large.params["width"] == large.params["height"] == 696, "settled to what the family divides by"
    assert {name: large.params[name] for name in ("overlap", "strength", "steps", "times")} == {
        "overlap": 64, "strength": 0.2, "steps": 12, "times": 1.5,
    }  # fmt: skip
    assert large.inputs == words.inputs == {"lora.0": f"weights:{OTHER}"}
    few = engine.plan(held(Guides(upscale=2), steps=2)).nodes[1].params
    assert few["strength"] == 0.5, "at least one step of two"


def test_an_upscaler_runs_by_itself() -> None:
    lora = Lora(weights="5" * 64)
    guides = Guides(upscale=4, upscaler=OTHER, loras=(lora,))
    large = engine.plan(held(guides, family="flux", scheduler="flow-euler")).nodes[1]
    assert (large.params["family"], large.params["weights"], large.params["reads"]) == ("x4", OTHER, 0)
    assert large.params["scheduler"] == {"class": "", "options": {}} and large.inputs == {}


@pytest.mark.parametrize(
    ("guides", "given", "words"),
    [
        (Guides(), {"capabilities": ("inpaint",)}, "it can do inpaint, not text to image"),
        (Guides(start=START), {"capabilities": ("inpaint",)}, "not image to image"),
        (Guides(start=replace(START, mask=MASK)), {"capabilities": ("text_to_image",)}, "not inpaint"),
        (Guides(upscale=2), {"capabilities": ("text_to_image",)}, "not upscale"),
        (Guides(start=Start(picture="../etc/passwd")), {}, "the picture is named '../etc/passwd'"),
        (Guides(start=replace(START, mask="x" * 64)), {}, "the mask is named"),
        (Guides(start=replace(START, strength=0)), {}, "strength is 0"),
        (Guides(start=replace(START, strength=float("nan"))), {}, "strength is nan"),
        (Guides(start=replace(START, strength=0.01)), {}, "less than one step"),
        (Guides(start=replace(START, mask=MASK)), {"feather": -1}, "feather is -1"),
        (Guides(upscale="2"), {}, "times is '2'"),  # type: ignore[arg-type]
        (Guides(upscale="2", upscaler=OTHER), {}, "not 2"),  # type: ignore[arg-type]
        (Guides(refiner="none"), {}, "the refiner is named 'none'"),
        (Guides(refiner=OTHER, refine_at=1), {}, "at is 1"),
        (Guides(upscale=0.5), {}, "times is 0.5"),
        (Guides(upscale=3, upscaler=OTHER), {}, "an upscaler enlarges 2 or 4 times, not 3"),
        (Guides(upscaler=OTHER), {}, "an upscaler enlarges 2 or 4 times, not 0"),
        (Guides(upscale=2), {"upscale": "big"}, "upscale is 'big'"),
        (Guides(upscale=2), {"upscale": {"tile": "x"}}, "tile is 'x'"),
        (Guides(upscale=2), {"upscale": {"tile": 256, "overlap": 200}}, "overlap is 200"),
    ],
)
def test_what_cannot_be_planned_names_the_model_and_the_thing(
    guides: Guides, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(EngineError) as caught:
        engine.plan(held(guides, **given))
    assert words in str(caught.value) and str(caught.value).startswith("The model House XL cannot be planned for")


def test_the_engine_says_what_it_takes() -> None:
    assert {"start", "mask", "refiner", "upscale"} <= engine.TAKES
