"""The keys, the queue and the pencil in a real Chromium. One batch serves several questions, to keep this quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import APIResponse, Page, Route, expect

from generation import queue
from generation.models import Batch, Candidate
from review.actions import pick
from review.models import Annotation, Rating, Selection
from studio.people.models import User
from tests import axe
from tests.cast import Cast
from tests.generation.orders import work_it_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dana_at(page: Page, cast: Cast, live_server: object) -> Iterator[Callable[..., Page]]:
    """Open a page as Dana (or somebody else). Errors in the browser fail the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    page.set_viewport_size({"width": 1440, "height": 900})

    def go(path: str, user: User | None = None) -> Page:
        client = Client()
        client.force_login(user or cast.dana)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server)}])
        page.goto(f"{live_server}{path}")
        return page

    yield go
    assert errors == []


def verdicts(batch: Batch) -> dict[str, str]:
    rows = Selection.objects.filter(candidate__batch=batch).select_related("candidate")
    return {str(row.candidate): row.verdict for row in rows}


def settled(page: Page, wanted: Callable[[], bool]) -> None:
    """Wait until the server has it; what was pressed is on the screen long before."""
    for _ in range(1000):
        if wanted():
            return
        page.wait_for_timeout(30)
    raise AssertionError("The server never got it.")


def all_sent(page: Page) -> bool:
    """Nothing waits in the browser's own store, and each answer was read."""
    return not page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('gatefold.decisions'))")


def axe_clean(page: Page) -> None:
    assert axe.objections(page) == []


def test_keys_of_the_contact_sheet(cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]) -> None:
    batch = make_batch(6)
    pks = list(batch.candidates.order_by("position").values_list("pk", flat=True))
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    cells = [page.locator(f"#c{pk}") for pk in pks]
    at = page.locator("a.tile[aria-current]")
    expect(at).to_have_accessible_name("Candidate 001, undecided")

    # A judgement is on the screen in the frame of its key press, and moves on to the next undecided candidate.
    same_frame = page.evaluate(
        """() => { document.dispatchEvent(new KeyboardEvent("keydown", { key: "p", bubbles: true }));
        return document.querySelector(".cell").dataset.verdict; }"""
    )
    assert same_frame == "picked"
    expect(at).to_have_accessible_name("Candidate 002, undecided")
    page.keyboard.press("x")
    page.keyboard.press("5")
    expect(at).to_have_accessible_name("Candidate 003, undecided, 5 of 5 stars")
    page.keyboard.press("Shift+P")
    expect(at).to_have_accessible_name("Candidate 003, picked, 5 of 5 stars")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(cells[3]).to_have_attribute("data-reasons", "face-hidden")
    settled(page, lambda: verdicts(batch) == {"001": "picked", "002": "rejected", "003": "picked", "004": "rejected"})
    settled(page, lambda: Rating.objects.filter(candidate=pks[2], stars=5, by=cast.dana).exists())
    expect(page.locator(".picks .pick")).to_have_count(2)
    expect(page.locator(".why dt")).to_have_text(["Face hidden", "No reason given"])

    page.keyboard.press("Control+z")
    expect(cells[3]).to_have_attribute("data-verdict", "")
    page.keyboard.press("Control+Shift+Z")
    expect(cells[3]).to_have_attribute("data-verdict", "rejected")
    page.keyboard.press("u")
    settled(page, lambda: verdicts(batch) == {"001": "picked", "002": "rejected", "003": "picked"})

    # Keys never fire while somebody types.
    page.keyboard.press("r")
    page.locator("#reason-note").fill("")
    page.locator("#reason-note").press_sequentially("px5")
    page.keyboard.press("Escape")
    expect(cells[3]).to_have_attribute("data-verdict", "")

    page.locator('[data-show="undecided"]').click()
    expect(page.locator(".cell:visible")).to_have_count(3)
    assert "show=undecided" in page.url
    axe_clean(page)
    page.locator("a.tile[aria-current]").focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(rf"/candidates/{pks[3]}/\?show=undecided"))
    expect(page.locator("[data-place]")).to_have_text("1")


