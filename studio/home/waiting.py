"""What waits for one person: a queryset per kind of work, and how many of each, in one query."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import Any, Final

from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from briefs import states as brief_states
from briefs.models import Brief, BriefComment
from generation import states as generation_states
from generation.models import Batch, Candidate
from review import states as review_states
from review.models import Annotation, Check, Comment, Finish, Gate, Selection
from studio.lib.models import Event
from studio.people.models import Brand, Notice, User
from studio.people.notices.reading import unread
from studio.people.roles import MAY

KEPT: Final = 500  # questions of 7 kB
MOST: Final = 100  # beyond this nobody counts: shown as 99+, and the database stops there

# Which stop of the rail counts which kind of work. A piece of work is counted once.
STATION_OF: Final = {
    "drafts": "brief",
    "mentions": "brief",
    "undecided": "selection",
    "marks": "selection",
    "picked": "finishing",
    "ready": "finishing",
    "sent_back": "finishing",
    "failing": "checks",
    "gates": "sign-off",
}


Asked = tuple[str, tuple[Any, ...]]
_ASKED: dict[tuple[object, ...], Asked] = {}  # of this process


class Waiting:
    """The work of `person`, at one brand or (None) at all of theirs."""

    def __init__(self, person: User | None, brand: Brand | None) -> None:
        self.person = person
        self.brand = brand

    def _able(self, verb: str) -> list[int]:
        """Brands where the person's roles allow the verb, within the brand that is chosen."""
        if not self.person or not self.person.is_active:
            return []
        able = [pk for pk, roles in self.person.roles.items() if roles & MAY[verb]]
        return [pk for pk in able if self.brand is None or pk == self.brand.pk]

    def _brands(self) -> list[int]:
        """The person's brands, within the one that is chosen."""
        mine = list(self.person.roles) if self.person and self.person.is_active else []
        return [pk for pk in mine if self.brand is None or pk == self.brand.pk]

    def drafts(self) -> QuerySet[Brief]:
        """Briefs I began and have not submitted."""
        able = self._able("submit a brief")
        return Brief.objects.filter(brand__in=able, by=self.person, state=brief_states.DRAFT)

    def naming(self) -> QuerySet[BriefComment]:
        """What others said to me by name, at a brief, and I have not answered since."""
        person = self.person.pk if self.person else 0
        told = Event.objects.filter(kind__in=("brief.comment", "brief.answer"), data__mentions__contains=[person])
        told = told.exclude(by=person).annotate(comment=Cast(KT("data__comment"), BigIntegerField()))
        later = BriefComment.objects.filter(by=person, pk__gt=OuterRef("pk"))
        thread = Coalesce(OuterRef("answers"), OuterRef("pk"))
        return BriefComment.objects.filter(~Exists(later.filter(answers=thread)), pk__in=told.values("comment"))

    def mentions(self) -> QuerySet[BriefComment]:
        """Open threads about briefs in which somebody named me, and I have not answered since. `named`: where, last."""
        able = self._able("comment on a brief")
        naming = self.naming()
        last = naming.filter(Q(pk=OuterRef("pk")) | Q(answers=OuterRef("pk"))).order_by("-id").values("pk")[:1]
        threads = naming.values(thread=Coalesce("answers", "pk"))
        rows = BriefComment.objects.filter(pk__in=threads, resolved_at=None, brief__brand__in=able)
        return rows.annotate(named=Subquery(last))

    def undecided(self) -> QuerySet[Batch]:
        """Batches with pictures nobody has judged, of briefs that are still open, before any of them is finished."""
        able = self._able("judge candidates")
        done = Candidate.objects.filter(batch=OuterRef("pk"), state=generation_states.DONE)
        judged = Selection.objects.told(self.person).filter(candidate=OuterRef("pk"))
        finished = Finish.objects.filter(candidate__batch=OuterRef("pk"))
        open_brief = ~Q(revision__brief__state=brief_states.CLOSED)
        return Batch.objects.filter(open_brief, Exists(done.filter(~Exists(judged))), ~Exists(finished), brand__in=able)

    def marks(self) -> QuerySet[Annotation]:
        """Open threads where somebody else said the last word."""
        able = self._able("judge candidates")
        last = Comment.objects.filter(annotation=OuterRef("pk")).order_by("-id").values("by")[:1]
        return (
            Annotation.objects.filter(candidate__batch__brand__in=able, resolved_at__isnull=True)
            .alias(last_by=Subquery(last))
            .exclude(Q(last_by=self.person.pk if self.person else None) | Q(last_by__isnull=True, by=self.person))
        )

    def picked(self) -> QuerySet[Selection]:
        """Picks that nobody has begun to finish."""
        able = self._able("finish a candidate")
        finished = Finish.objects.filter(candidate=OuterRef("candidate"))
        picks = Selection.objects.told(self.person).filter(~Exists(finished), candidate__batch__brand__in=able)
        return picks.filter(verdict="picked").exclude(candidate__batch__revision__brief__state=brief_states.CLOSED)

    def _finishes(self) -> QuerySet[Finish]:
        return Finish.objects.filter(brand__in=self._able("finish a candidate"))

    def ready(self) -> QuerySet[Finish]:
        """Finishes that could go to sign-off, and those whose work stopped."""
        bad = Check.objects.filter(finish=OuterRef("pk"), verdict="fail")
        state = Q(state=review_states.FAILED) | Q(~Exists(bad), state=review_states.READY)
        return self._finishes().filter(state)

    def failing(self) -> QuerySet[Finish]:
        """Finishes that a failed check keeps from sign-off."""
        bad = Check.objects.filter(finish=OuterRef("pk"), verdict="fail")
        return self._finishes().filter(Exists(bad), state=review_states.READY)

    def sent_back(self) -> QuerySet[Finish]:
        return self._finishes().filter(state=review_states.SENT_BACK)

    def gates(self) -> QuerySet[Gate]:
        """Signatures I could give: by my role, my name or in another's place, of work I neither picked nor finished."""
        mine = Selection.objects.filter(candidate=OuterRef("finish__candidate"), by=self.person)
        rows = Gate.objects.open_to(self.person).filter(~Exists(mine), finish__brand__in=self._brands())
        return rows.exclude(finish__by=self.person)

    def notices(self) -> QuerySet[Notice]:
        """What I was told and have not read, whichever brand is chosen."""
        return unread(self.person) if self.person else Notice.objects.none()

    @cached_property
    def found(self) -> dict[str, int]:
        """kind of work -> how many, and the unread `notices`, up to MOST, in one query."""
        if not self.person:
            return {}
        sql, params = self._asked(self.person)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return dict(Counter(kind for (kind,) in cursor))

    def _asked(self, person: User) -> Asked:
        """The question as SQL. It is asked for every page, and putting ten querysets together takes five times as long
        as their answer; so it is kept for as long as the person, their roles, the brand and the day are the same."""
        roles = frozenset(person.roles.items())
        key = (person.pk, person.is_active, roles, self.brand.pk if self.brand else None, timezone.localdate())
        if key not in _ASKED:
            parts = [self._first(kind, getattr(self, kind)()) for kind in (*STATION_OF, "notices")]
            found = reduce(lambda one, other: one.union(other, all=True), parts)
            if len(_ASKED) >= KEPT:
                _ASKED.clear()
            _ASKED[key] = found.query.sql_with_params()
        return _ASKED[key]

    @property
    def numbers(self) -> dict[str, int]:
        """kind of work -> how many, up to MOST."""
        return {kind: number for kind, number in self.found.items() if kind in STATION_OF}

    @staticmethod
    def _first(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        """A row saying `kind` for each of the first rows: the database stops looking when it has enough."""
        named: QuerySet[Any] = rows.order_by().values_list(Value(kind))[:MOST]
        return named

    @cached_property
    def counts(self) -> dict[str, int]:
        """stop of the rail -> how many."""
        counts: dict[str, int] = {}
        for kind, number in self.numbers.items():
            counts[STATION_OF[kind]] = counts.get(STATION_OF[kind], 0) + number
        return counts
