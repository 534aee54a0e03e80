"""The client's own product, for planning: which references can be placed, how large, and the stand-in each gets.

The upload measured every cut-out (studio/lib/outline.py), so nothing here opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from generation.engine.previz.scene import Camera, Material, Thing
from studio.lib.canonical import Json

SHAPE = "stand_in"
USUAL_HEIGHT = 0.26  # metres, where neither the note nor the lexicon says
_LENGTH = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s?(mm|cm|m)\b")
_METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0}


@dataclass(frozen=True, slots=True)
class CutOut:
    """A product reference of the revision that has an outline. `size` is its box in pixels."""

    digest: str
    note: str
    size: tuple[int, int]
    box: tuple[float, float, float, float]
    rows: tuple[tuple[float, float], ...]
    colours: tuple[str, ...]

    @property
    def height(self) -> float:
        """Metres, as the note says ("26 cm"), else 0."""
        found = _LENGTH.search(self.note.lower())
        return min(max(float(found[1].replace(",", ".")) * _METRES[found[2]], 0.005), 6.0) if found else 0.0

    def params(self, height: float) -> dict[str, Json]:
        """The stand-in's: as high as said, as wide as the outline, round where the outline is symmetrical."""
        rows = np.array(self.rows)
        lopsided = float(np.abs(rows.mean(1) - 0.5).mean())
        straight = float(np.std(rows[4:-4, 1] - rows[4:-4, 0]))
        boxy = lopsided < 0.02 and straight < 0.012 and self.size[0] / self.size[1] > 0.5
        return {
            "w": round(height * self.size[0] / self.size[1], 4),
            "h": round(height, 4),
            "rows": [[round(a, 3), round(b, 3)] for a, b in self.rows],
            "deep": 1.0 if lopsided < 0.03 and not boxy else 0.4,
            "square": 1.0 if boxy else 0.0,
        }


def cut_outs(brief: Mapping[str, Any]) -> tuple[CutOut, ...]:
    """The product references of a revision that can be placed. Others are passed over: see `unusable`."""
    found = (_cut_out(item) for item in _products(brief))
    return tuple(cut for cut in found if cut)


def unusable(brief: Mapping[str, Any]) -> int:
    """How many product references have no transparent background."""
    return sum(_cut_out(item) is None for item in _products(brief))


def _products(brief: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = brief.get("references")
    items = listed[:40] if isinstance(listed, list | tuple) else ()
    return [item for item in items if isinstance(item, Mapping) and item.get("role") == "product"]


def _cut_out(item: Mapping[str, Any]) -> CutOut | None:
    outline, digest = item.get("outline"), item.get("digest")
    if not isinstance(outline, Mapping) or not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
        return None
    try:
        w, h = (int(n) for n in outline["size"])
        left, top, right, bottom = (min(max(float(n), 0.0), 1.0) for n in outline["box"])
        rows = tuple((min(max(float(a), 0.0), 1.0), min(max(float(b), 0.0), 1.0)) for a, b in outline["rows"])
        colours = tuple(c for c in outline.get("colours", ()) if re.fullmatch(r"#[0-9a-f]{6}", str(c)))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not (w > 0 and h > 0 and right > left and bottom > top and 8 <= len(rows) <= 200):
        return None
    note = item.get("note")
    return CutOut(
        digest, note[:200] if isinstance(note, str) else "", (w, h), (left, top, right, bottom), rows, colours
    )


def chosen(cuts: Sequence[CutOut], words: str, position: int) -> CutOut:
    """The one whose note the subject names ("Kelp"), else each in turn: a batch shows every colourway."""
    said = set(re.findall(r"[a-z]{3,}", words.lower()))
    notes = [set(re.findall(r"[a-z]{3,}", cut.note.lower())) for cut in cuts]
    shared = set.intersection(*notes) if len(notes) > 1 else set()
    named = [cut for cut, note in zip(cuts, notes, strict=True) if said & (note - shared)]
    options = named if 0 < len(named) < len(cuts) else list(cuts)
    return options[position % len(options)]


def product(cut: CutOut, height: float) -> Thing:
    """The stand-in at the origin. Its photograph is named in params, so that a scene says all there is to say."""
    params = cut.params(cut.height or height or USUAL_HEIGHT)
    photograph: dict[str, Json] = {"photograph": cut.digest, "box": [round(v, 5) for v in cut.box]}
    wears = {"body": worn(cut)}
    return Thing("product", SHAPE, "product", focal=True, params={**params, **photograph}, wears=wears)


def worn(cut: CutOut) -> str:
    return f"photograph {cut.digest[:8]}"


def material(cut: CutOut) -> Material:
    """What its stand-in is made of: the photograph itself, seen by mirrors and by bounced light only."""
    middle = cut.colours[len(cut.colours) // 2] if cut.colours else "#808080"
    return Material("ghost", middle, 0.35, texture={"kind": "photograph", "photograph": cut.digest})


def facing(thing: Thing, camera: Camera) -> Thing:
    """Turned to the lens: a photograph has one side."""
    return replace(thing, turn=round(-camera.yaw, 3), tilt=0.0, roll=0.0)
