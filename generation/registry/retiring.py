"""A model goes out of use, with one to use instead, and may come back. What it made stays, and is replayed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from briefs.models import CharacterVersion, StylePackVersion
from generation.models import Batch, ModelEntry
from generation.registry.adding import require_keeper
from generation.states import QUEUED, RUNNING
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User

MOST = 20  # of each kind of thing that is named


@transaction.atomic
def deprecate(entry: ModelEntry, *, by: User, successor: ModelEntry | None = None) -> None:
    """Offer it no more. Its pictures stay, and can still be replayed."""
    require_keeper(entry, by)
    if successor and (successor.pk == entry.pk or not successor.active or successor.state != "ready"):
        raise BadInput("Successor: choose another model, one that is in use.", field="successor")
    if successor and successor.kind != entry.kind:
        raise BadInput(
            f"Successor: {successor.name} is of another kind. Choose one that does the same.", field="successor"
        )
    if not ModelEntry.objects.filter(pk=entry.pk, active=True).update(active=False, successor=successor):
        raise WrongState(f"{entry.name} is deprecated already.")
    events.record("deprecate", entry, by=by, brand=entry.brand, successor=successor.slug if successor else "")


@transaction.atomic
def restore(entry: ModelEntry, *, by: User) -> None:
    """Offer it again. What was named instead of it is in the record of events."""
    require_keeper(entry, by)
    if not ModelEntry.objects.filter(pk=entry.pk, active=False).update(active=True, successor=None):
        raise WrongState(f"{entry.name} is in use already.")
    events.record("restore", entry, by=by, brand=entry.brand)


def successors(entry: ModelEntry, user: User) -> QuerySet[ModelEntry]:
    """What could be used instead: the same kind, in use, of this brand or of all; its family first, then newest."""
    rows = ModelEntry.objects.visible_to(user).filter(active=True, state="ready", kind=entry.kind)
    rows = rows.filter(Q(brand=entry.brand_id) | Q(brand=None)).exclude(pk=entry.pk)
    far = Case(When(family=entry.family, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered: QuerySet[ModelEntry] = rows.annotate(far=far).order_by("far", "-made_at", "-pk")
    return ordered


@dataclass(frozen=True, slots=True)
class Pinned:
    """Who still counts on a model, of what this person may see: each at most MOST. `batches` wait or run."""

    packs: list[StylePackVersion]
    characters: list[CharacterVersion]
    batches: list[Batch]

    def __bool__(self) -> bool:
        return bool(self.packs or self.characters or self.batches)


def pinned(entry: ModelEntry, user: User) -> Pinned:
    """Style packs and character sheets that name it or its weights (each by its newest such version), open batches."""
    weights = Q(document__loras__contains=[{"weights": entry.weights}]) if entry.weights else Q()
    packs = (
        StylePackVersion.objects.visible_to(user)
        .filter(Q(document__loras__contains=[{"model": entry.slug}]) | weights)
        .select_related("pack")
        .order_by("pack_id", "-number")
        .distinct("pack_id")
    )
    characters = (
        CharacterVersion.objects.visible_to(user)
        .filter(document__lora__model=entry.slug)
        .select_related("character")
        .order_by("character_id", "-number")
        .distinct("character_id")
    )
    batches = Batch.objects.visible_to(user).filter(model=entry, state__in=(QUEUED, RUNNING))
    return Pinned(
        list(packs[:MOST]),
        list(characters[:MOST]),
        list(batches.select_related("revision__brief").order_by("-pk")[:MOST]),
    )
