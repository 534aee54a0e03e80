"""Weighed windows of words for CLIP encoders: SD 1 and 2, and both encoders of SDXL.

Each window of 77 is encoded apart and the embeddings are laid end to end along the sequence; SDXL's pooled embedding is
the first window's. A token's weight w moves its embedding z away from what the same place holds for an empty prompt, e:

    z' = e + w (z - e)

so w = 1 changes nothing, and the marks and the padding never move. This is how Compel and ComfyUI weigh; scaling z
itself, as the first tools did, shifts the mean of the whole prompt with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.weighing import MOST, Run, Window, windows_of

ROOM = 75  # tokens of a window beside its two marks


@dataclass(frozen=True, slots=True)
class Tokens:
    """One window for one tokenizer: ids (77) and the weight of each."""

    ids: tuple[int, ...]
    weights: tuple[float, ...]


def conditioning(pipe: Any, asked: TextToImage) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Embeddings for the pipeline call, and sentences for what was not read as written."""
    import torch

    said = windows_of(asked.parts)
    sides, notes = [], []
    for name, windows in (("prompt", said.positive), ("negative prompt", said.negative if asked.guided else ())):
        kept = windows[: 1 if asked.long_prompt == "cut" else MOST]
        fitted, lost = _fitted(tokenizer_of(pipe), kept)
        if lost or len(kept) < len(windows):
            lost += "".join(run.text for window in windows[len(kept) :] for run in window)
            notes.append(f"This model reads {len(fitted) * ROOM} tokens of the {name}: “{lost[:200]}” was not read.")
        sides.append(fitted)
    count = max(1, *(len(side) for side in sides))
    embeds, pooled = _encoded(pipe, sides[0], count)
    given = {"prompt_embeds": embeds, "pooled_prompt_embeds": pooled}
    if asked.guided:
        if asked.family == "sdxl" and not sides[1] and pipe.config.force_zeros_for_empty_prompt:
            unwanted, unpooled = torch.zeros_like(embeds), torch.zeros_like(pooled)
        else:
            unwanted, unpooled = _encoded(pipe, sides[1], count)
        given |= {"negative_prompt_embeds": unwanted, "negative_pooled_prompt_embeds": unpooled}
    return {name: value for name, value in given.items() if value is not None}, tuple(notes)


def unheard(asked: TextToImage) -> tuple[str, ...]:
    """What a model that reads by T5 or a language model makes of weights, in a sentence: nothing."""
    if asked.parts is None or not windows_of(asked.parts).weighed:
        return ()
    return (
        f"This model reads its prompt by {asked.kind.reads_by}, which has no weights: every phrase counted the same.",
    )


def tokenizer_of(pipe: Any) -> Any:
    """The one that prompts are counted by: an SDXL refiner has only the second."""
    return pipe.tokenizer or pipe.tokenizer_2


def readers(pipe: Any) -> list[tuple[Any, Any]]:
    """SDXL's text encoders with their tokenizers, those that are there."""
    pairs = ((pipe.tokenizer, pipe.text_encoder), (pipe.tokenizer_2, pipe.text_encoder_2))
    return [(tokenizer, encoder) for tokenizer, encoder in pairs if encoder is not None]


def _fitted(tokenizer: Any, windows: tuple[Window, ...]) -> tuple[list[Window], str]:
    """The windows, each within its room by this tokenizer's own count, and the words that no window took."""
    found: list[Window] = []
    for number, window in enumerate(windows):
        waiting: list[Run] = list(window)
        while waiting:
            if len(found) == MOST:
                late = (run for later in windows[number + 1 :] for run in later)
                return found, "".join(run.text for run in (*waiting, *late)).strip()
            one, waiting = _filled(tokenizer, waiting)
            found.append(one)
    return found, ""


def _filled(tokenizer: Any, runs: list[Run]) -> tuple[Window, list[Run]]:
    """As many of the runs' words as one window has room for, and the rest."""
    room = ROOM
    taken: list[Run] = []
    for index, run in enumerate(runs):
        offsets = tokenizer(
            run.text, add_special_tokens=False, truncation=False, return_offsets_mapping=True
        ).offset_mapping
        if len(offsets) > room:
            end = offsets[room][0]
            head = [Run(run.text[:end], run.weight)] if room and end else []
            if not head and not taken:
                return (Run(run.text[: max(1, end)], run.weight),), [Run(run.text[max(1, end) :], run.weight)]
            return (*taken, *head), [Run(run.text[end:] if head else run.text, run.weight), *runs[index + 1 :]]
        room -= len(offsets)
        taken.append(run)
    return tuple(taken), []


def _encoded(pipe: Any, windows: list[Window], count: int) -> tuple[Any, Any]:
    """Embeddings (1, 77·count, D), and SDXL's pooled (1, D) of the first window, or None for SD."""
    import torch

    padded = [*windows, *([()] * (count - len(windows)))]
    if getattr(pipe, "text_encoder_2", None) is None:
        made = [_weighed(pipe, pipe.tokenizer, window, lambda ids: pipe.text_encoder(ids)[0]) for window in padded]
        return torch.cat(made, dim=1), None
    sides, pooled = [], None
    for tokenizer, encoder in readers(pipe):

        def hidden(ids: Any, encoder: Any = encoder) -> Any:
            return encoder(ids, output_hidden_states=True).hidden_states[-2]

        sides.append(torch.cat([_weighed(pipe, tokenizer, window, hidden) for window in padded], dim=1))
        pooled = encoder(_ids(pipe, _tokens(tokenizer, padded[0])))[0]  # of the last encoder, as the pipeline does
    return torch.cat(sides, dim=-1), pooled


def _weighed(pipe: Any, tokenizer: Any, window: Window, encode: Any) -> Any:
    import torch

    tokens = _tokens(tokenizer, window)
    told = encode(_ids(pipe, tokens))
    if all(weight == 1 for weight in tokens.weights):
        return told
    empty = encode(_ids(pipe, _tokens(tokenizer, ())))
    weights = torch.tensor(tokens.weights, device=told.device, dtype=told.dtype)[None, :, None]
    return torch.where(weights == 1, told, empty + weights * (told - empty))


def _tokens(tokenizer: Any, window: Window) -> Tokens:
    """Start mark, up to 75 tokens, end mark, padding; runs are read apart, so each token has one weight."""
    ids, weights = [tokenizer.bos_token_id], [1.0]
    for run in window:
        read = tokenizer(run.text, add_special_tokens=False, truncation=False).input_ids
        ids += read
        weights += [run.weight] * len(read)
    ids, weights = ids[: ROOM + 1], weights[: ROOM + 1]
    left = ROOM + 2 - len(ids)
    return Tokens((*ids, tokenizer.eos_token_id, *[tokenizer.pad_token_id] * (left - 1)), (*weights, *[1.0] * left))


def _ids(pipe: Any, tokens: Tokens) -> Any:
    import torch

    return torch.tensor([list(tokens.ids)], device=pipe._execution_device)
