"""Vocabularies and characters in a real browser: changed in place, given pictures, and read by axe."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from briefs.actions import save_term
from briefs.models import Character, CharacterVersion
from briefs.seeds import seed_characters
from tests import axe
from tests.briefs.test_browser import opened
from tests.briefs.test_pictures import photo
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_bea_changes_a_term_in_its_row_and_finds_it(browser: Browser, live_server: Any, cast: Cast) -> None:
    for label in ("Calm", "Stormy"):
        save_term(cast.northlight, {"vocabulary": "mood", "label": label}, by=cast.ada)
    page = opened(browser, live_server, cast.bea, "/admin/vocabularies/?of=mood")
    page.get_by_role("link", name="Calm").click()
    form = page.locator("tr.editing")
    form.get_by_label("Also said as").fill("Stormy")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("means “Stormy” already")
    form.get_by_label("Also said as").fill("Serene")
    form.get_by_role("button", name="Save").click()
    expect(page.locator("#words")).to_contain_text("Serene")
    page.get_by_placeholder("Search word").fill("seren")
    expect(page.locator("#words tbody tr")).to_have_count(1)
    assert "q=seren" in page.url
    assert axe.objections(page) == []


def test_bea_gives_a_character_a_picture_and_is_told_what_is_missing(
    browser: Browser, live_server: Any, cast: Cast, blobs: Any
) -> None:
    seed_characters(cast.northlight, cast.ada)
    ingrid = Character.objects.get()
    page = opened(browser, live_server, cast.bea, f"/admin/characters/{ingrid.pk}/")
    assert axe.objections(page) == []
    picture = {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    page.locator("[data-slot] input[type=file]").first.set_input_files(picture)  # type: ignore[arg-type]
    expect(page.get_by_role("button", name="Publish version 2")).to_be_visible()
    expect(page.locator(".slot").first).to_contain_text("Being read")
    expect(page.locator("#missing")).to_contain_text("Front: its picture is not read")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_role("alert")).to_contain_text("is not published yet")
    page.get_by_role("button", name="Take off Front").click()
    expect(page.locator("#missing")).to_be_empty()
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_text("Ingrid v2 is published")).to_be_visible()
    assert CharacterVersion.objects.published().count() == 2
