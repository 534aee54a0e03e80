from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from dam.models import Recall
from tests import axe
from tests.stations import Stations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000  # ms


def test_from_an_asset_to_its_model_through_a_drill_into_quarantine_and_out_again(
    page: Page, line: Stations, live_server: object
) -> None:
    asset = line.asset()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.set_default_timeout(PATIENCE)
    client = Client()
    client.force_login(line.cast.leo)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server}"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]

    page.goto(f"{live_server}/library/recall/")
    page.get_by_role("searchbox", name="Component, by name or digest").fill("still")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Still life")).to_be_visible(timeout=PATIENCE)
    assert axe.objections(page) == []

    page.goto(f"{live_server}/library/{asset.pk}/")
    page.get_by_text("components to recall from").click()
    page.locator(".rests").get_by_role("link", name="Still life").click()
    expect(page.get_by_role("heading", name="Still life")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Only a drill").click()
    expect(page.get_by_text("Drill kept")).to_be_visible(timeout=PATIENCE)

    page.get_by_label("Why").fill("Its licence ended.")
    page.get_by_role("button", name="Quarantine 1 asset").click()
    expect(page.get_by_role("alert").first).to_contain_text("Confirm: tick", timeout=PATIENCE)
    expect(page.get_by_label("Why")).to_have_value("Its licence ended.")
    page.get_by_label("I have looked at what it touches").check()
    page.get_by_role("button", name="Quarantine 1 asset").click()
    expect(page.get_by_role("button", name="Lift the quarantine")).to_be_visible(timeout=PATIENCE)
    assert axe.objections(page) == []

    page.goto(f"{live_server}/library/{asset.pk}/")
    expect(page.get_by_text("Its files are held back because of Still life.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Get all files")).to_have_count(0)
    page.get_by_role("link", name="The recall").click()
    page.get_by_label("Why it may go out again").fill("A new licence.")
    page.get_by_role("button", name="Lift the quarantine").click()
    expect(page.get_by_role("button", name=re.compile("Quarantine 1 asset"))).to_be_visible(timeout=PATIENCE)
    page.goto(f"{live_server}/library/recall/")
    expect(page.locator(".recall-past li")).to_have_count(2, timeout=PATIENCE)
    assert axe.objections(page) == []
    assert Recall.objects.get(drill=False).lift.reason == "A new licence."
    assert complaints == []
