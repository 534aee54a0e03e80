"""`manage.py audit`: does the record of what happened still hold, and the means to prove it to somebody else."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from studio.lib import audit
from studio.lib.append_only import grants


def kept(text: str) -> audit.Head:
    """A head as `audit head` prints it: 1204:9f86d0…"""
    seq, _, hash_ = text.strip().partition(":")
    if not seq.isascii() or not seq.isdigit() or len(hash_) != 64 or set(hash_) - set("0123456789abcdef"):
        raise ArgumentTypeError(
            "is not a head. Give it as `manage.py audit head` printed it: a number, a colon, 64 digits."
        )
    return audit.Head(int(seq), hash_)


class Command(BaseCommand):
    help = "Follows the hash chain of all events; prints its head; prints what a production database role may do."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        verify = what.add_parser("verify", help="every event, every link, and heads that were kept elsewhere")
        verify.add_argument("--against", type=kept, action="append", default=[], metavar="SEQ:HASH")
        what.add_parser("head", help="the end of the chain, to be kept where the database's owner cannot write")
        role = what.add_parser("role", help="SQL for a role that can add to the record and never change it")
        role.add_argument("name")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        getattr(self, what)(**options)

    def verify(self, against: list[audit.Head], **options: Any) -> None:
        found = audit.verify(against)
        for sentence in found.faults:
            self.stdout.write(sentence)
        if more := found.count - len(found.faults):
            self.stdout.write(f"And {more:,} more.")
        if not found.holds:
            raise CommandError(
                f"The chain does not hold: {found.count:,} of {found.links:,} links and events are not as recorded."
            )
        kept = ", and the head kept elsewhere agrees" if len(against) == 1 else ""
        kept = f", and the {len(against)} heads kept elsewhere agree" if len(against) > 1 else kept
        self.stdout.write(f"{found.links:,} events, each as it was recorded and in its place{kept}.")
        self.stdout.write(f"{found.head.seq}:{found.head.hash}")

    def head(self, **options: Any) -> None:
        now = audit.head()
        self.stdout.write(f"{now.seq}:{now.hash}")

    def role(self, name: str, **options: Any) -> None:
        self.stdout.write("\n".join(grants(name)))
