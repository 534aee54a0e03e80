"""Light by words and by ratio: what a brief asks for, and the lamps that do it.

    request = read_light("Rembrandt light from camera left, 4:1, warm, with a rim")
    lamps = rig(request, centre, height, yaw, ambient=ambient_of(sky))

A set calls `rig` in place of its own key and fill, and gives:
    centre   the middle of the subject, metres (x, y, z)
    height   of the subject, metres: lamps are placed and sized by it
    yaw      Camera.yaw: left and right are the camera's
    ambient  what light comes from all round, as radiance: `ambient_of(stage.sky)` under a sky, about half the radiance
             of the walls in a room. The ratio holds with it: it counts as fill. 0 in a black studio.
    strength radiance of a white card that faces the key, by the key alone; keep it near 2 where the sky is near 1
    vivid    the palette's vivid colours, for neon
It adds `request.sentence` to its notes where `request.asked` is true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz import colour
from generation.engine.previz.scene import Light, Sky, Vec3

Pattern = Literal["", "loop", "rembrandt", "butterfly", "split", "silhouette", "neon"]
NEON = ("#ff3d9a", "#22c8ff")
# How far round from the camera the key stands, how high, and its usual ratio.
PATTERNS: dict[str, tuple[float, float, float]] = {
    "": (44, 32, 3.0), "loop": (38, 32, 3.0), "rembrandt": (52, 42, 5.0), "butterfly": (0, 48, 2.5),
    "split": (92, 8, 8.0), "silhouette": (150, 30, 16.0), "neon": (62, 12, 1.6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LightRequest:
    """What was asked for; "" and 0 where nothing was. ratio: key plus fill over fill. kelvin: the key's temperature."""

    side: Literal["", "left", "right"] = ""
    from_: Literal["", "front", "side", "back"] = ""
    height: Literal["", "above", "below", "level"] = ""
    pattern: Pattern = ""
    ratio: float = 0.0
    rim: bool | None = None
    soft: Literal["", "soft", "hard"] = ""
    kelvin: float = 0.0
    key: Literal["", "high", "low"] = ""
    practicals: bool = False

    @property
    def asked(self) -> bool:
        return self != LightRequest()

    @property
    def sentence(self) -> str:
        """What was understood, for the candidate's notes."""
        where = [f"camera {self.side}" if self.side else "", self.from_ and f"the {self.from_}", self.height]
        parts = [
            f"{self.pattern.capitalize()} light" if self.pattern else f"{self.soft.capitalize()} light".strip(),
            f"from {', '.join(w for w in where if w)}" if any(where) else "",
            self.soft if self.pattern and self.soft else "",
            f"key to fill {self.ratio:g}:1" if self.ratio else "",
            f"{self.kelvin:.0f} K" if self.kelvin else "",
            f"{self.key} key" if self.key else "",
            {True: "with a rim", False: "without a rim", None: ""}[self.rim],
            "with practicals in the picture" if self.practicals else "",
        ]
        said = ", ".join(part for part in parts if part)
        return f"{said[:1].upper()}{said[1:]}."


_RATIO = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d)?)\s?(?::|to)\s?(\d{1,2}(?:\.\d)?)(?![\d.:])")
_KELVIN = re.compile(r"(?<![\d.])(\d{4,5})\s?(?:k\b|kelvin)")
_NOT_RIM = re.compile(r"\b(?:no|without(?: an?)?)\s(?:rim|hair|kicker|edge)")


def _has(text: str, *words: str) -> bool:
    return any(re.search(rf"\b{word}", text) for word in words)


