"""How often the "no text" test is right: previz pictures of briefs it was not tuned on, bare and lettered.

    python benchmarks/acceptance.py

Prints one table: false finds on bare pictures, and of lettered ones how many were found, by script and by size of the
type. Two minutes on two cores. The figures in docs/search.md are from here.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[1]))

from generation.engine.acceptance import no_text
from generation.engine.finishing.fonts import bundled
from generation.engine.picture import Pixels
from tests.engine.previz import orders

BRIEFS = (
    {"subject": "A runner on a bridge", "environment": "city at dawn", "light": "low sun"},
    {"subject": "A leather bag on a bench", "environment": "park with trees", "light": "overcast"},
    {"subject": "Two people at a table with a laptop", "environment": "café, brick wall", "light": "window light"},
    {"subject": "A wind turbine", "environment": "hills with meadow", "light": "late afternoon"},
    {"subject": "A perfume bottle between stones", "environment": "studio", "light": "hard key light"},
    {"subject": "A child with a kite", "environment": "beach", "light": "noon sun"},
    {"subject": "A baker with bread on shelves", "environment": "bakery", "light": "warm lamps"},
    {"subject": "A nurse with a tablet", "environment": "hospital corridor", "light": "daylight"},
    {"subject": "A sofa and a floor lamp", "environment": "living room with a bookcase", "light": "evening"},
    {"subject": "A lorry at a loading dock", "environment": "industrial estate", "light": "overcast"},
)
SCRIPTS = {
    "Latin": ("Make the next decision", "Source Sans Pro", 600),
    "Latin, serif": ("Aurora at every hour", "Source Serif Pro", 400),
    "Latin, accents": ("Größe fürs Büro", "Source Sans Pro", 400),
    "Cyrillic": ("Решения вместе", "Source Sans Pro", 700),
    "Greek": ("Καθαρό νερό", "Source Sans Pro", 400),
    "Japanese": ("水のある暮らしを", "Noto Sans CJK JP", 700),
    "Arabic": ("قرارات أفضل معاً كل يوم", "Noto Sans Arabic", 600),
    "Figures": ("SALE 1490", "Source Sans Pro", 700),
}
SIZES = (0.025, 0.04, 0.06, 0.1)  # of the picture's height
EACH = 5  # pictures for each script and size
TURNS = (0, 0, 0, 4, -6)  # degrees
FONTS = {(b.font.family, b.font.weight): str(b.path) for b in bundled() if b.font.style == "normal"}


def lettered(pixels: Pixels, script: str, share: float, rng: random.Random) -> Pixels:
    """The words somewhere in the picture, light on dark or dark on light, now and then a little turned."""
    text, family, weight = SCRIPTS[script]
    picture = Image.fromarray(pixels)
    width, height = picture.size
    font = ImageFont.truetype(FONTS[(family, weight)], max(6, round(share * height)))
    layer = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(layer)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    wide, high = int(right - left), int(bottom - top)
    x, y = rng.randint(4, max(5, width - wide - 4)), rng.randint(4, max(5, height - high - 8))
    draw.text((x - left, y - top), text, font=font, fill=255)
    layer = layer.rotate(rng.choice(TURNS), Image.Resampling.BICUBIC, center=(x + wide / 2, y + high / 2))
    dark = pixels[y : y + high, x : x + wide].mean() < 140
    ink = Image.new("RGB", picture.size, (250, 248, 240) if dark else (20, 24, 40))
    return np.asarray(Image.composite(ink, picture, layer))


def main() -> None:
    pictures = [
        orders.picture(brief, width=768, height=512, seed=seed, position=seed % 4, samples=8).pixels[..., :3]
        for brief in BRIEFS
        for seed in (5, 21)
    ]
    began = time.perf_counter()
    bare = [len(no_text.lines(pixels)) for pixels in pictures]
    each = (time.perf_counter() - began) / len(pictures)
    clean = sum(not n for n in bare)
    print(f"{len(pictures)} bare pictures, 768 x 512: {len(pictures) - clean} with a false find; {each:.2f} s each\n")
    print(f"{'found of lettered':<18}" + "".join(f"{size:>8.1%}" for size in SIZES) + "     all")
    rng, found, tried = random.Random(11), 0, 0
    for script in SCRIPTS:
        row = []
        for size in SIZES:
            chosen = rng.sample(range(len(pictures)), EACH)
            row.append(sum(len(no_text.lines(lettered(pictures[i], script, size, rng))) > bare[i] for i in chosen))
        found, tried = found + sum(row), tried + EACH * len(SIZES)
        print(f"{script:<18}" + "".join(f"{n / EACH:>8.0%}" for n in row) + f"{sum(row) / EACH / len(SIZES):>8.0%}")
    false = len(pictures) - clean
    recall = found / tried
    even = recall / (recall + false / len(pictures))
    print(f"\nrecall {recall:.0%}; precision {even:.0%} where as many pictures have lettering as have none")


if __name__ == "__main__":
    main()
