"""The brief's page in a real browser: written in, saved while writing, argued over by two, and read by axe."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from briefs.actions import create_brief, save_draft
from briefs.models import Brief
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(
        cast.campaign, by=cast.ben, title="Decisions together, hero image", document=SAMPLE_BRIEFS["01"]
    )


def opened(browser: Browser, live_server: Any, user: User, address: str, **more: Any) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **more)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address)
    return page


def test_ben_writes_and_sees_what_it_makes(browser: Browser, live_server: Any, brief: Brief, cast: Cast) -> None:
    faults: list[str] = []
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    page.get_by_label("People", exact=True).fill("two engineers, one founder, forties")
    expect(page.locator("#ready")).not_to_contain_text("not said who they are")
    expect(page.locator("#prompts")).to_contain_text("two engineers, one founder")
    expect(page.locator(".src.now").first).to_contain_text("two engineers")

    page.get_by_label("Add to: What it must not show").focus()
    page.keyboard.type("lens")
    page.wait_for_timeout(1200)  # thinking; half a term is not saved meanwhile
    page.keyboard.type(" flare")
    page.keyboard.press("Enter")
    expect(page.locator("#terms-must_not_show .words").last).to_have_text("lens flare")
    expect(page.locator("#terms-must_not_show .words")).to_have_count(7)
    page.get_by_label("Remove handshakes").click()
    expect(page.locator("#terms-must_not_show")).not_to_contain_text("handshakes")
    page.get_by_label("Add placement").select_option("story-9x16")
    expect(page.locator("#frames-drawn figure")).to_have_count(5)
    page.get_by_label("Remove Email header").click()
    expect(page.locator("#frames-drawn figure")).to_have_count(4)
    page.get_by_role("textbox", name="Safe margins").fill("ninety")
    expect(page.locator("#note-safe_margins")).to_contain_text("is not a number")
    expect(page.locator("#saved")).to_contain_text("Not saved")
    page.get_by_role("textbox", name="Safe margins").fill("8")
    expect(page.locator("#note-safe_margins")).to_be_empty()

    page.get_by_role("button", name="Submit revision 1").click()
    expect(page.locator("#saved")).to_contain_text("Revision 1, submitted")
    brief.refresh_from_db()
    assert brief.draft["safe_margins"] == 0.08 and "story-9x16" in brief.draft["placements"]
    assert brief.revisions.count() == 1
    assert [fault for fault in faults if "422" not in fault] == [], faults


def test_a_conflict_shows_both_ways_on_and_keeps_the_words(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    save_draft(brief, {"subject": "Two people at a table"}, by=cast.dana, saves=0)
    page.get_by_label("Environment", exact=True).fill("Harbour at dawn")
    expect(page.locator("#conflict")).to_contain_text("Dana Okafor saved this brief while you were writing")
    assert page.get_by_label("Environment", exact=True).input_value() == "Harbour at dawn"
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#conflict")).to_be_empty()
    expect(page.locator("#saved")).to_contain_text("Draft of revision 1")
    brief.refresh_from_db()
    assert (brief.draft["environment"], brief.saves) == ("Harbour at dawn", 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_the_room(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast, scheme: str
) -> None:
    page = opened(browser, live_server, cast.ada, f"/briefs/{brief.pk}/", color_scheme=scheme)
    pages = ["", "/briefs/", "/briefs/new/", "/admin/placements/", "/admin/placements/1/", "/admin/style-packs/"]
    for address in pages if scheme == "light" else pages[:2]:
        if address:
            page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
