"""Pictures and masks to start from, and orders held to them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.diffusion import engine
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Guides, Start
from generation.engine.picture import Picture
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio

Grey = NDArray[np.uint8]


def ramp(width: int = 64, height: int = 64) -> Grey:
    """Colours that change evenly, so that a step anywhere would be seen: (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([40 + 150 * x / width, 40 + 150 * y / height, np.full(x.shape, 120.0)], -1).astype(np.uint8)


def square(width: int = 64, height: int = 64) -> Grey:
    """A mask: white in the middle."""
    mask = np.zeros((height, width), np.uint8)
    mask[height // 4 : -height // 4, width // 4 : -width // 4] = 255
    return mask


def kept(studio: Studio, pixels: Grey) -> str:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return studio.shelf.keep(stream.getvalue())


def started(studio: Studio, pixels: Grey, mask: Grey | None = None, strength: float = 0.7) -> Start:
    return Start(picture=kept(studio, pixels), strength=strength, mask="" if mask is None else kept(studio, mask))


def held(studio: Studio, found: ModelFolder, guides: Guides, **asked: Any) -> Recipe:
    """An order held to these guides, planned."""
    order = studio.order(found, **asked)
    order = replace(order, model=replace(order.model, capabilities=found.capabilities), guides=guides)
    return engine.plan(order)


def made(studio: Studio, found: ModelFolder, guides: Guides, **asked: Any) -> Picture:
    return render(held(studio, found, guides, **asked), studio.job())
