"""What the framing had to respect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """Part of the frame, 0-1 from the top left."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0

    @property
    def empty(self) -> bool:
        return self.w <= 0 or self.h <= 0


@dataclass(frozen=True, slots=True)
class Ask:
    """One wish about the framing, measured on the finished arrangement.

    `wanted` and `found` are shares of the frame (0-1), for the lens millimetres; `off` is how far `found` lies beyond
    what is allowed, 0 when `met`.
    """

    name: str  # "copy space", "subject position", "fill", "horizon" …
    said: str  # the wish as a sentence
    wanted: float
    found: float
    met: bool
    off: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What the framing had to respect, and what came of it."""

    copy: Area = Area()
    margin_x: float = 0.05
    margin_y: float = 0.05
    subject_x: float = 0.5  # where the centre of the subject was wanted
    subject_fill: float = 0.6  # share of the frame's free height (or width) the subject was to take
    horizon: float = 0.0  # 0: free; else its height in the frame from the top
    forbidden: tuple[str, ...] = ()
    clear: tuple[Area, ...] = ()  # more parts of the frame that stay free, such as a story's top and bottom
    placed: bool = False  # subject_x was asked for, not chosen
    shot: str = ""  # close, mid, full, wide: how much of people is shown
    lens: float = 0.0  # mm on full frame, 0: free
    asks: tuple[Ask, ...] = ()

    @property
    def kept_clear(self) -> tuple[Area, ...]:
        """Copy space and every other part that stays free, each once."""
        areas = (self.copy, *self.clear)
        return tuple(a for i, a in enumerate(areas) if not a.empty and a not in areas[:i])
