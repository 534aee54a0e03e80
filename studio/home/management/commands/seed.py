from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from studio.home import seeds
from studio.home.line import Line, Row, Stalled
from studio.home.management.commands.demo import table_row, workers
from studio.home.showcase import everybody, show
from studio.home.showcase_briefs import show_briefs
from studio.home.showcase_floor import show_floor
from studio.home.showcase_proof import show_proof
from studio.home.showcase_review import show_review
from studio.home.upkeep import bring_up_to_date
from studio.lib.problems import Problem


class Command(BaseCommand):
    help = "Makes the demo studio: brands, people, catalogue, models, draft briefs. Again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--states", action="store_true", help="also carry a brief so that every state can be seen")
        parser.add_argument("--catalogue", action="store_true", help="only what no brand owns; for production")
        parser.add_argument("--count", type=int, default=16, help="candidates of that brief (16)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["catalogue"]:
            seeds.seed_shared()
            self.stdout.write("Placements, prompt template, built-in model, rates and reasons are there.")
            return
        try:
            bring_up_to_date(self.stdout.write)
            seeds.seed()
            if options["states"]:
                with workers():
                    show_briefs()
                    show(seeds.PASSWORD, self.tell, options["count"])
                    line = Line(everybody(), seeds.PASSWORD, told=self.tell)
                    show_floor(line)
                    show_review(line)
                    show_proof()
        except (Problem, Stalled) as error:
            raise CommandError(str(error)) from error
        for person in seeds.PEOPLE:
            places = ", ".join(seeds.BRANDS[slug] for slug in person.brands)
            self.stdout.write(f"  {person.username:<5} {person.name:<13} {person.role.label:<15} {places}")
        self.stdout.write(f"  Everybody's password: {seeds.PASSWORD}")

    def tell(self, row: Row) -> None:
        self.stdout.write(table_row(row))
