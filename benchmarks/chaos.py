"""A floor under fire: workers, web and broker are killed at random while hundreds of candidates are being made.

    python -m benchmarks.chaos [--candidates 500] [--kills 100] [--workers 2] [--engine still] [--seconds 0.25]

Real processes: two engine workers, a web server that people order from and watch, a Redis without a disk, PostgreSQL.
Each SIGKILL (no warning, no clean-up) hits one of them at random; what was killed is started again, as a supervisor
would. Prints one table. Goals: 0 lost, 0 made twice, back in the line and begun again within 60 s, and nothing that was
finished is made again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

LEASE_S = 10
PATIENCE_S = 1800
BATCH = 50  # candidates in one batch
WEIGHTS = {"worker": 6, "web": 2, "broker": 2}  # how often which is hit


@dataclass
class Fire:
    """The processes, and every kill: what was hit, when, and which claims were in hand then."""

    workers: list[Any]
    web: Any
    broker: Any
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    cut_off: list[tuple[datetime, int]] = field(default_factory=list)  # when, candidate

    def kill(self) -> None:
        from django.utils import timezone

        from generation.models import Candidate

        kind = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if kind == "worker":
            worker = self.chance.choice(self.workers)
            worker.kill()
            # What its runs were: rows that still say running, though nobody makes them any more.
            mine = Candidate.objects.filter(state="running", runs__outcome="running", runs__worker=worker.node)
            self.cut_off += [(timezone.now(), pk) for pk in mine.values_list("pk", flat=True)]
            worker.start(wait=False)
        elif kind == "web":
            self.web.kill()
            self.web.start(wait=False)
        else:
            self.broker.kill()
            self.broker.start()
        self.kills[kind] += 1


def customers(web: Any, count: int, cast: Any, model: Any) -> list[Any]:
    """Three people at two brands who order the whole load through the web, while it is killed under them."""
    from tests.fire import Customer
    from tests.generation.orders import revision_of

    people = [("ben", revision_of(cast)), ("dana", revision_of(cast)), ("zoe", revision_of(cast, tern=True))]
    each, batches = count // BATCH // len(people) + 1, count // BATCH
    return [
        Customer(web, name, [revision.brief_id] * min(each, max(batches - each * number, 0)), model, BATCH)
        for number, (name, revision) in enumerate(people)
    ]


def burn(fire: Fire, people: list[Any], total: int, kills: int) -> float:
    """Kill until `kills` are done, spread over the load; then wait until it is all over. Seconds it took."""
    from generation.models import Batch, Candidate

    began = time.monotonic()
    for person in people:
        person.start()
    while time.monotonic() - began < PATIENCE_S:
        ordered = not any(person.is_alive() for person in people)
        if ordered and not Batch.objects.filter(state__in=["queued", "running"]).exists():
            break
        due = kills * (Candidate.objects.filter(state="done").count() + 5) / total  # some work is left for the last
        if sum(fire.kills.values()) < min(kills, due):
            fire.kill()
        time.sleep(fire.chance.uniform(0.05, 0.6))
    return time.monotonic() - began


def table(fire: Fire, people: list[Any], total: int, seconds: float) -> list[tuple[str, str, str]]:
    """(what, found, goal)"""
    from django.db.models import Count, Max, Min

    from generation.models import Candidate, Run
    from studio.lib import blobs

    candidates = list(Candidate.objects.select_related("picture"))
    runs = Run.objects.all()
    done = [one for one in candidates if one.state == "done"]
    twice = runs.filter(outcome="done").values("candidate").annotate(many=Count("pk")).filter(many__gt=1).count()
    broken = sum(one.picture is None or len(blobs.read(one.picture.digest)) != one.picture.size for one in done)
    alike = len(done) - len({one.picture_id for one in done})
    again = [_begun_again(pk, at) for at, pk in fire.cut_off]
    waits = [wait for wait in again if wait is not None]
    ended = dict(runs.filter(outcome="done").values_list("candidate").annotate(at=Max("ended_at")))
    late = runs.values("candidate").annotate(last=Max("began_at"), first=Min("began_at"))
    remade = sum(row["last"] > ended[row["candidate"]] for row in late if row["candidate"] in ended)
    outcomes = Counter(runs.values_list("outcome", flat=True))
    hit = ", ".join(f"{many} {kind}" for kind, many in sorted(fire.kills.items()))
    return [
        ("kills", f"{sum(fire.kills.values())} ({hit})", ""),
        ("orders sent again", str(sum(person.asked for person in people)), ""),
        ("candidates ordered", str(len(candidates)), str(total)),
        ("lost", str(total - len(done)), "0"),
        ("made twice", str(twice + alike), "0"),
        ("files that do not read back", str(broken), "0"),
        ("cut off in the making", str(len(fire.cut_off)), ""),
        ("begun again, median s", f"{statistics.median(waits):.1f}" if waits else "-", ""),
        ("begun again, longest s", f"{max(waits):.1f}" if waits else "-", "60"),
        ("begun again though done", str(remade), "0"),
        ("runs by outcome", ", ".join(f"{many} {name}" for name, many in sorted(outcomes.items())), ""),
        ("seconds", f"{seconds:.0f}", ""),
    ]


def _begun_again(candidate: int, at: datetime) -> float | None:
    """Seconds until this candidate was begun anew after `at`; None where its result was recorded before the kill."""
    from generation.models import Run

    after = Run.objects.filter(candidate=candidate, began_at__gt=at).order_by("began_at").first()
    return (after.began_at - at).total_seconds() if after else None


def failed(rows: list[tuple[str, str, str]]) -> list[str]:
    """The goals that were missed."""
    found = {what: value for what, value, _ in rows}
    wrong = [what for what, value, goal in rows if goal not in ("", "60") and value != goal]
    longest = found["begun again, longest s"]
    return wrong + (["begun again, longest s"] if longest != "-" and float(longest) > 60 else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("candidates", 500), ("kills", 100), ("workers", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--seconds", type=float, default=0.25, help="that a picture of the still engine takes")
    parser.add_argument("--engine", default="still", choices=["still", "previz", "diffusers"])
    parser.add_argument("--size", type=int, default=128, help="longer side in pixels, of previz")
    asked = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from generation import planning
    from generation.models import Worker as WorkerRow
    from studio.lib import embedded
    from tests.cast import make_cast
    from tests.fire import Broker, EngineWorker, Web, model_for

    planning.LONG_SIDE["discovery"] = asked.size
    folder = Path(tempfile.mkdtemp(prefix="gatefold-chaos-"))
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        "GATEFOLD_LEASE_SECONDS": str(LEASE_S),
        "STILL_SECONDS": str(asked.seconds),
    }
    broker = Broker(folder)
    processes: list[Any] = []
    try:
        with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):  # type: ignore[arg-type]
            call_command("migrate", verbosity=0)
            broker.start()
            settings.CELERY_BROKER_URL = broker.url
            cast, model = make_cast(), model_for(asked.engine, folder)
            web = Web(settings, folder, **environment)
            workers = [
                EngineWorker(settings, folder, number, queue=f"gpu.{asked.engine}", environment=environment)
                for number in range(asked.workers)
            ]
            processes = [web, *workers]
            for process in processes:
                process.start()
            fire = Fire(workers, web, broker, random.Random(asked.seed))
            total = asked.candidates // BATCH * BATCH
            people = customers(web, total, cast, model)
            seconds = burn(fire, people, total, asked.kills)
            rows = table(fire, people, total, seconds)
            for process in processes:
                process.stop()
            WorkerRow.objects.all().delete()
    finally:
        for process in processes:
            process.kill()
        broker.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(os.environ["GATEFOLD_TESTS"], ignore_errors=True)
    width = max(len(what) for what, _, _ in rows)
    for what, value, goal in rows:
        print(f"{what:<{width}}  {value}{f'   (goal {goal})' if goal else ''}")
    missed = failed(rows)
    print("All goals kept." if not missed else f"Missed: {', '.join(missed)}.")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
