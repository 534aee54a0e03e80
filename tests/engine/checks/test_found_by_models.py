"""Checks that need a model: not run without one, and judged by what it finds with one. The model here finds light."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.finder import finder
from generation.engine.checks.result import NOT_RUN, PASS, WARN, Result, worst
from generation.engine.checks.run import CHECKS
from tests.engine.checks.broken import reencoded, refused, results, sound
from tests.engine.finishing.scenes import flat

SQUARE = (slice(180, 220), slice(480, 540))  # rows and columns of a 600 x 250 file


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scripted module that gives one box round all that is nearly white, and its share of white as the score."""
    import torch

    class Light(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            light = x[0].min(dim=0).values > 0.97
            rows, columns = light.any(dim=1).nonzero(), light.any(dim=0).nonzero()
            if rows.numel() == 0:
                return torch.zeros((0, 5))
            height, width = float(light.shape[0]), float(light.shape[1])
            y, x0 = float(rows.min()) / height, float(columns.min()) / width
            h, w = (float(rows.max()) + 1) / height - y, (float(columns.max()) + 1) / width - x0
            return torch.tensor([[x0, y, w, h, 0.9]])

    path = tmp_path_factory.mktemp("finder") / "light.pt"
    torch.jit.script(Light()).save(str(path))
    return str(path)


def seen(check: str, path: str, square: bool = True, **changes: Any) -> Evidence:
    """A dark file with a white square, or without."""
    pixels = flat((20, 24, 40), 600, 250).pixels.copy()
    if square:
        pixels[SQUARE] = 255
    return replace(reencoded(sound(), pixels), finders={check: finder(path)}, **changes)


@pytest.mark.parametrize(
    ("check", "setting"),
    [
        ("text_found", "CHECK_TEXT_MODEL"),
        ("faces_found", "CHECK_FACES_MODEL"),
        ("identity", "CHECK_IDENTITY_MODEL"),
    ],
)
def test_without_a_model_it_is_not_run_and_says_what_to_name(check: str, setting: str) -> None:
    (found,) = results(check, sound())
    assert (found.verdict, found.sentence) == (NOT_RUN, f"Not run: no model is given. Name one in {setting}.")
    assert not found.required and results(check, replace(sound(), limits={check: 0.5}))[0].required


def test_not_run_is_never_as_good_as_passed() -> None:
    assert worst((Result("a", PASS, ""), Result("b", NOT_RUN, ""))) == NOT_RUN
    assert worst((Result("a", WARN, ""), Result("b", NOT_RUN, ""))) == WARN


def test_text_that_nobody_set_is_marked(model: str) -> None:
    found = refused("text_found", seen("text_found", model), WARN)
    (box,) = found.marks
    assert np.allclose([box.x, box.y, box.w, box.h], [480 / 600, 180 / 250, 60 / 600, 40 / 250], atol=0.02)
    assert worst(results("text_found", seen("text_found", model, square=False))) == PASS


def test_text_that_we_set_is_ours(model: str) -> None:
    e = seen("text_found", model)
    line = e.box(e.lines[0])
    pixels = flat((20, 24, 40), 600, 250).pixels.copy()
    y0, y1 = int(line.y * 250), int((line.y + line.h) * 250)
    pixels[y0:y1, int(line.x * 600) : int((line.x + line.w) * 600)] = 255
    assert worst(results("text_found", replace(reencoded(e, pixels), finders=e.finders))) == PASS


def test_faces_warn_only_where_the_brief_says_nobody(model: str) -> None:
    assert refused("faces_found", seen("faces_found", model, nobody=True), WARN).marks
    assert worst(results("faces_found", seen("faces_found", model))) == PASS


@pytest.mark.parametrize("content", [None, b"no model"])
def test_a_file_that_is_no_model_is_not_run_and_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "face.pt"
    if content:
        path.write_bytes(content)
    (found,) = results("faces_found", seen("faces_found", str(path)))
    assert found.verdict == NOT_RUN and "face.pt cannot be used" in found.sentence


def test_a_model_that_gives_something_else_is_not_run(tmp_path: Path) -> None:
    import torch

    path = tmp_path / "odd.pt"
    torch.jit.script(torch.nn.Identity()).save(str(path))
    (found,) = results("text_found", seen("text_found", str(path)))
    assert found.verdict == NOT_RUN and "five numbers" in found.sentence
    assert set(CHECKS) >= {"text_found", "faces_found"}
