from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from PIL import Image

from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError, Job, NoInputs
from generation.engine.previz import engine
from generation.engine.previz.scene import SCHEMA, json_schema
from generation.engine.recipe import Recipe
from generation.engine.render import render


class Command(BaseCommand):
    help = "Render a brief or an edited scene, and write the picture, its passes and its scene beside each other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="JSON: a brief's fields, or a scene")
        parser.add_argument("--out", type=Path, default=Path("previz"))
        parser.add_argument("--count", type=int, default=1, help="candidates of a brief")
        parser.add_argument("--size", default="768x768", help="pixels, width x height")
        parser.add_argument("--samples", type=int, default=4, help="paths per pixel")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--palette", default="", help="#rrggbb, with commas between them")
        parser.add_argument("--seconds", type=float, default=0.0, help="the moment of a shot")
        parser.add_argument("--frames", type=int, default=0, help="a whole shot as an animated WebP of so many frames")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of scenes, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False))
            return
        if options["file"] is None:
            raise CommandError("Name a JSON file: a brief's fields, or a scene. --schema prints what a scene may hold.")
        try:
            document = json.loads(options["file"].read_text(encoding="utf-8"))
            width, height = (int(side) for side in options["size"].lower().split("x"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']} or --size {options['size']} cannot be read: {error}.") from error
        if not isinstance(document, dict):
            raise CommandError(f"{options['file']} is not a JSON object.")
        options["out"].mkdir(parents=True, exist_ok=True)
        try:
            for position in range(options["count"]):
                self._make(self._recipe(document, options, width, height, position), options, f"{position + 1:02}")
                if document.get("schema"):
                    break
        except EngineError as error:
            raise CommandError(str(error)) from error

    def _recipe(self, document: dict[str, Any], options: Any, width: int, height: int, position: int) -> Recipe:
        scene = str(document.get("schema", "")).startswith(SCHEMA.partition("/")[0])
        palette = tuple(filter(None, options["palette"].split(",")))
        model = Model("previz", "previz", settings={"samples": options["samples"]})
        style = document.pop("style_document", {})
        order = Order(
            {} if scene else document, style, palette, {}, model, width, height, options["seed"], position, 16
        )
        planned = engine.plan(order)
        recipe = engine.restage(planned, document) if scene else planned
        return engine.moment(recipe, options["seconds"]) or recipe

    def _make(self, recipe: Recipe, options: Any, name: str) -> None:
        out: Path = options["out"]
        scene = recipe.nodes[0].params["scene"]
        (out / f"{name}.scene.json").write_text(json.dumps(scene, indent=2, ensure_ascii=False), encoding="utf-8")
        picture = render(recipe, Job(NoInputs()))
        Image.fromarray(picture.pixels).save(out / f"{name}.png")
        for kind, data in picture.passes.items():
            suffix = "png" if data.startswith(b"\x89PNG") else "json" if data[:1] == b"{" else "bin"
            (out / f"{name}.{kind}.{suffix}").write_bytes(data)
        self.stdout.write(f"{out / name}.png")
        for note in picture.notes:
            self.stdout.write(f"  {note}")
        if options["frames"] > 1:
            self._shot(recipe, options["frames"], out / f"{name}.webp")

    def _shot(self, recipe: Recipe, count: int, path: Path) -> None:
        scene: Any = recipe.nodes[0].params["scene"]
        seconds = float(scene["motion"]["seconds"])
        if seconds <= 0:
            raise CommandError("This scene has no motion. Add motion.seconds and camera keys to it, or say the move.")
        frames = []
        for i in range(count):
            at = engine.moment(recipe, seconds * i / (count - 1)) or recipe
            frames.append(Image.fromarray(render(at, Job(NoInputs())).pixels))
        frames[0].save(
            path, save_all=True, append_images=frames[1:], duration=round(1000 * seconds / count), quality=88
        )
        self.stdout.write(str(path))
