from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dam.components import write_missing


class Command(BaseCommand):
    help = (
        "Write down what each asset rests on, for those that were in the library before that was kept. May be asked "
        "again and stopped at any time; the sweep does the same, a hundred a turn."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        while some := write_missing():
            done += some
            self.stdout.write(f"{done} assets")
        self.stdout.write(f"All is written down: {done} assets were new.")
