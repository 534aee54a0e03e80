"""Settings of a model, changed by an admin as a new version. Recipes pin theirs, so only new orders change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from generation import kinds
from generation.engine.engines import Model, engine
from generation.engine.guides import CONTROLS
from generation.engine.picture import EngineError
from generation.engine.settings import Setting, number, one_of, whole
from generation.models import ModelEntry
from generation.planning import LONG_SIDE
from generation.registry.abilities import capabilities
from generation.registry.adding import require_keeper
from generation.registry.licence import changes
from generation.registry.plain import model_with, plain_order
from studio.lib import events
from studio.lib.canonical import Json
from studio.lib.models import Event
from studio.lib.problems import BadInput
from studio.people.models import User

TIERS: Final = tuple(LONG_SIDE)
BY_TIER: Final = ("steps", "guidance")  # may be one value, or one for each tier; sizes by tier are the order's
TOGETHER: Final = whole(1, 16)  # pictures computed in one device batch, at most


def _words(value: object, model: Model) -> Json:
    said = " ".join(value.split()) if isinstance(value, str) else ""
    return said if 0 < len(said) <= 80 and said.isprintable() else None


WORDS: Final = Setting(lambda model: "up to 80 characters", _words)
# Of what goes along with a model rather than being ordered from.
ALONG: Final[Mapping[str, Mapping[str, Setting]]] = {
    kinds.CONTROLNET: {"control": one_of(lambda model: CONTROLS), "scale": number(0, 2)},
    kinds.IP_ADAPTER: {"scale": number(0, 2)},
    kinds.LORA: {"trigger": WORDS, "scale": number(-2, 2)},
}


def settings_of(entry: ModelEntry) -> Mapping[str, Setting]:
    """What may be set of this model: what its engine takes, and how many pictures it computes at once."""
    if entry.kind not in kinds.ORDERED_FROM:
        return ALONG.get(entry.kind, {})
    known: Mapping[str, Setting] = getattr(engine(entry.engine), "SETTINGS", {})
    return {**known, **({"together": TOGETHER} if entry.engine == "diffusers" else {})}


def clean(entry: ModelEntry, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The row's settings with `wanted` over them; None or {} takes one back to the family's own.

    A setting of BY_TIER may be {tier: value}. Raises BadInput naming every setting that does not fit.
    """
    known, model = settings_of(entry), model_with(entry)
    found, wrong = dict(entry.settings), {}
    for name, value in wanted.items():
        if name not in known:
            wrong[name] = [f"{name}: {entry.name} has no such setting. It takes {', '.join(known) or 'none'}."]
            continue
        parts = value if isinstance(value, Mapping) and name in BY_TIER else {"": value}
        read: dict[str, Any] = {}
        for tier, one in parts.items():
            if one is None or one == "":
                continue
            if tier and tier not in TIERS:
                wrong[name] = [f"{name}: “{str(tier)[:20]}” is no tier. Use {', '.join(TIERS)}."]
                continue
            read[tier] = known[name].read(one, model)
            if read[tier] is None:
                of = f", {tier}" if tier else ""
                said = f"{name}{of}: “{str(one)[:40]}” does not fit. {entry.name} takes {known[name].takes(model)}."
                wrong.setdefault(name, []).append(said)
        if read:
            found[name] = read.get("", read)
        else:
            found.pop(name, None)
    if wrong:
        raise BadInput(fields=wrong)
    _try(entry, found)
    return found


def _try(entry: ModelEntry, settings: Mapping[str, Any]) -> None:
    """Plan a picture of each tier with them: what the engine cannot use it says now."""
    if entry.kind not in kinds.ORDERED_FROM or (not entry.weights and entry.engine == "diffusers"):
        return  # it goes along with others; or nothing can be planned before the folder was looked through
    for tier in TIERS:
        order = plain_order(model_with(entry, settings), "A bottle", dialect=entry.dialect, tier=tier)
        try:
            engine(entry.engine).plan(order)
        except EngineError as error:
            raise BadInput(f"Settings: {error}") from error


@transaction.atomic
def tune(entry: ModelEntry, wanted: Mapping[str, Any], *, by: User) -> Event:
    """Save a new version of the settings; the event keeps its number and what changed: name -> [old, new].

    Raises BadInput, also where nothing changed, or NotAllowed.
    """
    require_keeper(entry, by)
    row = ModelEntry.objects.select_for_update().get(pk=entry.pk)
    settings = clean(row, wanted)
    changed = changes(row.settings, settings)
    if not changed:
        raise BadInput("Nothing is different from the settings as they are, so there is no new version.")
    now_does = capabilities(row.kind, settings) if row.kind == kinds.CONTROLNET else row.capabilities
    ModelEntry.objects.filter(pk=row.pk).update(settings=settings, capabilities=now_does)
    number = versions(row).count() + 2  # the first is what the scan found
    return events.record("settings", row, by=by, brand=row.brand, number=number, changed=changed)


def versions(entry: ModelEntry) -> QuerySet[Event]:
    """The changes of its settings, newest first, each with {number, changed: name -> [old, new]}."""
    rows = Event.objects.filter(noun="modelentry", subject=entry.pk, kind="modelentry.settings")
    return rows.select_related("by").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Version:
    """One change of the settings: what it came from and to, in words, by name."""

    number: int
    changed: list[tuple[str, str, str]]
    event: Event


def history(entry: ModelEntry, count: int) -> list[Version]:
    """The last `count` changes, newest first."""
    return [
        Version(
            event.data["number"], [(n, said(old), said(new)) for n, (old, new) in event.data["changed"].items()], event
        )
        for event in versions(entry)[:count]
    ]


def said(value: object) -> str:
    """A setting in words: "8 in discovery, 30 in export"."""
    if value is None:
        return "as its family"
    if isinstance(value, Mapping):
        tiers = [tier for tier in TIERS if tier in value]
        parts = [f"{value[tier]} in {tier}" for tier in tiers]
        return ", ".join(parts + [f"{name} {one}" for name, one in value.items() if name not in tiers])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
