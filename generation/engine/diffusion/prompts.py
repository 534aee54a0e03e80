"""Prompts longer than the text encoder reads. CLIP reads 75 tokens and cuts the rest without a word; a brief has more.

SD and SDXL take any number of tokens as conditioning, so a long prompt is read in parts of 75, each between its own
start and end marks, and the parts are laid end to end. A prompt of one part gives exactly what the pipeline would.
A recipe with `parts` says where its windows are cut, and what its words weigh; windows.py reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generation.engine.diffusion import windows
from generation.engine.diffusion.params import TextToImage

MOST_PARTS = 4  # 300 tokens: attention spreads thin beyond


def conditioning(pipe: Any, asked: TextToImage) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Keyword arguments for the pipeline call, and sentences for what was not read as written."""
    if asked.reads:
        texts, notes = _by_reader(pipe, asked)
        return texts, (*notes, *windows.unheard(asked))
    if asked.parts is not None and asked.kind.pieced:
        return windows.conditioning(pipe, asked)
    kept, notes = _fit(pipe, asked)
    if all(_parts(pipe, text) == 1 for text in kept):
        return {"prompt": kept[0], "negative_prompt": kept[1] or None}, notes
    return _in_parts(pipe, asked, *kept), notes


def _by_reader(pipe: Any, asked: TextToImage) -> tuple[dict[str, Any], tuple[str, ...]]:
    """SD3 and Flux: T5 reads the whole prompt; their CLIP only gives the gist, for which its first 75 tokens do.
    Qwen-Image: a language model reads it, and is guided only by a negative prompt, which a space is."""
    tokenizer = getattr(pipe, asked.kind.reader)
    texts: dict[str, Any] = {"prompt": asked.prompt, "max_sequence_length": asked.reads}
    if asked.guided:
        texts["negative_prompt"] = asked.negative_prompt or (" " if asked.family == "qwen-image" else None)
    if tokenizer is None:
        return texts, ("This model has no T5 text encoder: only the first 75 tokens of the prompt were read.",)
    tokens = tokenizer(asked.prompt, add_special_tokens=False, truncation=False).input_ids
    room = asked.reads - asked.kind.marks
    if len(tokens) <= room:
        return texts, ()
    return texts, (_cut("prompt", len(tokens), room, tokenizer.decode(tokens[room:]).strip()),)


def _fit(pipe: Any, asked: TextToImage) -> tuple[tuple[str, str], tuple[str, ...]]:
    """The prompts, shortened to what will be read, with a sentence for each that was."""
    most = 75 * (MOST_PARTS if asked.long_prompt == "parts" and asked.kind.pieced else 1)
    kept, notes = [], []
    for name, text in (("prompt", asked.prompt), ("negative prompt", asked.negative_prompt if asked.guided else "")):
        offsets = windows.tokenizer_of(pipe)(
            text, add_special_tokens=False, truncation=False, return_offsets_mapping=True
        ).offset_mapping
        count = len(offsets)
        if count > most:
            end = offsets[most][0]
            notes.append(_cut(name, count, most, text[end:].strip()))
            kept.append(text[:end].rstrip())
            continue
        if count > 75:
            notes.append(
                f"The {name} has {count} tokens; this model reads 75 at a time, so it was read in "
                f"{-(-count // 75)} parts."
            )
        kept.append(text)
    return (kept[0], kept[1]), tuple(notes)


def _cut(name: str, count: int, most: int, lost: str) -> str:
    shown = lost if len(lost) <= 200 else lost[:200] + "…"
    return f"The {name} has {count} tokens and this model reads {most}: “{shown}” was not read."


def _parts(pipe: Any, text: str) -> int:
    tokens = windows.tokenizer_of(pipe)(text, add_special_tokens=False, truncation=False).input_ids
    return max(1, -(-len(tokens) // 75))


def _in_parts(pipe: Any, asked: TextToImage, positive: str, negative: str) -> dict[str, Any]:
    import torch

    count = max(_parts(pipe, positive), _parts(pipe, negative))
    embeds, pooled = _encode(pipe, positive, count)
    given = {"prompt_embeds": embeds, "pooled_prompt_embeds": pooled}
    if asked.guided:
        if asked.family == "sdxl" and not negative and pipe.config.force_zeros_for_empty_prompt:
            unwanted, unpooled = torch.zeros_like(embeds), torch.zeros_like(pooled)
        else:
            unwanted, unpooled = _encode(pipe, negative, count)
        given |= {"negative_prompt_embeds": unwanted, "negative_pooled_prompt_embeds": unpooled}
    return {name: value for name, value in given.items() if value is not None}


def _encode(pipe: Any, text: str, count: int) -> tuple[Any, Any]:
    """Embeddings (1, 77·count, D), and SDXL's pooled (1, D) of the first part, or None for SD."""
    import torch

    if getattr(pipe, "text_encoder_2", None) is None:
        return torch.cat([pipe.text_encoder(ids)[0] for ids in _chunks(pipe.tokenizer, text, count, pipe)], dim=1), None
    sides, pooled = [], None
    for tokenizer, encoder in windows.readers(pipe):
        outs = [encoder(ids, output_hidden_states=True) for ids in _chunks(tokenizer, text, count, pipe)]
        sides.append(torch.cat([out.hidden_states[-2] for out in outs], dim=1))
        pooled = outs[0][0]  # of the last encoder, as the pipeline does
    return torch.cat(sides, dim=-1), pooled


def _chunks(tokenizer: Any, text: str, count: int, pipe: Any) -> list[Any]:
    """`count` tensors (1, 77): start mark, up to 75 tokens, end mark, padding."""
    import torch

    ids: Sequence[int] = tokenizer(text, add_special_tokens=False, truncation=False).input_ids
    chunks = []
    for i in range(count):
        part = [tokenizer.bos_token_id, *ids[75 * i : 75 * (i + 1)], tokenizer.eos_token_id]
        part += [tokenizer.pad_token_id] * (77 - len(part))
        chunks.append(torch.tensor([part], device=pipe._execution_device))
    return chunks
