"""Who is in the pictures, as people counted them: never a machine. What was not counted is said, and never guessed.

The shares are of the people in the pictures that were counted, so that nothing is made of those that were not.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import Q, QuerySet

from briefs.exchange import neutral
from briefs.models import Campaign
from generation.models import Candidate
from review.models import Finish, PeopleCount, PeopleTag, PeopleTerm
from review.states import IN_REVIEW, READY, SIGNED
from studio.people.models import Brand, User

TERMS: Final[dict[str, tuple[str, ...]]] = {
    "Age": ("Child", "Young adult", "Adult", "Older adult"),
    "Gender, as presented": ("Woman", "Man", "Another, or not told"),
    "Skin tone": ("Lighter", "Medium", "Darker"),
    "Disability, visible": ("With a visible disability or an aid",),
}
COLUMNS: Final = ("axis", "term", "people", "share_of_people_counted", "pictures")


def seed_people_terms() -> None:
    """The house's words; run it as often as you like."""
    place = 0
    for axis, labels in TERMS.items():
        for label in labels:
            PeopleTerm.objects.get_or_create(brand=None, axis=axis, label=label, defaults={"order": place})
            place += 1


def terms_for(brand: Brand) -> list[tuple[str, list[PeopleTerm]]]:
    """(axis, its live terms), the house's before the brand's own."""
    rows = PeopleTerm.objects.filter(Q(brand=brand) | Q(brand=None), retired_at=None).order_by("order", "pk")
    axes: dict[str, list[PeopleTerm]] = {}
    for row in rows:
        axes.setdefault(row.axis, []).append(row)
    return list(axes.items())


@dataclass(frozen=True, slots=True)
class Share:
    """One term: how many people, of those in the pictures that were counted, in how many pictures."""

    label: str
    people: int
    of: int
    pictures: int

    @property
    def percent(self) -> int:
        return round(100 * self.people / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """`pictures` of which `counted` were looked at, with `people` in them; `open` are those that were not."""

    pictures: int
    counted: int
    people: int
    axes: Sequence[tuple[str, Sequence[Share]]]
    open: Sequence[Candidate]


def finished(
    user: User,
    *,
    brand: Brand | None = None,
    campaign: Campaign | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    shipped: bool = False,
) -> QuerySet[Candidate]:
    """The picks whose finish is ready, before its gates or signed; `shipped`: signed alone. By the finish's day."""
    finishes = Finish.objects.visible_to(user).filter(state__in=[SIGNED] if shipped else [READY, IN_REVIEW, SIGNED])
    finishes = finishes.filter(brand=brand) if brand else finishes
    finishes = finishes.filter(revision__brief__campaign=campaign) if campaign else finishes
    finishes = finishes.filter(made_at__date__gte=since) if since else finishes
    finishes = finishes.filter(made_at__date__lte=until) if until else finishes
    rows = Candidate.objects.filter(pk__in=finishes.values("candidate"))
    return rows.select_related("batch__revision__brief", "batch__brand").order_by("-pk")


def tally(candidates: QuerySet[Candidate], most: int = 60) -> Tally:
    """Four questions, however many pictures."""
    counts = PeopleCount.objects.filter(candidate__in=candidates.order_by().values("pk"))
    numbers = dict(counts.values_list("pk", "people"))
    people = sum(numbers.values())
    tags = PeopleTag.objects.filter(count_of__in=list(numbers)).select_related("term")
    first: dict[str, int] = {}
    for tag in tags:
        first[tag.term.axis] = min(tag.term.order, first.get(tag.term.axis, tag.term.order))
    rows = sorted(tags, key=lambda tag: (first[tag.term.axis], tag.term.axis, tag.term.order, tag.term.pk))
    axes = []
    for axis, of_axis in groupby(rows, key=lambda tag: tag.term.axis):
        by_label: dict[str, list[PeopleTag]] = {}
        for tag in of_axis:
            by_label.setdefault(tag.term.label, []).append(tag)
        shares = [_share(label, found, people) for label, found in by_label.items()]
        left = people - sum(share.people for share in shares)
        shares += [Share("Not told", left, people, 0)] if left > 0 else []
        axes.append((axis, shares))
    open_ = list(candidates.filter(people_count=None)[:most])
    return Tally(candidates.count(), len(numbers), people, axes, open_)


def _share(label: str, tags: Sequence[PeopleTag], people: int) -> Share:
    return Share(label, sum(tag.number for tag in tags), people, len({tag.count_of_id for tag in tags}))


def listing(found: Tally) -> str:
    """As CSV. A cell that a spreadsheet would run is kept from it by an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerow(["pictures", "finished", "", "", found.pictures])
    writer.writerow(["pictures", "counted", found.people, "", found.counted])
    writer.writerow(["pictures", "not counted", "", "", found.pictures - found.counted])
    for axis, shares in found.axes:
        for share in shares:
            cells = [axis, share.label, str(share.people), f"{share.percent} %", str(share.pictures)]
            writer.writerow([neutral(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def said(candidate: Candidate) -> str:
    """ "3 people: 2 women, 1 man": what was counted, for a page; empty where nobody looked."""
    row = PeopleCount.objects.filter(candidate=candidate).prefetch_related("tags__term").first()
    if row is None:
        return ""
    tags = sorted(row.tags.all(), key=lambda tag: (tag.term.order, tag.term.pk))
    by_axis = [
        f"{axis.lower()} {', '.join(f'{tag.term.label.lower()} {tag.number}' for tag in found)}"
        for axis, found in groupby(tags, key=lambda tag: tag.term.axis)
    ]
    who = "nobody" if not row.people else "1 person" if row.people == 1 else f"{row.people} people"
    return f"{who}{': ' if by_axis else ''}{'; '.join(by_axis)}"
