"""In a worker: look into the folder or file of a row, and make it ready or say why not. No weights are loaded here."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from generation import kinds
from generation.engine.diffusion.adapters.scan import AdapterFile, look_at
from generation.engine.diffusion.counting import facts_of, parameters
from generation.engine.diffusion.families import FAMILIES, KNOWN
from generation.engine.diffusion.hub import fetch
from generation.engine.diffusion.memory import BYTES
from generation.engine.diffusion.scan import BadModel, ModelFolder, look
from generation.models import ModelEntry
from generation.registry.abilities import capabilities
from generation.registry.adding import outside, roots
from studio.lib import events

log = logging.getLogger(__name__)

ALONG: Final = frozenset({kinds.LORA, kinds.CONTROLNET, kinds.IP_ADAPTER})


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a folder. `memory` are the bytes of its weights at the dtype it runs in."""

    path: Path
    family: str
    weights: str
    size: int
    memory: int | None
    settings: Mapping[str, Any]
    capabilities: tuple[str, ...]


def dialect_of(family: str) -> str:
    """How a family's prompts are written (briefs/dialects.py): those with a long text encoder read sentences.

    A model that was trained on lists of tags is an SDXL by its weights: whoever keeps it sets its row to "tags"; a
    service that takes an object, to "json".
    """
    return "t5" if family in FAMILIES and FAMILIES[family].reads else "clip"


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
    except Exception as error:  # files from anywhere: whatever they bring about, the row says that it was looked at
        log.exception("The files of model %s could not be read", entry.slug)
        why = f"{entry.source} could not be understood ({type(error).__name__}). The worker's log tells more."
        _scanned(entry, state="refused", refusal=why[:500])
    else:
        said = {**found.settings, **entry.settings}  # what a person has set already stands
        _scanned(
            entry,
            state="ready",
            family=found.family,
            dialect=dialect_of(found.family),
            weights=found.weights,
            size=found.size,
            memory=found.memory,
            settings=said,
            capabilities=list(found.capabilities),
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
    config = str(entry.settings.get("config") or "")
    if config and inside(config) is None:
        raise BadModel(f"The setting config is {config[:200]!r}: give the whole path of a folder, starting with /.")
    return _model(entry, look(path, config))


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
    if folder.kind != entry.kind:
        raise BadModel(_another_kind(entry, folder.kind, folder.role.made_for))
    dtype = str(entry.settings.get("dtype") or folder.settings.get("dtype"))
    return Found(
        path=folder.source,
        family=folder.family,
        weights=folder.weights,
        size=folder.size,
        memory=_counted(folder, dtype),
        settings=folder.settings,
        capabilities=folder.capabilities,
    )


def _counted(folder: ModelFolder, dtype: str) -> int | None:
    """None where its configs do not say enough: that is no reason to refuse a model that is whole."""
    try:
        return facts_of(folder, dtype).weights()
    except (BadModel, KeyError, TypeError, ValueError):
        log.warning("The memory of %s cannot be counted", folder.path, exc_info=True)
        return None


def _another_kind(entry: ModelEntry, kind: str, said: str) -> str:
    is_, asked = kinds.KINDS.get(kind, kind), kinds.KINDS[entry.kind]
    return f"{entry.source} is {said}, and this row says {asked}. Add it again as {is_}, under another name."


def _adapter(entry: ModelEntry, found: AdapterFile) -> Found:
    if found.kind != entry.kind:
        raise BadModel(_another_kind(entry, found.kind, f"of the kind {kinds.KINDS[found.kind]}"))
    said = {name: value for name, value in found.facts.items() if value not in ("", None, [], {})}
    dtype = KNOWN[found.family].dtype if found.family in KNOWN else "float32"
    files = [found.root / name for name in found.files if name.endswith(".safetensors")]
    return Found(
        path=found.path,
        family=found.family,
        weights=found.weights,
        size=found.size,
        memory=sum(count for file in files for _, count in parameters(file)) * BYTES[dtype],
        settings=said,
        capabilities=tuple(capabilities(entry.kind, {**said, **entry.settings})),
    )


@transaction.atomic
def _scanned(entry: ModelEntry, **changes: Any) -> None:
    if ModelEntry.objects.filter(pk=entry.pk, state="waiting").update(**changes):
        events.record(changes["state"], entry, brand=entry.brand)
