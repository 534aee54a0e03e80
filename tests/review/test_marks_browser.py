"""Marks in a real Chromium: by mouse and by finger, while others draw, without a line, and on to a new version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from generation.models import Batch, ModelEntry
from review.actions import annotate
from review.models import Annotation
from studio.people.models import Notice, User
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at(browser: Browser, cast: Cast, live_server: object) -> Iterator[Callable[..., Page]]:
    """A page of somebody, with a mouse or with fingers. Errors in the browser fail the test."""
    errors: list[str] = []
    opened = []

    def go(path: str, user: User | None = None, **context: object) -> Page:
        sized = {"viewport": {"width": 1440, "height": 900}} | context
        made = browser.new_context(**sized)  # type: ignore[arg-type]
        opened.append(made)
        client = Client()
        client.force_login(user or cast.dana)
        cookie = client.cookies["sessionid"].value
        made.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server)}])
        page = made.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(f"{live_server}{path}")
        return page

    yield go
    for made in opened:
        made.close()
    assert errors == []


# The threads are drawn anew while the form is on its way: it belongs to the mark, not to the element it was asked from.
PAINTED_WHILE_DRAWN_ANEW = """async (mark) => {
  const room = document.querySelector("loupe-room");
  const html = await (await fetch(room.item(room.current()).page, { headers: { "HX-Request": "true" } })).text();
  document.querySelector(`${mark} a[data-paint]`).click();
  room.beside.draw(html);
  for (let n = 0; n < 400 && !document.querySelector(".paint"); n++) await new Promise((done) => setTimeout(done, 50));
  return document.querySelectorAll(`${mark} .paint`).length; }"""


def spot(page: Page, x: float, y: float) -> tuple[float, float]:
    box = page.locator(".pane.now .stage").bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def drag(page: Page, *way: tuple[float, float]) -> None:
    page.mouse.move(*spot(page, *way[0]))
    page.mouse.down()
    for at in way[1:]:
        page.mouse.move(*spot(page, *at), steps=4)
    page.mouse.up()


class Fingers:
    """Fingers on the glass, as Chromium itself has them from a screen: one session from the first touch to the last."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def __call__(self, kind: str, *spots: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(spots)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def settled(page: Page, wanted: Callable[[], bool]) -> None:
    for _ in range(1000):
        if wanted():
            return
        page.wait_for_timeout(30)
    raise AssertionError("The server never got it.")


def threads(page: Page) -> Locator:
    return page.locator(".thread .said")


