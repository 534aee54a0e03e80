"""Threads and references in a real browser: by touch, by keyboard, live, and read by axe."""

import io
from types import ModuleType
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from briefs.actions import add_reference, answer, comment_on, create_brief, record_rights, save_draft, submit
from briefs.models import Brief, BriefComment
from briefs.seeds import SAMPLE_BRIEFS, seed_brief_templates
from briefs.tasks import read_reference
from studio.people.models import User
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def opened(browser: Browser, live_server: Any, user: User, address: str, **more: Any) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **more})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address)
    return page


def phone(browser: Browser, live_server: Any, user: User, address: str) -> Page:
    size = {"width": 390, "height": 844}
    return opened(browser, live_server, user, address, viewport=size, has_touch=True, is_mobile=True)


def three(brief: Brief, cast: Cast) -> list[int]:
    made = []
    for at, name in enumerate(("dusk.jpg", "sketch.jpg", "face.jpg")):
        out = io.BytesIO()
        Image.new("RGB", (120, 80), (60 * at, 33, 61)).save(out, "JPEG")
        row = add_reference(brief, SimpleUploadedFile(name, out.getvalue()), by=cast.ben)
        read_reference(row.pk)
        made.append(row.pk)
    return made


def order(brief: Brief) -> list[int]:
    return list(brief.references.values_list("pk", flat=True))


def kept(page: Page) -> Any:
    return page.expect_response(lambda answer: answer.url.endswith("/references/order/") and answer.ok)


def test_a_comment_on_a_field_by_keyboard_with_a_mention(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = opened(browser, live_server, cast.bea, f"/briefs/{brief.pk}/")
    page.get_by_role("button", name="Comment on People").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#talk")).to_be_visible()
    expect(page.get_by_label("About")).to_have_value("people")
    expect(page.locator("#talk-text")).to_be_focused()
    page.keyboard.type("Who are they, @da")
    expect(page.locator("#talk-people [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#talk-text")).to_have_value("Who are they, @dana ")
    page.keyboard.type("do you know?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk-thread .mention")).to_have_text("@dana")
    expect(page.locator("#talk-text")).to_have_value("")
    page.locator("#talk-text").press("Escape")
    expect(page.locator("#talk")).to_be_hidden()
    count = page.get_by_role("button", name="1 open comment on People")
    expect(count).to_be_focused()
    expect(page.locator(".talk-total")).to_have_text("1")
    made = BriefComment.objects.get()
    assert (made.field, made.by, made.text) == ("people", cast.bea, "Who are they, @dana do you know?")


