"""The chain of events: what it is made of, and whether it still holds.

Each event is one line of text, `gatefold_event_line` (migration 0004). Its link's hash is

    hash[n] = SHA-256(hash[n-1] + SHA-256(line[n])), both in hex, hash[0] = 64 zeros

so that a line can be left out of what is handed on, and the chain still be followed by its digest. The database gives
an event its place when its transaction commits; nothing in Python writes here. Whoever writes to the database as its
owner could make the whole chain anew: against that, keep a head elsewhere (`manage.py audit head`) and verify with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import connection, transaction

from studio.lib.models import ChainHead

GENESIS: Final = "0" * 64
SHOWN: Final = 20  # findings that are told one by one

LINES = """
SELECT l.seq, l.event_id, l.hash, CASE WHEN e.id IS NULL THEN NULL ELSE gatefold_event_line(e) END
FROM lib_chainlink l LEFT JOIN lib_event e ON e.id = l.event_id ORDER BY l.seq
"""
LOOSE = """
SELECT e.id, e.kind FROM lib_event e
WHERE NOT EXISTS (SELECT 1 FROM lib_chainlink l WHERE l.event_id = e.id) ORDER BY e.id
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain. Kept elsewhere, it proves later that nothing before it was made anew."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    seq: int
    event: int
    hash: str
    line: str | None  # None: the event is gone


@dataclass
class Verdict:
    """What a look at the whole chain found. `faults` are sentences, the first SHOWN of `count`."""

    links: int = 0
    head: Head = field(default_factory=lambda: Head(0, GENESIS))
    count: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.faults.append(sentence)

    @property
    def holds(self) -> bool:
        return not self.count


def digest_of(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def linked(before: str, line_digest: str) -> str:
    """The hash after `before` for a line with this digest."""
    return hashlib.sha256((before + line_digest).encode()).hexdigest()


def head() -> Head:
    row = ChainHead.objects.filter(pk=1).first()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)


def links() -> Iterator[Link]:
    """The chain in its order, without holding it in memory. Inside a transaction."""
    with connection.connection.cursor(name="gatefold_chain") as cursor:  # a cursor of the server
        cursor.itersize = 2_000
        cursor.execute(LINES)
        for row in cursor:
            yield Link(*row)


def verify(against: Iterable[Head] = ()) -> Verdict:
    """Follow the chain from its beginning: each event, each place, its head, and heads that were kept elsewhere."""
    verdict, before, kept = Verdict(), GENESIS, {one.seq: one.hash for one in against}
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:  # one moment of the database, whoever writes meanwhile
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for link in links():
            before = _follow(verdict, link, before)
            if kept.pop(link.seq, link.hash) != link.hash:
                verdict.fault(f"Link {link.seq} is not the one of the head that was kept: the chain was made anew.")
        cursor.execute(LOOSE)
        for event, kind in cursor.fetchall():
            verdict.fault(
                f"Event {event} ({kind}) has no place in the chain: it was put in past the database's trigger."
            )
        now = head()
    if (now.seq, now.hash) != (verdict.head.seq, verdict.head.hash):
        verdict.fault(f"The chain ends at link {verdict.head.seq}, but its head says {now.seq}: its end is missing.")
    for seq in kept:
        verdict.fault(f"The head that was kept is of link {seq}, and the chain ends at {verdict.head.seq}.")
    return verdict


def _follow(verdict: Verdict, link: Link, before: str) -> str:
    """One link further. After a fault the recorded hash is gone on from, so that each fault is told once."""
    if link.seq != verdict.head.seq + 1:
        verdict.fault(f"Links {verdict.head.seq + 1} to {link.seq - 1} are missing.")
    if link.line is None:
        verdict.fault(f"Event {link.event}, link {link.seq}, is missing.")
    elif linked(before, digest_of(link.line)) != link.hash:
        verdict.fault(f"Event {link.event}, link {link.seq}, is not what was recorded, or not in its place.")
    verdict.links += 1
    verdict.head = Head(link.seq, link.hash)
    return link.hash
