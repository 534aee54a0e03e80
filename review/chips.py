"""The chips over a contact sheet and its orders, each a link that keeps the rest of the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generation.models import Batch
from generation.promotion.ways import TIERS
from review.standing import REJECTED, Tally
from review.tiles import Tile
from review.wanted import SHOWS, SILENT, SORTS, TESTS, Wanted


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: `part` of the address, the `key` it is set to, and whether it is."""

    part: str
    key: str
    word: str
    many: int
    on: bool
    link: str


def chips(batch: Batch, tiles: Sequence[Tile], tally: Tally, wanted: Wanted) -> list[tuple[str, list[Chip]]]:
    """(what they are about, chips): state first, then what there is of tests, versions and reasons."""
    offered = {"failed": bool(tally.failed), "passed": batch.search is not None}
    states = [(key, word, getattr(tally, key)) for key, word in SHOWS.items() if offered.get(key, True)]
    groups = [("Show", _chips("show", states, wanted, always=True))]
    if batch.search is not None:
        tested = Counter(tile.tested for tile in tiles)
        groups.append(("Tests", _chips("test", [(key, word, tested[key]) for key, word in TESTS.items()], wanted)))
    promoted = Counter(tier for tile in tiles for tier in tile.tiers)
    groups.append(("Versions", _chips("tier", [(tier, f"Also {tier}", promoted[tier]) for tier in TIERS], wanted)))
    groups.append(("Reasons", _chips("because", _reasons(tiles, wanted.because), wanted)))
    return [(about, made) for about, made in groups if made]


def _reasons(tiles: Sequence[Tile], asked: str) -> list[tuple[str, str, int]]:
    """Most frequent first. One that is asked for stands there though nobody gave it, to be taken off again."""
    said: Counter[tuple[str, str]] = Counter(reason for tile in tiles for reason in tile.standing.reasons)
    rows = sorted(((slug, label, many) for (slug, label), many in said.items()), key=lambda row: (-row[2], row[1]))
    silent = sum(tile.standing.verdict == REJECTED and not tile.standing.reasons for tile in tiles)
    rows.append((SILENT, "No reason given", silent))
    return rows if not asked or asked in {slug for slug, _, _ in rows} else [*rows, (asked, asked, 0)]


def _chips(part: str, rows: Sequence[tuple[str, str, int]], wanted: Wanted, *, always: bool = False) -> list[Chip]:
    """Those of which there are any, and the one that is on. One that is on is taken off by its own link."""
    now = getattr(wanted, part)
    return [
        Chip(part, key, word, many, key == now, wanted.query(**{part: "" if key == now and not always else key}))
        for key, word, many in rows
        if always or many or key == now
    ]


def sorts(tiles: Sequence[Tile], wanted: Wanted) -> list[tuple[str, str, str]]:
    """(key, word, link) of the orders there are: by rank only where something is ranked."""
    ranked = any(tile.ranked for tile in tiles)
    there = {"rank": ranked, "duel": False}  # the page of the duels leads to their order
    offered = [key for key in SORTS if there.get(key, True) or key == wanted.sort]
    return [(key, SORTS[key], wanted.query(sort=key)) for key in offered]
