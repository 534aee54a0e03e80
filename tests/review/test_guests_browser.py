"""A guest in a real Chromium: from the link in the mail to a box on a picture, and the bell of who invited them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from generation.models import Batch
from review.actions.annotate import annotate, reply
from review.actions.guests import invite, revoke
from review.guests import codes, proxies
from review.models import Annotation, GuestLink
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_guest_comes_in_and_marks_and_the_bell_of_who_invited_them_counts(
    page: Page, browser: Browser, batch: Batch, cast: Cast, settings: Any, live_server: object
) -> None:
    settings.MAIL_ON = True
    link = invite(batch, name="Nia Cole", email="nia@agency.example", by=cast.dana, every=True)
    proxies.make(link.pk)
    found = re.search(r"/guest/by/[\w-]{43}/", str(mail.outbox[0].body))
    assert found is not None
    client = Client()
    client.force_login(cast.dana)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": str(live_server)}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(f"{live_server}/batches/{batch.pk}/guests/")
    assert axe.objections(page) == []
    bell = page.locator(".bell")
    expect(bell).to_have_accessible_name("Notices")

    theirs = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    guest, refused = theirs.new_page(), []
    guest.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    guest.goto(f"{live_server}{found[0]}")
    guest.get_by_role("button", name="Mail me the code").click()
    expect(guest.get_by_label("Code")).to_be_focused()
    codes.send(link.pk)
    code = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert code is not None and axe.objections(guest) == []
    guest.get_by_label("Code").fill(code[0])
    guest.get_by_label("Code").press("Enter")
    guest.get_by_role("link", name="Picture 001").click()
    stage = guest.locator("guest-marks.live")
    box = stage.bounding_box()
    assert box is not None
    guest.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
    guest.mouse.down()
    guest.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.75, steps=3)
    guest.mouse.up()
    expect(guest.get_by_label("What do you see?")).to_be_focused()
    guest.keyboard.type("Too cold here.")
    guest.get_by_role("button", name="Say it").click()
    expect(guest.locator(".thread")).to_contain_text("Too cold here.")
    mark = Annotation.objects.get()
    assert mark.kind == "box" and [*mark.points[0], *mark.points[1]] == pytest.approx([0.25, 0.25, 0.5, 0.75], abs=0.01)
    assert axe.objections(guest) == [] and refused == []

    # What is answered appears by itself, and what the guest is writing stays.
    guest.get_by_label("What do you see?").fill("And on the l")
    reply(mark, "Warmer in the next one.", by=cast.dana)
    annotate(mark.candidate, "pin", [[0.8, 0.8]], "This plant stays.", by=cast.bea)
    guest.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(guest.locator("#guest-said")).to_contain_text("Warmer in the next one.")
    expect(guest.locator("#guest-tags .tag")).to_have_count(2)
    expect(guest.locator("#guest-many")).to_have_text("2 marks")
    expect(guest.get_by_label("What do you see?")).to_have_value("And on the l")
    guest.get_by_role("link", name="All pictures").click()
    shown = guest.locator("#guest-pictures > li")
    expect(shown.first).to_contain_text("2")
    annotate(mark.candidate, "pin", [[0.1, 0.8]], "And this.", by=cast.bea)
    guest.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(shown.first.get_by_role("link")).to_have_accessible_name("Picture 001, 3 marks")
    revoke(link, by=cast.dana)
    guest.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(guest.get_by_role("heading", level=1)).to_have_text("This link has ended")
    theirs.close()

    expect(bell).to_have_accessible_name("Notices 1 unread")
    bell.click()
    assert axe.objections(page) == []
    page.get_by_role("link", name="Nia Cole, a guest, says").click()
    expect(page.locator(f"#mark-{mark.pk}")).to_contain_text("Guest")
    expect(bell).to_have_accessible_name("Notices")
    assert GuestLink.objects.get().opened_at is not None
    page.goto(f"{live_server}/notices/settings/")
    assert axe.objections(page) == []
