from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation.engine.credentials import apart, words
from generation.engine.picture import EngineError
from generation.signing import anchors


class Command(BaseCommand):
    help = (
        "What is this file? Reads any JPEG, PNG, WebP, AVIF or TIFF, ours or not, offline and without the database: "
        "Content Credentials with lineage and validity, rights, metadata."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
            story = apart.read(data, anchors=anchors())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read ({error.strerror or error}).") from error
        except (EngineError, apart.TooMuch) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(story, indent=2, ensure_ascii=False))
            return
        for line in words.lines(story):
            self.stdout.write(line)
