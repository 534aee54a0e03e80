"""From light to picture: mist, exposure, bloom, tone, grade, lens, grain. All in floats, one rounding at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from generation.engine.previz import colour, cutout, paint, weather
from generation.engine.previz.paint import Seen
from generation.engine.previz.scene import Look, Mist
from generation.engine.previz.things.mesh import F32

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
MIDDLE_GREY = 0.19
NONE = np.zeros((0, 0), np.float32)


def develop(
    radiance: F32,
    height: F32,
    seen: Seen,
    look: Look,
    seed: int,
    cover: F32 = NONE,
    shade: F32 = NONE,
    drift: float = 0.0,
    threads: int = 1,
    metered: float | None = None,
) -> NDArray[np.uint8]:
    """(h, w, 3) linear radiance to sRGB 8 bit; (h, w, 4) with straight alpha where the background is transparent.

    `height` (h, w): y of what is seen, for the mist. `seen`: what lies where. `cover` and `shade` are Traced's, for
    pictures without their background. `drift`: seconds that rain and snow have been falling (Sky.drift). `metered`: the
    exposure that a whole shot keeps; without it the picture is metered by itself.
    """
    x = radiance
    if look.flat:
        y = _gamma(x)  # the colours asked for, exactly
        return (np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8)
    bare = look.background != "set" and cover.shape == x.shape[:2]
    if look.mist.density > 0 and not bare:
        x = _veil(x, seen.depth, height, look.mist)
    x = x * np.float32(look.exposure * (_meter(x, look, cover) if metered is None else metered))
    x = x + look.bloom * 3 * _bloom(x)
    if not bare:
        x = x * _vignette(x.shape[0], x.shape[1], look.vignette)
    y = _tone(x)
    grey = (y @ LUMA)[..., None]
    y = np.clip(grey + (y - grey) * look.saturation, 0, 1)
    y = y + (y * y * (3 - 2 * y) - y) * look.contrast
    if look.style == "gouache":
        y = paint.gouache(y, seen, seed, threads)
    elif look.style == "line":
        y = paint.line(y, seen, seed)
    if not bare:
        y = weather.falling(y, seen.depth, look.fall, seed, drift)
    noise = np.random.default_rng(seed).standard_normal((*y.shape[:2], 1), np.float32) * np.float32(look.grain)
    y = y + noise
    if bare:
        return cutout.transparent(y, cover) if look.background == "transparent" else cutout.white(y, cover, shade)
    return (np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8)


__all__ = ["Seen", "develop", "metered"]


def metered(radiance: F32, height: F32, depth: F32, look: Look, cover: F32 = NONE) -> float:
    """What `develop` would multiply the light of such a picture by, beside the look's own exposure."""
    bare = look.background != "set" and cover.shape == radiance.shape[:2]
    x = _veil(radiance, depth, height, look.mist) if look.mist.density > 0 and not bare else radiance
    return _meter(x, look, cover)


def _meter(x: F32, look: Look, cover: F32) -> float:
    bare = look.background != "set" and cover.shape == x.shape[:2]
    counted = x[cover > 0.5] if bare else x
    return _auto(counted) if look.auto and counted.size else 1.0


def _auto(x: F32) -> float:
    """Expose by the log-average, so that interiors open up and snow stays white; within a stop or so."""
    average = np.exp(np.mean(np.log(np.clip(x @ LUMA, 0.01, 2.0))))
    return float(np.clip(MIDDLE_GREY / average, 0.6, 2.4))


def _veil(x: F32, depth: F32, height: F32, mist: Mist) -> F32:
    """Exponential height fog between the lens and what is seen: thick low, thin high."""
    top = np.clip(height, -2, 60)
    rise = np.maximum(np.abs(top), 1e-3)
    mean = mist.height * (1 - np.exp(-rise / mist.height)) / rise  # average density along a ray that climbs to `top`
    share = np.minimum(1 - np.exp(-mist.density * mean * depth), mist.most)[..., None].astype(np.float32)
    veil = colour.light(mist.colour).astype(np.float32)
    veiled: F32 = x * (1 - share) + veil * share
    return veiled


def _bloom(x: F32) -> F32:
    h, w = x.shape[:2]
    bright = np.minimum(np.maximum(x - 1, 0), 4)[::4, ::4]
    scale = min(h, w) / 768
    soft = np.mean([gaussian_filter(bright, (s * scale, s * scale, 0)) for s in (3, 10, 28)], axis=0)
    planes = [
        np.asarray(Image.fromarray(soft[..., c].astype(np.float32)).resize((w, h), Image.Resampling.BILINEAR))
        for c in range(3)
    ]
    return np.stack(planes, -1)


def _vignette(h: int, w: int, amount: float) -> F32:
    yy, xx = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
    fall = 1 - amount * np.clip((xx**2 + yy**2) * 0.6, 0, 1) ** 1.3
    shaded: F32 = fall[..., None].astype(np.float32)
    return shaded


def _tone(x: F32) -> F32:
    """A soft shoulder; mid-greys keep their place. Half of it works on the brightest channel alone, so that a bright
    orange stays orange instead of turning yellow."""
    x = np.maximum(x * 0.92, 0)
    top = x.max(-1, keepdims=True)
    kept = x * (_shoulder(top) / np.maximum(top, 1e-6))
    return _gamma(np.clip(0.35 * _shoulder(x) + 0.65 * kept, 0, 1))


def _shoulder(x: F32) -> F32:
    return np.minimum(x * (1 + x / 9) / (1 + x * 0.42) * 1.06, 1.0)


def _gamma(x: F32) -> F32:
    x = np.maximum(x, 0)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)
