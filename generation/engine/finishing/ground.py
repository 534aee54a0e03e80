"""What a logo would stand on: the mean colour of a place in the picture, against colours it must not stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from skimage.color import deltaE_ciede2000, rgb2lab

from generation.engine.finishing.colour import rgb
from generation.engine.finishing.placement import Spec
from generation.engine.picture import Pixels


def forbidden(place: Mapping[str, Any], preview: Pixels, spec: Spec, colours: Sequence[str], least: float) -> bool:
    """Is the mean colour under `place` (x, y, w, h in pixels of the file) within ΔE 2000 `least` of one of these?

    As checks/logo_ground.py judges the file, on the picture as it is planned.
    """
    width, height = spec.pixel_size
    across, down = preview.shape[1] / width, preview.shape[0] / height
    x, y, w, h = (int(place[name]) for name in "xywh")
    left, top = int(x * across), int(y * down)
    part = preview[top : max(top + 1, round((y + h) * down)), left : max(left + 1, round((x + w) * across)), :3]
    mean = rgb2lab(part.reshape(-1, 1, 3) / 255.0).reshape(-1, 3).mean(axis=0).reshape(1, 1, 3)
    wanted = (rgb2lab(np.asarray(rgb(colour), np.float64).reshape(1, 1, 3) / 255) for colour in colours)
    return any(float(deltaE_ciede2000(mean, one)[0, 0]) <= least for one in wanted)  # type: ignore[no-untyped-call]
