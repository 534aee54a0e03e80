"""How far two renderings of one recipe may be apart and still be the same picture, computed otherwise. Pure.

Floating-point sums depend on the order in which they are taken, and so on the device, its libraries, and how many
pictures were computed at once. What that comes to in a finished picture was measured on CPUs, alone against groups of
two and four: up to 1 of 255 in float32, up to 3 in bfloat16; tests/engine/diffusion/test_together.py holds tiny models
of SD, SDXL and Flux to it. float16 is taken as bfloat16, which rounds more coarsely. A larger difference is another
picture, whatever the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

# The largest difference of a channel, of 255, by the dtype that the picture was computed in.
MOST: Final[Mapping[str, int]] = {"float32": 1, "bfloat16": 3, "float16": 3}
# What makes sums come out otherwise, as engines name it in their facts.
STACK: Final = (
    "torch", "diffusers", "transformers", "device", "device_name", "cuda", "cudnn", "driver", "threads",
    "cpu_capability", "tf32", "attention",
)  # fmt: skip


def tolerance(then: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """The largest difference, of 255, that the facts of two runs explain by rounding; 0 where they explain none.

    The same stack computes the same bits, unless it was let off that (`deterministic` false): a difference there is a
    fault to be found, not rounding. `then` is empty where the first run is not known.
    """
    most = MOST.get(str(now.get("dtype")), 0)
    free = now.get("deterministic") is False or then.get("deterministic") is False
    moved = not then or any(then.get(name) != now.get(name) for name in STACK)
    return most if free or moved else 0
