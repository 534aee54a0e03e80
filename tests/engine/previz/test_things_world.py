"""Furniture, nature, vehicles, buildings, studio pieces: every model builds, stands, faces outwards, and has a word."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import numpy as np
import pytest

from generation.engine.previz import materials, things
from generation.engine.previz.lexicon import Noun
from generation.engine.previz.palette import read_palette
from generation.engine.previz.things import WEARS, bounds, build
from generation.engine.previz.things.mesh import Mesh, join

DEPARTMENTS = (
    "furniture", "seats", "storage", "interior", "teaching", "ladders", "appliances", "bathroom", "studio", "forms",
    "film", "nature", "trees", "conifers", "timber", "plants", "flowers", "meadow", "animals", "birds", "creatures",
    "vehicles", "cycles", "boats", "transit", "aircraft", "mobility", "buildings", "town", "landmarks", "bridges",
    "blocks", "street", "stalls", "garden", "stone", "industry", "cargo",
)  # fmt: skip
MODULES = {name: import_module(f"generation.engine.previz.things.{name}") for name in DEPARTMENTS}
SHAPES = sorted(shape for module in MODULES.values() for shape in things._builders(module))
NOUNS = [row for name in DEPARTMENTS for row in import_module(f"generation.engine.previz.lexicon.{name}").NOUNS]

# What does not stand on the ground: it floats with its waterline there, hangs, or is a card, a floor or a far ridge.
AFLOAT = {
    "sailing_boat",
    "container_ship",
    "chapel",
    "skyline",
    "hills",
    "posts",
    "pendant",
    "card",
    "cloud_card",
    "water",
}
SHEETS = {
    "tree", "oak", "birch", "cherry_tree", "olive_tree", "acacia", "fir", "pine", "cypress", "willow", "palm",
    "christmas_tree", "card", "cloud_card", "panel", "deck", "ground", "water", "cyclorama", "reeds", "fern", "hills",
    "monstera", "fiddle_leaf", "plant", "potted_palm", "ivy", "bonsai", "bush", "hedge", "wreath", "grass_tuft",
    "tulip", "rose", "daisy", "sunflower", "vase_flowers", "bouquet", "cactus", "waterfall", "slats", "facade",
}  # fmt: skip
HEIGHTS = {
    "table": (0.7, 0.8), "chair": (0.7, 0.95), "office_chair": (0.9, 1.3), "sofa": (0.6, 1.0), "bed": (0.8, 1.3),
    "door": (2.0, 2.3), "fridge": (1.5, 2.0), "car": (1.3, 1.6), "bus": (2.8, 3.4), "bicycle": (0.9, 1.2),
    "horse": (1.7, 2.3), "dog": (0.5, 0.95), "house": (5, 9), "oak": (8, 14), "wheelchair": (0.8, 1.1),
    "phone_box": (2.2, 2.8), "aeroplane": (8, 14), "tulip": (0.3, 0.6), "lighthouse": (10, 14),
}  # fmt: skip


@cache
def made(shape: str) -> dict[str, Mesh]:
    return build(shape, {})


def outwards(m: Mesh) -> float:
    """Above zero when normals point away from the middle in the main, weighted by area."""
    a, b, c = (m.v[m.f[:, k]].astype(float) for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    middle = (a + b + c) / 3
    away = middle - (middle * area[:, None]).sum(0) / area.sum()
    return float((area * (away * m.n[m.f].mean(1)).sum(1)).sum())


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_sound_model(shape: str) -> None:
    parts = made(shape)
    m = join(parts.values())
    lo, hi = m.v.min(0), m.v.max(0)
    assert all(np.isfinite(part.v).all() and np.isfinite(part.n).all() and len(part.f) for part in parts.values())
    assert 2 <= len(m.f) <= 42_000
    assert int(m.f.max()) < len(m.v)
    tall = float((hi - lo).max())
    if shape not in AFLOAT:  # roots and stones go a little into the ground
        assert -0.05 * tall <= lo[1] <= 0.02 * tall, f"{shape} stands at {lo[1]:.3f}"
    if shape not in SHEETS:
        lengths = np.linalg.norm(m.n, axis=1)
        assert float(np.mean(np.abs(lengths - 1) < 0.02)) > 0.97
        assert outwards(m) > 0, "normals point inwards"


@pytest.mark.parametrize("shape", [s for s in SHAPES if s in WEARS])
def test_every_part_wears_a_material_that_exists(shape: str) -> None:
    given = {"product", "roof", "device screen", "phone screen", "glass screen"}  # the stage makes these to measure
    known = {*materials.base(read_palette(["#14213d", "#fca311"])), *given}
    assert set(WEARS[shape].values()) <= known
    assert set(made(shape)) <= set(WEARS[shape]) or "*" in WEARS[shape]


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: str(row.name))
def test_every_noun_names_a_shape_and_parts_that_it_has(row: Noun) -> None:
    assert row.shape in things.SHAPES and 1 <= row.most <= 9
    assert row.stands in ("floor", "top", "far", "water", "wall", "sky")
    assert row.kind in ("product", "thing")
    assert not row.wears or set(row.wears) <= set(build(row.shape, row.params))


@pytest.mark.parametrize(("shape", "band"), HEIGHTS.items())
def test_true_metres(shape: str, band: tuple[float, float]) -> None:
    lo, hi = bounds(shape, {})
    assert band[0] <= hi[1] - lo[1] <= band[1]


def test_there_are_at_least_ninety_things() -> None:
    assert len({row.name for row in NOUNS}) >= 90


@pytest.mark.parametrize(
    "shape", ["tree", "sofa", "shelf", "car", "rug", "pine", "truss", "spiral_stairs", "mushrooms"]
)
def test_strange_parameters_do_no_harm(shape: str) -> None:
    wild = {
        "w": float("nan"),
        "h": "tall",
        "d": None,
        "seed": -5,
        "count": 1e9,
        "form": ["a"],
        "l": True,
        "leaves": "x",
    }
    m = join(build(shape, wild).values())
    assert np.isfinite(m.v).all() and len(m.f) < 200_000


def test_the_same_seed_gives_the_same_tree_and_another_seed_another() -> None:
    one, again, other = (join(build("oak", {"seed": s}).values()).v for s in (4, 4, 5))
    assert np.array_equal(one, again)
    assert one.shape != other.shape or not np.allclose(one, other)
