"""A warm model puts on what a recipe asks for, and wears it until one asks for something else.

LoRAs and reference adapters go into the model and out of it again, so what it wears is kept with it, and every picture
passes here before its pipeline is called: one that asks for nothing finds nothing on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from generation.engine.diffusion.adapters import controls, loras, references
from generation.engine.diffusion.adapters.files import found
from generation.engine.diffusion.adapters.references import Seeing
from generation.engine.diffusion.adapters.wanted import Wanted
from generation.engine.diffusion.adapters.worn import Worn
from generation.engine.diffusion.params import TextToImage
from generation.engine.picture import EngineError, Job
from generation.engine.recipe import Node

MOST_NETS = 3  # ControlNets kept beside a warm model, the last used last


@dataclass(slots=True)
class Clothes:
    """What a denoiser wears, by weights; no part of it holds on to the denoiser."""

    loras: tuple[str, ...] = ()
    references: tuple[tuple[str, float], ...] = ()
    seeing: Seeing | None = None
    nets: dict[tuple[str, str], Any] = field(default_factory=dict)


_worn: WeakKeyDictionary[Any, Clothes] = WeakKeyDictionary()


@contextmanager
def dressed(pipe: Any, asked: TextToImage, node: Node, job: Job) -> Iterator[Worn]:
    """The pipeline, wearing what the node asks for and nothing else. Raises EngineError with a sentence."""
    wanted = Wanted.read(node.params, node.inputs)
    if asked.how.get("fuse_qkv") and (wanted.loras or wanted.references):
        raise EngineError(
            "With fuse_qkv a model's attention has no place for LoRAs or reference pictures: they would be left out "
            "without a word. Take fuse_qkv out of the model's settings, or order without them."
        )
    clothes = _worn.setdefault(_denoiser(pipe), Clothes())
    _change_references(pipe, clothes, wanted, asked, job)
    _change_loras(pipe, clothes, wanted, asked, job)
    given: dict[str, Any] = {}
    held = pipe
    try:
        if clothes.seeing is not None:
            given |= references.given(pipe, clothes.seeing, wanted.references, job)
        if wanted.controls:
            nets = [_net(pipe, clothes, control.weights, asked, job) for control in wanted.controls]
            given |= controls.given(pipe, wanted.controls, asked.width, asked.height, job)
            held = controls.around(pipe, nets)
        with controls.repeatable(held, _first_seed(asked)):
            yield Worn(held, given)
    finally:
        if clothes.seeing is not None:
            references.close(pipe)


def _change_loras(pipe: Any, clothes: Clothes, wanted: Wanted, asked: TextToImage, job: Job) -> None:
    weights = tuple(lora.weights for lora in wanted.loras)
    if clothes.loras != weights:
        if clothes.loras:
            loras.take_off(pipe)
            clothes.loras = ()
        files = [found(one, "lora", asked.family, job) for one in weights]
        if files:
            loras.put_on(pipe, files)
            clothes.loras = weights
    if weights:
        loras.scale(pipe, [lora.scale for lora in wanted.loras])


def _change_references(pipe: Any, clothes: Clothes, wanted: Wanted, asked: TextToImage, job: Job) -> None:
    groups = tuple(references.grouped(wanted.references))
    if clothes.references == groups:
        return
    if clothes.seeing is not None:
        references.take_off(pipe, clothes.seeing.attention)
        clothes.references, clothes.seeing = (), None
    files = [found(weights, "ip_adapter", asked.family, job) for weights, _ in groups]
    if files:
        clothes.seeing = references.put_on(pipe, files)
        clothes.references = groups


def _net(pipe: Any, clothes: Clothes, weights: str, asked: TextToImage, job: Job) -> Any:
    key = weights, asked.dtype
    file = found(weights, "controlnet", asked.family, job)  # looked at though it is warm: a file may have changed
    net = clothes.nets.pop(key, None)
    while net is None and len(clothes.nets) >= MOST_NETS:
        clothes.nets.pop(next(iter(clothes.nets)))
    clothes.nets[key] = net = controls.loaded(file, pipe, asked.dtype) if net is None else net
    return net


def _first_seed(asked: TextToImage) -> int:
    """Of its device batch, so that every member of it is made with the same one."""
    seeds = asked.batch.get("seeds")
    return int(seeds[0]) if isinstance(seeds, list | tuple) and seeds else asked.seed


def _denoiser(pipe: Any) -> Any:
    unet = getattr(pipe, "unet", None)
    return pipe.transformer if unet is None else unet
