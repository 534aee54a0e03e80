"""The versions of a picture: what it was promoted or painted anew from, what was made of it, and its cousins.

A promotion goes up a tier, a part painted anew stays at its own; one query finds all of the family.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from generation.models import Batch, Candidate
from generation.promotion.ways import TIERS
from generation.states import CANCELLED, FAILED
from review.standing import NOTHING, PICKED, standings
from review.tiles import Tile
from studio.people.models import User

MOST = 60  # versions that are shown
DEEPEST = 40  # versions of versions that are followed


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
        """Where the current one came from, itself, and the best of what came of it."""
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
    with connection.cursor() as cursor:
        cursor.execute(KIN, [candidate.pk, DEEPEST, DEEPEST, MOST])
        kin = [pk for (pk,) in cursor.fetchall()]
    if len(kin) < 2:
        return Family()
    known = Candidate.objects.visible_to(viewer).exclude(state__in=(FAILED, CANCELLED)).filter(pk__in=kin)
    rows = list(known.select_related("batch").order_by("batch__number", "position"))
    if len(rows) < 2:
        return Family()
    stand = standings((row.pk for row in rows), viewer=viewer)
    tiles = {row.pk: Tile(row, stand.get(row.pk, NOTHING)) for row in rows}
    line = line_of(candidate.pk, tiles)
    rows.sort(key=lambda row: TIERS.index(row.batch.tier))
    return Family(tuple(Version(tiles[row.pk], row.batch, row.pk in line, row.pk == candidate.pk) for row in rows))


# The first picture that a candidate came from, and all that came of that one, the nearest first.
KIN = """
WITH RECURSIVE up (id, parent, deep) AS (
  SELECT c.id, COALESCE(b.promoted_from_id, b.revised_from_id), 0
  FROM generation_candidate c JOIN generation_batch b ON b.id = c.batch_id WHERE c.id = %s
  UNION ALL
  SELECT c.id, COALESCE(b.promoted_from_id, b.revised_from_id), up.deep + 1
  FROM up JOIN generation_candidate c ON c.id = up.parent JOIN generation_batch b ON b.id = c.batch_id
  WHERE up.deep < %s
),
down (id, deep) AS (
  (SELECT id, 0 FROM up ORDER BY deep DESC LIMIT 1)
  UNION ALL
  SELECT c.id, down.deep + 1
  FROM down JOIN generation_batch b ON b.promoted_from_id = down.id OR b.revised_from_id = down.id
  JOIN generation_candidate c ON c.batch_id = b.id
  WHERE down.deep < %s
)
SELECT id FROM down ORDER BY deep, id LIMIT %s
"""


def before(candidate: Candidate) -> int | None:
    """The version that a candidate came from, by primary key."""
    return candidate.batch.promoted_from_id or candidate.batch.revised_from_id


def line_of(pk: int, tiles: Mapping[int, Tile]) -> set[int]:
    """The candidate with its ancestors, and onwards what was picked of it, else what is rated best, again and again."""
    line, at = {pk}, pk
    while (parent := before(tiles[at].candidate) if at in tiles else None) in tiles:
        assert parent is not None
        line.add(parent)
        at = parent
    at = pk
    while children := [t for t in tiles.values() if before(t.candidate) == at and t.done]:
        at = max(children, key=lambda t: (t.standing.verdict == PICKED, t.standing.mean, t.candidate.pk)).candidate.pk
        line.add(at)
    return line
