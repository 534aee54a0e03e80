"""Pictures on surfaces: screens, windows at night, gradients, labels. No letters anywhere: shapes stand for words.

Every drawer takes the material's texture document and gives (h, w, 4) float32, gamma-coded RGB and coverage.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from generation.engine.previz import colour
from generation.engine.previz.scene import BadScene

Pixels = NDArray[np.float32]
Params = Mapping[str, Any]
Ink = tuple[int, int, int, int]


def draw(document: Params) -> Pixels:
    """The texture a document asks for, as (h, w, 4) linear light and coverage; drawn once per process."""
    return _drawn(json.dumps(document, sort_keys=True))


@lru_cache(maxsize=8)
def _drawn(document: str) -> Pixels:
    params = json.loads(document)
    if params.get("kind") not in DRAWERS:
        known = ", ".join(sorted(DRAWERS))
        raise BadScene(f"There is no texture {str(params.get('kind'))[:40]!r}. There are: {known}.")
    pixels = DRAWERS[params["kind"]](params)
    light = np.concatenate([colour.linear(pixels[..., :3]), pixels[..., 3:]], -1).astype(np.float32)
    light.setflags(write=False)
    return light


def photograph(pixels: NDArray[np.uint8]) -> Pixels:
    """A cut-out (h, w, 4) as a texture: small, opaque, what was transparent in the mean colour of the rest."""
    image = Image.fromarray(pixels)
    image.thumbnail((512, 512), Image.Resampling.BOX)
    rgba = np.asarray(image, np.float32) / np.float32(255)
    solid = rgba[..., 3] > 0.5
    mean = rgba[solid][:, :3].mean(0) if solid.any() else np.float32(0.5)
    colours = np.where(solid[..., None], rgba[..., :3], mean)
    return np.concatenate([colour.linear(colours), np.ones((*solid.shape, 1))], -1).astype(np.float32)


def _ink(colour_text: str, alpha: int = 255) -> Ink:
    r, g, b = (round(float(c) * 255) for c in colour.srgb(colour_text))
    return r, g, b, alpha


def gradient(p: Params) -> Pixels:
    """stops: (0-1 from the bottom, colour)."""
    rows = 512
    at = [s[0] for s in p["stops"]]
    colours = np.array([colour.srgb(s[1]) for s in p["stops"]])
    t = np.linspace(1, 0, rows)
    band = np.stack([np.interp(t, at, colours[:, c]) for c in range(3)], -1)
    return np.concatenate([np.repeat(band[:, None], 4, 1), np.ones((rows, 4, 1))], -1).astype(np.float32)


def windows(p: Params) -> Pixels:
    """A facade of 12 x 28 bays: dark wall, window bands, some lit. `lit` is the share of lit windows."""
    rng = np.random.default_rng(p.get("seed", 1))
    cols, rows, cell = 12, 28, 10
    base, lit = colour.srgb(p.get("wall", "#1b2745")), p.get("lit", 0.25)
    out = np.zeros((rows * cell, cols * cell, 4), np.float32)
    lamps = [colour.srgb(c) for c in p.get("lamps", ("#ffd9a0", "#ffc27a", "#ffe9cf", "#c7d6e8"))]
    dim = base * 0.72
    out[..., :3] = base
    for j in range(rows):
        floor_lit = lit * rng.uniform(0.3, 1.8)
        for i in range(cols):
            y, x = j * cell, i * cell
            pane = lamps[rng.integers(len(lamps))] * rng.uniform(0.5, 1.0) if rng.random() < floor_lit else dim
            out[y + 3 : y + 8, x + 2 : x + 8, :3] = pane
            out[y + 3 : y + 8, x + 2 : x + 8, 3] = 1.0 if pane is not dim else 0.0
    out[..., 3] = np.maximum(out[..., 3], p.get("air", 0.35))
    out[-2:, :, :3] = base
    out[-2:, :, 3] = p.get("air", 0.35)
    return out.astype(np.float32)


def label(p: Params) -> Pixels:
    """A label without words: bars and a mark."""
    image = Image.new("RGB", (1024, 256), _ink(p.get("paper", "#f3efe6"))[:3])
    pen = ImageDraw.Draw(image)
    ink, accent = _ink(p.get("ink", "#33373d"))[:3], _ink(p.get("accent", "#8a8f98"))[:3]
    for x in range(0, 1024, 256):
        pen.ellipse([x + 104, 40, x + 152, 88], fill=accent)
        pen.rounded_rectangle([x + 66, 120, x + 190, 130], 5, fill=ink)
        pen.rounded_rectangle([x + 84, 150, x + 172, 157], 3, fill=ink)
    return _opaque(image)


def keys(p: Params) -> Pixels:
    image = Image.new("RGB", (300, 112), _ink(p.get("paper", "#9a9da3"))[:3])
    pen = ImageDraw.Draw(image)
    for row in range(5):
        for col in range(14):
            pen.rounded_rectangle(
                [col * 21 + 4, row * 22 + 3, col * 21 + 22, row * 22 + 20], 3, fill=_ink(p.get("ink", "#2a2c31"))[:3]
            )
    return _opaque(image)


def _opaque(image: Image.Image) -> Pixels:
    rgb = np.asarray(image, np.float32) / 255
    return np.concatenate([rgb, np.ones((*rgb.shape[:2], 1), np.float32)], -1)


def screen(p: Params) -> Pixels:
    """An interface as pure shape. form: decision (paths that meet), chart, cloud, map, app. `clear` gives a see-through
    pane with little ground, else a filled screen. Drawn at twice the size and reduced, so that lines are smooth."""
    w, h = (960, 460) if p.get("aspect", 2.0) > 1 else (448, 960)
    ground, accent, cool = p.get("ground", "#14213d"), p.get("accent", "#fca311"), p.get("cool", "#9fb6d8")
    image = Image.new("RGBA", (w * 2, h * 2), _ink(ground, 58 if p.get("clear") else 255))
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    _FORMS[p.get("form", "chart")](
        ImageDraw.Draw(layer), w * 2, h * 2, accent, cool, np.random.default_rng(p.get("seed", 1))
    )
    image = Image.alpha_composite(image, layer).resize((w, h), Image.Resampling.BOX)
    return np.asarray(image, np.float32) / np.float32(255)


def _decision(pen: ImageDraw.ImageDraw, w: int, h: int, accent: str, cool: str, rng: np.random.Generator) -> None:
    """Many paths that meet in one: people decide together."""
    k = h / 576
    for x in range(0, w, int(72 * k)):
        pen.line([x, 0, x, h], fill=_ink(cool, 20), width=int(1.6 * k))
    for y in range(0, h, int(72 * k)):
        pen.line([0, y, w, y], fill=_ink(cool, 20), width=int(1.6 * k))
    starts = [(0.12, float(y)) for y in np.linspace(0.2, 0.8, 3) + rng.uniform(-0.04, 0.04, 3)]
    middle = [(0.37, float(rng.uniform(0.28, 0.4))), (0.39, float(rng.uniform(0.6, 0.72)))]
    meet, goal = (0.61, float(rng.uniform(0.46, 0.54))), (0.86, 0.5)
    spots = [(x * w, y * h) for x, y in (*starts, *middle, meet)]
    for a, b in ((0, 3), (1, 3), (1, 4), (2, 4), (3, 5), (4, 5)):
        pen.line([spots[a], spots[b]], fill=_ink(cool, 175), width=int(6 * k))
    end = (goal[0] * w, goal[1] * h)
    pen.line([spots[5], end], fill=_ink(accent), width=int(11 * k))
    for i, (sx, sy) in enumerate(spots):
        dot = (40 if i == 5 else 22) * k
        pen.ellipse([sx - dot, sy - dot, sx + dot, sy + dot], fill=_ink(accent) if i == 5 else _ink(cool, 225))
    ring = 62 * k
    pen.ellipse([end[0] - ring, end[1] - ring, end[0] + ring, end[1] + ring], outline=_ink(accent), width=int(13 * k))
    pen.ellipse([end[0] - ring / 3, end[1] - ring / 3, end[0] + ring / 3, end[1] + ring / 3], fill=_ink(accent))


def _chart(pen: ImageDraw.ImageDraw, w: int, h: int, accent: str, cool: str, rng: np.random.Generator) -> None:
    k = h / 576
    x = np.linspace(0.06, 0.64, 26) * w
    y = np.cumsum(rng.normal(-0.006, 0.03, 26))
    y = (0.36 + (y - y.mean()) * 0.8).clip(0.12, 0.6) * h
    points = list(zip(x.tolist(), y.tolist(), strict=True))
    for i in range(5):
        pen.line(
            [(0.06 * w, (0.14 + i * 0.115) * h), (0.64 * w, (0.14 + i * 0.115) * h)],
            fill=_ink(cool, 36),
            width=int(2 * k),
        )
    pen.line(points, fill=_ink(cool, 235), width=int(8 * k), joint="curve")
    pen.line(points[17:], fill=_ink(accent), width=int(11 * k), joint="curve")
    best = int(rng.integers(3, 8))
    for i in range(9):
        left, top = (0.06 + i * 0.066) * w, (0.9 - rng.uniform(0.06, 0.24)) * h
        pen.rounded_rectangle(
            [left, top, left + 0.044 * w, 0.91 * h], 6 * k, fill=_ink(accent, 240) if i == best else _ink(cool, 120)
        )
    cx, cy, r = 0.81 * w, 0.36 * h, 0.2 * h
    share = float(rng.uniform(40, 110))
    pen.arc([cx - r, cy - r, cx + r, cy + r], share - 90, 270, fill=_ink(cool, 215), width=int(32 * k))
    pen.arc([cx - r, cy - r, cx + r, cy + r], -90, share - 90, fill=_ink(accent), width=int(32 * k))
    for i in range(4):
        pen.rounded_rectangle(
            [0.7 * w, (0.66 + i * 0.07) * h, (0.7 + rng.uniform(0.08, 0.22)) * w, (0.69 + i * 0.07) * h],
            8 * k,
            fill=_ink(cool, 165),
        )


def _cloud(pen: ImageDraw.ImageDraw, w: int, h: int, accent: str, cool: str, rng: np.random.Generator) -> None:
    k = h / 576
    pen.line([(0.06 * w, 0.88 * h), (0.94 * w, 0.16 * h)], fill=_ink(cool, 130), width=int(4 * k))
    for i in range(30):
        t = rng.uniform(0.06, 0.94)
        x, y = t * w, (0.9 - 0.74 * t + rng.normal(0, 0.12)) * h
        radius = float(rng.uniform(8, 38)) * k
        pen.ellipse(
            [x - radius, y - radius, x + radius, y + radius],
            fill=_ink(accent, 240) if i in (6, 13) else _ink(cool, int(rng.uniform(70, 190))),
        )


def _map(pen: ImageDraw.ImageDraw, w: int, h: int, accent: str, cool: str, rng: np.random.Generator) -> None:
    k = h / 576
    t = np.linspace(0, 1, 60)
    for i in range(11):
        y = (0.1 + 0.08 * i + 0.05 * np.sin(t * 6.3 + i * 0.5 + rng.uniform(0, 0.6)) + 0.04 * np.sin(t * 14 + i)) * h
        pen.line(
            list(zip((t * w).tolist(), y.tolist(), strict=True)),
            fill=_ink(cool, 70 if i % 3 else 150),
            width=int(4 * k),
        )
    route = (0.75 - 0.5 * t + 0.08 * np.sin(t * 9)) * h
    pen.line(
        list(zip(((0.12 + 0.72 * t) * w).tolist(), route.tolist(), strict=True)),
        fill=_ink(accent),
        width=int(10 * k),
        joint="curve",
    )
    for cx, cy in ((0.12 * w, float(route[0])), (0.84 * w, float(route[-1]))):
        pen.ellipse([cx - 26 * k, cy - 26 * k, cx + 26 * k, cy + 26 * k], fill=_ink(accent))


def _app(pen: ImageDraw.ImageDraw, w: int, h: int, accent: str, cool: str, rng: np.random.Generator) -> None:
    """Cards in a list, one of them lit."""
    m = 0.07 * w
    pen.rounded_rectangle([m, 0.05 * h, w - m, 0.3 * h], 0.05 * w, fill=_ink(accent))
    y = 0.34 * h
    for _ in range(4):
        pen.rounded_rectangle([m, y, w - m, y + 0.115 * h], 0.04 * w, fill=_ink(cool, 70))
        pen.ellipse([m * 1.5, y + 0.025 * h, m * 1.5 + 0.065 * h, y + 0.09 * h], fill=_ink(cool, 210))
        pen.rounded_rectangle(
            [0.34 * w, y + 0.034 * h, (0.5 + rng.uniform(0.05, 0.35)) * w, y + 0.052 * h], 8, fill=_ink(cool, 220)
        )
        y += 0.145 * h


_FORMS: dict[str, Callable[[ImageDraw.ImageDraw, int, int, str, str, np.random.Generator], None]] = {
    "decision": _decision, "chart": _chart, "cloud": _cloud, "map": _map, "app": _app,
}  # fmt: skip

DRAWERS: dict[str, Callable[[Params], Pixels]] = {
    "gradient": gradient, "windows": windows, "label": label, "keys": keys, "screen": screen,
}  # fmt: skip
