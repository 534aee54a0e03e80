"""What the settings of a registry row say, read strictly: one value, or one for each tier."""

from __future__ import annotations

from collections.abc import Mapping

from generation.engine.engines import Model
from generation.engine.picture import EngineError
from studio.lib.canonical import Json


def setting(settings: Mapping[str, Json], name: str, tier: str = "") -> Json:
    """A setting is one value, or one for each tier: {"discovery": 8, "export": 30}."""
    value = settings.get(name)
    return value.get(tier) if isinstance(value, Mapping) else value


def number(settings: Mapping[str, Json], name: str, default: float, tier: str = "") -> float:
    value = setting(settings, name, tier)
    if value is None or value == "":
        return default
    try:
        return float(value)
    except (TypeError, ValueError):
        raise EngineError(f"{name} is {value!r}: it must be a number.") from None


def whole(settings: Mapping[str, Json], name: str, default: int, tier: str = "", *, least: int = 1) -> int:
    value = number(settings, name, default, tier)
    if value != value // 1 or value < least:
        raise EngineError(f"{name} is {value!r}: it must be a whole number from {least}.")
    return int(value)


def group(model: Model, name: str) -> Mapping[str, Json]:
    """Settings that belong together: {"upscale": {"strength": 0.3, "tile": 1024}}."""
    found = model.settings.get(name) or {}
    if not isinstance(found, Mapping):
        raise EngineError(f"{name} is {found!r}: it must be an object of settings.")
    return found
