"""The parameters of each `diffusers.…` node: everything that changes pixels, and nothing that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, Self

from generation.engine.diffusion import speed, together
from generation.engine.diffusion.families import IMAGE, INPAINT, KNOWN, REFINE, TEXT, UPSCALE, UPSCALERS, Family
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

    op: ClassVar[str] = TEXT
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
    how: Mapping[str, Json] = field(default_factory=dict)  # what is computed otherwise than as usual, see speed.py

    def __post_init__(self) -> None:
        if self.family not in KNOWN:
            raise EngineError(f"No model family {self.family!r} is known here. Known: {', '.join(KNOWN)}.")
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
        together.check(self.batch, self.seed)
        speed.check(self.how)
        if self.parts is not None:
            windows_of(self.parts)

    @property
    def kind(self) -> Family:
        return KNOWN[self.family]

    @property
    def guided(self) -> bool:
        """Whether the negative prompt takes part at all."""
        return self.kind.negative and self.guidance > 1

    def document(self) -> dict[str, Json]:
        """`parts` and `how` stand in it only where they say something, so that recipes without stay what they were."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        silent: dict[str, Json] = {"parts": None, "how": {}}
        return {name: value for name, value in named.items() if name not in silent or value != silent[name]}

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
            raise EngineError(f"This recipe's {cls.op} step lacks {', '.join(missing)}.")
        return cls(**params)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageToImage(TextToImage):
    """The picture before, cut to the shape of `width` by `height` and left by as much as `strength` (0…1) says."""

    op: ClassVar[str] = IMAGE
    strength: float

    def __post_init__(self) -> None:
        TextToImage.__post_init__(self)
        _check_strength(self.strength, self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inpaint(ImageToImage):
    """What `inputs.mask` shows white is made anew, at about `width` x `height` pixels in the picture's own shape.

    Inside the mask's edge the new fades into the old over `feather` pixels of the picture; outside nothing changes.
    """

    op: ClassVar[str] = INPAINT
    feather: int = 8

    def __post_init__(self) -> None:
        ImageToImage.__post_init__(self)
        _between("feather", self.feather, 0, 512)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refine(TextToImage):
    """As the first step: a picture from words whose last steps, from the part `at` (0…1) on, `refiner` takes.

    As a later step: the refiner goes over the picture before from there on; `weights` are then not needed but named.
    """

    op: ClassVar[str] = REFINE
    refiner: str  # 64 hex digits
    at: float

    def __post_init__(self) -> None:
        TextToImage.__post_init__(self)
        _between("at", self.at, 0.01, 0.99)
        _check_strength(1 - self.at, self.steps)
        if int(self.at * self.steps) < 1:
            raise EngineError(f"The refiner takes over at {self.at:g} of {self.steps} steps, before there is one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upscale(TextToImage):
    """The picture before, `times` as large along each side, made anew in tiles of `width` by `height` pixels.

    Tiles overlap by at least `overlap` pixels and fade into each other. `strength` is how far they may leave what is
    there; an upscaler (families x4, x2) takes no strength, x4 has the `noise` 0…350 instead.
    """

    op: ClassVar[str] = UPSCALE
    times: float
    overlap: int
    strength: float = 1.0
    noise: int = 0

    def __post_init__(self) -> None:
        TextToImage.__post_init__(self)
        _between("times", self.times, 1.01, 8)
        _between("overlap", self.overlap, 0, min(self.width, self.height) // 2)
        _between("noise", self.noise, 0, 350)
        if self.family in UPSCALERS:
            if self.times != self.kind.enlarges:
                raise EngineError(f"{self.kind.label} enlarges {self.kind.enlarges} times, not {self.times:g}.")
        else:
            _check_strength(self.strength, self.steps)


def _check_strength(strength: float, steps: int) -> None:
    _between("strength", strength, 0.01, 1)
    if int(steps * strength) < 1:
        raise EngineError(
            f"strength {strength:g} of {steps} steps is less than one step. Raise the strength or the steps."
        )


def _between(name: str, value: object, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise EngineError(f"{name} is {value!r}: it must be a number from {low} to {high}.")
