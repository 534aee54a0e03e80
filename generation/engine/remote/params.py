"""The parameters of `remote.images` and `remote.comfyui`: all that is told to the service of this one picture.

Where the service is and by which key it is called are the row's business; here it is named by the row's digest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any, Self

from generation.engine.picture import EngineError
from generation.engine.remote.service import COMFYUI, IMAGES
from generation.engine.remote.workflow import Slots, slots_of
from studio.lib.canonical import Json

DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_SIDE = 16384  # pixels
# How a picture comes back: as base64 because asked by `response_format` or because the model does nothing else
# (`output_format` then says PNG), or by an address.
ANSWERS = ("output_format", "b64_json", "url", "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What both kinds say. `once` is the idempotency key of this order; `service` the digest of the registry's row."""

    service: str
    family: str
    model: str
    prompt: str
    width: int
    height: int
    seed: int
    once: str

    def document(self) -> dict[str, Json]:
        return asdict(self)

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Self:
        """Read a node's params. Raises EngineError naming what is missing or not understood."""
        known = {f.name for f in fields(cls)}
        if strange := sorted(set(params) - known):
            raise EngineError(f"This recipe asks for {', '.join(strange)}, which this version does not know.")
        needed = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}
        if missing := sorted(needed - set(params)):
            raise EngineError(f"This recipe's {params.get('family', 'remote')} step lacks {', '.join(missing)}.")
        asked = cls(**params)
        asked.check()
        return asked

    def check(self) -> None:
        if not DIGEST.fullmatch(self.service):
            raise EngineError("This recipe names no service. Order the picture again.")
        for name in ("width", "height"):
            _between(name, getattr(self, name), 16, MOST_SIDE)
        _between("seed", self.seed, 0, 2**32 - 1)


@dataclass(frozen=True, slots=True)
class ImagesAsked(_Asked):
    """POST /images/generations, or /images/edits where there is a picture to start from."""

    quality: str = ""
    answers: str = "output_format"
    sends_seed: bool = False

    def check(self) -> None:
        _Asked.check(self)
        if self.family != IMAGES or self.answers not in ANSWERS:
            raise EngineError(f"This recipe is of {self.family!r} and cannot be asked of the OpenAI images API.")


@dataclass(frozen=True, slots=True)
class ComfyAsked(_Asked):
    """A workflow whose slots are filled. `slots` are those of the row; the workflow is an input, by digest."""

    negative_prompt: str = ""
    steps: int = 0  # 0: as the workflow has it
    guidance: float = -1.0  # below 0: as the workflow has it
    strength: float = -1.0  # below 0: as the workflow has it
    slots: Mapping[str, Json] = field(default_factory=dict)
    output: str = ""  # the node whose picture it is; empty: the first that keeps one

    def check(self) -> None:
        _Asked.check(self)
        if self.family != COMFYUI:
            raise EngineError(f"This recipe is of {self.family!r} and cannot be asked of ComfyUI.")
        self.named()

    def named(self) -> Slots:
        return slots_of(self.slots)


def _between(name: str, value: object, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise EngineError(f"{name} is {value!r}: it must be a number from {low} to {high}.")
