"""How far apart two colours are: ΔE 2000, from sRGB through CIE L*a*b* under D65. Pure.

G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary test data,
and mathematical observations", Color Research and Application 30 (2005). Names follow the paper.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

Lab = tuple[float, float, float]

_WHITE: Final = (0.95047, 1.0, 1.08883)  # D65, 2°
_TO_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def delta_e(one: str, other: str) -> float:
    """ΔE 2000 between two colours written as #RRGGBB. About 1 is just seen; 5 is another shade, 20 another colour."""
    return ciede2000(lab(one), lab(other))


def lab(code: str) -> Lab:
    """L*a*b* of a colour written as #RRGGBB."""
    linear = [_linear(int(code[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    x, y, z = (
        sum(share * light for share, light in zip(row, linear, strict=True)) / white
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    fx, fy, fz = _f(x), _f(y), _f(z)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Lab, other: Lab) -> float:
    l1, a1, b1 = one
    l2, a2, b2 = other
    c_mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if c else 0.0 for a, b, c in ((a1, b1, c1), (a2, b2, c2)))
    dh = (h2 - h1 + 180) % 360 - 180 if c1 and c2 else 0.0
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    h_mean = (h1 + h2) / 2 if c1 and c2 else h1 + h2
    if c1 and c2 and abs(h1 - h2) > 180:
        h_mean += 180 if h1 + h2 < 360 else -180
    t = (
        1
        - 0.17 * cos(radians(h_mean - 30))
        + 0.24 * cos(radians(2 * h_mean))
        + 0.32 * cos(radians(3 * h_mean + 6))
        - 0.20 * cos(radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    turn = 60 * exp(-(((h_mean - 275) / 25) ** 2))
    r_t = -2 * sqrt(c_mean**7 / (c_mean**7 + 25**7)) * sin(radians(turn))
    l_part, c_part, h_part = d_l / s_l, d_c / s_c, d_h / s_h
    return sqrt(max(0.0, l_part**2 + c_part**2 + h_part**2 + r_t * c_part * h_part))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _f(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
