"""The same person across a set, by somebody else's model. The one here knows people by the colour of their coats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.checks.evidence import Evidence, Kin
from generation.engine.checks.identity import Embedding, cut
from generation.engine.checks.result import NOT_RUN, PASS, WARN
from generation.engine.checks.run import one
from generation.engine.checks.shown import shown
from generation.engine.picture import Box
from tests.engine.checks.broken import reencoded, refused, results, sound
from tests.engine.finishing.scenes import flat

RED, BLUE = (190, 40, 30), (30, 50, 190)
ANA, BO = Box("ana", 0.1, 0.2, 0.2, 0.6, "person"), Box("bo", 0.6, 0.2, 0.2, 0.6, "person")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scripted module: the mean colour, from grey."""
    import torch

    class Coat(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            colour = x.mean(dim=(2, 3))
            return colour - colour.mean(dim=1, keepdim=True)

    path = tmp_path_factory.mktemp("identity") / "coat.pt"
    torch.jit.script(Coat()).save(str(path))
    return str(path)


def dressed(colour: tuple[int, int, int], side: int = 60) -> Any:
    return np.broadcast_to(np.array(colour, np.uint8), (side, side, 3)).copy()


def scene(path: str, *kin: Kin, **changes: Any) -> Evidence:
    """Ana in red on the left, Bo in blue on the right."""
    pixels = flat((120, 120, 120), 600, 250).pixels.copy()
    pixels[50:200, 60:180], pixels[50:200, 360:480] = RED, BLUE
    evidence = replace(reencoded(sound(), pixels, format="png"), recipe=None, boxes=(ANA, BO), kin=kin, **changes)
    return replace(evidence, finders={"identity": Embedding(path)})


def test_each_name_is_held_against_that_name_and_the_pair_is_named(model: str) -> None:
    same = Kin("ana", "candidate 003", dressed((170, 40, 35)))
    other = Kin("bo", "the picture for Card", dressed(RED))
    warned = refused("identity", scene(model, same, other), WARN)
    assert "likeness of bo is -0." in warned.sentence and "with the picture for Card" in warned.sentence
    ana = next(one for one in results("identity", scene(model, same, other)) if "ana" in one.sentence)
    assert ana.verdict == PASS and float(ana.measured) > 0.95 and [mark.name for mark in ana.marks] == ["ana"]


def test_the_worst_pair_decides_and_the_limit_is_the_style_packs(model: str) -> None:
    kin = [Kin("ana", f"candidate {n}", dressed((190 - 24 * n, 40 + 16 * n, 30))) for n in range(6)]
    found = results("identity", scene(model, *kin))
    assert len(found) == 1 and found[0].verdict == WARN and "and 2 more" in found[0].sentence
    loose = scene(model, *kin, limits={"identity": -1.0})
    assert one(loose, "identity")[0].verdict == PASS and "(style pack)" in one(loose, "identity")[0].limit


def test_with_nothing_to_compare_it_passes_and_says_so(model: str) -> None:
    for evidence in (scene(model), scene(model, Kin("cy", "candidate 003", dressed(RED)))):
        (found,) = results("identity", evidence)
        assert found.verdict == PASS and "nothing else of this set shows" in found.sentence


def test_a_model_that_gives_no_direction_is_not_run(model: str, tmp_path: Path) -> None:
    grey = Kin("ana", "candidate 003", dressed((90, 90, 90)))  # the model says nothing of grey
    (found,) = results("identity", scene(model, grey))
    assert found.verdict == NOT_RUN and "CHECK_IDENTITY_MODEL" in found.sentence
    (tmp_path / "none.pt").write_bytes(b"no model")
    (found,) = results("identity", scene(str(tmp_path / "none.pt"), Kin("ana", "candidate 003", dressed(RED))))
    assert found.verdict == NOT_RUN and "cannot be used" in found.sentence


def test_another_picture_of_the_set_is_something_else_to_be_shown(model: str) -> None:
    before = shown(scene(model, Kin("ana", "candidate 003", dressed(RED))))
    after = shown(scene(model, Kin("ana", "candidate 003", dressed(BLUE))))
    assert {name for name in before if before[name] != after[name]} == {"identity"}


def test_what_is_mostly_outside_or_tiny_is_not_compared() -> None:
    pixels = dressed(RED, 200)
    assert cut(pixels, Box("ana", 0.8, 0, 0.5, 0.5, "person")) is None
    assert cut(pixels, Box("ana", 0, 0, 0.05, 0.5, "person")) is None
    part = cut(pixels, Box("ana", -0.1, 0, 0.5, 0.5, "person"))
    assert part is not None and part.shape == (100, 80, 3)
