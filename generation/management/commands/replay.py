from __future__ import annotations

import json
import re
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation import replay, replay_why
from generation.engine.picture import EngineError
from generation.engine.recipe import BadRecipe
from studio.lib.problems import Problem

ASSET: Final = re.compile(r"gf-\d{1,18}", re.I)
HELD: Final = (replay_why.IDENTICAL, replay_why.SAME_PIXELS, replay_why.WITHIN)
FAILED: Final = "cannot be rendered"


class Command(BaseCommand):
    help = (
        "Render a picture, or everything behind an asset, again from its recipes, and prove whether it comes out the "
        "same: identical, the same pixels, within tolerance, or what differs and why."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what", help="an asset as GF-000123, or the SHA-256 of a recipe or a file, or an unmistakable beginning"
        )
        parser.add_argument("--json", action="store_true", help="the whole report, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            what = options["what"]
            found = replay.behind(what) if ASSET.fullmatch(what) else [replay.find(what)]
        except Problem as error:
            raise CommandError(str(error)) from error
        reports = []
        for made in found:
            reports.append(report(made))
            if not options["json"]:
                self.tell(reports[-1])
        if options["json"]:
            self.stdout.write(json.dumps({"asked": what, "parts": reports}, indent=2, ensure_ascii=False))
        if short := [one for one in reports if one["verdict"] not in HELD]:
            words = ", ".join(dict.fromkeys(one["verdict"] for one in short))
            raise CommandError(f"{len(short)} of {len(reports)} did not come out the same: {words}.")

    def tell(self, said: dict[str, Any]) -> None:
        detail = said["detail"]
        self.stdout.write(f"{said['name'] or 'file'}, recipe {said['recipe']}")
        if "file_now" in detail:
            self.stdout.write(f"  then  {detail['file_then']}")
            self.stdout.write(f"  now   {detail['file_now']}   rendered in {detail['seconds']:.1f} s")
        for part in detail.get("parts", []):
            word = "taken as received" if part.get("elsewhere") else "same pixels" if part["same_pixels"] else "differs"
            self.stdout.write(f"  from  {part['picture']}   {word}, recipe {part['recipe'][:12]}")
        for key, (then, now) in detail.get("changed", {}).items():
            self.stdout.write(f"  {key}: {then} then, {now} now")
        if pack := detail.get("pinned"):
            now = f"{pack['name']} v{pack['number']}, now v{pack['newest']}" if pack["found"] else "no longer here"
            self.stdout.write(f"  style pack {pack['digest'][:12]}: {now}")
        self.stdout.write(f"{said['verdict']}. {detail['sentence']}")


def report(made: replay.Made) -> dict[str, Any]:
    """{name, recipe, verdict, detail} of one replay; what cannot be rendered says why."""
    said: dict[str, Any] = {"name": made.name, "recipe": made.recipe.pk}
    try:
        proof = replay.prove(made)
    except (Problem, EngineError, BadRecipe) as error:
        return said | {"verdict": FAILED, "detail": replay.hindered(made.recipe, error)}
    return said | {"verdict": proof.verdict, "detail": proof.detail}
