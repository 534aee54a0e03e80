"""Flat things to pixels: exact colours inside, clean coverage at the edges. Worker side, Pillow and numpy.

The colour of a pixel is that of the shape in front, mixed in gamma-coded values with what is behind by the share of the
pixel it covers, as every interface draws; over nothing, the share becomes alpha (straight, not premultiplied).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from generation.engine.previz import colour
from generation.engine.previz.flat.forms import FORMS, Ring
from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import BadScene, Scene, Thing
from generation.engine.previz.things.mesh import rotation

FINER = 4  # each pixel is looked at in 4 x 4 places
MOST_WORK = 48_000_000  # places; beyond, each pixel is looked at in fewer


@dataclass(frozen=True, slots=True)
class Drawn:
    """pixels (h, w, 3|4) uint8; thing (h, w) index in scene.things of what covers most of the pixel, -1 for none."""

    pixels: NDArray[np.uint8]
    thing: NDArray[np.int32]


def draw(scene: Scene, width: int, height: int) -> Drawn:
    """The scene's flat things, in order, later ones in front. Raises BadScene for an unknown form."""
    clear = scene.look.background == "transparent"
    page = colour.srgb(scene.sky.stops[0][1]).astype(np.float32)
    rgb = np.broadcast_to(page, (height, width, 3)).copy()
    alpha = np.full((height, width), 0.0 if clear else 1.0, np.float32)
    owner = np.full((height, width), -1, np.int32)
    frame = Frame(scene.camera, width / height)
    for index, thing in enumerate(scene.things):
        if thing.shape != "flat":
            continue
        cover = coverage(frame, thing, width, height)
        if thing.params.get("gap"):  # a hole in what is behind: the page shows, or nothing
            alpha = (alpha * (1 - cover)).astype(np.float32) if clear else alpha
            rgb = (rgb * (1 - cover[..., None]) + page * cover[..., None]).astype(np.float32)
            owner[cover >= 0.5] = -1
            continue
        ink = colour.srgb(scene.materials[thing.wears.get("body") or thing.wears["*"]].colour)
        both = cover + alpha * (1 - cover)
        share = (cover / np.maximum(both, 1e-6))[..., None]
        rgb = np.where(both[..., None] > 0, ink * share + rgb * (1 - share), rgb).astype(np.float32)
        alpha = both.astype(np.float32)
        owner[cover >= 0.5] = index
    pixels = np.rint(np.clip(rgb, 0, 1) * 255).astype(np.uint8)
    if clear:
        pixels = np.concatenate([pixels, np.rint(np.clip(alpha, 0, 1) * 255).astype(np.uint8)[..., None]], -1)
    return Drawn(np.ascontiguousarray(pixels), owner)


def coverage(frame: Frame, thing: Thing, width: int, height: int) -> NDArray[np.float32]:
    """(h, w) share of every pixel that the thing covers, 0-1."""
    rings = rings_of(thing)
    finer = FINER
    while finer > 1 and width * height * finer * finer > MOST_WORK:
        finer -= 1
    size = (width * finer, height * finer)
    spin = rotation(thing.turn, thing.tilt, thing.roll)
    mask = Image.new("1", size, 0)
    outlines = []
    for ring in rings:
        flat = np.c_[ring, np.zeros(len(ring))] * thing.scale
        seen = frame.project(flat @ spin.T + np.array(thing.at))
        points = [(float(x) * size[0] - 0.5, float(y) * size[1] - 0.5) for x, y, _ in seen]
        one = Image.new("1", size, 0)
        ImageDraw.Draw(one).polygon(points, fill=1)
        mask = ImageChops.logical_xor(mask, one)
        outlines.append(points)
    line = float(thing.params.get("line", 0.0))
    if line > 0:  # drawn along the edge and kept inside it
        per_unit = size[1] / (2 * frame.tan[1] * float(frame.project([thing.at])[0, 2]))
        stroke = Image.new("1", size, 0)
        pen = ImageDraw.Draw(stroke)
        thick = max(round(2 * line * per_unit), 2)
        for points in outlines:
            pen.line([*points, points[0], points[1]], fill=1, width=thick, joint="curve")
        mask = ImageChops.logical_and(mask, stroke)
    small = mask.convert("L").reduce(finer) if finer > 1 else mask.convert("L")
    share: NDArray[np.float32] = np.asarray(small, np.float32) / np.float32(255)
    return share


def rings_of(thing: Thing) -> tuple[Ring, ...]:
    form = FORMS.get(str(thing.params.get("form")))
    if form is None:
        raise BadScene(f"There is no flat form {thing.params.get('form')!r}. There are: {', '.join(sorted(FORMS))}.")
    w, h = (min(max(float(thing.params.get(k, 1.0)), 0.01), 100.0) for k in ("w", "h"))
    return form(w, h)
