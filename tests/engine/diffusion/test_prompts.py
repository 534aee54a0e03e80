"""Windows and weights: what a recipe says of its prompt reaches the encoders, and old recipes stay what they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generation.engine.diffusion import engine, load, windows
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.picture import EngineError, Picture
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]
Parts = dict[str, Any]


def run(text: str, weight: float = 1.0) -> dict[str, Any]:
    return {"text": text, "weight": weight}


def parts(*said: list[dict[str, Any]], never: str = "") -> Parts:
    return {"positive": list(said), "negative": [[run(never)]] if never else []}


def plan(studio: Studio, found: ModelFolder, prompt: str, said: Parts | None, **asked: Any) -> Recipe:
    order = studio.order(found, prompt=prompt, **asked)
    return engine.plan(order if said is None else replace(order, prompt={**order.prompt, "parts": said}))


def made(studio: Studio, found: ModelFolder, prompt: str, said: Parts | None, **asked: Any) -> Picture:
    return render(plan(studio, found, prompt, said, **asked), studio.job())


def test_a_prompt_without_parts_is_planned_as_it_always_was(studio: Studio, sd: ModelFolder) -> None:
    node = plan(studio, sd, "a red fox", None).nodes[0]
    assert node.version == "1" and "parts" not in node.params
    assert plan(studio, sd, "a red fox", parts([run("a red fox", 1.2)])).nodes[0].version == "2"


@pytest.mark.parametrize("name", ["sd", "sdxl"])
def test_one_even_window_makes_the_pixels_of_the_plain_prompt(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    plain = made(studio, found, "a red fox", None, negative="text")
    assert (
        made(studio, found, "a red fox", parts([run("a red fox")], never="text")).pixels_sha256 == plain.pixels_sha256
    )


@pytest.mark.parametrize("name", ["sd", "sdxl"])
def test_weights_and_where_windows_are_cut_change_the_picture_and_repeat(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    said = [
        parts([run("a red fox, a hill")]),
        parts([run("a red fox", 1.4), run(", a hill")]),
        parts([run("a red fox", 0.6), run(", a hill")]),
        parts([run("a red fox")], [run("a hill")]),
    ]
    pictures = [made(studio, found, "a red fox, a hill", one).pixels_sha256 for one in said]
    assert len(set(pictures)) == 4
    assert [made(studio, found, "a red fox, a hill", one).pixels_sha256 for one in said] == pictures


def test_the_formula_moves_weighed_tokens_away_from_an_empty_prompt_and_no_others(
    studio: Studio, sd: ModelFolder
) -> None:
    import torch

    asked = TextToImage.from_params(plan(studio, sd, "red fox", None).nodes[0].params)
    with load.pipeline(asked, studio.job()) as warm, torch.no_grad():
        window = tuple(windows.Run(text, weight) for text, weight in (("red", 1.5), (" fox", 1.0)))
        even = tuple(windows.Run(r.text, 1.0) for r in window)
        embeds, _ = windows._encoded(warm.pipe, [window], 1)
        plain, _ = windows._encoded(warm.pipe, [even], 1)
        empty, _ = windows._encoded(warm.pipe, [()], 1)
    assert torch.allclose(embeds[0, 1:4], (empty + 1.5 * (plain - empty))[0, 1:4])
    assert torch.equal(embeds[0, 0], plain[0, 0]) and torch.equal(embeds[0, 4:], plain[0, 4:])


def test_sdxl_pools_its_first_window(studio: Studio, tiny: Tiny) -> None:
    import torch

    found = studio.register(tiny("sdxl"))
    asked = TextToImage.from_params(plan(studio, found, "fox", None).nodes[0].params)
    with load.pipeline(asked, studio.job()) as warm, torch.no_grad():
        one = (windows.Run("fox", 1.0),)
        embeds, pooled = windows._encoded(warm.pipe, [one, (windows.Run("hill", 1.0),)], 2)
        alone, first = windows._encoded(warm.pipe, [one], 1)
    assert torch.equal(pooled, first) and embeds.shape[1] == 154 and torch.equal(embeds[:, :77], alone)


def test_a_window_that_is_longer_than_estimated_is_split_and_what_no_window_takes_is_told(
    studio: Studio, sd: ModelFolder
) -> None:
    # Tiny tokenizers take a token for each letter: 90 letters are two windows.
    picture = made(studio, sd, "x", parts([run("a" * 30 + " " + "b" * 60)]))
    assert picture.notes == ()
    full = [[run("a" * 74 + "z")]] * 3 + [[run("a" * 60 + " " + "b" * 60)]]
    picture = made(studio, sd, "x", {"positive": full, "negative": []})
    assert picture.notes and "“" + "b" * 45 + "” was not read" in picture.notes[0]


def test_a_model_that_cuts_long_prompts_reads_one_window(studio: Studio, sd: ModelFolder) -> None:
    picture = made(studio, sd, "x", parts([run("a fox")], [run("a hill")]), long_prompt="cut")
    assert "“a hill” was not read" in picture.notes[0]


@pytest.mark.parametrize("name", ["sd3", "flux"])
def test_t5_families_ignore_weights_and_say_so(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    plain = made(studio, found, "a fox", None, reads=48)
    heavy = made(studio, found, "a fox", parts([run("a fox", 1.3)]), reads=48)
    assert heavy.pixels_sha256 == plain.pixels_sha256
    assert any("no weights" in note for note in heavy.notes)
    assert plan(studio, found, "a fox", parts([run("a fox")]), reads=48).nodes[0].version == "1"


@pytest.mark.parametrize(
    "bad",
    [
        {"positive": []},
        {"positive": "a", "negative": []},
        {"positive": [[{"text": 1}]], "negative": []},
        {"positive": [[{"text": "a", "weight": 9}]], "negative": []},
        {"positive": [[{"text": "a", "weight": 1, "lora": "x"}]], "negative": []},
        {"positive": [[]] * 5, "negative": []},
    ],
)
def test_parts_that_cannot_be_read_are_refused(studio: Studio, sd: ModelFolder, bad: Any) -> None:
    node = plan(studio, sd, "a", None).nodes[0]
    with pytest.raises(EngineError):
        TextToImage.from_params({**node.params, "parts": bad})


def test_a_recipe_whose_version_and_parts_disagree_is_refused(studio: Studio, sd: ModelFolder) -> None:
    node = plan(studio, sd, "a", None).nodes[0]
    with pytest.raises(EngineError, match="Plan it again"):
        render(Recipe(nodes=(Node(op=node.op, version="2", params=node.params),), context={}), studio.job())
