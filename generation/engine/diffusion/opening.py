"""A model's files become a pipeline, and a pipeline becomes another with the same modules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from generation.engine.diffusion import ladder
from generation.engine.diffusion.architecture import check_architecture
from generation.engine.diffusion.families import IMAGE, KNOWN, REFINE, UPSCALE
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import UNUSED, BadModel, ModelFolder
from generation.engine.picture import EngineError

# Content is checked at its own station, with evidence: a checker would blacken pictures silently. A watermark would be
# on or off by whether a package is installed: pixels must follow from the recipe alone.
LEFT_OUT: dict[str, Any] = {
    **dict.fromkeys(sorted(UNUSED)),
    "requires_safety_checker": False,
    "add_watermarker": False,
    "watermarker": None,
}


def class_for(folder: ModelFolder, op: str) -> str:
    """The diffusers class that does `op` with this model. Raises EngineError where it cannot."""
    if op not in folder.capabilities:
        can = ", ".join(name.replace("_", " ") for name in folder.capabilities)
        raise EngineError(
            f"The model in {folder.path} is {folder.role.made_for}: it can do {can}, not {op.replace('_', ' ')}. "
            "Choose another model for that."
        )
    known = KNOWN[folder.family].pipelines
    if folder.pipeline not in known.values() and folder.role.own_class:
        return folder.pipeline
    return known[IMAGE] if op == REFINE or (op == UPSCALE and UPSCALE not in known) else known[op]


def of_same_modules(pipe: Any, cls_name: str) -> Any:
    """Another pipeline around the same modules. (diffusers' from_pipe would cast them all to one dtype.)"""
    import diffusers

    cls = getattr(diffusers, cls_name)
    takes = set(inspect.signature(cls.__init__).parameters) - {"self"}
    modules = {name: module for name, module in pipe.components.items() if name in takes}
    config = {name: value for name, value in pipe.config.items() if name in takes and name not in modules}
    settled = {name: value for name, value in LEFT_OUT.items() if name in takes and value is False}
    made = cls(**{**modules, **config, **settled})
    made.set_progress_bar_config(disable=True)
    return made


def opened(folder: ModelFolder, asked: TextToImage, device: Any, offload: str = "none") -> Any:
    """The pipeline for the first thing that this model can do, on the device, its parts in turns where `offload` says
    so (ladder.py). Raises EngineError with a sentence, RanOut where there is no room."""
    import diffusers
    import torch

    name = class_for(folder, folder.capabilities[0])
    cls = getattr(diffusers, name)
    takes = set(inspect.signature(cls.__init__).parameters)
    options = {key: value for key, value in LEFT_OUT.items() if key in takes}
    try:
        check_architecture(folder)
        if folder.file:
            pipe = cls.from_single_file(
                str(folder.path / folder.file),
                config=str(folder.config),
                dtype=getattr(torch, asked.dtype),
                local_files_only=True,
                **{key: value for key, value in options.items() if key not in ("watermarker",)},
            )
        else:
            pipe = cls.from_pretrained(
                str(folder.path),
                dtype=getattr(torch, asked.dtype),
                variant=asked.variant or folder.variant or None,
                use_safetensors=True,
                local_files_only=True,
                trust_remote_code=False,
                **options,
            )
        with room_for(folder):
            ladder.placed(pipe, offload, device)
    except BadModel as error:
        raise EngineError(str(error)) from error
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, ImportError) as error:
        raise EngineError(
            f"The model in {folder.path} cannot be loaded as {name}: {first_line(error)} Copy the model again, whole."
        ) from error
    pipe.set_progress_bar_config(disable=True)
    return pipe


@contextmanager
def room_for(folder: ModelFolder) -> Iterator[None]:
    """Moving weights to where there is no room for them raises RanOut."""
    try:
        yield
    except RuntimeError as error:
        if ladder.is_memory(error):
            raise ladder.RanOut(f"The model in {folder.path} ({folder.size / 1e9:.1f} GB) found no room.") from error
        raise


def first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    line = text[0][:300] if text else type(error).__name__
    return line if line.endswith((".", "!", "?")) else line + "."
