"""How a picture is computed, as its recipe says: attention kernel, TF32, scheduler."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from generation.engine.diffusion import load
from generation.engine.diffusion.opening import first_line
from generation.engine.diffusion.params import TextToImage
from generation.engine.picture import EngineError


@contextmanager
def arithmetic(asked: TextToImage) -> Iterator[None]:
    """Attention kernel and TF32 as the recipe says, for the length of one picture; both are global in torch."""
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel

    kernels = {
        "math": SDPBackend.MATH,
        "flash": SDPBackend.FLASH_ATTENTION,
        "efficient": SDPBackend.EFFICIENT_ATTENTION,
        "cudnn": SDPBackend.CUDNN_ATTENTION,
    }
    before = torch.get_float32_matmul_precision(), torch.backends.cudnn.allow_tf32
    torch.set_float32_matmul_precision("high" if asked.tf32 else "highest")
    torch.backends.cudnn.allow_tf32 = asked.tf32
    try:
        if asked.attention == "auto":
            yield
        else:
            with sdpa_kernel(kernels[asked.attention]):
                yield
    finally:
        torch.set_float32_matmul_precision(before[0])
        torch.backends.cudnn.allow_tf32 = before[1]


def scheduler(warm: load.Warm, asked: TextToImage) -> Any:
    """A fresh one for each call: schedulers keep state between steps."""
    import diffusers

    name, options = asked.scheduler["class"], dict(asked.scheduler["options"])
    cls = getattr(diffusers, name, None) if name else type(warm.scheduler)
    if cls is None or not issubclass(cls, diffusers.SchedulerMixin):
        raise EngineError(f"This recipe asks for the scheduler {name!r}, which diffusers does not have here.")
    if strange := sorted(set(options) - _options(cls)):
        raise EngineError(
            f"The scheduler {cls.__name__} has no option {', '.join(strange)}. "
            f"Known: {', '.join(sorted(_options(cls)))}."
        )
    try:
        return cls.from_config(warm.scheduler.config, **options)
    except (ValueError, TypeError, NotImplementedError) as error:
        raise EngineError(f"The scheduler {cls.__name__} cannot be set up so: {first_line(error)}") from error


def _options(cls: Any) -> set[str]:
    return set(inspect.signature(cls.__init__).parameters) - {"self", "args", "kwargs"}
