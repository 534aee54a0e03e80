"""How many near-duplicate stacks an order of 200 comes to, and how many of those put together belong together.

    python -m benchmarks.stacks [--count 200] [--long 160]

The distance up to which pictures are put together was chosen on the first brief; the others are a test. The truth is
the recipes': `camera` is the share of stacked pairs that are seen from within 15 degrees and in a size within 20 % (of
one thing alone nobody sees the angle, and the size decides), `cast` those that have the same arrangement by name too,
where names may differ though nobody sees it: two people who stand at the ends or at a corner of a table that is not in
the frame. `by chance` is the same of all pairs.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from benchmarks.measured import Made, candidates
from benchmarks.previz_briefs import SAMPLES
from generation.engine.features.grouping import Look, groups
from generation.engine.picture import Box

CHOSEN, TESTED = 0, (24, 25, 23, 7)
TURNED, LARGER = 15.0, 0.2


def camera(a: Made, b: Made, *, several: bool) -> bool:
    alike = abs(a.size - b.size) <= LARGER
    return alike and (not several or abs(a.azimuth - b.azimuth) <= TURNED)


def row(index: int, count: int, long: int) -> str:
    made = candidates(index, count, long)
    boxes = [tuple(Box.from_document(box) for box in one.boxes) for one in made]
    looks = [Look(one.fingerprint, one.colours, named, one.aspect) for one, named in zip(made, boxes, strict=True)]
    began = time.perf_counter()
    leads = groups(looks)
    seconds = time.perf_counter() - began
    several = sum(box.kind in ("person", "product") for box in boxes[0]) > 1
    pairs = list(combinations(range(count), 2))
    seen = [camera(made[i], made[j], several=several) for i, j in pairs]
    cast = [one and made[i].how == made[j].how for one, (i, j) in zip(seen, pairs, strict=True)]
    stacked = [leads[i] == leads[j] for i, j in pairs]
    figures = [f"{_share(truth, stacked):7.0%} {sum(truth) / len(truth):9.0%}" for truth in (seen, cast)]
    things, largest = "several" if several else "one", max(Counter(leads).values())
    return (
        f"{SAMPLES[index].name:12} {things:8} {count:5} {len(set(leads)):7} {largest:8} {figures[0]} "
        f"{figures[1] if several else '':17} {seconds * 1000:5.0f} ms"
    )


def _share(truth: Sequence[bool], of: Sequence[bool]) -> float:
    return sum(one for one, counts in zip(truth, of, strict=True) if counts) / max(sum(of), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--long", type=int, default=160, help="pixels of the longer side")
    asked = parser.parse_args()
    heads = ("all", 5), ("stacks", 7), ("largest", 8), ("camera", 7), ("by chance", 9), ("cast", 7), ("by chance", 9)
    print(f"{'brief':12} {'things':8}", *(f"{head:>{width}}" for head, width in heads), f"{'took':>8}")
    for index in (CHOSEN, *TESTED):
        print(row(index, asked.count, asked.long), "(chosen on)" if index == CHOSEN else "", flush=True)


if __name__ == "__main__":
    main()
