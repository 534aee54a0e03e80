"""Comments at the gates, and reviewers who are asked to comment. Neither signs anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.urls import reverse

from briefs.spec import tidy
from review.models import Finish, GateComment, Reviewer
from review.states import IN_REVIEW, SIGNED
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people import notices
from studio.people.models import User
from studio.people.roles import may, require

VERB: Final = "comment at the gates"
LONGEST: Final = 2000


@transaction.atomic
def comment(finish: Finish, *, by: User, text: str) -> GateComment:
    """Say something of what is before the gates. Those who were asked, and those who spoke, are told."""
    require(by, VERB, finish.brand)
    _before_the_gates(finish)
    text = tidy(text)
    if not text:
        raise BadInput("Write something first.", field="text")
    if len(text) > LONGEST:
        raise BadInput(f"Keep it under {LONGEST:,} characters; this has {len(text):,}.", field="text")
    made = GateComment.objects.create(finish=finish, by=by, text=text)
    events.record("write", made, by=by, brand=finish.brand, finish=finish.pk)
    for person in _concerned(finish):
        said = f"{by.name} on {finish.revision.brief.title}: {text}"
        _tell(person, finish, said, by)
    return made


@transaction.atomic
def invite(finish: Finish, person: User, *, by: User) -> Reviewer:
    """Ask somebody of the brand to look and to comment. Asked twice, they are asked once."""
    require(by, VERB, finish.brand)
    _before_the_gates(finish)
    if not may(person, VERB, finish.brand):
        raise BadInput(f"{person.name} is not of {finish.brand.name}, and so sees nothing of it.", field="person")
    row, new = Reviewer.objects.get_or_create(finish=finish, person=person, defaults={"by": by})
    if new:
        events.record("invite", row, by=by, brand=finish.brand, finish=finish.pk, person=person.pk)
        _tell(person, finish, f"{by.name} asks you to look at {finish.revision.brief.title} and to comment.", by)
    return row


def invite_roles(finish: Finish, roles: Sequence[str], *, by: User) -> None:
    """Those whom the template names by role."""
    people = User.objects.filter(memberships__brand=finish.brand, memberships__role__in=roles, is_active=True)
    for person in people.exclude(pk=by.pk).distinct().order_by("pk"):
        invite(finish, person, by=by)


def _before_the_gates(finish: Finish) -> None:
    if finish.state not in (IN_REVIEW, SIGNED):
        raise WrongState(f"This finish is {finish.state}; comments are made while it is before the gates.")


def _concerned(finish: Finish) -> list[User]:
    spoke = GateComment.objects.filter(finish=finish).values("by")
    asked = Reviewer.objects.filter(finish=finish).values("person")
    signed = finish.gates.filter(sign_offs__isnull=False).values("sign_offs__person")
    people = User.objects.filter(pk__in=[*(row["by"] for row in spoke), *(row["person"] for row in asked),
                                         *(row["sign_offs__person"] for row in signed), finish.by_id])  # fmt: skip
    return list(people.order_by("pk"))


def _tell(person: User, finish: Finish, sentence: str, by: User) -> None:
    path = f"{reverse('review:sign_off', args=[finish.pk])}#talk"
    notices.tell(person, "review", sentence[:300], path, brand=finish.brand, noun="finish", subject=finish.pk, by=by)
