"""The loupe in a real Chromium: what is fetched, looking closer, champion, slider, overlays, team, blind, touch."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from generation.models import Batch, Candidate
from review.actions import pick, rate
from review.actions.blind import begin_blind
from review.copies import copies
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.serving import blob_response
from tests.cast import Cast
from tests.review.test_browser import axe_clean, dana_at, settled

__all__ = ["dana_at"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, HIGH = 1600, 1200


def enlarged(batch: Batch) -> None:
    """Each candidate with a large picture of a shade of its own, and its copies, as a worker stores them."""
    for place, candidate in enumerate(batch.candidates.order_by("position")):
        pixels = np.full((HIGH, WIDE, 3), 40 * place + 60, np.uint8)
        pixels[:, :: 40 + place] = 20
        whole = stored(Image.fromarray(pixels), "PNG")
        tile, preview, room = (
            stored(Image.fromarray(pixels).resize((w, w * 3 // 4)), "WEBP") for w in (256, 640, 1280)
        )
        sizes = [
            {"w": one.width, "h": one.height, "type": one.media_type, "sha256": one.digest}
            for one in (tile, preview, room)
        ]
        Candidate.objects.filter(pk=candidate.pk).update(picture=whole, preview=preview, sizes=sizes)
    Batch.objects.filter(pk=batch.pk).update(width=WIDE, height=HIGH)


def stored(image: Image.Image, kind: str) -> Blob:
    out = io.BytesIO()
    image.save(out, kind, method=0, compress_level=1)
    facts = {"size": out.tell(), "media_type": f"image/{kind.lower()}", "width": image.width, "height": image.height}
    return Blob.objects.get_or_create(digest=blobs.put(out.getvalue()), defaults=facts)[0]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the server gave out which file, by what it is and whose."""
    given: Counter[str] = Counter()

    def counting(request: Any, blob: Blob, **more: Any) -> Any:
        given[f"{blob.width} of {more['filename'].split('-')[1].split('.')[0]}"] += 1
        return blob_response(request, blob, **more)

    monkeypatch.setattr("generation.views.files.blob_response", counting)
    return given


def test_fit_takes_a_copy_and_looking_closer_fetches_the_whole_file_once(
    make_batch: Callable[..., Batch], dana_at: Callable[..., Page], served: Counter[str]
) -> None:
    batch = make_batch(3)
    enlarged(batch)
    first, second, third = batch.candidates.order_by("position")
    page = dana_at(f"/candidates/{first.pk}/")
    picture = page.locator(".pane.now .pic")
    expect(picture).to_have_attribute("src", copies(first)[-1]["address"])
    settled(page, lambda: served[f"1280 of {second.pk}"] == served[f"1280 of {third.pk}"] == 1)  # before one moves
    assert not [name for name in served if name.startswith("1600")], "Fit needs no whole file."

    page.keyboard.press("z")
    expect(picture).to_have_js_property("naturalWidth", WIDE)
    box = page.locator(".pane.now .stage").bounding_box()
    assert box and (box["width"], box["height"]) == (WIDE, HIGH), "One pixel of the screen for one of the picture."
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_js_property("naturalWidth", WIDE)
    assert "zoom=100" in page.url and "at=0.5" in page.url
    moved = page.locator(".pane.now .stage").bounding_box()
    assert moved and (moved["width"], moved["x"]) == (box["width"], box["x"]), "Moving on keeps zoom and centre."
    page.keyboard.press("c")  # the first one beside it, then four, then the line between two: nothing comes twice
    expect(page.locator(".pane")).to_have_count(2)
    page.keyboard.press("Shift+S")
    expect(page.locator(".under")).to_have_js_property("naturalWidth", WIDE)
    page.keyboard.press("n")
    expect(page.locator(".pane")).to_have_count(3)
    page.keyboard.press("z")
    settled(page, lambda: served[f"1600 of {third.pk}"] == 1)
    assert [served[f"1600 of {one.pk}"] for one in (first, second)] == [1, 1]
    assert {name: many for name, many in served.items() if many > 1} == {}, "No file is given out twice."


