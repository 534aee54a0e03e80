"""What makes a model faster, each as a setting of its registry row, and what that does to the recipe.

    channels_last   convolutions read pixels channel by channel side by side (NHWC)
    fuse_qkv        the three projections of an attention are one multiplication; not with LoRAs or references
    compile         "blocks": the repeated blocks of the UNet or transformer through torch.compile, each shape for
                    itself; "whole": all of it, and the VAE's decoder: slower to start
    deterministic   false: torch may take kernels that are not repeatable, and cuDNN may try which is fastest
    vae_dtype       the VAE's own dtype: float32 where it is not sound in less
    vae_tile        pixels a side of the tiles that the VAE decodes one after another; 0: whole

All of them stand in the recipe where they are set (`how`), because all of them can move bits: another memory layout
takes other kernels, whose sums round differently (channels_last on a CPU: 1/255 in float32, more in bfloat16, as
measured by tests/engine/diffusion/test_speed.py). TF32 and the attention kernel are params of their own.
Prompts that were read lately are remembered by each warm pipeline: what is reused is what was computed, bit by bit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from weakref import WeakKeyDictionary

from generation.engine.picture import EngineError
from studio.lib.canonical import Json, canonical

COMPILE: Final = ("blocks", "whole")
VAE_DTYPES: Final = ("float32", "bfloat16", "float16")
AT_LOAD: Final = ("channels_last", "compile", "fuse_qkv", "vae_dtype")  # these change the loaded model
BACKEND = "inductor"  # of torch.compile
WORDS: Final = 16  # prompts remembered by each pipeline


def how_of(settings: Mapping[str, Json]) -> dict[str, Json]:
    """What a model's settings say of speed, as a recipe has it: only what is not as usual. Raises EngineError."""
    said = {name: settings[name] for name in KNOBS if settings.get(name) not in (None, "")}
    found = {name: KNOBS[name](name, value) for name, value in said.items()}
    return {name: value for name, value in found.items() if value != USUAL[name]}


def check(how: object) -> None:
    """Raises EngineError where a recipe's `how` is not understood."""
    if not isinstance(how, Mapping) or set(how) - set(KNOBS):
        raise EngineError(f"how is {how!r}: it may hold {', '.join(KNOBS)}.")
    for name, value in how.items():
        KNOBS[name](name, value)


def _flag(name: str, value: object) -> Json:
    if not isinstance(value, bool):
        raise EngineError(f"{name} is {value!r}: it must be true or false.")
    return value


def _compile(name: str, value: object) -> Json:
    if isinstance(value, bool):
        return "blocks" if value else ""
    return _one_of(COMPILE)(name, value)


def _one_of(known: tuple[str, ...]) -> Callable[[str, object], Json]:
    def read(name: str, value: object) -> Json:
        if value not in known:
            raise EngineError(f"{name} is {value!r}: choose one of {', '.join(known)}.")
        return str(value)

    return read


def _side(name: str, value: object) -> Json:
    if isinstance(value, bool) or not isinstance(value, int) or (value and not 32 <= value <= 4096) or value % 32:
        raise EngineError(f"{name} is {value!r}: it must be 0, or pixels from 32 to 4096 in steps of 32.")
    return value


KNOBS: Final[Mapping[str, Callable[[str, object], Json]]] = {
    "channels_last": _flag, "compile": _compile, "deterministic": _flag, "fuse_qkv": _flag,
    "vae_dtype": _one_of(VAE_DTYPES), "vae_tile": _side,
}  # fmt: skip
USUAL: Final[Mapping[str, Json]] = {
    "channels_last": False, "compile": "", "deterministic": True, "fuse_qkv": False, "vae_dtype": "", "vae_tile": 0,
}  # fmt: skip


# --- a pipeline, when it is loaded ----------------------------------------------------------------------------------
def load_key(how: Mapping[str, Json]) -> str:
    """What of it makes another warm pipeline: part of the key under which it is held. "" as usual."""
    changed = {name: how[name] for name in AT_LOAD if name in how}
    return canonical(changed).decode() if changed else ""


def applied(pipe: Any, how: Mapping[str, Json]) -> None:
    """Set up a pipeline that was just loaded, once. Raises EngineError where the model cannot be set up so."""
    import torch

    denoiser = denoiser_of(pipe)
    try:
        if how.get("vae_dtype"):
            _precise(pipe.vae, getattr(torch, str(how["vae_dtype"])))
        if how.get("channels_last"):
            for part in (denoiser, pipe.vae):
                part.to(memory_format=torch.channels_last)
        if how.get("fuse_qkv"):
            denoiser.fuse_qkv_projections()
        if how.get("compile"):
            _compiled(pipe, denoiser, str(how["compile"]))
    except (RuntimeError, ValueError, AttributeError, TypeError, NotImplementedError) as error:
        raise EngineError(
            f"This model cannot be set up with {', '.join(sorted(how))} ({error}). Take that out of its settings."
        ) from error


