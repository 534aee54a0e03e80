"""Where the brand's logo stands: its own corner if that is free, else the next free one."""

from __future__ import annotations

import numpy as np

from generation.engine.finishing import ground, legible
from generation.engine.finishing.colour import luminance, ratio
from generation.engine.finishing.composite import read_logo
from generation.engine.finishing.finding import Finding
from generation.engine.finishing.fonts import Blob
from generation.engine.finishing.placement import Kit, Spec
from generation.engine.finishing.space import kept_clear
from generation.engine.finishing.typeset import Block
from generation.engine.picture import Box, Pixels
from generation.engine.recipe import Node
from studio.lib.canonical import Json

VERSION = "1"
CONTRAST = 2.0
CORNERS = ("bottom-right", "bottom-left", "top-right", "top-left")


def logo(
    kit: Kit, placement: Spec, boxes: tuple[Box, ...], block: Block | None, *, preview: Pixels, blob: Blob
) -> tuple[Node | None, list[Finding]]:
    """The brand's corner if it is free, else the next free one. Clear space: half of the logo's height."""
    assert kit.logo is not None
    mark = read_logo(blob(kit.logo))
    width, height = placement.pixel_size
    safe = placement.live_box
    tall = max(16.0, 0.055 * (width * height) ** 0.5)
    wide = tall * mark.shape[1] / mark.shape[0]
    if wide > (most := 0.32 * safe.w * width):
        tall, wide = tall * most / wide, most
    w, h = max(1, round(wide)), max(1, round(tall))
    clear = h / 2
    # Over a coat or a table a logo may stand; over a face or the product it may not.
    taken = [(b.x * width, b.y * height, (b.x + b.w) * width, (b.y + b.h) * height) for b in kept_clear(boxes)]
    if block is not None:
        taken.append(block.bounds)
    x0, y0 = round(safe.x * width), round(safe.y * height)
    x1, y1 = round((safe.x + safe.w) * width) - w, round((safe.y + safe.h) * height) - h
    solid = mark[..., :3][mark[..., 3] > 200]
    shade = float(np.median(luminance(solid))) if len(solid) else 0.0
    free: list[tuple[float, dict[str, Json]]] = []
    for corner in dict.fromkeys((kit.logo_placement, *CORNERS)):
        if corner not in CORNERS:
            continue
        x, y = (x1 if "right" in corner else x0), (y1 if "bottom" in corner else y0)
        if not any(
            x - clear < right and x + w + clear > left and y - clear < bottom and y + h + clear > top
            for left, top, right, bottom in taken
        ):
            under = legible.beneath((x, y, x + w, y + h), preview, placement)
            free.append((float(np.median(ratio(shade, under))), {"x": x, "y": y, "w": w, "h": h, "corner": corner}))
    if kit.never_on:  # a corner on a colour that the style pack forbids comes last
        free.sort(key=lambda f: ground.forbidden(f[1], preview, placement, kit.never_on, kit.apart))
    if not free:
        sentence = f"{placement.name}: no corner of the safe area is free for the logo with its clear space."
        remedy = "Choose a picture with a free corner, or shorten the copy."
        return None, [Finding("logo", "fail", sentence, remedy)]
    seen, params = next((f for f in free if f[0] >= CONTRAST), max(free, key=lambda f: f[0]))
    node = Node("logo.place", VERSION, params, {"logo": f"sha256:{kit.logo}"})
    if seen >= CONTRAST:
        return node, []
    sentence = (
        f"{placement.name}: the logo has a contrast of {seen:.1f}:1 with the picture under it; {CONTRAST}:1 reads."
    )
    remedy = "Use the light or dark version of the logo, or choose a picture with a calmer corner."
    return node, [Finding("logo_contrast", "warn", sentence, remedy)]
