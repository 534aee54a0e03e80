"""What a training goes on from after a stop: the LoRA's matrices, AdamW's two moments of each, the losses so far. As
safetensors: nothing that could run code when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generation.engine.picture import EngineError

MOMENTS = ("exp_avg", "exp_avg_sq", "step")


def packed(matrices: Mapping[str, Any], optimiser: Any, losses: Sequence[float], told: Mapping[str, Any]) -> bytes:
    """`matrices` are those that are trained, by name, in the optimiser's order. `told` says of what training it is."""
    from safetensors.torch import save

    state = optimiser.state_dict()["state"]
    tensors = {f"matrix.{name}": value.detach().cpu().contiguous() for name, value in matrices.items()}
    for number, moments in state.items():
        for name in MOMENTS:
            tensors[f"{name}.{number}"] = moments[name].detach().cpu().contiguous()
    data: bytes = save(tensors, {"losses": json.dumps(list(losses)), "told": json.dumps(told, sort_keys=True)})
    return data


def unpacked(data: bytes, matrices: Mapping[str, Any], optimiser: Any, told: Mapping[str, Any]) -> list[float]:
    """Put the state back where it came from; the losses so far, one a step. Raises EngineError where it is not its."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        length = int.from_bytes(data[:8], "little")
        said = json.loads(data[8 : 8 + length])["__metadata__"]
        tensors = load(data)
        if json.loads(said["told"]) != json.loads(json.dumps(told)):
            raise ValueError("it is of another training")
        losses: list[float] = json.loads(said["losses"])
        with torch.no_grad():
            for name, value in matrices.items():
                value.copy_(tensors[f"matrix.{name}"])
        moments = {n: {name: tensors[f"{name}.{n}"] for name in MOMENTS} for n in range(len(matrices))}
        optimiser.load_state_dict({**optimiser.state_dict(), "state": moments})
    except (SafetensorError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise EngineError(
            f"The state this training was to go on from cannot be used ({error}). Begin it anew."
        ) from error
    return losses
