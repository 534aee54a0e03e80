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
class Rules:
    """What the framing had to respect."""

    copy: Area = Area()
    margin_x: float = 0.05
    margin_y: float = 0.05
    subject_x: float = 0.5  # where the centre of the subject was wanted
    subject_fill: float = 0.6  # share of the frame's free height (or width) the subject was to take
    horizon: float = 0.0  # 0: free; else its height in the frame from the top
    forbidden: tuple[str, ...] = ()
