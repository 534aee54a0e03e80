"""Pictures made into latents and captions into embeddings, once, before the first step. The models that do it are let
go of then: only the one that learns stays on the device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation.engine.diffusion import ladder
from generation.engine.diffusion.families import KNOWN
from generation.engine.diffusion.training.pictures import Shown, shown
from generation.engine.diffusion.training.settings import Settings
from generation.engine.diffusion.training.watch import Watch

READERS = ("text_encoder", "text_encoder_2", "text_encoder_3")
CLIP_READS = 75  # tokens


@dataclass(frozen=True, slots=True)
class Example:
    """`latents` (C, h, w) and `words` {name: tensor without its batch} in float32 on the processor. `size` in pixels;
    `times` are SDXL's: original height and width, top and left of the cut, height and width."""

    latents: Any
    words: Mapping[str, Any]
    size: tuple[int, int]
    times: tuple[int, ...]


def examples(
    pipe: Any, family: str, pictures: Sequence[tuple[bytes, str]], settings: Settings, device: Any, watch: Watch
) -> tuple[list[Example], list[str]]:
    """One of each picture, in order, and what is to be noted. Ends with the pipeline's encoders gone."""
    import torch

    with torch.no_grad():
        words = _words(pipe, family, [caption for _, caption in pictures], device, watch)
        notes = _unread(pipe, family, [caption for _, caption in pictures])
        _let_go(pipe, READERS)
        pipe.vae.to(device, torch.float32)  # half of a picture's range is lost to some VAEs in half precision
        found, small = [], 0
        for number, ((data, _), said) in enumerate(zip(pictures, words, strict=True), 1):
            watch.check_cancelled()
            picture = shown(data, number, settings.resolution, KNOWN[family])
            small += picture.enlarged
            times = (*reversed(picture.original), *picture.cut, *reversed(picture.size))
            found.append(Example(_latents(pipe.vae, picture, device), said, picture.size, times))
        _let_go(pipe, ("vae",))
    if small:
        notes.append(
            f"{small} of {len(pictures)} pictures are smaller than they are trained at, so they were enlarged."
        )
    return found, notes


def _latents(vae: Any, picture: Shown, device: Any) -> Any:
    """The middle of what the VAE says, not a draw from it: the same on every run."""
    import torch

    pixels = torch.from_numpy(picture.pixels)[None].to(device)
    latents = vae.encode(pixels).latent_dist.mode()
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    return ((latents - shift) * vae.config.scaling_factor)[0].float().cpu()


def _words(pipe: Any, family: str, captions: Sequence[str], device: Any, watch: Watch) -> list[dict[str, Any]]:
    """Each caption is read once, however many pictures it stands with."""
    for name in READERS:
        if getattr(pipe, name, None) is not None:
            getattr(pipe, name).to(device)
    read: dict[str, dict[str, Any]] = {}
    for caption in captions:
        watch.check_cancelled()
        if caption not in read:
            read[caption] = {
                name: value[0].float().cpu() for name, value in _read(pipe, family, caption, device).items()
            }
    return [read[caption] for caption in captions]


def _read(pipe: Any, family: str, caption: str, device: Any) -> dict[str, Any]:
    """{name: (1, …)} as the family's model takes it; none of it for guidance, which is no part of learning."""
    if family == "flux":
        embeds, pooled, _ = pipe.encode_prompt(caption, None, device, max_sequence_length=KNOWN[family].reads)
        return {"embeds": embeds, "pooled": pooled}
    once = {"num_images_per_prompt": 1, "do_classifier_free_guidance": False, "device": device}
    if family == "sd3":
        read = KNOWN[family].reads
        embeds, _, pooled, _ = pipe.encode_prompt(caption, None, None, max_sequence_length=read, **once)
        return {"embeds": embeds, "pooled": pooled}
    if family == "sdxl":
        embeds, _, pooled, _ = pipe.encode_prompt(caption, **once)
        return {"embeds": embeds, "pooled": pooled}
    return {"embeds": pipe.encode_prompt(caption, **once)[0]}


def _unread(pipe: Any, family: str, captions: Sequence[str]) -> list[str]:
    if KNOWN[family].reads:
        return []
    long = sum(len(pipe.tokenizer(one, add_special_tokens=False).input_ids) > CLIP_READS for one in captions)
    many = f"{long} of {len(captions)} captions are" if long > 1 else "A caption is"
    return [f"{many} longer than the {CLIP_READS} tokens that this model reads: the rest was not learned."] * bool(long)


def _let_go(pipe: Any, names: Sequence[str]) -> None:
    for name in names:
        if getattr(pipe, name, None) is not None:
            pipe.register_modules(**{name: None})
    ladder.empty()
