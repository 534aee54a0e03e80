"""What a dressed pipeline is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Worn:
    """The pipeline to call, what its call is given besides, and sentences for the picture's notes."""

    pipe: Any
    given: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
