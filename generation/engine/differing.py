"""How far two pictures of one recipe are apart, pixel by pixel. Pure."""

from __future__ import annotations

import io
from typing import Any, Final

import numpy as np
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from generation.engine.picture import Pixels

MOST: Final = 4_000_000  # pixels that differ of which the colour difference is computed; of more, evenly chosen ones


def compare(then: Pixels, now: Pixels) -> dict[str, Any]:
    """`largest` channel difference (of 255) and the `share` of pixels that differ; of sRGB pictures also `delta_e` and
    `delta_e_most`, the mean over all pixels and the largest CIEDE2000 (CIE 142-2001). Of other sizes only those."""
    if then.shape != now.shape:
        return {"size_then": list(then.shape[1::-1]), "size_now": list(now.shape[1::-1])}
    apart = np.abs(then.astype(np.int16) - now.astype(np.int16))
    where = apart.any(axis=2)
    found: dict[str, Any] = {"largest": int(apart.max(initial=0)), "share": round(float(where.mean()), 6)}
    if then.shape[2] == 3 and found["largest"]:
        pairs = [picture[where] for picture in (then, now)]
        step = -(-len(pairs[0]) // MOST)
        labs = [rgb2lab(some[::step, None, :]) for some in pairs]
        colours = deltaE_ciede2000(*labs)  # type: ignore[no-untyped-call]
        found["delta_e"] = round(float(colours.mean() * where.mean()), 4)
        found["delta_e_most"] = round(float(colours.max()), 3)
    return found


def compare_files(then: bytes, now: bytes) -> dict[str, Any]:
    """The same of two files. One with a channel of transparency is compared with it, one in CMYK in its inks."""
    return compare(_pixels(then), _pixels(now))


def _pixels(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        mode = image.mode if image.mode in ("RGB", "RGBA", "CMYK") else "RGBA"
        return np.asarray(image.convert(mode))
