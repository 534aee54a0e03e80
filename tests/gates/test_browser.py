"""Gates in a real browser: a template gets a second stage, both stages are signed, and a signature is lent."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from generation.models import ModelEntry
from review.models import Delegation, Finish, GateTemplate
from tests import axe
from tests.briefs.test_browser import opened
from tests.cast import PASSWORD, Cast
from tests.stations import Stations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def fits(page: Page) -> None:
    """On a phone in the dark: nothing sticks out, axe has nothing to say."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert axe.objections(page, rules=axe.OF_A_THEME) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def sign(page: Page) -> None:
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Your password, again").fill(PASSWORD)
    page.get_by_role("button", name="Sign 2 files").click()


def test_a_second_stage_is_published_and_signed_and_a_signature_is_lent(
    browser: Browser, live_server: Any, cast: Cast, model: ModelEntry
) -> None:
    expect.set_options(timeout=30_000)
    admin = opened(browser, live_server, cast.ada, "/admin/gates/")
    admin.set_default_timeout(30_000)
    assert axe.objections(admin) == []
    admin.get_by_role("link", name="Every use that has none of its own").first.click()
    expect(admin.get_by_text("Brand and Legal side by side")).to_be_visible()
    second = admin.get_by_role("group", name="Gate 2")
    second.get_by_label("Stage").fill("3")
    admin.get_by_role("button", name="Publish version 1").click()
    expect(admin.get_by_role("alert")).to_contain_text("Stages are counted from 1 without a gap")
    assert axe.objections(admin) == []
    second.get_by_label("Stage").fill("2")
    admin.get_by_role("button", name="Add a gate").click()
    expect(admin.get_by_role("group", name="Gate 3")).to_be_visible()
    expect(second.get_by_label("Stage")).to_have_value("2")
    admin.get_by_role("group", name="Gate 3").get_by_role("button", name="Take this gate out").click()
    expect(admin.get_by_role("group", name="Gate 3")).to_have_count(0)
    admin.get_by_role("button", name="Publish version 1").click()
    expect(admin.get_by_text("Version 1 is in force for whatever is asked from now on")).to_be_visible()
    assert GateTemplate.objects.get().document["gates"][1]["stage"] == 2
    fits(admin)
    admin.context.close()

    made = Stations(cast, model).asked()
    here = f"/finishes/{made.pk}/sign-off/"
    legal = opened(browser, live_server, cast.leo, here)
    legal.set_default_timeout(30_000)
    expect(legal.locator("#legal")).to_contain_text("not its turn yet")
    expect(legal.get_by_text("Someone else signs this.")).to_have_count(0)
    legal.get_by_label("Comment", exact=True).fill("Who is in it?")
    legal.get_by_role("button", name="Comment", exact=True).click()
    expect(legal.locator("#talk")).to_contain_text("Who is in it?")

    brand = opened(browser, live_server, cast.bea, here)
    brand.set_default_timeout(30_000)
    expect(brand.locator("#brand")).to_contain_text("waits for you")
    assert axe.objections(brand) == []
    sign(brand)
    expect(brand.locator("#brand")).to_contain_text("signed")
    brand.context.close()

    legal.reload()
    expect(legal.locator("#legal")).to_contain_text("waits for you")
    sign(legal)
    expect(legal.locator("#legal")).to_contain_text("signed")
    fits(legal)
    assert Finish.objects.get(pk=made.pk).state == "signed"

    legal.goto(f"{live_server}/sign-off/delegations/")
    assert axe.objections(legal) == []
    legal.get_by_label("Signs instead").select_option(label=cast.ada.name)
    legal.get_by_label("To, included").fill(timezone.localdate().isoformat())
    legal.get_by_label("Why").fill("On leave.")
    legal.get_by_role("button", name="Delegate").click()
    expect(legal.get_by_role("listitem").filter(has_text="On leave.")).to_contain_text(f"{cast.ada.name} for")
    fits(legal)
    legal.get_by_role("button", name="Withdraw").click()
    expect(legal.get_by_text("withdrawn just now")).to_be_visible()
    assert Delegation.objects.get().withdrawn_at is not None
    legal.context.close()
