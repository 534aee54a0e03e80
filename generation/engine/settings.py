"""What an engine may be set to by a style pack: each setting read strictly. Pure, and light to import.

An engine names them in its `SETTINGS`. Settings that belong to a model's weights or to the machine are not among them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generation.engine.engines import Model
from generation.engine.picture import EngineError
from studio.lib.canonical import Json


class BadSetting(EngineError):
    """A style pack sets an engine to what it cannot be set to. The sentence names the pack and the setting."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`takes` says in words what fits; `read` gives the value as a recipe has it, or None where it does not fit."""

    takes: Callable[[Model], str]
    read: Callable[[object, Model], Json]


def whole(least: int, most: int) -> Setting:
    def read(value: object, model: Model) -> Json:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
        return int(value) if fits and value == int(value) else None  # type: ignore[call-overload]

    return Setting(lambda model: f"a whole number from {least} to {most}", read)


def number(least: float, most: float) -> Setting:
    def read(value: object, model: Model) -> Json:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return value if fits and least <= value <= most else None  # type: ignore[operator]

    return Setting(lambda model: f"a number from {least:g} to {most:g}", read)


def one_of(offered: Callable[[Model], Iterable[str]]) -> Setting:
    """One of the words that this model can be given."""

    def read(value: object, model: Model) -> Json:
        return value if isinstance(value, str) and value in tuple(offered(model)) else None

    return Setting(lambda model: f"one of {', '.join(offered(model))}", read)


def over(model: Model, said: Mapping[str, object], settings: Mapping[str, Setting], pack: str) -> dict[str, Json]:
    """The model's settings with those of a style pack over them. Raises BadSetting for one that does not fit."""
    found = dict(model.settings)
    for name, value in said.items():
        where = f"The style pack {pack} sets {name} of {model.engine} to {_shown(value)}"
        if name not in settings:
            known = ", ".join(settings) or "nothing"
            raise BadSetting(f"{where}, which is no setting of it. In a style pack it takes {known}. Correct the pack.")
        read = settings[name].read(value, model)
        if read is None:
            raise BadSetting(f"{where}: {model.name} takes {settings[name].takes(model)}. Correct the pack.")
        found[name] = read
    return found


def _shown(value: object) -> str:
    return f"“{value[:40]}”" if isinstance(value, str) else str(value)[:40]
