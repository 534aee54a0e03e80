"""The tiers in a real Chromium: one zoom for all of them, keys from version to version, a promotion from the loupe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generation.models import Batch, Candidate
from review.actions import pick
from tests.cast import Cast
from tests.review.test_browser import axe_clean, dana_at
from tests.review.test_tiers import few_pixels, promoted

__all__ = ["dana_at", "few_pixels"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_versions_side_by_side_and_one_more_promotion(
    cast: Cast, one: Candidate, few_pixels: None, dana_at: Callable[..., Page]
) -> None:
    [middle] = promoted(one, "validation", cast)
    pick(middle, by=cast.dana)
    page = dana_at(f"/candidates/{one.pk}/")
    page.locator('a[data-up="tiers"]').click()
    expect(page.locator(".pane")).to_have_count(2)
    expect(page.locator(".pane .caption")).to_have_text(["Discovery, 64 × 48", "Validation, 96 × 72"])
    page.keyboard.press("z")
    widths = page.locator(".stage").evaluate_all("stages => stages.map(({ style }) => style.width)")
    assert widths == ["64px", "64px"], "one zoom: 100 % of the one that is looked at"
    page.keyboard.press("z")
    page.keyboard.press("[")
    expect(page.locator(".toast").last).to_contain_text("has no earlier version")
    page.keyboard.press("]")
    page.wait_for_url(re.compile(rf"/candidates/{middle.pk}/\?up=tiers"))
    expect(page.locator(".pane.now .caption")).to_have_text("Validation, 96 × 72")
    axe_clean(page)

    page.locator('.tools [data-do="marks"]').click()
    page.locator("a[data-promote]").click()
    page.get_by_role("button", name="Promote to export").click()
    expect(page.locator("#promotion .went li")).to_have_count(1)
    assert Batch.objects.get(promoted_from=middle).tier == "export"
