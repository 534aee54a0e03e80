"""A LoRA from the library: which assets may be learned from, and how a training is ordered and followed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dam.learning import Lessons, caption_of
from dam.models import Asset
from generation.models import ModelEntry, Training
from studio.lib.models import Blob
from studio.people.models import User
from tests.stations import Stations, another_like

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def assets(line: Stations) -> list[Asset]:
    """Six approved assets: one that went the whole line, and five like it with pictures of their own."""
    first = line.asset(
        subject="A bottle on basalt", markets=["DE", "FR"], flight_from="2026-01-01", flight_to="2098-12-31"
    )
    made = [first]
    for number in range(5):
        blob = Blob.objects.create(digest=f"{number + 1:064x}", size=9, media_type="image/png")
        other = another_like(first, number, master=blob, title=f"Like it {number}")
        made.append(other)
    return made


@pytest.fixture
def base(line: Stations) -> ModelEntry:
    licence = {"id": "CreativeML", "use_classes": ["experiment", "internal", "public"], "territories": ["world"]}
    return ModelEntry.objects.create(
        slug="sd", name="SD", engine="diffusers", family="sd15", weights="b" * 64, state="ready", licence=licence,
        capabilities=["text_to_image"], settings={"resolution": 512},
    )  # fmt: skip


def test_an_assets_rights_are_those_of_all_it_came_about_by(line: Stations, assets: list[Asset]) -> None:
    [lesson] = Lessons().of([Asset.objects.get(pk=assets[0].pk)])
    assert lesson.objection == "" and lesson.rights["territories"] == ["DE", "FR"]
    assert lesson.rights["until"] == "2098-12-31" and lesson.rights["id"] == "own-work + signed off"
    assert caption_of(assets[0]).startswith("A bottle on basalt")
    model = line.model
    for licence, says in (
        ({**model.licence, "duties": ["no_training"]}, "forbids to train"),
        ({**model.licence, "until": "2020-01-01"}, "until 2020-01-01 only"),
        ({**model.licence, "use_classes": []}, "allows no use"),
    ):
        ModelEntry.objects.filter(pk=model.pk).update(licence=licence)
        [lesson] = Lessons().of([Asset.objects.get(pk=assets[0].pk)])
        assert says in lesson.objection
    ModelEntry.objects.filter(pk=model.pk).update(licence={**model.licence, "duties": ["review"]})
    brief = assets[0].finish.revision.brief
    upload = Blob.objects.first()
    assert upload is not None
    said = {"licence": "Agency, no AI training", "territories": ["DE"]}
    brief.references.create(upload=upload, name="a", state="ready", rights=said, by=line.cast.ben)
    [lesson] = Lessons().of([Asset.objects.get(pk=assets[0].pk)])
    assert "forbids to train" in lesson.objection and lesson.rights["territories"] == ["DE"]


def test_from_the_library_to_a_training_that_waits(line: Stations, assets: list[Asset], base: ModelEntry) -> None:
    cast = line.cast
    dana, address = as_(cast.dana), f"/library/train/{cast.northlight.pk}/"
    assert address in dana.get("/library/").content.decode()
    assert address not in as_(cast.ben).get("/library/").content.decode()
    assert as_(cast.ben).get(address).status_code == 403 and as_(cast.zoe).get(address).status_code == 404
    page = dana.get(address)
    assert page.status_code == 200 and page.content.count(b'name="asset"') == 6
    assert dana.get(f"{address}?q=nothing-like-this").content.count(b'name="asset"') == 0
    some = dana.get(f"{address}?only={assets[0].pk}&only={assets[1].pk}&only=x&only=99999999999999999999999")
    assert some.content.count(b'name="asset"') == 2

    form: dict[str, Any] = {name: value for name, value in page.context["form"].initial.items() if name != "once"}
    form |= {"base": base.pk, "asset": [one.pk for one in assets], f"caption-{assets[1].pk}": "a tall green bottle"}
    part = dana.get(address, form, headers={"HX-Target": "train-outlook"})
    assert "DE, FR" in part.content.decode() and b"<html" not in part.content and b"A guess" in part.content
    bad = dana.get(address, form | {"steps": "x", "rank": "10000"}, headers={"HX-Target": "train-outlook"})
    assert bad.status_code == 200 and b"Rank: use a whole number from 1 to 128" in bad.content
    for wrong in (
        {"asset": [assets[0].pk]},
        {"trigger": "\0"},
        {"steps": "9" * 40},
        {"learning_rate": "nan"},
        {"base": "x"},
    ):
        answer = dana.post(address, form | wrong)
        assert answer.status_code == 422, wrong
        assert b"a tall green bottle" in answer.content  # nothing that was written is lost
    assert not Training.objects.exists()
    answer = dana.post(address, form)
    row = Training.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/trainings/{row.pk}/"
    captions = {one["asset"]: one["caption"] for one in row.pictures}
    assert captions[assets[1].pk] == f"{row.trigger}, a tall green bottle" and len(captions) == 6
    assert row.rights["territories"] == ["DE", "FR"] and row.rights["until"] == "2098-12-31"

    Training.objects.filter(pk=row.pk).update(
        state="running", steps_done=40, losses=[[20.0, 0.3], [40.0, 0.1]], began_at="2026-01-01T00:00Z"
    )
    shown = dana.get(f"/trainings/{row.pk}/")
    assert b"<polyline" in shown.content and b"gatefold:training.progress" in shown.content
    assert b"a tall green bottle" in shown.content and b"As a table" in shown.content
    state = dana.get(f"/trainings/{row.pk}/", headers={"HX-Target": "training"}).content
    assert b"<html" not in state and b"step 40 of" in state
    assert b"Northlight look" in dana.get("/trainings/").content
    assert as_(cast.zoe).get(f"/trainings/{row.pk}/").status_code == 404
    assert dana.post(f"/trainings/{row.pk}/cancel/").status_code == 302
    assert dana.post(f"/trainings/{row.pk}/cancel/").status_code == 409
