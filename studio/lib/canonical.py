"""Canonical JSON (RFC 8785) and the digests made from it. Pure: no Django, usable by the engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

import rfc8785

type_error = "A recipe holds JSON only: text, numbers, true, false, null, lists and objects with text keys."

Json = Any  # any value that RFC 8785 can serialise; mypy has no recursive alias that reads well here


def canonical(value: Json) -> bytes:
    """The one byte string for a JSON value: RFC 8785 (keys sorted, shortest numbers, UTF-8)."""
    return rfc8785.dumps(cast(Any, _plain(value)))


def digest(value: Json) -> str:
    """SHA-256 of the canonical JSON, as 64 hex digits."""
    return sha256(canonical(value))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def parse(data: bytes | str) -> Json:
    return json.loads(data)


def _plain(value: Json) -> Json:
    """Tuples and mapping views become lists and dicts; anything else that is not JSON is refused by name."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item) for item in value]
    raise TypeError(f"{type_error} Found {type(value).__name__}.")
