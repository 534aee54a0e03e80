"""A file that is checked, opened and decoded once, however many checks look at it."""

from __future__ import annotations

import functools

import numpy as np
import pyvips
from numpy.typing import NDArray
from PIL import Image

from generation.engine.checks.grey import Grey, luma, reduced
from generation.engine.finishing.colour import luminance, to_srgb
from generation.engine.finishing.space import thumbnail
from generation.engine.picture import EngineError, Pixels
from studio.lib.canonical import sha256

MM_PER_INCH = 25.4
USUAL = 512  # pixels: the long side at which most is measured
LOADERS = {"jpegload": "jpeg", "pngload": "png", "webpload": "webp", "heifload": "avif", "tiffload": "tiff"}


class Opened:
    """What there is in a file. Each part is worked out when it is first asked for, and never changed."""

    def __init__(self, file: bytes) -> None:
        self.file = file
        self._greys: dict[int, Grey] = {}
        self._small: dict[int, Pixels] = {}
        self.inks: dict[int, tuple[NDArray[np.uint8], int, int]] = {}  # what lines of type ink, by line

    @functools.cached_property
    def digest(self) -> str:
        return sha256(self.file)

    @functools.cached_property
    def image(self) -> pyvips.Image:
        """The file, opened. Raises EngineError when it is not an image that Gatefold ships."""
        try:
            return pyvips.Image.new_from_buffer(self.file, "")
        except pyvips.Error as error:
            raise EngineError("The file cannot be opened as an image. Render this rendition again.") from error

    @functools.cached_property
    def format(self) -> str:
        loader = str(self.image.get("vips-loader")).removesuffix("_buffer")
        return LOADERS.get(loader, loader)

    @functools.cached_property
    def space(self) -> str:
        return "cmyk" if self.image.interpretation == "cmyk" else "srgb"

    @functools.cached_property
    def icc(self) -> bytes | None:
        return self._blob("icc-profile-data")

    @functools.cached_property
    def xmp(self) -> bytes | None:
        return self._blob("xmp-data")

    @functools.cached_property
    def dpi(self) -> float:
        return float(self.image.xres) * MM_PER_INCH

    @functools.cached_property
    def has_alpha(self) -> bool:
        return bool(self.image.hasalpha())

    @functools.cached_property
    def pixels(self) -> Pixels:
        """(H, W, 3) uint8 sRGB: what a screen shows of the file."""
        raw: Pixels = np.asarray(self.image.numpy())
        if raw.ndim == 2:
            raw = np.repeat(raw[..., None], 3, axis=2)
        return to_srgb(raw.astype(np.uint8, copy=False), self.space, self.icc)

    @functools.cached_property
    def light(self) -> Grey:
        """(h, w) relative luminance of `small()`, 0-1."""
        return luminance(self.small())

    def grey(self, side: int) -> Grey:
        """As grey.grey."""
        if side not in self._greys:
            self._greys[side] = reduced(self._luma, side)
        return self._greys[side]

    @functools.cached_property
    def _luma(self) -> Image.Image:
        return luma(self.pixels)

    def small(self, side: int = USUAL) -> Pixels:
        """As space.thumbnail: at most `side` pixels long. One that is smaller is made of the usual one."""
        if side not in self._small:
            self._small[side] = thumbnail(self.small() if side < USUAL else self.pixels, side)
        return self._small[side]

    def _blob(self, name: str) -> bytes | None:
        return bytes(self.image.get(name)) if self.image.get_typeof(name) else None
