"""A live session in two real browsers: cursors, selection, following, on the sheet and into the loupe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from generation.models import Batch
from review import live
from review.models import LiveSession
from studio.people.models import User
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ERRORS: list[str] = []


def at(browser: Browser, user: User, address: str) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address.partition("/batches")[0]}]
    )
    page = context.new_page()
    page.on("pageerror", lambda error: ERRORS.append(str(error)))
    page.goto(address)
    return page


def test_two_people_see_each_other_point_select_and_move(
    browser: Browser, cast: Cast, make_batch: Callable[..., Batch], live_server: object
) -> None:
    live.tickets.known.clear()
    batch = make_batch(3)
    first, second, third = batch.candidates.order_by("position").values_list("pk", flat=True)
    address = f"{live_server}/batches/{batch.pk}/sheet/"
    dana, ben = at(browser, cast.dana, address), at(browser, cast.ben, address)
    dana.wait_for_timeout(400)  # the streams listen
    dana.get_by_role("button", name="Live", exact=True).click()
    expect(ben.locator(".toast")).to_contain_text("Dana Okafor leads a live session over this sheet.")
    ben.get_by_role("button", name="Join live").click()
    expect(dana.locator(".here .face")).to_have_text(["DO", "BA"])

    # Her pointer, a quarter across and half down the second picture, stands there for him within a second.
    box = dana.locator(f"#c{second} img").bounding_box()
    there = ben.locator(f"#c{second} img").bounding_box()
    assert box and there
    dana.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    cursor = ben.locator(".live-layer .cursor")
    expect(cursor).to_have_text("Dana Okafor", timeout=1_000)
    ben.wait_for_timeout(300)
    stands = cursor.bounding_box()
    assert stands and abs(stands["x"] - there["x"] - there["width"] / 4) < 3
    assert abs(stands["y"] - there["y"] - there["height"] / 2) < 3

    # What she goes to, he follows; what she selects is ringed for him.
    dana.keyboard.press("ArrowRight")
    dana.keyboard.press("ArrowRight")
    expect(ben.locator(f"#c{third} a.tile")).to_have_attribute("aria-current", "true", timeout=1_500)
    dana.locator(f"#c{first}").click(modifiers=["Control"])
    expect(ben.locator(".live-layer :is(.at, .chosen)")).not_to_have_count(0)
    assert axe.objections(ben) == []

    # He stays where he is once he does not follow; following again he is taken along into the loupe.
    ben.get_by_role("button", name="Follow").click()
    dana.keyboard.press("Escape")
    dana.keyboard.press("ArrowRight")
    dana.keyboard.press("Space")
    dana.wait_for_url(re.compile("/candidates/"))
    ben.wait_for_timeout(500)
    assert "/sheet/" in ben.url
    ben.get_by_role("button", name="Follow").click()
    ben.wait_for_url(re.compile("/candidates/"), timeout=6_000)
    expect(dana.locator(".here .face")).to_have_text(["DO", "BA"])

    dana.get_by_role("button", name="End live").click()
    expect(ben.locator(".toast")).to_contain_text("The live session is over.")
    expect(ben.locator(".here")).to_be_hidden()
    assert LiveSession.objects.get().ended_at is not None and ERRORS == []
    for page in (dana, ben):
        page.context.close()