def test_champion_slider_overlays_and_their_address(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(6)
    pks = list(batch.candidates.order_by("position").values_list("pk", flat=True))
    page = dana_at(f"/candidates/{pks[1]}/")
    numbers = page.locator(".pane .number")
    page.keyboard.press("Shift+C")
    expect(page.locator(".pane.champion .pin-champion")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(numbers).to_have_text(["002", "004"])
    page.keyboard.press("n")
    expect(numbers).to_have_text(["002", "001", "003", "004"])
    page.keyboard.press("ArrowRight")
    expect(numbers).to_have_text(["002", "005", "006"])
    page.reload()
    expect(numbers).to_have_text(["002", "005", "006"])
    page.keyboard.press("n")

    page.keyboard.press("Shift+S")
    line = page.get_by_role("slider", name="Line between 002 and 005")
    expect(page.locator(".pane.now .under")).to_have_js_property("naturalWidth", 64)
    line.focus()
    page.keyboard.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuenow", "52")
    expect(page.locator(".pane.now .number")).to_have_text("005")
    view = page.locator(".pane.now .stage").bounding_box()
    assert view
    page.mouse.move(view["x"] + view["width"] * 0.52, view["y"] + view["height"] / 3)
    page.mouse.down()
    page.mouse.move(view["x"] + view["width"] * 0.25, view["y"] + 40, steps=3)
    page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "25")
    clip = page.locator(".pane.now .pic").evaluate("image => image.style.clipPath")
    assert abs(float(clip.split()[-1].rstrip("%)")) - 25) < 0.6
    axe_clean(page)
    assert "compare=slider" in page.url
    page.reload()
    expect(page.get_by_role("slider")).to_be_visible()
    page.keyboard.press("Shift+D")
    expect(page.locator(".pane.now .stage.difference .under")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".under")).to_have_count(0)

    page.keyboard.press("o")
    expect(page.locator(".pane.now .stage")).to_have_attribute("data-overlay", "thirds")
    page.keyboard.press("o")
    expect(page.locator(".pane.now .frames [data-placement]:visible")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pane.now .frames [data-placement]:visible")).to_have_count(1)
    page.locator(".overlay select").focus()
    page.keyboard.press("x")  # typing ahead in the list is typing
    expect(page.locator(".pane.now .standing")).to_have_text("Undecided")


def test_what_the_team_gave_shows_after_ones_own_word_in_a_blind_round_and_fingers_move_it(
    cast: Cast, make_batch: Callable[..., Batch], dana_at: Callable[..., Page]
) -> None:
    batch = make_batch(2)
    first = batch.candidates.order_by("position")[0]
    begin_blind(batch, by=cast.dana)
    rate(first, 2, by=cast.ada)
    pick(first, by=cast.ada)
    page = dana_at(f"/candidates/{first.pk}/")
    expect(page.locator(".blind-note")).to_be_visible()
    expect(page.locator(".pane.now .standing")).to_have_text("Undecided")
    page.keyboard.press("5")
    team = page.locator(".team")
    expect(team.locator("[data-mean]")).to_have_text("3.5")
    expect(team).to_contain_text("mean of 2, 2 to 5")
    expect(page.locator(".pane.now .standing")).to_have_text("Picked")
    page.keyboard.press("0")
    expect(team.locator("[data-mean]")).to_have_text("2.0")
    expect(team.locator("li:visible")).to_have_count(1)

    page.set_viewport_size({"width": 390, "height": 844})
    view = page.locator(".pane.now .view").bounding_box()
    assert view
    hand = page.context.new_cdp_session(page)
    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, *points: tuple[float, float]) -> None:
        spots = [
            {"x": view["x"] + x * view["width"], "y": view["y"] + y * view["height"], "id": n}
            for n, (x, y) in enumerate(points)
        ]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    touch("touchStart", (0.8, 0.5))
    touch("touchMove", (0.5, 0.52))
    touch("touchMove", (0.2, 0.52))
    touch("touchEnd")
    expect(page.locator(".pane.now .number")).to_have_text("002")
    touch("touchStart", (0.4, 0.5), (0.6, 0.5))
    for apart in (0.11, 0.13):
        touch("touchMove", (0.5 - apart, 0.5), (0.5 + apart, 0.5))
    touch("touchEnd")
    expect(page.locator(".view.zoomed")).to_have_count(1)
    wide = page.locator(".pane.now .stage").bounding_box()
    assert wide and wide["width"] == pytest.approx(view["width"] * 1.3, rel=0.05), "As much further apart."
    expect(page.locator(".pane.now .number")).to_have_text("002")
