"""The right to use one component: when, where, on what channels; and what several leave together. Pure.

The most restrictive wins: the latest beginning, the earliest end, and only what every right reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from studio.policy.language import Facts


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Nobody but `ours` (us) or `holder` may use it until a day, in these territories and on these channels; none
    named: in all of them. What is not ours stands against us."""

    ours: bool
    holder: str = ""
    until: dt.date | None = None
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def stands(self, day: dt.date) -> bool:
        return self.until is None or day <= self.until

    def meets(self, regions: Iterable[str], channels: Iterable[str]) -> bool:
        """Whether a use there is within it. A use that names no place or channel could be anywhere."""
        return _meet(self.territories, tuple(regions)) and _meet(self.channels, tuple(channels))


def _meet(named: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return not named or not asked or bool({*named} & {*asked})


@dataclass(frozen=True, slots=True)
class Right:
    """`starts` and `until` are the first and the last day; None: no limit is known. No `territories` or `channels`:
    all of them; `not_in` is taken off. `proven`: somebody recorded it. `person`: the real one whose likeness it is.
    `key` names the component as the library does (dam.models.Component). `not_for`: what it may not be used for, in
    words. `record` is the number of the entry in the ledger that says so, `proof` the SHA-256 of the file with it."""

    kind: str  # font, reference, logo, character, model, lora, voice
    name: str
    starts: dt.date | None = None
    until: dt.date | None = None
    territories: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    proven: bool = True
    person: str = ""
    key: str = ""
    exclusive: Exclusive | None = None
    not_for: tuple[str, ...] = ()
    record: int = 0
    proof: str = ""

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

    def another_s(self, regions: Iterable[str], channels: Iterable[str], day: dt.date | None = None) -> bool:
        """Whether somebody else's exclusivity stands against a use there, on `day` or, without one, ever."""
        one = self.exclusive
        return one is not None and not one.ours and one.meets(regions, channels) and (day is None or one.stands(day))


def rights_facts(
    rights: Iterable[Right], regions: Iterable[str], channels: Iterable[str], day: dt.date | None = None
) -> Facts:
    """What the rules may know of all of them together. `day`: from which on it is used."""
    rights, regions, channels = tuple(rights), tuple(regions), tuple(channels)
    starts = max((one.starts for one in rights if one.starts), default=None)
    until = min((one.until for one in rights if one.until), default=None)
    return {
        "rights.unproven": tuple(one.said for one in rights if not one.proven),
        "rights.barred": tuple(dict.fromkeys(place for one in rights for place in one.outside(regions))),
        "rights.channels_barred": tuple(dict.fromkeys(where for one in rights for where in one.off(channels))),
        "rights.excluded": tuple(one.said for one in rights if one.another_s(regions, channels, day)),
        "rights.not_for": tuple(dict.fromkeys(what for one in rights for what in one.not_for)),
        "likeness": tuple(dict.fromkeys(one.person for one in rights if one.person)),
        **({"rights.from": starts} if starts else {}),
        **({"rights.until": until} if until else {}),
    }