def denoiser_of(pipe: Any) -> Any:
    found = getattr(pipe, "transformer", None)
    return found if found is not None else pipe.unet


def _compiled(pipe: Any, denoiser: Any, what: str) -> None:
    """Each shape is compiled for itself: with shapes that may vary, the kernels, and so the bits, would follow from
    what was made before."""
    import torch

    # More shapes than torch's usual 8 come through a worker in a day; past the limit it silently goes on uncompiled.
    torch._dynamo.config.recompile_limit = max(64, torch._dynamo.config.recompile_limit)
    if what == "blocks":
        denoiser.compile_repeated_blocks(dynamic=False, backend=BACKEND)
    else:
        denoiser.compile(dynamic=False, backend=BACKEND)
        pipe.vae.decoder.compile(dynamic=False, backend=BACKEND)


def _precise(vae: Any, dtype: Any) -> None:
    """The VAE at a dtype of its own: what goes in is cast to it, and what is encoded comes out as it went in."""
    vae.to(dtype)
    encode, decode = vae.encode, vae.decode

    def encoded(x: Any, *args: Any, **more: Any) -> Any:
        made = encode(x.to(dtype), *args, **more)
        spread = (made[0] if isinstance(made, tuple) else made).latent_dist if hasattr(made, "latent_dist") else made[0]
        for name in ("parameters", "mean", "logvar", "std", "var"):
            setattr(spread, name, getattr(spread, name).to(x.dtype))
        return made

    vae.encode = encoded
    vae.decode = lambda z, *args, **more: decode(z.to(dtype), *args, **more)


# --- a pipeline, while it makes one picture or a device batch -------------------------------------------------------
@contextmanager
def running(pipe: Any, how: Mapping[str, Json], together: int = 1) -> Iterator[None]:
    """The VAE tiled as the recipe says, a device batch decoded picture by picture, kernels free or repeatable."""
    import torch

    vae = pipe.vae
    tile = int(str(how.get("vae_tile") or 0))
    before = _tiles(vae)
    kernels = torch.are_deterministic_algorithms_enabled(), torch.backends.cudnn.deterministic
    if tile:
        _set_tiles(vae, tile)
    if together > 1:
        vae.enable_slicing()
    if how.get("deterministic") is False:
        torch.use_deterministic_algorithms(False)
        torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = False, True
    try:
        yield
    finally:
        if how.get("deterministic") is False:
            torch.use_deterministic_algorithms(kernels[0], warn_only=True)
            torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = kernels[1], False
        if together > 1:
            vae.disable_slicing()
        if tile:
            vae.disable_tiling()
            for name, value in before.items():
                setattr(vae, name, value)


def _tiles(vae: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(vae).items() if name.startswith("tile_")}


def _set_tiles(vae: Any, side: int) -> None:
    """Tiles of `side` pixels, overlapping by a quarter. diffusers' own are as large as the pictures it was trained on,
    which for SDXL is no tile at all."""
    vae.enable_tiling()
    if hasattr(vae, "tile_sample_min_size"):
        vae.tile_sample_min_size = side
        vae.tile_latent_min_size = side // 2 ** (len(vae.config.block_out_channels) - 1)
    else:  # Qwen's, of another make
        vae.tile_sample_min_height = vae.tile_sample_min_width = side
        vae.tile_sample_stride_height = vae.tile_sample_stride_width = side * 3 // 4


# --- words ----------------------------------------------------------------------------------------------------------
_words: WeakKeyDictionary[Any, OrderedDict[Any, Any]] = WeakKeyDictionary()


def remember_words(pipe: Any) -> None:
    """Have this pipeline keep what it read of the last prompts: its own `encode_prompt`, asked the same, answers with
    the tensors it gave before. Not while a LoRA is in a text encoder, which then reads otherwise."""
    if pipe in _words:
        return
    kept = _words.setdefault(pipe, OrderedDict())
    encode = pipe.encode_prompt

    def remembered(*args: Any, **more: Any) -> Any:
        key = _plain(args, more)
        if key is None or _reads_otherwise(pipe):
            return encode(*args, **more)
        if key not in kept:
            kept[key] = encode(*args, **more)
            while len(kept) > WORDS:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]

    pipe.encode_prompt = remembered


def forget_words(pipe: Any) -> None:
    """Drop what it remembers: a device that ran out of memory needs every byte."""
    _words.get(pipe, OrderedDict()).clear()


def _plain(args: tuple[Any, ...], more: Mapping[str, Any]) -> Any:
    """A key of words, numbers and devices; None where tensors or pictures are among them."""
    import torch

    known = (str, int, float, bool, type(None), torch.device, torch.dtype)
    if not all(isinstance(value, known) for value in (*args, *more.values())):
        return None
    return args, tuple(sorted(more.items(), key=lambda item: item[0]))


def _reads_otherwise(pipe: Any) -> bool:
    names = ("text_encoder", "text_encoder_2", "text_encoder_3")
    return any(getattr(getattr(pipe, name, None), "peft_config", None) for name in names)
