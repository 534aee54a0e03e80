"""Into the library, and out to where it ships. Only what its gates signed, and only those bytes."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from dam import components
from dam.lineage import behind
from dam.models import Asset, AssetRendition
from dam.naming import delivery_name
from dam.policy import leave
from generation import replay
from generation.sets.words import slugs
from review.gates import again, bound
from review.manifest import Line, manifest
from review.models import Finish, Rendition
from studio.lib import blobs, events
from studio.lib.messages import after_commit
from studio.lib.problems import WrongState
from studio.people.models import User
from studio.people.roles import require

TEXT = "english"  # one text configuration for both sides of the search; a test asserts it


def admit(finish: Finish) -> Asset:
    """Make the asset of a finish whose gates are all signed. Asked twice, it gives the same asset.

    Raises WrongState when a signature is missing, void, or binds other bytes than these.
    """
    again.look_again(finish)
    with transaction.atomic():
        finish = Finish.objects.select_for_update(of=("self",)).select_related("brand").get(pk=finish.pk)
        there = Asset.objects.filter(finish=finish).first()
        if there:
            return there
        stands = bound.now(finish)
        if why := again.standing(again.gates_of(finish), stands):
            raise WrongState(why)
        revision = finish.revision
        brief = revision.brief
        document = revision.document
        assert finish.master is not None  # a finish with a manifest has a master
        asset = Asset.objects.create(
            brand=finish.brand,
            campaign=brief.campaign,
            finish=finish,
            title=brief.title,
            description=describe(document),
            master=finish.master,
            preview=finish.candidate.preview,
            facets=facets(finish, document),
            rights_from=document.get("flight_from") or None,
            rights_until=document.get("flight_to") or None,
        )
        shipped = [line["rendition"] for line in stands.lines]
        for rendition in Rendition.objects.filter(pk__in=shipped).select_related("placement__placement", "file"):
            assert rendition.file is not None  # the database says so of every done rendition
            AssetRendition.objects.create(
                asset=asset, rendition=rendition, file=rendition.file, name=name_of(asset, rendition)
            )
        index(asset)
        components.write(asset)
        events.record("admit", asset, brand=finish.brand, finish=finish.pk, files=len(shipped))
        nudge(asset.pk)
    return asset


def nudge(asset: int) -> None:
    from dam.tasks import deliver as task  # tasks import actions

    after_commit(task.delay, asset)


def name_of(asset: Asset, rendition: Rendition) -> str:
    assert rendition.file is not None
    return delivery_name(
        brand=asset.brand.slug,
        campaign=asset.campaign.slug,
        asset=asset.pk,
        title=asset.title,
        placement=rendition.placement.placement.slug,
        size=(rendition.width or 0, rendition.height or 0),
        locale=rendition.locale,
        hook=slugs(asset.finish.revision.document).get(rendition.hook, ""),
        media=rendition.file.media_type,
    )


def deliver(asset: Asset) -> list[AssetRendition]:
    """Put every file that is not there yet where it ships, under its name. Repeats do no harm. Of an asset that a
    quarantine holds back, nothing. Raises MayNotLeave where a rule stands against it: the files wait."""
    done: list[AssetRendition] = []
    if not Asset.objects.live().filter(pk=asset.pk).exists():
        return done
    waiting = list(asset.renditions.filter(delivered_at__isnull=True).select_related("file"))
    if waiting:
        again.look_again(asset.finish)
        leave(asset, [row.file.digest for row in waiting], by=None)
    for row in waiting:
        mine = AssetRendition.objects.filter(pk=row.pk, delivered_at__isnull=True)
        # Said before it is done: what a worker that dies leaves in the store, a quarantine finds and takes down.
        if not mine.filter(asset__in=Asset.objects.live()).update(put_at=timezone.now()):
            continue
        blobs.deliver(row.name, row.file.digest)  # outside any transaction: the store may stall
        with transaction.atomic():
            won = mine.update(delivered_at=timezone.now())
            if won:
                events.record("deliver", row, brand=asset.brand, name=row.name, sha256=row.file.digest)
        done.append(row)
    return done


def describe(document: dict[str, Any]) -> str:
    """The words a search should find the asset by: what the brief asked to see."""
    keys = ("message", "subject", "people", "environment", "composition", "light", "mood")
    words = [str(document[key]) for key in keys if document.get(key)]
    words += [str(term) for term in document.get("style", [])]
    words += [copy["headline"] for copy in document.get("copy", {}).values() if copy.get("headline")]
    return ". ".join(words)


def facets(finish: Finish, document: dict[str, Any]) -> dict[str, list[str]]:
    """Facet name -> values. They go into the text index as lexemes, so that text and facets are one index."""
    lines = manifest(finish)
    return {
        "use": [document.get("use_class") or "experiment"],
        "placement": sorted({line["placement"] for line in lines}),
        "locale": sorted({line["locale"] for line in lines if line["locale"]}),
        "market": sorted(document.get("markets", [])),
        "model": [finish.candidate.batch.model.slug],
        "campaign": [finish.revision.brief.campaign.slug],
        **optional(finish, lines),
    }


def optional(finish: Finish, lines: list[Line]) -> dict[str, list[str]]:
    """Facets that only some assets have."""
    hooks = sorted({line["hook"] for line in lines if "hook" in line})
    way = finish.candidate.batch.colourway
    return ({"hook": hooks} if hooks else {}) | ({"colourway": [way["name"]]} if way else {})


def lexeme(facet: str, value: str) -> str:
    return f"{facet}={value}"


def index(asset: Asset) -> None:
    """Write the search vector: title, description, names, and one lexeme a facet value."""
    lexemes = [lexeme(facet, value) for facet, values in asset.facets.items() for value in values if value]
    lexemes.append(lexeme("brand", str(asset.brand_id)))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE dam_asset SET search =
                setweight(to_tsvector(%s::regconfig, title), 'A')
                || setweight(to_tsvector(%s::regconfig, description), 'B')
                || array_to_tsvector(%s::text[])
            WHERE id = %s
            """,
            [TEXT, TEXT, lexemes, asset.pk],
        )


def replay_all(asset: Asset, *, by: User) -> None:
    """Ask for the candidate, the picks it came up from and every delivered file to be made again from their recipes."""
    require(by, "replay", asset.brand)
    for made in behind(asset):
        replay.ask(made.recipe, brand=made.brand, file=made.file, pixels=made.pixels, held=made.held, by=by)
    events.record("replay", asset, by=by, brand=asset.brand)
