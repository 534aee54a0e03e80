"""What an exact replay must match besides the recipe: libraries, device, and how they were set."""

from __future__ import annotations

import math
import platform
from functools import cache
from pathlib import Path
from typing import Any

from generation.engine.diffusion.load import device
from generation.engine.diffusion.params import TextToImage
from studio.lib.canonical import Json, digest


def facts(asked: TextToImage, scheduler: Any, seconds: float) -> dict[str, Json]:
    """What an exact replay must match, and what a run record shows."""
    import diffusers
    import torch
    import transformers

    config = {k: v for k, v in scheduler.config.items() if not k.startswith("_")}
    return {
        "torch": torch.__version__,
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        **_device_facts(),
        "threads": torch.get_num_threads(),
        "dtype": asked.dtype,
        "attention": asked.attention,
        "tf32": asked.tf32,
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "scheduler": type(scheduler).__name__,
        "scheduler_config": digest(_json(config)),
        "steps": asked.steps,
        "batch": dict(asked.batch),
        "how": dict(asked.how),
        "making_seconds": round(seconds, 4),
        "peak_memory_bytes": torch.cuda.max_memory_allocated() if torch.cuda.is_available() else 0,
    }


def _device_facts() -> dict[str, Json]:
    import torch

    here = device()
    facts: dict[str, Json] = {"device": str(here), "device_name": _processor()}
    if here.type == "cuda":
        facts |= {
            "device_name": torch.cuda.get_device_name(here),
            "cuda": torch.version.cuda,
            "cudnn": torch.backends.cudnn.version(),
            "driver": _driver(),
        }
    else:
        facts["cpu_capability"] = torch.backends.cpu.get_cpu_capability()
    return facts


@cache
def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


@cache
def _driver() -> str:
    """The NVIDIA kernel driver's version, "" where it does not say."""
    version = Path("/sys/module/nvidia/version")
    return version.read_text().strip() if version.is_file() else ""


def _json(value: Any) -> Json:
    if isinstance(value, dict):
        return {str(k): _json(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_json(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)  # a default of some schedulers is -inf, which JSON cannot say
    return value if value is None or isinstance(value, str | bool | int | float) else repr(value)
