"""Counting people in a picture in a real browser, and what it comes to, on a screen and on a phone in the dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generation.models import Candidate
from tests import axe
from tests.briefs.test_browser import opened
from tests.cast import Cast
from tests.review.test_representation import pictures as pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert axe.objections(page, rules=axe.OF_A_THEME) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_people_are_counted_from_the_list_and_a_wrong_count_is_given_back(
    browser: Browser, live_server: Any, cast: Cast, pictures: list[Candidate]
) -> None:
    page = opened(browser, live_server, cast.dana, "/representation/")
    expect(page.get_by_text("0 of 3 pictures counted")).to_be_visible()
    assert axe.objections(page) == []
    page.get_by_role("region", name="Not counted yet").get_by_role("link").first.click()
    expect(page.get_by_label("People in the picture")).to_be_focused()
    assert axe.objections(page) == []
    page.get_by_label("People in the picture").fill("2")
    page.get_by_label("Woman", exact=True).fill("3")
    page.get_by_role("button", name="Keep the count").click()
    expect(page.get_by_role("alert")).to_contain_text("Gender, as presented counts 3 people, and 2 are in the picture.")
    expect(page.get_by_label("Woman", exact=True)).to_have_value("3")
    page.get_by_label("Woman", exact=True).fill("1")
    page.get_by_label("Man", exact=True).fill("1")
    page.get_by_role("button", name="Keep the count").click()
    expect(page.get_by_text("1 of 3 pictures counted")).to_be_visible()
    expect(page.get_by_role("row", name="Woman 1 50 %")).to_be_visible()
    fits(page)
    page.goto(f"{live_server.url}/candidates/{pictures[-1].pk}/people/")
    fits(page)
    page.context.close()
