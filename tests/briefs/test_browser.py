"""The brief's page in a real browser: written in, saved while writing, argued over by two, and read by axe."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from briefs.actions import create_brief, save_draft
from briefs.models import Brief, Term
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(
        cast.campaign, by=cast.ben, title="Decisions together, hero image", document=SAMPLE_BRIEFS["01"]
    )


def opened(browser: Browser, live_server: Any, user: User, address: str, **more: Any) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **more)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address)
    return page


def saved(page: Page) -> None:
    """Wait until everything that was changed is saved."""
    expect(page.locator("#brief-form [name=touched]")).to_have_value("", timeout=20_000)


def test_ben_writes_and_sees_what_it_makes(browser: Browser, live_server: Any, brief: Brief, cast: Cast) -> None:
    faults: list[str] = []
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    page.get_by_role("combobox", name="People").fill("two engineers, one founder, forties")
    expect(page.locator("#ready")).not_to_contain_text("not said who they are")
    expect(page.locator("#prompts")).to_contain_text("two engineers, one founder")
    expect(page.locator(".src.now").first).to_contain_text("two engineers")

    page.get_by_label("Add to: What it must not show").focus()
    page.keyboard.type("lens")
    page.wait_for_timeout(1200)  # thinking; half a term is not saved meanwhile
    page.keyboard.type(" flare")
    page.keyboard.press("Enter")
    expect(page.locator("#terms-must_not_show .words").last).to_have_text("lens flare")
    expect(page.locator("#terms-must_not_show .words")).to_have_count(7)
    page.get_by_label("Remove handshakes").click()
    expect(page.locator("#terms-must_not_show")).not_to_contain_text("handshakes")
    add = page.locator("input#add-placements")
    add.fill("social 1080 × 1920")  # its channel and its size, in any order
    expect(page.get_by_role("option", name="Story", exact=False).last).to_be_visible()
    add.fill("story")
    add.press("Enter")
    expect(page.locator("#frames-drawn figure")).to_have_count(5)
    page.get_by_label("Remove Email header").click()
    expect(page.locator("#frames-drawn figure")).to_have_count(4)
    page.get_by_role("textbox", name="Safe margins").fill("ninety")
    expect(page.locator("#note-safe_margins")).to_contain_text("is not a number")
    expect(page.locator("#saved")).to_contain_text("Not saved")
    page.get_by_role("textbox", name="Safe margins").fill("8")
    expect(page.locator("#note-safe_margins")).to_be_empty()

    page.get_by_role("button", name="Submit revision 1").click()
    expect(page.locator("#saved")).to_contain_text("Revision 1, submitted")
    brief.refresh_from_db()
    assert brief.draft["safe_margins"] == 0.08 and "story-9x16" in brief.draft["placements"]
    assert brief.revisions.count() == 1
    assert [fault for fault in faults if "422" not in fault] == [], faults


def test_where_both_wrote_each_field_is_chosen_and_nothing_is_lost_before(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    page.get_by_label("Environment", exact=True).fill("Harbour at dawn")
    page.get_by_label("Subject", exact=True).fill("Five people on a pier")
    theirs = {"subject": "Two people at a table", "environment": "A long room", "mood": "Quiet"}
    save_draft(brief, theirs, by=cast.dana, saves=0)
    conflict = page.locator("#conflict")
    expect(conflict).to_contain_text("Dana Okafor saved Subject, Environment while you were writing there")
    expect(conflict).to_contain_text("A long room")
    expect(page.get_by_label("Environment", exact=True)).to_have_value("Harbour at dawn")
    brief.refresh_from_db()
    assert brief.saves == 1

    conflict.get_by_role("group", name="Environment").get_by_label("Keep mine").check()
    expect(conflict.get_by_role("group")).to_have_count(1)  # what is decided is not asked again
    conflict.get_by_role("group", name="Subject").get_by_label("Take theirs").check()
    expect(conflict).to_be_empty()
    expect(page.get_by_label("Subject", exact=True)).to_have_value("Two people at a table")
    expect(page.get_by_label("Mood", exact=True)).to_have_value("Quiet")
    expect(page.locator("#saved")).to_contain_text("Dana Okafor changed")
    brief.refresh_from_db()
    assert brief.draft["environment"] == "Harbour at dawn" and brief.draft["subject"] == "Two people at a table"
    assert (brief.draft["mood"], brief.saves) == ("Quiet", 2)


def test_what_others_save_comes_into_fields_that_are_not_touched(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    bens = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    danas = opened(browser, live_server, cast.dana, f"/briefs/{brief.pk}/")
    danas.get_by_label("Subject", exact=True).fill("Two people at a table")
    expect(bens.get_by_label("Subject", exact=True)).to_have_value("Two people at a table")
    expect(bens.locator("#saved")).to_contain_text("Dana Okafor changed Subject")
    danas.get_by_label("Remove handshakes").click()
    bens.get_by_label("Environment", exact=True).fill("Harbour at dawn")
    expect(bens.locator("#terms-must_not_show .words")).to_have_count(5)
    expect(danas.get_by_label("Environment", exact=True)).to_have_value("Harbour at dawn")
    expect(bens.locator("#conflict")).to_be_empty()
    saved(danas)
    saved(bens)
    brief.refresh_from_db()
    assert brief.draft["subject"] == "Two people at a table" and brief.draft["environment"] == "Harbour at dawn"
    assert "handshakes" not in brief.draft["must_not_show"]


def test_words_are_picked_with_the_keyboard_or_typed_freely(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    new = Term.objects.create(brand=cast.northlight, vocabulary="style", slug="muted", label="muted colour")
    Term.objects.create(
        brand=cast.northlight, vocabulary="style", slug="desat", label="slightly desaturated", deprecated=True,
        successor=new,
    )  # fmt: skip
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    light = page.get_by_role("combobox", name="Light")
    light.fill("evening")
    expect(page.get_by_role("option", name="Low evening sun from the right")).to_be_visible()
    expect(light).to_have_attribute("aria-expanded", "true")
    light.press("ArrowDown")
    light.press("Enter")
    expect(light).to_have_value("Low evening sun from the right")
    expect(light).to_have_attribute("aria-expanded", "false")
    light.fill("moon through fog")
    light.press("Escape")

    expect(page.locator("#field-style")).to_contain_text("“slightly desaturated” is now called “muted colour”")
    page.get_by_role("button", name="Use “muted colour”").click()
    expect(page.locator("#terms-style .words").nth(1)).to_have_text("muted colour")
    expect(page.locator("#field-style .renamed")).to_have_count(0)
    add = page.get_by_label("Add to: Style terms")
    add.fill("desat")
    expect(page.get_by_role("option", name="slightly desaturated now called muted colour")).to_be_visible()
    saved(page)
    brief.refresh_from_db()
    assert brief.draft["light"] == "moon through fog"
    assert "muted colour" in brief.draft["style"] and "slightly desaturated" not in brief.draft["style"]


def test_fields_come_and_go_with_what_the_brief_is(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    expect(page.locator("#field-people")).to_be_visible()
    expect(page.locator("#field-colourways")).to_be_hidden()
    page.get_by_label("Shot", exact=True).select_option("flat")
    expect(page.locator("#field-people")).to_be_hidden()
    expect(page.locator("#field-light")).to_be_visible()  # it holds something
    expect(page.locator("#not-asked-show")).to_contain_text("Not asked for a flat illustration: people, horizon.")
    page.get_by_label("Shot", exact=True).select_option("product")
    expect(page.locator("#field-people")).to_be_visible()
    page.get_by_role("button", name="Add signal orange").click()
    expect(page.locator("#field-colourways .term")).to_contain_text("signal orange")
    page.get_by_label("Add a colourway: name and colour code").fill("Kelp #2f5d50")
    page.keyboard.press("Enter")
    expect(page.locator("#field-colourways .term")).to_have_count(2)
    page.get_by_label("Due", exact=True).fill("2027-01-04")
    page.locator("#field-subject .help summary").click()
    expect(page.locator("#field-subject .help-body")).to_be_visible()
    page.get_by_label("Subject", exact=True).focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("Revision 1, submitted")
    brief.refresh_from_db()
    assert brief.draft["colourways"] == [
        {"name": "signal orange", "hex": "#FCA311"},
        {"name": "Kelp", "hex": "#2F5D50"},
    ]
    assert str(brief.due) == "2027-01-04" and brief.revisions.count() == 1


def test_one_person_in_two_windows_goes_on_in_both(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    first = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    second = first.context.new_page()
    second.goto(first.url)
    first.get_by_label("Environment", exact=True).fill("Harbour at dawn")
    second.get_by_label("Subject", exact=True).fill("Two people at a table")
    saved(first)
    saved(second)
    for page in (first, second):
        expect(page.get_by_label("Subject", exact=True)).to_have_value("Two people at a table")
        expect(page.get_by_label("Environment", exact=True)).to_have_value("Harbour at dawn")
        expect(page.locator("#conflict")).to_be_empty()
    first.get_by_label("Subject", exact=True).fill("Three people at a table")
    saved(first)
    first.get_by_label("Subject", exact=True).fill("Four people at a table")  # our own save before is no conflict
    saved(first)
    brief.refresh_from_db()
    assert brief.draft["subject"] == "Four people at a table" and brief.draft["environment"] == "Harbour at dawn"


def test_the_tab_key_goes_through_the_form_as_it_is_read(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    expect(page.locator("input#add-placements")).to_be_visible()
    page.locator("#f-title").focus()
    order = []
    for _ in range(60):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.closest('[data-field]')?.dataset.field ?? ''"))
    fields = list(dict.fromkeys(name for name in order if name and name != "title"))
    expected = ["due", "placements", "channels", "job", "message", "subject", "shot", "people"]
    assert [name for name in fields if name in expected] == expected, fields


def test_what_is_refused_goes_back_to_where_it_was_typed_and_the_rest_is_saved(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    save_draft(brief, {"shot": "product"}, by=cast.ben, saves=0)
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/")
    box = page.locator("#add-colourways")
    box.fill("Kelp")
    box.press("Enter")
    page.get_by_role("button", name="Add signal orange").click()
    page.get_by_label("Environment", exact=True).fill("Harbour at dawn")
    expect(page.locator("#field-colourways")).to_contain_text("“Kelp” is not a colour")
    expect(box).to_have_value("Kelp")
    saved(page)
    expect(page.locator("#field-colourways")).to_contain_text("“Kelp” is not a colour")  # until it is mended
    brief.refresh_from_db()
    assert [colour["name"] for colour in brief.draft["colourways"]] == ["signal orange"]
    assert brief.draft["environment"] == "Harbour at dawn"
    box.fill("Kelp #2f5d50")
    box.press("Enter")
    saved(page)
    expect(page.locator("#field-colourways")).not_to_contain_text("is not a colour")
    brief.refresh_from_db()
    assert [colour["name"] for colour in brief.draft["colourways"]] == ["signal orange", "Kelp"]


def test_axe_finds_nothing_on_a_brief_in_either_theme(
    browser: Browser, live_server: Any, brief: Brief, cast: Cast
) -> None:
    """The pages around it and those of Admin are read in test_admin_axe."""
    page = opened(browser, live_server, cast.ada, f"/briefs/{brief.pk}/", color_scheme="light", reduced_motion="reduce")
    assert axe.objections(page, rules=axe.WCAG) == []
    page.emulate_media(color_scheme="dark")
    assert axe.objections(page, rules=axe.OF_A_THEME) == []


def test_on_a_phone_the_page_and_its_tab_bar_stay_within_the_width(
    browser: Browser, live_server: Any, cast: Cast
) -> None:
    fuzzy = create_brief(cast.campaign, by=cast.ben, title="Something for spring")  # every section has something to say
    page = opened(browser, live_server, cast.ben, f"/briefs/{fuzzy.pk}/")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    stops = "[...document.querySelectorAll('.rail .stop')].filter(a => a.offsetParent)"
    tops = page.evaluate(f"{stops}.map(a => Math.round(a.getBoundingClientRect().top))")
    assert len(tops) == 5 and len(set(tops)) == 1
