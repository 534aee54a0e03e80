"""The nouns that finishing plans with: where the picture goes, what is said on it, and with which fonts and colours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generation.engine.picture import Box, Pixels
from studio.lib.canonical import Json
from studio.lib.shapes import Shape, largest_free

MM_PER_INCH = 25.4
AIR = 0.05  # of the shorter side: a channel that demands no margin still gets one, or letters touch the edge
FORMATS = ("webp", "jpeg", "png", "avif", "tiff")
MEDIA_TYPES = {f: f"image/{f}" for f in FORMATS}
NO_ALPHA = ("jpeg",)
CMYK_FORMATS = ("jpeg", "tiff")


class BadSpec(ValueError):
    """The placement document cannot be produced: the sentence names the placement, the field and the remedy."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A published placement version. Sizes are the trimmed size; bleed is added around it (see `pixel_size`)."""

    slug: str
    name: str
    width: float
    height: float
    unit: str = "px"  # "px" or "mm"; a ratio is read as the least pixels that its channel takes
    dpi: float = 72.0
    safe: Mapping[str, float] = field(default_factory=dict)  # top, right, bottom, left: fractions of the trimmed size
    bleed_mm: float = 0.0
    colour_space: str = "srgb"  # "srgb" or "cmyk"
    formats: tuple[str, ...] = ("jpeg",)
    max_bytes: int | None = None
    background: str | None = None  # "#rrggbb" under transparent pictures, or "transparent"
    max_chars: Mapping[str, int] = field(default_factory=dict)  # role -> most characters: headline, subline, cta
    clear: tuple[Shape, ...] = ()  # what type and logo keep out of: fractions of the trimmed size

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Spec:
        """Read a stored placement version. Raises BadSpec with a sentence."""
        name = str(document.get("name") or document.get("slug") or "This placement")
        try:
            width, height, unit = _size(document)
            spec = cls(
                slug=str(document["slug"]),
                name=name,
                width=width,
                height=height,
                unit=unit,
                dpi=float(document.get("dpi") or 72),
                safe={side: float(value) for side, value in (document.get("safe") or {}).items()},
                bleed_mm=float(document.get("bleed_mm") or 0),
                colour_space=str(document.get("colour_space") or "srgb"),
                formats=tuple(document.get("formats") or ("jpeg",)),
                max_bytes=int(document["max_bytes"]) if document.get("max_bytes") else None,
                background=document.get("background") or None,
                max_chars=_limits(document.get("copy") or {}),
                clear=tuple(Shape.read(one) for one in document.get("clear") or ()),
            )
        except KeyError as error:
            raise BadSpec(f"{name}: the placement has no {error}. Add it and publish a new version.") from error
        except (TypeError, ValueError, ZeroDivisionError) as error:
            raise BadSpec(f"{name}: a field of the placement is not a number ({error}). Correct it.") from error
        spec.refuse_nonsense()
        return spec

    def refuse_nonsense(self) -> None:
        def bad(sentence: str) -> BadSpec:
            return BadSpec(f"{self.name}: {sentence}")

        if self.unit not in ("px", "mm"):
            raise bad(f"unit is {self.unit!r}; use px or mm.")
        if self.colour_space not in ("srgb", "cmyk"):
            raise bad(f"colour space is {self.colour_space!r}; use srgb or cmyk.")
        numbers = (self.width, self.height, self.dpi, self.bleed_mm, *self.safe.values())
        if not all(math.isfinite(n) for n in numbers) or min(self.width, self.height, self.dpi) <= 0:
            raise bad("width, height and dpi must be above 0.")
        if unknown := [f for f in self.formats if f not in FORMATS]:
            raise bad(f"format {unknown[0]!r} is unknown; use {', '.join(FORMATS)}.")
        if self.colour_space == "cmyk" and not any(f in CMYK_FORMATS for f in self.formats):
            raise bad(f"{' and '.join(self.formats)} cannot hold CMYK; add tiff or jpeg to the formats.")
        if any(not 0 <= value < 0.5 for value in self.safe.values()) or self.bleed_mm < 0:
            raise bad("safe margins are fractions from 0 to below 0.5, and bleed is not negative.")
        if max(self.pixel_size) > 30_000:
            raise bad("the longest side is above 30,000 pixels; lower the dpi or the size.")
        if self.clear and min(self.live_box.w, self.live_box.h) <= 0:
            raise bad("what is kept clear leaves no room for type; make the shapes smaller.")

    def pixels(self, value: float) -> int:
        """A length of this placement in whole pixels."""
        return max(1, round(value / MM_PER_INCH * self.dpi if self.unit == "mm" else value))

    @property
    def bleed_px(self) -> int:
        return round(self.bleed_mm / MM_PER_INCH * self.dpi)

    @property
    def pixel_size(self) -> tuple[int, int]:
        """(width, height) of the file: the trimmed size and the bleed on every side."""
        return self.pixels(self.width) + 2 * self.bleed_px, self.pixels(self.height) + 2 * self.bleed_px

    @property
    def safe_box(self) -> Box:
        """Where type and logo may stand, as fractions of the whole file, bleed included."""
        width, height = self.pixel_size
        bleed, trim_w, trim_h = self.bleed_px, width - 2 * self.bleed_px, height - 2 * self.bleed_px
        left = (bleed + self.safe.get("left", 0.0) * trim_w) / width
        top = (bleed + self.safe.get("top", 0.0) * trim_h) / height
        right = 1 - (bleed + self.safe.get("right", 0.0) * trim_w) / width
        bottom = 1 - (bleed + self.safe.get("bottom", 0.0) * trim_h) / height
        return Box("safe area", left, top, right - left, bottom - top, "safe")

    @property
    def kept_clear(self) -> tuple[Shape, ...]:
        """The shapes that type and logo keep out of, in pixels of the file."""
        width, height = self.pixel_size
        bleed = self.bleed_px
        return tuple(shape.scaled(width - 2 * bleed, height - 2 * bleed, bleed, bleed) for shape in self.clear)

    @property
    def live_box(self) -> Box:
        """Where type and logo are put: the largest rectangle of the safe area that is beside all that is kept clear,
        and never nearer to the trim than AIR of the shorter side."""
        width, height = self.pixel_size
        air = AIR * min(width, height) + self.bleed_px
        safe = self.safe_box
        left, top = max(safe.x, air / width), max(safe.y, air / height)
        right, bottom = min(safe.x + safe.w, 1 - air / width), min(safe.y + safe.h, 1 - air / height)
        if self.clear:
            inside = (left * width, top * height, right * width, bottom * height)
            x0, y0, x1, y1 = largest_free(inside, [shape.bounds for shape in self.kept_clear])
            left, top, right, bottom = x0 / width, y0 / height, x1 / width, y1 / height
        return Box("live area", left, top, right - left, bottom - top, "safe")

    @property
    def default_format(self) -> str:
        return next((f for f in self.formats if self.colour_space == "srgb" or f in CMYK_FORMATS), self.formats[0])

    def type_size(self, pixels: float) -> str:
        """A size of type in the unit that a designer gives it in: px on a screen, pt on paper."""
        value, unit = (self.points(pixels), "pt") if self.unit == "mm" else (pixels, "px")
        return f"{round(value, 1):g} {unit}"

    def type_pixels(self, size: float) -> float:
        """A size of type, in px on a screen and in pt on paper, in pixels of the file."""
        return size * self.dpi / 72 if self.unit == "mm" else size

    def points(self, pixels: float) -> float:
        """A type size in points as the reader meets it: CSS points on a screen, printed points on paper."""
        return pixels * 72 / self.dpi if self.unit == "mm" else pixels * 0.75


