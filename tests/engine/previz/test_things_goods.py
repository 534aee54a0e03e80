"""Everything a brand sells or puts on a table: each thing is a sound solid of its true size, and each has its words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import import_module

import numpy as np
import pytest

from generation.engine.previz import lexicon, materials, things
from generation.engine.previz.palette import read_palette
from generation.engine.previz.things.mesh import Mesh
from generation.engine.previz.things.outlines import extrude, oval, plate, star
from generation.engine.previz.things.solids import blob, grounded, loft, number, pipe, sheet, torus, vessel, volume

DEPARTMENTS = (
    "products", "jars", "cosmetics", "packaging", "shoes", "bags", "fashion", "jewellery", "kitchen", "glassware",
    "tableware", "food", "bakery", "meals", "fruit", "devices", "office", "gadgets", "audio", "power", "desk", "paper",
    "keepsakes", "clocks", "emblems", "sport", "boards", "music", "strings", "toys", "party", "tools", "paint",
    "medical",
)  # fmt: skip
WEARS = {name: import_module(f"generation.engine.previz.things.{name}").WEARS for name in DEPARTMENTS}
SHAPES = sorted(shape for wears in WEARS.values() for shape in wears)
SCREENS = {"product", "phone screen", "device screen", "glass screen"}  # made when a thing is dressed

# Greatest side in metres: least, most.
SIZES = {
    "bottle": (0.2, 0.3), "can": (0.1, 0.13), "lipstick": (0.06, 0.09), "shoe": (0.26, 0.31), "suitcase": (0.8, 1.1),
    "phone": (0.14, 0.16), "laptop": (0.3, 0.36), "television": (1.0, 1.4), "server_rack": (1.9, 2.1),
    "wine_glass": (0.2, 0.23), "apple": (0.07, 0.1), "pizza": (0.28, 0.36), "burger": (0.1, 0.14),
    "book": (0.2, 0.24), "key": (0.05, 0.1), "football": (0.21, 0.23), "surfboard": (1.7, 2.1), "guitar": (0.9, 1.1),
    "grand_piano": (1.4, 2.2), "teddy": (0.25, 0.35), "hammer": (0.25, 0.35), "finger_ring": (0.02, 0.03),
    "robot": (1.0, 1.3), "egg": (0.07, 0.1), "watch": (0.05, 0.08), "umbrella": (0.8, 1.2), "microscope": (0.3, 0.45),
}  # fmt: skip


T = np.arange(12) / 1.9  # round a ring


@cache
def built(shape: str) -> dict[str, Mesh]:
    return things.build(shape, {})


def every(parts: dict[str, Mesh]) -> np.ndarray:
    return np.vstack([m.v for m in parts.values()])


def test_there_are_more_than_two_hundred_goods() -> None:
    assert len(SHAPES) == len(set(SHAPES))
    assert len(SHAPES) >= 200


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_thing_is_a_sound_solid(department: str) -> None:
    for shape in WEARS[department]:
        check_sound(shape)


def check_sound(shape: str) -> None:
    parts = built(shape)
    triangles = sum(len(m.f) for m in parts.values())
    assert 40 <= triangles < 20_000, shape
    for name, m in parts.items():
        assert np.isfinite(m.v).all() and np.isfinite(m.n).all() and np.isfinite(m.uv).all(), (shape, name)
        assert m.f.max() < len(m.v), (shape, name)
        assert np.abs(np.linalg.norm(m.n[m.f.ravel()], axis=1) - 1).max() < 0.02, (shape, name)
    low, high = every(parts).min(0), every(parts).max(0)
    assert abs(low[1]) < 1e-3, f"{shape} stands on the floor"
    assert 0.003 < (high - low).max() < 2.8, shape


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_triangles_face_the_way_their_normals_point(department: str) -> None:
    for shape in WEARS[department]:
        check_facing(shape)


def check_facing(shape: str) -> None:
    for name, m in built(shape).items():
        a, b, c = (m.v[m.f[:, k]].astype(float) for k in range(3))
        face = np.cross(b - a, c - a)
        agree = np.einsum("ij,ij->i", face, m.n[m.f].mean(1))
        area = np.linalg.norm(face, axis=1)
        assert area[agree < 0].sum() <= 0.06 * area.sum(), (shape, name)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_normals_point_out_of_the_thing(department: str) -> None:
    """By signed volume about each part's own middle: flat parts (a screen, a label) add next to nothing."""
    for shape in WEARS[department]:
        parts = built(shape).values()
        total = sum(volume(Mesh(p.v - (p.v.min(0) + p.v.max(0)) / 2, p.f, p.n, p.uv)) for p in parts)
        assert total > 0, shape


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_thing_wears_materials_that_exist_on_parts_that_it_has(department: str) -> None:
    known = set(materials.base(read_palette([], None, []))) | SCREENS
    for shape, wears in WEARS[department].items():
        assert set(built(shape)) <= set(wears), shape
        assert set(wears.values()) <= known, shape


