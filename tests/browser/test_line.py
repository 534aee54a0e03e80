"""The line in Chromium, as five people, with the real previz engine in a real worker: draft to replayed asset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from briefs.actions import create_brief
from briefs.models import Brief
from briefs.seeds import SAMPLE_BRIEFS
from dam.models import Asset
from generation import planning
from generation.models import ModelEntry
from generation.registry import seed_models
from review.seeds import seed_reasons
from tests import axe
from tests.cast import PASSWORD, Cast, make_cast
from tests.conftest import PATIENT_MS
from tests.parts import Worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = 20_26
PATIENCE = 120_000  # milliseconds: two cores share a browser, a worker and a database


class Studio:
    """A browser in which people sign in one after another."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.complaints: list[str] = []
        self.objections: list[str] = []

    def sign_in(self, name: str) -> Page:
        page = self.browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if "Security Policy" in said.text else None)
        page.goto(f"{self.url}/sign-in/")
        page.get_by_label("User name or email").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("nav.rail")).to_be_visible()
        return page

    def judge(self, page: Page) -> None:
        """What axe has against the page as it stands."""
        self.objections += [f"{page.url} {objection}" for objection in axe.objections(page)]


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    made = make_cast()
    seed_models()
    seed_reasons()
    ModelEntry.objects.filter(slug="previz").update(settings={"samples": 1, "master_side": 900})
    draft = {**SAMPLE_BRIEFS["01"], "placements": ["linkedin-link"], "subject": "Three people"}
    draft["copy"] = {"en": {"headline": "Decisions, together."}, "de": {"headline": "Entscheiden, gemeinsam."}}
    create_brief(made.campaign, by=made.ben, title=draft["title"], document=draft)
    return made


@pytest.fixture
def studio(browser: Browser, live_server: Any, everybody: Cast) -> Iterator[Studio]:
    expect.set_options(timeout=PATIENCE)
    made = Studio(browser, str(live_server))
    yield made
    expect.set_options(timeout=PATIENT_MS)
    assert made.complaints == []
    assert made.objections == []


def test_five_people_take_a_brief_to_the_library(
    studio: Studio, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else each run has pictures of its own, and now and then one whose crop fails a check: then fewer files ship.
    monkeypatch.setattr(planning, "any_seed", lambda: SEED)
    brief = Brief.objects.get()

    ben = studio.sign_in("ben")
    ben.goto(f"{studio.url}/briefs/{brief.pk}/")
    ben.get_by_label("Subject", exact=True).fill("Three people around a large transparent display")
    expect(ben.locator("#prompt")).to_contain_text("large transparent display")
    studio.judge(ben)
    ben.get_by_role("button", name="Submit revision 1").first.click()
    ben.get_by_label("Options", exact=True).fill("2")
    ben.get_by_role("button", name="Make options").first.click()
    ben.wait_for_url("**/sheet/**")

    dana = studio.sign_in("dana")
    dana.goto(ben.url)
    expect(dana.locator(".tile img")).to_have_count(2)
    studio.judge(dana)
    dana.keyboard.press("ArrowRight")
    dana.keyboard.press("p")
    expect(dana.locator('[data-verdict="picked"]')).to_have_count(1)
    dana.wait_for_timeout(300)
    dana.goto(f"{studio.url}/finishing/")
    studio.judge(dana)
    dana.get_by_role("button", name="Finish").click()
    expect(dana.get_by_role("button", name="Ask for sign-off")).to_be_enabled()
    studio.judge(dana)
    dana.get_by_role("button", name="Ask for sign-off").click()
    dana.wait_for_url("**/sign-off/")

    for name, gate in (("bea", "Brand"), ("leo", "Legal")):
        reviewer = studio.sign_in(name)
        reviewer.goto(f"{studio.url}/sign-off/")
        reviewer.get_by_role("link", name="Review").click()
        studio.judge(reviewer)
        for box in reviewer.locator('input[name="accepted"]').all():
            box.check()
        reviewer.get_by_label("Your password, again").fill(PASSWORD)
        reviewer.get_by_role("button", name="Sign 2 files").click()
        expect(reviewer.locator(f"#{gate.lower()}")).to_contain_text(f"{gate}: signed")

    ada = studio.sign_in("ada")
    delivered = Asset.objects.filter(renditions__delivered_at__isnull=False)
    worker.wait_until(delivered.exists, 30, "it is delivered")
    ada.goto(f"{studio.url}/library/?q=display")
    studio.judge(ada)
    ada.get_by_role("link", name="Decisions together").first.click()
    ada.get_by_role("button", name="Replay").click()
    expect(ada.locator("#replays")).to_contain_text("Identical.")
    studio.judge(ada)