def test_a_comment_by_touch_on_a_phone_is_answered_and_settled(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = phone(browser, live_server, cast.dana, f"/briefs/{brief.pk}/")
    page.get_by_role("button", name="Comment on Light").tap()
    page.locator("#talk-text").fill("Softer, I think")
    page.get_by_role("button", name="Comment", exact=True).tap()
    thread = page.locator(".talk-thread")
    expect(thread).to_have_count(1)
    thread.get_by_text("Answer").first.tap()
    thread.get_by_role("textbox").fill("Agreed")
    thread.get_by_role("button", name="Answer").tap()
    expect(thread).to_contain_text("Agreed")
    page.get_by_role("button", name="Settle the thread on Light").tap()
    expect(page.locator("#talk-list")).to_contain_text("Every thread is settled")
    page.get_by_role("button", name="Close the comments").tap()
    expect(page.get_by_role("button", name="Comment on Light")).to_be_visible()
    assert BriefComment.objects.filter(answers=None, resolved_by=cast.dana).count() == 1


def test_what_others_say_arrives_and_a_half_written_answer_stays(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    thread = comment_on(brief, "Who are they?", by=cast.bea, field="people")
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/#talk-people")
    expect(page.locator(".talk-thread")).to_have_count(1)
    page.locator(f"#respond-{thread.pk} summary").click()
    page.locator(f"#answer-{thread.pk}").fill("Engineers, and")
    answer(thread, "The sheet says founders", by=cast.dana)
    # The event itself is tested with the stream; here, that the page acts on it.
    page.evaluate(
        "pk => document.dispatchEvent(new CustomEvent('gatefold:brief.answer', {detail: {kind: 'brief.answer', pk}}))",
        brief.pk,
    )
    expect(page.locator(".talk-thread")).to_contain_text("The sheet says founders")
    expect(page.locator(f"#answer-{thread.pk}")).to_have_value("Engineers, and")
    expect(page.locator(f"#answer-{thread.pk}")).to_be_focused()


def test_references_are_put_in_order_by_pointer_keyboard_and_button(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast, blobs: ModuleType
) -> None:
    a, b, c = three(brief, cast)
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/#refs")
    grip, first = page.locator(f"#grip-{c}"), page.locator(".ref").first
    grip.scroll_into_view_if_needed()
    at, to = grip.bounding_box(), first.bounding_box()
    assert at and to
    page.mouse.move(at["x"] + 8, at["y"] + 20)
    page.mouse.down()
    page.mouse.move(at["x"] + 8, at["y"] - 30, steps=4)
    page.mouse.move(at["x"] + 8, to["y"] + 4, steps=8)
    with kept(page):
        page.mouse.up()
    assert order(brief) == [c, a, b]
    page.locator(f"#grip-{c}").focus()
    with kept(page):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    assert order(brief) == [a, b, c]
    expect(page.locator(f"#grip-{c}")).to_be_focused()
    with kept(page):
        page.get_by_role("button", name="Earlier: sketch.jpg").click()
    assert order(brief) == [b, a, c]
    expect(page.locator(".ref").first).to_contain_text("sketch.jpg")


def test_references_are_put_in_order_by_a_finger(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast, blobs: ModuleType
) -> None:
    a, b, c = three(brief, cast)
    page = phone(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    grip = page.locator(f"#grip-{a}")
    page.locator("#refs").evaluate("node => node.scrollIntoView({block: 'center'})")
    at, last = grip.bounding_box(), page.locator(".ref").last.bounding_box()
    assert at and last
    touch = page.context.new_cdp_session(page)
    x, y = at["x"] + 8, at["y"] + 20
    steps = [y + (last["y"] + last["height"] - 4 - y) * part / 6 for part in range(7)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in steps:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": step}]})
    with kept(page):
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert order(brief) == [b, c, a]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_axe_finds_nothing_on_the_pages_of_the_talk(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast, blobs: ModuleType
) -> None:
    """The lists, and what two revisions and the thread say on pages of their own, are read in test_admin_axe."""
    a, _, _ = three(brief, cast)
    seed_brief_templates()
    comment_on(brief, "Who are they, @ben?", by=cast.bea, field="people")
    submit(brief, by=cast.ben)
    brief.refresh_from_db()
    save_draft(brief, {"subject": "Two people", "style": ["realistic"]}, by=cast.ben, saves=brief.saves)
    record_rights(brief.references.get(pk=a), {"licence": "Stock", "until": "2027-02-15"}, by=cast.ben)
    address = f"/briefs/{brief.pk}/#talk-people"
    page = opened(browser, live_server, cast.ben, address, color_scheme="light", reduced_motion="reduce")
    expect(page.locator(".talk-thread")).to_have_count(1)
    page.locator(f"#rights-{a} summary").evaluate("node => node.click()")
    assert axe.objections(page, rules=axe.WCAG) == []
    page.emulate_media(color_scheme="dark")
    assert axe.objections(page, rules=axe.OF_A_THEME) == []
    for address in (f"/briefs/{brief.pk}/template/", f"/briefs/{brief.pk}/copy/"):
        page.goto(live_server.url + address)
        assert axe.objections(page, rules=axe.WCAG) == [], address
