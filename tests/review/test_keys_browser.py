"""The whole key map, in one walk over the sheet and the loupe: every key does its thing, and none does while typing.

And the promise behind the keys: thirty decisions without a line, a reload before they are through, fifty steps back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generation.models import Batch, Candidate
from review.models import Features, Rating, Selection
from tests.cast import Cast
from tests.review.test_browser import all_sent, axe_clean, dana_at, settled, verdicts

__all__ = ["dana_at"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The tile is drawn anew while its reasons are asked for, they close, and Ctrl-A follows in the same breath.
CLOSED_ON_ANOTHER = """async () => { const sheet = document.querySelector("contact-sheet");
  sheet.drawn.delete(sheet.current());
  await sheet.keeping.fetchTile(sheet.current());
  document.querySelector("#reasons").hidePopover();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true }));
  return document.querySelectorAll(".cell[data-chosen]").length; }"""
JUDGING = ["p", "x", "u", "1", "0", "c", "n", "s", "z", "a", "v", "b", "l", "d", "t", "w", "o", "i", "m", "[", "]", "?"]


def typed_keys_do_nothing(page: Page, field: str) -> None:
    """Every key of the map goes into the field, and nowhere else."""
    settled(page, lambda: all_sent(page))
    before, address = verdicts(Batch.objects.get()), page.url
    place = page.locator(field)
    place.fill("")
    place.press_sequentially("".join(JUDGING) + " ")
    expect(place).to_have_value("".join(JUDGING) + " ")
    assert page.url == address
    expect(page.locator("#keys")).to_be_hidden()
    place.fill("")
    assert verdicts(Batch.objects.get()) == before


def test_every_key_of_the_sheet(cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]) -> None:
    batch = make_batch(7)
    rows: list[Candidate] = list(batch.candidates.order_by("position"))
    for row in rows[5:]:
        Features.objects.create(candidate=row, version=1, values={}, fingerprint=0, stack=5)
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    press, at = page.keyboard.press, page.locator("a.tile[aria-current]")

    def stands(number: str, words: str) -> None:
        expect(at).to_have_accessible_name(re.compile(rf"^Candidate {number}, {words}"))

    stands("001", "undecided")
    press("ArrowRight"), press("ArrowRight"), press("ArrowLeft")
    stands("002", "undecided")
    press("ArrowUp"), press("ArrowDown")
    expect(at).to_have_count(1)
    page.locator(f"#c{rows[0].pk} a.tile").click()
    press("p")
    stands("002", "undecided")
    press("Shift+X")
    stands("002", "rejected")
    press("u")
    stands("002", "undecided")
    for stars in "12345":
        press(stars)
        stands("002", f"undecided, {stars} of 5 stars")
    press("0")
    stands("002", "undecided$")
    press("r")
    press("3")
    expect(page.locator(f"#c{rows[1].pk}")).to_have_attribute("data-reasons", "cut-at-edge")
    press("Control+z")
    expect(page.locator(f"#c{rows[1].pk}")).to_have_attribute("data-verdict", "")
    press("Control+Shift+Z")
    expect(page.locator(f"#c{rows[1].pk}")).to_have_attribute("data-verdict", "rejected")
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    press("p")
    press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    press("r")
    typed_keys_do_nothing(page, "#reason-note")
    press("Escape")
    expect(page.locator("#reasons")).to_be_hidden()
    press("r")
    page.locator("#reason-note").focus()
    assert page.evaluate(CLOSED_ON_ANOTHER) == 7
    expect(at).to_be_focused()
    press("Escape")
    expect(page.locator(".cell[data-chosen]")).to_have_count(0)
    page.goto(page.url.partition("?")[0] + f"?stacked=on#c{rows[5].pk}")
    shown = page.locator(".cell:visible")
    expect(shown).to_have_count(6)
    press("s")
    expect(shown).to_have_count(7)
    settled(page, lambda: verdicts(batch) == {"001": "picked", "002": "rejected"})
    for key, ends in ((" ", r"/candidates/\d+/"), ("c", r"up=2"), ("n", r"up=4")):
        press(key)
        page.wait_for_url(re.compile(ends))
        press("Space")
        page.wait_for_url(re.compile(r"/sheet/"))
        expect(at).to_have_count(1)


def test_every_key_of_the_loupe(cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]) -> None:
    batch = make_batch(5)
    pks = list(batch.candidates.order_by("position").values_list("pk", flat=True))
    page = dana_at(f"/candidates/{pks[0]}/")
    press, now = page.keyboard.press, page.locator(".pane.now .number")
    standing, room = page.locator(".pane.now .standing"), page.locator("loupe-room")
    press("ArrowRight"), press("ArrowDown"), press("ArrowLeft")
    expect(now).to_have_text("002")
    press("ArrowUp")
    expect(now).to_have_text("001")
    press("Shift+P")
    expect(standing).to_have_text("Picked")
    press("x")
    expect(now).to_have_text("002")
    press("4")
    expect(page.locator(".pane.now .star-row")).to_have_attribute("data-stars", "4")
    press("0")
    expect(page.locator(".pane.now .star-row")).to_have_attribute("data-stars", "0")
    press("r")
    press("1")
    expect(now).to_have_text("003")
    press("Control+z")
    expect(now).to_have_text("002")
    expect(standing).to_have_text("Undecided")
    press("Control+Shift+Z")
    expect(standing).to_have_text("Rejected: Copy space busy")
    press("u")
    expect(standing).to_have_text("Undecided")
    press("c")
    expect(page.locator(".pane")).to_have_count(2)
    press("c")
    press("n")
    expect(page.locator(".pane")).to_have_count(4)
    press("n")
    press("z")
    expect(page.locator(".view.zoomed")).to_have_count(1)
    press("z")
    press("[")
    expect(page.locator(".toast").last).to_contain_text("has no earlier version")
    press("]")
    expect(page.locator(".toast").last).to_contain_text("has no later version")
    press("i")
    expect(room).to_have_attribute("data-recipe", "open")
    press("i")
    press("m")
    expect(room).to_have_attribute("data-marks", "folded")
    press("m")
    press("b")
    expect(room).not_to_have_attribute("data-tool", "box")
    press("a")
    for key, tool in {"v": "select", "b": "box", "l": "arrow", "d": "stroke", "t": "pin"}.items():
        press(key)
        expect(room).to_have_attribute("data-tool", tool)
        expect(page.locator(f'[data-tool="{tool}"]:is(button)')).to_have_attribute("aria-pressed", "true")
    press("Escape")
    expect(room).to_have_attribute("data-tool", "")
    typed_keys_do_nothing(page, "[data-compose] textarea")
    expect(now).to_have_text("002")
    page.locator("[data-compose] textarea").press("Escape")
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    axe_clean(page)
    press("Escape")
    press("Escape")
    page.wait_for_url(re.compile(rf"/sheet/.*#c{pks[1]}$"))


def test_thirty_decisions_without_a_line_and_fifty_steps_back_across_a_reload(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(10)
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    page.context.set_offline(True)
    for step in range(30):  # each of ten: stars, a verdict, the other verdict
        page.keyboard.press("3" if step % 3 == 0 else "Shift+P" if step % 3 == 1 else "x")
    expect(page.locator(".unsaved")).to_contain_text("30 decisions not saved yet. No connection.")
    expect(page.locator('.cell[data-verdict="rejected"]')).to_have_count(10)
    assert not Selection.objects.exists()
    page.route("**/decisions/", lambda route: route.abort())  # the line is back for pages, not yet for decisions
    page.context.set_offline(False)
    page.reload()
    expect(page.locator('.cell[data-verdict="rejected"][data-stars="3"]')).to_have_count(10)
    assert not Selection.objects.exists()
    page.unroute("**/decisions/")
    page.reload()
    settled(page, lambda: all_sent(page))
    assert set(verdicts(batch).values()) == {"rejected"} and len(verdicts(batch)) == 10
    for step in range(25):  # fifty-five in all: the first five of them are beyond undo
        page.keyboard.press("12"[step % 2])
    settled(page, lambda: all_sent(page))
    page.reload()
    for _ in range(50):
        page.keyboard.press("Control+z")
    expect(page.locator(".hints .last")).to_have_text("Took back: 002 is picked, 3 of 5 stars.")
    page.keyboard.press("Control+z")
    expect(page.locator(".hints .last")).to_have_text("Nothing left to take back.")
    settled(page, lambda: all_sent(page))
    assert verdicts(batch) == {"001": "rejected", "002": "picked"}
    assert Rating.objects.filter(stars=3, by=cast.dana).count() == 2 == Rating.objects.count()
