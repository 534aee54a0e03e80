"""Full-size models on one GPU: our worker's path against a plain diffusers loop, in the same run.

    python -m benchmarks.gpu [--quick] [--only sdxl] [--seconds 450]     needs CUDA; without: a sentence, exit code 3
    python -m benchmarks.gpu --tiny                                      the same code on a CPU, with tiny models

SD 1.5, SDXL and a Flux-class transformer are built from their published configs with RANDOM weights (the arithmetic is
the same; nothing is downloaded), saved once in bfloat16 to a temporary folder, and loaded from there by both sides.
Flux's text encoder T5-XXL is made small: it is read once a prompt, and would only fill the disk. The plain loop is what
a careful script does: bfloat16, one call a picture, torch's usual kernels. Ours is `engine.render_group` from recipes,
as a worker calls it: `as registered` with repeatable kernels; `tuned` with channels_last, fuse_qkv, free kernels and
compiled blocks. `first` holds everything from the folder to the first pictures: loading, and compiling where it is on.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.diffusers_engine import FULL_VAE, FULL_XL_UNET, OneFolder, bare_call
from generation.engine.diffusion import engine, load, speed
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import look
from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError, Job, OutOfMemory, Picture
from generation.engine.recipe import Recipe
from tests import tiny_models

PROMPT = "a red fox on a plinth, soft window light from the left, empty space above"
GOAL = 1.5  # times the plain loop, at SDXL 1024 x 1024, 30 steps
TUNED = {"channels_last": True, "fuse_qkv": True, "deterministic": False, "compile": True}
NO_CUDA = 3  # exit code


@dataclass(frozen=True)
class Case:
    name: str
    build: Callable[[Path], Path]
    side: int
    steps: int
    dtype: str = "bfloat16"
    batches: tuple[int, ...] = (1, 2, 4, 8)
    tuned_batches: tuple[int, ...] = (1, 4)
    repeats: int = 3


@dataclass
class Bench:
    """The table as it grows, and the time it may still take."""

    until: float
    rows: list[tuple[str, ...]] = field(default_factory=list)
    best: dict[str, float] = field(default_factory=dict)  # case -> times the plain loop

    HEAD = ("model", "side", "steps", "how", "batch", "first s", "s/picture", "pictures/s", "x plain", "peak GB",
            "computed GB")  # fmt: skip

    def add(self, *cells: object) -> None:
        self.rows.append(tuple(str(cell) for cell in cells))
        print(" | ".join(self.rows[-1]), flush=True)

    def late(self) -> bool:
        return time.monotonic() > self.until

    def table(self) -> str:
        lines = [self.HEAD, tuple("---" for _ in self.HEAD), *self.rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# --- models ---------------------------------------------------------------------------------------------------------
@contextmanager
def _on_the_gpu() -> Iterator[Any]:
    """Weights are made where they are fast to make, in bfloat16."""
    import torch

    torch.manual_seed(0)
    torch.set_default_dtype(torch.bfloat16)
    try:
        with torch.device("cuda"):
            yield torch
    finally:
        torch.set_default_dtype(torch.float32)


def full_sd15(path: Path) -> Path:
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel

    with _on_the_gpu():
        pipe = StableDiffusionPipeline(
            vae=AutoencoderKL(**FULL_VAE, sample_size=512),
            text_encoder=_clip(768, 12, 12),
            tokenizer=tiny_models.clip_tokenizer(),
            unet=UNet2DConditionModel(cross_attention_dim=768, sample_size=64),
            scheduler=PNDMScheduler(**tiny_models.SCHEDULE, skip_prk_steps=True),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
    return _saved(pipe, path)


def full_sdxl(path: Path) -> Path:
    from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel

    tokenizer = tiny_models.clip_tokenizer()
    with _on_the_gpu():
        pipe = StableDiffusionXLPipeline(
            vae=AutoencoderKL(**FULL_VAE, sample_size=1024, scaling_factor=0.13025),
            text_encoder=_clip(768, 12, 12),
            text_encoder_2=_clip(1280, 20, 32, projected=True),
            tokenizer=tokenizer,
            tokenizer_2=tokenizer,
            unet=UNet2DConditionModel(**FULL_XL_UNET),
            scheduler=EulerDiscreteScheduler(**tiny_models.SCHEDULE),
            add_watermarker=False,
        )
    return _saved(pipe, path)


def full_flux(path: Path) -> Path:
    """The transformer of FLUX.1-dev (11.9 billion parameters) between a full VAE and small text encoders."""
    from diffusers import AutoencoderKL, FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel
    from transformers import T5Config, T5EncoderModel

    t5 = tiny_models._t5_tokenizer()
    small = T5Config(vocab_size=len(t5), d_model=4096, d_kv=64, d_ff=256, num_layers=1, num_heads=4)
    with _on_the_gpu():
        pipe = FluxPipeline(
            scheduler=FlowMatchEulerDiscreteScheduler(),
            vae=AutoencoderKL(
                **{**FULL_VAE, "latent_channels": 16}, sample_size=1024, use_quant_conv=False,
                use_post_quant_conv=False, scaling_factor=0.3611, shift_factor=0.1159,
            ),
            text_encoder=_clip(768, 12, 2),
            tokenizer=tiny_models.clip_tokenizer(),
            text_encoder_2=T5EncoderModel(small),
            tokenizer_2=t5,
            transformer=FluxTransformer2DModel(guidance_embeds=True),
        )  # fmt: skip
    return _saved(pipe, path)


def _clip(width: int, heads: int, layers: int, *, projected: bool = False) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(
        hidden_size=width,
        intermediate_size=4 * width,
        num_attention_heads=heads,
        num_hidden_layers=layers,
        projection_dim=width,
        hidden_act="gelu" if projected else "quick_gelu",
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config)


def _saved(pipe: Any, path: Path) -> Path:
    pipe.save_pretrained(path, safe_serialization=True)
    return path


FULL = [
    Case("SDXL", full_sdxl, 1024, 30),
    Case("SD 1.5", full_sd15, 512, 30),
    Case("Flux-class", full_flux, 1024, 28, batches=(1, 2), tuned_batches=(1, 2), repeats=2),
]
QUICK = [replace(case, batches=(1, 4), tuned_batches=(4,), repeats=2) for case in FULL[:2]]
TINY = [
    Case("tiny SDXL", tiny_models.tiny_sdxl, 64, 2, "float32", (1, 2), (2,), 1),
    Case("tiny SD", tiny_models.tiny_sd, 64, 2, "float32", (2,), (), 1),
    Case("tiny Flux", tiny_models.tiny_flux, 64, 2, "float32", (2,), (), 1),
]


# --- measuring ------------------------------------------------------------------------------------------------------
def measure(case: Case, folder: Path, bench: Bench) -> None:
    case.build(folder)
    _empty()
    found = look(folder)
    settings: dict[str, Any] = {"resolution": case.side, "steps": case.steps, "dtype": case.dtype, "reads": 64}
    model = Model(name=case.name, engine="diffusers", family=found.family, weights=found.weights, settings=settings)
    asked = TextToImage.from_params(recipes(model, case, [1])[0].nodes[0].params)
    plain = plain_loop(case, folder, asked, bench)
    tuned = replace(model, settings={**settings, **TUNED})
    for how, one, batches in (("as registered", model, case.batches), ("tuned", tuned, case.tuned_batches)):
        for number, size in enumerate(batches):
            if bench.late():
                bench.add(case.name, case.side, case.steps, how, size, "not run: out of time", *[""] * 5)
                continue
            try:
                worker(case, folder, one, how, size, plain, bench, cold=number == 0)
            except OutOfMemory as error:
                bench.add(case.name, case.side, case.steps, how, size, f"does not fit: {error}", *[""] * 5)
        load.forget()
        _empty()


def plain_loop(case: Case, folder: Path, asked: TextToImage, bench: Bench) -> float:
    """Seconds a picture."""
    with usual_kernels():
        began = time.perf_counter()
        call = bare_call(folder, asked)
        call(0)
        first = time.perf_counter() - began
        _forget_peak()
        took = []
        for seed in range(1, case.repeats + 1):
            began = time.perf_counter()
            call(seed)
            took.append(time.perf_counter() - began)
        seconds = statistics.median(took)
        bench.add(case.name, case.side, case.steps, "plain loop", 1, f"{first:.1f}", f"{seconds:.3f}",
                  f"{1 / seconds:.2f}", "1.00", _gigabytes(_peak()), "")  # fmt: skip
    del call
    _empty()
    return seconds


def worker(
    case: Case, folder: Path, model: Model, how: str, size: int, plain: float, bench: Bench, *, cold: bool
) -> None:
    job = Job(inputs=OneFolder(folder))

    def made(number: int) -> list[Picture]:
        seeds = [1000 * number + index for index in range(1, size + 1)]
        return engine.render_group(recipes(model, case, seeds), job)

    if cold:
        load.forget()
        _empty()
    began = time.perf_counter()
    made(0)
    first = time.perf_counter() - began
    took = []
    for number in range(1, case.repeats + 1):
        began = time.perf_counter()
        facts = made(number)[0].facts
        took.append((time.perf_counter() - began) / size)  # it ends with pixels on the CPU: the device is done
    seconds = statistics.median(took)
    bench.best[case.name] = max(bench.best.get(case.name, 0), plain / seconds)
    bench.add(case.name, case.side, case.steps, how, size, f"{first:.1f}{' cold' if cold else ''}", f"{seconds:.3f}",
              f"{1 / seconds:.2f}", f"{plain / seconds:.2f}", _gigabytes(facts["peak_memory_bytes"]),
              _gigabytes(facts["computed_memory_bytes"]))  # fmt: skip


def recipes(model: Model, case: Case, seeds: Sequence[int]) -> list[Recipe]:
    words: Mapping[str, Any] = {"positive": PROMPT, "negative": "text", "dialect": "words", "digest": "0" * 64}
    order = Order(
        brief={}, style={}, palette=(), prompt=words, model=model, width=case.side, height=case.side, seed=seeds[0]
    )
    return [engine.plan(replace(order, seed=seed, beside=tuple(seeds))) for seed in seeds]


@contextmanager
def usual_kernels() -> Iterator[None]:
    """torch as a plain script finds it."""
    import torch

    before = torch.are_deterministic_algorithms_enabled(), torch.backends.cudnn.deterministic
    torch.use_deterministic_algorithms(False)
    torch.backends.cudnn.deterministic = False
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before[0], warn_only=True)
        torch.backends.cudnn.deterministic = before[1]


def _empty() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _forget_peak() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()


def _peak() -> int:
    import torch

    return int(torch.cuda.max_memory_allocated()) if torch.cuda.is_available() else 0


def _gigabytes(size: object) -> str:
    return f"{int(str(size)) / 1e9:.2f}" if int(str(size)) > 5_000_000 else ""


def cuda_missing() -> str:
    """Why there is no GPU to measure on, in a sentence; "" where there is one."""
    try:
        import torch
    except ImportError:
        return "torch is not installed, so nothing was measured. Install it with: pip install 'gatefold[diffusers]'"
    if torch.cuda.is_available():
        return ""
    return "There is no CUDA device here, so nothing was measured. --tiny tries the same code on the CPU."


def run(cases: Sequence[Case], seconds: float) -> Bench:
    bench = Bench(until=time.monotonic() + seconds)
    print(" | ".join(Bench.HEAD), flush=True)
    for case in cases:
        if bench.late():
            bench.add(case.name, case.side, case.steps, "not run: out of time", *[""] * 7)
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                measure(case, Path(folder) / "model", bench)
            except EngineError as error:
                bench.add(case.name, case.side, case.steps, f"failed: {error}", *[""] * 7)
            finally:
                load.forget()
    return bench


def main() -> int:
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--quick", action="store_true", help="SDXL and SD 1.5 with two batch sizes")
    asks.add_argument("--tiny", action="store_true", help="tiny models on the CPU: tries the code, measures nothing")
    asks.add_argument("--only", default="", help="run only the models whose name holds this")
    asks.add_argument("--seconds", type=float, default=420, help="begin nothing new after so long")
    asked = asks.parse_args()
    if not asked.tiny and (missing := cuda_missing()):
        print(missing, file=sys.stderr)
        return NO_CUDA
    load.prepare()
    import diffusers
    import torch

    device = load.device()
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    print(f"{name}, torch {torch.__version__}, diffusers {diffusers.__version__}, {time.strftime('%Y-%m-%d')}")
    if asked.tiny:
        print("A dry run on tiny models: these seconds say nothing of a GPU.")
        speed.BACKEND = "eager"  # the code generator takes a minute for what takes a millisecond
    cases = TINY if asked.tiny else QUICK if asked.quick else FULL
    bench = run([case for case in cases if asked.only.lower() in case.name.lower()], asked.seconds)
    print(f"\n{bench.table()}\n")
    if not asked.tiny and "SDXL" in bench.best:
        best = bench.best["SDXL"]
        word = "reached" if best >= GOAL else "missed"
        print(f"SDXL 1024 x 1024, 30 steps: {best:.2f} times the plain loop at best; goal {GOAL}, {word}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
