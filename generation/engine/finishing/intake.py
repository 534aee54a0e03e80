"""Hostile uploads, made safe: sniffed, bounded before decoding, decoded, turned upright, re-encoded bare. For workers.

Nothing of the upload's own file structure survives: what comes out is pixels that were encoded here, as sRGB.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from dataclasses import dataclass

import numpy as np
import pyvips
from PIL import Image, ImageCms, ImageOps

from generation.engine.finishing.colour import profile
from generation.engine.finishing.fit import vips
from generation.engine.picture import Pixels

MAX_PIXELS = 80_000_000
MAX_SIDE = 30_000
MAX_BYTES = 200 * 1024 * 1024
# What Pillow's decoders raise on bytes that are not what their header says, found by flipping bytes at random.
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError, MemoryError, RuntimeError,
    AttributeError, AssertionError, struct.error, zlib.error,
)  # fmt: skip
READABLE = "PNG, JPEG, WebP, TIFF or AVIF"


class BadUpload(ValueError):
    """The upload is refused: the sentence says why and what to upload instead."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A safe copy. `pixels` (H, W, 3|4) uint8 sRGB, upright; `file` is PNG when it has transparency, else JPEG."""

    pixels: Pixels
    file: bytes
    media_type: str
    came_as: str  # what the content was: "png", "jpeg", "webp", "tiff", "avif"
    removed: tuple[str, ...]  # what was in the upload and is not in the copy: "EXIF", "GPS position", "comment", …

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file).hexdigest()


def sniff(data: bytes) -> str:
    """The format by content. Raises BadUpload for what is not a picture that is read here; names are never asked."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] in (b"II*\x00", b"MM\x00*"):
        return "tiff"
    if data[4:8] == b"ftyp" and b"avi" in data[8:40]:
        return "avif"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in start:
        raise BadUpload(
            "This is an SVG, which can hold scripts and links. Export it as PNG with transparency and upload that."
        )
    if start.startswith(b"gif8"):
        raise BadUpload("This is a GIF, with at most 256 colours. Upload the original as PNG or JPEG.")
    if start.startswith(b"%pdf"):
        raise BadUpload("This is a PDF. Export the page as PNG or TIFF and upload that.")
    if start.startswith((b"8bps", b"pk\x03\x04", b"<!doctype", b"<html", b"mz", b"\x7felf")):
        raise BadUpload(f"The content of this file is not a picture, whatever its name says. Upload {READABLE}.")
    raise BadUpload(f"The content of this file is not a picture that can be read here. Upload {READABLE}.")


def take(data: bytes, *, max_pixels: int = MAX_PIXELS, max_bytes: int = MAX_BYTES) -> Taken:
    """Upload to safe copy. Raises BadUpload with a sentence; memory is bounded by `max_pixels` before any decoding."""
    if not data:
        raise BadUpload(f"This file is empty. Upload {READABLE}.")
    if len(data) > max_bytes:
        raise BadUpload(
            f"This file has {len(data) / 1e6:,.0f} MB; at most {max_bytes / 1e6:,.0f} MB are read. Send a smaller one."
        )
    kind = sniff(data)
    with warnings.catch_warnings():
        # Pillow only warns about a bomb up to twice its limit, and our own limit is lower than both.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
                _bound(image, max_pixels)
                image.load()
                removed = _removed(image)
                pixels = _upright(image)
        except BadUpload:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise BadUpload(_too_many(max_pixels)) from error
        except DAMAGED as error:
            raise BadUpload(
                f"This {kind.upper()} is damaged or incomplete and cannot be decoded. Export it again and upload that."
            ) from error
    file, media_type = _encode(pixels)
    return Taken(pixels, file, media_type, kind, removed)


def _bound(image: Image.Image, max_pixels: int) -> None:
    """From the header alone: nothing is decoded yet."""
    width, height = image.size
    if width < 1 or height < 1:
        raise BadUpload("This picture has no pixels. Export it again and upload that.")
    if width * height > max_pixels or max(width, height) > MAX_SIDE:
        raise BadUpload(f"This picture is {width:,} x {height:,} pixels. {_too_many(max_pixels)}")
    if getattr(image, "n_frames", 1) > 1 and image.format != "TIFF":
        raise BadUpload("This is an animation. Upload one still picture.")


def _too_many(max_pixels: int) -> str:
    return f"At most {max_pixels / 1e6:,.0f} million pixels and {MAX_SIDE:,} on a side are read. Scale it down."


def _removed(image: Image.Image) -> tuple[str, ...]:
    exif = image.getexif()
    found = [("EXIF", bool(exif)), ("GPS position", bool(exif and exif.get_ifd(0x8825)))]
    found += [("comment", "comment" in image.info or "Comment" in image.info)]
    found += [("XMP", bool(image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")))]
    if texts := getattr(image, "text", None):
        found.append(("text chunks", any(k != "XML:com.adobe.xmp" for k in texts)))
    return tuple(name for name, there in found if there)


def _upright(image: Image.Image) -> Pixels:
    """Orientation applied, 16 bits to 8, and whatever profile it carries turned into sRGB."""
    icc = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        deep = np.asarray(turned, np.float64)
        if not np.isfinite(deep).all():
            raise BadUpload(
                "This picture holds values that are not numbers. Export it as 8- or 16-bit and upload that."
            )
        top = 65535.0 if deep.max() > 255 else 255.0
        turned = Image.fromarray(np.clip(np.rint(deep / top * 255), 0, 255).astype(np.uint8))
    clear = turned.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in turned.info
    if turned.mode == "P":
        turned = turned.convert("RGBA" if clear else "RGB")
    if icc and turned.mode in ("RGB", "RGBA", "CMYK", "L"):
        turned = _to_srgb(turned, icc)
    return np.asarray(turned.convert("RGBA" if clear else "RGB"))


def _to_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Through the embedded profile; a profile that cannot be read is left aside, as browsers do."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        target = ImageCms.ImageCmsProfile(io.BytesIO(profile("srgb")))
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        plain = image.convert("RGB") if alpha is not None else image
        out = ImageCms.profileToProfile(plain, source, target, ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if out is None:
        return image
    if alpha is not None:
        out.putalpha(alpha)
    return out


def _encode(pixels: Pixels) -> tuple[bytes, str]:
    """Transparent pictures as PNG, the rest as JPEG of a quality that shows no loss."""
    image = vips(pixels)
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile("srgb"))
    if pixels.shape[2] == 4 and int(pixels[..., 3].min()) < 255:
        return bytes(image.pngsave_buffer(compression=6, keep="icc")), "image/png"
    if pixels.shape[2] == 4:
        image = image[:3]
    return bytes(image.jpegsave_buffer(Q=95, subsample_mode="off", optimize_coding=True, keep="icc")), "image/jpeg"
