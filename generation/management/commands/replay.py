from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation import replay
from generation.engine.picture import EngineError
from generation.engine.recipe import BadRecipe
from studio.lib.problems import Problem


class Command(BaseCommand):
    help = "Render a picture again from its recipe and prove whether it comes out the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("digest", help="of a recipe or of a file: its SHA-256, or an unmistakable beginning of it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = replay.find(options["digest"])
            self.stdout.write(f"{made.name or 'file'}, recipe {made.recipe.pk}")
            proof = replay.prove(made)
        except (Problem, EngineError, BadRecipe) as error:
            raise CommandError(str(error)) from error
        detail = proof.detail
        self.stdout.write(f"  then  {detail['file_then']}")
        self.stdout.write(f"  now   {detail['file_now']}   rendered in {detail['seconds']:.1f} s")
        for part in detail["parts"]:
            word = "same pixels" if part["same_pixels"] else "differs"
            self.stdout.write(f"  from  {part['picture']}   {word}, recipe {part['recipe'][:12]}")
        for key, (then, now) in detail["changed"].items():
            self.stdout.write(f"  {key}: {then} then, {now} now")
        self.stdout.write(f"{proof.verdict}. {detail['sentence']}")
        if proof.verdict == replay.DIFFERS:
            raise CommandError("The replay differs.")
