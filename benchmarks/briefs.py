"""Briefs in numbers: bulk import, lists that grow, readiness, prompts. Milliseconds and queries.

    python -m benchmarks.briefs [--rows 100] [--briefs 1000] [--rounds 5]

Prints one table. Runs on temporary ground: its own database and store, gone afterwards. Medians of the rounds.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import shutil
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

# Before any setting is read: this run is nobody's.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("PYTHONHASHSEED", "0")

HEAD = ["title", "subject", "colourway", "headline", "placement", "locale", "region", "use"]
PLACES = ("social-4x5", "story-9x16", "display-300x250", "display-728x90", "linkedin-link")
LOCALES = (("en-US", "US"), ("de-DE", "DE"), ("fr-FR", "FR"), ("ja-JP", "JP"))


def matrix(rows: int) -> bytes:
    """A client's bulk request: colourways, headlines, placements and languages in turn."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for n in range(rows):
        locale, region = LOCALES[n % 4]
        colour = ("Kelp", "Dune", "Ember", "Fog")[n // 4 % 4]
        words = ["bottle on wet basalt", colour, "Colder than the lake", PLACES[n % 5], locale, region, "public"]
        writer.writerow([f"Always on {n + 1:04d}", *words])
    return out.getvalue().encode()


def timed(rounds: int, do: Callable[[], Any]) -> tuple[float, int]:
    """(median milliseconds, queries of the last round)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, asked = [], 0
    for _ in range(rounds):
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            do()
            times.append((time.perf_counter() - began) * 1000)
        asked = len(queries)
    return statistics.median(times), asked


def measure(rows: int, briefs: int, rounds: int) -> list[tuple[str, float, int]]:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from briefs import readiness
    from briefs.actions import create_brief
    from briefs.actions.exchange import carry_out, judge_file
    from briefs.catalogue import drawn
    from briefs.compile import compile_prompt
    from briefs.models import Brief, BriefImport
    from briefs.seeds import SAMPLE_BRIEFS
    from briefs.spec import BriefSpec
    from briefs.style import DIALECTS
    from tests.cast import make_cast

    cast = make_cast()
    campaign, zoe = cast.tern_campaign, cast.zoe
    client = Client()
    client.force_login(zoe, backend="django.contrib.auth.backends.ModelBackend")
    data = matrix(rows)
    found: list[tuple[str, float, int]] = []

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("matrix.csv", data)

    def fresh() -> None:
        Brief.objects.filter(campaign=campaign).delete()

    found.append((f"dry run of {rows} rows", *timed(rounds, lambda: judge_file(campaign, file(), by=zoe))))
    newest = BriefImport.objects.latest("pk")
    shown = timed(rounds, lambda: client.get(f"/imports/{newest.pk}/"))
    found.append((f"the page of it, {min(rows, 100)} rows with readiness", *shown))
    times, asked = [], 0
    for _ in range(rounds):
        fresh()
        made = judge_file(campaign, file(), by=zoe)
        took, asked = timed(1, partial(carry_out, made, by=zoe))
        times.append(took)
    assert Brief.objects.filter(campaign=campaign).count() == rows
    found.append((f"import of {rows} rows", statistics.median(times), asked))
    again = judge_file(campaign, file(), by=zoe)
    found.append((f"the same file again ({rows} rows, 0 made)", *timed(1, lambda: carry_out(again, by=zoe))))
    assert again.made == 0

    fresh()
    for number in (1, briefs):
        have = Brief.objects.filter(campaign=campaign).count()
        draft = BriefSpec.clean(SAMPLE_BRIEFS["03"]).document()
        Brief.objects.bulk_create(
            Brief(brand=cast.tern, campaign=campaign, title=f"Brief {n}", draft=draft, by=zoe)
            for n in range(have, number)
        )
        for name, address in (("list of briefs", "/briefs/"), ("campaign", f"/campaigns/{campaign.pk}/")):
            if client.get(address).status_code == 200:
                visit = timed(rounds, partial(client.get, address))
                found.append((f"{name}, {number} brief{'s' if number > 1 else ''}", *visit))

    brief = create_brief(campaign, by=zoe, title="One", document=SAMPLE_BRIEFS["03"])
    found.append(("the page of one brief", *timed(rounds, lambda: client.get(f"/briefs/{brief.pk}/"))))
    spec = BriefSpec.clean(brief.draft)
    draws = drawn(brief, spec)
    context = draws.context()
    found.append(("readiness of it, pure", *timed(rounds * 10, lambda: readiness.summarise(spec, context))))
    pack = draws.pack.document if draws.pack else None
    template = draws.template.document
    for dialect in DIALECTS:
        if dialect in template["dialects"]:
            one = timed(rounds * 10, partial(compile_prompt, spec, template=template, pack=pack, dialect=dialect))
            found.append((f"prompt in {dialect}, pure", *one))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100, help="of the file that is imported")
    parser.add_argument("--briefs", type=int, default=1000, help="in the longest list")
    parser.add_argument("--rounds", type=int, default=5, help="how often; medians are printed")
    asked = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from studio.lib import embedded

    setup_test_environment(debug=False)
    try:
        with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):  # type: ignore[arg-type]
            call_command("migrate", verbosity=0)
            rows = measure(asked.rows, asked.briefs, asked.rounds)
    finally:
        shutil.rmtree(os.environ["GATEFOLD_TESTS"], ignore_errors=True)
    width = max(len(name) for name, _, _ in rows)
    print(f"{'':{width}}  {'ms':>8}  {'queries':>7}")
    for name, took, queries in rows:
        print(f"{name:{width}}  {took:>8.1f}  {queries:>7}")


if __name__ == "__main__":
    main()
