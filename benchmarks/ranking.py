"""Simulated designers with hidden tastes: does ranking find what they would pick, and does it keep quiet where there is
nothing to find?

    python -m benchmarks.ranking [--designers 200] [--count 100] [--long 192]

Twelve briefs of previz pictures, as one brand's. Each designer judges five of them: 5 picks, 12 rejections, 10 ratings
and 6 duels of 100, by what they like and a noise half as strong. Then the seven batches they have not judged are
ranked, and their picks looked for in the top tenth. Three kinds:

- a taste: three measures at random, with weights at random;
- none: every judgement by chance;
- fickle: another taste in every batch, which nothing can be learned from.

`claims` is how many of them are told that ranking does better than chance, from their five batches alone. `recall` is
of all, whether claimed or not, `random` is an order by chance.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.measured import candidates
from review.ranking.evidence import Evidence, Said, Values
from review.ranking.fit import fit
from review.ranking.report import Report, held_out, look_for

BRIEFS = (0, 5, 7, 18, 19, 20, 21, 22, 24, 26, 27, 29)
JUDGED = 5
PICKS, REJECTS, RATINGS, DUELS = 5, 12, 10, 6
LIKES, NOISE = 3, 0.5
STARS = (-1.0, -0.3, 0.3, 1.0)
TASTE, NONE, FICKLE = "taste", "none", "fickle"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """All pictures: `measured` as the product sees them, `liked` standardised over all of them for the tastes."""

    measured: Mapping[int, Mapping[int, Values]]
    liked: Mapping[int, Floats]

    @property
    def measures(self) -> int:
        return next(iter(self.liked.values())).shape[1]


def world(count: int, long: int) -> World:
    made = {index: candidates(index, count, long) for index in BRIEFS}
    names = sorted({name for rows in made.values() for row in rows for name in row.values})
    tables = {i: np.array([[row.values.get(n, np.nan) for n in names] for row in rows]) for i, rows in made.items()}
    every = np.vstack(list(tables.values()))
    middle, spread = np.nanmean(every, 0), np.nanstd(every, 0)
    return World(
        {i: {i * 10_000 + place: row.values for place, row in enumerate(rows)} for i, rows in made.items()},
        {i: np.nan_to_num((table - middle) / spread) for i, table in tables.items()},
    )


def a_taste(measures: int, rng: np.random.Generator) -> Floats:
    taste = np.zeros(measures)
    taste[rng.choice(measures, LIKES, replace=False)] = rng.normal(size=LIKES)
    return taste


def judged(all_: World, batch: int, taste: Floats, noise: float, rng: np.random.Generator) -> Said:
    """One batch as this designer sees it."""
    likes = all_.liked[batch] @ taste
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


def designer(all_: World, kind: str, seed: int) -> tuple[Report, Report]:
    """What the five batches claim, and what the others then show."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(BRIEFS).tolist()
    own = a_taste(all_.measures, rng)
    said = {}
    for batch in order:
        taste = {TASTE: own, NONE: np.zeros(all_.measures)}.get(kind)
        taste = a_taste(all_.measures, rng) if taste is None else taste
        said[batch] = judged(all_, batch, taste, 1.0 if kind == NONE else NOISE, rng)
    known = Evidence(all_.measured, {batch: said[batch] for batch in order[:JUDGED]})
    model = fit(known)
    later = Evidence(all_.measured, said)
    return held_out(known), Report(tuple(look_for(model, later, batch) for batch in order[JUDGED:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--designers", type=int, default=200, help="of each kind")
    parser.add_argument("--count", type=int, default=100, help="pictures of a batch")
    parser.add_argument("--long", type=int, default=192, help="pixels of the longer side")
    asked = parser.parse_args()
    all_ = world(asked.count, asked.long)
    heads = ("of", 4), ("recall", 7), ("random", 7), ("gain", 6), ("worst 5 %", 10), ("at 3x", 6), ("claims", 7)
    print(f"{'designers':10}", *(f"{head:>{width}}" for head, width in heads))
    for kind in (TASTE, NONE, FICKLE):
        found = [designer(all_, kind, seed) for seed in range(asked.designers)]
        recalls = sorted(later.recall for _, later in found)
        recall, chance = statistics.mean(recalls), statistics.mean(later.random for _, later in found)
        thrice = statistics.mean(later.recall >= 3 * later.random for _, later in found)
        claims = statistics.mean(claim.better for claim, _ in found)
        worst = recalls[len(recalls) // 20]
        print(
            f"{kind:10} {len(found):4} {recall:7.1%} {chance:7.1%} {recall / chance:5.1f}x {worst:10.1%} {thrice:6.0%} "
            f"{claims:7.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
