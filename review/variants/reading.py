"""A file of results to rows, or a sentence for every line that is wrong. Pure: bytes in, rows out.

Columns: code, impressions and clicks must be there; channel, since, until, conversions and spend may be. Their order is
free, their names in any case; other columns of an ad platform's report are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from briefs.exchange import Raw, Table, read_csv
from briefs.spec import tidy
from studio.lib.problems import BadInput

COLUMNS: Final = ("code", "channel", "since", "until", "impressions", "clicks", "conversions", "spend")
TABLE: Final = Table(("code", "impressions", "clicks"), ",".join(COLUMNS), "variant and period", 2_000)
MOST_COUNT: Final = 10**12
CHANNEL: Final = 60  # characters
SAID: Final = 20  # sentences about lines in one answer
WHOLE: Final = re.compile(r"[0-9]{1,13}")
MONEY: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file as it may be kept. `since` and `until` are both days, or both None: all of the time."""

    line: int
    code: str
    channel: str
    since: date | None
    until: date | None
    impressions: int
    clicks: int
    conversions: int
    spend: Decimal | None

    @property
    def period(self) -> str:
        if self.since is None or self.until is None:
            return "all of the time"
        return f"{self.since:%Y-%m-%d}" + (f" to {self.until:%Y-%m-%d}" if self.until != self.since else "")

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Do both count the same days? All of the time overlaps everything."""
        if self.since is None or self.until is None or since is None or until is None:
            return True
        return self.since <= until and since <= self.until


def read(data: bytes, codes: Mapping[str, object]) -> list[Line]:
    """Every row, or BadInput naming each line that cannot be used. `codes` are the set's, in capitals."""
    faults: list[str] = []
    lines: list[Line] = []
    before: dict[tuple[str, str], list[Line]] = {}
    for raw in read_csv(data, TABLE):
        try:
            line = _line(raw, codes)
            others = before.setdefault((line.code, line.channel), [])
            twice = next((one for one in others if one.overlaps(line.since, line.until)), None)
            if twice is not None:
                raise BadInput(
                    f"{line.code} on {line.channel or 'no channel'} for {line.period} counts days that line "
                    f"{twice.line:,} counts too. Leave one of them out."
                )
            lines.append(line)
            others.append(line)
        except BadInput as fault:
            faults.append(f"Line {raw.line:,}: {fault.sentence}")
    refuse(faults)
    return lines


def refuse(faults: list[str]) -> None:
    """Raise BadInput with a sentence for every line, if there are any: nothing of the file is taken then."""
    if faults:
        more = [f"And {len(faults) - SAID:,} more lines."] if len(faults) > SAID else []
        raise BadInput(fields={"file": ["Nothing was taken from the file.", *faults[:SAID], *more]})


def _line(raw: Raw, codes: Mapping[str, object]) -> Line:
    if raw.faults:
        raise BadInput(" ".join(raw.faults))
    cells = {name: str(raw.values.get(name, "")).strip() for name in COLUMNS}
    code = cells["code"].upper()
    if code not in codes:
        known = ", ".join(list(codes)[:3]) + (" …" if len(codes) > 3 else "")
        raise BadInput(f"code “{tidy(cells['code'][:40])}” is none of this set. Its codes: {known}")
    since, until = _day(cells["since"], "since"), _day(cells["until"], "until")
    if (since is None) != (until is None):
        raise BadInput("since and until go together. Give both days, or neither for all of the time.")
    if since and until and since > until:
        raise BadInput(f"since {since} is after until {until}. Turn them round.")
    channel = tidy(cells["channel"]).lower()
    if len(channel) > CHANNEL:
        raise BadInput(f"channel has {len(channel)} characters, and {CHANNEL} are kept. Shorten it.")
    shown, clicks = _count(cells["impressions"], "impressions"), _count(cells["clicks"], "clicks")
    bought = _count(cells["conversions"] or "0", "conversions")
    if clicks > shown:
        raise BadInput(f"{clicks:,} clicks of {shown:,} impressions. Clicks are of impressions: correct one of them.")
    if bought > clicks:
        raise BadInput(f"{bought:,} conversions of {clicks:,} clicks. Count those that a click led to, one a click.")
    return Line(raw.line, code, channel, since, until, shown, clicks, bought, _money(cells["spend"]))


def _day(cell: str, name: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise BadInput(f"{name} “{tidy(cell[:20])}” is not a day. Write it as 2027-01-31.") from None


def _count(cell: str, name: str) -> int:
    if "," in cell or "." in cell:
        raise BadInput(f"{name} “{tidy(cell[:20])}” has a comma or a point. Write whole numbers plainly, as 12000.")
    if not WHOLE.fullmatch(cell) or int(cell) > MOST_COUNT:
        raise BadInput(f"{name} “{tidy(cell[:20])}” is not a whole number up to {MOST_COUNT:,}. Write it as 12000.")
    return int(cell)


def _money(cell: str) -> Decimal | None:
    if not cell:
        return None
    if "," in cell:
        raise BadInput(
            f"spend “{tidy(cell[:20])}” has a comma. Write a point before the cents and nothing else: 1250.50."
        )
    if not MONEY.fullmatch(cell):
        raise BadInput(f"spend “{tidy(cell[:20])}” is not an amount. Write it as 1250.50, without a currency.")
    return Decimal(cell)
