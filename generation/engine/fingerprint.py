"""The digest of anything that is plain data: dataclasses, days, arrays, bytes, mappings, sequences.

Two things have the same fingerprint when they say the same. Numbers are compared as they are written, so that no
rounding makes two alike; what is neither data nor names a digest of its own has none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass

import numpy as np

from studio.lib.canonical import Json, digest, sha256


class NoFingerprint(TypeError):
    """It holds something that is no data, such as a function."""


def fingerprint(value: object) -> str:
    """64 hex digits. Raises NoFingerprint."""
    return digest(plain(value))


def plain(value: object) -> Json:
    """The same as JSON. Raises NoFingerprint."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, bytes):
        return f"bytes {sha256(value)}"
    if isinstance(value, dt.date):
        return f"day {value.isoformat()}"
    if isinstance(value, np.ndarray):
        held = hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()
        return f"array {value.dtype} {value.shape} {held}"
    if is_dataclass(value) and not isinstance(value, type):
        return {"a": type(value).__name__} | {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.init}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise NoFingerprint(f"A {type(value).__name__} is no data, so nothing can be said to be the same.")
