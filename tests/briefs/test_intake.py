"""Pictures of unknown origin: what they are is decided by their bytes, and what comes out is a fresh picture."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from studio.lib import intake


def encoded(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **save: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **save)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_a_picture_comes_out_as_a_png_of_its_size(form: str) -> None:
    taken = intake.picture(encoded(form))
    assert (taken.width, taken.height, taken.source) == (64, 48, form)
    assert (opened(taken.png).format, opened(taken.png).mode) == ("PNG", "RGB")


def test_where_it_was_taken_and_everything_else_it_carried_is_left_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ben"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    loud = encoded("JPEG", exif=exif.tobytes(), comment=b"do not tell")
    assert b"Camera of Ben" in loud and b"do not tell" in loud
    out = intake.picture(loud).png
    assert b"Camera" not in out and b"do not tell" not in out
    assert not opened(out).getexif() and set(opened(out).info) <= {"dpi"}


def test_it_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = intake.picture(encoded("JPEG", size=(64, 32), exif=exif.tobytes()))
    assert (taken.width, taken.height) == (32, 64)


def test_its_profile_is_applied_and_dropped() -> None:
    # A profile with red and blue swapped cannot be made here; Lab to sRGB shows that the profile is read at all.
    plain = Image.new("RGB", (32, 32), (200, 30, 30))
    out = io.BytesIO()
    plain.save(out, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made = opened(intake.picture(out.getvalue()).png)
    assert "icc_profile" not in made.info
    assert max(abs(a - b) for a, b in zip(made.getpixel((5, 5)), (200, 30, 30), strict=True)) <= 1
    broken = io.BytesIO()
    plain.save(broken, "PNG", icc_profile=b"not a profile at all" * 20)
    assert opened(intake.picture(broken.getvalue()).png).getpixel((5, 5)) == (200, 30, 30)


def test_transparency_stays_and_a_large_picture_is_reduced() -> None:
    image = Image.new("RGBA", (300, 100), (10, 20, 30, 128))
    out = io.BytesIO()
    image.save(out, "PNG")
    taken = intake.picture(out.getvalue(), long_side=150)
    assert (taken.width, taken.height, opened(taken.png).mode) == (150, 50, "RGBA")


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    deep = Image.new("I;16", (32, 32), 32768)
    out = io.BytesIO()
    deep.save(out, "PNG")
    assert opened(intake.picture(out.getvalue()).png).getpixel((0, 0)) == (128, 128, 128)


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises far more than its bytes hold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def frames(form: str) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("RGB", (32, 32), (n, n, n)) for n in (0, 90)]
    pictures[0].save(out, form, save_all=True, append_images=pictures[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not JPEG, PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "is not JPEG, PNG"),
        (b"<html><script>alert(1)</script></html>", "is not JPEG, PNG"),
        (b"%PDF-1.7\n1 0 obj", "is not JPEG, PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "is not JPEG, PNG"),
        (b"MZ" + b"\0" * 200, "is not JPEG, PNG"),
        (encoded("GIF"), "is not JPEG, PNG"),
        (encoded("JPEG", size=(400, 400))[:2000], "damaged or cut short"),
        (encoded("PNG", size=(400, 400))[:300], "damaged or cut short"),
        (bomb(200, 200), "damaged or cut short"),
        (bomb(30_000, 30_000), "more than 80 million pixels"),
        (bomb(12_000, 8_000), "more than 80 million pixels"),
        (bomb(40_000, 20), "more than 80 million pixels"),
        (encoded("PNG", size=(4, 4)), "at least 16 × 16"),
        (frames("TIFF"), "holds 2 pictures"),
        (frames("WEBP"), "holds 2 pictures"),
    ],
)  # fmt: skip
def test_what_is_no_usable_picture_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(intake.Refused) as caught:
        intake.picture(data, name="spring.jpg")
    assert caught.value.sentence.startswith("spring.jpg") and words in caught.value.sentence
    assert caught.value.field == "references"
