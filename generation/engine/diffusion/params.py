"""The parameters of a `diffusers.text_to_image` node: everything that changes pixels, and nothing that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Self

from generation.engine.diffusion.families import FAMILIES, Family
from generation.engine.diffusion.weighing import windows_of
from generation.engine.picture import EngineError
from studio.lib.canonical import Json

DTYPES = ("float32", "bfloat16", "float16")
# Which scaled-dot-product kernel may be used. "auto" lets torch choose, by device and shape; the others pin it.
ATTENTION = ("auto", "math", "flash", "efficient", "cudnn")
LONG_PROMPTS = ("parts", "cut")


@dataclass(frozen=True, slots=True)
class TextToImage:
    """Sizes in pixels. `scheduler` is {"class": "", "options": {}} for the model's own, else a diffusers class and what
    is changed of the model's scheduler config. `batch` is the device batch this picture is computed in: the
    arithmetic of a batch of four is not that of four batches of one, so it is part of the description."""

    family: str
    weights: str  # 64 hex digits, see scan.py
    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    guidance: float
    seed: int
    dtype: str
    scheduler: Mapping[str, Json] = field(default_factory=lambda: {"class": "", "options": {}})
    attention: str = "auto"
    tf32: bool = False
    long_prompt: str = "parts"  # past 75 CLIP tokens: read in parts of 75, or cut
    reads: int = 0  # tokens the T5 encoder reads, 0 where there is none
    variant: str = ""  # "fp16" where the folder holds only such files
    batch: Mapping[str, Json] = field(default_factory=lambda: {"size": 1, "position": 0})
    parts: Mapping[str, Json] | None = (
        None  # the prompts as windows of weighed words, see weighing.py; None: as written
    )

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise EngineError(f"No model family {self.family!r} is known here. Known: {', '.join(FAMILIES)}.")
        for name, value, known in (
            ("dtype", self.dtype, DTYPES),
            ("attention", self.attention, ATTENTION),
            ("long_prompt", self.long_prompt, LONG_PROMPTS),
        ):
            if value not in known:
                raise EngineError(f"{name} is {value!r}: choose one of {', '.join(known)}.")
        _between("steps", self.steps, 1, 500)
        _between("guidance", self.guidance, 0, 50)
        _between("seed", self.seed, 0, 2**32 - 1)
        for name in ("width", "height"):
            _between(name, getattr(self, name), self.kind.multiple, 16384)
            if getattr(self, name) % self.kind.multiple:
                raise EngineError(
                    f"{name} is {getattr(self, name)} pixels; {self.kind.label} needs multiples of "
                    f"{self.kind.multiple}."
                )
        if dict(self.batch) != {"size": 1, "position": 0}:
            raise EngineError("This recipe was made in a batch of several; this engine makes one picture at a time.")
        if self.parts is not None:
            windows_of(self.parts)

    @property
    def kind(self) -> Family:
        return FAMILIES[self.family]

    @property
    def guided(self) -> bool:
        """Whether the negative prompt takes part at all."""
        return self.kind.negative and self.guidance > 1

    def document(self) -> dict[str, Json]:
        """`parts` stands in it only where it says something, so that recipes without it stay what they were."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in named.items() if name != "parts" or value is not None}

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Self:
        """Read a node's params. Raises EngineError naming what is missing or not understood."""
        known = {f.name for f in fields(cls)}
        if strange := sorted(set(params) - known):
            raise EngineError(
                f"This recipe asks for {', '.join(strange)}, which this version of the diffusers engine does not know. "
                "Render it with the version that planned it."
            )
        required = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}
        if missing := sorted(required - set(params)):
            raise EngineError(f"This recipe's text_to_image step lacks {', '.join(missing)}.")
        return cls(**params)


def _between(name: str, value: object, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise EngineError(f"{name} is {value!r}: it must be a number from {low} to {high}.")
