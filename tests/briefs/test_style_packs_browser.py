"""Style packs in a real browser: rows that come and go without a reload, a colour well, and axe on every page."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from briefs.models import StylePack
from tests.briefs.test_browser import opened
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_bea_adds_a_colour_moves_it_up_and_saves(browser: Browser, live_server: Any, cast: Cast) -> None:
    pack = StylePack.objects.get(brand=cast.northlight)
    faults: list[str] = []
    page = opened(browser, live_server, cast.bea, f"/admin/style-packs/{pack.pk}/")
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.get_by_label("Lens").fill("50 mm")
    page.get_by_role("button", name="Add a colour").click()
    expect(page.locator(".of-palette > li")).to_have_count(5)
    page.locator("#id_palette-4-name").fill("evening blue")
    page.locator("#id_palette-4-hex").fill("#20456B")
    expect(page.locator(".of-palette > li").last.locator("input.swatch")).to_have_value("#20456b")
    page.get_by_role("button", name="Move colour 5 up").click()
    expect(page.locator("#id_palette-3-name")).to_have_value("evening blue")
    page.get_by_role("button", name="Remove colour 1").click()
    expect(page.locator(".of-palette > li")).to_have_count(4)
    expect(page.get_by_label("Lens")).to_have_value("50 mm")
    page.get_by_label("What changes").fill("Evenings")
    page.get_by_label("What changes").press("Enter")
    expect(page.get_by_role("link", name="Draft v2")).to_be_visible()
    document = pack.versions.get(number=2).document
    assert [colour["name"] for colour in document["palette"]] == ["signal orange", "paper", "evening blue", "slate"]
    assert document["lens"] == "50 mm" and faults == []
