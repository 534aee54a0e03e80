from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from studio.policy.models import RightRecord
from tests import axe
from tests.stations import Stations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000  # ms


def test_a_contract_is_recorded_with_its_proof_and_stands_on_the_list_of_ends(
    page: Page, line: Stations, live_server: object, tmp_path: Path
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
    proof = tmp_path / "release.pdf"
    proof.write_bytes(b"%PDF-1.7\n% a release")
    until = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=6)).isoformat()

    page.goto(f"{live_server}/library/{asset.pk}/")
    page.locator(".rights-list").get_by_role("link", name="Still life").click()
    expect(page.get_by_role("heading", name="Still life")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Somebody else's").check()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("name who else may use it alone", timeout=PATIENCE)
    assert axe.objections(page) == []
    page.get_by_label("Ours alone").check()
    page.get_by_label("Until, the last day").fill(until)
    page.get_by_label("Not to be used for").fill("alcohol, politics")
    page.get_by_label("Proof: the release or contract").set_input_files(proof)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("link", name="release.pdf")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("alcohol, politics", exact=True)).to_be_visible(timeout=PATIENCE)
    assert axe.objections(page) == []

    page.goto(f"{live_server}/library/")
    page.get_by_role("link", name="Rights that end soon").click()
    row = page.get_by_role("row", name=re.compile("Still life"))
    expect(row).to_contain_text("in 6 days", timeout=PATIENCE)
    assert axe.objections(page) == []
    row.get_by_role("link", name="Assets that rest on Still life").click()
    expect(page.get_by_role("heading", name="Must be told")).to_be_visible(timeout=PATIENCE)
    assert RightRecord.objects.get().proof_name == "release.pdf" and complaints == []
