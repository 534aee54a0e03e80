"""The loop: a base model that stays as it is, small matrices beside it that learn."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion import ladder, load
from generation.engine.diffusion.families import KNOWN, TEXT
from generation.engine.diffusion.opening import first_line, opened
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import BadModel, ModelFolder, look
from generation.engine.diffusion.training import state
from generation.engine.diffusion.training.encoding import Example, examples
from generation.engine.diffusion.training.families import trained
from generation.engine.diffusion.training.lora_file import written
from generation.engine.diffusion.training.loss import Loss
from generation.engine.diffusion.training.schedule import Turns, noise_seed, rate
from generation.engine.diffusion.training.settings import Settings
from generation.engine.diffusion.training.watch import Rested, Watch
from generation.engine.picture import EngineError, OutOfMemory
from studio.lib.canonical import Json

CLIP = 1.0  # the norm that gradients are cut to
WEIGHT_DECAY = 0.01


@dataclass(frozen=True, slots=True)
class LoraFile:
    """`data`: a .safetensors file. `losses`: one a step, from the first on. `facts`: with what it was made."""

    data: bytes
    losses: tuple[float, ...]
    facts: Mapping[str, Json] = field(default_factory=dict)


def train(
    path: str,
    pictures: Sequence[tuple[bytes, str]],
    settings: Settings,
    watch: Watch,
    *,
    weights: str = "",
    trigger: str = "",
    begun: bytes | None = None,
) -> LoraFile:
    """A LoRA for the model at `path` from (picture file, caption) pairs. The same on every run on the same machine.

    `weights`: the digest that the model must have. `begun`: what an earlier run handed to `watch.keep`. Raises
    EngineError with a sentence, OutOfMemory, Cancelled, or Rested after `watch.rests` (`watch.keep` has the state).
    """
    load.prepare()
    load.forget()  # a model that is kept warm for pictures would stand in the way
    folder = _folder(path, weights)
    device = load.device()
    with _refusals(folder, settings):
        run = _Run(folder, pictures, settings, watch, device, trigger)
        try:
            return run.through(begun)
        finally:
            run.close()


def _folder(path: str, weights: str) -> ModelFolder:
    try:
        folder = look(path)
    except BadModel as error:
        raise EngineError(str(error)) from error
    if weights and folder.weights != weights:
        raise EngineError(
            f"The model in {path} has changed since it was registered: its weights are {folder.weights[:12]}…, and "
            f"this training is from {weights[:12]}…. Put the old files back, or register the folder as a new model."
        )
    trained(folder.family)
    if TEXT not in folder.capabilities:
        raise EngineError(
            f"The model in {path} is {folder.role.made_for}. Train from one that makes pictures from words."
        )
    return folder


@contextmanager
def _refusals(folder: ModelFolder, settings: Settings) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, MemoryError, ValueError, TypeError, IndexError, KeyError) as error:
        if ladder.is_memory(error):
            raise OutOfMemory(
                f"Training at {settings.resolution} pixels with {settings.batch} pictures a step and rank "
                f"{settings.rank} does not fit into the device's memory. Lower the pictures a step or the resolution, "
                "or use a device with more memory."
            ) from error
        raise EngineError(f"The model in {folder.path} could not be trained from: {first_line(error)}") from error
    except ladder.RanOut as error:
        raise OutOfMemory(f"{error} Use a device with more memory.") from error
    finally:
        ladder.empty()


class _Run:
    """One training in this process."""

    def __init__(
        self,
        folder: ModelFolder,
        pictures: Sequence[tuple[bytes, str]],
        settings: Settings,
        watch: Watch,
        device: Any,
        trigger: str,
    ) -> None:
        self.settings, self.watch, self.device, self.trigger = settings, watch, device, trigger
        self.family, self.kind = folder.family, trained(folder.family)
        self.dtype = settings.dtype or ("float32" if device.type == "cpu" else "bfloat16")
        self.began = time.perf_counter()
        self.told = {"weights": folder.weights, "settings": settings.document(), "pictures": len(pictures)}
        watch.check_cancelled()
        # Beside the device: its parts go there in turns, and most of them only for a moment.
        self.pipe = opened(folder, _loading(folder, self.dtype), _cpu())
        self.examples, self.notes = examples(self.pipe, self.family, pictures, settings, device, watch)
        self.denoiser = self._with_matrices(getattr(self.pipe, self.kind.part))
        self.matrices = {name: one for name, one in self.denoiser.named_parameters() if one.requires_grad}
        self.loss = Loss(self.family, self.denoiser, self.pipe.scheduler, settings, device)
        self.optimiser = _adamw(self.matrices, settings)

    def _with_matrices(self, denoiser: Any) -> Any:
        import torch
        from diffusers.training_utils import cast_training_params
        from peft import LoraConfig

        latents = self.examples[0].latents.shape[0]
        takes = denoiser.config.in_channels // (4 if self.family == "flux" else 1)
        if takes != latents:
            raise EngineError("This model paints into pictures, so it takes more than noise. Train from its plain one.")
        denoiser.requires_grad_(False)
        denoiser.to(self.device)
        self.config = LoraConfig(
            r=self.settings.rank, lora_alpha=self.settings.alpha, target_modules=list(self.kind.targets)
        )  # fmt: skip
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.settings.seed)
            denoiser.add_adapter(self.config)
        cast_training_params(denoiser, dtype=torch.float32)
        if self.device.type != "cpu":
            denoiser.enable_gradient_checkpointing()
        return denoiser.train()

    def through(self, begun: bytes | None) -> LoraFile:
        settings, watch = self.settings, self.watch
        losses = state.unpacked(begun, self.matrices, self.optimiser, self.told) if begun else []
        first, since = len(losses), time.perf_counter()
        turns = Turns([one.size for one in self.examples], settings.batch, settings.seed)
        for step in range(first, settings.steps):
            watch.check_cancelled()
            losses.append(self._step(step, [self.examples[index] for index in turns.at(step)]))
            done = step + 1
            watch.progress(done, settings.steps, losses)
            rests = done < settings.steps and watch.rests()
            if rests or (done % settings.keep_every == 0 and done < settings.steps):
                watch.keep(state.packed(self.matrices, self.optimiser, losses, self.told), done)
            if rests:
                raise Rested
        pace = (time.perf_counter() - since) / max(1, settings.steps - first)
        data = written(type(self.pipe), self.denoiser, self.config, self.kind, self.trigger)
        return LoraFile(data, tuple(losses), self._facts(pace, first))

    def _step(self, step: int, examples: Sequence[Example]) -> float:
        import torch

        for group in self.optimiser.param_groups:
            group["lr"] = rate(step, self.settings.steps, self.settings.learning_rate, self.settings.schedule)
        chance = torch.Generator("cpu").manual_seed(noise_seed(self.settings.seed, step))
        half = self.dtype != "float32"
        with torch.autocast(self.device.type, getattr(torch, self.dtype), enabled=half):
            loss = self.loss.of(examples, chance)
        told = float(loss.detach())
        if not math.isfinite(told):
            raise EngineError(
                f"At step {step + 1} the loss was no number any more, so nothing of it is kept. "
                "Lower the learning rate, or check the base model's weights."
            )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(self.matrices.values()), CLIP)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        return told

    def _facts(self, pace: float, first: int) -> dict[str, Json]:
        import diffusers
        import peft
        import torch

        gpu = self.device.type == "cuda"
        return {
            "torch": torch.__version__,
            "diffusers": diffusers.__version__,
            "peft": peft.__version__,
            "device": torch.cuda.get_device_name(self.device) if gpu else str(self.device),
            "dtype": self.dtype,
            "matrices": sum(one.numel() for one in self.matrices.values()),
            "sizes": [list(size) for size in sorted({one.size for one in self.examples})],
            "notes": list(self.notes),
            "gone_on_from": first,
            "seconds": round(time.perf_counter() - self.began, 3),
            "seconds_a_step": round(pace, 6),
            "peak_memory_bytes": torch.cuda.max_memory_allocated() if gpu else 0,
        }

    def close(self) -> None:
        """Nothing of it stays on the device, whatever still holds this object."""
        self.__dict__.clear()


def _loading(folder: ModelFolder, dtype: str) -> TextToImage:
    """What `opened` wants to know: how to load, nothing of a picture."""
    side = KNOWN[folder.family].multiple
    return TextToImage(
        folder.family, folder.weights, "", "", side, side, 1, 1.0, 0, dtype, variant=folder.variant
    )  # fmt: skip


def _cpu() -> Any:
    import torch

    return torch.device("cpu")


def _adamw(matrices: Mapping[str, Any], settings: Settings) -> Any:
    import torch

    return torch.optim.AdamW(list(matrices.values()), lr=settings.learning_rate, weight_decay=WEIGHT_DECAY)
