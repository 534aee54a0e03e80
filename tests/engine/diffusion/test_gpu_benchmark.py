"""The GPU benchmark runs where there is no GPU: as a dry run, and as a refusal that nobody takes for a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import gpu
from generation.engine.diffusion import speed
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()


def test_a_dry_run_goes_through_every_kind_of_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "BACKEND", "eager")
    monkeypatch.setattr(gpu, "TUNED", {**gpu.TUNED, "compile": False})  # compiling is tried by test_speed.py
    case = replace(gpu.TINY[1], batches=(2,), tuned_batches=(1,))
    bench = gpu.run([case], 600)
    assert [row[3:5] for row in bench.rows] == [("plain loop", "1"), ("as registered", "2"), ("tuned", "1")]
    assert all(float(row[6]) > 0 and float(row[8]) > 0 for row in bench.rows) and bench.best["tiny SD"] > 0
    assert bench.table().count("\n") == 4 and len({line.count("|") for line in bench.table().splitlines()}) == 1


def test_what_there_was_no_time_for_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    bench = gpu.run(gpu.TINY[:1], -1)
    assert bench.rows == [("tiny SDXL", "64", "2", "not run: out of time", *[""] * 7)]


def test_without_cuda_it_says_so_and_ends_with_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("sys.argv", ["gpu"])
    assert gpu.main() == gpu.NO_CUDA == 3
    said = capsys.readouterr()
    assert "There is no CUDA device here" in said.err and said.out == ""
