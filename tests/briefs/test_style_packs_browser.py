"""Style packs in a real browser: rows that come and go without a reload, a colour well, and axe on every page."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from briefs.actions import create_brief, draft_style_pack, pin_pack, publish
from briefs.models import StylePack
from briefs.seeds import SAMPLE_BRIEFS
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_style_packs(
    browser: Browser, live_server: Any, cast: Cast, scheme: str
) -> None:
    pack = StylePack.objects.select_related("brand").get(brand=cast.northlight)
    first = pack.versions.get()
    create_brief(cast.campaign, by=cast.ben, title="Hero", document=SAMPLE_BRIEFS["01"])
    pin_pack(cast.campaign, first, by=cast.ben)
    changed = first.document | {"lens": "50 mm", "palette": first.document["palette"][1:]}
    second = publish(draft_style_pack(pack, changed, by=cast.bea, note="Evenings"), by=cast.bea, override="Agreed")
    third = draft_style_pack(pack, changed | {"contrast": 1.3}, by=cast.bea)
    page = opened(browser, live_server, cast.bea, f"/admin/style-packs/{pack.pk}/", color_scheme=scheme)
    pins = f"/campaigns/{cast.campaign.pk}/style/"
    pages = (
        f"/admin/style-packs/{pack.pk}/", f"/style-pack-versions/{third.pk}/", "/admin/style-packs/import/", pins,
        f"{pins}{second.pk}/",
    )  # fmt: skip
    for address in pages:
        page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.set_viewport_size({"width": 390, "height": 844})
    for address in pages:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
