"""ThumbHash: a picture in about 25 bytes, to stand where it will be until it loads.

The encoder of https://github.com/evanw/thumbhash (Evan Wallace, MIT), for opaque pictures, as matrix products: the
Python ports on the index loop over pixels, which takes longer than the preview itself. static/js/thumbhash.js decodes.
"""

from __future__ import annotations

import base64
from math import floor

import numpy as np
from numpy.typing import NDArray

from generation.engine.picture import Pixels

SIDE = 100  # pixels, the most of either side: more says nothing more
Floats = NDArray[np.float64]


def thumbhash(pixels: Pixels) -> str:
    """Base64 of the hash of (h, w, 3) sRGB pixels, neither side over `SIDE`."""
    return base64.b64encode(_encode(pixels)).decode("ascii")


def _encode(pixels: Pixels) -> bytes:
    """Luminance and two colour differences as a few cosines each: means and scales in the header, then 4 bits each."""
    height, width, channels = pixels.shape
    if channels != 3 or not 0 < height <= SIDE or not 0 < width <= SIDE:
        raise ValueError(f"A ThumbHash is made of RGB pixels, at most {SIDE} a side; these are {pixels.shape}.")
    red, green, blue = np.moveaxis(pixels.astype(np.float64) / 255, 2, 0)
    longest = max(width, height)
    across, down = (max(1, _nearest(7 * side / longest)) for side in (width, height))
    light = _channel((red + green + blue) / 3, max(3, across), max(3, down))
    yellow = _channel((red + green) / 2 - blue, 3, 3)
    warm = _channel(red - green, 3, 3)
    wide = int(width > height)
    head24 = _nearest(63 * light[0]) | _nearest(31.5 + 31.5 * yellow[0]) << 6 | _nearest(31.5 + 31.5 * warm[0]) << 12
    head24 |= _nearest(31 * light[2]) << 18
    head16 = (down if wide else across) | _nearest(63 * yellow[2]) << 3 | _nearest(63 * warm[2]) << 9 | wide << 15
    waves = [_nearest(15 * one) for _, terms, _ in (light, yellow, warm) for one in terms]
    waves += [0] * (len(waves) % 2)
    packed = bytes(low | high << 4 for low, high in zip(waves[::2], waves[1::2], strict=True))
    return head24.to_bytes(3, "little") + head16.to_bytes(2, "little") + packed


def _channel(values: Floats, across: int, down: int) -> tuple[float, list[float], float]:
    """(mean, other cosine terms scaled to 0-1 in the order of the format, their scale) of (h, w) values."""
    height, width = values.shape
    terms = _cosines(height, down) @ values @ _cosines(width, across).T / (width * height)
    rest = [
        float(terms[y, x]) for y in range(down) for x in range(across) if (x or y) and x * down < across * (down - y)
    ]
    scale = max((abs(one) for one in rest), default=0.0)
    return float(terms[0, 0]), [0.5 + 0.5 / scale * one if scale else 0.0 for one in rest], scale


def _cosines(side: int, many: int) -> Floats:
    """(many, side): the first basis functions of the DCT-II, sampled at the middles of the pixels."""
    return np.cos(np.pi / side * np.arange(many)[:, None] * (np.arange(side) + 0.5))


def _nearest(value: float) -> int:
    """As JavaScript rounds: halves go up."""
    return floor(value + 0.5)
