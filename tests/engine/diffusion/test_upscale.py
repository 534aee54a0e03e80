"""Enlarging tile by tile: no seam, no tile alone, and the upscalers made for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.diffusion import upscale
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.diffusion.tiles import Blend, Grid, starts
from generation.engine.guides import Guides
from generation.engine.picture import Cancelled, EngineError, Picture
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio
from tests.engine.diffusion.starting import held, made, ramp, started
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]
TILES = {"upscale": {"tile": 64, "overlap": 24, "steps": 2, "strength": 0.5}}


def steps_across(pixels: np.ndarray) -> np.ndarray:
    """The mean step from each column to the next."""
    return np.abs(np.diff(pixels.astype(float), axis=1)).mean(axis=(0, 2))


@pytest.mark.parametrize("length", [1, 64, 65, 100, 128, 1000])
@pytest.mark.parametrize("overlap", [0, 16, 32])
def test_tiles_cover_the_whole_evenly_with_the_overlap_that_was_asked_for(length: int, overlap: int) -> None:
    begin = starts(length, 64, overlap)
    assert begin[0] == 0 and (begin[-1] + 64 == length or length <= 64)
    gaps = [b - a for a, b in itertools.pairwise(begin)]
    assert all(0 < gap <= 64 - overlap for gap in gaps) and max(gaps, default=0) - min(gaps, default=0) <= 1


def test_tiles_that_differ_go_over_into_each_other_without_a_step() -> None:
    """The hardest case: neighbours that are black and white."""
    grid = Grid.over(160, 64, (64, 64), 16)
    blend = Blend(grid)
    for tile in grid.tiles():
        blend.add(tile.number, np.full((64, 64, 3), 255 * (tile.number % 2), np.uint8))
    assert steps_across(blend.pixels()).max() <= 255 * np.pi / 2 / 16 + 1  # the steepest of the cosine ramp
    assert blend.pixels()[:, 0].max() == 0 and blend.pixels()[:, -1].max() == 0


def test_tiles_that_came_out_lighter_and_darker_leave_no_seam(
    studio: Studio, sd: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole node, with a model that gives back what it is shown, every other tile a good deal lighter."""

    def lighter(_pipe: Any, _asked: Any, shown: Any, steps: Any, _seed: int) -> np.ndarray:
        return np.asarray(shown) + np.uint8(40 * (steps.part % 2))

    monkeypatch.setattr(upscale, "_made", lighter)
    start = started(studio, ramp(112, 64), strength=1.0)
    recipe = held(studio, sd, Guides(start=start, upscale=2), width=112, height=64, **TILES)
    monkeypatch.setattr(upscale, "start_of", lambda *given: Picture(pixels=ramp(112, 64)))
    large = render(Recipe(recipe.nodes[-1:]), studio.job()).pixels
    across, edges = steps_across(large), edges_of(large.shape[1])
    inside = np.delete(across, [x - 1 for x in edges])
    assert large.shape == (128, 224, 3) and len(edges) >= 6
    assert max(across[x - 1] for x in edges) <= inside.max() and across.max() < 40 / 4


def test_no_step_at_the_edge_of_a_tile_is_larger_than_those_around_it(studio: Studio, sd: ModelFolder) -> None:
    start = started(studio, ramp(112, 64), strength=1.0)
    large = made(studio, sd, Guides(start=start, upscale=2), width=112, height=64, **TILES).pixels
    seam = large.astype(int)
    seam[:, 64:] += 64
    assert loudest_edge(large) < 1.2 < loudest_edge(seam)


def loudest_edge(pixels: np.ndarray) -> float:
    """The step at an edge of a tile, over the largest of the 16 around it: the worst of all edges."""
    across = steps_across(pixels)
    return max(
        across[x - 1] / max(*across[max(0, x - 9) : x - 1], *across[x : x + 8]) for x in edges_of(pixels.shape[1])
    )


