"""A picture in overlapping tiles that fade into each other, so that no edge of a tile is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.engine.picture import Pixels


@dataclass(frozen=True, slots=True)
class Tile:
    """`left` and `top` in pixels of the whole, the number of the tile, and its own seed."""

    left: int
    top: int
    number: int

    def seed(self, of_picture: int) -> int:
        """Another for each tile: the same noise in all of them is seen as a pattern that repeats."""
        digest = hashlib.sha256(f"{of_picture}:tile:{self.number}".encode()).digest()
        return int.from_bytes(digest[:4], "big")


def starts(length: int, tile: int, overlap: int) -> list[int]:
    """Where tiles begin along one side, evenly, the last one ending with the side. `overlap` is the least there is."""
    if length <= tile:
        return [0]
    count = -(-(length - overlap) // (tile - overlap))
    return [round(i * (length - tile) / (count - 1)) for i in range(count)]


@dataclass(frozen=True, slots=True)
class Grid:
    """Tiles of `tile` = (width, height) pixels, beginning at each of `across` and `down`."""

    across: tuple[int, ...]
    down: tuple[int, ...]
    tile: tuple[int, int]

    @classmethod
    def over(cls, width: int, height: int, tile: tuple[int, int], overlap: int) -> Grid:
        return cls(tuple(starts(width, tile[0], overlap)), tuple(starts(height, tile[1], overlap)), tile)

    def times(self, factor: int) -> Grid:
        """The same tiles of a picture that is `factor` times as large."""
        across, down = (tuple(start * factor for start in side) for side in (self.across, self.down))
        return Grid(across, down, (self.tile[0] * factor, self.tile[1] * factor))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole."""
        return self.across[-1] + self.tile[0], self.down[-1] + self.tile[1]

    def tiles(self) -> list[Tile]:
        """Row by row."""
        places = [(x, y) for y in self.down for x in self.across]
        return [Tile(x, y, number) for number, (x, y) in enumerate(places)]

    def cut(self, pixels: Pixels) -> Iterator[tuple[Tile, Pixels]]:
        for tile in self.tiles():
            yield tile, pixels[tile.top : tile.top + self.tile[1], tile.left : tile.left + self.tile[0]]


class Blend:
    """The whole, while its tiles arrive in any order: a mean of them, each weighing less towards its edges.

    The weight is a cosine ramp over the overlap on each side that has a neighbour (Burt and Adelson 1983 call it a
    transition zone), so the mean goes over smoothly from one tile to the next.
    """

    def __init__(self, grid: Grid) -> None:
        width, height = grid.size
        self.grid = grid
        self.sum = np.zeros((height, width, 3), np.float32)
        self.weight = np.zeros((height, width, 1), np.float32)
        self.across = _weights(grid.across, grid.tile[0])
        self.down = _weights(grid.down, grid.tile[1])

    def add(self, number: int, pixels: Pixels) -> None:
        """Tile `number` of the grid."""
        tile, (w, h) = self.grid.tiles()[number], self.grid.tile
        weight = (self.down[tile.top][:, None] * self.across[tile.left][None, :])[..., None]
        here = np.s_[tile.top : tile.top + h, tile.left : tile.left + w]
        self.sum[here] += weight * pixels
        self.weight[here] += weight

    def pixels(self, ground: Pixels | None = None) -> Pixels:
        """(H, W, 3). Where no tile came yet, `ground` shows."""
        mean = np.divide(self.sum, self.weight, out=np.zeros_like(self.sum), where=self.weight > 0)
        made: Pixels = np.clip(np.rint(mean), 0, 255).astype(np.uint8)
        return made if ground is None else np.where(self.weight > 0, made, ground)


def _weights(begin: tuple[int, ...], tile: int) -> dict[int, NDArray[np.float32]]:
    """For each start along one side, the weights of a tile's pixels."""
    found = {}
    for index, start in enumerate(begin):
        weight = np.ones(tile, np.float32)
        if index and (shared := begin[index - 1] + tile - start):
            weight[:shared] *= _ramp(shared)
        if index + 1 < len(begin) and (shared := start + tile - begin[index + 1]):
            weight[-shared:] *= _ramp(shared)[::-1]
        found[start] = weight
    return found


def _ramp(length: int) -> NDArray[np.float32]:
    """0…1, never either, with no corner at its ends."""
    ramp: NDArray[np.float32] = (0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)).astype(np.float32)
    return ramp
