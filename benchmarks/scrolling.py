"""How a contact sheet scrolls, beside a page of the same pictures with nothing else: what the machine alone drops.

Both are scrolled from top to end by so many pixels a frame, in turn, each round in a browser context of its own: first
with nothing loaded but the first screens, then again with every picture there. Part of benchmarks/review.py.
"""

from __future__ import annotations

import statistics
from typing import Any

Row = tuple[str, str, str]  # what, found, goal
ROUNDS = 3
PIXELS = 120  # a frame
FRAME_MS = 1000 / 60
SETTLE_MS = 1500
MOST = 1.2  # times what the control drops

SCROLL = """async ([room, pixels]) => {
  const place = document.querySelector(room);
  const gaps = [];
  let last = 0;
  place.scrollTop = 0;
  await new Promise((run) => setTimeout(run, 500));
  await new Promise((end) => {
    const step = (at) => {
      if (last) gaps.push(at - last);
      last = at;
      const before = place.scrollTop;
      place.scrollTop += pixels;
      if (place.scrollTop === before && gaps.length > 10) return end();
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  return gaps;
}"""
DRAWN = """() => !document.querySelector("a.tile:not(:has(img))")"""
# Where the pictures stand, and which copies the sheet shows.
LAID = """() => { const room = document.querySelector(".sheet-scroll"), cells = [...document.querySelectorAll(".cell")];
  const { width, height } = cells[0].getBoundingClientRect();
  const source = (cell) => cell.querySelector("source")?.srcset.split(" ")[0] || cell.querySelector("img").src;
  return { width, height, sources: cells.map(source), across: room.clientWidth, high: room.clientHeight }; }"""


def bare(laid: dict[str, Any]) -> str:
    """A page of nothing but those pictures, of the same size, in a room of the same size."""
    box = f"height:{laid['high']}px;width:{laid['across']}px;overflow:auto;background:#161616;line-height:0"
    size = f'width="{laid["width"]:.2f}" height="{laid["height"]:.2f}"'
    style = "margin:0 8px 8px 0;object-fit:cover"
    pictures = "".join(
        f'<img src="{source}" {size} loading="lazy" decoding="async" style="{style}">' for source in laid["sources"]
    )
    return f'<!doctype html><body style="margin:0"><div class="room" style="{box}">{pictures}</div>'


def dropped(gaps: list[float]) -> int:
    return sum(max(0, round(gap / FRAME_MS) - 1) for gap in gaps)


def busy(browser: Any) -> float:
    """Seconds of processor time that all processes of the browser have used: what a noisy machine does not change."""
    session = browser.new_browser_cdp_session()
    used = sum(one["cpuTime"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"])
    session.detach()
    return float(used)


def passes(page: Any, address: str, room: str, html: str = "") -> list[tuple[list[float], float]]:
    """Milliseconds between frames, and processor seconds, of the first pass and of the second: nothing is in the cache
    before, and all tiles are drawn."""
    browser = page.context.browser
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(page.context.cookies())
    fresh = context.new_page()
    if html:
        fresh.route(address, lambda route: route.fulfill(content_type="text/html", body=html))
    fresh.goto(address)
    fresh.wait_for_function(f"""() => document.querySelector("{room} img")?.naturalWidth""")
    fresh.wait_for_function(DRAWN)
    fresh.wait_for_timeout(SETTLE_MS)
    found = []
    for _ in range(2):
        before = busy(browser)
        gaps = fresh.evaluate(SCROLL, [room, PIXELS])
        found.append((gaps, busy(browser) - before))
    context.close()
    return found


def scroll(page: Any, web: Any, batch: Any) -> list[Row]:
    sheet, control = f"{web.url}/batches/{batch.pk}/sheet/", f"{web.url}/nothing-but-pictures"
    page.goto(sheet)
    page.wait_for_function(DRAWN)
    html = bare(page.evaluate(LAID))
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.goto("about:blank")
    found: dict[str, list[list[tuple[list[float], float]]]] = {"sheet": [], "control": []}
    for _ in range(ROUNDS):
        found["control"].append(passes(page, control, ".room", html))
        found["sheet"].append(passes(page, sheet, ".sheet-scroll"))
    rows: list[Row] = []
    for which, name in enumerate(("first pass, nothing loaded", "second pass")):
        ours, theirs = ([one[which] for one in found[what]] for what in ("sheet", "control"))
        mine, bares = (sum(dropped(gaps) for gaps, _ in those) for those in (ours, theirs))
        ratio = f"{mine / bares:.1f}" if bares else "none"
        used, least = (statistics.median(seconds for _, seconds in those) for those in (ours, theirs))
        gaps = sorted(gap for one, _ in ours for gap in one)
        rows += [
            (
                f"scrolling a sheet of {batch.count:,}, {name}: dropped of {len(gaps)} frames, in {ROUNDS} rounds",
                str(mine),
                "0",
            ),
            ("  bare pictures alone; ratio", f"{bares}; {ratio}", f"<= {MOST}"),
            ("  time between frames, median / p95 / max", _times(gaps), ""),
            (
                "  processor time of the browser; bare",
                f"{used:.2f} s; {least:.2f} s, {used / least:.2f} times",
                f"<= {MOST}",
            ),
        ]
    return [*rows, ("  nodes in the page", f"{nodes:,}", "")]


def _times(gaps: list[float]) -> str:
    return f"{statistics.median(gaps):.1f} / {gaps[int(len(gaps) * 0.95)]:.1f} / {gaps[-1]:.1f} ms"
