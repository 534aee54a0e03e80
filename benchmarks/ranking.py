"""Simulated designers with hidden tastes: does ranking find what they would pick, and does it keep quiet where there is
nothing to find?

    python -m benchmarks.ranking [--designers 200] [--count 100] [--long 192] [--only five|versions] [--kinds none]

Twelve briefs of previz pictures, as one brand's. Each designer judges five of them: 5 picks, 12 rejections, 10 ratings
and 6 duels of 100, by what they like and a noise half as strong. Then the seven batches they have not judged are
ranked, and their picks looked for in the top tenth. Four kinds:

- a taste: three measures at random, with weights at random;
- looks: more like one picture than like another, as an image encoder sees them;
- none: every judgement by chance;
- fickle: another taste in every batch, which nothing can be learned from.

`claims` is how many of them are told that ranking does better than chance, from their five batches alone. `recall` is
of all, whether claimed or not, `random` is an order by chance. Each is told with the measures alone, and with what an
image encoder sees as well. The encoder is a stand-in, a random network over 6 x 6 colours of each picture: what it sees
is of the pictures and is none of the measures, and it knows nothing of what they show.

The second table is of time: the batches are halved and judged one after another, and ranking is learned and tested anew
after each, 20 versions in all. `at once` is how many are claimed at one version, of all versions; `ever` how many
designers saw a claim at any of the 20; `at the end` how many see one at the last.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from benchmarks.measured import candidates
from review.ranking.evidence import Evidence, Said, Values
from review.ranking.fit import fit
from review.ranking.looks import directions, with_looks
from review.ranking.report import Report, held_out, look_for

BRIEFS = (0, 5, 7, 18, 19, 20, 21, 22, 24, 26, 27, 29)
JUDGED = 5
PICKS, REJECTS, RATINGS, DUELS = 5, 12, 10, 6
LIKES, NOISE = 3, 0.5
STARS = (-1.0, -0.3, 0.3, 1.0)
TASTE, LOOKS, NONE, FICKLE = "taste", "looks", "none", "fickle"
KINDS = (TASTE, LOOKS, NONE, FICKLE)
FIRST, VERSIONS = 3, 20  # judged batches at the first version, versions
HIDDEN, SEEN = 256, 64  # of the stand-in for an encoder
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """All pictures: `measured` as the product sees them, with what the encoder sees in `both`; for the tastes `liked`,
    the measures standardised over all of them, and `seen`, the embeddings, picture by picture."""

    measured: Mapping[int, Mapping[int, Values]]
    both: Mapping[int, Mapping[int, Values]]
    directions: Sequence[Sequence[float]]
    liked: Mapping[int, Floats]
    seen: Mapping[int, Floats]

    def halved(self) -> World:
        """The same pictures as twice as many batches."""

        def cut(rows: Mapping[int, Mapping[int, Values]]) -> dict[int, dict[int, Values]]:
            return {
                2 * batch + half: dict(list(some.items())[half::2]) for batch, some in rows.items() for half in (0, 1)
            }

        def apart(tables: Mapping[int, Floats]) -> dict[int, Floats]:
            return {2 * batch + half: table[half::2] for batch, table in tables.items() for half in (0, 1)}

        return World(cut(self.measured), cut(self.both), self.directions, apart(self.liked), apart(self.seen))


def world(count: int, long: int) -> World:
    made = {index: candidates(index, count, long) for index in BRIEFS}
    names = sorted({name for rows in made.values() for row in rows for name in row.values})
    tables = {i: np.array([[row.values.get(n, np.nan) for n in names] for row in rows]) for i, rows in made.items()}
    every = np.vstack(list(tables.values()))
    middle, spread = np.nanmean(every, 0), np.nanstd(every, 0)
    seen = {i: encoded(np.array([row.colours for row in rows], np.float64)) for i, rows in made.items()}
    measured = {i: {i * 10_000 + place: row.values for place, row in enumerate(rows)} for i, rows in made.items()}
    embedded = {i: dict(zip(rows, seen[i].tolist(), strict=True)) for i, rows in measured.items()}
    along = directions(embedded)
    liked = {i: np.nan_to_num((table - middle) / spread) for i, table in tables.items()}
    return World(measured, with_looks(measured, embedded, along), along.tolist(), liked, seen)


def encoded(colours: Floats) -> Floats:
    """(n, SEEN) of length 1, from n signatures of Lab colours."""
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(colours.shape[1], HIDDEN)), rng.normal(size=(HIDDEN, SEEN))
    light = (colours.reshape(len(colours), -1, 3) - (50, 0, 0)) / (25, 12, 12)
    vectors = np.tanh(light.reshape(len(colours), -1) @ first / np.sqrt(len(first))) @ second
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float64)


def a_taste(all_: World, kind: str, rng: np.random.Generator) -> dict[int, Floats]:
    """Batch -> how much each picture is liked; all the same where nothing is."""
    if kind == NONE:
        return {batch: np.zeros(len(rows)) for batch, rows in all_.liked.items()}
    if kind == LOOKS:
        every = np.vstack(list(all_.seen.values()))
        more, less = every[rng.choice(len(every), 2, replace=False)]
        return {batch: rows @ (more - less) for batch, rows in all_.seen.items()}
    measures = next(iter(all_.liked.values())).shape[1]
    taste = np.zeros(measures)
    taste[rng.choice(measures, LIKES, replace=False)] = rng.normal(size=LIKES)
    return {batch: rows @ taste for batch, rows in all_.liked.items()}


def judged(all_: World, batch: int, likes: Floats, noise: float, rng: np.random.Generator) -> Said:
    """One batch as this designer sees it."""
    likes = (likes - likes.mean()) / max(float(likes.std()), 1e-9) + rng.normal(0, noise, len(likes))
    keys = np.array(sorted(all_.measured[batch]))
    order = np.argsort(-likes, kind="stable")
    rated = rng.choice(len(likes), RATINGS, replace=False)
    duels = [rng.choice(len(likes), 2, replace=False) for _ in range(DUELS)]
    return Said(
        picked=keys[order[:PICKS]].tolist(),
        rejected=keys[order[-REJECTS:]].tolist(),
        ratings={1: {int(keys[i]): 1 + int(np.searchsorted(STARS, likes[i])) for i in rated}},
        duels=[(int(keys[a]), int(keys[b])) if likes[a] > likes[b] else (int(keys[b]), int(keys[a])) for a, b in duels],
    )


def everything_said(all_: World, kind: str, seed: int) -> tuple[list[int], dict[int, Said]]:
    """The batches in the order in which this designer meets them, and what they would say of each."""
    rng = np.random.default_rng(seed)
    met = rng.permutation(sorted(all_.measured)).tolist()
    own = a_taste(all_, kind, rng)
    said = {}
    for batch in met:
        likes = a_taste(all_, TASTE, rng) if kind == FICKLE else own
        said[batch] = judged(all_, batch, likes[batch], 1.0 if kind == NONE else NOISE, rng)
    return met, said


def designer(all_: World, kind: str, seed: int, *, seen: bool) -> tuple[bool, Report]:
    """Whether the fourth and the fifth batch claim a gain, and what the others then show."""
    met, said = everything_said(all_, kind, seed)
    measured = all_.both if seen else all_.measured
    known = Evidence(measured, {batch: said[batch] for batch in met[:JUDGED]})
    model = fit(known)
    later = Evidence(measured, said)
    before = Evidence(measured, {batch: said[batch] for batch in met[: JUDGED - 1]})
    claims = held_out(known).passes and held_out(before).passes
    return claims, Report(tuple(look_for(model, later, batch) for batch in met[JUDGED:]))


def versions(all_: World, kind: str, seed: int, *, seen: bool) -> list[bool]:
    """Whether a gain is claimed at each version, a batch more at each."""
    met, said = everything_said(all_, kind, seed)
    measured = all_.both if seen else all_.measured
    passed = [
        held_out(Evidence(measured, {batch: said[batch] for batch in met[:many]})).passes
        for many in range(FIRST, FIRST + VERSIONS)
    ]
    return [here and before for here, before in zip(passed, [False, *passed], strict=False)]


def five(all_: World, kinds: Sequence[str], designers: int) -> None:
    heads = ("of", 4), ("recall", 7), ("random", 7), ("gain", 6), ("worst 5 %", 10), ("at 3x", 6), ("claims", 7)
    print(f"{'designers':10} {'encoder':7}", *(f"{head:>{width}}" for head, width in heads))
    for kind, seen in product(kinds, (False, True)):
        found = [designer(all_, kind, seed, seen=seen) for seed in range(designers)]
        recalls = sorted(later.recall for _, later in found)
        recall, chance = statistics.mean(recalls), statistics.mean(later.random for _, later in found)
        thrice = statistics.mean(later.recall >= 3 * later.random for _, later in found)
        claims = statistics.mean(claim for claim, _ in found)
        worst = recalls[len(recalls) // 20]
        print(
            f"{kind:10} {_with(seen):7} {len(found):4} {recall:7.1%} {chance:7.1%} {recall / chance:5.1f}x "
            f"{worst:10.1%} {thrice:6.0%} {claims:7.1%}",
            flush=True,
        )


def over_time(all_: World, kinds: Sequence[str], designers: int) -> None:
    print(f"{'designers':10} {'encoder':7} {'of':>4} {'versions':>8} {'at once':>8} {'ever':>7} {'at the end':>10}")
    for kind, seen in product(kinds, (False, True)):
        found = [versions(all_, kind, seed, seen=seen) for seed in range(designers)]
        once, ever = statistics.mean(map(statistics.mean, found)), statistics.mean(map(any, found))
        end = statistics.mean(one[-1] for one in found)
        print(f"{kind:10} {_with(seen):7} {len(found):4} {VERSIONS:8} {once:8.1%} {ever:7.1%} {end:10.1%}", flush=True)


def _with(seen: bool) -> str:
    return "with" if seen else "without"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--designers", type=int, default=200, help="of each kind")
    parser.add_argument("--count", type=int, default=100, help="pictures of a batch")
    parser.add_argument("--long", type=int, default=192, help="pixels of the longer side")
    parser.add_argument("--only", choices=["five", "versions"])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    asked = parser.parse_args()
    all_ = world(asked.count, asked.long)
    if asked.only != "versions":
        five(all_, asked.kinds, asked.designers)
    if asked.only != "five":
        over_time(all_.halved(), asked.kinds, asked.designers)


if __name__ == "__main__":
    main()
