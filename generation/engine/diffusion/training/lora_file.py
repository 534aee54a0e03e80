"""The file that comes out: as the pipeline's own save_lora_weights lays it out, with alpha, and the same bytes whenever
the numbers are the same."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from typing import Any

from generation.engine.diffusion.training.families import Trained


def written(pipe_class: Any, denoiser: Any, config: Any, kind: Trained, trigger: str) -> bytes:
    """A .safetensors file. `config` is peft's, whose alpha a file without notes would lose."""
    from diffusers.utils.state_dict_utils import convert_state_dict_to_diffusers
    from peft.utils import get_peft_model_state_dict

    layers = get_peft_model_state_dict(denoiser)
    if kind.part == "unet":
        layers = convert_state_dict_to_diffusers(layers)
    layers = {name: value.detach().float().cpu().contiguous() for name, value in layers.items()}
    kept: list[bytes] = []

    def keep(tensors: Mapping[str, Any], _: str) -> None:
        kept.append(_bytes(tensors, _notes(config, kind, trigger)))

    with tempfile.TemporaryDirectory() as folder:  # asked for by save_lora_weights; nothing is written there
        pipe_class.save_lora_weights(folder, **{f"{kind.part}_lora_layers": layers}, save_function=keep)
    return kept[0]


def _notes(config: Any, kind: Trained, trigger: str) -> dict[str, str]:
    said = {f"{kind.part}.{name}": _plain(value) for name, value in config.to_dict().items()}
    notes = {
        "format": "pt",
        "lora_adapter_metadata": json.dumps(said, sort_keys=True),
        "modelspec.sai_model_spec": "1.0.0",
        "modelspec.architecture": kind.architecture,
    }
    return notes | ({"modelspec.trigger_phrase": trigger} if trigger else {})


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool | list) else str(value)


def _bytes(tensors: Mapping[str, Any], notes: Mapping[str, str]) -> bytes:
    """safetensors writes its notes in the order of a hash table, another on every run: they are put in order here."""
    from safetensors.torch import save

    data: bytes = save(dict(tensors), dict(notes))
    length = int.from_bytes(data[:8], "little")
    table = json.loads(data[8 : 8 + length])
    head = json.dumps({"__metadata__": dict(sorted(notes.items())), **dict(sorted(
        (name, entry) for name, entry in table.items() if name != "__metadata__"
    ))}, separators=(",", ":")).encode()  # fmt: skip
    head += b" " * (-len(head) % 8)
    return len(head).to_bytes(8, "little") + head + data[8 + length :]
