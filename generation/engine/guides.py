"""What a picture is held to besides words: a picture to start from, control pictures, references, LoRAs, a refiner.

All by digest, so that a recipe says all of it. A batch keeps them as they were when it was ordered (`Batch.guides`);
what each engine can take of them it says in its `TAKES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from generation.engine.picture import EngineError
from studio.lib.canonical import Json

CONTROLS = ("depth", "normals", "pose", "segments")


@dataclass(frozen=True, slots=True)
class Start:
    """A picture to begin from. `strength` 0…1 is how far it may be left (diffusers: image to image).

    `mask`, where given, is a grey picture of the same shape: white is made anew (inpaint), the rest stays.
    """

    picture: str  # blob digest
    recipe: str = ""  # of the picture, so that replay can make it again
    strength: float = 0.5
    mask: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A ControlNet and its picture. `start` and `end` are the part 0…1 of the steps at which it holds."""

    kind: str  # one of CONTROLS
    picture: str  # blob digest
    weights: str  # of the ControlNet
    scale: float = 1.0
    start: float = 0.0
    end: float = 1.0
    read: Mapping[str, Json] = field(default_factory=dict)  # how, of a pass (adapters/pictures.py); {}: as it is
    recipe: str = ""  # of what the pass belongs to, so that replay can make it again


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture that is shown to the model (IP-Adapter)."""

    picture: str  # blob digest
    weights: str  # of the IP-Adapter
    scale: float = 0.6
    role: str = ""


@dataclass(frozen=True, slots=True)
class Lora:
    weights: str
    scale: float = 1.0
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Guides:
    start: Start | None = None
    controls: tuple[Control, ...] = ()
    references: tuple[Reference, ...] = ()
    loras: tuple[Lora, ...] = ()
    refiner: str = ""  # weights
    refine_at: float = 0.8  # the part of the steps after which the refiner goes on
    upscale: float = 0.0  # times as many pixels along each side, made tile by tile; 0: as made
    upscaler: str = ""  # weights of a model made for that; empty: the model itself enlarges

    def document(self) -> dict[str, Json]:
        """Only what is said, so that nothing is an empty object. Reads back by `from_document`."""
        plain, none = asdict(self), asdict(Guides())
        said = {name: value for name, value in plain.items() if value != none[name]}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Guides:
        """Raises EngineError naming what is not understood."""
        try:
            named = dict(document)
            if start := named.get("start"):
                named["start"] = Start(**start)
            for name, kind in (("controls", Control), ("references", Reference), ("loras", Lora)):
                if name in named:
                    named[name] = tuple(kind(**one) for one in named[name])
            return cls(**named)
        except TypeError as error:
            raise EngineError(f"These guides are not understood: {error}.") from error


NONE = Guides()
