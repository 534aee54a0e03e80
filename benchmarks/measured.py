"""Previz candidates of the sample briefs, measured: what the benchmarks of stacks and of ranking work on.

Pictures are small (their long side is given) and of 2 samples; what was measured of them is kept under var/, since a
hundred take minutes to make. `how`, `azimuth` and `size` come from the recipe, not from the picture: they are the truth
that stacks are held against.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.previz import plan, still
from benchmarks.previz_briefs import NORTHLIGHT, SAMPLES
from benchmarks.previz_sheets import size
from generation.engine.acceptance.evidence import Room
from generation.engine.features.measure import measure
from generation.engine.features.seen import Asked, Cut
from generation.engine.features.table import VERSION
from generation.engine.picture import Box, Picture

KEPT = Path("var/benchmarks")
SAFE = Box("safe", 0.05, 0.05, 0.9, 0.9)
ASKED = Asked(  # one brand's usual placements, with copy at the top
    NORTHLIGHT,
    (Room("square", 1.0, Box("copy", 0.05, 0.05, 0.5, 0.4, "copy"), SAFE),
     Room("portrait", 0.8, Box("copy", 0.05, 0.05, 0.9, 0.3, "copy"), SAFE)),
    tuple(Cut(ratio, SAFE) for ratio in (1.0, 0.8, 9 / 16, 1.91)),
)  # fmt: skip
COMPOSED = re.compile(r"Composition \d+ of \d+, chosen from \d+: (.*), ([+-]?\d+)° round")


@dataclass(frozen=True, slots=True)
class Made:
    """One candidate. `boxes` as documents, `size` the logarithm of how large its lens shows things."""

    values: dict[str, float]
    fingerprint: int
    colours: list[int]
    boxes: list[dict[str, Any]]
    aspect: float
    how: str
    azimuth: float
    size: float


def candidates(index: int, count: int, long: int) -> list[Made]:
    """The first `count` options of a sample brief, made now unless they are kept."""
    kept = KEPT / f"{index:02d}-{long}-v{VERSION}.json"
    rows = [Made(**row) for row in json.loads(kept.read_text("utf-8"))] if kept.exists() else []
    for position in range(len(rows), count):
        node = plan(SAMPLES[index], *size(SAMPLES[index].shape, long), 2, position)
        scene: Any = node.params["scene"]
        rows.append(made(still(node), scene["camera"]))
    KEPT.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(row) for row in rows]), "utf-8")
    return rows[:count]


def made(picture: Picture, camera: dict[str, Any]) -> Made:
    found = measure(picture.pixels, picture.boxes, ASKED)
    told = next((match for note in picture.notes if (match := COMPOSED.match(note))), None)
    away = math.hypot(camera["eye"][0], camera["eye"][2])
    shown = -math.log(max(away, 1e-6) * math.tan(math.radians(camera["fov"]) / 2))
    boxes = [box.document() for box in picture.boxes]
    how, azimuth = (told[1], float(told[2])) if told else ("", 0.0)
    return Made(
        found.values, found.fingerprint, found.colours, boxes, picture.width / picture.height, how, azimuth, shown
    )
