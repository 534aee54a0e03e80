"""Is it the same character? Cosine distance between what an image encoder sees of the picture and of the sheet's views.

The people of the picture are cut out by their boxes where the engine names them; else the whole picture is compared.
The nearest of all cuts and views counts, and of several characters the one that is met worst.
"""

from __future__ import annotations

import numpy as np

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.verdict import Verdict, held, not_run
from generation.engine.finishing.colour import flatten
from generation.engine.finishing.frame import clip
from generation.engine.picture import Box, Pixels

NAME = "identity"
MARGIN = 0.05  # of a person's box, on each side
MOST_PEOPLE = 6  # the largest boxes: a crowd behind is nobody's likeness
SMALLEST = 16  # pixels a side


def test(seen: Seen, limit: float) -> Verdict:
    if seen.encode is None:
        return not_run(NAME, limit, "No image encoder is registered here. An admin can add one under Models.")
    if not seen.characters:
        return not_run(NAME, limit, "The brief names no character with pictures. Put views on the character's sheet.")
    cuts = people(seen)
    vectors = np.stack([seen.encode(cut) for cut in cuts])
    found = []
    for one in seen.characters:
        views = np.stack([seen.encode(flatten(view, "#FFFFFF")) for view in one.views])
        found.append((float(1 - (vectors @ views.T).max()), one.name))
    value, name = max(found, key=lambda pair: pair[0])
    value = max(value, 0.0)
    of = f" in {len(cuts)} people" if len(cuts) > 1 else ""
    return held(NAME, value, limit, f"{value:.2f} from the nearest view of {name}{of}")


def people(seen: Seen) -> list[Pixels]:
    """The people of the picture, cut out, largest first; the whole picture where none is named."""
    pixels = flatten(seen.pixels, "#FFFFFF")
    named = sorted((b for b in seen.boxes if b.kind == "person"), key=lambda b: -b.w * b.h)
    cuts = [cut for box in named[:MOST_PEOPLE] if (cut := _cut(pixels, box)) is not None]
    return cuts or [pixels]


def _cut(pixels: Pixels, box: Box) -> Pixels | None:
    height, width = pixels.shape[:2]
    wide, high = box.w * MARGIN, box.h * MARGIN
    near = clip(Box(box.name, box.x - wide, box.y - high, box.w + 2 * wide, box.h + 2 * high, box.kind))
    if near is None or near.w * width < SMALLEST or near.h * height < SMALLEST:
        return None
    x0, y0 = int(near.x * width), int(near.y * height)
    return pixels[y0 : round((near.y + near.h) * height), x0 : round((near.x + near.w) * width)]
