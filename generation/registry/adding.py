"""A row for the model in a folder: added, looked at again, its licence record corrected."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from generation import nudges
from generation.kinds import CHECKPOINT, KINDS, SERVICE
from generation.models import ModelEntry
from generation.registry.licence import Licence, changes
from studio.lib import blobs, events
from studio.lib.models import Blob
from studio.lib.problems import BadInput, NotAllowed, TooMuch, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

HUB_SOURCE: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}@[0-9a-f]{40}")
IN_FOLDERS: Final = {kind: label for kind, label in KINDS.items() if kind != SERVICE}
LONGEST_TEXT: Final = 1_000_000  # bytes of a licence


@transaction.atomic
def add(
    *,
    brand: Brand,
    name: str,
    source: str,
    licence: Licence,
    by: User,
    kind: str = CHECKPOINT,
    base: str = "",
    config: str = "",
) -> ModelEntry:
    """Register the model in a folder. It is offered once a worker has looked through it (`scan`).

    `base` is the slug of the model that it was trained from, `config` the folder that describes one in a single file.
    Raises BadInput (name, source, kind, base, config), NotAllowed.
    """
    require(by, "keep models", brand)
    slug = slugify(name)[:50]
    if not slug:
        raise BadInput("Name: it needs at least one letter or digit. Call it as its publisher does.", field="name")
    if slug == "add":  # the address of the form
        raise BadInput("Name: “Add” is taken by the page that adds models. Add its version.", field="name")
    if ModelEntry.objects.filter(slug=slug).exists():
        raise BadInput(f"Name: there is a model called {slug} already. Add a version, as in “{name} 2”.", field="name")
    if kind not in IN_FOLDERS:
        raise BadInput(f"Kind: a folder holds one of {', '.join(IN_FOLDERS.values())}.", field="kind")
    check_source(source)
    if config:
        check_source(config, name="Described by", field="config")
    if base and not ModelEntry.objects.visible_to(by).filter(slug=base).exists():
        raise BadInput(f"Trained from: there is no model called {base[:50]}. Register it first.", field="base")
    entry = ModelEntry.objects.create(
        brand=brand,
        name=name,
        slug=slug,
        engine="diffusers",
        kind=kind,
        source=source,
        licence=licence.document(),
        settings={"config": config} if config else {},
        lineage={"base": base} if base else {},
        by=by,
    )
    events.record("add", entry, by=by, brand=brand, source=source)
    nudge(entry)
    return entry


def check_source(source: str, *, name: str = "Folder", field: str = "source") -> None:
    """The path as it is written. What it leads to on a worker is looked at there (scanning.inside). Raises BadInput."""
    path = Path(source)
    on_the_hub = field == "source" and HUB_SOURCE.fullmatch(source)
    if not path.is_absolute() and not on_the_hub:
        also = "; or owner/name@commit on the hub" if field == "source" else ""
        raise BadInput(f"{name}: give the whole path, starting with /, as the workers see it{also}.", field=field)
    if ".." in path.parts:
        raise BadInput(f"{name}: give the path without “..”, as the workers see it.", field=field)
    if path.is_absolute() and not any(path.is_relative_to(root) for root in roots()):
        raise BadInput(f"{name}: {outside(source)}", field=field)


def roots() -> list[Path]:
    """Where models may be: anywhere, unless the operator set MODEL_DIRS. Copies from the hub have their own folder."""
    return [*settings.MODEL_DIRS, Path(settings.MODELS_DIR)] if settings.MODEL_DIRS else [Path("/")]


def outside(source: str) -> str:
    where = " or ".join(str(root) for root in settings.MODEL_DIRS)
    return f"{source} is not where models are kept here. Put it under {where}, or ask the operator (MODEL_DIRS)."


@transaction.atomic
def scan_again(entry: ModelEntry, *, by: User) -> None:
    """The folder was mended: look again. A model that is ready keeps its weights, or recipes would lose theirs."""
    require_keeper(entry, by)
    if not ModelEntry.objects.filter(pk=entry.pk, state="refused").update(state="waiting", refusal=""):
        raise WrongState(f"{entry.name} was not refused, so there is nothing to look at again.")
    events.record("rescan", entry, by=by, brand=entry.brand)
    nudge(entry)


@transaction.atomic
def correct_licence(entry: ModelEntry, licence: Licence, *, by: User) -> dict[str, list[object]]:
    """Put this record in place of the one before, which the event keeps. Returns what differs: name -> [old, new]."""
    require_keeper(entry, by)
    row = ModelEntry.objects.select_for_update().get(pk=entry.pk)
    found = changes(row.licence, licence.document())
    if not found:
        raise BadInput("Licence: nothing in the record is different, so there is nothing to save.")
    ModelEntry.objects.filter(pk=entry.pk).update(licence=licence.document())
    events.record("licence", entry, by=by, brand=entry.brand, changed=found)
    return found


def keep_text(text: bytes) -> str:
    """A licence's text as a blob, by its SHA-256; call it before a transaction: the store may stall. "" for nothing.

    Raises BadInput where it is no text, TooMuch where it is longer than any licence.
    """
    if not text.strip():
        return ""
    if len(text) > LONGEST_TEXT:
        raise TooMuch(f"Licence text: it has over {LONGEST_TEXT // 1_000_000} MB. Upload the licence alone, as text.")
    try:
        said = text.decode()
    except UnicodeDecodeError:
        said = "\0"
    if "\0" in said:
        raise BadInput("Licence text: this is not plain text (UTF-8). Save the licence as text.", field="licence_file")
    digest = blobs.put(text)
    Blob.objects.get_or_create(digest=digest, defaults={"size": len(text), "media_type": "text/plain; charset=utf-8"})
    return digest


def require_keeper(entry: ModelEntry, by: User) -> None:
    """Only admins of the model's brand change it, and nobody what is built in."""
    if entry.brand is None:
        raise NotAllowed(f"{entry.name} is built in and belongs to every brand, so nobody changes it here.")
    require(by, "keep models", entry.brand)


def nudge(entry: ModelEntry) -> None:
    from generation.tasks import scan_model

    nudges.later(scan_model, entry.pk, "io")
