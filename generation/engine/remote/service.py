"""A service elsewhere as the engine sees it: an address, whom it may be called by, and a key that nobody sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from generation.engine.remote.hosts import Hosts, Place

IMAGES: Final = "openai-images"
COMFYUI: Final = "comfyui"
FAMILIES: Final = {IMAGES: "OpenAI images API", COMFYUI: "ComfyUI"}
KEY_VARIABLE: Final = re.compile(r"REMOTE_KEY_[A-Z0-9_]{1,60}")
KEY: Final = re.compile(r"[\x21-\x7e]{1,4096}")  # what a header can carry
PATIENCE: Final = {IMAGES: 180.0, COMFYUI: 3600.0}  # seconds from asking to a picture, unless the row says otherwise


class Secret:
    """A key. It shows itself to nobody by accident: not in a repr, not in a log, not in a pickle."""

    __slots__ = ("_value", "variable")

    def __init__(self, variable: str, value: str) -> None:
        self.variable, self._value = variable, value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return f"<the value of {self.variable}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{self!r} stays in this process.")

    def out_of(self, text: str) -> str:
        """The text without the key, should a service have said it back, whole or in part."""
        parts = {self._value, *(part for part in re.split(r"[-_.:]", self._value) if len(part) >= 8)}
        for part in sorted(parts, key=len, reverse=True):
            text = text.replace(part, "•••")
        return text


@dataclass(frozen=True, slots=True)
class Service:
    """`patience` is seconds from asking to a picture. Made for one picture, right before it (Inputs.service)."""

    name: str
    family: str
    place: Place
    hosts: Hosts
    key: Secret | None = None
    patience: float = 180.0

    def hide(self, text: Any) -> str:
        """What a service said, as text without our key."""
        return self.key.out_of(str(text)) if self.key else str(text)
