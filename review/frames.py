"""Where each placement would cut a candidate, and which part of the cut is safe: what the loupe lays over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.finishing.frame import window
from generation.engine.finishing.placement import BadSpec, Spec
from generation.engine.picture import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """One placement over one picture, in pixels of the picture."""

    slug: str
    name: str
    size: str  # as a person reads it: 2400 × 1000
    crop: tuple[int, int, int, int]  # x, y, w, h
    safe: tuple[int, int, int, int]
    width: int  # of the picture
    height: int

    @property
    def shade(self) -> str:
        """SVG path of everything the placement cuts away: the picture with the crop as a hole (even-odd)."""
        return f"M0 0H{self.width}V{self.height}H0Z{rectangle(*self.crop)}"

    @property
    def crop_path(self) -> str:
        return rectangle(*self.crop)

    @property
    def safe_path(self) -> str:
        return rectangle(*self.safe)


def rectangle(x: float, y: float, w: float, h: float) -> str:
    return f"M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}Z"


def frames(document: Mapping[str, Any], boxes: list[dict[str, Any]], width: int, height: int) -> list[Frame]:
    """A frame for each placement that a brief revision pins, cut as finishing would cut it.

    A placement whose document cannot be read is left out here; finishing says what is wrong with it.
    """
    regions = tuple(Box.from_document(box) for box in boxes)
    made = []
    for pin in document.get("placements", []):
        try:
            spec = Spec.from_document(pin["document"])
        except BadSpec:
            continue
        made.append(_frame(spec, regions, width, height))
    return made


def _frame(spec: Spec, boxes: tuple[Box, ...], width: int, height: int) -> Frame:
    wide, high = spec.pixel_size
    cut = window(width, height, wide / high, boxes, safe=spec.safe_box)
    safe = spec.safe_box
    inner = (cut.x + safe.x * cut.w, cut.y + safe.y * cut.h, safe.w * cut.w, safe.h * cut.h)
    x, y, w, h = (round(value) for value in inner)
    size = f"{spec.width:g} × {spec.height:g}{' mm' if spec.unit == 'mm' else ''}"
    return Frame(spec.slug, spec.name, size, (cut.x, cut.y, cut.w, cut.h), (x, y, w, h), width, height)
