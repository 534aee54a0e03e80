"""A designer's five minutes: two hundred previz candidates to three, by the keyboard, in a real Chromium.

    python -m benchmarks.five_minutes [--candidates 200] [--side 256] [--think 1.0]

The candidates are real (previz, small, of one brief); they are measured and stacked as a worker does it. The designer
is a script with a taste (quiet copy space, on palette, by the stored measures) and thinks `--think` seconds before each
key; what is counted apart is what the machine takes from a key to the next picture. Prints the steps with their time.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import mean, median, pstdev
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

from benchmarks.review import IN_LOUPE, ON_SHEET, PRESS, centile, chromium

WANTED = 3
CURRENT = """(() => { const at = document.querySelector("a.tile[aria-current]");
  return at ? Number(at.closest(".cell").dataset.candidate) : null; })()"""
SAID = "document.querySelector('.hints .last').textContent"
SENT = """() => Object.entries(localStorage).filter(([key]) => key.startsWith("gatefold.decisions"))
  .every(([, waiting]) => waiting === "[]")"""


class Designer:
    """Presses keys; knows how long each took to be answered on the screen."""

    def __init__(self, page: Any, think: float) -> None:
        self.page, self.think = page, think
        self.keys, self.waited = 0, list[float]()
        self.steps: list[tuple[str, int, float]] = []

    def press(self, key: str, ready: str) -> None:
        self.page.wait_for_timeout(self.think * 1000)
        self.waited.append(self.page.evaluate(PRESS, [key, ready]))
        self.keys += 1

    def step(self, what: str, since: float, keys: int) -> None:
        self.steps.append((what, self.keys - keys, time.perf_counter() - since))


def tastes(batch: Any) -> Mapping[int, float]:
    """Candidate -> how much it is to this designer's taste: less detail under the copy, nearer to the palette."""
    from review.models import Features

    rows = dict(Features.objects.filter(candidate__batch=batch).values_list("candidate", "values"))
    found = dict.fromkeys(rows, 0.0)
    for name in ("copy_space", "palette"):
        values = {pk: row[name] for pk, row in rows.items() if name in row}
        middle, spread = mean(values.values()), pstdev(values.values()) or 1.0
        for pk, value in values.items():
            found[pk] -= (value - middle) / spread
    return found


def cull(who: Designer, url: str, taste: Mapping[int, float]) -> list[int]:
    """Stacks on: a verdict on each cover, the better fifth picked. What was picked."""
    began, keys = time.perf_counter(), who.keys
    who.page.goto(f"{url}?stacked=on&show=undecided")
    who.page.wait_for_function(f"() => {ON_SHEET}")
    bar = sorted(taste.values())[-max(1, len(taste) // 5)]
    picked: list[int] = []
    seen: set[int] = set()
    while (pk := who.page.evaluate(CURRENT)) is not None and pk not in seen:
        seen.add(pk)
        likes = taste.get(pk, 0.0) >= bar
        picked += [pk] if likes else []
        who.press("p" if likes else "x", f"({CURRENT}) + {SAID}")
    who.step(f"{len(seen)} covers judged, {len(picked)} picked", began, keys)
    return picked


def choose(who: Designer, url: str, picked: list[int], taste: Mapping[int, float]) -> None:
    """The picks one by one in the loupe: the three best stay, the others go, with a reason."""
    from generation.models import Candidate

    began, keys = time.perf_counter(), who.keys
    best = sorted(picked, key=lambda pk: -taste[pk])[:WANTED]
    for pk in picked:
        who.page.goto(f"{url}/candidates/{pk}/?show=picked")
        who.page.wait_for_function(f"() => {IN_LOUPE}")
        if pk in best:
            who.press("5", "document.querySelector('.decide .stars')?.dataset.stars || ''")
        else:
            who.press("x", SAID)
    who.page.wait_for_function(SENT)
    who.step(f"{len(picked)} picks in the loupe, {len(best)} kept with five stars", began, keys)
    assert Candidate.objects.filter(pk__in=best).count() == len(best)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, default=200)
    parser.add_argument("--side", type=int, default=256)
    parser.add_argument("--think", type=float, default=1.0)
    asked = parser.parse_args()
    from benchmarks.floor import ground

    with ground() as cast:
        from django.conf import settings
        from django.core.management import call_command

        from generation import planning, work
        from generation.behind import Behind
        from generation.queue import Able
        from review.measuring import measure_some
        from review.models import Features, Selection
        from review.seeds import seed_reasons
        from tests.fire import Web, model_for
        from tests.generation.orders import order

        seed_reasons()
        folder = Path(tempfile.mkdtemp(prefix="gatefold-five-"))
        planning.LONG_SIDE["discovery"] = asked.side
        batch = order(cast, model_for("previz", folder), count=asked.candidates, subject="Three people at a window")
        began = time.perf_counter()
        able = Able("benchmark", ["previz"])
        with Behind() as keeper:
            while work.one("previz", able.name, able, keeper):
                pass
        made = time.perf_counter() - began
        while measure_some(batch.pk):
            pass
        measured = time.perf_counter() - began - made
        groups = Features.objects.filter(candidate__batch=batch).values("stack").distinct().count()
        call_command("collectstatic", interactive=False, verbosity=0)
        web = Web(settings, folder, DJANGO_SETTINGS_MODULE="tests.chaos.settings")
        web.start()
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
        try:
            with chromium(web, cast.dana) as page:
                who, taste = Designer(page, asked.think), tastes(batch)
                picked = cull(who, f"{web.url}/batches/{batch.pk}/sheet/", taste)
                choose(who, web.url, picked, taste)
            left = Selection.objects.filter(candidate__batch=batch, verdict="picked").count()
        finally:
            web.stop()
    print(f"before: {asked.candidates} made in {made:.0f} s, measured and stacked in {measured:.0f} s: {groups} stacks")
    print(f"{'step':<60}{'keys':>6}{'time':>9}")
    for what, keys, seconds in who.steps:
        print(f"{what:<60}{keys:>6}{seconds:>7.0f} s")
    total = sum(seconds for *_, seconds in who.steps)
    print(f"{f'{asked.candidates} candidates to {left}':<60}{who.keys:>6}{total:>7.0f} s   (goal 300 s)")
    print(
        f"of it thinking {who.keys * asked.think:.0f} s; key to picture: median {median(who.waited):.0f} ms, "
        f"p95 {centile(who.waited, 0.95):.0f} ms, all {sum(who.waited) / 1000:.1f} s"
    )


if __name__ == "__main__":
    main()
