"""The versions of a picture over the tiers: what it was promoted from, what was promoted from it, and its cousins.

A promotion goes up one tier at least, so a family is never deeper than there are tiers: one query finds all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from generation.models import Batch, Candidate
from generation.promotion import climbed
from generation.promotion.ways import TIERS
from generation.states import CANCELLED, FAILED
from review.standing import NOTHING, PICKED, standings
from review.tiles import Tile
from studio.people.models import User

MOST = 60  # versions that are shown


@dataclass(frozen=True, slots=True)
class Version:
    """One picture of the family. `shown`: it stands side by side with the current one's line."""

    tile: Tile
    batch: Batch
    shown: bool
    now: bool

    @property
    def tier(self) -> str:
        return self.batch.tier

    @property
    def name(self) -> str:
        """What a screen reader says."""
        return f"{self.tier.capitalize()}, {self.tile.number} of batch {self.batch.number}, {self.state}"

    @property
    def state(self) -> str:
        if not self.tile.done:
            return self.tile.candidate.state
        return self.tile.standing.verdict or "undecided"

    @property
    def caption(self) -> str:
        return f"{self.tier.capitalize()}, {self.batch.width} × {self.batch.height}"

    def document(self) -> dict[str, Any]:
        """What the loupe needs to show it."""
        return self.tile.document() | {"caption": self.caption, "batch": self.batch.number}


@dataclass(frozen=True, slots=True)
class Family:
    """All versions in the order of tiers, then of batches. Empty where the picture was never promoted."""

    versions: tuple[Version, ...] = ()

    @property
    def columns(self) -> list[tuple[str, list[Version]]]:
        """(tier, its versions), for the tiers that have any."""
        found = [(tier, [one for one in self.versions if one.tier == tier]) for tier in TIERS]
        return [(tier, rows) for tier, rows in found if rows]

    @property
    def line(self) -> list[Version]:
        """One version a tier: where the current one came from, itself, and the best of what came of it."""
        return [one for one in self.versions if one.shown]

    @property
    def beside(self) -> list[int]:
        """The rest of the line, by primary key."""
        return [one.tile.candidate.pk for one in self.line if not one.now]

    @property
    def documents(self) -> list[dict[str, Any]]:
        return [one.document() for one in self.line]


def family(candidate: Candidate, *, viewer: User) -> Family:
    """The family of a candidate that this person may see. Two queries without relatives, five with any."""
    root = climbed(candidate)[0].pk
    known = Candidate.objects.visible_to(viewer).exclude(state__in=(FAILED, CANCELLED))
    of_root = Q(pk=root) | Q(batch__promoted_from=root) | Q(batch__promoted_from__batch__promoted_from=root)
    rows = list(known.filter(of_root).select_related("batch").order_by("batch__number", "position")[:MOST])
    if len(rows) < 2:
        return Family()
    stand = standings((row.pk for row in rows), viewer=viewer)
    tiles = {row.pk: Tile(row, stand.get(row.pk, NOTHING)) for row in rows}
    line = line_of(candidate.pk, tiles)
    rows.sort(key=lambda row: TIERS.index(row.batch.tier))
    return Family(tuple(Version(tiles[row.pk], row.batch, row.pk in line, row.pk == candidate.pk) for row in rows))


def line_of(pk: int, tiles: Mapping[int, Tile]) -> set[int]:
    """The candidate with its ancestors, and upwards at each tier what was picked of it, else what is rated best."""
    line, at = {pk}, pk
    while (parent := tiles[at].candidate.batch.promoted_from_id if at in tiles else None) in tiles:
        assert parent is not None
        line.add(parent)
        at = parent
    at = pk
    while children := [t for t in tiles.values() if t.candidate.batch.promoted_from_id == at and t.done]:
        at = max(children, key=lambda t: (t.standing.verdict == PICKED, t.standing.mean, t.candidate.pk)).candidate.pk
        line.add(at)
    return line
