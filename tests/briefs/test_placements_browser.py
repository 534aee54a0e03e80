"""The catalogue and the editor of placements in a real browser: searched, drawn while written, and read by axe."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from briefs.actions import copy_placement, draft_placement, publish
from briefs.models import Placement
from tests.briefs.test_browser import opened
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def story(cast: Cast) -> Placement:
    shared = Placement.objects.get(slug="story-9x16", brand=None)
    version = publish(copy_placement(shared, cast.northlight, by=cast.ada), by=cast.ada)
    draft_placement(version.placement, {**version.document, "max_bytes": 5_000_000}, by=cast.ada)
    return version.placement


def test_the_catalogue_answers_while_ada_types(browser: Browser, live_server: Any, cast: Cast) -> None:
    page = opened(browser, live_server, cast.ada, "/admin/placements/")
    page.get_by_label("Find").fill("leaderboard")
    expect(page.locator("#placements-found li")).to_have_count(2)
    page.get_by_label("Source").select_option("no")
    expect(page.locator("#placements-found")).to_contain_text("No placement matches")
    assert "q=leaderboard" in page.url and "read=no" in page.url


def test_a_shape_is_drawn_while_it_is_written(browser: Browser, live_server: Any, story: Placement, cast: Cast) -> None:
    page = opened(browser, live_server, cast.ada, f"/admin/placements/{story.pk}/")
    expect(page.locator("#drawn .keep")).to_have_count(2)
    page.get_by_role("button", name="Add a shape").click()
    page.keyboard.type("buttons")
    for name, share in (("x", "86"), ("y", "50"), ("width", "14"), ("height", "20")):
        page.locator(f"[name=clear_{name}]").last.fill(share)
    expect(page.locator("#drawn .keep")).to_have_count(3)
    expect(page.locator("#drawn")).to_contain_text("Clear for buttons")
    page.get_by_role("button", name="Remove this shape").first.click()
    expect(page.locator("#drawn .keep")).to_have_count(2)
    page.get_by_role("button", name="Save as a draft version").click()
    expect(page.locator(".placement-changes")).to_contain_text("Keep clear, buttons")
    expect(page.locator("#downstream")).to_contain_text("Signed assets shipped with an older version")
