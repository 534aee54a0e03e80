"""A verdict looked at, waived and counted again, as the person who answers for it does it."""

from __future__ import annotations

import numpy as np
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from generation.engine.checks.heat import heat
from generation.engine.checks.result import Result
from generation.engine.picture import Box
from review import evidence
from tests import axe
from tests.gates.test_waivers import TOMORROW
from tests.stations import Stations, placement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000  # ms


def test_a_verdict_is_shown_place_by_place_waived_and_withdrawn(
    page: Page, line: Stations, live_server: object
) -> None:
    placement("card", 640, 360, formats=["jpeg"], max_bytes=400_000)
    made = line.asked(placements=["card", "stamp"])
    row = made.renditions.get(placement__placement__slug="card")
    y, x = np.mgrid[0:90, 0:160]
    drawn = heat(4 * np.exp(-(((x - 50) / 30) ** 2) - ((y - 40) / 20) ** 2), 4.0, "of the detail that reads well",
                 passes="up to 1.00")  # fmt: skip
    said = "Card: detail under the copy is 2.41 of what reads well; the limit is 1.00. Choose a calmer picture."
    found = Result("copy_space", "fail", said, "2.41", "1.00", "Choose a calmer picture.",
                   (Box("copy", 0.1, 0.1, 0.5, 0.4),), heat=drawn)  # fmt: skip
    check = evidence.row_of(found, "", None)
    row.checks.filter(name__in=("copy_space", "upscale", "print_resolution")).delete()
    check.finish, check.rendition = made, row
    evidence.write([check])
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.set_default_timeout(PATIENCE)
    client = Client()
    client.force_login(line.cast.bea)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server}"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]

    page.goto(f"{live_server}/finishes/{made.pk}/sign-off/")
    finding = page.locator("#checks li", has=page.get_by_text("Calm under the copy"))
    finding.get_by_role("button", name="Show me").click()
    expect(page.get_by_role("img", name="Heat map: 0 to 4 of the detail that reads well")).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("4 and more, of the detail that reads well; up to 1.00 passes")).to_be_visible()
    assert axe.objections(page) == []
    finding.get_by_role("button", name="Show me").click()
    expect(page.locator("img.heat")).to_have_count(0)

    finding.get_by_text("Waive…").click()
    finding.get_by_label("Why").fill("The client chose this picture.")
    finding.get_by_label("Until, its last day").fill(TOMORROW["until"])
    assert axe.objections(page) == []
    finding.get_by_role("button", name="Waive calm under the copy").click()
    expect(page.get_by_text("Waived by Bea Lind until")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("2 of 2 files ship.")).to_be_visible()

    page.goto(f"{live_server}/checks/waivers/")
    assert axe.objections(page) == []
    page.get_by_role("button", name="Withdraw the waiver").click()
    expect(page.get_by_text("Nothing is waived.")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{live_server}/admin/required-checks/{made.brand_id}/")
    assert axe.objections(page) == []
    assert complaints == []
