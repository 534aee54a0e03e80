"""How well a promoted picture keeps its pick, measured in the worker once it is made."""

from __future__ import annotations

import io
from typing import Any

from generation.engine.picture import Picture, Pixels
from generation.models import Candidate
from generation.promotion.ways import COMPOSITION, PALETTE
from studio.lib import blobs

# What is asked of each: up to the first figure it is kept, up to the second it is near.
STRUCTURE = (0.25, 0.5)  # one less the SSIM of lightness, 0-1
DELTA_E = (6.0, 12.0)  # mean CIEDE2000 of cells; around 2 is what the eye just tells apart, side by side


def kept(candidate: Candidate, picture: Picture) -> list[dict[str, Any]]:
    """Composition and palette against the pick: [{name, verdict, value, limit, words}]; [] where it is no promotion."""
    pick = candidate.batch.promoted_from
    if pick is None or pick.picture_id is None:
        return []
    from generation.engine import drift  # scikit-image: in workers only

    found = drift.drift(_fitted(blobs.read(pick.picture_id), picture.width, picture.height), picture.pixels)
    return [
        _finding(
            COMPOSITION, found.structure, STRUCTURE, ("kept", "near the pick's", "not the pick's"), "{:.2f} apart"
        ),
        _finding(PALETTE, found.delta_e, DELTA_E, ("kept", "near the pick's", "not the pick's"), "ΔE {:.1f}"),
    ]


def _finding(
    name: str, value: float, steps: tuple[float, float], words: tuple[str, str, str], figure: str
) -> dict[str, Any]:
    place = sum(value > step for step in steps)
    said = f"{name.capitalize()} {words[place]}, {figure.format(value)}"
    return {"name": name, "verdict": "warn" if place == 2 else "pass", "value": value, "limit": steps[1], "words": said}


def _fitted(file: bytes, width: int, height: int) -> Pixels:
    """The middle of our own stored PNG in this shape, (height, width, 3 or 4) uint8: what the promotion began from."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(file), formats=["PNG"]) as image:
        whole = image.convert("RGBA" if image.mode == "RGBA" else "RGB")
    scale = max(width / whole.width, height / whole.height)
    w, h = width / scale, height / scale
    x, y = (whole.width - w) / 2, (whole.height - h) / 2
    return np.asarray(whole.resize((width, height), Image.Resampling.BICUBIC, box=(x, y, x + w, y + h)))
