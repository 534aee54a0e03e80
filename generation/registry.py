"""Models are rows. One is added from a folder; a worker looks into the folder before anybody may use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from briefs.vocabulary import USE_CLASSES
from generation import nudges
from generation.models import ModelEntry
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

if TYPE_CHECKING:
    from generation.engine.diffusion.scan import ModelFolder

LEAVES_THE_MACHINE = frozenset({"remote"})  # engines that send the brief elsewhere: never for a confidential brand
WORLD = "world"

HUB_SOURCE = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}@[0-9a-f]{40}")

# How the prompt of each family is written (briefs/dialects.py). A model that was trained on lists of tags is an SDXL by
# its weights: whoever keeps it sets its row to "tags"; a service that takes an object, to "json".
DIALECTS = {"sd15": "clip", "sd2": "clip", "sdxl": "clip", "sd3": "t5", "flux": "t5"}


@dataclass(frozen=True, slots=True)
class Licence:
    """What the licence lets one do, as somebody read it. Dates are ISO 8601, territories ISO 3166 or "world"."""

    id: str
    version: str = ""
    read_on: str = ""
    use_classes: tuple[str, ...] = ()
    territories: tuple[str, ...] = (WORLD,)
    until: str = ""
    url: str = ""
    note: str = field(default="")

    def document(self) -> dict[str, Any]:
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


def seed_models() -> None:
    """The engine every machine has. Its pictures are the operator's own: there are no weights to license."""
    licence = Licence(
        "own-work", "1", "2026-11-01", tuple(USE_CLASSES), note="Rendered by Gatefold itself; no weights."
    )
    ModelEntry.objects.get_or_create(
        slug="previz",
        defaults={
            "name": "Previz",
            "engine": "previz",
            "dialect": "previz",
            "state": "ready",
            "licence": licence.document(),
        },
    )


@transaction.atomic
def add(*, brand: Brand, name: str, source: str, licence: Licence, by: User) -> ModelEntry:
    """Register the model in a folder. It is offered once a worker has looked through it (`scan`)."""
    require(by, "keep models", brand)
    slug = slugify(name)[:50]
    if not slug:
        raise BadInput("Name: it needs at least one letter or digit. Call it as its publisher does.", field="name")
    if ModelEntry.objects.filter(slug=slug).exists():
        raise BadInput(f"Name: there is a model called {slug} already. Add a version, as in “{name} 2”.", field="name")
    if not Path(source).is_absolute() and not HUB_SOURCE.fullmatch(source):
        raise BadInput(
            "Folder: give the whole path, starting with /, as the workers see it; or owner/name@commit on the hub.",
            field="source",
        )
    entry = ModelEntry.objects.create(
        brand=brand, name=name, slug=slug, engine="diffusers", source=source, licence=licence.document(), by=by
    )
    events.record("add", entry, by=by, brand=brand, source=source)
    _nudge(entry)
    return entry


@transaction.atomic
def scan_again(entry: ModelEntry, *, by: User) -> None:
    """The folder was mended: look again. A model that is ready keeps its weights, or recipes would lose theirs."""
    _require_keeper(entry, by)
    if not ModelEntry.objects.filter(pk=entry.pk, state="refused").update(state="waiting", refusal=""):
        raise WrongState(f"{entry.name} was not refused, so there is nothing to look at again.")
    events.record("rescan", entry, by=by, brand=entry.brand)
    _nudge(entry)


def scan(entry_pk: int) -> None:
    """In a worker: read the folder, and make the model ready or say why not. Reads every byte once, for the digest."""
    from generation.engine.diffusion.scan import BadModel

    entry = ModelEntry.objects.filter(pk=entry_pk, state="waiting").select_related("brand").first()
    if entry is None:
        return
    try:
        found = _look(entry.source)
    except BadModel as error:
        _scanned(entry, state="refused", refusal=str(error)[:500])
    except ImportError:
        why = "This machine cannot copy from the hub. Run a worker with the diffusers extra, or give a local folder."
        _scanned(entry, state="refused", refusal=why)
    except OSError as error:
        why = f"{entry.source} could not be read ({error.strerror}). Check its permissions on the workers."
        _scanned(entry, state="refused", refusal=why[:500])
    else:
        _scanned(
            entry,
            state="ready",
            family=found.family,
            dialect=DIALECTS.get(found.family, "clip"),
            weights=found.weights,
            settings=found.settings,
            source=str(found.path),
        )


def _look(source: str) -> ModelFolder:
    """A folder, or "owner/name@commit" on the hub, which is copied first where the operator allows that."""
    from generation.engine.diffusion.hub import fetch
    from generation.engine.diffusion.scan import look

    if Path(source).is_absolute():
        return look(source)
    hub_id, _, commit = source.partition("@")
    return fetch(hub_id, commit, settings.MODELS_DIR, allow_network=settings.MODEL_DOWNLOADS)


@transaction.atomic
def _scanned(entry: ModelEntry, **changes: Any) -> None:
    if ModelEntry.objects.filter(pk=entry.pk, state="waiting").update(**changes):
        events.record(changes["state"], entry, brand=entry.brand)


@transaction.atomic
def deprecate(entry: ModelEntry, *, by: User, successor: ModelEntry | None = None) -> None:
    """Offer it no more. Its pictures stay, and can still be replayed."""
    _require_keeper(entry, by)
    if successor and (successor.pk == entry.pk or not successor.active or successor.state != "ready"):
        raise BadInput("Successor: choose another model, one that is in use.", field="successor")
    if not ModelEntry.objects.filter(pk=entry.pk, active=True).update(active=False, successor=successor):
        raise WrongState(f"{entry.name} is deprecated already.")
    events.record("deprecate", entry, by=by, brand=entry.brand, successor=successor.slug if successor else "")


def _require_keeper(entry: ModelEntry, by: User) -> None:
    if entry.brand is None:
        raise NotAllowed(f"{entry.name} is built in and belongs to every brand, so nobody changes it here.")
    require(by, "keep models", entry.brand)


def _nudge(entry: ModelEntry) -> None:
    from generation.tasks import scan_model

    nudges.later(scan_model, entry.pk, "io")


def licence_warnings(entry: ModelEntry, brief: Mapping[str, Any]) -> list[str]:
    """What of this brief the licence does not cover, in sentences. The check before sign-off decides; this warns."""
    licence = entry.licence
    found = []
    if not licence.get("id"):
        return [f"{entry.name} has no licence record. Its pictures will not pass the licence check."]
    use = brief.get("use_class") or "experiment"
    if use not in licence.get("use_classes", []):
        found.append(f"The licence of {entry.name} ({licence['id']}) does not cover {use} use. Choose another to ship.")
    territories = set(licence.get("territories", []))
    outside = [m for m in brief.get("markets", []) if m not in territories] if WORLD not in territories else []
    if outside:
        found.append(f"The licence of {entry.name} does not cover {', '.join(outside)}.")
    ends, until = brief.get("flight_to") or "", licence.get("until") or ""
    if until and (ends or date.today().isoformat()) > until:
        found.append(f"The licence of {entry.name} ends on {until}, before the flight does.")
    return found
