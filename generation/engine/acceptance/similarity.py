"""How unlike a reference picture is: half by structure, half by colour, 0 the same to 1 nothing in common.

Structure is one less the SSIM of lightness at a long side of 128 pixels (Wang et al. 2004). Colour is the earth
mover's distance between the distributions of L*, a* and b*, each in one dimension (Rubner et al. 2000), the mean of the
three over 25, where pictures share no colour to speak of. The reference is cut to the picture's shape about its middle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import wasserstein_distance
from skimage.color import rgb2lab
from skimage.metrics import structural_similarity

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.verdict import Verdict, held, not_run
from generation.engine.finishing.colour import flatten
from generation.engine.finishing.fit import resample
from generation.engine.finishing.frame import window
from generation.engine.picture import Pixels

NAME = "similarity"
SIDE = 128  # pixels
FAR = 25.0  # mean distance along L*, a*, b* of pictures that share no colour


def test(seen: Seen, limit: float) -> Verdict:
    if seen.reference is None:
        return not_run(NAME, limit, "Its reference picture is not there. Choose another.")
    structure, colour = parts(seen.pixels, seen.reference)
    value = (structure + colour) / 2
    return held(NAME, value, limit, f"{value:.2f} from the reference, structure {structure:.2f}, colour {colour:.2f}")


def parts(picture: Pixels, reference: Pixels) -> tuple[float, float]:
    """Difference in structure and in colour, 0-1 each."""
    height, width = picture.shape[:2]
    scale = SIDE / max(height, width)
    size = max(11, round(width * scale)), max(11, round(height * scale))
    across, down = reference.shape[1], reference.shape[0]
    cut = window(across, down, width / height)
    framed = reference[cut.y : cut.y + cut.h, cut.x : cut.x + cut.w]
    labs = [_lab(pixels, size) for pixels in (picture, framed)]
    same = float(structural_similarity(labs[0][..., 0], labs[1][..., 0], data_range=100.0, gaussian_weights=True))  # type: ignore[no-untyped-call]
    moved = [wasserstein_distance(labs[0][..., i].ravel(), labs[1][..., i].ravel()) for i in range(3)]
    return min(max(1 - same, 0.0), 1.0), min(float(np.mean(moved)) / FAR, 1.0)


def _lab(pixels: Pixels, size: tuple[int, int]) -> NDArray[np.float64]:
    small = resample(flatten(pixels, "#FFFFFF"), *size, linear=True)
    found: NDArray[np.float64] = rgb2lab(small)
    return found
