"""Rain and snow between the lens and the set: streaks and flakes on a few sheets at set distances, hidden by what
stands nearer. The same for the same seed and time."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter

from generation.engine.previz.scene import Fall
from generation.engine.previz.things.mesh import F32

# Distance of each sheet in metres, and how many drops a downpour has on it (of a square frame).
SHEETS = ((1.2, 26), (2.4, 90), (4.8, 260), (9.6, 620), (19.0, 1100))
SPEED = {"rain": 8.5, "snow": 1.1}  # metres a second
TALL = 0.65  # metres of height that a frame shows at 1 m, for an ordinary lens


def falling(y: F32, depth: F32, fall: Fall, seed: int, time: float) -> F32:
    """(h, w, 3) display values with what falls in front. `time`: seconds since the fall began."""
    if fall.kind == "none" or fall.amount <= 0:
        return y
    h, w = y.shape[:2]
    out = y
    light = np.percentile(y.reshape(-1, 3), 88, axis=0).astype(np.float32) * 0.5 + 0.42
    for i, (far, most) in enumerate(SHEETS):
        rng = np.random.default_rng([seed, 97, i])
        count = round(most * min(max(fall.amount, 0.0), 1.0) * w / h)
        sheet = (_rain if fall.kind == "rain" else _snow)(w, h, far, count, fall.wind, time, rng)
        sheet = sheet * np.clip((depth - far) * 4, 0, 1)
        # Bright before dark, and a little dark before a bright sky.
        seen = np.where(out > 0.62, out * 0.78, light) if fall.kind == "rain" else light
        out = out * (1 - sheet[..., None]) + seen * sheet[..., None]
    return out.astype(np.float32)


def _paths(count: int, far: float, kind: str, time: float, rng: np.random.Generator) -> tuple[F32, F32, F32]:
    """Where drops are, 0-1 of a frame a quarter larger, and a number of each drop's own."""
    x, y, own = rng.random((3, count)).astype(np.float32)
    fallen = time * SPEED[kind] * (0.85 + 0.3 * own) / (far * TALL)
    return x, (y + fallen) % 1.0, own


def _rain(w: int, h: int, far: float, count: int, wind: float, time: float, rng: np.random.Generator) -> F32:
    x, y, own = _paths(count, far, "rain", time, rng)
    sheet = Image.new("L", (w * 2, h * 2), 0)
    pen = ImageDraw.Draw(sheet)
    long = 0.17 / (far * TALL) * h * 2  # a fiftieth of a second
    thick = max(0.0016 / (far * TALL) * h * 2, 1.0)
    lean = wind * 0.5
    for a, b, c in zip(x, y, own, strict=True):
        x0, y0 = (float(a) * 1.3 - 0.15) * w * 2, (float(b) * 1.25 - 0.125) * h * 2
        step = long * (0.6 + 0.8 * float(c))
        strength = round(70 + 90 * float(c))
        pen.line([x0 - lean * step, y0 - step, x0, y0], fill=strength, width=max(round(thick), 1))
    soft = gaussian_filter(np.asarray(sheet.resize((w, h), Image.Resampling.BOX), np.float32) / 255, 0.004 * h / far)
    return np.asarray(soft * (0.62 if far < 3 else 0.8), np.float32)


def _snow(w: int, h: int, far: float, count: int, wind: float, time: float, rng: np.random.Generator) -> F32:
    x, y, own = _paths(count, far, "snow", time, rng)
    sway = 0.04 * np.sin(time * (0.6 + own) + own * 40) / (far * TALL)
    x = (x + sway + wind * 0.9 * time * (0.7 + 0.6 * own) / (far * TALL)) % 1.0
    sheet = Image.new("L", (w * 2, h * 2), 0)
    pen = ImageDraw.Draw(sheet)
    for a, b, c in zip(x, y, own, strict=True):
        r = max((0.003 + 0.004 * float(c)) / (far * TALL) * h * 2, 1.0)
        x0, y0 = (float(a) * 1.2 - 0.1) * w * 2, (float(b) * 1.2 - 0.1) * h * 2
        lean = wind * r * 0.9
        pen.ellipse([x0 - r - abs(lean), y0 - r, x0 + r + abs(lean), y0 + r], fill=round(150 + 105 * float(c)))
    soft = gaussian_filter(np.asarray(sheet.resize((w, h), Image.Resampling.BOX), np.float32) / 255, 0.0045 * h / far)
    return np.asarray(soft * 0.75, np.float32)
