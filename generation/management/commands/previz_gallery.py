from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Draw every thing, place and light that previz knows, and write the gallery page of the docs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "docs" / "gallery")
        parser.add_argument("--samples", type=int, default=6)
        parser.add_argument(
            "--only", choices=("things", "places", "lights", "drawings"), help="one part of the gallery"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from generation.engine.previz import gallery  # numba and embree: not for the other commands

        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        parts = (
            ("things", gallery.things(options["samples"]), 6),
            ("places", gallery.places(options["samples"]), 5),
            ("lights", gallery.lights(options["samples"]), 6),
            ("drawings", gallery.drawings(), 8),
        )
        for kind, sheets, columns in parts:  # generators: nothing is drawn before it is asked for
            if options["only"] in (None, kind):
                for name in self._write(out, kind, sheets, columns):
                    self.stdout.write(name)
        (out / "README.md").write_text(gallery.page(sorted(p.name for p in out.glob("*.jpg"))), encoding="utf-8")
        self.stdout.write(str(out / "README.md"))

    def _write(self, out: Path, kind: str, sheets: Iterator[Any], columns: int) -> Iterator[str]:
        from generation.engine.previz import gallery

        for title, tiles in sheets:
            path = out / f"{kind}-{title.replace(' ', '-')}.jpg"
            gallery.sheet(tiles, columns).save(path, "JPEG", quality=82, optimize=True, progressive=True)
            yield f"{path}: {len(tiles)}"
