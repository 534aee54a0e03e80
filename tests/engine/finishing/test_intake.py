from __future__ import annotations

import contextlib
import io
import random
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from generation.engine.finishing.intake import BadUpload, take


def image(width: int = 40, height: int = 20, mode: str = "RGB") -> Image.Image:
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.stack([x * 6, y * 12, 255 - x * 6], axis=2).clip(0, 255).astype(np.uint8)
    return Image.fromarray(pixels).convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_five_formats_are_read_by_their_content(kind: str) -> None:
    taken = take(saved(image(), kind))
    assert taken.came_as == kind.lower() and taken.media_type == "image/jpeg" and taken.pixels.shape == (20, 40, 3)
    with Image.open(io.BytesIO(taken.file)) as again:
        assert again.size == (40, 20) and "icc_profile" in again.info


def test_transparency_is_kept_as_png() -> None:
    picture = image(mode="RGBA")
    picture.putpixel((0, 0), (1, 2, 3, 0))
    taken = take(saved(picture, "PNG"))
    assert taken.media_type == "image/png" and taken.pixels[0, 0, 3] == 0


def test_the_same_upload_gives_the_same_copy() -> None:
    data = saved(image(), "WEBP")
    assert take(data).sha256 == take(data).sha256


def test_exif_gps_and_comments_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0)})
    taken = take(saved(image(), "JPEG", exif=exif, comment=b"secret comment", xmp=b"<x>secret xmp</x>"))
    assert b"secret" not in taken.file
    assert {"EXIF", "GPS position", "comment", "XMP"} <= set(taken.removed)
    info = PngInfo()
    info.add_text("Author", "secret author")
    taken = take(saved(image(), "PNG", pnginfo=info))
    assert b"secret" not in taken.file and "text chunks" in taken.removed


def test_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    taken = take(saved(image(), "JPEG", exif=exif, quality=95))
    assert taken.pixels.shape == (40, 20, 3)
    assert taken.pixels[2, 2, 1] > 150  # the lower left corner, all green there, is now the upper left


def test_cmyk_and_sixteen_bits_become_srgb() -> None:
    assert take(saved(image(mode="CMYK"), "JPEG")).pixels.shape == (20, 40, 3)
    deep = Image.fromarray((np.linspace(0, 65535, 800).reshape(20, 40)).astype(np.uint16))
    taken = take(saved(deep, "PNG"))
    assert taken.pixels[0, 0, 0] == 0 and taken.pixels[-1, -1, 0] == 255


def test_a_colour_profile_is_applied_not_dropped() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = take(saved(image(), "PNG", icc_profile=lab.tobytes()))
    assert np.abs(plain.pixels.astype(int) - np.asarray(image()).astype(int)).max() <= 2
    broken = take(saved(image(), "PNG", icc_profile=b"junk profile"))
    assert broken.pixels.shape == (20, 40, 3)


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises more than it holds: a kilobyte that would ask for gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def good_png() -> bytes:
    return saved(image(), "PNG")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a" + b"\0" * 30, "GIF"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"MZ\x90\x00" + b"\0" * 60, "not a picture"),
        (b"<!doctype html><script>", "not a picture"),
        (b"PK\x03\x04 zip", "not a picture"),
        (b"hello", "not a picture"),
        (good_png()[:60], "damaged or incomplete"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "damaged or incomplete"),
        (b"\xff\xd8\xff" + b"\0" * 100, "damaged or incomplete"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "damaged or incomplete"),
        (b"II*\x00" + b"\xff" * 50, "damaged or incomplete"),
        (bomb(30_000, 30_000), "At most 80 million pixels"),
        (bomb(9_500, 9_500), "At most 80 million pixels"),
        (bomb(9_200, 9_200), "9,200 x 9,200 pixels"),
        (bomb(40_000, 4), "40,000 x 4"),
        (bomb(50, 50), "damaged or incomplete"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_a_sound_picture_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadUpload, match=words) as caught:
        take(data)
    assert str(caught.value).endswith(".")


def test_a_truncated_jpeg_is_refused() -> None:
    data = saved(image(400, 300), "JPEG")
    with pytest.raises(BadUpload, match="damaged"):
        take(data[: len(data) // 2])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_flipped_bytes_give_a_picture_or_a_refusal_and_nothing_else(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = bytearray(saved(image(), kind, exif=exif))
    chance = random.Random(3)
    for _ in range(150):
        changed = data.copy()
        for _ in range(chance.randint(1, 5)):
            changed[chance.randrange(4, len(data))] = chance.randrange(256)
        with contextlib.suppress(BadUpload):
            assert take(bytes(changed)).pixels.shape[2] in (3, 4)


def test_animations_and_files_too_large_are_refused() -> None:
    frames = saved(image(), "WEBP", save_all=True, append_images=[image(mode="L").convert("RGB")])
    with pytest.raises(BadUpload, match="animation"):
        take(frames)
    with pytest.raises(BadUpload, match="MB"):
        take(b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000_000, max_bytes=1_000_000)


def test_the_pixel_bound_is_the_callers() -> None:
    with pytest.raises(BadUpload, match="40 x 20 pixels"):
        take(good_png(), max_pixels=799)
    assert take(good_png(), max_pixels=800).pixels.shape == (20, 40, 3)
