"""The client's own product in the scene: its photograph, untouched, where its stand-in casts shadow and reflection.

Planning sees the outline that the upload measured (studio/lib/outline.py); rendering lays the photograph over the
developed picture. Between the file and the picture its pixels are resized and nothing else: no light, no grade, no
grain reaches them, because a colourway is a promise about stock.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from generation.engine.picture import EngineError, Pixels
from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import Camera, Thing
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
    return Thing("product", SHAPE, "product", focal=True, params={**params, **photograph}, wears={"body": "photograph"})


def facing(thing: Thing, camera: Camera) -> Thing:
    """Turned to the lens: a photograph has one side."""
    return replace(thing, turn=round(-camera.yaw, 3), tilt=0.0, roll=0.0)


# --- in a worker ----------------------------------------------------------------------------------------------------
def photographs(things: Sequence[Thing], blob: Any) -> dict[str, Pixels]:
    """digest -> (h, w, 4) uint8, cut to the product's box, of every stand-in. Raises EngineError with a sentence."""
    found: dict[str, Pixels] = {}
    for thing in things:
        key = thing.params.get("photograph")
        if thing.shape == SHAPE and isinstance(key, str) and key not in found:
            found[key] = _read(blob(key), thing.params.get("box"))
    return found


def _read(png: bytes, box: Any) -> Pixels:
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            rgba = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError("The product cut-out is not a PNG that can be read. Upload it to the brief again.") from error
    if box:
        w, h = rgba.size
        left, top, right, bottom = (float(v) for v in box)
        rgba = rgba.crop((round(left * w), round(top * h), round(right * w), round(bottom * h)))
    return np.asarray(rgba)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a photograph went: its mask over the picture, depth in metres, and the scale its pixels were resized by."""

    thing: int
    mask: NDArray[np.bool_]
    depth: float
    scale: float


def lay(
    pixels: Pixels, things: Sequence[Thing], camera: Camera, depth: NDArray[np.float32], photos: Mapping[str, Pixels]
) -> tuple[Pixels, list[Placed]]:
    """Every photograph over the developed picture, farthest first, behind whatever stands before it.

    `pixels` (H, W, 3|4) uint8, `depth` (H, W) metres without the stand-ins. The stand-ins must face the camera.
    """
    out = pixels.copy()
    height, width = pixels.shape[:2]
    frame = Frame(camera, width / height)
    jobs = []
    for index, thing in enumerate(things):
        key = thing.params.get("photograph")
        if thing.shape == SHAPE and isinstance(key, str):
            jobs.append((float(frame.project([thing.at])[0, 2]), index, thing, photos[key]))
    placed = []
    for far, index, thing, photo in sorted(jobs, key=lambda job: -job[0]):
        if far <= 0.01:
            continue
        left, top, right, bottom = _rect(frame, thing, width, height)
        w, h = max(right - left, 1), max(bottom - top, 1)
        if w > 4 * width or h > 4 * height:
            raise EngineError("The product would be far larger than the picture. Move the camera back.")
        small = resized(photo, w, h)
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if x0 >= x1 or y0 >= y1:
            continue
        part = small[y0 - top : y1 - top, x0 - left : x1 - left]
        thick = float(thing.params.get("w", 0.1)) * float(thing.params.get("deep", 1.0)) * thing.scale / 2
        clear = depth[y0:y1, x0:x1] > far - thick - 0.01
        cover = part[..., 3:].astype(np.float32) / 255 * clear[..., None]
        under = out[y0:y1, x0:x1]
        mixed = under[..., :3] * (1 - cover) + part[..., :3] * cover
        under[..., :3] = np.where(cover >= 1, part[..., :3], np.rint(mixed).astype(np.uint8))
        if out.shape[2] == 4:
            under[..., 3] = np.maximum(under[..., 3], np.rint(cover[..., 0] * 255).astype(np.uint8))
        mask = np.zeros((height, width), bool)
        mask[y0:y1, x0:x1] = cover[..., 0] >= 0.5
        placed.append(Placed(index, mask, far, h / photo.shape[0]))
    return out, placed


def _rect(frame: Frame, thing: Thing, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in whole pixels of the upright rectangle that faces the lens."""
    yaw = np.radians(frame.camera.yaw)
    across = np.array([np.cos(yaw), 0, np.sin(yaw)]) * float(thing.params.get("w", 0.1)) * thing.scale / 2
    up = np.array([0, float(thing.params.get("h", 0.1)) * thing.scale, 0])
    foot = np.array(thing.at, float)
    seen = frame.project([foot - across, foot + across, foot + up])
    return (
        round(float(seen[0, 0]) * width),
        round(float(seen[2, 1]) * height),
        round(float(seen[1, 0]) * width),
        round(float(seen[0, 1]) * height),
    )


def resized(photo: Pixels, width: int, height: int) -> Pixels:
    """Lanczos on premultiplied values, so that no edge takes colour from what was transparent. The same size: as is."""
    if photo.shape[1] == width and photo.shape[0] == height:
        return photo
    image = Image.fromarray(photo).convert("RGBa").resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(image.convert("RGBA"))
