"""An image encoder from a folder: the real classes with tiny random weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.acceptance.encoder import load, squared
from generation.engine.picture import EngineError
from tests.tiny_models import needs_diffusers, tiny_encoder

pytestmark = needs_diffusers()


def portrait(shade: int, height: int = 90) -> Any:
    return np.random.default_rng(shade).integers(0, 256, (height, 40, 3), dtype=np.uint8)


@pytest.mark.parametrize("kind", ["clip", "dinov2"])
def test_a_folder_becomes_vectors_of_length_one_the_same_every_time(kind: str, tmp_path: Path) -> None:
    encode = load(str(tiny_encoder(tmp_path / kind, kind)))
    first, again, other = encode(portrait(1)), encode(portrait(1)), encode(portrait(2))
    assert np.linalg.norm(first) == pytest.approx(1) and np.array_equal(first, again)
    assert 1 - float(first @ other) > 1e-4
    assert np.allclose(encode(portrait(1)[:40]), first), "a tall cut is seen by its top, where the face is"


def test_what_is_no_encoder_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"architectures": ["UNet2DConditionModel"]}))
    with pytest.raises(EngineError, match="not an image encoder"):
        load(str(tmp_path))
    (tmp_path / "config.json").write_text(json.dumps({"architectures": ["Dinov2Model"]}))
    with pytest.raises(EngineError, match="safetensors"):
        load(str(tmp_path))
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(EngineError, match="cannot be read"):
        load(str(tmp_path))


def test_a_square_is_cut_from_the_top_or_the_middle() -> None:
    wide = np.arange(4 * 10 * 3, dtype=np.uint8).reshape(4, 10, 3)
    assert np.array_equal(squared(wide), wide[:, 3:7])
    assert np.array_equal(squared(wide.transpose(1, 0, 2)), wide.transpose(1, 0, 2)[:4])
