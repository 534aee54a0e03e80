"""What the tests look at besides their limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.engine.picture import Box, Pixels

Encode = Callable[[Pixels], NDArray[np.float64]]
"""A picture (h, w, 3) uint8 sRGB to a vector of length 1."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a placement has copy. Boxes are 0-1 of its own frame, `ratio` its width over its height."""

    name: str
    ratio: float
    copy: Box
    safe: Box


@dataclass(frozen=True, slots=True)
class Character:
    """Who is to be seen, and the pictures of the sheet, (h, w, 3) uint8."""

    name: str
    views: tuple[Pixels, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture, (h, w, 3|4) uint8 sRGB, and what it is held against. `boxes` are its own named regions."""

    pixels: Pixels
    boxes: tuple[Box, ...] = ()
    palette: tuple[str, ...] = ()  # "#rrggbb"
    rooms: tuple[Room, ...] = ()
    reference: Pixels | None = None
    characters: tuple[Character, ...] = ()
    encode: Encode | None = None
