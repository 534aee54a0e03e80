"""How many near-duplicate stacks an order of 200 comes to, and how many of those put together belong together.

    python -m benchmarks.stacks [--count 200] [--long 160] [--only named|plain] [--encoder FOLDER]

The distance up to which pictures are put together was chosen on the first brief; the others are a test. The truth is
the recipes': `camera` is the share of stacked pairs that are seen from within 15 degrees and in a size within 20 % (of
one thing alone nobody sees the angle, and the size decides), `cast` those that have the same arrangement by name too,
where names may differ though nobody sees it: two people who stand at the ends or at a corner of a table that is not in
the frame. `by chance` is the same of all pairs.

The second table is of pictures in which nothing is named (benchmarks/lookalikes.py): eight options of a brief and eight
pictures made of each, 72 in all. `precision`: of the pairs that share a stack, those made of one picture; `recall`: of
the pairs made of one picture, those that share a stack. Precision and recall are of pairs of which the truth is known.
An image encoder's folder may be given, and helps then as it does where one is registered.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.lookalikes import Base, bases, order
from benchmarks.measured import Made, candidates
from benchmarks.previz_briefs import SAMPLES
from generation.engine.acceptance.encoder import load
from generation.engine.acceptance.evidence import Encode
from generation.engine.features.grouping import Look, groups
from generation.engine.picture import Box

CHOSEN, TESTED = 0, (24, 25, 23, 7)
PLAIN_CHOSEN, PLAIN_TESTED = (0, 7, 18, 23, 27), (5, 20, 24, 25, 28)
ONE_THING = (5, 7)
OPTIONS, PLAIN_LONG, SEED = 8, 192, 1
TURNED, LARGER = 15.0, 0.2


def camera(a: Made | Base, b: Made | Base, *, several: bool) -> bool:
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


def plain(index: int, long: int, encode: Encode | None) -> Counts:
    some = bases(index, OPTIONS, long)
    shown = order(index, some, SEED)
    seen = [encode(one.pixels).tolist() if encode else None for one in shown]
    leads = groups(
        [Look(a.fingerprint, a.colours, (), 1.0, a.structure, vector) for a, vector in zip(shown, seen, strict=True)]
    )
    counts = Counts(SAMPLES[index].name, len(shown), len(set(leads)))
    for i, j in combinations(range(len(shown)), 2):
        a, b = shown[i], shown[j]
        if a.base == b.base or not camera(some[a.base], some[b.base], several=index not in ONE_THING):
            counts.add(alike=a.base == b.base, together=leads[i] == leads[j])
    return counts


@dataclass(slots=True)
class Counts:
    """Of pairs of which the truth is known. `both`: alike and put together."""

    name: str
    pictures: int = 0
    stacks: int = 0
    alike: int = 0
    together: int = 0
    both: int = 0

    def add(self, *, alike: bool, together: bool) -> None:
        self.alike += alike
        self.together += together
        self.both += alike and together

    def line(self) -> str:
        precision, recall = self.both / max(self.together, 1), self.both / max(self.alike, 1)
        return f"{self.name:12} {self.pictures:8} {self.stacks:6} {precision:9.1%} {recall:7.1%}"


def of_all(name: str, some: Sequence[Counts]) -> Counts:
    sums = {key: sum(getattr(one, key) for one in some) for key in ("pictures", "stacks", "alike", "together", "both")}
    return Counts(name, **sums)


def unnamed(long: int, folder: str) -> None:
    encode = load(folder) if folder else None
    print(f"{'brief':12} {'pictures':>8} {'stacks':>6} {'precision':>9} {'recall':>7}")
    for name, briefs in (("chosen on", PLAIN_CHOSEN), ("tested on", PLAIN_TESTED)):
        found = []
        for index in briefs:
            found.append(plain(index, long, encode))
            print(found[-1].line(), flush=True)
        print(of_all(name, found).line(), flush=True)


def _share(truth: Sequence[bool], of: Sequence[bool]) -> float:
    return sum(one for one, counts in zip(truth, of, strict=True) if counts) / max(sum(of), 1)


def named(count: int, long: int) -> None:
    heads = ("all", 5), ("stacks", 7), ("largest", 8), ("camera", 7), ("by chance", 9), ("cast", 7), ("by chance", 9)
    print(f"{'brief':12} {'things':8}", *(f"{head:>{width}}" for head, width in heads), f"{'took':>8}")
    for index in (CHOSEN, *TESTED):
        print(row(index, count, long), "(chosen on)" if index == CHOSEN else "", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--long", type=int, default=160, help="pixels of the longer side")
    parser.add_argument("--only", choices=["named", "plain"])
    parser.add_argument("--encoder", default="", help="the folder of an image encoder, for the second table")
    asked = parser.parse_args()
    if asked.only != "plain":
        named(asked.count, asked.long)
    if asked.only != "named":
        unnamed(PLAIN_LONG, asked.encoder)


if __name__ == "__main__":
    main()