@dataclass(frozen=True, slots=True)
class Shot:
    """A picked picture as finishing sees it. `pixels` (H, W, 3|4) uint8 sRGB; `focal` is a person's own frame."""

    pixels: Pixels
    boxes: tuple[Box, ...] = ()
    focal: tuple[float, float, float, float] | None = None  # x, y, w, h, 0-1: overrides what the boxes say

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True)
class Copy:
    """What is said, in one locale (BCP 47). Plain text; a line feed in it is a wanted line break."""

    locale: str
    headline: str = ""
    subline: str = ""
    cta: str = ""

    @property
    def language(self) -> str:
        return self.locale.split("-")[0].lower()

    def roles(self) -> tuple[tuple[str, str], ...]:
        """(role, text) of what is not empty, in reading order."""
        pairs = (("headline", self.headline), ("subline", self.subline), ("cta", self.cta))
        return tuple((role, text.strip()) for role, text in pairs if text.strip())


@dataclass(frozen=True, slots=True)
class Font:
    digest: str  # sha256 of the font file, 64 hex digits
    family: str
    style: str = "normal"  # "normal" or "italic"
    weight: int = 400

    def document(self) -> dict[str, Json]:
        return {"digest": self.digest, "family": self.family, "style": self.style, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class Kit:
    """The brand's means. Fonts in order of preference: the first family that covers the text sets it."""

    palette: tuple[str, ...] = ()  # "#rrggbb", most important first
    fonts: tuple[Font, ...] = ()
    logo: str | None = None  # sha256 of a PNG
    logo_placement: str = "bottom-right"
    never_on: tuple[str, ...] = ()  # "#rrggbb" that the logo must not stand on
    apart: float = 10.0  # the least ΔE 2000 from them
    align: str = "start"  # "start", "centre" or "end", in reading direction
    scripts: Mapping[str, tuple[Font, ...]] = field(default_factory=dict)  # script -> fonts, where it has its own order
    smallest: float = 0.0  # the style pack's least size of type: px, in pt on print
    contrast: float = 0.0  # to 1: the least the style pack asks of type, where that is more than the rule
    cmyk_profile: str | None = None  # sha256 of a print shop's ICC profile; without one, libvips's own


def _size(document: Mapping[str, Any]) -> tuple[float, float, str]:
    """Width, height and their unit. Of a ratio, the smallest picture that its least width and height allow."""
    width, height, unit = float(document["width"]), float(document["height"]), str(document.get("unit") or "px")
    if unit != "ratio":
        return width, height, unit
    across = width / height
    least = max(float(document.get("min_width") or 0), float(document.get("min_height") or 0) * across, 1.0)
    return float(math.ceil(round(least, 6))), float(max(1, round(least / across))), "px"


def _limits(document: Mapping[str, Any]) -> dict[str, int]:
    """`{"max_chars": 40, "subline_chars": 90}`: the headline's limit, and those of the others where there are any.

    `{"max_chars": {"headline": 40, "subline": 90}}` names each.
    """
    value = document.get("max_chars")
    if isinstance(value, Mapping):
        return {str(role): int(most) for role, most in value.items() if most}
    named = {"headline": value, "subline": document.get("subline_chars"), "cta": document.get("cta_chars")}
    return {role: int(most) for role, most in named.items() if most is not None}
