"""What a designer waits for in the review room: real Chromium, real pictures, a real web.

    python -m benchmarks.review [--only server|keys|scroll|bytes|marks] [--large 1000] [--sheet 500]

On temporary ground: its own PostgreSQL, store and one uvicorn, gone afterwards. The pictures are variations of those in
docs/gallery, stored as a worker stores them. Goals: key press to the next picture painted on a sheet of 500, 95th
centile <= 50 ms; server time of a sheet of 1,000 <= 150 ms with at most 12 queries, as many as for 100; no frame
dropped while scrolling that bare pictures do not drop too (benchmarks/scrolling.py); ten people who draw at once lose
no stroke.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.scrolling import scroll

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

Row = tuple[str, str, str]  # what, found, goal
SIDE = 768  # pixels, the longer side of what is looked at
KEYS = 100
ANNOTATORS, STROKES = 10, 20

# Time from a key's arrival to the frame that shows its effect. A frame is on the screen when the task after its
# animation callbacks runs (a message posted there: the usual way to see a paint from inside a page).
PRESS = """async ([key, ready]) => {
  const done = new Function("return " + ready);
  const painted = () => new Promise((tell) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = tell;
    channel.port2.postMessage(0);
  }));
  await painted();
  const before = done();
  const began = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  for (;;) {
    await painted();
    const now = done();
    if (now && now !== before) return performance.now() - began;
    if (performance.now() - began > 5000) return 5000;
  }
}"""
# What stands on the screen: the current tile with its picture decoded; the current pane's picture, whole or reduced.
ON_SHEET = """(() => { const at = document.querySelector("a.tile[aria-current]"), img = at && at.querySelector("img");
  return img && img.complete && img.naturalWidth ? at.href : ""; })()"""
IN_LOUPE = """(() => { const img = document.querySelector(".pane.now img.pic");
  return img && img.complete && img.naturalWidth ? img.alt + document.querySelector(".pane.now").dataset.candidate : "";
})()"""


def pictures() -> Iterator[Any]:
    """(h, w, 3) pixels without end: pieces of the gallery's sheets, each lit and cut a little differently."""
    import numpy as np
    from PIL import Image

    files = sorted(Path("docs/gallery").glob("*.jpg"))
    chance = np.random.default_rng(6)
    while True:
        for file in files:
            image = Image.open(file).convert("RGB")
            width, height = image.size
            left, top = (int(chance.integers(0, max(1, side // 3))) for side in (width, height))
            piece = image.crop((left, top, left + width // 2, top + height // 2)).resize((SIDE, SIDE * 2 // 3))
            light = float(chance.uniform(0.8, 1.15))
            yield np.clip(np.asarray(piece, np.float32) * light, 0, 255).astype(np.uint8)


def filled(cast: Any, model: Any, count: int) -> Any:
    """A batch of so many candidates that are done, stored and recorded as a worker does it."""
    from generation import planning, queue, work
    from generation.engine.picture import Picture
    from generation.models import Batch
    from tests.generation.orders import order

    batch = order(cast, model, count=count)
    Batch.objects.filter(pk=batch.pk).update(width=SIDE, height=SIDE * 2 // 3)
    source = pictures()
    while hand := queue.claim_hand(queue.Able("benchmark", [model.engine])):
        made = []
        for candidate in hand:
            recipe = planning.plan(candidate.batch, candidate.position)
            work.keep(recipe)
            candidate.recipe_id = recipe.digest
            queue.plan_is(candidate, work.keep(recipe))
            made.append((candidate, work.store(Picture(next(source)), 1.0)))
        queue.complete_all(made)
    batch.refresh_from_db()
    return batch


def server(cast: Any, small: Any, large: Any) -> list[Row]:
    """The sheet in this process: milliseconds, and queries, which may not grow."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(cast.dana)
    asked = {}
    for batch in (small, large):
        address = f"/batches/{batch.pk}/sheet/"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        many = len(captured)  # now: the next request empties the log
        assert answer.status_code == 200, answer.status_code
        times = []
        for _ in range(7):
            began = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - began) * 1000)
        asked[batch.pk] = (many, statistics.median(times), len(answer.content))
    (few, _, _), (many, took, size) = asked[small.pk], asked[large.pk]
    return [
        (f"sheet of {large.count:,}: server time", f"{took:.0f} ms", "<= 150 ms"),
        (f"sheet of {large.count:,}: queries", str(many), "<= 12"),
        (f"sheet of {small.count:,}: queries", str(few), str(many)),
        (f"sheet of {large.count:,}: HTML", f"{size / 1000:.0f} kB", ""),
    ]


@contextmanager
def chromium(web: Any, person: Any) -> Iterator[Any]:
    """A page of somebody signed in, 1440 x 900."""
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests.parts import chromium as program

    client = Client()
    client.force_login(person)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program()))
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": web.url}])
        yield context.new_page()
        browser.close()


def centile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def keys(page: Any, web: Any, batch: Any) -> list[Row]:
    """P and X in turn, a hundred times, on the sheet and in the loupe."""
    rows = []
    first = batch.candidates.order_by("position")[KEYS].pk  # beyond those judged on the sheet
    for where, address, ready in (
        (f"sheet of {batch.count:,}", f"/batches/{batch.pk}/sheet/", ON_SHEET),
        ("loupe", f"/candidates/{first}/", IN_LOUPE),
    ):
        page.goto(web.url + address)
        page.wait_for_function(f"() => {ready}")
        page.wait_for_timeout(1000)
        took = []
        for at in range(KEYS):
            took.append(page.evaluate(PRESS, ["px"[at % 2], ready]))
            page.wait_for_timeout(60)  # nobody is quicker than this
        found = f"{statistics.median(took):.0f} / {centile(took, 0.95):.0f} / {max(took):.0f} ms"
        rows.append((f"{where}: key to next picture painted, median / p95 / max", found, "p95 <= 50 ms"))
    return rows


def bytes_of(page: Any, web: Any, batch: Any) -> list[Row]:
    """What the first screen costs over the wire, with nothing in the cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda said: kinds.__setitem__(said["requestId"], said["type"]))
    session.on(
        "Network.loadingFinished", lambda said: sizes.__setitem__(said["requestId"], int(said["encodedDataLength"]))
    )
    page.goto(f"{web.url}/batches/{batch.pk}/sheet/")
    page.wait_for_timeout(3000)
    total: dict[str, list[int]] = {}
    for request, size in sizes.items():
        total.setdefault(kinds.get(request, "Other"), []).append(size)
    session.detach()
    parts = ", ".join(f"{kind.lower()} {sum(n) / 1000:.0f} kB ({len(n)})" for kind, n in sorted(total.items()))
    return [
        (f"first screen of {batch.count:,}, over the wire", f"{sum(sizes.values()) / 1000:.0f} kB", ""),
        ("  " + parts, "", ""),
    ]


def marks(cast: Any, web: Any, batch: Any) -> list[Row]:
    """Ten people draw on one picture at once, each over a connection of their own."""
    import requests
    from django.test import Client

    from review.models import Annotation

    candidate = batch.candidates.order_by("position")[0]
    people = [cast.dana, cast.ben, cast.bea, cast.leo, cast.ada] * (ANNOTATORS // 5)
    refused: list[int] = []

    def signed_in(person: Any) -> str:
        client = Client()
        client.force_login(person)
        return client.cookies["sessionid"].value

    keys = [signed_in(person) for person in people]  # before they begin: this process has few connections

    def draw(number: int, key: str) -> None:
        session = requests.Session()
        session.cookies.set("sessionid", key)
        token = session.get(f"{web.url}/candidates/{candidate.pk}/", timeout=30) and session.cookies["csrftoken"]
        for at in range(STROKES):
            points = [[0.1 + 0.08 * number, 0.1 + 0.004 * at + 0.001 * step] for step in range(40)]
            said = {
                "kind": "stroke",
                "points": json.dumps(points),
                "text": f"{number}, {at}",
                "csrfmiddlewaretoken": token,
                "once": str(uuid4()),
            }
            headers = {"HX-Request": "true", "Prefer": "return=minimal"}
            for _ in range(20):  # as the page does: what is not saved yet is sent again under its id
                answer = session.post(
                    f"{web.url}/candidates/{candidate.pk}/marks/", data=said, timeout=60, headers=headers
                )
                if answer.status_code == 204:
                    break
                refused.append(answer.status_code)
                time.sleep(0.5)

    began = time.perf_counter()
    threads = [threading.Thread(target=draw, args=one) for one in enumerate(keys)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    numbers = sorted(Annotation.objects.filter(candidate=candidate).values_list("number", flat=True))
    drawn = ANNOTATORS * STROKES
    return [
        (f"{ANNOTATORS} annotators, {drawn} strokes at once: lost", str(drawn - len(numbers)), "0"),
        ("  numbered without a gap", str(numbers == list(range(1, drawn + 1))), "True"),
        ("  refused, strokes a second", f"{len(refused)}, {drawn / took:.0f}", ""),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["server", "keys", "scroll", "bytes", "marks"])
    parser.add_argument("--large", type=int, default=1000)
    parser.add_argument("--sheet", type=int, default=500)
    asked = parser.parse_args()
    from benchmarks.floor import ground

    rows: list[Row] = []
    with ground() as cast:
        from django.conf import settings
        from django.core.management import call_command

        from review.seeds import seed_reasons
        from tests.fire import Web, model_for

        seed_reasons()
        folder = Path(tempfile.mkdtemp(prefix="gatefold-review-"))
        model = model_for("still", folder)
        wanted = {asked.only} if asked.only else {"server", "keys", "scroll", "bytes", "marks"}
        sheet = filled(cast, model, asked.sheet) if wanted - {"server"} else None
        if "server" in wanted:
            rows += server(cast, filled(cast, model, 100), filled(cast, model, asked.large))
        if sheet is not None:
            call_command("collectstatic", interactive=False, verbosity=0)
            web = Web(settings, folder, DJANGO_SETTINGS_MODULE="tests.chaos.settings")
            web.start()
            try:
                if wanted & {"keys", "scroll", "bytes"}:
                    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
                    with chromium(web, cast.dana) as page:
                        for name, measure in (("bytes", bytes_of), ("scroll", scroll), ("keys", keys)):
                            rows += measure(page, web, sheet) if name in wanted else []
                if "marks" in wanted:
                    rows += marks(cast, web, sheet)
            finally:
                web.stop()
    width = max(len(what) for what, _, _ in rows)
    for what, found, goal in rows:
        print(f"{what:<{width}}  {found:>22}{f'   (goal {goal})' if goal else ''}")


if __name__ == "__main__":
    main()
