from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from briefs.models import Campaign
from briefs.seeds import SAMPLE_BRIEFS
from generation.models import ModelEntry
from studio.home import seeds
from studio.home.line import Line, Row, Stalled, delivered_to
from studio.home.showcase import everybody
from studio.home.upkeep import bring_up_to_date
from studio.lib import parent
from studio.lib.problems import Problem
from studio.people.models import Brand


class Command(BaseCommand):
    help = "Takes one brief down the whole line without a browser: real actions, real worker, five people."

    def add_arguments(self, parser: CommandParser) -> None:
        known = ", ".join(sorted(SAMPLE_BRIEFS))
        parser.add_argument("brief", nargs="?", default="01", help=f"a sample ({known}) or a JSON file of fields")
        parser.add_argument("--count", type=int, default=16, help="candidates (16)")
        parser.add_argument("--model", default="previz", help="slug of a registered model (previz)")
        parser.add_argument("--pick", type=int, default=1, help="number of the candidate to pick (1)")
        parser.add_argument("--replay", action="store_true", help="render everything again and compare the bytes")

    def handle(self, *args: Any, **options: Any) -> None:
        document = self.document(options["brief"])
        bring_up_to_date(self.stdout.write)
        seeds.seed()
        brand = Brand.objects.get(slug=document.get("style_pack") or "northlight")
        campaign, _ = Campaign.objects.get_or_create(brand=brand, slug="demo", defaults={"name": "Demo"})
        model = ModelEntry.objects.filter(slug=options["model"]).first()
        if model is None:
            raise CommandError(f"No model {options['model']!r} is registered. See /admin/models/.")
        self.stdout.write(f"{'station':<11} {'what':<44} {'many':>5} {'seconds':>8}  digest")
        try:
            with workers():
                line = Line(everybody(), seeds.PASSWORD, told=self.tell)
                revision = line.brief(campaign, document)
                batch = line.batch(revision, model, options["count"])
                chosen = line.select(batch, options["pick"] - 1)
                finish = line.finish(chosen)
                line.sign_off(finish)
                asset = line.asset(finish)
                proofs = line.replay(batch, asset) if options["replay"] else []
        except (Problem, Stalled) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(["", *delivered_to(asset)]))
        if differing := [proof for proof in proofs if proof.verdict != "identical"]:
            raise CommandError(f"{len(differing)} of {len(proofs)} replays are not identical: {differing[0].detail}")

    def document(self, brief: str) -> dict[str, Any]:
        if brief in SAMPLE_BRIEFS:
            return dict(SAMPLE_BRIEFS[brief])
        try:
            document = json.loads(Path(brief).read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{brief} is neither a sample nor a file that can be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{brief} is not JSON: {error}.") from error
        if not isinstance(document, dict) or not slugify(str(document.get("title", ""))):
            raise CommandError(f"{brief} must hold one object of brief fields, with a title.")
        return document

    def tell(self, row: Row) -> None:
        self.stdout.write(table_row(row))
        self.stdout.flush()


def table_row(row: Row) -> str:
    return f"{row.station:<11} {row.what:<44} {row.many:>5} {row.seconds:>8.2f}  {row.digest[:16]}"


@contextmanager
def workers() -> Iterator[None]:
    """One worker for every queue, on this database and broker, for as long as the demo takes."""
    log_path = settings.VAR_DIR / "demo-worker.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "celery", "-A", "studio.celery", "worker", "-P", "solo", "-l", "INFO"]
    command += ["-n", f"demo-{os.getpid()}@%h", "-Q", ",".join(settings.QUEUES), "--without-gossip", "--without-mingle"]
    with log_path.open("w") as log:
        theirs = os.environ | {parent.PARENT: str(os.getpid())}  # cut off, the command leaves no worker behind
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=theirs, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)
