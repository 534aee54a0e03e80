"""What was said about a brief, as page and panel show it: threads, counts by field, and who can be mentioned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count

from briefs.actions.comment import MENTION, mentioned, people_of
from briefs.models import Brief, BriefComment
from briefs.vocabulary import LABELS, SECTION_OF
from studio.people.models import User

OPEN_SHOWN: Final = 200  # threads; the newest are shown
SETTLED_SHOWN: Final = 50


@dataclass(frozen=True)
class Said:
    """A comment with its text in parts: (words, the name of whom they mention)."""

    comment: BriefComment
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Thread:
    first: Said
    answers: tuple[Said, ...]

    @property
    def settled(self) -> bool:
        return self.first.comment.resolved_at is not None

    @property
    def label(self) -> str:
        return LABELS.get(self.first.comment.field, "The whole brief")


@dataclass(frozen=True)
class Talk:
    """Everything the templates of the comments ask for. Four queries, however much was said."""

    open: tuple[Thread, ...]
    settled: tuple[Thread, ...]
    counts: dict[str, int]  # field -> open threads
    older: int  # open threads that are not shown
    people: Sequence[User]

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def counts_json(self) -> str:
        return json.dumps(self.counts)

    @property
    def people_json(self) -> str:
        return json.dumps([[person.username, person.name] for person in self.people])

    @property
    def labels_json(self) -> str:
        return json.dumps({name: LABELS[name] for name in (*SECTION_OF, "title")})


def talk(brief: Brief) -> Talk:
    rows = brief.comments.filter(answers=None).select_related("by", "resolved_by").order_by("-id")
    waiting = list(rows.filter(resolved_at=None)[:OPEN_SHOWN])
    done = list(rows.filter(resolved_at__isnull=False)[:SETTLED_SHOWN])
    answers: dict[int, list[BriefComment]] = {}
    shown = [row.pk for row in (*waiting, *done)]
    # 0 is nobody's: a brief without comments asks as often as one with many.
    for row in brief.comments.filter(answers__in=[*shown, 0]).select_related("by"):
        answers.setdefault(row.answers_id or 0, []).append(row)
    people = people_of(brief.brand)
    still = brief.comments.filter(answers=None, resolved_at=None).order_by()
    counts: dict[str, int] = dict(still.values_list("field").annotate(Count("pk")))

    def thread(row: BriefComment) -> Thread:
        return Thread(_said(row, people), tuple(_said(one, people) for one in answers.get(row.pk, [])))

    order = {name: place for place, name in enumerate(("", "title", *SECTION_OF))}
    waiting.sort(key=lambda row: (order.get(row.field, len(order)), row.pk))
    return Talk(
        open=tuple(map(thread, waiting)),
        settled=tuple(map(thread, done)),
        counts=counts,
        older=sum(counts.values()) - len(waiting),
        people=people,
    )


def _said(comment: BriefComment, people: Sequence[User]) -> Said:
    parts: list[tuple[str, str]] = []
    at = 0
    for match in MENTION.finditer(comment.text):
        who: list[Any] = mentioned(match.group(0), people)
        if who:
            end = match.start() + 1 + len(who[0].username)
            parts += [(comment.text[at : match.start()], ""), (comment.text[match.start() : end], who[0].name)]
            at = end
    return Said(comment, tuple(part for part in (*parts, (comment.text[at:], "")) if part[0]))