def edges_of(length: int) -> list[int]:
    return sorted({x for begin in starts(length, 64, 24) for x in (begin, begin + 64) if 0 < x < length})


def test_each_tile_is_reported_and_shown_when_it_arrives(studio: Studio, sd: ModelFolder) -> None:
    seen: list[tuple[int, int]] = []
    shown: list[tuple[int, ...]] = []
    grey = np.full((64, 64, 3), 128, np.uint8)
    recipe = held(studio, sd, Guides(start=started(studio, grey, strength=1.0), upscale=2), **TILES)
    job = studio.job(
        progress=lambda done, total: seen.append((done, total)),
        preview=lambda pixels, index: shown.append(pixels.shape),
        wants_preview=lambda: bool(seen) and seen[-1][1] == 9,
    )
    picture = render(recipe, job)
    assert (picture.width, picture.height) == (128, 128)
    tiles = [one for one in seen if one[1] == 9]
    assert tiles == [(done, 9) for done in range(1, 10)], "nine tiles of one step"
    assert (128, 128, 3) in shown and len(shown) >= 9


def test_each_tile_has_noise_of_its_own(studio: Studio, sd: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[int] = []

    def seen(pipe: Any, asked: Any, shown: Any, steps: Any, seed: int) -> Any:
        seeds.append(seed)
        return make(pipe, asked, shown, steps, seed)

    make = upscale._made
    monkeypatch.setattr(upscale, "_made", seen)
    for seed in (1, 2):
        made(studio, sd, Guides(start=started(studio, ramp()), upscale=2), seed=seed, **TILES)
    assert len(seeds) == len(set(seeds)) == 18


def test_cancel_stops_between_tiles(studio: Studio, sd: ModelFolder) -> None:
    seen: list[int] = []
    recipe = held(studio, sd, Guides(start=started(studio, ramp()), upscale=2), **TILES)
    with pytest.raises(Cancelled):
        render(recipe, studio.job(progress=lambda done, total: seen.append(total), cancelled=lambda: 9 in seen))
    assert seen.count(9) == 1


@pytest.mark.parametrize(("name", "times"), [("x4", 4), ("x2", 2)])
def test_an_upscaler_enlarges_tile_by_tile(studio: Studio, tiny: Tiny, sd: ModelFolder, name: str, times: int) -> None:
    found = studio.register(tiny(name))
    assert (found.kind, found.capabilities) == ("upscaler", ("upscale",))
    guides = Guides(start=started(studio, ramp(48, 32)), upscale=times, upscaler=found.weights)
    settings: dict[str, Any] = {"upscale": {"tile": 128, "overlap": 32, "steps": 1}}
    recipe = held(studio, sd, guides, width=48, height=32, resolution=40, **settings)
    assert [node.op for node in recipe.nodes] == ["stored", "diffusers.image_to_image", "diffusers.upscale"]
    start = recipe.nodes[1].params
    totals: list[int] = []
    picture = render(recipe, studio.job(progress=lambda done, total: totals.append(total)))
    assert (picture.width, picture.height) == (start["width"] * times, start["height"] * times)
    assert totals[-1] == (2 if times == 4 else 1), "tiles, each of one step"


def test_what_an_upscale_cannot_do_is_said(studio: Studio, tiny: Tiny, sd: ModelFolder) -> None:
    x4 = studio.register(tiny("x4"))
    start = started(studio, ramp())
    with pytest.raises(EngineError, match="an upscaler enlarges 2 or 4 times, not 3"):
        held(studio, sd, Guides(start=start, upscale=3, upscaler=x4.weights))
    with pytest.raises(EngineError, match="times is 20"):
        held(studio, sd, Guides(start=start, upscale=20))
    with pytest.raises(EngineError, match="is of the family x4, and this recipe was planned for x2"):
        made(studio, sd, Guides(start=start, upscale=2, upscaler=x4.weights))
    with pytest.raises(EngineError, match="has the family 'x4'; known:"):
        studio.plan(x4)
