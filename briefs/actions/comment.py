"""What people say about a brief or about one field of it. Append-only: nothing that was said is edited or removed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from briefs.models import Brief, BriefComment
from briefs.spec import FIELDS, tidy
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people import notices
from studio.people.models import Brand, User
from studio.people.roles import require

SAID: Final = 2_000  # characters
MENTION: Final = re.compile(r"(?<![\w@.+-])@([\w.@+-]{1,150})")  # what a user name may hold
_VERB: Final = "comment on a brief"


@transaction.atomic
def comment_on(brief: Brief, text: str, *, by: User, field: str = "") -> BriefComment:
    """Begin a thread on the whole brief, or on one field of it. Raises NotAllowed, BadInput."""
    require(by, _VERB, brief.brand)
    if field and field not in FIELDS:
        raise BadInput("A brief has no such field. Choose one from the list, or the whole brief.", field="field")
    made = BriefComment.objects.create(brief=brief, field=field, text=_words(text), by=by)
    _tell("comment", made, by)
    return made


@transaction.atomic
def answer(comment: BriefComment, text: str, *, by: User) -> BriefComment:
    """Add to a thread, settled or not. An answer to an answer stands in the same thread: there is one level."""
    require(by, _VERB, comment.brief.brand)
    made = BriefComment.objects.create(
        brief=comment.brief, field=comment.field, answers_id=comment.answers_id or comment.pk, text=_words(text), by=by
    )
    _tell("answer", made, by)
    return made


@transaction.atomic
def resolve_comment(comment: BriefComment, *, by: User) -> BriefComment:
    """Say that a thread is settled. Settling it again changes nothing."""
    return _settle(comment, by, verb="resolve_comment", was_open=True)


@transaction.atomic
def reopen_comment(comment: BriefComment, *, by: User) -> BriefComment:
    """Say that a thread is not settled after all."""
    return _settle(comment, by, verb="reopen_comment", was_open=False)


def people_of(brand: Brand) -> list[User]:
    """Who can be mentioned: everybody with a role at the brand, by user name."""
    return list(User.objects.filter(memberships__brand=brand, is_active=True).distinct().order_by("username"))


def mentioned(text: str, people: Iterable[User]) -> list[User]:
    """Those of `people` whom the text names as @user-name, each once, in the order of the text."""
    known = {person.username.lower(): person for person in people}
    found = [known.get(name) or known.get(name.rstrip(".+-@")) for name in MENTION.findall(text.lower())]
    return list(dict.fromkeys(person for person in found if person))


def _settle(comment: BriefComment, by: User, *, verb: str, was_open: bool) -> BriefComment:
    require(by, _VERB, comment.brief.brand)
    thread = comment.answers_id or comment.pk
    won = BriefComment.objects.filter(pk=thread, resolved_at__isnull=was_open).update(
        resolved_at=timezone.now() if was_open else None, resolved_by=by if was_open else None
    )
    row = BriefComment.objects.select_related("brief__brand").get(pk=thread)
    if won:
        events.record(verb, row.brief, by=by, brand=row.brief.brand, comment=row.pk, field=row.field)
    return row


def _tell(verb: str, comment: BriefComment, by: User) -> None:
    """Told of the brief, so that one look-up gives all that happened to it."""
    brief = comment.brief
    named = mentioned(comment.text, people_of(brief.brand)) if "@" in comment.text else []
    data: dict[str, Any] = {"comment": comment.pk, "field": comment.field, "mentions": [who.pk for who in named]}
    events.record(verb, brief, by=by, brand=brief.brand, **data)
    path = f"{reverse('briefs:comments', args=[brief.pk])}#thread-{comment.answers_id or comment.pk}"
    for person in named:
        sentence = f"{by.name} mentions you at {brief.title}: {comment.text}"
        notices.tell(
            person, "mention", sentence, path, brand=brief.brand, noun="briefcomment", subject=comment.pk, by=by
        )


def _words(text: object) -> str:
    if not isinstance(text, str):
        raise BadInput("A comment is text. Write it as words.", field="text")
    words = tidy(text) if len(text) <= SAID * 4 else text  # no work is spent on what is refused anyway
    if not words:
        raise BadInput("The comment is empty. Say what you mean in a few words.", field="text")
    if len(words) > SAID:
        raise BadInput(f"The comment has {len(words):,} characters, and there is room for {SAID:,}.", field="text")
    return words
