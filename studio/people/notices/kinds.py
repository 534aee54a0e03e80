"""What somebody can be told of. Quiet by default: nothing is mailed at once that nobody asked for so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from studio.people.models import NoticeChoice, User

NEVER, DAILY, NOW = NoticeChoice.Mail.NEVER, NoticeChoice.Mail.DAILY, NoticeChoice.Mail.NOW


@dataclass(frozen=True, slots=True)
class Kind:
    """In the words of its reader; whether it stands under the bell and how it is mailed where nobody chose."""

    words: str
    mail: str = DAILY
    page: bool = True


KINDS: Final = {
    "mention": Kind("Somebody mentions me"),
    "answer": Kind("Somebody answers a mark of mine"),
    "due": Kind("A mark that concerns me is due today, or its day has passed"),
    "batch": Kind("A batch that I ordered is done", mail=NEVER),
    "gate": Kind("Something waits for my signature"),
    "overdue": Kind("A signature is late, mine or one that is escalated to me"),
    "review": Kind("Somebody asks me to look at what is to be signed, or comments on it"),
    "back": Kind("What I finished is sent back"),
    "quarantine": Kind("Assets that I had a hand in are quarantined or released"),
    "ending": Kind("A right that ends soon, and the library rests on it"),
    "guest": Kind("A guest whom I invited says something"),
    "barred": Kind("A rule lets something leave the library no more"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """How one person hears of one kind."""

    key: str
    words: str
    page: bool
    mail: str


def wishes(person: User) -> list[Wish]:
    """Of every kind, in the order of the table. One query."""
    own = {row.kind: row for row in NoticeChoice.objects.filter(person=person)}
    return [wish(key, own.get(key)) for key in KINDS]


def wish(key: str, own: NoticeChoice | None) -> Wish:
    kind = KINDS[key]
    return Wish(key, kind.words, own.page, own.mail) if own else Wish(key, kind.words, kind.page, kind.mail)


def how_mailed() -> Coalesce:
    """Of a notice, in a query: how its person wants its kind mailed."""
    own = NoticeChoice.objects.filter(person=OuterRef("person"), kind=OuterRef("kind")).values("mail")
    usual = Case(
        *(When(kind=key, then=Value(str(kind.mail))) for key, kind in KINDS.items()),
        default=Value(str(NEVER)),
        output_field=CharField(),
    )
    return Coalesce(Subquery(own), usual)


def not_listed() -> list[str]:
    """Kinds that stand under the bell only where somebody chose so."""
    return [key for key, kind in KINDS.items() if not kind.page]
