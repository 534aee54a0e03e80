"""Prompts as windows of weighed words, as a recipe carries them: {"positive": [[{"text", "weight"}]], "negative": …}.

A window is what the text encoder reads at once, a run in it is words of one weight. No torch here: the planner reads
this too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generation.engine.picture import EngineError

LIGHTEST, HEAVIEST = 0.5, 1.5
MOST: Final = 4  # windows: 300 tokens; attention spreads thin beyond


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    weight: float


Window = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    positive: tuple[Window, ...]
    negative: tuple[Window, ...]

    @property
    def weighed(self) -> bool:
        return any(run.weight != 1 for window in (*self.positive, *self.negative) for run in window)


def windows_of(parts: object) -> Windows:
    """Read a recipe's parts strictly. Raises EngineError naming what cannot be read."""
    if not isinstance(parts, Mapping) or set(parts) != {"positive", "negative"}:
        raise EngineError("parts has to hold positive and negative, and nothing else.")
    return Windows(
        *(tuple(_window(name, one) for one in _some(name, parts[name])) for name in ("positive", "negative"))
    )


def _some(name: str, value: object) -> list[Any]:
    if not isinstance(value, list | tuple) or len(value) > MOST:
        raise EngineError(f"parts, {name}: it has to be a list of at most {MOST} windows.")
    return list(value)


def _window(name: str, value: object) -> Window:
    if not isinstance(value, list | tuple):
        raise EngineError(f"parts, {name}: a window has to be a list of runs.")
    return tuple(_run(name, run) for run in value)


def _run(name: str, value: object) -> Run:
    found = value if isinstance(value, Mapping) else {}
    text, weight = found.get("text"), found.get("weight", 1)
    if not isinstance(text, str) or set(found) - {"text", "weight"}:
        raise EngineError(f"parts, {name}: a run is {{text, weight}}.")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not LIGHTEST <= weight <= HEAVIEST:
        raise EngineError(f"parts, {name}: the weight {weight!r} is not from {LIGHTEST:g} to {HEAVIEST:g}.")
    return Run(text, float(weight))
