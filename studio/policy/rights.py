"""The right to use one component: when, where, on what channels; and what several leave together. Pure.

The most restrictive wins: the latest beginning, the earliest end, and only what every right reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from studio.policy.language import Facts


@dataclass(frozen=True, slots=True)
class Right:
    """`starts` and `until` are the first and the last day; None: no limit is known. No `territories` or `channels`:
    all of them; `not_in` is taken off. `proven`: somebody recorded it. `person`: the real one whose likeness it is."""

    kind: str  # font, reference, character
    name: str
    starts: dt.date | None = None
    until: dt.date | None = None
    territories: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    proven: bool = True
    person: str = ""

    @property
    def said(self) -> str:
        return f"{self.kind} {self.name}"

    def outside(self, regions: Iterable[str]) -> list[str]:
        """Those of `regions` that it does not reach."""
        return [one for one in regions if one in self.not_in or (self.territories and one not in self.territories)]

    def off(self, channels: Iterable[str]) -> list[str]:
        """Those of `channels` that it does not reach."""
        return [one for one in channels if self.channels and one not in self.channels]

    def holds(self, day: dt.date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.until is None or day <= self.until)


def rights_facts(rights: Iterable[Right], regions: Iterable[str], channels: Iterable[str]) -> Facts:
    """What the rules may know of all of them together."""
    rights, regions, channels = tuple(rights), tuple(regions), tuple(channels)
    starts = max((one.starts for one in rights if one.starts), default=None)
    until = min((one.until for one in rights if one.until), default=None)
    return {
        "rights.unproven": tuple(one.said for one in rights if not one.proven),
        "rights.barred": tuple(dict.fromkeys(place for one in rights for place in one.outside(regions))),
        "rights.channels_barred": tuple(dict.fromkeys(where for one in rights for where in one.off(channels))),
        "likeness": tuple(dict.fromkeys(one.person for one in rights if one.person)),
        **({"rights.from": starts} if starts else {}),
        **({"rights.until": until} if until else {}),
    }
