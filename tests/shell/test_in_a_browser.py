"""The shell in Chromium: keys, palette, theme, live lists; nothing the policy forbids; nothing axe objects to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import path
from playwright.sync_api import Page, expect

from studio import urls as site
from studio.home import views
from studio.lib.stream import notify
from tests import axe
from tests.cast import PASSWORD, Cast
from tests.shell import rows

urlpatterns = [path("_gallery/", views.gallery), *site.urlpatterns]  # which a site without DEBUG has not
handler404 = site.handler404
pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.shell.test_in_a_browser")]

ROOMS = ["/", "/checks/", "/prompts/", "/admin/people/", "/admin/machines/", "/password/", "/_gallery/", "/nowhere/"]


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser says against a page: broken policy, uncaught errors."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
    yield said


@pytest.fixture
def ada_at(page: Page, everybody: Cast, live_server: Any) -> Page:
    """A page where Ada is signed in, with work at every station."""
    rows.work(everybody)
    client = Client()
    client.force_login(everybody.ada)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


def objections(page: Page) -> list[str]:
    return axe.objections(page, rules=axe.EVERY)


@pytest.mark.parametrize(("theme", "rooms"), [("light", ROOMS), ("dark", ["/", "/admin/people/"])])
def test_pages_break_no_policy_and_axe_has_nothing_to_say(
    ada_at: Page, live_server: Any, complaints: list[str], theme: str, rooms: list[str]
) -> None:
    ada_at.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    for room in rooms:
        ada_at.goto(live_server + room)
        assert objections(ada_at) == [], room
    assert complaints == []


def test_signing_in_by_hand(page: Page, everybody: Cast, live_server: Any, complaints: list[str]) -> None:
    page.goto(live_server + "/checks/")
    assert objections(page) == []
    page.get_by_label("User name or email").fill("dana")
    page.get_by_label("Password").fill("nearly")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Check both")
    assert objections(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Checks", exact=True)).to_be_visible()
    assert complaints == []


def test_the_palette_goes_where_the_keys_say(ada_at: Page, live_server: Any) -> None:
    ada_at.goto(live_server + "/checks/")
    ada_at.keyboard.press("/")
    options = ada_at.locator("#palette").get_by_role("option")  # the page below has options too
    words = ada_at.get_by_role("combobox", name="Search or run a command")
    expect(words).to_be_focused()
    words.press_sequentially("machin")
    expect(options).to_have_count(1)
    assert objections(ada_at) == []
    ada_at.keyboard.press("Enter")
    ada_at.wait_for_url("**/admin/machines/")  # loaded: a heading is seen before the page's keys are read
    expect(ada_at.get_by_role("heading", name="Machines", exact=True)).to_be_visible()

    ada_at.keyboard.press("Control+k")
    expect(options.first).to_have_attribute("aria-selected", "true")
    ada_at.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    ada_at.keyboard.press("Escape")
    expect(ada_at.locator("#palette")).not_to_be_visible()


def test_the_palette_signs_out(ada_at: Page, live_server: Any) -> None:
    ada_at.goto(live_server + "/")
    ada_at.keyboard.press("Control+k")
    ada_at.get_by_role("combobox").press_sequentially("sign out")
    expect(ada_at.get_by_role("option")).to_have_count(1)
    ada_at.keyboard.press("Enter")
    expect(ada_at.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(ada_at.locator(".toast")).to_contain_text("You are signed out.")


def test_keys_are_shown_and_never_fire_while_typing(ada_at: Page, live_server: Any) -> None:
    ada_at.goto(live_server + "/password/")
    field = ada_at.get_by_label("Present password")
    field.press_sequentially("why?/")
    expect(field).to_have_value("why?/")
    expect(ada_at.locator("#keys")).not_to_be_visible()
    ada_at.locator("h1").click()
    ada_at.keyboard.press("?")
    expect(ada_at.locator("#keys")).to_contain_text("Search or run a command")
    assert objections(ada_at) == []
    ada_at.keyboard.press("/")  # a dialog is open: the page's keys rest
    expect(ada_at.locator("#palette")).not_to_be_visible()


def test_the_theme_is_kept_from_page_to_page(ada_at: Page, live_server: Any) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    ada_at.emulate_media(color_scheme="light")
    ada_at.goto(live_server + "/")
    assert ada_at.evaluate(ground) == "rgb(243, 243, 243)"
    ada_at.get_by_role("button", name="Dark").click()
    assert ada_at.evaluate(ground) == "rgb(22, 22, 22)"
    ada_at.goto(live_server + "/checks/")
    assert ada_at.evaluate(ground) == "rgb(22, 22, 22)"
    expect(ada_at.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_the_home_page_follows_what_happens_in_every_tab(ada_at: Page, everybody: Cast, live_server: Any) -> None:
    other = ada_at.context.new_page()
    for tab in (other, ada_at):
        tab.goto(live_server + "/")
        tab.evaluate("document.addEventListener('gatefold:brief.create', (event) => (window.heard = event.detail))")
        expect(tab.locator("h1")).to_have_text("Six things wait for you, Ada")
    ada_at.wait_for_timeout(500)  # the stream opens after the page
    brief = rows.brief(everybody, 1, state="draft")
    brief.by = everybody.ada
    brief.save()
    notify(everybody.northlight.pk, "brief.create", brief.pk)
    expect(ada_at.locator("h1")).to_have_text("Seven things wait for you, Ada")
    for tab in (other, ada_at):
        tab.wait_for_function("window.heard")
        assert tab.evaluate("window.heard") == {"kind": "brief.create", "pk": brief.pk}


def test_what_the_server_refuses_an_htmx_request_is_a_toast(ada_at: Page, live_server: Any) -> None:
    ada_at.goto(live_server + "/")
    ada_at.evaluate("htmx.ajax('POST', '/brand/', {target: '#lists', values: {brand: 999999}})")
    toast = ada_at.locator(".toast")
    expect(toast).to_contain_text("There is nothing at this address")
    expect(ada_at.locator("h1")).to_contain_text("wait for you")
    toast.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(0)


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_nothing_sticks_out_sideways(ada_at: Page, live_server: Any, width: int) -> None:
    ada_at.set_viewport_size({"width": width, "height": 900})
    for room in ROOMS:
        ada_at.goto(live_server + room)
        assert ada_at.evaluate("document.documentElement.scrollWidth") <= width, room
