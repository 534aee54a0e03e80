"""Colours as text and as light. sRGB in "#rrggbb", linear in floats (IEC 61966-2-1)."""

from __future__ import annotations

import colorsys
import re

import numpy as np
from numpy.typing import NDArray

HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
DAYLIGHT = 5600.0  # kelvin that a camera shows as white


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


def planck(kelvin: float) -> str:
    """The colour of a black body, "#rrggbb", as a camera set for daylight shows it.

    Chromaticity by Kim et al.'s fit of the Planckian locus (US patent 7024034, 2002), 1667 to 25000 K.
    """
    t = float(np.clip(kelvin, 1667, 25000))
    rgb = _locus(t) / _locus(DAYLIGHT)
    rgb /= rgb.max()
    coded = np.where(rgb <= 0.0031308, 12.92 * rgb, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return text(coded)


def _locus(t: float) -> NDArray[np.float64]:
    """Linear light of a black body at t kelvin, none below a trace."""
    k = 1000 / t
    if t <= 4000:
        x = -0.2661239 * k**3 - 0.2343589 * k**2 + 0.8776956 * k + 0.179910
    else:
        x = -3.0258469 * k**3 + 2.1070379 * k**2 + 0.2226347 * k + 0.240390
    if t <= 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t <= 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    to_rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
    rgb: NDArray[np.float64] = np.maximum(to_rgb @ np.array([x / y, 1.0, (1 - x - y) / y]), 0.002)
    return rgb
