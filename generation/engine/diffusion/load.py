"""From a model folder to one warm pipeline on this process's device. The only module that loads weights."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import BadModel, ModelFolder, look
from generation.engine.diffusion.weights import Stamp, stamps
from generation.engine.picture import EngineError, Job

INSTALL = "Install it with: pip install 'gatefold[diffusers]'"

# Both are read once, at import of the libraries or at the start of CUDA. An operator's own value stands.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")


@dataclass(slots=True)
class Warm:
    """A loaded model. `scheduler` is the one it came with: each picture gets a fresh one built from its config."""

    key: tuple[str, str, str]  # weights, dtype, variant
    pipe: Any  # diffusers.DiffusionPipeline
    scheduler: Any
    folder: ModelFolder
    stamps: tuple[Stamp, ...]


@dataclass(slots=True)
class Held:
    """What this process holds between pictures."""

    ready: bool = False
    warm: Warm | None = None


_held = Held()
# A pipeline holds its scheduler's state while it works, so one picture at a time uses it, whatever the threads.
_lock = threading.Lock()


def prepare() -> None:
    """Import the libraries, make arithmetic repeatable, start the device. Raises EngineError where missing."""
    if _held.ready:
        return
    if missing := [name for name in ("torch", "diffusers", "transformers", "accelerate") if find_spec(name) is None]:
        raise EngineError(f"The diffusers engine needs {', '.join(missing)}, which this worker lacks. {INSTALL}")
    import diffusers
    import torch
    import transformers

    transformers.logging.set_verbosity_error()
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    transformers.logging.disable_progress_bar()
    # warn_only: an operation without a repeatable version still runs; replay then says that the hash differs.
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Filling fresh memory first costs time, and no pixel comes from such memory.
    setattr(torch.utils.deterministic, "fill_uninitialized_memory", False)  # noqa: B010 (torch makes it at import)
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    torch.zeros(1, device=device()).sum().item()
    _held.ready = True


def device() -> Any:
    """The torch device: GATEFOLD_DEVICE where set ("cuda:1", "mps", "cpu"), else the fastest here."""
    import torch

    asked = os.environ.get("GATEFOLD_DEVICE", "")
    try:
        if asked:
            chosen = torch.device(asked)
            torch.empty(0, device=chosen)
            return chosen
    except (RuntimeError, AssertionError, ValueError) as error:
        raise EngineError(
            f"GATEFOLD_DEVICE is {asked!r}, which this worker does not have: {first_line(error)}"
        ) from error
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


@contextmanager
def pipeline(asked: TextToImage, job: Job) -> Iterator[Warm]:
    """The pipeline for these weights, alone in use while the block runs. Kept warm for the next picture.

    Raises EngineError when the folder is missing, unsafe, or no longer holds the weights that the recipe names.
    """
    prepare()
    with _lock:
        key = asked.weights, asked.dtype, asked.variant
        # Checked even when warm: weights are mapped from disk, so a file overwritten in place may change those in use.
        warm = _held.warm
        if warm is None or warm.key != key or not _unchanged(warm):
            warm = None  # freed before the next one is loaded: there may not be room for both
            _let_go()
            warm = _held.warm = _load(asked, job, key)
        yield warm


def forget() -> None:
    """Drop the warm pipeline and give its memory back."""
    with _lock:
        _let_go()


def _let_go() -> None:
    _held.warm = None
    gc.collect()
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _unchanged(warm: Warm) -> bool:
    try:
        return stamps(warm.folder.path, warm.folder.files) == warm.stamps
    except OSError:
        return False  # looked at again in _load, which says what is wrong


def _load(asked: TextToImage, job: Job, key: tuple[str, str, str]) -> Warm:
    path = job.inputs.model_path(asked.weights)
    try:
        folder = look(path)
        before = stamps(folder.path, folder.files)
    except BadModel as error:
        raise EngineError(str(error)) from error
    except OSError as error:
        raise EngineError(
            f"The model folder {path} cannot be read ({error.strerror}). Check it, then try again."
        ) from error
    if folder.weights != asked.weights:
        raise EngineError(
            f"The model in {path} has changed since it was registered: its weights are {folder.weights[:12]}…, and "
            f"this recipe was made for {asked.weights[:12]}…. Put the old files back, "
            "or register the folder as a new model."
        )
    if folder.family != asked.family:
        raise EngineError(
            f"The model in {path} is of the family {folder.family}, and this recipe was planned for {asked.family}. "
            "Correct the family in the model registry."
        )
    job.check_cancelled()
    pipe = _from_folder(folder, asked)
    if stamps(folder.path, folder.files) != before:
        raise EngineError(
            f"The model in {path} was changed while it was being loaded. Wait for the copy to end, then try again."
        )
    return Warm(key=key, pipe=pipe, scheduler=pipe.scheduler, folder=folder, stamps=before)


def _from_folder(folder: ModelFolder, asked: TextToImage) -> Any:
    import diffusers
    import torch

    cls = getattr(diffusers, folder.pipeline)
    options: dict[str, Any] = {}
    if asked.family in ("sd15", "sd2"):
        # It would blacken pictures it dislikes, silently. Content is checked at its own station, with evidence.
        options = {
            "safety_checker": None,
            "feature_extractor": None,
            "image_encoder": None,
            "requires_safety_checker": False,
        }
    elif asked.family == "sdxl":
        # Otherwise on or off by whether a package is installed: pixels must follow from the recipe alone.
        options = {"add_watermarker": False, "feature_extractor": None, "image_encoder": None}
    elif asked.family in ("sd3", "flux"):
        options = {"feature_extractor": None, "image_encoder": None}
    try:
        pipe = cls.from_pretrained(
            str(folder.path),
            dtype=getattr(torch, asked.dtype),
            variant=asked.variant or None,
            use_safetensors=True,
            local_files_only=True,
            trust_remote_code=False,
            **options,
        )
        pipe.to(device())
    except torch.OutOfMemoryError as error:
        raise EngineError(
            f"The model in {folder.path} ({folder.size / 1e9:.1f} GB) does not fit into this device's memory. "
            "Use a smaller dtype, or a device with more memory."
        ) from error
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, ImportError) as error:
        raise EngineError(
            f"The model in {folder.path} cannot be loaded as {folder.pipeline}: {first_line(error)} "
            "Copy the model again, whole."
        ) from error
    pipe.set_progress_bar_config(disable=True)
    return pipe


def first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    line = text[0][:300] if text else type(error).__name__
    return line if line.endswith((".", "!", "?")) else line + "."
