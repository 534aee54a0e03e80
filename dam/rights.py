"""The rights of everything in an asset, side by side on one line of time, and what is left where all of them hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from briefs import components
from briefs.policy import rights_of
from dam.models import Asset
from generation.kinds import LORA
from generation.policy import model_rights
from generation.registry.licence import WORLD, Licence
from generation.registry.lineage import Rests
from review.policy import lineage
from studio.policy.rights import Right

HEAD, ROW = 20, 40  # drawing units: the months, and one right
SOON: Final = 60  # days before its end a right is drawn as ending


@dataclass(frozen=True, slots=True)
class Bar:
    """One right on the line of time: `left` and `width` in per cent of it. `state`: holds, ends (soon), over, not yet,
    unproven."""

    right: Right
    left: float
    width: float
    state: str

    @property
    def words(self) -> str:
        """When and where, as people say it: “from 1 March to 31 May 2026, in DE, AT”."""
        since = f"from {said(self.right.starts)} " if self.right.starts else ""
        until = f"until {said(self.right.until)}" if self.right.until else "without an end"
        where = f", in {', '.join(self.right.territories)}" if self.right.territories else ""
        but = f", not in {', '.join(self.right.not_in)}" if self.right.not_in else ""
        channels = f", on {', '.join(self.right.channels)}" if self.right.channels else ""
        return f"{since}{until}{where}{but}{channels}{self._alone}"

    @property
    def _alone(self) -> str:
        """Whose alone it is, and what it is not for."""
        one = self.right.exclusive
        never = f"; not for {', '.join(self.right.not_for)}" if self.right.not_for else ""
        if one is None:
            return never
        until = f" until {said(one.until)}" if one.until else ""
        where = f" in {', '.join(one.territories)}" if one.territories else ""
        channels = f" on {', '.join(one.channels)}" if one.channels else ""
        return f"; {'ours' if one.ours else one.holder} alone{until}{where}{channels}{never}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """`first` and `last` are the ends of the line; `closes`: the first day on which one of the rights is over."""

    first: dt.date
    last: dt.date
    bars: tuple[Bar, ...]
    flight: Bar | None
    today: float
    closes: dt.date | None
    closed_by: str

    @property
    def rows(self) -> list[tuple[int, Bar]]:
        """Each bar with its place from the top, in drawing units; the flight first."""
        bars = [*([self.flight] if self.flight else []), *self.bars]
        return [(HEAD + number * ROW, one) for number, one in enumerate(bars)]

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.rows)

    @property
    def months(self) -> list[tuple[str, float]]:
        """The first of each month on the line, at most eight of them: what stands there, and where in per cent."""
        days = list(_firsts(self.first, self.last))
        step = -(-len(days) // 8)
        return [(f"{day:%b %Y}", at(day, self.first, self.last)) for day in days[::step]] if step else []


def timeline(asset: Asset, today: dt.date) -> Timeline:
    """Of the asset's font, references, people and models, as they are recorded now."""
    document = asset.finish.revision.document
    flown = Right("flight", "Flight", components.day(document.get("flight_from")),
                  components.day(document.get("flight_to")))  # fmt: skip
    return drawn(rights_in(asset), flown, today)


def rights_in(asset: Asset) -> list[Right]:
    """Of its brief's components and of its models: licences, and what contracts say beside them."""
    rests = lineage(asset.finish.candidate)[0]
    return [*rights_of(asset.finish.revision), *licences(rests), *model_rights(asset.brand, rests)]


def licences(all_of: Iterable[Rests]) -> list[Right]:
    """The licence of each model behind the picture, as a right."""
    found: dict[str, Right] = {}
    for rests in all_of:
        for row in rests.rows:
            record = Licence.from_document(row.licence)
            where = () if WORLD in record.territories else record.territories
            until = components.day(record.until)
            kind = "lora" if row.kind == LORA else "model"
            proven = bool(record.id)
            found[row.slug] = Right(kind, row.name, None, until, where, record.excluded, proven=proven, key=row.slug)
        for name in (*rests.lost, *(f"weights {digest[:12]}" for digest in rests.unknown)):
            found[name] = Right("model", name, proven=False)
    return list(found.values())


def drawn(rights: Sequence[Right], flown: Right, today: dt.date) -> Timeline:
    """Bars over a line that holds today, the flight, and every day on which something begins or ends. Pure."""
    days = [day for one in (*rights, flown) for day in (one.starts, one.until) if day]
    first = min([*days, today]) - dt.timedelta(days=14)
    last = max([*days, today + dt.timedelta(days=90)]) + dt.timedelta(days=14)
    ending = min((one for one in rights if one.until), key=lambda one: one.until or dt.date.max, default=None)
    return Timeline(
        first, last,
        tuple(bar(one, first, last, today) for one in sorted(rights, key=lambda one: (one.until or dt.date.max))),
        bar(flown, first, last, today) if flown.starts or flown.until else None,
        at(today, first, last),
        ending.until + dt.timedelta(days=1) if ending and ending.until else None,
        ending.said if ending else "",
    )  # fmt: skip


def bar(right: Right, first: dt.date, last: dt.date, today: dt.date) -> Bar:
    left, right_end = at(right.starts or first, first, last), at(right.until or last, first, last)
    return Bar(right, left, round(max(right_end - left, 0.6), 2), state(right, today))


def state(right: Right, today: dt.date) -> str:
    if not right.proven:
        return "unproven"
    if right.until and right.until < today:
        return "over"
    if right.starts and right.starts > today:
        return "not yet"
    return "ends" if right.until and right.until < today + dt.timedelta(days=SOON) else "holds"


def at(day: dt.date, first: dt.date, last: dt.date) -> float:
    return round(100 * (day - first).days / max((last - first).days, 1), 2)


def _firsts(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    day = (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    while day <= last:
        yield day
        day = (day + dt.timedelta(days=32)).replace(day=1)


def said(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
