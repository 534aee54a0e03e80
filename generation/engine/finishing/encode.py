"""encode: pixels to the file that ships, with its profile and packet inside, within its byte budget.

The same pixels and parameters give the same bytes: no dates are written, and the search for a quality is a bisection.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import PIL
import pyvips
from PIL import Image

from generation.engine.finishing import xmp
from generation.engine.finishing.colour import flatten, profile
from generation.engine.finishing.fit import needed, vips
from generation.engine.finishing.placement import CMYK_FORMATS, FORMATS, MEDIA_TYPES, NO_ALPHA
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Node

MM_PER_INCH = 25.4
BEST = {"jpeg": 92, "webp": 90, "avif": 75}  # where more bytes stop being visible
LEAST = {"jpeg": 42, "webp": 40, "avif": 30}  # below this a brand should not be seen


def encode(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: format, dpi, metadata (xmp.Metadata), placement (its name, for sentences), and optionally
    max_bytes, reserve (bytes to leave free), quality (skips the search), background (under transparency).

    Sets `file`, `media_type`, and the facts quality, bytes, encodes. Raises EngineError when the budget cannot be met.
    """
    picture = needed(before, node)
    p = node.params
    kind, name = str(p["format"]), str(p.get("placement", "this placement"))
    if kind not in FORMATS:
        raise EngineError(f"{name}: the format {kind!r} is unknown; use {', '.join(FORMATS)}.")
    if picture.space == "cmyk" and kind not in CMYK_FORMATS:
        raise EngineError(f"{name}: {kind.upper()} cannot hold CMYK. Use TIFF or JPEG, or make the placement sRGB.")
    pixels = picture.pixels
    if picture.space == "srgb" and pixels.shape[2] == 4 and kind in NO_ALPHA:
        pixels = flatten(pixels, str(p.get("background") or "#FFFFFF"))
    image = vips(pixels, picture.space).copy(
        xres=float(p.get("dpi", 72)) / MM_PER_INCH, yres=float(p.get("dpi", 72)) / MM_PER_INCH
    )
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", picture.icc or profile(picture.space))
    image.set_type(pyvips.GValue.blob_type, "xmp-data", xmp.packet(xmp.Metadata.from_document(p.get("metadata") or {})))
    if kind == "tiff":
        # libvips writes a resolution in pixels per centimetre unless it is told the unit people print with.
        image.set_type(pyvips.GValue.gstr_type, "resolution-unit", "in")

    def save(quality: int | None) -> bytes:
        job.check_cancelled()
        return _save(image, kind, quality)

    try:
        data, quality, encodes = _within(
            save, kind, p.get("max_bytes"), int(p.get("reserve", 0)), p.get("quality"), name=name
        )
    except (pyvips.Error, OSError, ValueError) as error:
        raise EngineError(f"{name}: the {kind.upper()} could not be written ({str(error).strip()}).") from error
    return picture.with_(pixels=pixels, file=data, media_type=MEDIA_TYPES[kind]).add_facts(
        quality=quality,
        bytes=len(data),
        encodes=encodes,
        libvips=".".join(str(pyvips.version(i)) for i in range(3)),
        pillow=PIL.__version__,
    )


def _within(
    save: Callable[[int | None], bytes], kind: str, budget: int | None, reserve: int, fixed: int | None, *, name: str
) -> tuple[bytes, int | None, int]:
    """(file, quality, encodes tried): the highest quality whose file fits the budget less the reserve."""
    if kind not in BEST:
        data = save(None)
        _refuse_too_big(
            data, budget, reserve, f"{name}: a lossless {kind.upper()} of this picture", "Allow WebP, AVIF or JPEG"
        )
        return data, None, 1
    if fixed is not None:
        data = save(int(fixed))
        _refuse_too_big(
            data, budget, reserve, f"{name}: the {kind.upper()} at quality {fixed}", "Leave the quality open"
        )
        return data, int(fixed), 1
    best = save(BEST[kind])
    if budget is None or len(best) + reserve <= budget:
        return best, BEST[kind], 1
    least = save(LEAST[kind])
    _refuse_too_big(
        least, budget, reserve, f"{name}: the smallest {kind.upper()} that still looks right (quality {LEAST[kind]})",
        "Allow WebP or AVIF" if kind == "jpeg" else "Choose a calmer picture",
    )  # fmt: skip
    low, high, found, tried = LEAST[kind], BEST[kind], least, 2
    while high - low > 1:
        middle = (low + high) // 2
        data = save(middle)
        tried += 1
        if len(data) + reserve <= budget:
            low, found = middle, data
        else:
            high = middle
    return found, low, tried


def _refuse_too_big(data: bytes, budget: int | None, reserve: int, what: str, remedy: str) -> None:
    if budget is not None and len(data) + reserve > budget:
        room = f", with {reserve:,} bytes left for Content Credentials" if reserve else ""
        raise EngineError(
            f"{what} is {len(data):,} bytes, and the budget is {budget:,}{room}. {remedy}, or raise the budget "
            "of the placement."
        )


def _save(image: pyvips.Image, kind: str, quality: int | None) -> bytes:
    keep = "icc|xmp"
    if kind == "jpeg":
        # 4:2:0 smears the edges of coloured type, so chroma is kept whole while there are bytes for it.
        # A CMYK JPEG has no JFIF header to hold its resolution, so it goes into a minimal EXIF block.
        keep = f"{keep}|exif" if image.interpretation == "cmyk" else keep
        whole = "off" if (quality or 0) >= 70 else "on"
        return bytes(
            image.jpegsave_buffer(Q=quality, optimize_coding=True, interlace=True, subsample_mode=whole, keep=keep)
        )
    if kind == "webp":
        return bytes(image.webpsave_buffer(Q=quality, effort=4, smart_subsample=True, keep=keep))
    if kind == "avif":
        return _avif(image, quality or BEST[kind])
    if kind == "png":
        return bytes(image.pngsave_buffer(compression=9, keep=keep))
    return bytes(image.tiffsave_buffer(compression="lzw", predictor="horizontal", resunit="inch", keep=keep))


def _avif(image: pyvips.Image, quality: int) -> bytes:
    """Through Pillow: libvips lets the number of cores decide how AV1 is cut up, and with it the bytes."""
    out = io.BytesIO()
    Image.fromarray(np.asarray(image.numpy())).save(
        out,
        "AVIF",
        quality=quality,
        speed=8,
        max_threads=1,
        autotiling=False,
        subsampling="4:4:4",
        icc_profile=bytes(image.get("icc-profile-data")),
        xmp=bytes(image.get("xmp-data")),
    )
    return out.getvalue()
