"""The layouts of a style pack stand beside the copy space: one press fills the three fields of the framing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from briefs.actions import create_brief
from briefs.models import Brief, StylePackVersion
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast

HTMX = {"HX-Request": "true"}
FORM = re.compile(r'<form id="layout-(\d+)" method="post".*?</form>', re.DOTALL)
CHIP = re.compile(r'<button class="chip" id="[^"]+" form="layout-(\d+)" title="([^"]*)" aria-pressed="(\w+)">([^<]*)<')
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
LEFT = {"name": "hero left", "copy_space": "left-half", "subject_position": "right-third", "horizon": "middle"}
PACKSHOT = {"name": "packshot", "copy_space": "none", "subject_position": "centre", "horizon": ""}


@pytest.fixture
def open_as() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def looks(cast: Cast, layouts: list[dict[str, Any]]) -> None:
    version = StylePackVersion.objects.get(pack__brand=cast.northlight)
    StylePackVersion.objects.filter(pk=version.pk).update(document={**version.document, "layouts": layouts})


@pytest.fixture
def brief(cast: Cast) -> Brief:
    looks(cast, [LEFT, PACKSHOT])
    document = {**SAMPLE_BRIEFS["01"], "style_pack": "northlight", "horizon": "low", "copy_space": "top-third"}
    return create_brief(cast.campaign, by=cast.ben, title="Spring", document=document)


def page_of(client: Client, brief: Brief) -> str:
    return str(client.get(f"/briefs/{brief.pk}/").content.decode())


def chips(page: str) -> dict[str, tuple[str, bool]]:
    """name -> (what it sets in words, does the brief say just that)."""
    return {unescape(name): (unescape(words), pressed == "true") for _, words, pressed, name in CHIP.findall(page)}


def posts(page: str, name: str) -> dict[str, str]:
    number = next(found[0] for found in CHIP.findall(page) if unescape(found[3]) == name)
    form = next(match[0] for match in FORM.finditer(page) if match[1] == number)
    return {key: unescape(value) for key, value in INPUT.findall(form) if key != "csrfmiddlewaretoken"}


def test_a_layout_fills_the_framing_in_one_press_without_javascript(
    brief: Brief, open_as: Callable[[User], Client], cast: Cast
) -> None:
    client, before = open_as(cast.ben), brief.draft
    page = page_of(client, brief)
    assert "Layouts of Northlight" in page
    assert chips(page)["hero left"] == ("Copy left of centre, subject right third, horizon middle", False)
    assert client.post(f"/briefs/{brief.pk}/save/", posts(page, "hero left")).status_code == 302
    brief.refresh_from_db()
    said = {name: value for name, value in LEFT.items() if name != "name"}
    assert brief.draft == {**before, **said}
    assert {name: on for name, (_, on) in chips(page_of(client, brief)).items()} == {
        "hero left": True,
        "packshot": False,
    }


def test_a_layout_that_says_nothing_of_the_horizon_leaves_it(
    brief: Brief, open_as: Callable[[User], Client], cast: Cast
) -> None:
    client = open_as(cast.ben)
    answer = client.post(f"/briefs/{brief.pk}/save/", posts(page_of(client, brief), "packshot"), headers=HTMX)
    brief.refresh_from_db()
    assert (brief.draft["copy_space"], brief.draft["subject_position"], brief.draft["horizon"]) == (
        "none", "centre", "low",
    )  # fmt: skip
    told = answer.content.decode()
    assert 'id="layouts"' in told and 'id="layouts-forms"' in told and 'id="field-copy_space"' in told
    assert chips(told)["packshot"][1]


def test_the_forms_stand_outside_the_briefs_own(brief: Brief, open_as: Callable[[User], Client], cast: Cast) -> None:
    page = page_of(open_as(cast.ben), brief)
    own = page[page.index('<form id="brief-form"') : page.index("</form>", page.index('<form id="brief-form"'))]
    assert "<form" not in own[5:] and 'form="layout-1"' in own and 'id="layout-1"' not in own


def test_without_layouts_a_pack_or_the_right_to_write_nothing_is_offered(
    brief: Brief, open_as: Callable[[User], Client], cast: Cast
) -> None:
    assert not chips(page_of(open_as(cast.leo), brief))
    looks(cast, [])
    page = page_of(open_as(cast.ben), brief)
    assert not chips(page) and re.search(r'<div id="layouts"[^>]* hidden>', page)
    looks(cast, [LEFT])
    Brief.objects.filter(pk=brief.pk).update(draft={**brief.draft, "style_pack": ""})
    assert not chips(page_of(open_as(cast.ben), brief))


def test_a_layouts_name_is_words_and_an_old_value_is_passed_over(
    brief: Brief, open_as: Callable[[User], Client], cast: Cast
) -> None:
    looks(cast, [{**LEFT, "name": "<b>{{ left }}</b>", "horizon": "none such"}])
    page = page_of(open_as(cast.ben), brief)
    assert "<b>{{ left }}</b>" not in page and "<b>{{ left }}</b>" in chips(page)
    assert "horizon" not in posts(page, "<b>{{ left }}</b>")
