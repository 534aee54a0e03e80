"""What planning a large set takes: 12 languages, 4 colourways, 6 hooks, 20 placements, 5,760 cells.

    python -m benchmarks.sets [--rounds 5]

Prints one table. Runs on temporary ground: its own database, gone afterwards. Nothing is rendered.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

# Before any setting is read: this run is nobody's.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "cs")
WAYS = (("Kelp", "#2F5D50"), ("Dune", "#D9B382"), ("Ember", "#C8452D"), ("Fog", "#C9CED1"))
HOOKS = ("cold", "all day", "ferry", "noon", "winter")


def document() -> dict[str, Any]:
    def copy(words: str) -> dict[str, Any]:
        return {locale: {"headline": f"{words} than the lake", "cta": "See how"} for locale in LOCALES}

    return {
        "copy": copy("Colder"),
        "hooks": [{"name": name, "copy": copy(name.capitalize())} for name in HOOKS],
        "colourways": [{"name": name, "hex": code} for name, code in WAYS],
        "copy_space": "left-half",
    }


def timed(work: Any, rounds: int) -> tuple[float, int]:
    """Median seconds of `work` and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seconds = []
    for _ in range(rounds):
        with CaptureQueriesContext(connection) as caught:
            began = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), len(caught)


def measure(rounds: int) -> None:
    from django.test import Client

    from briefs.models import Placement
    from generation.models import ModelEntry
    from generation.registry import seed_models
    from generation.sets.estimate import outlook
    from generation.sets.order import order_set, plan_set
    from tests.cast import make_cast
    from tests.generation.orders import revision_of

    cast = make_cast()
    seed_models()
    model = ModelEntry.objects.get(engine="previz")
    slugs = list(Placement.objects.filter(brand=None, retired=False).values_list("slug", flat=True)[:20])
    revision = revision_of(cast, **document(), placements=slugs)
    plan = plan_set(revision, count=16)
    client = Client()
    client.force_login(cast.ben)
    address = f"/briefs/{revision.brief_id}/set/"
    rows = [
        (f"plan {plan.axes.size:,} cells", *timed(lambda: plan_set(revision, count=16), rounds)),
        ("estimate", *timed(lambda: outlook(plan, revision.document, model), rounds)),
        ("the page", *timed(lambda: client.get(address), rounds)),
        ("its fragment, as one ticks", *timed(
            lambda: client.get(address, headers={"HX-Request": "true", "HX-Target": "outlook"}), rounds)),
        ("order 4 batches of 16", *timed(
            lambda: order_set(revision, model=model, count=16, cap=64, by=cast.ben), rounds)),
    ]  # fmt: skip
    print(f"{plan.pictures} pictures, {plan.files:,} files with one pick a colourway\n")
    print("| | seconds, median | queries |\n|---|---|---|")
    for name, seconds, queries in rows:
        print(f"| {name} | {seconds:.3f} | {queries} |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds

    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    from studio.lib import embedded

    assert settings.EMBEDDED_DATABASE is not None, "Unset DATABASE_URL: this benchmark makes a database of its own."
    setup_test_environment()
    with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):
        made = setup_databases(verbosity=0, interactive=False)
        try:
            measure(rounds)
        finally:
            teardown_databases(made, verbosity=0)
    shutil.rmtree(Path(os.environ["GATEFOLD_TESTS"]), ignore_errors=True)


if __name__ == "__main__":
    main()
