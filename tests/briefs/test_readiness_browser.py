"""Readiness in a real browser: a finding mended where it stands, and the rules changed and tried; all read by axe."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from briefs.actions import copy_rules, create_brief
from briefs.models import Brief, RuleSet, RuleSetVersion
from briefs.seeds import SAMPLE_BRIEFS
from tests import axe
from tests.briefs.test_browser import opened
from tests.briefs.test_readiness import FUZZY
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WAYS = [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Ember", "hex": "#C8452D"}]
LEFT = "Water bottle on a wet basalt pedestal"


def objections(page: Page) -> list[str]:
    return axe.objections(page)


def test_ben_mends_what_is_found_where_it_stands(browser: Browser, live_server: Any, cast: Cast) -> None:
    document = {**SAMPLE_BRIEFS["03"], "style_pack": "northlight", "environment": "", "colourways": WAYS}
    brief = create_brief(cast.campaign, by=cast.ben, title="Tern bottle", document=document)
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    found = page.locator('#ready [data-rule="colour-in-subject"]')
    expect(found).to_contain_text("Subject: “Kelp green”, and 2 colourways")
    expect(found).to_contain_text("each colourway says its own")
    assert objections(page) == []

    found.get_by_role("button", name="Take out “Kelp green”").press("Enter")
    expect(found).to_have_count(0)
    expect(page.get_by_label("Subject", exact=True).first).to_have_value(LEFT)
    missing = page.locator('#ready [data-rule="missing.environment"]')
    missing.locator("summary").press("Enter")
    missing.locator("textarea").fill("Misty lake shore at sunrise")
    missing.get_by_role("button").press("Enter")
    expect(missing).to_have_count(0)
    assert objections(page) == []
    kept = Brief.objects.get().draft
    assert (kept["subject"], kept["environment"]) == (LEFT, "Misty lake shore at sunrise")
    assert kept["mood"] == document["mood"] and kept["colourways"] == WAYS and faults == []


def test_ada_changes_a_rule_and_tries_it_before_it_counts(browser: Browser, live_server: Any, cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="Something for spring", document=FUZZY)
    own = copy_rules(RuleSet.objects.get(brand=None), cast.northlight, by=cast.ada)
    page = opened(browser, live_server, cast.ada, "/admin/readiness/")
    assert objections(page) == []
    page.locator(f'main a[href="/admin/readiness/{own.rules_id}/"]').first.click()
    page.locator('[name="v.vague.fun"][value="off"]').press("Space")
    page.locator(".rule", has=page.locator('[name="v.vague.fun"]')).locator("summary").press("Enter")
    assert objections(page) == []
    page.get_by_label("What changed").fill("Fun is fine")
    page.get_by_role("button", name="Save as a draft version").click()
    page.get_by_role("link", name="Try version 1").click()
    page.get_by_label("A subject to try").fill("An award-winning masterpiece")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#try-found ~ .checks, section[aria-labelledby=try-found]").first).to_contain_text(
        "masterpiece"
    )
    expect(page.get_by_role("link", name=brief.title)).to_be_visible()
    expect(page.locator(".tried .lost").first).to_contain_text("fun")
    assert objections(page) == []
    assert RuleSetVersion.objects.get(rules=own.rules).document["vague"]["fun"]["verdict"] == "off"
