"""Kills an engine worker at random moments, again and again, and counts what was lost or made twice.

    python -m benchmarks.chaos [--rounds 5] [--count 16] [--kills 5] [--size 128] [--engine previz]

Each round is one batch on a real worker, SIGKILLed `kills` times and started again. Prints one table.
Goal: every candidate exactly once, in every round.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

LEASE_S = 3
PATIENCE_S = 600


@dataclass(frozen=True)
class Round:
    number: int
    kills: int
    done: int
    missing: int
    doubled: int
    broken: int
    runs_lost: int
    seconds: float


def play(number: int, *, engine: str, count: int, kills: int, size: int, folder: Path, cast: Any) -> Round:
    from django.conf import settings

    from generation import planning
    from generation.models import Batch, Candidate, ModelEntry
    from tests.generation.orders import order
    from tests.parts import Worker

    planning.LONG_SIDE["discovery"] = size
    chance = random.Random(number)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        "GATEFOLD_LEASE_SECONDS": str(LEASE_S),
        "STILL_SECONDS": "0.3",
    }
    worker = Worker(settings, folder, queues=f"gpu.{engine}", environment=environment)
    worker.start()
    began = time.monotonic()
    batch = order(cast, ModelEntry.objects.get(engine=engine), count=count, seed=number)
    done = Candidate.objects.filter(batch=batch, state="done")
    killed = 0
    try:
        while not Batch.objects.filter(pk=batch.pk, state="done").exists():
            if killed < kills and done.count() >= killed * (count - 2) / kills:
                time.sleep(chance.uniform(0, 1.5))
                worker.kill()
                killed += 1
                worker.start()
            if time.monotonic() - began > PATIENCE_S:
                break
            time.sleep(0.05)
    finally:
        worker.stop()
    return count_up(number, batch, killed, time.monotonic() - began)


def count_up(number: int, batch: Any, kills: int, seconds: float) -> Round:
    from generation.models import Run
    from studio.lib import blobs

    candidates = list(batch.candidates.select_related("picture"))
    made = [c for c in candidates if c.state == "done"]
    runs = Run.objects.filter(candidate__batch=batch)
    return Round(
        number=number,
        kills=kills,
        done=len(made),
        missing=batch.count - len({c.position for c in made}),
        doubled=runs.filter(outcome="done").count() - len(made) + len(made) - len({c.picture_id for c in made}),
        broken=sum(len(blobs.read(c.picture.digest)) != c.picture.size for c in made),
        runs_lost=runs.filter(outcome="lost").count(),
        seconds=round(seconds, 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("rounds", 5), ("count", 16), ("kills", 5), ("size", 128)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--engine", default="previz", choices=["previz", "still"])
    asked = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from generation.models import ModelEntry
    from generation.registry import seed_models
    from studio.lib import embedded
    from tests.cast import make_cast

    folder = Path(tempfile.mkdtemp(prefix="gatefold-chaos-"))
    sizes = {"engine": asked.engine, "count": asked.count, "kills": asked.kills, "size": asked.size}
    try:
        with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):  # type: ignore[arg-type]
            call_command("migrate", verbosity=0)
            cast = make_cast()
            seed_models()
            ModelEntry.objects.create(slug="still", name="Still life", engine="still", dialect="clip", state="ready")
            rounds = [play(n + 1, folder=folder, cast=cast, **sizes) for n in range(asked.rounds)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(os.environ["GATEFOLD_TESTS"], ignore_errors=True)
    names = [name.replace("_", " ") for name in Round.__dataclass_fields__]
    print("  ".join(f"{name:>9}" for name in names))
    for one in rounds:
        print("  ".join(f"{value:>9}" for value in astuple(one)))
    clean = sum(not (r.missing or r.doubled or r.broken) for r in rounds)
    print(f"{clean} of {len(rounds)} rounds: every candidate exactly once (goal: all)")


if __name__ == "__main__":
    main()
