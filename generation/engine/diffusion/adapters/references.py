"""Reference pictures, shown to a model by an IP-Adapter (H. Ye et al., 2023): one adapter for each of its scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion.adapters.files import damaged, unfit
from generation.engine.diffusion.adapters.pictures import rgb
from generation.engine.diffusion.adapters.scan import ENCODER, AdapterFile
from generation.engine.guides import Reference
from generation.engine.picture import EngineError, Job


@dataclass(slots=True)
class Seeing:
    """What a pipeline needs to see pictures, and what its attention was before."""

    encoder: Any
    extractor: Any
    attention: Mapping[str, Any] = field(default_factory=dict)


def grouped(references: Sequence[Reference]) -> dict[tuple[str, float], list[Reference]]:
    """By adapter and scale, in the recipe's order: an adapter has one scale, so two scales are two adapters."""
    found: dict[tuple[str, float], list[Reference]] = {}
    for reference in references:
        found.setdefault((reference.weights, reference.scale), []).append(reference)
    return found


def put_on(pipe: Any, files: Sequence[AdapterFile]) -> Seeing:
    """Raises EngineError where one does not fit; then the model is as it was."""
    unet = getattr(pipe, "unet", None)
    if unet is None or not hasattr(pipe, "load_ip_adapter"):
        raise EngineError("Reference pictures are shown to SD 1.5, SD 2 and SDXL alone. Order without them.")
    if len({file.facts["reads"] == "base" for file in files}) > 1 or len({_encoder(file) for file in files}) > 1:
        raise EngineError("These reference pictures need two image encoders at once. Show them by one IP-Adapter.")
    before = dict(unet.attn_processors)
    try:
        pipe.load_ip_adapter(
            [str(file.root) for file in files],
            subfolder=["" for _ in files],
            weight_name=[file.files[0] for file in files],
            image_encoder_folder=ENCODER,
            local_files_only=True,
        )
        seeing = Seeing(pipe.image_encoder, pipe.feature_extractor, before)
        if not all(bool(weight.isfinite().all()) for weight in _weights(pipe)):
            raise damaged(files[0])
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        take_off(pipe, before)
        raise unfit(files[0], error) from error
    except BaseException:
        take_off(pipe, before)
        raise
    _see(pipe, None, None)
    return seeing


def take_off(pipe: Any, attention: Mapping[str, Any]) -> None:
    """The very attention that was there before: unloading alone would put fresh ones in its place."""
    unet = pipe.unet
    unet.encoder_hid_proj = None
    unet.config.encoder_hid_dim_type = None
    unet.set_attn_processor(dict(attention))
    _see(pipe, None, None)


def given(pipe: Any, seeing: Seeing, references: Sequence[Reference], job: Job) -> dict[str, Any]:
    """Opens the pipeline's eyes; `close` after the call. What the call is given."""
    from PIL import Image

    groups = grouped(references)
    _see(pipe, seeing.encoder, seeing.extractor)
    pipe.set_ip_adapter_scale([scale for _, scale in groups])
    shown = [[Image.fromarray(rgb(job.inputs.blob(one.picture))) for one in group] for group in groups.values()]
    return {"ip_adapter_image": shown}


def close(pipe: Any) -> None:
    _see(pipe, None, None)


def _see(pipe: Any, encoder: Any, extractor: Any) -> None:
    pipe.register_modules(image_encoder=encoder, feature_extractor=extractor)


def _encoder(file: AdapterFile) -> tuple[int, str]:
    """The same bytes where both are the same: by size and place is enough to tell two published encoders apart."""
    path = file.root / file.files[2]
    return path.stat().st_size, (file.root / file.files[1]).read_text("utf-8", "replace")


def _weights(pipe: Any) -> Iterator[Any]:
    yield from pipe.image_encoder.parameters()
    yield from pipe.unet.encoder_hid_proj.parameters()
    for processor in pipe.unet.attn_processors.values():
        if hasattr(processor, "to_k_ip"):
            yield from processor.parameters()
