"""A 3D LUT over the picture: the grade of a brand, the same in every picture.

Interpolation is tetrahedral (J. Sakamoto, H. Itooka, "Linear interpolator for color correction", US 4275413, 1981; the
usual choice in grading): of the cell's eight corners it takes the four on the way from black to white that passes the
colour, so a neutral grey stays on the LUT's own greys. float32 throughout, one order of operations: the same LUT and
picture give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generation.engine.finishing.fit import needed
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node

Floats = NDArray[np.float32]
MAX_SIZE: Final = 65  # points a side
ROWS: Final = 256  # of the picture at a time, to bound memory


@dataclass(frozen=True)
class Lut:
    """`points` are (size³, 3) float32, red running fastest; `least`, `most` the inputs of the first and last point."""

    size: int
    points: Floats
    least: Floats
    most: Floats


def lut(before: Picture | None, node: Node, job: Job) -> Picture:
    """`inputs.lut`: a .cube file by digest. sRGB in and out; transparency and print colour stay as they are."""
    picture = needed(before, node)
    if picture.space != "srgb":
        raise EngineError("A LUT is for sRGB. Put the grade before the conversion to print colour.")
    table = read(job.inputs.blob(node.inputs["lut"].partition(":")[2]))
    return picture.with_(pixels=apply(picture.pixels, table), file=None)


def read(data: bytes) -> Lut:
    """A .cube file as a style pack keeps it: keywords, then size³ lines of three numbers. Raises EngineError."""
    head: dict[str, list[str]] = {}
    lines = data.decode("ascii", "replace").splitlines()
    while lines and lines[0][:1].isalpha():
        name, *rest = lines.pop(0).split()
        head[name] = rest
    try:
        size = int(head["LUT_3D_SIZE"][0])
        points = np.array(" ".join(lines).split(), np.float32)
        least = np.array(head.get("DOMAIN_MIN", ["0", "0", "0"]), np.float32)
        most = np.array(head.get("DOMAIN_MAX", ["1", "1", "1"]), np.float32)
    except (KeyError, IndexError, ValueError) as error:
        raise EngineError(
            "The LUT of this recipe is not a 3D .cube file. Upload it to the style pack again."
        ) from error
    if (
        not 2 <= size <= MAX_SIZE
        or points.size != 3 * size**3
        or np.any(most <= least)
        or not np.all(np.isfinite(points))
    ):
        raise EngineError("The LUT of this recipe is damaged. Upload it to the style pack again.")
    return Lut(size, points.reshape(-1, 3), least, most)


def apply(pixels: Pixels, table: Lut) -> Pixels:
    """(h, w, 3 or 4) uint8 through the LUT; a fourth channel is kept."""
    out = pixels.copy()
    for top in range(0, pixels.shape[0], ROWS):
        band = pixels[top : top + ROWS, :, :3]
        graded = tetrahedral(band.reshape(-1, 3).astype(np.float32) / np.float32(255), table)
        eight = np.clip(np.floor(graded * np.float32(255) + np.float32(0.5)), 0, 255)
        out[top : top + ROWS, :, :3] = eight.astype(np.uint8).reshape(band.shape)
    return out


def tetrahedral(colours: Floats, table: Lut) -> Floats:
    """(n, 3) float32 through the LUT, unclipped."""
    last = np.float32(table.size - 1)
    place = np.clip((colours - table.least) / (table.most - table.least), np.float32(0), np.float32(1)) * last
    cell = np.minimum(np.floor(place), last - 1)
    within = place - cell  # (n, 3), 0 … 1 in the cell
    step = np.array([1, table.size, table.size**2])
    corner = cell.astype(np.int64) @ step
    order = np.argsort(-within, axis=1, kind="stable")  # the axis that is furthest along goes first
    along = np.take_along_axis(within, order, axis=1)
    found: Floats = table.points[corner] * (np.float32(1) - along[:, :1])
    for turn in range(3):
        corner = corner + step[order[:, turn]]
        share = along[:, turn] - (along[:, turn + 1] if turn < 2 else np.float32(0))
        found = found + table.points[corner] * share[:, None]
    return found
