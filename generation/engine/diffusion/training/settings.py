"""What a training is asked to do. Pure: forms and jobs read it as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from generation.engine.diffusion.params import DTYPES
from generation.engine.picture import EngineError
from studio.lib.canonical import Json

SCHEDULES: Final = ("cosine", "constant")


class BadSetting(EngineError):
    """A setting that cannot be used. `field` names it."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Bound:
    label: str
    least: float
    most: float
    unit: str = ""


BOUNDS: Final[Mapping[str, Bound]] = {
    "steps": Bound("Steps", 1, 20_000),
    "rank": Bound("Rank", 1, 128),
    "alpha": Bound("Alpha", 1, 256),
    "learning_rate": Bound("Learning rate", 1e-6, 0.05),
    "resolution": Bound("Resolution", 64, 2048, " pixels"),
    "batch": Bound("Pictures a step", 1, 16),
    "min_snr": Bound("Min-SNR gamma", 0, 20),
    "seed": Bound("Seed", 0, 2**32 - 1),
    "keep_every": Bound("Keep every", 1, 5_000, " steps"),
}
WHOLE: Final = frozenset({"steps", "rank", "alpha", "resolution", "batch", "seed", "keep_every"})


@dataclass(frozen=True, slots=True)
class Settings:
    """`resolution` is the side in pixels of the square whose area each picture gets, in its own shape. `alpha` over
    `rank` is how strongly the LoRA acts at scale 1. `min_snr`: gamma of min-SNR weighting, 0 for none; flow matching
    has no such weight. `dtype` of the frozen model: "" is bfloat16 on a GPU and float32 elsewhere; the LoRA itself is
    float32 always. Every `keep_every` steps the state is kept, to go on from after a stop."""

    steps: int = 1000
    rank: int = 16
    alpha: int = 16
    learning_rate: float = 1e-4
    schedule: str = "cosine"
    resolution: int = 512
    batch: int = 1
    min_snr: float = 0.0
    seed: int = 0
    dtype: str = ""
    keep_every: int = 250

    def __post_init__(self) -> None:
        for name, bound in BOUNDS.items():
            _check(name, getattr(self, name), bound)
        if self.schedule not in SCHEDULES:
            raise BadSetting(f"Schedule: choose {' or '.join(SCHEDULES)}.", "schedule")
        if self.dtype and self.dtype not in DTYPES[:2]:
            raise BadSetting(f"Dtype: choose {' or '.join(DTYPES[:2])}, or leave it to the device.", "dtype")

    def document(self) -> dict[str, Json]:
        return asdict(self)

    @classmethod
    def from_document(cls, said: Mapping[str, Any]) -> Self:
        """Raises BadSetting for what is not known, or out of bounds."""
        known = {f.name for f in fields(cls)}
        if strange := sorted(str(name)[:40] for name in set(said) - known):
            raise BadSetting(f"Settings: there is no {strange[0]}. Use {', '.join(sorted(known))}.", "settings")
        return cls(**said)


def _check(name: str, value: object, bound: Bound) -> None:
    number = isinstance(value, int if name in WHOLE else int | float) and not isinstance(value, bool)
    if not number or not bound.least <= value <= bound.most:  # type: ignore[operator]
        whole = "a whole number" if name in WHOLE else "a number"
        raise BadSetting(f"{bound.label}: use {whole} from {bound.least:g} to {bound.most:g}{bound.unit}.", name)
