from __future__ import annotations

import io
import os
import subprocess
import sys

import numpy as np
import pytest
import pyvips
from PIL import Image

from generation.engine.finishing import xmp
from generation.engine.finishing.colour import convert, flatten, profile, to_srgb
from generation.engine.finishing.encode import BEST, encode
from generation.engine.finishing.fit import crop, resample, resize
from generation.engine.picture import Box, EngineError, Job, Picture
from generation.engine.recipe import Node
from tests.engine.finishing.scenes import METADATA, Store, flat, noise

FORMATS = ("jpeg", "webp", "png", "avif", "tiff")


def encoded(picture: Picture, kind: str, **params: object) -> Picture:
    node = Node("encode", "1", {"format": kind, "placement": "Web hero", "metadata": METADATA.document(), **params})
    return encode(picture, node, Job(Store()))


def opened(data: bytes | None) -> pyvips.Image:
    assert data is not None
    return pyvips.Image.new_from_buffer(data, "")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_carries_profile_packet_and_picture(kind: str) -> None:
    shot = noise(120, 80)
    out = encoded(Picture(shot.pixels), kind)
    image = opened(out.file)
    assert out.media_type == f"image/{kind}"
    assert (image.width, image.height) == (120, 80)
    assert bytes(image.get("icc-profile-data")) == profile("srgb")
    held = xmp.read(bytes(image.get("xmp-data")))
    wanted = {k: v for k, v in METADATA.document().items() if k != "language"}
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in held.items()} == wanted
    assert np.abs(image.numpy().astype(int)[..., :3] - shot.pixels).mean() < 6


@pytest.mark.parametrize("kind", FORMATS)
def test_pillow_reads_the_packet_too(kind: str) -> None:
    data = encoded(Picture(noise(60, 40).pixels), kind).file
    assert data is not None
    with Image.open(io.BytesIO(data)) as image:
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or getattr(image, "tag_v2", {}).get(700)
    assert packet and b"DigitalSourceType" in (packet.encode() if isinstance(packet, str) else packet)


def test_the_bytes_are_the_same_in_another_process_on_any_number_of_cores() -> None:
    program = (
        "import hashlib\nfrom tests.engine.finishing.test_encode import *\n"
        "print(*[hashlib.sha256(encoded(Picture(noise(300, 200).pixels), k).file).hexdigest() for k in FORMATS])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "VIPS_CONCURRENCY": cores},
        ).stdout
        for cores in ("1", "2", "5")
    }
    assert len(runs) == 1


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif"])
def test_a_budget_is_met_by_the_highest_quality_that_fits(kind: str) -> None:
    picture = Picture(noise(240, 160).pixels)
    best = encoded(picture, kind).facts["bytes"]
    out = encoded(picture, kind, max_bytes=int(best * 0.6))
    assert out.file is not None and len(out.file) <= best * 0.6
    assert out.facts["quality"] < BEST[kind] and out.facts["bytes"] == len(out.file)
    above = encoded(picture, kind, quality=out.facts["quality"] + 1)
    assert above.facts["bytes"] > best * 0.6


def test_a_budget_that_cannot_be_met_says_what_was_reached_and_what_to_do() -> None:
    with pytest.raises(EngineError) as caught:
        encoded(Picture(noise(240, 160).pixels), "jpeg", max_bytes=900)
    said = str(caught.value)
    assert said.startswith("Web hero: ") and "quality 42" in said and "900" in said and "raise the budget" in said


def test_room_for_content_credentials_is_left_in_the_budget() -> None:
    picture = Picture(noise(240, 160).pixels)
    best = int(encoded(picture, "jpeg").facts["bytes"])
    out = encoded(picture, "jpeg", max_bytes=best, reserve=2000)
    assert out.facts["bytes"] + 2000 <= best


def test_a_lossless_format_over_its_budget_is_refused() -> None:
    with pytest.raises(EngineError, match="lossless PNG"):
        encoded(Picture(noise(240, 160).pixels), "png", max_bytes=2000)


def test_jpeg_flattens_transparency_and_png_keeps_it() -> None:
    clear = Picture(np.zeros((20, 20, 4), np.uint8))
    assert opened(encoded(clear, "png").file).bands == 4
    jpeg = opened(encoded(clear, "jpeg", background="#FCA311").file)
    assert jpeg.bands == 3 and np.abs(jpeg.numpy()[10, 10].astype(int) - (252, 163, 17)).max() <= 3


