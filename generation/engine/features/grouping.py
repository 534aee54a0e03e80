"""Near-duplicates of one order put together: the same arrangement seen from the same place, as a designer counts it.

Where the engine names what is in the picture, the places and sizes of people and products say most: two casts of one
composition are one option, and the same sky over another composition is not. Where nothing is named only pictures that
look nearly the same are put together (lookalike.py), as many as there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from generation.engine.features import lookalike
from generation.engine.features.alike import bits_apart, colours_apart
from generation.engine.picture import Box

Matrix = NDArray[np.float64]
MOVED: Final = 0.3  # frame heights: how far and how much larger a thing is, in all, that is another composition
BITS: Final = 20.0  # of 64: fingerprints of pictures that share a scene and little else
COLOURS: Final = 12.0  # mean ΔE of pictures in another light
SHARES: Final = (0.7, 0.2, 0.1)  # of places, bits and colours in how far two pictures with named things are apart
CUT: Final = 0.8  # further apart is never put together; chosen on one brief, reported on others (benchmarks/stacks.py)
NEAR: Final = 0.2  # nearer is put together always
KEPT: Final = 40  # groups: as many pictures as a screen shows need no stacks
SHARE: Final = 0.25  # of a large order leads a group, where pictures are near enough
KINDS: Final = ("person", "product")
MOST: Final = 2000  # pictures compared with each other; a larger order is grouped in such parts


@dataclass(frozen=True, slots=True)
class Look:
    """One picture: its fingerprint and colours (alike.py), its named regions, its width over its height, its structure
    (structure.py), and what the one image encoder of its order made of it."""

    fingerprint: int
    colours: Sequence[float]
    boxes: tuple[Box, ...] = ()
    aspect: float = 1.0
    structure: bytes = b""
    embedding: Sequence[float] | None = None


def groups(looks: Sequence[Look]) -> list[int]:
    """For each picture, in the order given, the index of the first picture of its group.

    Depends on the pictures and their order alone, never on which of them came first. Complete linkage: every two of a
    group are alike, so that no chain of small steps joins what differs. The nearest are joined first, until `KEPT`
    groups or `SHARE` of the order are left, so that an order of one bottle keeps its variety and is no single heap.
    """
    found: list[int] = []
    for start in range(0, len(looks), MOST):
        found += [start + lead for lead in _part(looks[start : start + MOST])]
    return found


def _part(looks: Sequence[Look]) -> list[int]:
    if len(looks) < 2:
        return list(range(len(looks)))
    tree = linkage(squareform(apart(looks), checks=False), "complete")
    names = fcluster(tree, _cut(tree[:, 2], len(looks)), "distance")
    lead: dict[int, int] = {}
    for index, name in enumerate(names):
        lead.setdefault(int(name), index)
    return [lead[int(name)] for name in names]


def _cut(joins: Matrix, count: int) -> float:
    """The distance up to which groups are joined. `joins`: at which distance each join happens, ascending."""
    left = max(KEPT, round(SHARE * count))
    enough = float(joins[count - left - 1]) if count > left else 0.0
    return min(max(enough, NEAR), CUT)


def apart(looks: Sequence[Look]) -> Matrix:
    """(n, n) how far every two are apart; `CUT` is where they stop being nearly the same."""
    bits = bits_apart(np.array([look.fingerprint for look in looks], np.int64)).astype(np.float64)
    colours = colours_apart(np.array([look.colours for look in looks], np.float64))
    moved = _moved(looks)
    named = SHARES[0] * moved / MOVED + SHARES[1] * bits / BITS + SHARES[2] * colours / COLOURS
    found = np.where(np.isnan(moved), _plain(looks), named)
    np.fill_diagonal(found, 0.0)
    return np.asarray(np.round(found, 6), np.float64)  # ties must not hang on the last bit of a sum


def _plain(looks: Sequence[Look]) -> Matrix:
    """(n, n) of pictures in which nothing is named: near enough to be put together always, or too far ever to be."""
    found = np.full((len(looks), len(looks)), 2 * CUT)
    there = [index for index, look in enumerate(looks) if look.structure and not any(_places(look))]
    if there:
        some = [looks[index] for index in there]
        block = lookalike.apart([a.structure for a in some], [a.colours for a in some], [a.embedding for a in some])
        found[np.ix_(there, there)] = np.where(block <= 1, NEAR * block, 2 * CUT)
    return found


def _moved(looks: Sequence[Look]) -> Matrix:
    """(n, n) mean of how far and how much larger each named thing is, frame heights; things are told apart by kind and
    from left to right. NaN where neither has any, a whole frame where one has others than the other."""
    found = np.ones((len(looks), len(looks)))
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    places = [_places(look) for look in looks]
    for index, kinds in enumerate(places):
        alike[tuple(len(kind) for kind in kinds)].append(index)
    for counts, members in alike.items():
        if sum(counts) == 0:
            block = np.full((len(members), len(members)), np.nan)
        else:
            things = np.array([[thing for kind in places[i] for thing in kind] for i in members])
            block = np.stack([np.abs(things - one).sum(-1).mean(-1) for one in things])
        found[np.ix_(members, members)] = block
    return found


def _places(look: Look) -> tuple[list[tuple[float, ...]], ...]:
    """For each kind its things from left to right: middle across and down, height, width, in frame heights."""
    return tuple(
        sorted(
            ((b.x + b.w / 2) * look.aspect, b.y + b.h / 2, b.h, b.w * look.aspect) for b in look.boxes if b.kind == kind
        )
        for kind in KINDS
    )