def read_light(text: Any) -> LightRequest:
    """The light that words ask for. Takes anything, reads at most 600 characters, and never raises."""
    t = " ".join(str(text)[:600].lower().replace("-", " ").split()) if isinstance(text, str) else ""
    pattern: Pattern = next(
        (p for p, words in _PATTERN_WORDS.items() if _has(t, *words)),
        "",
    )
    side: Literal["", "left", "right"] = ""
    if found := re.search(r"\b(left|right)\b(?! (?:third|half|of))", t):
        side = "left" if found.group(1) == "left" else "right"
    ratio = 0.0
    # 16:9 and 4:5 are frames, and "9 to 5" is a working day: a ratio of light says so, or has a 1 in it.
    for a, b in ((float(m.group(1)), float(m.group(2))) for m in _RATIO.finditer(t)):
        if min(a, b) == 1 and 1 <= max(a, b) <= 32:
            ratio = max(a, b)
            break
    found_kelvin = _KELVIN.search(t)
    kelvin = float(np.clip(float(found_kelvin.group(1)), 1500, 15000)) if found_kelvin else 0.0
    if not kelvin:
        kelvin = next((k for k, words in _KELVIN_WORDS.items() if _has(t, *words)), 0.0)
    key: Literal["", "high", "low"] = ""
    if _has(t, "high key"):
        key = "high"
    elif _has(t, "low key", "chiaroscuro", "film noir", "noir\\b"):
        key = "low"
    rim = False if _NOT_RIM.search(t) else True if _has(t, "rim", "hair light", "kicker", "edge light") else None
    return LightRequest(
        side=side,
        from_="back" if _has(t, "back ?lit", "back ?light", "from behind", "contre") and pattern != "silhouette"
        else "side" if _has(t, "side ?lit", "side ?light", "from the side", "raking")
        else "front" if _has(t, "front ?lit", "frontal", "from the front", "on axis", "ring light") else "",
        height="above" if _has(t, "above", "overhead", "top ?light", "top lit")
        else "below" if _has(t, "from below", "under ?lit", "uplit", "uplight")
        else "level" if _has(t, "eye level light", "low sun", "low morning sun", "raking") else "",
        pattern=pattern,
        ratio=ratio,
        rim=rim,
        soft="hard" if _has(t, "hard", "harsh", "crisp shadow", "direct sun", "bare bulb", "spot ?light")
        else "soft" if _has(t, "soft", "diffuse", "big source", "large source", "window light", "gentle") else "",
        kelvin=kelvin,
        key=key,
        practicals=_has(t, "practical"),
    )  # fmt: skip


_PATTERN_WORDS: dict[Pattern, tuple[str, ...]] = {
    "rembrandt": ("rembrandt",), "butterfly": ("butterfly", "paramount light", "beauty light"),
    "split": ("split light", "split lit", "split,", "half the face in shadow"), "silhouette": ("silhouette",),
    "loop": ("loop light",), "neon": ("neon", "cyberpunk", "bisexual light", "two gels", "gelled"),
}  # fmt: skip
_KELVIN_WORDS: dict[float, tuple[str, ...]] = {
    1900.0: ("candle",), 2700.0: ("tungsten", "incandescent", "lamp ?light"), 3400.0: ("warm",),
    7200.0: ("cool", "cold"),
    5600.0: ("daylight", "neutral light"), 9000.0: ("blue hour", "moonlight", "moonlit"),
}  # fmt: skip


def ambient_of(sky: Sky) -> float:
    """Mean radiance that an upright surface gets from this sky, as the tracer weighs it."""
    e = np.linspace(-90, 90, 181)
    bright = np.interp(e, [s[0] for s in sky.stops], [colour.brightness(s[1]) for s in sky.stops])
    weight = np.cos(np.radians(e)) ** 2
    return float((bright * weight).sum() / weight.sum() * sky.strength * sky.fill)


def ratio_of(request: LightRequest) -> float:
    """Key plus fill over fill: asked for in figures, by high or low key, or usual for the pattern."""
    if request.ratio:
        return float(np.clip(request.ratio, 1.0, 32.0))
    return {"high": 1.7, "low": 9.0}.get(request.key, PATTERNS[request.pattern][2])


def rig(
    request: LightRequest,
    centre: Vec3,
    height: float,
    yaw: float = 0.0,
    *,
    ambient: float = 0.0,
    strength: float = 2.0,
    vivid: Sequence[str] = (),
    usual: Literal["left", "right"] = "left",
) -> tuple[Light, ...]:
    """Key, fill and rim about a subject.

    The ratio is key plus fill over fill: the light on a surface that faces the key, over the light on one that is
    turned 95 degrees away from it, towards the fill; both half a subject's height from its centre, with the ambient
    light on both. It holds exactly where nothing else reflects light onto the subject; where the ambient light alone
    is more fill than the ratio allows, the fill is left out and the key raised until it holds.
    """
    h = max(height, 0.05)
    side = -1.0 if (request.side or usual) == "left" else 1.0
    round_, high, _ = PATTERNS[request.pattern]
    if not request.pattern or request.pattern == "loop":
        round_ = {"front": 12.0, "side": 82.0, "back": 140.0}.get(request.from_, round_)
    high = {"above": 66.0, "below": -28.0, "level": 8.0}.get(request.height, high)
    wide = {"soft": 1.9, "hard": 0.16}.get(request.soft, 0.85) * h
    upright = request.pattern == "butterfly"
    away = _Way(np.array(centre, float), h, yaw)
    key_way = away.to(side * round_, high)
    # Turned from the key, about the upright axis, or over the top where the key is in front.
    fill_way = away.to(0, high - 95) if upright else away.to(side * (round_ - 95), 4)
    key_at, fill_at = away.at(key_way, 3.0), away.at(fill_way, 3.4)
    fill_at[1] = max(fill_at[1], 0.12 * h)
    white = colour.planck(request.kelvin) if request.kelvin else "#fff6ea"
    colours = (white, "#f2f5fa" if not request.kelvin else colour.mix(white, "#ffffff", 0.5))
    if request.pattern == "neon":
        colours = ((*vivid, *NEON[len(vivid) :])[0], (*vivid, *NEON[len(vivid) :])[1])
    lamps = [
        Light("key", _vec(key_at), centre, (wide, wide), colours[0], 1.0),
        Light("fill", _vec(fill_at), centre, (1.6 * h, 1.6 * h), colours[1], 1.0),
    ]
    powers = _balance(away, lamps, key_way, fill_way, ratio_of(request), ambient, strength)
    out = [replace(lamp, power=power) for lamp, power in zip(lamps, powers, strict=True) if power > 0]
    wants_rim = request.rim if request.rim is not None else request.pattern in ("rembrandt", "silhouette")
    if wants_rim:
        at = away.at(away.to(-side * 140, 32), 2.8)
        rim = Light("rim", _vec(at), centre, (0.35 * h, 1.1 * h), colour.mix(white, "#ffffff", 0.4), 1.0)
        reach = _irradiance(rim, away.spot(away.to(-side * 140, 32)), away.to(-side * 140, 32))
        out.append(replace(rim, power=round(float(1.3 * strength * np.pi / max(reach, 1e-6)), 3)))
    return tuple(out)


