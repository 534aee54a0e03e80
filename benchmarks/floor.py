"""What the floor costs, and whether it is fair.

    python -m benchmarks.floor [--jobs 10000] [--rounds 3] [--only overhead|noop|fair]

On temporary ground: its own PostgreSQL, queue folder and store, gone afterwards. Prints one table. Floor and bare calls
take turns in one process, so that what disturbs one disturbs the other; ratios are medians over the rounds.
Goals: overhead <= 3 % for jobs over 2 s and <= 5 ms a job; four candidates of another person beside a neighbour's 500
begin within one candidate's time of their turn; fair-share index (Jain) >= 0.95.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

Row = tuple[str, str, str]  # what, found, goal


@contextmanager
def ground() -> Iterator[Any]:
    """A database with the cast in it."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from studio.lib import embedded
    from tests.cast import make_cast

    try:
        with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):  # type: ignore[arg-type]
            call_command("migrate", verbosity=0)
            yield make_cast()
    finally:
        shutil.rmtree(os.environ["GATEFOLD_TESTS"], ignore_errors=True)


def bare(batch: Any) -> float:
    """Seconds to plan and render every candidate of a batch with nothing around it."""
    from generation import planning
    from generation.engine.picture import Job
    from generation.engine.render import render
    from generation.inputs import StoredInputs

    began = time.perf_counter()
    for position in range(batch.count):
        render(planning.plan(batch, position), Job(StoredInputs()))
    return time.perf_counter() - began


def on_the_floor(engine: str) -> tuple[float, float]:
    """Seconds, and of them processor seconds of this process, for a worker's loop to make and record all that waits."""
    from generation import work
    from generation.behind import Behind
    from generation.queue import Able

    able = Able("benchmark", [engine])
    began, worked = time.perf_counter(), time.process_time()
    with Behind() as keeper:
        while work.one(engine, able.name, able, keeper):
            pass
    return time.perf_counter() - began, time.process_time() - worked


def overhead(cast: Any, model: Any, what: str, count: int, rounds: int) -> list[Row]:
    """Wall time of the floor over bare calls, for jobs that take long enough to matter."""
    from tests.generation.orders import order, revision_of

    revision = revision_of(cast)
    ratios, each = [], []
    bare(order(cast, model, count=1, revision=revision, seed=999))
    on_the_floor(model.engine)
    for number in range(rounds):
        first, second = (order(cast, model, count=count, revision=revision, seed=number) for _ in range(2))
        alone = bare(first)
        cancel(first, cast)
        floor, _ = on_the_floor(model.engine)
        assert second.candidates.filter(state="done").count() == count, "the floor made them all"
        ratios.append(floor / alone)
        each.append(alone / count)
    share = (statistics.median(ratios) - 1) * 100
    return [(f"{what}, {statistics.median(each):.2f} s each: overhead", f"{share:+.1f} %", "3 %")]


def cancel(batch: Any, cast: Any) -> None:
    from generation import actions

    actions.cancel(batch, by=cast.ben)


def noop(cast: Any, model: Any, jobs: int) -> list[Row]:
    """Milliseconds a job that does nothing, of many."""
    from generation.models import Candidate
    from tests.generation.orders import order, revision_of

    revision = revision_of(cast)
    batches = [order(cast, model, count=min(200, jobs - n), revision=revision, seed=n) for n in range(0, jobs, 200)]
    alone = statistics.median(bare(batch) / batch.count for batch in batches[:5])
    wall, processor = on_the_floor(model.engine)
    made = Candidate.objects.filter(batch__in=batches, state="done").count()
    return [
        (f"{jobs:,} no-op jobs: made", f"{made:,}", f"{jobs:,}"),
        ("a no-op job on the floor", f"{wall / jobs * 1000:.2f} ms", ""),
        ("of it the floor's own", f"{(wall / jobs - alone) * 1000:.2f} ms", "5 ms"),
        ("processor of the worker", f"{processor / jobs * 1000:.2f} ms", ""),
        ("jobs a second", f"{jobs / wall:.0f}", ""),
    ]


