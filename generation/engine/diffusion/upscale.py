"""The node that enlarges a picture and makes it anew, tile by tile."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

from generation.engine.diffusion import load
from generation.engine.diffusion.canvas import LANCZOS, rgb, start_of
from generation.engine.diffusion.families import UPSCALE
from generation.engine.diffusion.generate import following, read
from generation.engine.diffusion.ladder import climbing
from generation.engine.diffusion.making import Ready, ready
from generation.engine.diffusion.params import Upscale
from generation.engine.diffusion.sound import not_flat, pixels_of
from generation.engine.diffusion.steps import Steps
from generation.engine.diffusion.tiles import Blend, Grid
from generation.engine.diffusion.together import in_hand
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node

MOST = 128_000_000  # pixels: the sums while blending take 16 bytes for each
PREVIEW = 512  # pixels of its long side


@climbing
def upscale(before: Picture | None, node: Node, job: Job) -> Picture:
    """The picture before, `times` as large along each side. Progress counts the steps of all tiles."""
    asked = read(node, Upscale)
    start = start_of(before, node, job)
    width, height = round(start.width * asked.times), round(start.height * asked.times)
    if width * height > MOST:
        raise EngineError(
            f"{width} by {height} pixels are more than the {MOST // 1_000_000} million that one picture may have here. "
            "Enlarge it less."
        )
    job.check_cancelled()
    with load.pipeline(asked, job) as warm, ready(warm, asked, node, job, UPSCALE) as pipe:
        picture = pipe.picture(not_flat(_tiled(pipe, rgb(start), (width, height)), warm.folder.path))
    return following(start, picture)


def _tiled(pipe: Ready, image: Image.Image, size: tuple[int, int]) -> Pixels:
    """Pixels of `size`. The source is what a tile is shown: the picture enlarged, or, for an upscaler, as it is."""
    asked: Any = pipe.asked
    factor = asked.kind.enlarges or 1
    source = np.asarray(image if asked.kind.enlarges else image.resize(size, LANCZOS))
    multiple = asked.kind.multiple // factor
    h, w = source.shape[:2]
    tile = tuple(min(side // factor, -(-length // multiple) * multiple)
                 for side, length in ((asked.width, w), (asked.height, h)))  # fmt: skip
    tile_w, tile_h = tile
    # A side shorter than a tile is drawn out by its last pixels: models take whole multiples only.
    source = np.pad(source, ((0, max(0, tile_h - h)), (0, max(0, tile_w - w)), (0, 0)), mode="edge")
    grid = Grid.over(source.shape[1], source.shape[0], (tile_w, tile_h), asked.overlap // factor)
    blend = Blend(grid.times(factor))
    ground = np.asarray(Image.fromarray(source).resize(blend.grid.size, LANCZOS))
    for place, shown in grid.cut(source):
        steps = Steps(str(pipe.warm.folder.path), pipe.job, part=place.number, parts=len(grid.tiles()))
        blend.add(place.number, _made(pipe, asked, Image.fromarray(shown), steps, place.seed(asked.seed)))
        if pipe.job.wants_preview():
            pipe.job.preview(_small(blend.pixels(ground)[: size[1], : size[0]]), in_hand())
    return blend.pixels()[: size[1], : size[0]]


def _made(pipe: Ready, asked: Upscale, shown: Image.Image, steps: Steps, seed: int) -> Pixels:
    """One tile. Its edges are as its neighbours show them, since all of them are shown the same picture."""
    more: dict[str, Any] = {"image": shown}
    if not asked.kind.enlarges:
        more |= {"strength": asked.strength, "width": shown.width, "height": shown.height}
    elif asked.family == "x4":
        more["noise_level"] = asked.noise
    return pixels_of(pipe.call(steps=steps, seed=seed, **more), pipe.warm.folder.path)


def _small(pixels: Pixels) -> Pixels:
    image = Image.fromarray(pixels)
    image.thumbnail((PREVIEW, PREVIEW), Image.Resampling.BOX)
    return np.asarray(image)
