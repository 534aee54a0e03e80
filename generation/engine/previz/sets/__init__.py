"""Sets: for every place of the lexicon, the builder that dresses a stage. Each module of MODULES gives its SETS."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

MODULES = (
    "office", "home", "public", "culture", "halls", "work", "technical", "studio", "water", "woods", "land", "city",
    "works", "aloft", "flat",
)  # fmt: skip

SETS: dict[str, Callable[[Stage, Group], None]] = {}
for _name in MODULES:
    SETS |= import_module(f"{__name__}.{_name}").SETS
