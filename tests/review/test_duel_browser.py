"""Duel mode in a real Chromium: a walk by keys, with the line gone for a while."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from generation.models import Batch
from review.models import Duel, Selection
from tests import axe
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def until(page: Page, wanted: Callable[[], bool]) -> None:
    for _ in range(1000):
        if wanted():
            return
        page.wait_for_timeout(30)
    raise AssertionError("The server never got it.")


def test_two_at_a_time_by_keys_with_the_line_gone_for_a_while(
    page: Page, cast: Cast, make_batch: Callable[..., Batch], live_server: object
) -> None:
    batch = make_batch(4)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1440, "height": 900})
    client = Client()
    client.force_login(cast.dana)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server}"}]
    )
    page.goto(f"{live_server}/batches/{batch.pk}/duel/")
    left, right = (page.locator(f'.side[data-side="{side}"]') for side in ("left", "right"))
    expect(left).to_have_accessible_name(re.compile("Prefer candidate 00., on the left"))
    page.wait_for_function("[...document.querySelectorAll('.side img')].every((image) => image.complete)")
    assert axe.objections(page) == []

    # The next pair stands there, drawn, in the frame of the key press.
    before = (left.get_attribute("value"), right.get_attribute("value"))
    page.wait_for_timeout(200)
    swapped = page.evaluate(
        """() => { document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
        const sides = [...document.querySelectorAll(".side")];
        return sides.map((side) => [side.value, side.querySelector("img").complete]); }"""
    )
    assert tuple(value for value, _ in swapped) != before and all(drawn for _, drawn in swapped)
    until(page, lambda: Duel.objects.count() == 1)
    first = Duel.objects.get()
    assert (str(first.left_id), str(first.right_id), str(first.winner_id)) == (*before, before[0])

    # No line: choosing goes on, and all of it is sent later, once and in order; Ctrl-Z reaches what was sent already.
    page.context.set_offline(True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".unsaved")).to_contain_text("2 not saved yet. No connection.")
    expect(page.locator("[data-done]")).to_have_text("3")
    for _ in range(3):
        page.keyboard.press("Control+z")
    assert (left.get_attribute("value"), right.get_attribute("value")) == before
    page.keyboard.press("ArrowRight")
    page.context.set_offline(False)
    until(page, lambda: Duel.objects.filter(taken_back_at=None).count() == 1 and Duel.objects.count() == 4)
    stands = Duel.objects.get(taken_back_at=None)
    assert str(stands.winner_id) == before[1]
    expect(page.locator(".unsaved")).to_be_empty()

    # To the end: always the one that came first in the batch, until the budget is spent; then the order, and the picks.
    for _ in range(20):
        if page.locator(".settled").is_visible():
            break
        page.evaluate(
            """() => { const [left, right] = [...document.querySelectorAll(".side")].map((side) => Number(side.value));
            const key = left < right ? "ArrowLeft" : "ArrowRight";
            document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })); }"""
        )
        page.wait_for_timeout(120)
    expect(page.locator(".settled")).to_be_visible()
    page.get_by_role("link", name="See the order").click()
    expect(page.locator(".ranks li:not(.cut)")).to_have_count(4)
    assert axe.objections(page) == []
    leads = page.locator(".ranks .leads .who b").all_inner_texts()
    page.get_by_role("button", name="Pick the top 3").click()
    page.wait_for_url(re.compile(rf"/batches/{batch.pk}/sheet/"))
    picked = [str(row.candidate) for row in Selection.objects.filter(verdict="picked")]
    assert sorted(picked) == sorted(leads) and len(leads) == 3 and errors == []
