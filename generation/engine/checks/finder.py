"""Models that find something in a picture, from files that the operator names. In workers only: this loads torch.

A finder is a TorchScript module (torch.jit.save) that takes (1, 3, H, W) float32 sRGB 0-1 and gives (N, 5) float: x, y,
w, h of each find as shares of the picture, and how sure it is, 0-1. No such file comes with the product.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import NOT_RUN, Result
from generation.engine.finishing.space import thumbnail
from generation.engine.picture import Box, EngineError, Pixels

Finder = Callable[[Pixels], NDArray[np.float64]]  # (H, W, 3) uint8 sRGB -> (N, 5): x, y, w, h, score, all 0-1
SIDE = 1280  # pixels: the long side that a finder is shown


@dataclass(frozen=True, slots=True)
class FromFile:
    """The finder in a file, read when it is first asked: that raises EngineError where it cannot be."""

    path: str

    def __call__(self, pixels: Pixels) -> NDArray[np.float64]:
        return _ask(self.path, pixels)

    @property
    def digest(self) -> str:
        """SHA-256 of the model's file; empty where it cannot be read."""
        try:
            stat = Path(self.path).stat()
            return _digest(self.path, stat.st_mtime_ns, stat.st_size)
        except OSError:
            return ""


def finder(path: str) -> Finder:
    return FromFile(path)


def found(e: Evidence, check: str, setting: str, limit: float) -> tuple[Box, ...] | Result:
    """What the finder of a check is sure enough of, surest first; a Result where it could not be asked."""
    if check not in e.finders:
        return not_run(e, check, "no model is given.", f"Name one in {setting}.")
    try:
        rows = e.finders[check](e.pixels)
    except EngineError as error:
        return not_run(e, check, str(error), f"Name a TorchScript file that gives boxes in {setting}.")
    sure = sorted((row for row in rows if row[4] >= limit), key=lambda row: -row[4])
    return tuple(Box(f"{check} {s:.2f}", x, y, w, h) for x, y, w, h, s in (map(float, row) for row in sure))


def not_run(e: Evidence, check: str, why: str, remedy: str) -> Result:
    return Result(check, NOT_RUN, f"Not run: {why} {remedy}", "", "", remedy, required=check in e.limits)


def asked(path: str, pixels: Pixels) -> NDArray[np.float64]:
    """Whatever the model in a file says of (H, W, 3) uint8. Raises EngineError."""
    import torch

    try:
        stat = Path(path).stat()
        model = _loaded(path, stat.st_mtime_ns)
        shown = torch.from_numpy((pixels.astype(np.float32) / 255).transpose(2, 0, 1)[None].copy())
        with torch.inference_mode():
            return np.asarray(model(shown), np.float64)
    except Exception as error:  # somebody else's file: whatever it does, the check is not run and the rest goes on
        raise EngineError(f"the model in {Path(path).name} cannot be used ({type(error).__name__}).") from error


def _ask(path: str, pixels: Pixels) -> NDArray[np.float64]:
    rows = asked(path, thumbnail(pixels, SIDE))
    if rows.ndim != 2 or rows.shape[1] != 5 or not np.isfinite(rows).all():
        raise EngineError(f"the model in {Path(path).name} gave {rows.shape}; rows of five numbers are needed.")
    return np.asarray(np.clip(rows, 0, 1))


@functools.lru_cache(maxsize=16)
def _digest(path: str, _changed: int, _size: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.lru_cache(maxsize=4)
def _loaded(path: str, _changed: int) -> Any:
    import torch

    return torch.jit.load(path, map_location="cpu").eval()
