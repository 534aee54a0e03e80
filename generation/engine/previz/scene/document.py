"""Scenes as JSON, both ways, and their JSON Schema: all three are read off the dataclasses, so they cannot differ."""

from __future__ import annotations

import math
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from studio.lib.canonical import Json

LONGEST_TEXT = 2_000  # characters
LONGEST_LIST = 4_000  # things, notes, stops
FARTHEST = 1e6  # metres, degrees, powers: no number of a scene is larger


class BadScene(ValueError):
    """The document is not a scene: the sentence names the part and the remedy."""


@lru_cache(maxsize=64)
def hints(kind: type) -> dict[str, Any]:
    """The fields of a dataclass and their types, resolved."""
    return typing.get_type_hints(kind)


def write(value: Any) -> Json:
    """Dataclasses to JSON; numbers rounded to a tenth of a millimetre, so that documents read well."""
    if is_dataclass(value):
        return {f.name: write(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): write(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [write(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def read(kind: Any, value: Any, where: str) -> Any:
    """`value` as `kind`: a dataclass, a tuple, a mapping, or a plain value. Raises BadScene naming the part."""
    if is_dataclass(kind):
        return _read_dataclass(typing.cast(type, kind), value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        if value not in inner:
            raise BadScene(f"{where}: {_shown(value)} is not known here. Use one of: {', '.join(map(str, inner))}.")
        return value
    if origin is tuple:
        return _read_tuple(inner, value, where)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping) or len(value) > LONGEST_LIST:
            raise BadScene(f"{where}: an object with names is needed, not {_shown(value)}.")
        return {_name(key, where): read(inner[1], item, f"{where}.{str(key)[:40]}") for key, item in value.items()}
    if kind in (float, int, str, bool):
        return _read_plain(kind, value, where)
    return _read_json(value, where)


def _read_dataclass(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise BadScene(f"{where}: an object is needed, not {_shown(value)}.")
    known = hints(kind)
    strange = [str(key) for key in value if key not in known]
    if strange:
        raise BadScene(f"{where} has no part {_shown(strange[0])}. It has: {', '.join(known)}.")
    for f in fields(kind):
        if f.name not in value and f.default is MISSING and f.default_factory is MISSING:
            raise BadScene(f"{where} needs {f.name!r}.")
    return kind(**{key: read(known[key], item, f"{where}.{key}" if where else str(key)) for key, item in value.items()})


def _read_tuple(inner: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or len(value) > LONGEST_LIST:
        raise BadScene(f"{where}: a list is needed, not {_shown(value)}.")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(read(inner[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(value) != len(inner):
        raise BadScene(f"{where}: {len(inner)} values are needed, and there are {len(value)}.")
    return tuple(read(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(inner, value, strict=True)))


def _read_plain(kind: type, value: Any, where: str) -> Any:
    if kind is bool or kind is str:
        if not isinstance(value, kind) or (isinstance(value, str) and len(value) > LONGEST_TEXT):
            what = "true or false" if kind is bool else f"text of up to {LONGEST_TEXT:,} characters"
            raise BadScene(f"{where}: {what} is needed, not {_shown(value)}.")
        return _clean(value, where) if isinstance(value, str) else value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadScene(f"{where}: a number is needed, not {_shown(value)}.")
    if abs(value) > FARTHEST:
        raise BadScene(f"{where}: {value:g} is beyond what a scene can hold. Stay within {FARTHEST:,.0f}.")
    if kind is int and value != int(value):
        raise BadScene(f"{where}: a whole number is needed, not {value:g}.")
    return int(value) if kind is int else float(value)


def _read_json(value: Any, where: str, depth: int = 0) -> Any:
    """The parameters of a shape or a texture: any JSON, of sane size; lists become tuples."""
    if depth > 6:
        raise BadScene(f"{where}: lists and objects are nested too deeply.")
    if isinstance(value, Mapping):
        return {
            _name(key, where): _read_json(item, f"{where}.{str(key)[:40]}", depth + 1) for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        if len(value) > LONGEST_LIST:
            raise BadScene(f"{where}: a list of {len(value):,} is too long; up to {LONGEST_LIST:,}.")
        return tuple(_read_json(item, f"{where}[{i}]", depth + 1) for i, item in enumerate(value))
    if value is None or isinstance(value, bool):
        return value
    return _read_plain(str if isinstance(value, str) else float, value, where) if not isinstance(value, int) else value


def _name(key: Any, where: str) -> str:
    if not isinstance(key, str) or len(key) > 200:
        raise BadScene(f"{where}: names are text of up to 200 characters.")
    return _clean(key, where)


def _clean(text: str, where: str) -> str:
    """Text that a database and a file can hold: no NUL, no half of a surrogate pair."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadScene(f"{where}: the text holds a character that cannot be stored. Type it again.")
    return text


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def schema_of(kind: Any, definitions: dict[str, Json]) -> dict[str, Json]:
    """JSON Schema (2020-12) of a type; dataclasses go to `definitions` with their docstrings."""
    if is_dataclass(kind):
        named = typing.cast(type, kind)
        if named.__name__ not in definitions:
            definitions[named.__name__] = {}
            definitions[named.__name__] = _object(named, definitions)
        return {"$ref": f"#/$defs/{named.__name__}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return {"type": "array", "items": schema_of(inner[0], definitions)}
        prefix: list[Json] = [schema_of(item, definitions) for item in inner]
        return {"type": "array", "prefixItems": prefix, "minItems": len(inner), "maxItems": len(inner)}
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1], definitions)}
    names = {float: "number", int: "integer", str: "string", bool: "boolean"}
    return {"type": names[kind]} if kind in names else {}


def _object(kind: type, definitions: dict[str, Json]) -> dict[str, Json]:
    properties: dict[str, Json] = {}
    required: list[Json] = []
    for f in fields(kind):
        part = schema_of(hints(kind)[f.name], definitions)
        if f.default is not MISSING and "$ref" not in part:
            part["default"] = write(f.default)
        if f.default is MISSING and f.default_factory is MISSING:
            required.append(f.name)
        properties[f.name] = part
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
