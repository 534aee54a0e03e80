"""Prompt templates and the prompt panel in a real browser: tried while typing, read by axe in both themes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from briefs.actions import copy_prompt_template, create_brief
from briefs.models import PromptTemplate
from briefs.seeds import SAMPLE_BRIEFS
from tests import axe
from tests.briefs.test_browser import opened
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_ada_tries_a_rule_before_she_saves_it(browser: Browser, live_server: Any, cast: Cast) -> None:
    create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])
    draft = copy_prompt_template(PromptTemplate.objects.get(slug="scene"), cast.northlight, by=cast.ada)
    page = opened(browser, live_server, cast.ada, f"/admin/prompt-templates/{draft.template_id}/")
    page.locator("details summary").first.click()
    rules = page.get_by_label("SDXL, as JSON")
    rules.fill(rules.input_value().replace('{"pack": "lens"}', '{"text": "through glass", "weight": 1.2}'))
    expect(page.locator("#tried")).to_contain_text("(through glass:1.2)")
    expect(page.locator("#tried")).to_contain_text("weighed: through glass × 1.2")
    page.locator("label", has_text="JSON").first.click()
    expect(page.locator("#tried [data-dialect=json]")).to_be_visible()
    expect(page.locator("#tried [data-dialect=clip]")).to_be_hidden()
    assert axe.objections(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_has_five_dialects_and_no_fault(browser: Browser, live_server: Any, cast: Cast, theme: str) -> None:
    words = {**SAMPLE_BRIEFS["01"], "environment": ", ".join(f"a small object, number {n}" for n in range(72))}
    brief = create_brief(cast.campaign, by=cast.ben, title="Long", document=words)
    page = opened(browser, live_server, cast.ben, f"/briefs/{brief.pk}/", color_scheme=theme)
    panel = page.locator("#prompt")
    for name, slug in (("SDXL", "clip"), ("FLUX", "t5"), ("Tags", "tags"), ("JSON", "json"), ("Previz", "previz")):
        panel.locator("label", has_text=name).click()
        expect(panel.locator(f"[data-dialect={slug}]")).to_be_visible()
        expect(panel.locator(".dialect:visible")).to_have_count(1)
    panel.locator("label", has_text="SDXL").click()
    expect(panel.locator("[data-dialect=clip] .begins").first).to_have_text("windows 2–4")
    expect(panel.locator("[data-dialect=clip] del.cut").first).to_be_visible()
    assert axe.objections(page, within="#prompt") == []
