"""Whether weights are of the architecture that their config describes.

diffusers fills tensors that the files lack with random numbers and only logs it, so the denoiser is built without
memory (on torch's meta device) and compared, name by name and shape by shape, before it is loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generation.engine.diffusion.reading import BadModel, tensor_shapes
from generation.engine.diffusion.scan import ModelFolder

DENOISERS = ("unet", "transformer")


def check_architecture(folder: ModelFolder) -> None:
    """Raises BadModel naming a tensor that is missing or of another shape. A single file is converted by its loader,
    which compares for itself."""
    if folder.file:
        return
    import diffusers
    from accelerate import init_empty_weights

    for name in DENOISERS:
        if name not in folder.components:
            continue
        cls = getattr(diffusers, folder.components[name])
        with init_empty_weights():
            wanted = cls.from_config(cls.load_config(str(folder.path / name))).state_dict()
        held = _held(folder, name)
        where = f"The weights of {name} in {folder.path} are not of the architecture that its config describes"
        for key, tensor in wanted.items():
            if key not in held:
                raise BadModel(f"{where}: {key} is missing. Copy the model again, whole.")
            if tuple(tensor.shape) != held[key]:
                raise BadModel(
                    f"{where}: {key} is {_by(held[key])} and should be {_by(tensor.shape)}. "
                    "Copy the model again, whole."
                )


def _held(folder: ModelFolder, component: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for name in folder.files:
        if Path(name).parent.as_posix() == component and name.endswith(".safetensors"):
            found |= tensor_shapes(folder.path, name)
    return found


def _by(shape: Any) -> str:
    return " x ".join(str(side) for side in shape) or "a number"