def test_a_lost_line_keeps_decisions_and_sends_them_later_in_order(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(3)
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    page.context.set_offline(True)
    for key in ("p", "x", "p", "u"):
        page.keyboard.press(key)
    expect(page.locator(".unsaved")).to_have_text("4 decisions not saved yet. No connection.")
    assert verdicts(batch) == {}
    page.context.set_offline(False)
    settled(page, lambda: all_sent(page))
    assert verdicts(batch) == {"001": "picked", "002": "rejected"}
    expect(page.locator(".unsaved")).to_be_empty()

    # A reload loses none either: what waits is laid over what the server says.
    page.route("**/decisions/", lambda route: route.abort())
    page.keyboard.press("p")
    page.reload()
    expect(page.locator('.cell[data-number="003"]')).to_have_attribute("data-verdict", "picked")
    assert "003" not in verdicts(batch)
    page.unroute("**/decisions/")
    page.reload()
    settled(page, lambda: all_sent(page))
    assert verdicts(batch) == {"001": "picked", "002": "rejected", "003": "picked"}

    # An answer drawn before a decision was saved, and read after, does not take it back.
    first = page.locator('.cell[data-number="001"]')
    page.keyboard.press("u")
    settled(page, lambda: all_sent(page))
    drawn: list[tuple[Route, APIResponse]] = []
    page.route("**/sheet/", lambda route: drawn.append((route, route.fetch())))
    page.evaluate("document.dispatchEvent(new CustomEvent('gatefold:reset'))")
    settled(page, lambda: len(drawn) == 1)
    page.keyboard.press("p")
    settled(page, lambda: all_sent(page) and verdicts(batch)["001"] == "picked")
    drawn[0][0].fulfill(response=drawn[0][1])
    settled(page, lambda: len(drawn) == 2)
    expect(first).to_have_attribute("data-verdict", "picked")
    drawn[1][0].fulfill(response=drawn[1][1])
    expect(first).to_have_attribute("data-verdict", "picked")


def test_keys_of_the_loupe_and_a_mark_drawn_with_the_mouse(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(5)
    first, second, third, *_ = batch.candidates.order_by("position")
    pick(third, by=cast.dana)
    page = dana_at(f"/candidates/{first.pk}/")
    panes = page.locator(".pane")
    now = page.locator(".pane.now .number")
    page.keyboard.press("x")
    expect(now).to_have_text("002")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pane.now .standing")).to_have_text("Rejected")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(panes).to_have_count(2)
    expect(page.locator(".pane:not(.now) .number")).to_have_text("003")
    assert f"up=2&with={third.pk}" in page.url
    page.keyboard.press("z")
    expect(page.locator(".view.zoomed")).to_have_count(2)
    assert "zoom=100" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(panes).to_have_count(4)
    axe_clean(page)
    page.keyboard.press("n")
    expect(panes).to_have_count(1)

    page.keyboard.press("a")
    page.keyboard.press("b")
    stage = page.locator(".pane.now .stage").bounding_box()
    assert stage
    page.mouse.move(stage["x"] + stage["width"] * 0.25, stage["y"] + stage["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.5, stage["y"] + stage["height"] * 0.75, steps=3)
    page.mouse.up()
    page.keyboard.type("Pull this <b>back</b>, please x")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .said")).to_have_text("Pull this <b>back</b>, please x")
    mark = Annotation.objects.get()
    assert (mark.candidate, mark.kind, mark.number) == (second, "box", 1)
    assert [*mark.points[0], *mark.points[1]] == pytest.approx([0.25, 0.5, 0.5, 0.75], abs=0.01)
    assert not Selection.objects.filter(candidate=second).exists()
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator(".thread.done")).to_have_count(1)
    axe_clean(page)


def test_tiles_arrive_while_somebody_looks_and_nothing_jumps(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(4, waiting=True)
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    cells = page.locator(".cell")
    expect(cells).to_have_count(4)
    before = [cells.nth(n).bounding_box() for n in range(4)]
    page.wait_for_timeout(300)  # the stream listens
    held = queue.claim("test-worker", ["still"])
    assert held
    queue.fail(held, "The brush broke. Try another model.", again=False)
    work_it_off()
    expect(page.locator('.cell[data-state="done"]')).to_have_count(3)
    expect(page.locator(".cell .failed")).to_contain_text("The brush broke. Try another model.")
    assert [cells.nth(n).bounding_box() for n in range(4)] == before
    expect(page.locator("[data-here]")).to_contain_text("3 candidates, 1 did not come out.")
    assert Candidate.objects.filter(batch=batch, state="done").count() == 3


def test_few_candidates_fill_the_sheet_until_somebody_moves_the_slider(
    make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(6)
    page = dana_at(f"/batches/{batch.pk}/sheet/")
    room, tile = page.locator(".sheet-scroll"), page.locator(".cell .tile").first

    def height() -> float:
        box = tile.bounding_box()
        assert box
        return box["height"]

    fitted = height()
    assert fitted > 200, "Six pictures on a big screen are shown big."
    assert room.evaluate("room => room.scrollHeight <= room.clientHeight"), "They all fit without scrolling."
    page.get_by_label("Tile height").fill("120")
    assert height() < fitted
    page.reload()
    assert height() < fitted, "The height somebody chose is kept."


def test_a_phone_judges_too(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page], page: Page
) -> None:
    batch = make_batch(2)
    page.set_viewport_size({"width": 390, "height": 844})
    dana_at(f"/batches/{batch.pk}/sheet/")
    page.get_by_role("button", name="Reject", exact=True).click()
    settled(page, lambda: verdicts(batch) == {"001": "rejected"})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    axe_clean(page)
    page.locator("a.tile").nth(1).click()
    page.get_by_role("button", name="Pick 002").click()
    settled(page, lambda: verdicts(batch) == {"001": "rejected", "002": "picked"})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
