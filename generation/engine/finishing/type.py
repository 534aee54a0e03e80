"""type.scrim, type.set, label.disclosure: a soft ground where the picture needs one, lines, a label on its plate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from generation.engine.finishing.colour import rgb
from generation.engine.finishing.fit import needed
from generation.engine.finishing.fonts import Blob, missing, open_font
from generation.engine.finishing.placement import Font
from generation.engine.finishing.voices import Measure, Voice
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node


def scrim(before: Picture | None, node: Node, job: Job) -> Picture:
    """A colour that fades in from one edge. `params`: edge, colour, strength 0-1, solid and fade (0-1 of that axis)."""
    picture = needed(before, node)
    return picture.with_(pixels=shaded(picture.pixels, **dict(node.params)), file=None)


def shaded(pixels: Pixels, *, edge: str, colour: str, strength: float, solid: float, fade: float) -> Pixels:
    """(H, W, 3|4) uint8 with the scrim laid over it. Dithered: a soft gradient in 8 bits would show its steps."""
    height, width = pixels.shape[:2]
    along = height if edge in ("top", "bottom") else width
    t = (np.arange(along, dtype=np.float32) + 0.5) / along
    if edge in ("bottom", "right"):
        t = t[::-1]
    u = np.clip((t - solid) / max(fade, 1e-6), 0, 1)
    alpha = strength * (1 - u * u * u * (u * (u * 6 - 15) + 10))  # Perlin's smootherstep: no visible edge
    alpha = alpha[:, None, None] if edge in ("top", "bottom") else alpha[None, :, None]
    colours = np.array(rgb(colour), np.float32)
    x, y = np.arange(width, dtype=np.float32)[None, :], np.arange(height, dtype=np.float32)[:, None]
    # Interleaved gradient noise (Jimenez 2014): arithmetic only, so the same everywhere.
    noise = np.mod(52.9829189 * np.mod(0.06711056 * x + 0.00583715 * y, 1.0), 1.0)[..., None] - 0.5
    blended = pixels[..., :3] * (1 - alpha) + colours * alpha
    out = pixels.copy()
    out[..., :3] = np.clip(np.rint(blended + noise * (alpha > 0)), 0, 255).astype(np.uint8)
    return out


def set_type(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: lines and shapes as typeset.Line and Pill write them. `inputs`: the fonts by key.

    Raises EngineError when a font has no glyph for a character: nothing is ever set as empty boxes.
    """
    picture = needed(before, node)
    width, height = picture.width, picture.height
    out = picture.pixels.copy()
    for shape in node.params.get("shapes", []):
        mask, x, y = pill_ink(shape, width, height)
        paint(out, mask, x, y, str(shape["colour"]))
    for line in node.params.get("lines", []):
        job.check_cancelled()
        mask, x, y = line_ink(line, node.inputs, job.inputs.blob, width, height)
        paint(out, mask, x, y, str(line["colour"]))
    return picture.with_(pixels=out, file=None)


def disclose(before: Picture | None, node: Node, job: Job) -> Picture:
    """The words that a rule asks for. `params`: lines as typeset.Line writes them, and the plate under them: x, y, w,
    h, radius, colour, strength 0-1. `inputs`: the fonts by key.

    Raises EngineError when a font has no glyph for a character.
    """
    picture = needed(before, node)
    out = picture.pixels.copy()
    plate = node.params["plate"]
    mask, x, y = pill_ink(plate, picture.width, picture.height)
    paint(out, mask, x, y, str(plate["colour"]), strength=float(plate["strength"]))
    for line in node.params["lines"]:
        job.check_cancelled()
        mask, x, y = line_ink(line, node.inputs, job.inputs.blob, picture.width, picture.height)
        paint(out, mask, x, y, str(line["colour"]))
    return picture.with_(pixels=out, file=None)


def line_ink(
    line: Mapping[str, Any], inputs: Mapping[str, str], blob: Blob, width: int, height: int
) -> tuple[NDArray[np.uint8], int, int]:
    """How much of each pixel a line inks, 0-255, for the part of the file it touches; and that part's x, y."""
    font = Font(inputs[line["font"]].partition(":")[2], line["family"], line["style"], int(line["weight"]))
    text = str(line["text"])
    if gone := missing(text, font, blob):
        raise EngineError(
            f"The font {font.family} has no glyph for {' '.join(gone[:8])} in “{text}”. "
            "Upload a font that covers this language to the style pack, and plan this rendition again."
        )
    size = float(line["size"])
    voice = Voice(
        font, str(line["language"]), str(line["direction"]), float(line["tracking"]), 1.0, tuple(line["features"])
    )
    # Small type is drawn larger and averaged down: letters stand where the layout put them, to a quarter of a pixel.
    fine = 4 if size < 96 else 2 if size < 300 else 1
    pad = int(size * 0.5) + 2
    left, top, right, bottom = (float(n) for n in line["ink"])
    x0, y0 = max(0, int(left) - pad), max(0, int(top) - pad)
    x1, y1 = min(width, int(right) + pad + 1), min(height, int(bottom) + pad + 1)
    if x1 <= x0 or y1 <= y0:
        raise EngineError(f"The line “{text}” stands outside the {width} x {height} file. Plan this rendition again.")
    canvas = Image.new("L", ((x1 - x0) * fine, (y1 - y0) * fine), 0)
    draw = ImageDraw.Draw(canvas)
    opened = open_font(font, size * fine, blob)
    for cluster, pen in Measure(blob).pens(text, voice):
        at = ((float(line["x"]) + pen * size - x0) * fine, (float(line["y"]) - y0) * fine)
        if cluster.strip():
            draw.text(
                at,
                cluster,
                fill=255,
                font=opened,
                anchor="ls",
                direction=voice.direction,
                features=list(voice.features) or None,
                language=voice.language,
            )
    found = np.asarray(canvas.reduce(fine) if fine > 1 else canvas)
    return found, x0, y0


def pill_ink(shape: Mapping[str, Any], width: int, height: int) -> tuple[NDArray[np.uint8], int, int]:
    """A rounded rectangle as a signed distance, so that its edge is smooth at any position; and its corner."""
    x, y, w, h, radius = (float(shape[k]) for k in ("x", "y", "w", "h", "radius"))
    x0, y0, x1, y1 = max(0, int(x) - 1), max(0, int(y) - 1), min(width, int(x + w) + 2), min(height, int(y + h) + 2)
    px = np.abs(np.arange(x0, x1, dtype=np.float32)[None, :] + 0.5 - (x + w / 2)) - (w / 2 - radius)
    py = np.abs(np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5 - (y + h / 2)) - (h / 2 - radius)
    outside = np.hypot(np.maximum(px, 0), np.maximum(py, 0)) + np.minimum(np.maximum(px, py), 0) - radius
    return np.rint(np.clip(0.5 - outside, 0, 1) * 255).astype(np.uint8), x0, y0


def paint(out: Pixels, mask: NDArray[np.uint8], x: int, y: int, colour: str, *, strength: float = 1.0) -> None:
    """Lay a colour over `out` in place, by the mask whose corner is at x, y. Below a `strength` of 1 `out` shines
    through; where it is transparent itself, the colour stands whole."""
    height, width = mask.shape
    part = out[y : y + height, x : x + width]
    cover = mask[..., None].astype(np.float32) / 255
    if strength < 1:
        cover = cover * np.float32(strength)
    part[..., :3] = np.rint(part[..., :3] * (1 - cover) + np.array(rgb(colour), np.float32) * cover).astype(np.uint8)
    if part.shape[2] == 4:
        part[..., 3] = np.maximum(part[..., 3], mask)
