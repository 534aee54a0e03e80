"""From a model's files to a warm pipeline on this process's device, checked before every use."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from generation.engine.diffusion import ladder, opening, previews, speed
from generation.engine.diffusion.counting import facts_of
from generation.engine.diffusion.memory import Facts
from generation.engine.diffusion.opening import class_for, first_line, of_same_modules, opened
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.previews import Linear
from generation.engine.diffusion.scan import BadModel, ModelFolder, look
from generation.engine.diffusion.sound import NotSound
from generation.engine.diffusion.weights import Stamp, stamps
from generation.engine.picture import EngineError, Job

INSTALL = "Install it with: pip install 'gatefold[diffusers]'"

# Both are read once, at import of the libraries or at the start of CUDA. An operator's own value stands.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")


Key = tuple[str, str, str, str]  # weights, dtype, variant, and what speed.py changed of it


@dataclass(slots=True)
class Warm:
    """A loaded model. `scheduler` is the one it came with: each picture gets a fresh one built from its config."""

    key: Key
    pipe: Any  # diffusers.DiffusionPipeline
    scheduler: Any
    folder: ModelFolder
    stamps: tuple[Stamp, ...]
    others: dict[str, Any] = field(default_factory=dict)  # class name -> pipeline of the same modules
    facts: Facts | None = None  # how its memory is counted
    offload: str = "none"  # see ladder.py
    preview: Linear | None = None

    def pipeline(self, op: str) -> Any:
        """The pipeline that does `op` with this model's modules: nothing is loaded or copied.

        Raises EngineError where the model cannot do that.
        """
        cls = class_for(self.folder, op)
        if cls == type(self.pipe).__name__:
            return self.pipe
        if cls not in self.others:
            self.others[cls] = of_same_modules(self.pipe, cls)
        return self.others[cls]


@dataclass(slots=True)
class Held:
    """What this process holds between pictures, the last used last."""

    ready: bool = False
    warm: dict[Key, Warm] = field(default_factory=dict)


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
    gc.freeze()  # what the libraries made while they were imported stays: not to be gone through at every collection
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
    with pipelines((asked,), job) as (warm,):
        yield warm


@contextmanager
def pipelines(asked: Sequence[TextToImage], job: Job) -> Iterator[tuple[Warm, ...]]:
    """As `pipeline`, for the several models that one step needs at once."""
    prepare()
    with _lock:
        wanted = {key_of(one): one for one in asked}
        for key, one in wanted.items():
            # Checked even when warm: weights are mapped from disk, so a file overwritten in place may change those in
            # use.
            warm = _held.warm.pop(key, None)
            if warm is None or not _unchanged(warm):
                warm = None  # freed before the next one is loaded: there may not be room for both
                _let_go(keep=wanted)
                warm = _load(one, job, key)
            _held.warm[key] = warm
            _check_family(warm.folder, one)  # a warm one may have been loaded for another recipe
            _place(warm, one)
        try:
            yield tuple(_held.warm[key_of(one)] for one in asked)
        except NotSound:
            _let_go()  # whatever it computed, nothing of it is used again
            raise


def key_of(asked: TextToImage) -> Key:
    return asked.weights, asked.dtype, asked.variant, speed.load_key(asked.how)


def _place(warm: Warm, asked: TextToImage) -> None:
    """Its parts on the device, all at once or in turns, as this picture needs it. Raises RanOut."""
    wanted = ladder.offload_for(warm.facts, asked, device())
    if wanted != warm.offload:
        with opening.room_for(warm.folder):
            warm.others.clear()  # their hooks are of the old order
            ladder.placed(warm.pipe, wanted, device())
        warm.offload = wanted


def forget() -> None:
    """Drop the warm pipelines and give their memory back."""
    with _lock:
        _let_go()


def _let_go(keep: Iterable[Key] = ()) -> None:
    kept = set(keep)
    for key in [key for key in _held.warm if key not in kept]:
        del _held.warm[key]
    ladder.empty()


def _unchanged(warm: Warm) -> bool:
    try:
        return stamps(warm.folder.places) == warm.stamps
    except OSError:
        return False  # looked at again in _load, which says what is wrong


def _load(asked: TextToImage, job: Job, key: Key) -> Warm:
    path = job.inputs.model_path(asked.weights)
    try:
        folder = look(path)
        before = stamps(folder.places)
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
    _check_family(folder, asked)
    job.check_cancelled()
    facts = _counted(folder, asked)
    offload = ladder.offload_for(facts, asked, device())
    pipe = opened(folder, asked, device(), offload)
    speed.applied(pipe, asked.how)
    if stamps(folder.places) != before:
        raise EngineError(
            f"The model in {path} was changed while it was being loaded. Wait for the copy to end, then try again."
        )
    warm = Warm(
        key=key, pipe=pipe, scheduler=pipe.scheduler, folder=folder, stamps=before, facts=facts, offload=offload
    )
    warm.preview = previews.fitted(pipe, f"{asked.weights} {asked.dtype}")
    return warm


def _check_family(folder: ModelFolder, asked: TextToImage) -> None:
    if folder.family != asked.family:
        raise EngineError(
            f"The model in {folder.source} is of the family {folder.family}, and this recipe was planned for "
            f"{asked.family}. Choose a model of that family, or correct the family in the model registry."
        )


def _counted(folder: ModelFolder, asked: TextToImage) -> Facts | None:
    try:
        return facts_of(folder, asked.dtype)
    except BadModel:
        return None  # loading it says what is wrong