def test_webp_cannot_hold_cmyk() -> None:
    with pytest.raises(EngineError, match="cannot hold CMYK"):
        encoded(Picture(np.zeros((4, 4, 4), np.uint8), space="cmyk"), "webp")


@pytest.mark.parametrize("kind", ["jpeg", "tiff"])
def test_print_files_are_cmyk_with_their_profile_and_resolution(kind: str) -> None:
    shot = flat((200, 90, 40), 60, 40)
    paper = convert(Picture(shot.pixels), Node("colour.convert", "1", {"to": "cmyk"}), Job(Store()))
    assert paper.space == "cmyk" and paper.pixels.shape == (40, 60, 4)
    image = opened(encoded(paper, kind, dpi=300).file)
    assert image.interpretation == "cmyk" and image.xres * 25.4 == pytest.approx(300, abs=0.5)
    back = to_srgb(image.numpy(), "cmyk", bytes(image.get("icc-profile-data")))
    assert np.abs(back[20, 30].astype(int) - (200, 90, 40)).max() < 14


def test_a_print_profile_that_is_none_is_refused_in_a_sentence() -> None:
    junk = Store(b"not a profile")
    node = Node("colour.convert", "1", {"to": "cmyk"}, {"profile": f"sha256:{next(iter(junk.blobs))}"})
    with pytest.raises(EngineError, match="Upload a CMYK output profile"):
        convert(Picture(flat((9, 9, 9), 8, 8).pixels), node, Job(junk))
    rgb_profile = Store(profile("srgb"))
    node = Node("colour.convert", "1", {"to": "cmyk"}, {"profile": f"sha256:{next(iter(rgb_profile.blobs))}"})
    with pytest.raises(EngineError, match="not a CMYK profile"):
        convert(Picture(flat((9, 9, 9), 8, 8).pixels), node, Job(rgb_profile))


def test_shrinking_averages_light_not_code_values() -> None:
    checks = np.repeat((np.indices((64, 64)).sum(0) % 2 * 255)[..., None], 3, 2).astype(np.uint8)
    assert resample(checks, 16, 16, linear=True)[8, 8].tolist() == [188, 188, 188]  # half the light
    assert resample(checks, 16, 16, linear=False)[8, 8].tolist() == [128, 128, 128]


def test_a_flat_colour_survives_resizing_and_transparency_does_not_bleed() -> None:
    assert (resample(flat((200, 40, 90), 60, 60).pixels, 33, 21, linear=True) == (200, 40, 90)).all()
    cut = np.zeros((64, 64, 4), np.uint8)
    cut[16:48, 16:48] = (200, 40, 90, 255)
    small = resample(cut, 32, 32, linear=True)
    edge = small[(small[..., 3] > 20) & (small[..., 3] < 235)]
    assert len(edge) and np.abs(edge[:, :3].astype(int) - (200, 40, 90)).max() <= 6


def test_a_crop_moves_the_boxes_with_it_and_refuses_to_leave_the_picture() -> None:
    picture = Picture(flat((1, 2, 3), 100, 50).pixels, boxes=(Box("a", 0.5, 0, 0.5, 1),))
    node = Node("fit.crop", "1", {"x": 50, "y": 0, "w": 50, "h": 50})
    assert crop(picture, node, Job(Store())).boxes[0].x == 0.0
    with pytest.raises(EngineError, match="outside the picture"):
        crop(picture, Node("fit.crop", "1", {"x": 60, "y": 0, "w": 50, "h": 50}), Job(Store()))


def test_resize_records_how_far_it_enlarged() -> None:
    picture = Picture(flat((1, 2, 3), 50, 25).pixels)
    out = resize(picture, Node("fit.resize", "1", {"width": 150, "height": 75}), Job(Store()))
    assert out.facts["scale"] == 3.0 and out.pixels.shape == (75, 150, 3)


def test_flattening_is_exact_at_both_ends() -> None:
    half = np.array([[[255, 0, 0, 255], [255, 0, 0, 0]]], np.uint8)
    assert flatten(half, "#0000FF").tolist() == [[[255, 0, 0], [0, 0, 255]]]