def test_marks_by_mouse_with_mention_and_day_while_others_draw_and_the_line_is_away(
    cast: Cast, make_batch: Callable[..., Batch], at: Callable[..., Page]
) -> None:
    model = ModelEntry.objects.create(
        slug="paints", name="Paints", engine="diffusers", family="sd15", state="ready", weights="a" * 64,
        dialect="clip", capabilities=["text_to_image", "inpaint"],
    )  # fmt: skip
    one = make_batch(2).candidates.select_related("batch__brand").get(position=0)
    page = at(f"/candidates/{one.pk}/")
    page.keyboard.press("a")
    drag(page, (0.25, 0.25), (0.5, 0.75))
    say = page.locator("#say")
    say.press_sequentially("No lamp here, @le")
    expect(page.get_by_role("option", name="Leo Marsh")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    say.press_sequentially("please")
    day = timezone.localdate() + timedelta(days=2)
    page.locator("#say-due").fill(day.isoformat())
    say.press("Control+Enter")
    expect(page.locator(".thread .mention")).to_have_text("@leo")
    expect(page.locator(".facts-line")).to_contain_text(f"Due {day.day} ")
    mark = Annotation.objects.get()
    assert (mark.kind, mark.due, [p.username for p in mark.comments.get().mentions.all()]) == ("box", day, ["leo"])
    assert Notice.objects.get(kind="mention").person == cast.leo
    assert page.locator(".layer .tag.by-designer").get_attribute("aria-label") == "Mark 1 by Dana Okafor, designer"

    # Somebody else draws while this page is typing: it appears, and what is being typed stays.
    say.fill("Half a sent")
    annotate(one, "stroke", [[0.1, 0.1], [0.2, 0.4]], "Warmer.", by=cast.bea)
    annotate(one, "text", [[0.6, 0.6]], "Quiet, please", by=cast.leo)
    expect(page.locator(".thread")).to_have_count(3)
    expect(page.locator(".layer .mk.by-brand")).to_have_count(1)
    expect(page.locator(".layer .tag.text .label")).to_have_text("Quiet, please")
    expect(say).to_have_value("Half a sent")
    expect(say).to_be_focused()
    assert axe.objections(page) == []

    # Without a line the mark stays on the picture and in the browser, over a reload too, and is sent once.
    page.context.set_offline(True)
    say.fill("")
    say.blur()
    page.keyboard.press("d")
    drag(page, (0.6, 0.2), (0.7, 0.3), (0.8, 0.2))
    say.fill("Kept over a lost line")
    say.press("Control+Enter")
    expect(page.locator(".waiting-marks")).to_contain_text("“Kept over a lost line” is kept here and sent later")
    expect(page.locator(".layer .mk[data-waiting]")).to_have_count(1)
    assert Annotation.objects.count() == 3
    page.context.set_offline(False)
    expect(page.locator(".thread")).to_have_count(4)
    expect(page.locator(".layer [data-waiting]")).to_have_count(0)
    page.route("**/marks/", lambda route: route.abort())
    say.fill("Kept over a reload")
    say.press("Control+Enter")
    expect(page.locator(".waiting-marks")).to_contain_text("Kept over a reload")
    page.reload()
    page.unroute("**/marks/")
    page.reload()
    settled(page, lambda: Annotation.objects.count() == 5)
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('gatefold.marks.'))"
    settled(page, lambda: page.evaluate(kept) == [])
    assert Annotation.objects.filter(comments__text="Kept over a reload").count() == 1

    # From the mark to the order of a new version.
    assert page.evaluate(PAINTED_WHILE_DRAWN_ANEW, f"#mark-{mark.pk}") == 1
    form = page.locator(".paint")
    expect(form.locator("option")).to_have_text(["Paints"])
    expect(form.locator(".note").first).to_contain_text("cannot paint a part of a picture anew. Paints can.")
    form.get_by_label("What should be there instead").fill("an empty wall")
    form.get_by_label("Options").fill("1")
    form.get_by_role("button", name="Paint anew").click()
    expect(page.locator(".anew")).to_contain_text("an empty wall")
    expect(page.locator(".anew .coming")).to_have_count(1)
    batch = Batch.objects.get(revised_from=one)
    assert (batch.model, batch.count, batch.guides["start"]["picture"]) == (model, 1, one.picture_id)
    assert axe.objections(page) == []


def test_marks_by_finger_on_a_phone_and_two_fingers_zoom_while_drawing(
    cast: Cast, make_batch: Callable[..., Batch], at: Callable[..., Page]
) -> None:
    one = make_batch(1).candidates.get()
    page = at(f"/candidates/{one.pk}/", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    fingers = Fingers(page)
    page.locator('[data-tool="stroke"]').tap()
    page.locator(".pane.now .stage").scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    fingers("touchStart", spot(page, 0.3, 0.2))
    for step in range(1, 8):
        fingers("touchMove", spot(page, 0.3 + step * 0.05, 0.2 + step * 0.08))
    fingers("touchEnd")
    expect(page.locator(".layer .mk[data-draft]")).to_have_count(1)
    page.wait_for_timeout(350)  # two touches sooner after each other are a double tap
    page.locator("#say").fill("By finger")
    page.get_by_role("button", name="Add mark").click()  # a tap while the page still scrolls to it only stops that
    expect(threads(page)).to_have_text("By finger")
    mark = Annotation.objects.get()
    assert (mark.kind, len(mark.points) >= 5) == ("stroke", True)
    assert mark.points[0] == pytest.approx([0.3, 0.2], abs=0.02) and mark.points[-1][1] == pytest.approx(0.76, abs=0.1)

    # A second finger: nothing is drawn, the picture is zoomed.
    page.evaluate(f"scrollTo(0, {scrolled})")
    a, b = spot(page, 0.4, 0.4), spot(page, 0.6, 0.6)
    fingers("touchStart", a)
    fingers("touchStart", a, b)
    for step in range(1, 6):
        fingers("touchMove", (a[0] - step * 12, a[1] - step * 8), (b[0] + step * 12, b[1] + step * 8))
    fingers("touchEnd")
    expect(page.locator(".view.zoomed")).to_have_count(1)
    expect(page.locator(".layer [data-draft]")).to_have_count(0)
    assert Annotation.objects.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
