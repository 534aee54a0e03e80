"""One asset that rests on one of each kind of component, and what is done to it in tests of recall and rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from dam import components, quarantine
from dam.models import Asset, Component, Reach, Recall
from generation.engine import engines, render
from generation.models import Candidate, ModelEntry
from generation.models import Recipe as RecipeRow
from review.models import Finish, Rendition
from studio.lib.canonical import digest
from studio.people.models import User
from tests.cast import Cast, make_cast
from tests.generation.conftest import LICENCE
from tests.stations import Stations

LORA, LOST, BASE = digest("a lora"), digest("weights that nobody registered"), digest("its base")
SHOWN, FACE, MARK = digest("a picture that the model was shown"), digest("a font file"), digest("a logo")
INGRID = {
    "slug": "ingrid",
    "number": 1,
    "document": {"name": "Ingrid", "likeness": {"kind": "real", "person": "I. Vik"}},
}
WHY = "Its licence ended."


@dataclass(frozen=True)
class Shelf:
    cast: Cast
    asset: Asset


@pytest.fixture(scope="module")
def shelf(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:
    """One asset at Northlight that rests on one of each kind; made once, each test is undone."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setitem(engines.ENGINES, "still", "tests.generation.still")
        patch.setitem(render.OPS, "still.paint", "tests.generation.still:paint")
        common = {"engine": "still", "dialect": "clip", "state": "ready", "licence": LICENCE}
        ModelEntry.objects.create(slug="ground", name="Ground", weights=BASE, **common)
        ModelEntry.objects.create(
            slug="glow", name="Glow", weights=LORA, kind="lora", lineage={"base": "ground"}, **common
        )
        model = ModelEntry.objects.create(slug="still", name="Still life", **common)
        with override_settings(DELIVERY_URL=tmp_path_factory.mktemp("library").as_uri()):
            cast = make_cast()
            line = Stations(cast, model)
            made = line.asked()
            made_with(made)
            asset = line.shipped(line.sign(Finish.objects.get(pk=made.pk)))
        asset = Asset.objects.get(pk=asset.pk)
        asset.finish.revision.document["characters"] = [INGRID]
        components.write(asset)
        yield Shelf(cast, asset)
        transaction.set_rollback(True)


def made_with(finish: Finish) -> None:
    """As a model that takes LoRAs and references would have recorded it, and a file with type and logo on it."""
    candidate, file = finish.candidate, finish.renditions.order_by("pk")[0]
    assert candidate.recipe is not None and file.recipe is not None
    worn = {"lora.0": f"weights:{LORA}", "lora.1": f"weights:{LOST}", "reference.0": f"sha256:{SHOWN}"}
    Candidate.objects.filter(pk=candidate.pk).update(recipe=with_step(candidate.recipe, "diffusion.sample", worn))
    marked = with_step(file.recipe, "type.set", {"font0": f"sha256:{FACE}"})
    marked = with_step(marked, "logo.place", {"logo": f"sha256:{MARK}"})
    Rendition.objects.filter(pk=file.pk).update(recipe=marked)


def with_step(recipe: RecipeRow, op: str, inputs: dict[str, str]) -> RecipeRow:
    step = {"op": op, "version": "1", "params": {}, "inputs": inputs}
    document = {**recipe.document, "nodes": [*recipe.document["nodes"], step]}
    return RecipeRow.objects.create(digest=digest(document), document=document)


def key_of(kind: str) -> str:
    return Component.objects.filter(kind=kind).order_by("pk")[0].key


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def held_back(shelf: Shelf) -> Recall:
    return quarantine.quarantine(shelf.cast.northlight, "weights", LORA, by=shelf.cast.leo, reason=WHY, expected=1)


def many(like: Asset, component: Component, count: int) -> None:
    """Assets like this one, and the component in each, by SQL: their gates and files are of no interest here."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        kept = ", ".join(row.column for row in Asset._meta.local_fields if row.name not in ("id", "finish"))
        cursor.execute(
            f"INSERT INTO dam_asset (finish_id, {kept}) SELECT finish_id + n, {kept} FROM dam_asset,"
            " generate_series(1, %s) AS n WHERE id = %s",
            [count, like.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute(
            "INSERT INTO dam_holding (component_id, asset_id, reach_id) SELECT %s, id, %s FROM dam_asset WHERE id > %s",
            [component.pk, Reach.objects.get().pk, like.pk],
        )
