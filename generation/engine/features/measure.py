"""All measures of one picture, from one look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image
from skimage.color import rgb2lab

from generation.engine.acceptance import sharpness
from generation.engine.acceptance.evidence import Seen
from generation.engine.features import alike, colour, composition, layout
from generation.engine.features.seen import Asked, Looked
from generation.engine.features.structure import structure
from generation.engine.features.table import FEATURES
from generation.engine.finishing.colour import flatten
from generation.engine.finishing.space import BUSY, busyness
from generation.engine.picture import Box, Pixels

SMALL, TINY = 512, 96  # pixels of the long side


@dataclass(frozen=True, slots=True)
class Measured:
    """`values` by the names of the table, without what could not be measured; `fingerprint` and `colours` as alike.py
    has them, `structure` as structure.py."""

    values: dict[str, float]
    fingerprint: int
    colours: list[int]
    structure: bytes = b""


def measure(pixels: Pixels, boxes: Iterable[Box] = (), asked: Asked | None = None) -> Measured:
    """Of (h, w, 3|4) uint8 sRGB. The same pixels and evidence give the same numbers."""
    asked = asked or Asked()
    small = _within(flatten(pixels, "#FFFFFF"), SMALL)
    looked = Looked(small, _within(small, TINY), tuple(boxes))
    lab = rgb2lab(looked.tiny)
    busy = busyness(small) / BUSY
    values = {
        **colour.measures(looked, lab, asked),
        **composition.measures(looked, busy, lab[..., 0]),
        **layout.measures(looked, busy, asked),
        "detail": float(busy.mean()),
        "blur": sharpness.test(Seen(small), 1.0).value or 0.0,
    }
    kept = {name: round(values[name], 5) for name in FEATURES if name in values}
    return Measured(kept, alike.fingerprint(lab[..., 0]), alike.signature(lab), structure(lab[..., 0]))


def _within(pixels: Pixels, long_side: int) -> Pixels:
    """At most `long_side` long. Averaged as encoded, not in linear light: that would take most of the time."""
    scale = long_side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
