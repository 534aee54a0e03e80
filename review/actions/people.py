"""Counting who is in a picture, and keeping the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from briefs.spec import tidy
from generation.models import Candidate
from generation.states import DONE
from review.models import PeopleCount, PeopleTag, PeopleTerm
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

VERB: Final = "mark a picture"
KEEP: Final = "keep vocabularies"
MOST: Final = 999
OWN: Final = 40  # terms of a brand


@transaction.atomic
def count_people(candidate: Candidate, people: int, numbers: Mapping[int, int], *, by: User) -> PeopleCount:
    """How many people are in the picture, and of how many each term (primary key) holds. What was counted before is
    replaced; the event keeps it. Raises BadInput where an axis counts more people than there are."""
    brand = candidate.batch.brand
    require(by, VERB, brand)
    if candidate.state != DONE:
        raise WrongState("There is no picture yet to look at.")
    if not 0 <= people <= MOST:
        raise BadInput(f"People is a whole number from 0 to {MOST}.", field="people")
    live = PeopleTerm.objects.filter(Q(brand=brand) | Q(brand=None), retired_at=None)
    terms = {row.pk: row for row in live.filter(pk__in=list(numbers))}
    if lost := set(numbers) - set(terms):
        raise BadInput(f"There is no term {min(lost)} at {brand.name}. Reload the page.", field="people")
    axes: dict[str, int] = {}
    for pk, number in numbers.items():
        if not 0 <= number <= MOST:
            raise BadInput(f"{terms[pk].label} is a whole number from 0 to {MOST}.", field=f"t{pk}")
        axes[terms[pk].axis] = axes.get(terms[pk].axis, 0) + number
    for axis, number in axes.items():
        if number > people:
            raise BadInput(f"{axis} counts {number} people, and {people} are in the picture.", field="people")
    Candidate.objects.select_for_update(of=("self",), no_key=True).get(pk=candidate.pk)
    row, _ = PeopleCount.objects.update_or_create(candidate=candidate, defaults={"people": people, "by": by})
    row.tags.all().delete()
    PeopleTag.objects.bulk_create(
        PeopleTag(count_of=row, term=terms[pk], number=number) for pk, number in sorted(numbers.items()) if number
    )
    told = {str(terms[pk]): number for pk, number in sorted(numbers.items()) if number}
    events.record("count_people", candidate, by=by, brand=brand, people=people, terms=told)
    return row


@transaction.atomic
def add_people_term(brand: Brand, axis: str, label: str, *, by: User) -> PeopleTerm:
    """A word of the brand's own, on an axis of the house or one of its own."""
    require(by, KEEP, brand)
    axis, label = tidy(axis), tidy(label)
    if not 0 < len(axis) <= 40:
        raise BadInput("Name the axis in at most 40 characters, such as Age.", field="axis")
    if not 0 < len(label) <= 60:
        raise BadInput("Name the term in at most 60 characters.", field="label")
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    rows = PeopleTerm.objects.filter(Q(brand=brand) | Q(brand=None))
    same = rows.filter(axis__iexact=axis, label__iexact=label).first()
    if same and same.retired_at is None:
        raise BadInput(f"{same} is there already.", field="label")
    if rows.filter(brand=brand, retired_at=None).count() >= OWN:
        raise WrongState(f"A brand has at most {OWN} terms of its own. Retire one first.")
    if same and same.brand_id:
        PeopleTerm.objects.filter(pk=same.pk).update(retired_at=None)
        same.retired_at = None
        row = same
    else:
        first = rows.filter(axis__iexact=axis).order_by("-order", "-pk").first()
        last = rows.aggregate(Max("order"))["order__max"] or 0
        row = PeopleTerm.objects.create(
            brand=brand, axis=first.axis if first else axis, label=label, order=first.order if first else last + 1
        )
    events.record("add", row, by=by, brand=brand, term=str(row))
    return row


@transaction.atomic
def retire_people_term(row: PeopleTerm, *, by: User) -> None:
    """Not offered from now on; what was counted with it stands. The house's words stay."""
    if row.brand is None:
        raise WrongState("This is a word of the house, for every brand. It stays.")
    require(by, KEEP, row.brand)
    if not PeopleTerm.objects.filter(pk=row.pk, retired_at=None).update(retired_at=timezone.now()):
        raise WrongState("It is retired already.")
    events.record("retire", row, by=by, brand=row.brand, term=str(row))
