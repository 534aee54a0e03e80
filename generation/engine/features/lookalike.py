"""How far apart two pictures are in which nothing is named, as those of a diffusion model: 1 is where they stop being
nearly the same. What was made of one picture (a larger one, a crop, a part painted anew, image to image at a small
strength) is nearer; another seed of the same words is further.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generation.engine.features.alike import colours_apart
from generation.engine.features.structure import likeness

Matrix = NDArray[np.float64]
ALIKE: Final = 0.7  # likeness of the pattern that is enough by itself; chosen on some briefs, reported on others
LOOSELY: Final = 0.6  # likeness that is enough where an image encoder takes them for the same
SAME: Final = 0.9  # cosine of two embeddings, less their order's mean, from which it does
LIT: Final = 12.0  # mean ΔE of pictures in another light, or of a thing in another colour
LEAST: Final = 8  # embeddings of an order whose mean says what all of it shares


def apart(
    structures: Sequence[bytes],
    colours: Sequence[Sequence[float]],
    embeddings: Sequence[Sequence[float] | None],
) -> Matrix:
    """(n, n), from what structure.py and alike.py made of n pictures, and what one image encoder made of some."""
    like = likeness(list(structures)).astype(np.float64)
    by_pattern = (1 - like) / (1 - ALIKE)
    by_encoder = np.maximum((1 - like) / (1 - LOOSELY), (1 - seen(embeddings)) / (1 - SAME))
    lit = colours_apart(np.array(colours, np.float64)) / LIT
    return np.asarray(np.maximum(np.minimum(by_pattern, by_encoder), lit), np.float64)


def seen(embeddings: Sequence[Sequence[float] | None]) -> Matrix:
    """(n, n) cosine of every two embeddings, less the mean of all; -1 where one is missing, or too few are there."""
    found = np.full((len(embeddings), len(embeddings)), -1.0)
    there = [index for index, one in enumerate(embeddings) if one]
    if len(there) < LEAST:
        return found
    vectors = np.array([embeddings[index] for index in there], np.float64)
    vectors -= vectors.mean(0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    found[np.ix_(there, there)] = vectors @ vectors.T
    return found
