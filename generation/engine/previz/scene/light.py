"""Lights, sky and air, and how light becomes a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generation.engine.previz.scene.vector import Vec3


@dataclass(frozen=True, slots=True)
class Light:
    """A rectangle of light at `at`, facing `towards`. `colour` times `power` is its radiance."""

    name: str
    at: Vec3
    towards: Vec3
    size: tuple[float, float]
    colour: str = "#ffffff"
    power: float = 5.0
    visible: bool = False  # whether the camera and mirrors see the rectangle itself


@dataclass(frozen=True, slots=True)
class Sky:
    """What rays that leave the set see. `stops`: (elevation in degrees, colour). `fill` scales it as a light."""

    stops: tuple[tuple[float, str], ...] = ((-90.0, "#26262c"), (0.0, "#c9c6c0"), (90.0, "#7f8a90"))
    strength: float = 1.0
    fill: float = 0.5
    sun: Vec3 = (0.0, 0.1, -1.0)
    sun_colour: str = "#ffd9a8"
    sun_glow: float = 0.0
    clouds: float = 0.0
    cloud_colour: str = "#ffffff"
    stars: float = 0.0
    drift: float = 0.0  # seconds that clouds, waves and falling weather have moved on


@dataclass(frozen=True, slots=True)
class Mist:
    colour: str = "#b9b8aa"
    density: float = 0.0  # per metre at y = 0
    height: float = 4.0  # metres over which it thins to a third
    most: float = 0.9


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls between the lens and the set. `amount` 0-1: a drizzle, a downpour. `wind` -1 to 1: from the right,
    from the left."""

    kind: Literal["none", "rain", "snow"] = "none"
    amount: float = 0.5
    wind: float = 0.0


Style = Literal["photo", "gouache", "clay", "line"]
Background = Literal["set", "transparent", "white"]


@dataclass(frozen=True, slots=True)
class Look:
    """From light to picture: exposure, grade, lens, hand.

    style: photo; gouache (painted over, stroke by stroke); clay (everything in one warm matte clay); line (ink round
    flat tones). background: set (what stands there); transparent (things of kind set are left out); white (they are
    pure white but for the shadow on them).
    """

    exposure: float = 1.0
    auto: bool = True  # scale exposure by the log-average of the picture
    bloom: float = 0.1
    vignette: float = 0.16
    grain: float = 0.006
    saturation: float = 0.95
    contrast: float = 0.3
    flat: bool = False  # colours exactly as given: no exposure, no grade
    mist: Mist = Mist()
    style: Style = "photo"
    background: Background = "set"
    fall: Fall = Fall()
