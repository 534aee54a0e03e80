"""Contact sheets of the sample briefs with the engine's notes beside them: for looking at.

    python -m benchmarks.previz_sheets --out DIR [--only 01,03] [--count 16] [--long 384] [--samples 3] [--matrix FILE]

`--matrix` takes a CSV with the columns subject, colourway and placement and adds its first twenty rows, one still each.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import replace
from pathlib import Path

from benchmarks.previz import plan, still
from benchmarks.previz_briefs import SAMPLES, TERN, TERN_STYLE, Sample
from generation.engine.picture import Pixels
from generation.engine.previz import gallery

SHAPES = {
    "social-4x5": 0.8, "story-9x16": 9 / 16, "display-300x250": 1.2, "display-728x90": 728 / 90, "web-hero": 2.4,
}  # fmt: skip


def size(shape: float, long: int) -> tuple[int, int]:
    width, height = (long, long / shape) if shape >= 1 else (long * shape, long)
    return max(round(width / 16) * 16, 64), max(round(height / 16) * 16, 64)


def candidates(sample: Sample, count: int, long: int, samples: int) -> tuple[list[tuple[str, Pixels]], tuple[str, ...]]:
    tiles, notes = [], ()
    for position in range(count):
        picture = still(plan(sample, *size(sample.shape, long), samples, position))
        tiles.append((f"{position + 1}", picture.pixels))
        notes = picture.notes if position == 0 else notes
    return tiles, notes


def rows(path: Path) -> list[Sample]:
    """The first twenty rows as briefs: what a person who imports the file would get."""
    with path.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))[:20]
    return [
        Sample(
            f"{row['title']} {row['placement']}",
            {"title": row["title"], "subject": f"{row['subject']}, {row['colourway']}", "use_class": row["use"]},
            TERN, TERN_STYLE, SHAPES.get(row["placement"], 1.0),
        )
        for row in listed
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="beginnings of names, with commas between them")
    parser.add_argument("--count", type=int, default=16)
    parser.add_argument("--long", type=int, default=384, help="pixels of the longer side")
    parser.add_argument("--samples", type=int, default=3)
    parser.add_argument("--matrix", type=Path)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    wanted = tuple(filter(None, asked.only.split(",")))
    for sample in (s for s in SAMPLES if not wanted or s.name.startswith(wanted)):
        tiles, notes = candidates(sample, asked.count, asked.long, asked.samples)
        path = asked.out / f"{sample.name.replace(' ', '-')}.jpg"
        gallery.sheet(tiles, 4).save(path, quality=85)
        print(f"\n{sample.name}: {path}", *notes, sep="\n  ")
    if asked.matrix:
        tiles = []
        for sample in rows(asked.matrix):
            one, notes = candidates(replace(sample, shape=sample.shape), 1, asked.long, asked.samples)
            tiles.append((sample.name, one[0][1]))
            print(f"\n{sample.name}", *notes, sep="\n  ")
        path = asked.out / "matrix.jpg"
        gallery.mixed(tiles, 5).save(path, quality=85)
        print(path)


if __name__ == "__main__":
    main()
