"""`manage.py audit`: does the record of what happened still hold, and the means to prove it to somebody else."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation.engine.credentials.certificate import BadCertificate
from generation.signing import signer
from studio.home.audit import checking, exporting
from studio.lib import audit
from studio.lib.append_only import grants
from studio.people.models import Brand


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
        export = what.add_parser("export", help="the whole chain as signed JSON, to be checked without this database")
        export.add_argument("file", type=Path)
        export.add_argument("--brand", default="", help="its short name: what happened elsewhere stays untold")
        check = what.add_parser("check", help="an exported file, by nothing but itself")
        check.add_argument("file", type=Path)
        check.add_argument("--trust", type=Path, help="PEM of the certificate that must have signed or issued it")
        role = what.add_parser("role", help="SQL for a role that can add to the record and never change it")
        role.add_argument("name")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        getattr(self, f"do_{what}")(**options)

    def do_verify(self, against: list[audit.Head], **options: Any) -> None:
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

    def do_head(self, **options: Any) -> None:
        now = audit.head()
        self.stdout.write(f"{now.seq}:{now.hash}")

    def do_export(self, file: Path, brand: str, **options: Any) -> None:
        of = Brand.objects.filter(slug=brand).first()
        if brand and of is None:
            raise CommandError(f"There is no brand “{brand}”. Give its short name.")
        part = file.with_name(f".{file.name}.part")
        try:
            with part.open("x", encoding="utf-8") as out:
                head = exporting.export(out, signer(), brand=of)
            part.replace(file)
        except (ValueError, OSError, BadCertificate) as error:
            raise CommandError(f"Nothing was exported: {error}") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{head.seq:,} events in {file}, up to {head.seq}:{head.hash}")

    def do_check(self, file: Path, trust: Path | None, **options: Any) -> None:
        try:
            found = checking.check(file.read_text(encoding="utf-8"), trusted=trust.read_bytes() if trust else b"")
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        for sentence in found.faults[: audit.SHOWN]:
            self.stdout.write(sentence)
        if found.faults:
            raise CommandError(f"The export does not hold: {len(found.faults):,} faults in {found.events:,} events.")
        self.stdout.write(f"{found.events:,} events, {found.told:,} of them told, each in its place.")
        self.stdout.write(f"Signed by {found.signer}, certificate {found.fingerprint}.")

    def do_role(self, name: str, **options: Any) -> None:
        self.stdout.write("\n".join(grants(name)))
