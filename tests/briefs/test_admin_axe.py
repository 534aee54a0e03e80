"""Every page of Admin, of campaigns and around briefs, read by axe: in light on a desk, in dark on a phone.

A campaign, a term, a pack and a placement have hostile names throughout: a name that ran would be heard as a dialog.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser

from briefs.actions import (
    comment_on,
    copy_placement,
    copy_prompt_template,
    copy_rules,
    create_brief,
    draft_style_pack,
    pin_pack,
    publish,
    save_draft,
    save_term,
    submit,
)
from briefs.actions.exchange import judge_file
from briefs.models import Character, Placement, PromptTemplate, RuleSet, StylePack, Term
from briefs.seeds import SAMPLE_BRIEFS, seed_brief_templates, seed_characters
from generation import tryouts
from generation.models import ModelEntry
from generation.registry import deprecate, tune
from generation.registry.known import known
from generation.sets.order import order_set
from tests import axe
from tests.briefs.test_browser import opened
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

HOSTILE = "<script>alert(1)</script>{{7*7}}"
COLOURWAYS = [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Fog", "hex": "#C9CED1"}]


@pytest.fixture
def words(cast: Cast) -> list[str]:
    """The pages of vocabularies, characters and rules: one shared, one of the brand's own, one new."""
    term = save_term(cast.northlight, {"vocabulary": "mood", "label": HOSTILE}, by=cast.ada)
    shared_term = Term.objects.create(vocabulary="mood", label="Calm", definition="Nothing moves")
    seed_characters(cast.northlight, cast.ada)
    shared = RuleSet.objects.get(brand=None)
    rules = copy_rules(shared, cast.northlight, by=cast.ada)
    brand = cast.northlight.pk
    return [
        "/admin/vocabularies/?of=mood", f"/admin/vocabularies/terms/{term.pk}/",
        f"/admin/vocabularies/terms/{shared_term.pk}/", f"/admin/vocabularies/{brand}/new/",
        f"/admin/vocabularies/{brand}/import/", "/admin/characters/",
        f"/admin/characters/{Character.objects.get().pk}/", f"/admin/characters/new/{brand}/", "/admin/readiness/",
        f"/admin/readiness/{rules.rules_id}/",
        f"/admin/readiness/{rules.rules_id}/try/",
    ]  # fmt: skip


@pytest.fixture
def looks(cast: Cast) -> list[str]:
    """The pages of placements, prompt templates and style packs, with drafts of the brand's own."""
    web_hero = Placement.objects.get(brand=None, slug="web-hero")
    placement = copy_placement(web_hero, cast.northlight, by=cast.ada)
    scene = PromptTemplate.objects.get(brand=None, slug="scene")
    template = copy_prompt_template(scene, cast.northlight, by=cast.ada)
    pack = StylePack.objects.get(brand=cast.northlight)
    version = draft_style_pack(pack, {**pack.versions.get().document, "lens": HOSTILE}, by=cast.ada, note=HOSTILE)
    return [
        "/admin/placements/?q=web", f"/admin/placements/{web_hero.pk}/", f"/admin/placements/{placement.placement_id}/",
        f"/admin/placements/new/{cast.northlight.pk}/", "/admin/prompt-templates/", "/admin/prompt-templates/new/",
        f"/admin/prompt-templates/{scene.pk}/", f"/admin/prompt-templates/{template.template_id}/",
        f"/admin/prompt-templates/versions/{template.pk}/", "/admin/style-packs/", "/admin/style-packs/new/",
        "/admin/style-packs/import/", f"/admin/style-packs/{pack.pk}/", f"/style-pack-versions/{version.pk}/",
        f"/style-pack-versions/{version.pk}/goldens/",
    ]  # fmt: skip


