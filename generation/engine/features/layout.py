"""Where copy stands, and what of the subject each placement's crop keeps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.features.seen import Asked, Looked
from generation.engine.finishing.colour import luminance, ratio
from generation.engine.finishing.frame import clip, focal_box, window
from generation.engine.picture import Box

BLACK, WHITE = 0.0, 1.0  # relative luminance
WORST = 5.0  # per cent of the room whose contrast is let go, as finishing does


def measures(looked: Looked, busy: NDArray[np.float64], asked: Asked) -> dict[str, float]:
    """`busy` is the detail of looked.small, 1 where copy still reads. Nothing of what the brief does not ask for."""
    found: dict[str, float] = {}
    if parts := list(rooms(looked, asked)):
        light = luminance(looked.small)
        found["copy_space"] = float(np.mean([busy[part].mean() for part in parts]))
        found["copy_contrast"] = float(np.mean([_reads(light[part]) for part in parts]))
    if (kept := fits(looked, asked)) is not None:
        found["layout"] = kept
    return found


def rooms(looked: Looked, asked: Asked) -> list[tuple[slice, slice]]:
    """The room for copy of each placement, as rows and columns of looked.small; where no placement has one, what the
    picture itself keeps free."""
    height, width = looked.small.shape[:2]
    found = []
    for room in asked.rooms:
        cut = window(width, height, room.ratio, looked.boxes, safe=room.safe)
        found.append(_pixels(room.copy, cut.x, cut.y, cut.w, cut.h))
    own = [clip(box) for box in looked.boxes if box.kind == "copy"]
    return found or [_pixels(box, 0, 0, width, height) for box in own if box is not None]


def fits(looked: Looked, asked: Asked) -> float | None:
    """Share of the subject in the safe area, 0-1, mean of all placements; None without subject or placements."""
    focal = focal_box(looked.boxes)
    subject = clip(focal) if focal is not None else None
    if subject is None or not asked.cuts:
        return None
    height, width = looked.small.shape[:2]
    shares = []
    for cut in asked.cuts:
        seen = window(width, height, cut.ratio, looked.boxes, safe=cut.safe).map(subject, width, height)
        across = min(seen.x + seen.w, cut.safe.x + cut.safe.w) - max(seen.x, cut.safe.x)
        down = min(seen.y + seen.h, cut.safe.y + cut.safe.h) - max(seen.y, cut.safe.y)
        shares.append(max(across, 0.0) * max(down, 0.0) / (seen.w * seen.h))
    return float(np.mean(shares))


def _pixels(box: Box, x: int, y: int, w: int, h: int) -> tuple[slice, slice]:
    """The box of a window as rows and columns, at least one of each."""
    top, left = y + int(box.y * h), x + int(box.x * w)
    return (
        slice(top, max(top + 1, y + round((box.y + box.h) * h))),
        slice(left, max(left + 1, x + round((box.x + box.w) * w))),
    )


def _reads(light: NDArray[np.float64]) -> float:
    """The better of black and white type over this, reached by all but the worst pixels."""
    return max(float(np.percentile(ratio(ink, light), WORST)) for ink in (BLACK, WHITE))
