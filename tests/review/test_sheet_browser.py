"""Many candidates on the sheet, in a real Chromium: selecting, judging together, stacks, what is in the address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generation.engine.thumbhash import thumbhash
from generation.models import Batch, Candidate
from review.actions import clear, pick
from review.models import Features, Selection
from tests.cast import Cast
from tests.generation.test_sizes import hills
from tests.review.test_browser import all_sent, axe_clean, dana_at, settled, verdicts

__all__ = ["dana_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def numbers(page: Page, which: str) -> list[str]:
    return [cell.get_attribute("data-number") or "" for cell in page.locator(f".cell{which}").all()]


# What every cell says of itself, to a reader and to the script, and what stands over its picture.
SAID = """() => [...document.querySelectorAll(".cell")].map((cell) => {
  const link = cell.querySelector("a.tile"), stack = cell.querySelector(".stack");
  return [cell.id, Object.entries(cell.dataset).sort(), link.getAttribute("href"), link.getAttribute("aria-label"),
    link.querySelector("img").getAttribute("src"), link.querySelector(".foot").textContent,
    stack && [stack.ariaLabel, new URLSearchParams(stack.search).get("open"), stack.textContent]]; })"""


def test_many_are_selected_judged_as_one_step_stacked_and_found_again_by_address(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.packed.WHOLE", 5)  # the others are made by the script
    batch = make_batch(12)
    rows = list(batch.candidates.order_by("position"))
    pixels = hills(48, 64)
    Candidate.objects.filter(batch=batch).update(thumbhash=thumbhash(pixels))
    for row in (rows[8], rows[10], rows[11]):
        Features.objects.create(candidate=row, version=1, values={}, fingerprint=0, stack=8)
    pick(rows[9], by=cast.dana, reasons=["light"], note="warm")
    page = dana_at(f"/batches/{batch.pk}/sheet/?stacked=on&whole=on")
    expect(page.locator("a.tile:not(:has(img))")).to_have_count(0)
    by_server = page.evaluate(SAID)
    page = dana_at(f"/batches/{batch.pk}/sheet/?stacked=on")
    expect(page.locator("a.tile:not(:has(img))")).to_have_count(0)
    by_script = page.evaluate(SAID)
    assert by_server == by_script
    clear(rows[9], by=cast.dana)

    page = dana_at(f"/batches/{batch.pk}/sheet/")
    room, chosen = page.locator(".sheet-scroll"), page.locator(".chosen")
    cells = [page.locator(f"#c{row.pk}") for row in rows]

    # A ThumbHash stands under each picture, in its colours.
    script = "new URL('thumbhash.js', document.querySelector('script[src*=contact-sheet]').src)"
    look = f"hash => import({script}).then(module => module.pixels(hash))"
    drawn = page.evaluate(look, rows[0].batch.candidates.get(pk=rows[0].pk).thumbhash)
    assert (drawn["width"], drawn["height"]) == (16, 11)
    means = [sum(drawn["rgb"][band::3]) / (16 * 11) for band in range(3)]
    assert means == pytest.approx(pixels.reshape(-1, 3).mean(0).tolist(), abs=8)
    expect(cells[5].locator("a.tile")).to_have_attribute("style", re.compile("--look: url"))

    # With the mouse: a click, Shift to the end of a range, Ctrl for one more, and a frame drawn around some.
    cells[1].locator("a.tile").click()
    assert page.url.endswith("/sheet/")
    cells[3].locator("a.tile").click(modifiers=["Shift"])
    assert numbers(page, "[data-chosen]") == ["002", "003", "004"]
    cells[6].locator("a.tile").click(modifiers=["Control"])
    cells[2].locator("a.tile").click(modifiers=["Control"])
    expect(chosen).to_have_text("3 selected")
    expect(cells[6].locator("a.tile")).to_have_accessible_name("Candidate 007, undecided, selected")
    first, second = cells[0].bounding_box(), cells[1].bounding_box()
    assert first and second
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(second["x"] + 30, second["y"] + 40, steps=4)
    expect(page.locator(".marquee")).to_have_count(1)
    page.mouse.up()
    assert numbers(page, "[data-chosen]") == ["001", "002"]
    expect(page.locator(".marquee")).to_have_count(0)

    # With keys. Axe finds nothing wrong with a selection; Esc leaves the current one alone.
    page.keyboard.press("Escape")
    expect(chosen).to_be_empty()
    page.keyboard.press("Control+a")
    expect(chosen).to_have_text("12 selected")
    axe_clean(page)
    page.get_by_role("button", name="Select none").click()
    cells[0].locator("a.tile").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert numbers(page, "[data-chosen]") == ["001", "002", "003"]

    # One verdict for all of them is one step of undo, with its reasons.
    page.keyboard.press("x")
    expect(page.locator(".hints .last")).to_have_text("Rejected 3 candidates.")
    page.keyboard.press("r")
    expect(page.locator("#reasons h3")).to_have_text("Why reject these 3?")
    page.keyboard.press("1")
    settled(page, lambda: all_sent(page) and verdicts(batch) == dict.fromkeys(("001", "002", "003"), "rejected"))
    assert {choice.reasons.count() for choice in Selection.objects.all()} == {1}
    page.keyboard.press("4")
    expect(page.locator('.cell[data-stars="4"]')).to_have_count(3)
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(page.locator('.cell[data-verdict="rejected"], .cell[data-stars="4"]')).to_have_count(0)
    page.keyboard.press("Control+Shift+Z")
    settled(page, lambda: all_sent(page) and verdicts(batch) == dict.fromkeys(("001", "002", "003"), "rejected"))

    # Chips, order and stacks stand in the address: the server draws the same from it.
    page.locator('[data-show="undecided"]').click()
    expect(chosen).to_be_empty()
    assert numbers(page, ":not([hidden])") == [f"{n:03d}" for n in range(4, 13)]
    page.locator("[data-sort=seed]").click()
    page.wait_for_url(re.compile("show=undecided&sort=seed"))
    seeds = sorted(rows[3:], key=lambda row: row.seed)
    assert numbers(page, ":not([hidden])") == [str(row) for row in seeds]
    page.goto(page.url.replace("sort=seed", "sort=position"))
    page.locator(f"#c{rows[10].pk} a.tile").click()
    page.keyboard.press("s")
    page.wait_for_url(re.compile("stacked=on"))
    assert numbers(page, ":not([hidden])") == [f"{n:03d}" for n in (4, 5, 6, 7, 8, 9, 10)]
    control = page.locator(f"#c{rows[8].pk} > .stack")
    expect(control).to_have_accessible_name("Open the stack of 3 alike")
    control.click()
    opened = [f"{n:03d}" for n in (4, 5, 6, 7, 8, 9, 11, 12, 10)]
    assert numbers(page, ":not([hidden])") == opened
    assert "open=8" in page.url
    axe_clean(page)
    page.reload()
    assert numbers(page, ":not([hidden])") == opened
    page.locator(f"#c{rows[11].pk} a.tile").click()
    page.keyboard.press("s")
    expect(page.locator("a.tile[aria-current]")).to_have_accessible_name("Candidate 009, undecided")
    page.keyboard.press("p")
    settled(page, lambda: all_sent(page) and verdicts(batch).get("009") == "picked")
    assert {"011", "012"}.isdisjoint(verdicts(batch)), "Judging a cover judges it alone."

    # Two clicks open the loupe, with the part of the sheet that was looked at.
    assert room.is_visible()
    page.locator("a.tile[aria-current]").dblclick()
    page.wait_for_url(re.compile(r"/candidates/\d+/\?.*show=undecided.*stacked=on"))