@pytest.fixture
def campaign_pages(cast: Cast) -> list[str]:
    """The pages of a campaign and of one of its briefs, which has a revision, a thread, an import and a set."""
    seed_brief_templates()
    campaign = cast.campaign
    campaign.name = HOSTILE
    campaign.save()
    pack = StylePack.objects.get(brand=cast.northlight)
    first = pack.versions.get()
    pin_pack(campaign, first, by=cast.ben)
    second = publish(
        draft_style_pack(pack, {**first.document, "lens": "50 mm"}, by=cast.bea, note=HOSTILE),
        by=cast.bea,
        override="Ok",
    )
    document = {**SAMPLE_BRIEFS["01"], "colourways": COLOURWAYS}
    brief = create_brief(campaign, by=cast.ben, title=HOSTILE, document=document)
    revision = submit(brief, by=cast.ben)
    brief.refresh_from_db()
    save_draft(brief, {"subject": "Two people at a table"}, by=cast.ben, saves=brief.saves)
    comment_on(brief, "@ben is this the right light?", by=cast.dana, field="light")
    table = SimpleUploadedFile("rows.csv", f"title,subject\nOne,A bottle\n{HOSTILE},=1+1\n".encode())
    made = judge_file(campaign, table, by=cast.ben)
    model = ModelEntry.objects.create(
        slug="still", name="Still life", engine="previz", dialect="previz", state="ready",
        licence={"id": "own-work", "use_classes": ["experiment", "internal", "public"], "territories": ["world"]},
    )  # fmt: skip
    planned = order_set(revision, model=model, count=2, cap=6, by=cast.ben)
    here = f"/campaigns/{campaign.pk}"
    return [
        "/campaigns/", f"{here}/", f"{here}/board/", f"{here}/style/", f"{here}/style/{second.pk}/", f"{here}/import/",
        f"/imports/{made.pk}/", "/briefs/", "/briefs/new/", "/briefs/templates/", f"/briefs/{brief.pk}/compare/",
        f"/briefs/{brief.pk}/comments/", f"/briefs/{brief.pk}/set/", f"/revisions/{revision.pk}/",
        f"/sets/{planned.pk}/",
    ]  # fmt: skip


@pytest.fixture
def registry_pages(cast: Cast) -> list[str]:
    """The pages of models: one with a hostile name, settings in two versions, a lineage and a try-out of another's."""
    licence = known()["tencent-hunyuan-community"].licence.document() | {"read_on": "2026-11-02"}
    common: dict[str, Any] = {"brand": cast.northlight, "engine": "diffusers", "family": "sd15", "state": "ready"}
    base = ModelEntry.objects.create(slug="base", name=HOSTILE, weights="a" * 64, licence=licence, **common)
    capable = {"capabilities": ["text_to_image", "image_to_image"], "memory": 4 * 10**9, "lineage": {"base": "base"}}
    entry = ModelEntry.objects.create(slug="own", name="Own", weights="b" * 64, licence=licence, **common, **capable)
    lora = ModelEntry.objects.create(slug="look", name="Look", weights="c" * 64, kind="lora", **common)
    ModelEntry.objects.create(
        slug="bad", name="Bad", brand=cast.northlight, engine="diffusers", state="refused", refusal=HOSTILE
    )
    tune(entry, {"steps": {"discovery": 8, "export": 40}}, by=cast.ada)
    for row in tryouts.ask([entry, base], brand=cast.northlight, by=cast.dana, words=HOSTILE, seed=1):
        row.notes, row.error = [HOSTILE], HOSTILE
        row.state = "failed"
        row.save()
    deprecate(lora, by=cast.ada)
    return [
        "/admin/models/", "/admin/models/add/?known=openrail-m", "/admin/models/own/", "/admin/models/look/",
        "/admin/models/own/settings/", "/admin/models/own/try/",
    ]  # fmt: skip


@pytest.mark.parametrize("room", ["words", "looks", "campaign_pages", "registry_pages"])
def test_axe_has_nothing_to_say_and_nothing_sticks_out(
    browser: Browser, live_server: Any, cast: Cast, room: str, request: pytest.FixtureRequest
) -> None:
    addresses: list[str] = request.getfixturevalue(room)
    page = opened(browser, live_server, cast.ada, "/", reduced_motion="reduce", color_scheme="light")
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: (heard.append(f"{page.url}: a dialog says {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda said: heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    for address in addresses:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
        answer = page.goto(live_server.url + address)
        assert answer is not None and answer.status == 200, address
        assert axe.objections(page, rules=axe.EVERY) == [], f"{address}, light"
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 844})
        assert axe.objections(page, rules=axe.OF_A_THEME) == [], f"{address}, dark, on a phone"
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
    assert heard == []


def test_the_current_tab_of_admin_is_in_view_on_a_phone(browser: Browser, live_server: Any, cast: Cast) -> None:
    page = opened(browser, live_server, cast.ada, "/")
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/admin/style-packs/", "/admin/characters/", "/admin/machines/"):
        page.goto(live_server.url + address)
        box = page.locator("nav[aria-label=Admin] [aria-current]").bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390, address
