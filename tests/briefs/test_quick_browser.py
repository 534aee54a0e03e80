"""Somebody quick, on a slow line: what is added one after another, without waiting for any save, is all kept."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from briefs.actions import create_brief
from briefs.models import Brief, Campaign
from briefs.seeds import seed_brand_kit
from studio.people.models import Brand, Membership
from studio.people.roles import Role
from tests.briefs.seven import FATHOM, PALETTES
from tests.briefs.test_browser import opened, saved
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Requests leave late and out of order, as on a bad line: the form has moved on by the time each is answered.
SLOW = """
const send = XMLHttpRequest.prototype.send;
const waits = [700, 60, 400, 20, 900];
let sent = 0;
XMLHttpRequest.prototype.send = function (...body) {
  setTimeout(() => send.apply(this, body), waits[sent++ % waits.length]);
};
"""

COLOURS = ("night", "slate", "haze", "sky", "pink")
MARKETS = ("DE", "FR", "IT", "ES", "PL", "SE")
TERMS = ("handshakes", "glowing brains", "lens flare", "text in the scene")
# What is typed, and the placement that is meant.
PLACES = {"web hero": "web-hero", "linkedin": "linkedin-link", "email header": "email-header"}


@pytest.fixture
def brief(cast: Cast) -> Brief:
    brand = Brand.objects.create(name="Fathom", slug="fathom", palette=PALETTES[FATHOM])
    for user, role in ((cast.ada, Role.ADMIN), (cast.ben, Role.MARKETER), (cast.dana, Role.DESIGNER)):
        Membership.objects.create(user=user, brand=brand, role=role)
    seed_brand_kit(brand, by=cast.ada)
    campaign = Campaign.objects.create(brand=brand, name="Launch", slug="launch")
    return create_brief(
        campaign, by=cast.ben, title="The lamp", document={"shot": "product", "job": "sell", "style_pack": brand.slug}
    )


def slow(browser: Browser, live_server: Any, cast: Cast, brief: Brief) -> Page:
    page = opened(browser, live_server, cast.ben, "/briefs/")
    page.add_init_script(SLOW)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    return page


def place(page: Page, words: str) -> None:
    box = page.locator("input#add-placements")
    box.fill(words)
    box.press("Enter")


@pytest.mark.parametrize("time", range(2))  # range(5) when the page's saving changes
def test_nothing_that_is_added_quickly_is_lost(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast, time: int
) -> None:
    page = slow(browser, live_server, cast, brief)
    for name in COLOURS:
        page.get_by_role("button", name=f"Add {name}", exact=True).click()
    for market in MARKETS:
        page.get_by_label("Add market").select_option(market)
    box = page.locator("#add-must_not_show")
    for term in TERMS:
        box.fill(term)
        box.press("Enter")
    for words in PLACES:
        place(page, words)
    saved(page)
    brief.refresh_from_db()
    assert [colour["name"] for colour in brief.draft["colourways"]] == list(COLOURS)
    assert tuple(brief.draft["markets"]) == MARKETS
    assert tuple(brief.draft["must_not_show"]) == TERMS
    assert tuple(brief.draft["placements"]) == tuple(PLACES.values())
