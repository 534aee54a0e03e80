from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests import axe
from tests.cast import Cast
from tests.engine.credentials.scenes import sealed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000  # ms


def test_files_are_chosen_and_dropped_and_told_beside_their_picture(
    page: Page, cast: Cast, live_server: object, tmp_path: Path
) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.set_default_timeout(PATIENCE)
    client = Client()
    client.force_login(cast.dana)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server}"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    hero, changed = tmp_path / "hero.jpg", bytearray(sealed("jpeg").file)
    hero.write_bytes(changed)
    changed[-30] ^= 1

    page.goto(f"{live_server}/explain/")
    page.set_input_files("#f-file", hero)
    told = page.locator("#h-verdict")
    expect(told).to_contain_text("it is as Northlight Studio signed it", timeout=PATIENCE)
    expect(page.locator("[data-shown]")).to_be_visible(timeout=PATIENCE)
    assert axe.objections(page) == []

    dropped = page.evaluate_handle(
        """(bytes) => { const all = new DataTransfer();
        all.items.add(new File([new Uint8Array(bytes)], "changed.jpg", { type: "image/jpeg" })); return all; }""",
        list(changed),
    )
    page.dispatch_event("form.drop", "drop", {"dataTransfer": dropped})
    expect(told).to_contain_text("do not hold", timeout=PATIENCE)
    expect(page.locator(".verdict-card .name")).to_have_text("changed.jpg")
    assert complaints == []
