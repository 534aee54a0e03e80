"""A batch in Chromium, from its order to its end: started, watched, reloaded, paused, resumed, cancelled."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from briefs.actions import create_brief
from briefs.seeds import SAMPLE_BRIEFS
from generation import lease, live, work
from generation.models import Batch, Candidate, ModelEntry, Worker
from review.seeds import seed_reasons
from tests.cast import Cast, cast
from tests.generation.conftest import model, still_engine

__all__ = ["model", "still_engine", "cast"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 20_000  # milliseconds: two cores share a browser, a worker and a database
SECONDS = 2.0  # a picture: time enough for a page that asks once a second to see its steps


@pytest.fixture
def a_worker(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """Takes whatever waits, one picture after another, as the process does, until the test is over."""
    monkeypatch.setenv("STILL_SECONDS", str(SECONDS))
    monkeypatch.setattr(lease, "LOOK", 0.3)
    monkeypatch.setattr(live, "FRESH", 0.2)
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            if not work.one("still", "floor:1"):
                over.wait(0.05)
        connection.close()

    now = timezone.now()
    Worker.objects.create(name="floor:1", queues=["gpu.still"], started_at=now, seen_at=now + timedelta(hours=1))
    thread = threading.Thread(target=run, name="worker")
    thread.start()
    yield
    over.set()
    thread.join(20)


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if "Security Policy" in line.text else None)
    yield said
    assert said == []


def made(batch: Batch) -> int:
    return Candidate.objects.filter(batch=batch, state="done").count()


def until(page: Page, holds: Any, what: str) -> None:
    for _ in range(PATIENCE // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"Waited in vain until {what}.")


def test_a_batch_is_started_watched_reloaded_paused_resumed_and_cancelled(
    page: Page, live_server: Any, cast: Cast, model: ModelEntry, a_worker: None, complaints: list[str]
) -> None:
    seed_reasons()
    client = Client()
    client.force_login(cast.ben)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": str(live_server)}])
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)

    # Start.
    draft = {**SAMPLE_BRIEFS["01"], "subject": "Three people"}
    brief = create_brief(cast.campaign, by=cast.ben, title=draft["title"], document=draft)
    page.goto(f"{live_server}/briefs/{brief.pk}/")
    page.get_by_role("button", name="Submit revision 1").first.click()
    page.get_by_label("Options", exact=True).fill("12")
    page.get_by_role("button", name="Make options").first.click()
    page.wait_for_url("**/sheet/**")
    batch = Batch.objects.get()

    # Watch: steps, what it looks like by now, then the picture itself. Nothing moves as it comes.
    arriving = page.locator(".tile.arriving")
    expect(arriving.filter(has_text=re.compile(r"step \d of 4"))).to_have_count(1)
    third = page.locator(".cell").nth(2)
    before = third.bounding_box()
    look = page.locator(".tile.arriving img.look")
    expect(look).to_have_count(1)
    assert re.search(r"/candidates/\d+/live/\d\.webp$", look.get_attribute("src") or "")
    expect(page.locator("a.tile img")).not_to_have_count(0)
    assert third.bounding_box() == before

    # Reload: it stands where it stood.
    here = page.locator("a.tile img").count()
    page.reload()
    until(page, lambda: page.locator("a.tile img").count() >= here, "what was here is here again")
    expect(arriving.filter(has_text=re.compile(r"step \d of 4"))).to_have_count(1)
    expect(page.locator("[data-here]")).to_contain_text("of 12 here")

    # Pause: the picture in hand is finished, and nothing more is begun.
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.locator("[data-why]")).to_have_text("Paused.")
    until(page, lambda: not batch.candidates.filter(state="running").exists(), "the one in hand is done")
    done = made(batch)
    assert Axe().run(page).violations_count == 0
    assert made(batch) == done < 12 and not batch.candidates.exclude(state__in=("done", "waiting")).exists()

    # Resume.
    page.get_by_role("button", name="Resume").click()
    until(page, lambda: made(batch) > done, "more is made")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()

    # Cancel: what was made stays.
    page.get_by_role("button", name="Cancel the rest").click()
    expect(page.locator(".tile.failed").first).to_contain_text("cancelled")
    stays = made(batch)
    expect(page.locator("a.tile img")).to_have_count(stays)
    assert Batch.objects.get().state == "cancelled" and done < stays < 12
    assert Candidate.objects.filter(state="cancelled").count() == 12 - stays
