"""LoRAs: put on beside the weights, never melted into them, so that taking them off leaves every bit as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generation.engine.diffusion.adapters.files import damaged, unfit
from generation.engine.diffusion.adapters.headers import header_of
from generation.engine.diffusion.adapters.hints import DOWN
from generation.engine.diffusion.adapters.scan import AdapterFile
from generation.engine.picture import EngineError

PARTS = ("unet", "transformer", "text_encoder", "text_encoder_2")


def put_on(pipe: Any, files: Sequence[AdapterFile]) -> None:
    """In this order, each at scale 1. Raises EngineError where one does not fit; then none is on."""
    if not hasattr(pipe, "load_lora_weights"):
        raise EngineError("This model takes no LoRA. Order without, or choose another model.")
    try:
        for number, file in enumerate(files):
            _put_on_one(pipe, file, _name(number))
    except BaseException:
        take_off(pipe)
        raise


def scale(pipe: Any, scales: Sequence[float]) -> None:
    """How strongly each acts, in the order in which they were put on."""
    pipe.set_adapters([_name(number) for number in range(len(scales))], adapter_weights=list(scales))


def take_off(pipe: Any) -> None:
    pipe.unload_lora_weights()


def _name(number: int) -> str:
    return f"lora{number}"


def _put_on_one(pipe: Any, file: AdapterFile, name: str) -> None:
    try:
        pipe.load_lora_weights(
            str(file.root),
            weight_name=file.files[0],
            adapter_name=name,
            local_files_only=True,
            use_safetensors=True,
        )
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise unfit(file, error) from error
    layers = [weight for key, weight in _weights(pipe, name) if "lora_A" in key]
    asked = sum(1 for key in header_of(file.file).shapes if key.endswith(DOWN))
    # diffusers warns of what it has no place for, and goes on with the rest: half a LoRA is another look.
    if len(layers) < max(asked, 1):
        raise unfit(file, f"{len(layers)} of its {asked} layers have a place in it.")
    if not all(bool(weight.isfinite().all()) for _, weight in _weights(pipe, name)):
        raise damaged(file)


def _weights(pipe: Any, name: str) -> Iterator[tuple[str, Any]]:
    for part in PARTS:
        module = getattr(pipe, part, None)
        if module is not None:
            for key, weight in module.named_parameters():
                if f".{name}." in key:
                    yield key, weight
