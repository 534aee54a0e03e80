"""What an asset rests on, written down row by row, so that a recall asks an index and not a million documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from briefs.models import BriefRevision
from dam.models import Asset, Component, Held, Holding, Reach, Recall
from generation import registry
from generation.kinds import LORA
from generation.models import Candidate, ModelEntry, Recipe
from generation.promotion import climbed
from generation.registry import weights_in
from review.models import Rendition
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.models import Event

Kind = Component.Kind
AT_ONCE: Final = 100  # assets of one sweep
ALONG: Final = (
    "brand", "finish__revision__style_pack__pack", "finish__revision__brief", "finish__candidate__batch__model",
    "finish__candidate__recipe",
)  # fmt: skip
RECIPES: Final = ("recipe", "source_recipe")


class Part(NamedTuple):
    """One component of an asset."""

    kind: str
    key: str
    name: str


def write(asset: Asset) -> list[Component]:
    """Write down all that this asset rests on. Asked again it adds what is missing and takes nothing away; a component
    that stands in quarantine holds it back from now on."""
    with transaction.atomic():
        named = {(part.kind, part.key): part.name for part in reversed(list(parts(asset))) if part.key}
        rows = [
            Component(brand=asset.brand, kind=kind, key=key[:100], name=name[:200])
            for (kind, key), name in sorted(named.items())  # in one order, so that two at once do not wait in a ring
        ]
        Component.objects.bulk_create(rows, ignore_conflicts=True)
        mine = Component.objects.filter(brand=asset.brand, kind__in={row.kind for row in rows})
        found = [one for one in mine.filter(key__in=[row.key for row in rows]) if (one.kind, one.key) in named]
        reach = reach_of(asset)
        Holding.objects.bulk_create(
            [Holding(component=one, asset=asset, reach=reach) for one in found], ignore_conflicts=True
        )
        hold_late(asset, found)
        Asset.objects.filter(pk=asset.pk).update(components_at=timezone.now())
    return found


def write_missing(most: int = AT_ONCE) -> int:
    """The same for assets that were there before components were, oldest first; how many."""
    rows = list(Asset.objects.filter(components_at=None).select_related(*ALONG).order_by("pk")[:most])
    for asset in rows:
        write(asset)
    return len(rows)


def hold_late(asset: Asset, components: Iterable[Component]) -> None:
    """A quarantine is of a component: what arrives with it afterwards is held back as well."""
    standing = Recall.objects.filter(component__in=components, drill=False, lift=None).exclude(held__asset=asset)
    for recall in standing:
        Held.objects.create(recall=recall, asset=asset)
        events.record("quarantine", asset, brand=asset.brand, recall=recall.pk, reason=recall.reason)


def parts(asset: Asset) -> Iterator[Part]:
    """All of it, a thing perhaps twice. Where it has several names the first is the one to keep."""
    finish = asset.finish
    files = list(Rendition.objects.filter(pk__in=asset.renditions.values("rendition")).select_related(*RECIPES))
    yield from of_revision(finish.revision)
    yield from of_files(asset.brand.name, finish.revision, files)
    known = {part.key: part.name for part in reversed(list(references(finish.revision)))}
    for pick in climbed(finish.candidate):
        yield from of_picture(pick, known)
    for recipe in framed(finish.master_recipe, files):
        yield from models(finish.candidate.batch.model, recipe)


def of_revision(revision: BriefRevision) -> Iterator[Part]:
    """What every picture of a brief's revision is made with."""
    pack = revision.style_pack
    yield Part(Kind.STYLE_PACK, pack.digest, f"{pack.pack.name} v{pack.number}")
    for one in revision.document.get("characters", []):
        said = one.get("document") or {}
        person = (said.get("likeness") or {}).get("person")
        name = str(said.get("name") or one["slug"])
        yield Part(Kind.CHARACTER, str(one["slug"]), f"{name}, likeness of {person}" if person else name)
    yield from references(revision)


def of_picture(pick: Candidate, known: Mapping[str, str]) -> Iterator[Part]:
    """A picture itself, and what its model was and was shown. `known`: names of references by digest."""
    name = f"{pick.batch.revision.brief.title}, candidate {pick}, batch {pick.batch.number}"
    yield Part(Kind.PICTURE, pick.picture_id or "", name)
    recipe = pick.recipe.document if pick.recipe else {}
    yield from models(pick.batch.model, recipe)
    yield from shown(recipe, known)


