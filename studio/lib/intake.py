"""A picture of unknown origin, made safe. Pure Pillow; run it in a worker, never in a web process.

What it is, is decided by its bytes and not by its name. Only still rasters are taken, the header is checked before
anything is decoded, and what comes out is a fresh sRGB PNG: no EXIF, no GPS, no comments, no second file hidden behind
the first.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from studio.lib.problems import BadInput

FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")
MAX_PIXELS: Final = 80_000_000
MAX_SIDE: Final = 30_000
LONG_SIDE: Final = 4_096  # a reference needs no more; larger ones are reduced
NAMES: Final = "JPEG, PNG, WebP, TIFF or AVIF"


class Refused(BadInput):
    """The upload is not a picture that can be used; the sentence names the file and the remedy."""


@dataclass(frozen=True)
class Taken:
    """`png` holds sRGB, 8 bits a channel, RGB or RGBA."""

    png: bytes
    width: int
    height: int
    source: str  # the format it came in


def picture(data: bytes, *, name: str = "The file", long_side: int = LONG_SIDE) -> Taken:
    """Decode, turn upright, convert to sRGB, re-encode. Raises Refused."""
    previous = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                source = image.format or ""
                _check_header(image, name)
                image.load()
                return _fresh(image, source, long_side)
    except UnidentifiedImageError:
        raise Refused(
            f"{name} is not {NAMES}, whatever its name says. Save it as one of these.", field="references"
        ) from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large(name) from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise Refused(
            f"{name} is damaged or cut short ({_short(error)}). Export it again and add that file.", field="references"
        ) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = previous


def _check_header(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_large(name)
    if min(width, height) < 16:
        raise Refused(f"{name} is {width} × {height} pixels. Use a picture of at least 16 × 16.", field="references")
    count = getattr(image, "n_frames", 1)
    if count > 1:
        raise Refused(f"{name} holds {count} pictures. Save the one you mean by itself.", field="references")


def _too_large(name: str) -> Refused:
    return Refused(
        f"{name} has more than {MAX_PIXELS // 1_000_000} million pixels. Save it smaller, at 4,000 pixels a side.",
        field="references",
    )


def _fresh(image: Image.Image, source: str, long_side: int) -> Taken:
    """Only pixels go on: everything else the file carried is left behind."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    pixels = _srgb(upright, profile if isinstance(profile, bytes) else None, alpha)
    pixels.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    clean.save(out, "PNG", compress_level=4)
    return Taken(out.getvalue(), clean.width, clean.height, source)


def _srgb(image: Image.Image, profile: bytes | None, alpha: bool) -> Image.Image:
    mode = "RGBA" if alpha else "RGB"
    if image.mode.startswith(("I", "F")):  # 16 bits: Pillow clips rather than scales
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if profile is None or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image.convert(mode)
    try:
        made = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"),
            outputMode=image.mode if image.mode in ("RGB", "RGBA") else "RGB",
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError):
        return image.convert(mode)  # a broken or foreign profile: the numbers are all there is
    return made.convert(mode) if made is not None else image.convert(mode)


def _short(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:80]