class _Way:
    """Directions as a photographer says them: degrees round from the camera (right is positive), degrees up."""

    def __init__(self, centre: NDArray[np.float64], height: float, yaw: float) -> None:
        self.centre, self.height = centre, height
        a = np.radians(yaw)
        self.back = np.array([-np.sin(a), 0.0, np.cos(a)])
        self.right = np.array([np.cos(a), 0.0, np.sin(a)])

    def to(self, round_: float, up: float) -> NDArray[np.float64]:
        a, e = np.radians(round_), np.radians(up)
        flat = np.cos(a) * self.back + np.sin(a) * self.right
        way: NDArray[np.float64] = np.cos(e) * flat + np.array([0.0, np.sin(e), 0.0])
        return way

    def at(self, way: NDArray[np.float64], heights: float) -> NDArray[np.float64]:
        place: NDArray[np.float64] = self.centre + way * heights * self.height
        return place

    def spot(self, way: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.at(way, 0.5)


def _vec(value: NDArray[np.float64]) -> Vec3:
    x, y, z = (round(float(c), 4) for c in value)
    return x, y, z


def _irradiance(lamp: Light, at: NDArray[np.float64], normal: NDArray[np.float64]) -> float:
    """Of a lamp on a surface at `at`: luminance units, by 24 x 24 points of the lamp; behind the surface is nothing."""
    w = np.array(lamp.towards) - np.array(lamp.at)
    w /= np.linalg.norm(w)
    a = np.cross(w, [0, 1, 0] if abs(w[1]) < 0.99 else [0, 0, 1])
    a /= np.linalg.norm(a)
    b = np.cross(a, w)
    s = (np.arange(24) + 0.5) / 24 - 0.5
    u, v = (g.ravel()[:, None] for g in np.meshgrid(s, s))
    d = np.array(lamp.at) + u * lamp.size[0] * a + v * lamp.size[1] * b - at
    far = np.linalg.norm(d, axis=1)
    d /= far[:, None]
    seen = np.maximum(d @ normal, 0) * np.maximum(-(d @ w), 0) / far**2
    return float(seen.mean() * lamp.size[0] * lamp.size[1] * colour.brightness(lamp.colour) * lamp.power)


def _balance(
    away: _Way,
    lamps: Sequence[Light],
    key_way: NDArray[np.float64],
    fill_way: NDArray[np.float64],
    ratio: float,
    ambient: float,
    strength: float,
) -> tuple[float, float]:
    """Powers of key and fill for which (light that faces the key) / (light turned from it) is `ratio`."""
    k_lit, k_dark = (_irradiance(lamps[0], away.spot(way), way) for way in (key_way, fill_way))
    f_lit, f_dark = (_irradiance(lamps[1], away.spot(way), way) for way in (key_way, fill_way))
    key = strength * np.pi / max(k_lit, 1e-9)
    round_about = ambient * np.pi
    spare = key * (k_lit - ratio * k_dark) + round_about * (1 - ratio)
    reach = ratio * f_dark - f_lit
    if spare > 0 and reach > 0:
        return round(float(key), 4), round(float(spare / reach), 4)
    lead = k_lit - ratio * k_dark
    if spare <= 0 and lead > 0:
        key = max(key, round_about * (ratio - 1) / lead)
    return round(float(key), 4), 0.0