@pytest.mark.parametrize(("shape", "band"), SIZES.items())
def test_a_thing_has_its_true_size(shape: str, band: tuple[float, float]) -> None:
    size = np.ptp(every(built(shape)), axis=0).max()
    assert band[0] <= size <= band[1]


@pytest.mark.parametrize("params", [{"count": 10**9}, {"count": "many"}, {"stout": float("nan")}, {"w": [], "tall": 1}])
def test_hostile_parameters_make_a_thing_all_the_same(params: dict[str, object]) -> None:
    for shape in ("plate", "balloons", "jar", "bottle", "carton", "boot", "television"):
        assert np.isfinite(every(things.build(shape, params))).all()


def test_a_number_is_kept_within_its_bounds() -> None:
    assert number({"count": 99}, "count", 3, 1, 9) == 9
    assert number({"count": True}, "count", 3, 1, 9) == 3


def test_every_shape_has_a_word_and_no_word_means_two_things() -> None:
    meant = defaultdict(set)
    ours = {s for wears in WEARS.values() for s in wears}
    rows = [row for row in lexicon.NOUNS if row.shape in ours]
    assert ours - {row.shape for row in rows} == set()
    for row in rows:
        for word in row.words:
            meant[word].add(row.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    "solid",
    [
        extrude(star(5, 0.1, 0.04), 0.03, bevel=0.004), extrude(oval(0.2, 0.1), 0.02), plate(0.1, 0.2, 0.01, 0.02),
        blob(0.1, 0.1, 0.1), blob(0.1, 0.2, 0.3, flat=4, across=6), torus(0.1, 0.02),
        pipe([(0, 0, 0), (0, 0.1, 0), (0.1, 0.1, 0.1)], 0.01),
        pipe([(0, 0, 0.1), (0.1, 0, 0), (-0.1, 0, 0)], 0.01, closed=True),
        loft([np.c_[np.cos(T) * r, T * 0 + y, np.sin(T) * r] for y, r in ((0, 1), (1, 0.5))]),
        vessel([(0.03, 0.002), (0.04, 0.1)], 0.002, 0.005, 0.08)[1],
    ],
)  # fmt: skip
def test_a_primitive_is_closed_and_faces_out(solid: Mesh) -> None:
    assert volume(solid) > 0


def test_a_sheet_has_two_faces_and_its_thickness() -> None:
    x, z = np.meshgrid(np.linspace(0, 1, 5), np.linspace(0, 1, 4))
    m = sheet(np.dstack([x, 0 * x, z])[::-1], 0.01)
    assert abs(abs(volume(m)) - 0.01) < 1e-3


def test_grounded_puts_the_foot_on_the_floor() -> None:
    parts = grounded({"a": blob(0.2, 0.2, 0.2)})
    assert abs(parts["a"].v[:, 1].min()) < 1e-6
