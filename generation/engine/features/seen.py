"""What the measures look at."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.acceptance.evidence import Room
from generation.engine.picture import Box, Pixels


@dataclass(frozen=True, slots=True)
class Cut:
    """A placement as a crop: its width over its height, and what of its frame is safe, 0-1."""

    ratio: float
    safe: Box


@dataclass(frozen=True, slots=True)
class Asked:
    """What the brief asks of its pictures. `palette` is "#rrggbb"; `rooms` are where copy stands."""

    palette: tuple[str, ...] = ()
    rooms: tuple[Room, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture as every measure sees it, brought down once. `small` has a long side of 512 pixels, `tiny` of 96;
    `boxes` are its named regions."""

    small: Pixels
    tiny: Pixels
    boxes: tuple[Box, ...] = ()