def of_files(brand: str, revision: BriefRevision, files: Iterable[Rendition]) -> Iterator[Part]:
    """What came into the picture when files were made of it: type and logo."""
    family = str((revision.style_pack.document.get("typography") or {}).get("family") or "")
    yield Part(Kind.FONT, slugify(family), family)
    for row in files:
        for step in row.recipe.document.get("nodes", []) if row.recipe else []:
            if step.get("op") in ("type.set", "label.disclosure"):
                for key in step["inputs"].values():
                    yield Part(Kind.FONT, blob(key), f"{family or 'Font'}, file {blob(key)[:12]}")
            elif step.get("op") == "logo.place":
                yield Part(Kind.LOGO, blob(step["inputs"].get("logo")), f"{brand} logo")


def models(entry: ModelEntry, recipe: Mapping[str, Any]) -> Iterator[Part]:
    """The model with its bases and all weights that went along, registered or not."""
    rests = registry.rests_on(entry, weights_in(recipe))
    for row in rests.rows:
        yield Part(Kind.LORA if row.kind == LORA else Kind.MODEL, row.slug, row.name)
        yield Part(Kind.WEIGHTS, row.weights, row.name)
    for name in rests.lost:
        yield Part(Kind.MODEL, name, f"{name}, not registered")
    for key in rests.unknown:
        yield Part(Kind.WEIGHTS, key, f"Weights {key[:12]}, not registered")


def references(revision: BriefRevision) -> Iterator[Part]:
    """Uploaded pictures, as they were used and as they were sent. What must not be is in no picture."""
    uploads = {row.pk: row for row in revision.brief.references.all()}
    for one in revision.document.get("references", []):
        if one.get("role") == "do-not":
            continue
        row = uploads.get(one["id"])
        name = row.name if row else f"Reference {str(one.get('digest'))[:12]}"
        yield Part(Kind.REFERENCE, str(one.get("digest") or ""), name)
        if row:
            yield Part(Kind.REFERENCE, row.picture_id or "", name)
            yield Part(Kind.REFERENCE, row.upload_id, f"{name}, as uploaded")


def shown(recipe: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Part]:
    """Pictures that the model was shown or held to (style pack, character sheet, control), by digest."""
    for step in recipe.get("nodes", []):
        for name, value in (step.get("inputs") or {}).items():
            if name.startswith(("reference.", "control.", "photograph")) and str(value).startswith("sha256:"):
                key = blob(value)
                yield Part(Kind.REFERENCE, key, known.get(key, f"Picture {key[:12]} shown to the model"))


def framed(master: Recipe | None, files: Iterable[Rendition]) -> Iterator[Mapping[str, Any]]:
    """Recipes of what the engine framed for the master and for single placements: weights may have gone along."""
    rows = [master, *(row.source_recipe for row in files)]
    yield from {row.pk: row.document for row in rows if row is not None}.values()


def blob(value: object) -> str:
    return str(value or "").removeprefix("sha256:")


def reach_of(asset: Asset) -> Reach:
    """Where it goes and whose work it is."""
    rows = asset.renditions.values_list(
        "rendition__placement__placement__slug", "rendition__placement__placement__channel"
    )
    said = {
        "brand": asset.brand_id,
        "placements": sorted({slug for slug, _ in rows}),
        "channels": sorted({channel for _, channel in rows if channel}),
        "markets": sorted({str(one) for one in asset.finish.revision.document.get("markets", [])}),
        "people": hands(asset),
    }
    fields = {name: value for name, value in said.items() if name != "brand"}
    row, _ = Reach.objects.get_or_create(digest=digest(said), defaults={**fields, "brand": asset.brand})
    return row


def hands(asset: Asset) -> dict[str, list[int]]:
    """Who wrote the brief, made, picked, finished, asked for sign-off and signed: primary keys."""
    revision = asset.finish.revision
    picks = list(climbed(asset.finish.candidate))
    picked = Event.objects.filter(noun="candidate", subject__in=[one.pk for one in picks], kind="candidate.pick")
    asked = Event.objects.filter(noun="finish", subject=asset.finish_id, kind="finish.ask")
    found: dict[str, set[int | None]] = {
        "briefed": {revision.by_id, revision.brief.by_id},
        "made": {one.batch.by_id for one in picks},
        "picked": set(picked.values_list("by", flat=True)),
        "finished": {asset.finish.by_id},
        "asked": set(asked.values_list("by", flat=True)),
        "signed": {one.person_id for one in asset.signatures},
    }
    return {role: sorted(pk for pk in people if pk) for role, people in found.items()}
