"""Pictures: the same bytes everywhere, masks that cover what they name, copy space that is calm."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from generation.engine.picture import Cancelled, EngineError, Job
from generation.engine.previz import engine
from generation.engine.previz.scene import Scene
from generation.engine.recipe import Node
from generation.engine.render import op, render
from tests.engine.previz.orders import FLAT, MARSH, NORTHLIGHT, OFFICE, SHORE, TERN, NoInputs, picture, plan


def test_seed_and_position_change_the_picture() -> None:
    seen = {picture(OFFICE, seed=s, position=p).pixels_sha256 for s, p in ((1, 0), (2, 0), (1, 1))}
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("brief", "names"),
    [
        (OFFICE, {"person 1", "person 2", "person 3", "display"}),
        (SHORE, {"bottle", "basalt"}),
        (MARSH, {"chapel", "boat", "person 1"}),
    ],
)
def test_masks_and_boxes_name_what_the_brief_asked_for(brief: dict[str, object], names: set[str]) -> None:
    shown = picture(brief, width=240, height=160)
    boxes = {box.name: box for box in shown.boxes}
    assert names <= set(boxes)
    marks = shown.facts["passes"]["masks"]["names"]
    solid, panes = (np.asarray(Image.open(io.BytesIO(shown.passes[name]))) for name in ("masks", "panes"))
    for name in names:
        rows, cols = np.nonzero((solid == marks.index(name)) | (panes == marks.index(name)))
        box = boxes[name]
        assert box.x == pytest.approx(cols.min() / 240) and box.y == pytest.approx(rows.min() / 160)
        assert box.x + box.w == pytest.approx((cols.max() + 1) / 240)
    assert boxes["subject"].kind == "focal"


def test_depth_is_in_metres_and_orders_things() -> None:
    shown = picture(OFFICE, width=240, height=160)
    reading = shown.facts["passes"]
    depth = np.asarray(Image.open(io.BytesIO(shown.passes["depth"]))).astype(float)
    metres = depth / 65534 * (reading["depth"]["far"] - reading["depth"]["near"]) + reading["depth"]["near"]
    masks = np.asarray(Image.open(io.BytesIO(shown.passes["masks"])))
    people = masks == reading["masks"]["names"].index("person 1")
    assert 1.0 < np.median(metres[people]) < 9.0
    assert np.median(metres[: 160 // 4]) > 3 * np.median(metres[people])
    normals = np.asarray(Image.open(io.BytesIO(shown.passes["normals"]))).astype(float)[people] / 255 * 2 - 1
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1, abs=0.03)
    assert (normals[:, 2] > -0.3).mean() > 0.99 and normals[:, 2].mean() > 0.4  # rims lean away at the frame's edge


def _busy(pixels: np.ndarray, x: float, y: float, w: float, h: float) -> float:
    """Share of neighbouring pixels in a part of the frame that differ by more than film grain does: edges per pixel."""
    height, width = pixels.shape[:2]
    grey = pixels[int(y * height) : int((y + h) * height), int(x * width) : int((x + w) * width)].astype(float).mean(-1)
    steps = [np.abs(np.diff(grey, axis=axis)) > 9 for axis in (0, 1)]
    return float(steps[0].mean() + steps[1].mean())


@pytest.mark.parametrize(
    ("brief", "palette", "size"),
    [
        (OFFICE, NORTHLIGHT, (240, 160)),
        (OFFICE, NORTHLIGHT, (300, 125)),
        (SHORE, TERN, (160, 200)),
        ({**OFFICE, "copy_space": "left third"}, NORTHLIGHT, (240, 160)),
        (
            {"subject": "a lone hiker", "environment": "field at golden hour", "copy_space": "top third"},
            TERN,
            (240, 160),
        ),
    ],
)
def test_copy_space_is_calm(brief: dict[str, object], palette: tuple[str, ...], size: tuple[int, int]) -> None:
    for position in (1, 6):
        shown = picture(brief, palette=palette, width=size[0], height=size[1], position=position, seed=position)
        copy = next(box for box in shown.boxes if box.kind == "copy")
        inside, everywhere = _busy(shown.pixels, copy.x, copy.y, copy.w, copy.h), _busy(shown.pixels, 0, 0, 1, 1)
        assert inside < 0.035 and inside < 0.35 * everywhere, (position, inside, everywhere)
        focal = next(box for box in shown.boxes if box.kind == "focal")
        over_x = min(focal.x + focal.w, copy.x + copy.w) - max(focal.x, copy.x)
        over_y = min(focal.y + focal.h, copy.y + copy.h) - max(focal.y, copy.y)
        assert over_x <= 0.02 or over_y <= 0.02


def test_the_subject_stands_where_it_was_asked_for() -> None:
    for position in range(3):
        focal = next(
            b
            for b in picture(SHORE, palette=TERN, width=160, height=200, position=position).boxes
            if b.name == "bottle"
        )
        assert 0.6 < focal.x + focal.w / 2 < 0.84


def test_interiors_are_neither_black_nor_blown() -> None:
    for position in range(3):
        pixels = picture(OFFICE, position=position, seed=position).pixels
        assert (pixels.max(-1) < 8).mean() < 0.08 and (pixels.min(-1) > 250).mean() < 0.03
        assert 60 < pixels.mean() < 170


def test_flat_illustrations_use_only_the_palette() -> None:
    palette = ("#0F172A", "#334155", "#94A3B8", "#E2E8F0", "#38BDF8", "#F472B6")
    allowed = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (*palette, "#ffffff")])
    pixels = picture(FLAT, palette=palette, samples=4).pixels.reshape(-1, 1, 3).astype(int)
    off = np.abs(pixels - allowed).max(-1).min(-1)
    assert (off <= 1).mean() > 0.93  # the rest are edges


def test_enlarging_keeps_the_composition() -> None:
    small = plan(OFFICE, position=3)
    large = engine.enlarge(small, 384)
    assert large is not None and large.nodes[0].params["width"] == 384 and large.nodes[0].params["height"] == 256
    assert large.nodes[0].params["scene"] == small.nodes[0].params["scene"]
    before, after = (render(r, Job(NoInputs())) for r in (small, large))
    for a in before.boxes:
        b = next((x for x in after.boxes if x.name == a.name), None)
        if a.w * a.h > 0.004:
            assert b is not None and abs(a.x - b.x) < 0.02 and abs(a.y - b.y) < 0.02 and abs(a.w - b.w) < 0.03
    reduced = np.asarray(Image.fromarray(after.pixels).resize((192, 128), Image.Resampling.BOX)).astype(float)
    assert np.abs(reduced - before.pixels).mean() < 12


def test_a_still_can_be_cancelled_in_the_middle() -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))

    node = plan(OFFICE).nodes[0]
    with pytest.raises(Cancelled):
        op(node.op)(None, node, Job(NoInputs(), progress=progress, cancelled=lambda: len(calls) >= 2))
    assert 2 <= len(calls) <= 4


def test_progress_runs_to_the_end() -> None:
    calls: list[tuple[int, int]] = []
    node = plan(SHORE).nodes[0]
    op(node.op)(None, node, Job(NoInputs(), progress=lambda done, total: calls.append((done, total))))
    assert calls[-1][0] == calls[-1][1] and len({total for _, total in calls}) == 1


def test_facts_say_what_made_the_picture() -> None:
    facts = picture(SHORE).facts
    assert facts["engine"]["name"] == "previz" and {"embreex", "numba", "pyoidn"} <= set(facts["engine"])
    assert (
        facts["machine"]
        and facts["samples"] == 1
        and set(facts["phases"]) == {"build", "trace", "denoise", "develop", "passes"}
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [({"scene": {}}, "schema"), ({"samples": 0}, "samples"), ({"width": 9}, "pixels a side")],
)
def test_a_bad_node_is_refused_with_a_sentence(change: dict[str, object], words: str) -> None:
    node = plan(SHORE).nodes[0]
    with pytest.raises(EngineError, match=words):
        op(node.op)(None, Node(node.op, node.version, {**node.params, **change}), Job(NoInputs()))


def test_a_scene_that_asks_for_an_unknown_shape_is_refused_by_name() -> None:
    node = plan(SHORE).nodes[0]
    scene = node.params["scene"]
    scene["things"][0]["shape"] = "quokka"
    with pytest.raises(EngineError, match="quokka"):
        op(node.op)(None, node, Job(NoInputs()))


def test_the_web_side_of_previz_is_light() -> None:
    heavy = ("numba", "embreex", "pyoidn", "torch", "skimage", "scipy")
    code = "import sys; from tests.engine.previz.orders import plan, OFFICE; plan(OFFICE); "
    code += f"print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_the_scene_survives_json() -> None:
    for brief in (OFFICE, SHORE, MARSH, FLAT):
        document = plan(brief).nodes[0].params["scene"]
        assert Scene.from_document(document).document() == document
