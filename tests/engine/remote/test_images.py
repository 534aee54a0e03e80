"""The OpenAI images API: what is asked, what is taken back, and what happens when it goes wrong."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.engines import engine
from generation.engine.guides import Control, Guides, Lora, Start
from generation.engine.picture import EngineError, Later, Picture, Refused
from generation.engine.recipe import Recipe
from generation.engine.remote import patience
from generation.engine.remote.service import IMAGES
from generation.engine.render import render
from tests.engine.remote.conftest import KEY, Given, Kept, order
from tests.engine.remote.elsewhere import Elsewhere, bomb, picture, raw, silent, status

plan = engine("remote").plan
SIZES = {"sizes": ["64x48", "48x64", "64x64"]}


def asked(settings: dict[str, Any] | None = None, **more: Any) -> Recipe:
    return plan(order(IMAGES, {**SIZES, **(settings or {})}, **more))


def make(images: Given, recipe: Recipe | None = None, kept: Kept | None = None) -> Picture:
    return render(recipe or asked(), (kept or Kept()).job(images))


def test_a_picture_is_asked_for_and_taken(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.said = {"model": "paint-1-2026"}
    made = make(images, asked({"quality": {"discovery": "low", "export": "high"}}))
    sent = elsewhere.seen[0]
    assert (sent.method, sent.path) == ("POST", "/v1/images/generations")
    assert sent.json == {
        "model": "paint-1", "prompt": "A bottle on basalt", "n": 1, "size": "64x48", "quality": "low",
        "output_format": "png",
    }  # fmt: skip
    assert made.pixels.shape == (48, 64, 3) and made.pixels.std() > 10
    told = made.facts["remote"]
    assert told["answered_model"] == "paint-1-2026" and told["usage"] == {"total_tokens": 120}
    assert told["revised_prompt"] == "A bottle, lit from the left" and told["device"] == "elsewhere"
    assert any("must not show" in note for note in made.notes)


def test_asking_twice_is_one_order_and_another_picture_is_another(images: Given, elsewhere: Elsewhere) -> None:
    make(images)
    make(images)
    make(images, asked(seed=8))
    make(images, asked(context={"batch": {"seed": 2}}))
    keys = [one.headers["idempotency-key"] for one in elsewhere.seen]
    assert keys[0] == keys[1] and len(set(keys)) == 3


def test_the_recipe_says_all_that_is_told_and_nothing_of_the_way_there(images: Given) -> None:
    recipe = asked({"base": "https://api.example/v1", "key": "REMOTE_KEY_PAINT", "policy": "None."})
    text = recipe.canonical().decode()
    assert "A bottle on basalt" in text and '"seed":7' in text
    assert "api.example" not in text and "REMOTE_KEY" not in text and KEY not in text
    assert recipe.digest == asked().digest


@pytest.mark.parametrize(("answers", "field"), [
    ("b64_json", ("response_format", "b64_json")), ("url", ("response_format", "url")),
    ("output_format", ("output_format", "png")),
])  # fmt: skip
def test_how_the_picture_comes_back_is_said_as_the_row_has_it(
    images: Given, elsewhere: Elsewhere, answers: str, field: tuple[str, str]
) -> None:
    make(images, asked({"answers": answers, "sends_seed": True}))
    sent = elsewhere.seen[0].json
    assert sent[field[0]] == field[1] and sent["seed"] == 7
    assert not {"response_format", "output_format"} <= set(sent)


def test_a_picture_behind_an_address_is_fetched_without_the_key(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.by_url = "same"
    assert make(images).pixels.shape == (48, 64, 3)
    assert elsewhere.seen[1].path == "/made.png?signed=1"
    assert "authorization" not in elsewhere.seen[1].headers


@pytest.mark.parametrize("url", [
    "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://evil.example/x.png",
])  # fmt: skip
def test_an_address_elsewhere_is_not_fetched(images: Given, elsewhere: Elsewhere, url: str) -> None:
    elsewhere.by_url = url
    with pytest.raises(Refused, match=r"not fetched|not called"):
        make(images)
    assert len(elsewhere.seen) == 1


def test_a_start_picture_and_its_mask_go_along_at_the_size_asked_for(images: Given, elsewhere: Elsewhere) -> None:
    mask = np.zeros((100, 100), np.uint8)
    mask[:, 50:] = 255
    out = io.BytesIO()
    Image.fromarray(mask).save(out, "PNG")
    start = Start(images.keep(picture((200, 150))), strength=0.4, mask=images.keep(out.getvalue()))
    made = make(images, asked(guides=Guides(start=start)))
    sent = elsewhere.asked("POST", "/v1/images/edits")[0]
    parts = files_of(sent.body, sent.headers["content-type"])
    assert parts["prompt"] == b"A bottle on basalt" and parts["size"] == b"64x48"
    with Image.open(io.BytesIO(parts["image"])) as image:
        assert image.size == (64, 48)
    with Image.open(io.BytesIO(parts["mask"])) as image:
        alpha = np.asarray(image)[..., 3]
        assert alpha[:, :20].min() == 255 and alpha[:, 44:].max() == 0, "white is made anew: transparent there"
    assert any("How far" in note for note in made.notes)


def files_of(body: bytes, media_type: str) -> dict[str, bytes]:
    boundary = b"--" + media_type.partition("boundary=")[2].encode()
    found = {}
    for part in body.split(boundary)[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        found[head.split(b'name="', 1)[1].split(b'"', 1)[0].decode()] = data.removesuffix(b"\r\n")
    return found


@pytest.mark.parametrize(("guides", "says"), [
    (Guides(loras=(Lora("0" * 64),)), "a LoRA"), (Guides(refiner="0" * 64), "a refiner"),
    (Guides(upscale=2.0), "upscaling"),
    (Guides(controls=(Control("depth", "0" * 64, "0" * 64),)), "a depth picture"),
])  # fmt: skip
def test_what_it_cannot_be_given_is_refused_before_it_costs_anything(guides: Guides, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        asked(guides=guides)


@pytest.mark.parametrize(("wanted", "size"), [
    ((768, 432), "64x48"), ((432, 768), "48x64"), ((1024, 1024), "64x64"), ((1000, 990), "64x64"),
])  # fmt: skip
def test_a_size_is_the_nearest_that_the_service_makes(wanted: tuple[int, int], size: str) -> None:
    params = asked(width=wanted[0], height=wanted[1]).nodes[0].params
    assert f"{params['width']}x{params['height']}" == size


def test_of_one_shape_the_nearest_size_is_taken() -> None:
    params = asked({"sizes": ["512x512", "1024x1024"]}, width=900, height=900).nodes[0].params
    assert params["width"] == 1024


def test_another_size_than_asked_for_is_noted(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.made = lambda size: picture((80, 60))
    made = make(images)
    assert made.pixels.shape == (60, 80, 3)
    assert "Paint made 80 × 60 pixels instead of 64 × 48." in made.notes


@pytest.mark.parametrize(("made", "says"), [
    (bomb(), "30,000"), (b"GIF89a" + b"\0" * 100, "GIF"), (b"<svg xmlns='x'/>", "SVG"), (picture()[:120], "damaged"),
    (b"", "without a picture"), (b"not a picture", "not a picture"),
])  # fmt: skip
def test_what_is_no_sound_picture_is_refused(images: Given, elsewhere: Elsewhere, made: bytes, says: str) -> None:
    elsewhere.made = lambda size: made
    with pytest.raises(Refused, match=says):
        make(images)


@pytest.mark.parametrize("answer", [
    {}, {"data": []}, {"data": [1]}, {"data": [{"b64_json": "%%%"}]}, {"data": [{"b64_json": 5}]}, {"data": "x"},
])  # fmt: skip
def test_an_answer_without_a_picture_is_refused(images: Given, elsewhere: Elsewhere, answer: Any) -> None:
    elsewhere.misbehave(raw(json.dumps(answer).encode()))
    with pytest.raises(Refused, match="Paint answered with"):
        make(images)


def test_patience_is_asked_of_the_queue_and_counted(images: Given, elsewhere: Elsewhere) -> None:
    kept = Kept([{"tries": 2}])
    elsewhere.misbehave(status(429, Retry_After="60"), silent(1))
    with pytest.raises(Later) as later:
        make(images, kept=kept)
    assert later.value.seconds >= 60 and later.value.ticket == {"tries": 3}
    images.there = type(images.there)(**{**fields(images.there), "patience": 0.3})
    with pytest.raises(Later, match=r"within 0\.3 s"):
        make(images, kept=kept)


def fields(service: Any) -> dict[str, Any]:
    return {name: getattr(service, name) for name in service.__slots__}


def test_patience_ends(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(status(503))
    kept = Kept([{"tries": patience.TRIES - 1}])
    with pytest.raises(Refused, match="asked 8 times"):
        make(images, kept=kept)
    assert kept.tickets[-1] == {}, "whoever tries again begins to count anew"


def test_pauses_double_are_spread_and_end_somewhere() -> None:
    spread = [partial(patience.pause, tries) for tries in (0, 3, 50)]
    for pause, most in zip(spread, (2.0, 16.0, 300.0), strict=True):
        found = {round(pause(), 3) for _ in range(50)}
        assert len(found) > 10 and most / 2 <= min(found) and max(found) <= most
    assert patience.pause(0, 10**9) == patience.LONGEST


def test_a_refusal_is_not_tried_again(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(status(400, {"error": {"message": "Your request was rejected by the safety system."}}))
    with pytest.raises(Refused, match="safety system"):
        make(images)


def test_the_key_is_in_nothing_that_is_kept(images: Given, elsewhere: Elsewhere) -> None:
    elsewhere.said = {"model": f"m {KEY}", "usage": {KEY: 1, "n": 2}}
    made = make(images)
    assert KEY not in json.dumps([dict(made.facts), list(made.notes)], default=str)
