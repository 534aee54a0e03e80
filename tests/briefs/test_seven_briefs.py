"""All seven sample briefs go through the form in a browser, by typing, choosing and clicking as a person would."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from briefs.models import Brief, Campaign, Character, CharacterVersion, Placement
from briefs.page import page_for
from briefs.seeds import seed_brand_kit
from briefs.seeds.characters import CHARACTERS
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role
from tests.briefs.seven import HARROW, PALETTES, SEVEN, Entered
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
INGRID = next(sheet for sheets in CHARACTERS.values() for sheet in sheets if sheet["slug"] == "ingrid")
PATIENCE_MS = 15_000


@pytest.fixture
def campaigns(cast: Cast) -> dict[str, Campaign]:
    """A campaign at each of the five brands; Ben writes for all of them."""
    found = {"northlight": cast.campaign, "tern": cast.tern_campaign}
    for slug, palette in PALETTES.items():
        brand = Brand.objects.create(name=slug.replace("-", " ").title(), slug=slug, palette=palette)
        Membership.objects.create(user=cast.ada, brand=brand, role=Role.ADMIN)
        seed_brand_kit(brand, by=cast.ada)
        found[slug] = Campaign.objects.create(brand=brand, name="Client's campaign", slug="clients")
    for campaign in found.values():
        Membership.objects.get_or_create(user=cast.ben, brand=campaign.brand, role=Role.MARKETER)
    ingrid = Character.objects.create(brand=found[HARROW].brand, slug="ingrid", name="Ingrid")
    CharacterVersion.objects.create(
        character=ingrid, number=1, document=INGRID, digest="0" * 64, published_at=timezone.now(), published_by=cast.ada
    )
    return found


def signed_in(browser: Browser, live_server: Any, user: User) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def enter(page: Page, address: str, campaign: Campaign, brief: Entered) -> Brief:
    """Begin the brief and fill in its form, one thing after another, without waiting for a save."""
    page.goto(f"{address}/briefs/new/?campaign={campaign.pk}")
    page.get_by_label("What is it called?").fill(brief.title)
    page.get_by_role("button", name="Begin this brief").click()
    names = dict(Placement.objects.filter(slug__in=brief.places).values_list("slug", "name"))
    for slug in brief.places:
        box = page.locator("input#add-placements")
        box.fill(names[slug])
        box.press("Enter")
    for label, value in brief.chosen.items():
        page.get_by_label(label, exact=True).select_option(value)
    if "Mood" in brief.typed | brief.picked:
        page.locator("summary", has_text="Finer framing").click()
    for label, words in brief.picked.items():
        box = page.get_by_role("combobox", name=label)
        box.fill(words[:8])
        box.press("ArrowDown")
        box.press("Enter")
        expect(box).to_have_value(words)
    for label, words in brief.typed.items():
        page.get_by_label(label, exact=True).and_(page.locator("input, textarea")).fill(words)
    for field, entries in brief.terms.items():
        for entry in entries:
            add = page.locator(f"#add-{field}")
            add.fill(entry)
            add.press("Enter")
    for slug in brief.characters:
        page.get_by_label("Add character").select_option(slug)
    for name in brief.palette:  # asked for with the save that says what the picture is for
        page.get_by_role("button", name=f"Add {name}", exact=True).click()
    for locale in brief.copy:
        page.get_by_label("Add language").select_option(locale)
    for locale, headline in brief.copy.items():
        page.locator(f"#copy-{locale}").fill(headline)  # its row comes with the save
    for market in brief.markets:
        page.get_by_label("Add market").select_option(market)
    number = int(page.url.rstrip("/").rsplit("/", 1)[-1])
    expect(page.locator("#brief-form [name=touched]")).to_have_value("", timeout=PATIENCE_MS)  # everything is saved
    return Brief.objects.select_related("brand", "campaign").get(pk=number)


def check(brief: Brief, said: Entered) -> None:
    """What was entered is what is stored."""
    draft = brief.draft
    assert brief.title == said.title and tuple(draft["placements"]) == said.places
    for field in ("must_not_show", "style"):
        assert tuple(draft[field]) == said.terms.get(field, ()), field
    assert draft["subject"] == said.typed["Subject"] and tuple(draft["markets"]) == said.markets
    assert {locale: words["headline"] for locale, words in draft["copy"].items()} == said.copy
    assert [colour["name"] for colour in draft["colourways"]] == list(said.palette)
    assert {name: draft[name] for name in said.expected} == said.expected


def test_all_seven_briefs_are_entered_through_the_form(
    browser: Browser, live_server: Any, cast: Cast, campaigns: dict[str, Campaign]
) -> None:
    page = signed_in(browser, live_server, cast.ben)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for number, said in SEVEN.items():
        brief = enter(page, live_server.url, campaigns[said.brand], said)
        check(brief, said)
        if number == "07":
            continue
        page.locator("#go button", has_text="Submit revision 1").click()
        expect(page.locator("#saved")).to_contain_text("Revision 1, submitted", timeout=PATIENCE_MS)
        assert brief.revisions.count() == 1, number

    # 07 as the client wrote it: told so, field by field, before it costs anything.
    findings = page_for(brief, cast.ben).summary.findings
    assert len(findings) >= 8 and len({finding.field for finding in findings}) >= 6, findings
    shown = page.locator("#ready .what").all_text_contents()
    assert sum(finding.what in shown for finding in findings) >= 8, shown
    page.locator("#go button", has_text="Submit revision 1").click()
    expect(page.locator("#saved")).to_contain_text("Not saved", timeout=PATIENCE_MS)
    assert not brief.revisions.exists()
    assert faults == []
