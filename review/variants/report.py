"""A set as its page tells it: figures beside each creative, and a sentence on what can be told from chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generation.models import Candidate
from review.models import Variant, VariantResult, VariantSet
from review.tiles import preview_url
from review.variants.counted import Counted, by_channel, counted
from review.variants.proportions import EXPECTED, Difference, Share, against_first

MIX = 0.1  # how far the channels' shares of the impressions may differ between variants that are compared in sum
UNLIKE = (
    "They did not run on the same mix of channels, so their sums cannot be compared. Look at one channel at a time."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One share of one variant, and how it stands to the set's first. Bars are in per cent of the widest interval."""

    share: Share
    against: Difference | None
    lift: float | None
    scale: float

    @property
    def words(self) -> str:
        return percent(self.share.rate) if self.share.rate is not None else ""

    @property
    def between(self) -> str:
        return " to ".join(percent(end) for end in self.share.interval) if self.share.interval else ""

    @property
    def lift_words(self) -> str:
        return f"{self.lift:+.0%}".replace("-", "−").replace("%", " %") if self.lift is not None else ""

    @property
    def bar(self) -> dict[str, str] | None:
        """Where the interval and the share stand on a scale that all of the set share, in per cent of its width."""
        if self.share.interval is None or not self.scale:
            return None
        low, high = (100 * end / self.scale for end in self.share.interval)
        at = 100 * (self.share.rate or 0) / self.scale
        return {"low": f"{low:.2f}", "wide": f"{max(high - low, 0.6):.2f}", "at": f"{at:.2f}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One creative with what came back of it."""

    candidate: Candidate
    row: Counted
    ctr: Figure
    conversion: Figure

    @property
    def preview(self) -> str:
        return preview_url(self.candidate)

    @property
    def impressions(self) -> str:
        return f"{self.row.impressions:,}"

    @property
    def clicks(self) -> str:
        return f"{self.row.clicks:,} of {self.row.impressions:,}"

    @property
    def conversions(self) -> str:
        return f"{self.row.conversions:,} of {self.row.clicks:,}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of one measure: verdict as the page draws it, and the sentence."""

    of: str
    kind: str  # pass: told from chance; wait: not, or too early
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    lines: list[Line]
    verdicts: list[Verdict]
    channels: list[str]  # that any figure came from
    uneven: bool  # they ran on unlike mixes of channels: nothing is said of their sums

    @property
    def sentence(self) -> str:
        """The one for a line in a list."""
        return self.verdicts[0].sentence if self.verdicts else UNLIKE

    @property
    def any(self) -> bool:
        return any(line.row.impressions for line in self.lines)


def report(one: VariantSet, channel: str | None = None) -> Report:
    """Three queries, however many variants and results."""
    rows = counted(Variant.objects.filter(set=one), channel)
    candidates = Candidate.objects.select_related("batch").in_bulk([row.candidate for row in rows])
    on = by_channel(Variant.objects.filter(set=one))
    clicks, bought = figures([row.ctr for row in rows]), figures([row.conversion for row in rows])
    lines = [
        Line(candidates[row.candidate], row, *pair)
        for row, *pair in zip(rows, clicks, bought, strict=True)
    ]  # fmt: skip
    uneven = channel is None and unlike([row.candidate for row in rows], on)
    verdicts = []
    if not uneven:
        verdicts = [verdict("clicks", "impressions", rows, clicks)]
        if any(row.conversions for row in rows):
            verdicts.append(verdict("conversions", "clicks", rows, bought))
    return Report(lines, verdicts, sorted(name for _, name in on), uneven)


def unlike(candidates: Sequence[int], on: Mapping[tuple[int, str], Sequence[Counted]]) -> bool:
    """Did some run much more on one channel than others did? Then sums over channels compare channels, not pictures
    (Simpson's paradox). Much: a share of the impressions that differs by more than MIX."""
    mixes = [
        [sum(row.impressions for row in rows if row.candidate == one) for rows in on.values()] for one in candidates
    ]
    shares = [[part / sum(mix) for part in mix] for mix in mixes if sum(mix)]
    return any(max(part) - min(part) > MIX for part in zip(*shares, strict=True))


def channels(one: VariantSet) -> set[str]:
    return set(VariantResult.objects.filter(variant__set=one).values_list("channel", flat=True).distinct())


def figures(shares: Sequence[Share]) -> list[Figure]:
    scale = max((share.interval[1] for share in shares if share.interval), default=0.0)
    first = shares[0]
    made = [Figure(first, None, None, scale)]
    for share, against in zip(shares[1:], against_first(shares), strict=True):
        lift = share.rate / first.rate - 1 if first.rate and share.rate is not None else None
        made.append(Figure(share, against, lift, scale))
    return made


def verdict(what: str, of: str, rows: Sequence[Counted], shown: Sequence[Figure]) -> Verdict:
    """The honest sentence: which differ from the first by more than chance, which do not, and where it is too early."""
    first = rows[0].letter
    told = [(row, one.against) for row, one in zip(rows, shown, strict=True) if one.against and one.against.told]
    if told:
        better = [f"{row.letter} ({points(one)})" for row, one in told if one.points > 0]
        worse = [f"{row.letter} ({points(one)})" for row, one in told if one.points < 0]
        ways = (("more", better), ("fewer", worse))
        parts = [f"{way} {what} than {first}: {listed(names)}" for way, names in ways if names]
        rest = [row.letter for row in rows[1:] if row.letter not in {winner.letter for winner, _ in told}]
        others = f" {listed(rest)} cannot be told from {first} yet." if rest else ""
        return Verdict(what, "pass", f"Beyond chance, {'; '.join(parts)}.{others}")
    tested = [one.against for one in shown if one.against and one.against.p is not None]
    if not tested:
        return Verdict(what, "wait", too_early(what, of, rows, shown))
    widest = max(max(abs(one.low), abs(one.high)) for one in tested)
    return Verdict(
        what, "wait",
        f"Nothing differs from {first} in {what} by more than chance. A difference of up to "
        f"{100 * widest:.2g} points either way may still be there.",
    )  # fmt: skip


def too_early(what: str, of: str, rows: Sequence[Counted], shown: Sequence[Figure]) -> str:
    least = min(zip(rows, shown, strict=True), key=lambda pair: pair[1].share.of)
    return (
        f"Too early to tell {what} apart: {least[0].letter} has {least[1].share.hits:,} of {least[1].share.of:,} {of}, "
        f"and the test wants at least {EXPECTED} expected in each."
    )


def points(one: Difference) -> str:
    """“0.2 to 0.9 points”: Newcombe's interval, as a size."""
    low, high = sorted((abs(one.low), abs(one.high)))
    return f"{100 * low:.2g} to {100 * high:.2g} points"


def listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]


def percent(share: float | None) -> str:
    """Three digits that count: 0.123 %, 1.23 %, 12.3 %."""
    if share is None:
        return ""
    value = 100 * share
    digits = 3 if value < 1 else 2 if value < 10 else 1
    return f"{value:.{digits}f} %"
