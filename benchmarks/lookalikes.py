"""A reference set of near-duplicates without named regions, as a diffusion model's pictures come: several unlike
pictures of one brief, and what is made of each by small changes.

The pictures are previz options of one brief, whose regions are left out; two that are seen nearly alike by their
recipes are neither alike nor unlike and do not count. What is made of them stands in for what the product makes:
`upscaled`, `stored` (JPEG), `grain`, `light`, `cropped` (2 to 5 % of each side), `revised` (a part painted anew),
`redrawn` (image to image at a small strength: everything moves a little, colours drift) and several of these at once.
A real model redraws in other ways than a warp does, and no weights are here to show how.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from scipy.ndimage import map_coordinates, zoom

from benchmarks.measured import made
from benchmarks.previz import plan, still
from benchmarks.previz_briefs import SAMPLES
from benchmarks.previz_sheets import size
from generation.engine.features.measure import measure
from generation.engine.picture import Pixels

KEPT: Final = Path("var/benchmarks/lookalikes")
Rng = np.random.Generator
Change = Callable[[Pixels, Rng], Pixels]


@dataclass(frozen=True, slots=True)
class Base:
    """A picture of its own; `how`, `azimuth` and `size` as Made has them."""

    pixels: Pixels
    how: str
    azimuth: float
    size: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the set: of which base, by which change ("" for the base), and what was measured of it."""

    base: int
    change: str
    pixels: Pixels
    fingerprint: int
    colours: list[int]
    structure: bytes


def bases(index: int, count: int, long: int) -> list[Base]:
    """The first options of a sample brief, rendered now unless they are kept."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = []
    for position in range(count):
        kept = KEPT / f"{index:02d}-{position}-{long}.npz"
        if not kept.exists():
            node = plan(SAMPLES[index], *size(SAMPLES[index].shape, long), 2, position)
            scene: Any = node.params["scene"]
            picture = still(node)
            row = made(picture, scene["camera"])
            told = np.array([row.azimuth, row.size])
            np.savez_compressed(kept, pixels=picture.pixels[..., :3], how=np.array(row.how), told=told)
        with np.load(kept) as file:
            azimuth, large = (float(value) for value in file["told"])
            found.append(Base(file["pixels"], str(file["how"]), azimuth, large))
    return found


def order(index: int, some: list[Base], seed: int) -> list[Shown]:
    """Every base with one picture by each change, measured."""
    rng = np.random.default_rng([seed, index])
    found = []
    for number, base in enumerate(some):
        for change in ("", *CHANGES):
            pixels = CHANGES[change](base.pixels, rng) if change else base.pixels
            seen = measure(pixels)
            found.append(Shown(number, change, pixels, seen.fingerprint, seen.colours, seen.structure))
    return found


# --- what is made of a picture ---------------------------------------------------------------------------------------
def upscaled(pixels: Pixels, rng: Rng) -> Pixels:
    height, width = pixels.shape[:2]
    large = Image.fromarray(pixels).resize((width * 2, height * 2), Image.Resampling.LANCZOS)
    return grain(np.asarray(large.filter(ImageFilter.UnsharpMask(2, 120))), rng)


def stored(pixels: Pixels, rng: Rng) -> Pixels:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=int(rng.integers(25, 60)))
    return np.asarray(Image.open(file))


def grain(pixels: Pixels, rng: Rng) -> Pixels:
    return _whole(pixels + rng.normal(0, 6, pixels.shape))


def light(pixels: Pixels, rng: Rng) -> Pixels:
    """Up to an eighth brighter or darker, and a little warmer or cooler."""
    warm = float(rng.uniform(-0.04, 0.04))
    return _whole(pixels * (float(rng.uniform(0.88, 1.12)) * np.array([1 + warm, 1, 1 - warm])))


def cropped(pixels: Pixels, rng: Rng) -> Pixels:
    height, width = pixels.shape[:2]
    cut = rng.uniform(0.02, 0.05, 4) * (height, width, height, width)
    box = (float(cut[1]), float(cut[0]), width - float(cut[3]), height - float(cut[2]))
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC, box=box))


def revised(pixels: Pixels, rng: Rng) -> Pixels:
    """A part of a quarter of each side is painted anew, with soft edges."""
    height, width = pixels.shape[:2]
    top, left = int(rng.uniform(0, 0.75) * height), int(rng.uniform(0, 0.75) * width)
    mask = Image.new("L", (width, height))
    mask.paste(255, (left, top, left + width // 4, top + height // 4))
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(width / 60)), np.float64)[..., None] / 255
    return _whole(pixels * (1 - soft) + pixels[::-1, ::-1] * soft)


def redrawn(pixels: Pixels, rng: Rng) -> Pixels:
    """Everything moved by up to some 1.5 % of the width, and a slow drift of colour."""
    height, width = pixels.shape[:2]
    moved = [_slow(rng, height, width) * 0.015 * width for _ in range(2)]
    place = np.mgrid[:height, :width].astype(np.float64) + np.array(moved)
    image = np.stack(
        [map_coordinates(pixels[..., c].astype(float), place, order=1, mode="nearest") for c in range(3)], -1
    )
    return _whole(image + np.stack([_slow(rng, height, width) * 8 for _ in range(3)], -1))


def several(pixels: Pixels, rng: Rng) -> Pixels:
    return stored(light(cropped(redrawn(pixels, rng), rng), rng), rng)


CHANGES: Final[Mapping[str, Change]] = {
    one.__name__: one for one in (upscaled, stored, grain, light, cropped, revised, redrawn, several)
}


def _slow(rng: Rng, height: int, width: int) -> NDArray[np.float64]:
    """(h, w) of smooth noise within -1 to 1."""
    coarse = rng.uniform(-1, 1, (6, 6))
    found: NDArray[np.float64] = zoom(coarse, (height / 6, width / 6), order=3, mode="nearest", grid_mode=True)
    return np.clip(found, -1, 1)


def _whole(values: NDArray[np.float64]) -> Pixels:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
