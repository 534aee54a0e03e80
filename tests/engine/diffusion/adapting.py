"""Adapters on tiny models: what to ask for, and what comes of it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.diffusion import engine
from generation.engine.diffusion.adapters import wearing
from generation.engine.diffusion.adapters.scan import AdapterFile
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Control, Guides, Lora
from generation.engine.picture import Picture
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio


@pytest.fixture(autouse=True, scope="module")
def bare_afterwards() -> object:
    yield
    wearing._worn.clear()


def png(seed: int, size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.random.default_rng(seed).integers(0, 255, (*size, 3), np.uint8)).save(out, "PNG")
    return out.getvalue()


def plan(studio: Studio, model: ModelFolder, guides: Guides, **asked: Any) -> Recipe:
    return engine.plan(replace(studio.order(model, reads=48, **asked), guides=guides))


def make(studio: Studio, model: ModelFolder, guides: Guides = Guides(), **asked: Any) -> Picture:  # noqa: B008
    return render(plan(studio, model, guides, **asked), studio.job())


def loras(*files: tuple[AdapterFile, float]) -> Guides:
    return Guides(loras=tuple(Lora(file.weights, scale) for file, scale in files))


def said(recipe: Recipe, **params: Any) -> Recipe:
    """The recipe with other params of its step."""
    node = recipe.nodes[0]
    return Recipe((replace(node, params={**node.params, **params}),), recipe.context)


def held(studio: Studio, net: AdapterFile, seed: int = 1, **more: Any) -> Control:
    return Control("depth", studio.shelf.keep(png(seed)), net.weights, **more)
