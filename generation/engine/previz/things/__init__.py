"""Everything that can stand in a set, by name: one module a department, each with its builders and what they wear.

A builder takes params and gives part name -> mesh: metres, foot at y = 0, front to +z, centred in x and z.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np

from generation.engine.previz.things import people
from generation.engine.previz.things.mesh import Mesh

Builder = Callable[[Mapping[str, Any]], dict[str, Mesh]]
Corner = tuple[float, float, float]
DEPARTMENTS = (
    "cutout", "flatwork", "products", "jars", "cosmetics", "packaging", "shoes", "bags", "fashion", "jewellery",
    "kitchen", "glassware", "food", "bakery", "meals", "fruit", "office", "gadgets", "audio", "power", "desk",
    "paper", "keepsakes", "clocks", "emblems", "sport", "boards", "music", "strings", "toys", "party", "tools",
    "paint", "medical", "tableware", "devices", "furniture", "seats", "storage", "interior", "teaching", "ladders",
    "appliances", "bathroom", "studio", "forms", "film", "nature", "stone", "animals", "birds", "creatures", "trees",
    "conifers", "timber", "plants", "flowers", "meadow", "landforms", "growth", "outworks", "vehicles", "cycles",
    "boats", "transit", "aircraft", "mobility", "buildings", "town", "street", "stalls", "garden", "industry",
    "cargo", "landmarks", "bridges", "blocks",
)  # fmt: skip


class UnknownShape(ValueError):
    """A scene asks for a shape that this version cannot make."""


def _builders(module: Any) -> dict[str, Builder]:
    """The public functions that a department defines itself."""
    own = {n: v for n, v in vars(module).items() if callable(v) and getattr(v, "__module__", "") == module.__name__}
    return {name: value for name, value in own.items() if not name.startswith("_")}


_MODULES = tuple(import_module(f"{__name__}.{name}") for name in DEPARTMENTS)
SHAPES: dict[str, Builder] = {"person": people.person}
WEARS: dict[str, Mapping[str, str]] = {}  # shape -> part -> material, unless the scene says otherwise
for _module in _MODULES:
    SHAPES |= _builders(_module)
    WEARS |= _module.WEARS


def build(shape: str, params: Mapping[str, Any]) -> dict[str, Mesh]:
    """The meshes of one thing, in its own frame. Raises UnknownShape naming it."""
    if shape not in SHAPES:
        raise _unknown(shape)
    return SHAPES[shape](params)


def known(shapes: Iterable[str]) -> None:
    """Raises UnknownShape for the first that cannot be made."""
    for shape in shapes:
        if shape not in SHAPES:
            raise _unknown(shape)


def _unknown(shape: str) -> UnknownShape:
    close = get_close_matches(shape[:60], SHAPES, 3)
    hint = f"Did you mean {' or '.join(close)}?" if close else "docs/gallery lists them."
    return UnknownShape(f"This version has no shape {shape[:60]!r}. {hint}")


def bounds(shape: str, params: Mapping[str, Any]) -> tuple[Corner, Corner]:
    """Lowest and highest corner in the thing's own frame."""
    if shape == "person":
        return people.bounds(params)  # sculpting takes time and numba; planning has neither
    return _measured(shape, json.dumps(params, sort_keys=True))


@lru_cache(maxsize=1024)
def _measured(shape: str, params: str) -> tuple[Corner, Corner]:
    points = np.vstack([m.v for m in build(shape, json.loads(params)).values()])
    lo, hi = points.min(0), points.max(0)
    return (float(lo[0]), float(lo[1]), float(lo[2])), (float(hi[0]), float(hi[1]), float(hi[2]))
