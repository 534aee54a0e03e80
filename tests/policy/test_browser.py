"""A rule in a real browser: a wrong condition is said while it is written, then it is mended, published and tried."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from studio.policy.models import RuleVersion
from studio.policy.seeds import seed_rules
from tests import axe
from tests.briefs.test_browser import opened
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_leo_writes_a_rule_mends_its_condition_publishes_it_and_tries_it(
    browser: Browser, live_server: Any, cast: Cast
) -> None:
    expect.set_options(timeout=30_000)
    seed_rules()
    page = opened(browser, live_server, cast.leo, "/admin/policies/")
    page.set_default_timeout(30_000)
    assert axe.objections(page) == []
    page.get_by_role("link", name="New rule").click()
    page.get_by_label("Name").fill("Not in Japan")
    page.get_by_label("Applies when").fill("use is public and regoins include JP")
    expect(page.locator("#r-read")).to_contain_text("at character 19")
    expect(page.locator("#r-read")).to_contain_text("Did you mean “regions”?")
    assert axe.objections(page) == []
    page.get_by_label("Applies when").fill("use is public and regions include JP")
    expect(page.locator("#r-read")).to_contain_text("It reads, and speaks of regions, use")
    page.get_by_label("Deny").check()
    page.get_by_label("What it says").fill("Our contract ends at Japan.")
    page.get_by_label("Source, with its section").fill("Contract 17, section 3")
    page.get_by_label("Read on").fill("2026-11-01")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("It is asked from now on.")).to_be_visible()
    assert RuleVersion.objects.get(rule__brand=cast.northlight).published_by == cast.leo
    assert axe.objections(page) == []
    page.get_by_role("link", name="Try it", exact=True).click()
    page.get_by_label("Regions").fill("JP")
    page.get_by_role("button", name="Ask the rules").click()
    expect(page.locator("#outcome")).to_contain_text("Our contract ends at Japan.")
    expect(page.locator("#outcome h2")).to_contain_text("Denied")
    assert axe.objections(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert axe.objections(page, rules=axe.OF_A_THEME) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
