from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dam import tally
from dam.components import write_missing


class Command(BaseCommand):
    help = (
        "Write down what each asset rests on, for those that were in the library before that was kept. May be asked "
        "again and stopped at any time; the sweep does the same, a hundred a turn."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="then hold every sum of a recall against counting row by row"
        )
        parser.add_argument("--recount", action="store_true", help="then count all of them anew; writers wait")

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        while some := write_missing():
            done += some
            tally.fold()
            self.stdout.write(f"{done} assets")
        self.stdout.write(f"All is written down: {done} assets were new.")
        if options["recount"]:
            tally.recount()
            self.stdout.write("All sums are counted anew.")
        if options["check"]:
            wrong = tally.amiss()
            self.stdout.write(f"{wrong} sums are amiss. Use --recount." if wrong else "All sums are right.")
