from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studio.home import seeds
from studio.lib.problems import Problem


class Command(BaseCommand):
    help = "Makes the demo studio: brands, people, catalogue, models and draft briefs. Again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seeds.seed()
        except Problem as error:
            raise CommandError(str(error)) from error
        for person in seeds.PEOPLE:
            places = ", ".join(seeds.BRANDS[slug] for slug in person.brands)
            self.stdout.write(f"  {person.username:<5} {person.name:<13} {person.role.label:<15} {places}")
        self.stdout.write(f"  Everybody's password: {seeds.PASSWORD}")