def fair(cast: Any, model: Any, seconds: float) -> list[Row]:
    """Four candidates beside five hundred, on one real worker: when they begin. Then thirty more of the same person:
    how evenly the device's time is shared while both wait."""
    from django.conf import settings
    from django.db.models import Sum

    from generation.models import Run
    from tests.generation.orders import order, revision_of
    from tests.parts import Worker

    folder = Path(tempfile.mkdtemp(prefix="gatefold-floor-"))
    environment = {"DJANGO_SETTINGS_MODULE": "tests.chaos.settings", "STILL_SECONDS": str(seconds)}
    worker = Worker(settings, folder, queues=f"gpu.{model.engine}", environment=environment)
    worker.start()
    try:
        revision = revision_of(cast)
        large = [order(cast, model, count=n, by=cast.ben, revision=revision) for n in (200, 200, 100)]
        theirs = Run.objects.filter(candidate__batch__in=large, outcome="done")
        worker.wait_until(lambda: theirs.count() >= 8, 120, "the neighbour is well under way")
        mine = order(cast, model, count=4, by=cast.dana, revision=revision)
        runs = Run.objects.filter(candidate__batch=mine).order_by("began_at")
        worker.wait_until(lambda: runs.filter(outcome="done").count() == 4, 120, "the four are done")
        begun = [(run.began_at - mine.made_at).total_seconds() for run in runs]
        took = [(r["ended_at"] - r["began_at"]).total_seconds() for r in theirs.values("began_at", "ended_at")[:20]]
        more = order(cast, model, count=30, by=cast.dana, revision=revision)
        ours = Run.objects.filter(candidate__batch=more).order_by("began_at")
        worker.wait_until(lambda: ours.filter(outcome="done").count() == 30, 240, "the thirty are done")
        first, last = (ours[at].began_at for at in (0, 29))
        window = {"began_at__gte": first, "began_at__lt": last}
        shares = [rows.filter(**window).aggregate(all=Sum("seconds"))["all"] or 0.0 for rows in (ours, theirs)]
    finally:
        worker.stop()
        shutil.rmtree(folder, ignore_errors=True)
    one = statistics.median(took)
    index = sum(shares) ** 2 / (len(shares) * sum(share**2 for share in shares))
    waits = [later - sooner for sooner, later in itertools.pairwise(begun)]
    return [
        ("a candidate takes", f"{one:.2f} s", ""),
        ("4 beside 500: the first begins after", f"{begun[0]:.2f} s", f"{one:.2f} s"),
        ("then a turn every", f"{statistics.median(waits):.2f} s", f"{2 * one:.2f} s"),
        ("fair-share index (Jain) of 30 beside 500", f"{index:.3f}", ">= 0.95"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["overhead", "noop", "fair"])
    asked = parser.parse_args()
    rows: list[Row] = []
    with ground() as cast:
        from tests.fire import model_for

        folder = Path(tempfile.mkdtemp(prefix="gatefold-floor-"))
        still = model_for("still", folder)
        if asked.only in (None, "overhead"):
            os.environ["STILL_SECONDS"] = "2.2"
            rows += overhead(cast, still, "waiting engine", 4, asked.rounds)
            os.environ["STILL_SECONDS"] = "0"
            rows += overhead(cast, model_for("previz", folder), "previz", 4, asked.rounds)
            rows += overhead(cast, model_for("diffusers", folder), "tiny diffusers", 16, asked.rounds)[:1]
        if asked.only in (None, "noop"):
            rows += noop(cast, still, asked.jobs)
        if asked.only in (None, "fair"):
            rows += fair(cast, model_for("still", folder, "fair"), 0.5)  # a row without a history
        shutil.rmtree(folder, ignore_errors=True)
    width = max(len(what) for what, _, _ in rows)
    for what, found, goal in rows:
        print(f"{what:<{width}}  {found:>10}{f'   (goal {goal})' if goal else ''}")


if __name__ == "__main__":
    main()
