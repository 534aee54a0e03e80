"""Colours as text and as light. sRGB in "#rrggbb", linear in floats (IEC 61966-2-1)."""

from __future__ import annotations

import colorsys
import re

import numpy as np
from numpy.typing import NDArray

HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def srgb(text: str) -> NDArray[np.float64]:
    """ "#rrggbb" to three floats 0-1, still gamma-coded."""
    digits = text.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * d for d in digits)
    return np.array([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)])


def linear(value: NDArray[np.floating]) -> NDArray[np.float64]:
    v = np.asarray(value, np.float64)
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def light(text: str) -> NDArray[np.float64]:
    """ "#rrggbb" to linear light."""
    return linear(srgb(text))


def text(rgb: NDArray[np.floating]) -> str:
    r, g, b = (round(float(c) * 255) for c in np.clip(rgb, 0, 1))
    return f"#{r:02x}{g:02x}{b:02x}"


def mix(a: str, b: str, t: float) -> str:
    """From a (t = 0) to b (t = 1), in gamma-coded values: what painters expect."""
    return text(srgb(a) * (1 - t) + srgb(b) * t)


def shade(colour: str, *, value: float = 1.0, saturation: float = 1.0) -> str:
    """The same hue with value and saturation scaled."""
    r, g, b = srgb(colour)
    h, s, v = colorsys.rgb_to_hsv(r, g, b)
    return text(np.array(colorsys.hsv_to_rgb(h, min(s * saturation, 1.0), min(v * value, 1.0))))


def brightness(colour: str) -> float:
    """Relative luminance, 0-1."""
    return float(light(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def vividness(colour: str) -> float:
    """How strongly coloured, 0 (grey) to 1."""
    c = srgb(colour)
    return float(c.max() - c.min())
