"""In a worker: look into the folder or file of a row, and make it ready or say why not. No weights are loaded here."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from generation import kinds
from generation.engine.diffusion.adapters.scan import AdapterFile, look_at
from generation.engine.diffusion.families import FAMILIES
from generation.engine.diffusion.hub import fetch
from generation.engine.diffusion.scan import BadModel, ModelFolder, look
from generation.models import ModelEntry
from generation.registry.abilities import capabilities
from generation.registry.adding import outside, roots
from studio.lib import events

# How the prompt of each family is written (briefs/dialects.py). A model that was trained on lists of tags is an SDXL by
# its weights: whoever keeps it sets its row to "tags"; a service that takes an object, to "json".
DIALECTS: Final = {"sd15": "clip", "sd2": "clip", "sdxl": "clip", "sd3": "t5", "flux": "t5"}
ALONG: Final = frozenset({kinds.LORA, kinds.CONTROLNET, kinds.IP_ADAPTER})
BYTES: Final = {"float32": 4, "bfloat16": 2, "float16": 2}


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a folder. `memory` are the bytes of its weights at the dtype it runs in."""

    path: Path
    family: str
    weights: str
    size: int
    memory: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    base: str = ""  # what the files say that they were trained from


def scan(entry_pk: int) -> None:
    """Reads every byte once, for the digest. Coming twice changes nothing."""
    entry = ModelEntry.objects.filter(pk=entry_pk, state="waiting").select_related("brand").first()
    if entry is None:
        return
    try:
        found = _found(entry)
    except BadModel as error:
        _scanned(entry, state="refused", refusal=str(error)[:500])
    except ImportError:
        why = "This machine cannot copy from the hub. Run a worker with the diffusers extra, or give a local folder."
        _scanned(entry, state="refused", refusal=why)
    except OSError as error:
        why = f"{entry.source} could not be read ({error.strerror}). Check its permissions on the workers."
        _scanned(entry, state="refused", refusal=why[:500])
    else:
        said = {**found.settings, **entry.settings}  # what a person has set already stands
        _scanned(
            entry,
            state="ready",
            family=found.family,
            dialect=DIALECTS.get(found.family, "clip"),
            weights=found.weights,
            size=found.size,
            memory=found.memory,
            settings=said,
            capabilities=capabilities(entry.kind, said),
            source=str(found.path),
        )


def _found(entry: ModelEntry) -> Found:
    """What the row's source holds. Raises BadModel where it is not of the row's kind, or not where models may be."""
    path = inside(entry.source)
    if entry.kind in ALONG:
        if path is None:
            raise BadModel(f"{entry.source}: only whole models are copied from the hub. Copy the file here first.")
        return _adapter(entry, look_at(path))
    if path is None:  # "owner/name@commit" on the hub, which is copied first where the operator allows that
        hub_id, _, commit = entry.source.partition("@")
        return _model(entry, fetch(hub_id, commit, settings.MODELS_DIR, allow_network=settings.MODEL_DOWNLOADS))
    return _model(entry, look(path))


def inside(source: str) -> Path | None:
    """The path of a source on this machine; None for one on the hub. Raises BadModel where it leads out of the roots,
    links followed."""
    path = Path(source)
    if not path.is_absolute():
        return None
    if not any(path.resolve().is_relative_to(root.resolve()) for root in roots()):
        raise BadModel(outside(source))
    return path


def _model(entry: ModelEntry, folder: ModelFolder) -> Found:
    return Found(
        path=folder.path,
        family=folder.family,
        weights=folder.weights,
        size=folder.size,
        memory=memory_of((folder.path / name for name in folder.files), str(folder.settings.get("dtype"))),
        settings=folder.settings,
    )


def _adapter(entry: ModelEntry, found: AdapterFile) -> Found:
    if found.kind != entry.kind:
        is_, asked = kinds.KINDS[found.kind], kinds.KINDS[entry.kind]
        raise BadModel(f"{entry.source} is of the kind {is_}, and this row says {asked}. Add it again as {is_}.")
    said = {name: value for name, value in found.facts.items() if value not in ("", None, [], {})}
    dtype = FAMILIES[found.family].dtype if found.family in FAMILIES else "float32"
    return Found(
        path=found.path,
        family=found.family,
        weights=found.weights,
        size=found.size,
        memory=memory_of((found.root / name for name in found.files), dtype),
        settings=said,
    )


def memory_of(files: Iterable[Path], dtype: str) -> int:
    """Bytes that the tensors of these files take at `dtype`, whatever they are stored in. The files are whole: the
    scan has looked at them."""
    return sum(_numbers(file) for file in files if file.suffix == ".safetensors") * BYTES.get(dtype, 4)


def _numbers(file: Path) -> int:
    """How many numbers a safetensors file holds, from its header."""
    with file.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        header = json.loads(stream.read(length))
    return sum(math.prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__")


@transaction.atomic
def _scanned(entry: ModelEntry, **changes: Any) -> None:
    if ModelEntry.objects.filter(pk=entry.pk, state="waiting").update(**changes):
        events.record(changes["state"], entry, brand=entry.brand)
