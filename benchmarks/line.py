"""What the line adds to the engine: a batch through a real worker, against the same recipes rendered bare.

    python -m benchmarks.line [--count 16] [--size 768] [--rounds 1]

Prints one table. Runs on temporary ground: its own database, queue and store, gone afterwards.
Goals: line over bare <= 1.05; first tile <= 3 s after the order; web <= 150 MB, engine worker <= 800 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

# Before any setting is read: this run is nobody's.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("PYTHONHASHSEED", "0")

BARE = """
import sys, json, time
import django; django.setup()
from generation.engine.engines import engine
from generation.engine.picture import Job, NoInputs
from generation.engine.recipe import Recipe
from generation.engine.render import render
engine(sys.argv[1]).warm()
for line in sys.stdin:
    recipe = Recipe.from_document(json.loads(line))
    began, worked = time.perf_counter(), time.process_time()
    render(recipe, Job(NoInputs()))
    print(time.perf_counter() - began, time.process_time() - worked, flush=True)
"""


def resident_mb(pid: int) -> float:
    """Resident memory of one process, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status has no VmRSS: this benchmark needs Linux.")


def processor_s(pid: int) -> float:
    """Seconds of processor time that a process has used, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bare(recipes: list[dict[str, Any]], engine_name: str) -> tuple[float, float]:
    """Wall and processor seconds of all recipes in a fresh process that only renders, warmed up first."""
    lines = "\n".join(json.dumps(recipe) for recipe in [recipes[0], *recipes])
    done = subprocess.run(
        [sys.executable, "-c", BARE, engine_name], input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    times = [tuple(map(float, line.split())) for line in done.stdout.splitlines()][1:]
    return sum(wall for wall, _ in times), sum(worked for _, worked in times)


def web_process(environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    from tests.parts import free_port

    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "studio.asgi:application", "--port", str(port), "--lifespan", "off"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), port


def visit(port: int, pages: list[str], cookie: str) -> None:
    for page in pages:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{page}", headers={"Cookie": cookie})
        for attempt in range(100):
            try:
                urllib.request.urlopen(request, timeout=10).read()
                break
            except OSError as error:
                if attempt == 99 or isinstance(error, urllib.error.HTTPError):
                    raise
                time.sleep(0.05)


def cookie_of(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def measure(count: int, size: int, rounds: int, folder: Path) -> list[tuple[str, str, str]]:
    from django.conf import settings

    from generation import actions, cost, planning, registry
    from generation.models import Batch, Candidate, ModelEntry, Run
    from tests.cast import make_cast
    from tests.generation.orders import revision_of
    from tests.parts import Worker, production_environment

    planning.LONG_SIDE["discovery"] = size
    cast = make_cast()
    registry.seed_models()
    cost.seed_rates()
    model = ModelEntry.objects.get(slug="previz")
    revision = revision_of(cast, subject="Three people around a large transparent display")
    worker = Worker(settings, folder, queues="gpu.previz")
    worker.start()
    web, port = web_process(production_environment(settings))
    ratios, firsts, lines, bares, engines, work = [], [], [], [], [], []
    try:
        for number in range(rounds):
            began, worked = time.perf_counter(), processor_s(worker.pid)
            batch = actions.order_batch(revision, model=model, count=count, by=cast.ben, seed=number)
            while not Candidate.objects.filter(batch=batch, state="done").exists():
                worker.wait_until(lambda: True, 1, "the worker lives")
                time.sleep(0.01)
            firsts.append(time.perf_counter() - began)
            while not Batch.objects.filter(pk=batch.pk, state="done").exists():
                time.sleep(0.01)
            lines.append(time.perf_counter() - began)
            worked = processor_s(worker.pid) - worked
            engines.append(sum(Run.objects.filter(candidate__batch=batch).values_list("seconds", flat=True)))
            recipes = [planning.plan(batch, position).document() for position in range(count)]
            wall, bare_worked = bare(recipes, "previz")
            bares.append(wall)
            ratios.append(lines[-1] / wall)
            work.append(worked / bare_worked)
        visit(port, ["/", "/batches/", f"/batches/{batch.pk}/progress/"] * 5, cookie_of(cast.ben))
        memory = resident_mb(web.pid), resident_mb(worker.pid)
    finally:
        web.terminate()
        web.wait()
        worker.stop()
    median = statistics.median
    return [
        (f"{count} candidates, {batch.width} x {batch.height}, bare engine", f"{median(bares):.2f} s", ""),
        ("the same through the line, order to last record", f"{median(lines):.2f} s", ""),
        ("  of which between claim and store", f"{median(engines):.2f} s", ""),
        ("line over bare", f"{median(ratios):.3f}", "<= 1.05"),
        ("the same by processor time, which a busy machine disturbs less", f"{median(work):.3f}", "<= 1.05"),
        ("order to first tile recorded, warm worker", f"{median(firsts):.2f} s", "<= 3 s"),
        ("resident, web process", f"{memory[0]:.0f} MB", "<= 150 MB"),
        ("resident, engine worker", f"{memory[1]:.0f} MB", "<= 800 MB"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=16)
    parser.add_argument("--size", type=int, default=768, help="the longer side, in pixels")
    parser.add_argument("--rounds", type=int, default=1, help="how often; medians are printed")
    asked = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from studio.lib import embedded

    folder = Path(tempfile.mkdtemp(prefix="gatefold-line-"))
    try:
        with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):  # type: ignore[arg-type]
            call_command("migrate", verbosity=0)
            rows = measure(asked.count, asked.size, asked.rounds, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(os.environ["GATEFOLD_TESTS"], ignore_errors=True)
    width = max(len(name) for name, _, _ in rows)
    print(f"{'':{width}}  {'measured':>10}  goal")
    for name, value, goal in rows:
        print(f"{name:{width}}  {value:>10}  {goal}")


if __name__ == "__main__":
    main()
