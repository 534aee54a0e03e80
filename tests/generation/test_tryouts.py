"""Try-outs: a picture from a few words, beside the line, next to what other models make of the same."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from generation import budgets, tryouts
from generation.engine.guides import Guides, Lora, Start
from generation.engine.picture import Later
from generation.models import Batch, Candidate, ModelEntry, RateCard, TryOut
from generation.registry import seed_models
from studio.lib.canonical import digest
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(cast: Cast, *models: ModelEntry, **more: Any) -> list[TryOut]:
    said = {"by": cast.dana, "words": "A bottle on basalt", "seed": 7, "width": 96, "height": 64} | more
    return tryouts.ask(models, brand=cast.northlight, **said)


def test_a_worker_makes_it_once_beside_the_line(cast: Cast, model: ModelEntry) -> None:
    [row] = asked(cast, model)
    tryouts.make(row.pk)
    row.refresh_from_db()
    assert row.state == "done" and row.picture and row.preview and row.recipe and row.seconds is not None
    assert row.notes == ["A bottle."] and row.recipe.document["nodes"][0]["params"]["words"] == "A bottle on basalt"
    assert row.recipe.digest == digest(row.recipe.document)
    tryouts.make(row.pk)  # coming twice changes nothing
    assert Event.objects.filter(kind="tryout.done").count() == 1
    assert not Batch.objects.exists() and not Candidate.objects.exists()


def test_an_engine_that_fails_is_told_of_in_a_sentence(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    [refused] = asked(cast, model, words="A bottle!fail")
    [broken] = asked(cast, model, words="A bottle!crash")
    for row in (refused, broken):
        tryouts.make(row.pk)
        row.refresh_from_db()
    assert (refused.state, refused.error) == ("failed", "The brush broke. Try another model.")
    assert "ZeroDivisionError" in broken.error
    with pytest.raises(BadInput, match="no such subject"):
        asked(cast, model, words="unplannable")
    assert TryOut.objects.count() == 2


def test_what_is_paid_for_goes_by_the_brands_month_and_its_price_is_written_down(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tryouts, "LEAVES_THE_MACHINE", frozenset({"still"}))
    RateCard.objects.create(model=model, per="call", micros=40_000, since=timezone.localdate())
    set_to = {"warn_percent": 80, "hard": True, "campaigns_hard": True, "by": cast.ada}
    budgets.set_budget(cast.northlight, micros=100_000, **set_to)
    for _ in range(2):
        asked(cast, model)
    assert [event.data["micros"] for event in Event.objects.filter(kind="tryout.ask")] == [40_000, 40_000]
    with pytest.raises(WrongState, match=r"€0\.02 of it is left: this would take €0\.04"):
        asked(cast, model)
    assert TryOut.objects.count() == 2
    budgets.set_budget(cast.northlight, micros=100_000, **{**set_to, "hard": False})
    assert len(asked(cast, model)) == 1


def test_a_service_that_asks_for_patience_is_asked_again_with_its_ticket(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    [row] = asked(cast, model)
    sent: list[Any] = []

    def later(recipe: Any, job: Any) -> Any:
        job.keep_ticket({"job": "9"})
        raise Later("It is busy.", 5.0, {"job": "9"})

    monkeypatch.setattr(tryouts, "render", later)
    monkeypatch.setattr("generation.tasks.make_try_out.apply_async", lambda *a, **more: sent.append((a, more)))
    tryouts.make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.ticket) == ("waiting", {"job": "9"}) and sent[0][1]["countdown"] == 5.0
    TryOut.objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(hours=2))
    tryouts.make(row.pk)
    row.refresh_from_db()
    assert row.state == "failed" and row.error.startswith("It is busy.")


@pytest.mark.parametrize(("bad", "says"), [
    ({"words": " "}, "1 to 1000"), ({"words": "x" * 2000}, "1 to 1000"), ({"seed": -1}, "Seed"),
    ({"seed": 2**40}, "Seed"), ({"width": 9}, "Width"), ({"height": 10**9}, "Height"),
    ({"guides": Guides(start=Start("0" * 64))}, "from words alone"),
    ({"guides": Guides(loras=(Lora("a"),))}, "neither"),
])  # fmt: skip
def test_what_cannot_be_tried_is_refused_and_nothing_is_written(
    cast: Cast, model: ModelEntry, bad: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        asked(cast, model, **bad)
    assert not TryOut.objects.exists()


def test_who_may_try_what(cast: Cast, model: ModelEntry, settings: Any) -> None:
    with pytest.raises(NotAllowed):
        asked(cast, model, by=cast.leo)
    with pytest.raises(NotAllowed):
        asked(cast, model, by=cast.zoe)
    away = ModelEntry.objects.create(slug="away", name="Away", engine="remote", kind="service", state="ready")
    cast.northlight.local_only = True
    cast.northlight.save()
    with pytest.raises(NotAllowed, match="runs elsewhere"):
        asked(cast, away)
    theirs = ModelEntry.objects.create(slug="theirs", name="Theirs", engine="still", brand=cast.tern, state="ready")
    with pytest.raises(BadInput, match="another brand"):
        asked(cast, model, theirs)
    model.active = False
    model.save()
    with pytest.raises(WrongState, match="not in use"):
        asked(cast, model)
    assert not TryOut.objects.exists()
    model.active = True
    model.save()
    for at in range(tryouts.MOST_WAITING):
        asked(cast, model, seed=at)
    with pytest.raises(WrongState, match="are being made already"):
        asked(cast, model)


def test_a_brand_that_became_confidential_sends_nothing_out(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tryouts, "LEAVES_THE_MACHINE", frozenset({"still"}))
    [row] = asked(cast, model)
    cast.northlight.local_only = True
    cast.northlight.save()
    tryouts.make(row.pk)
    row.refresh_from_db()
    assert row.state == "failed" and "nothing is sent" in row.error and row.picture is None


def test_a_start_picture_is_read_by_a_worker_and_kept_clean(cast: Cast, model: ModelEntry) -> None:
    model.capabilities = ["text_to_image", "image_to_image"]
    model.save()
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 20, 20)).save(out, "JPEG", comment=b"who I am")
    form = {"words": "A red bottle", "width": "64", "height": "64", "strength": "0.4"}
    client = as_(cast.dana)
    answer = client.post("/admin/models/still/try/", form | {"start": SimpleUploadedFile("a.jpg", out.getvalue())})
    assert answer.status_code == 302
    row = TryOut.objects.get()
    raw = row.guides["start"]["picture"]
    assert Blob.objects.get(pk=raw).media_type == "application/octet-stream" and row.guides["start"]["strength"] == 0.4
    tryouts.make(row.pk)
    row.refresh_from_db()
    clean = Blob.objects.get(pk=row.guides["start"]["picture"])
    assert row.state == "done" and clean.pk != raw and (clean.media_type, clean.width) == ("image/png", 40)
    client.post("/admin/models/still/try/", form | {"start": SimpleUploadedFile("a.svg", b"<svg/>")})
    bad = TryOut.objects.latest("pk")
    tryouts.make(bad.pk)
    bad.refresh_from_db()
    assert bad.state == "failed" and "is not JPEG, PNG" in bad.error


def test_two_models_are_compared_on_the_same_words_and_seed(cast: Cast, model: ModelEntry) -> None:
    seed_models()
    other = ModelEntry.objects.create(slug="other", name="Other", engine="still", state="ready", dialect="clip")
    client = as_(cast.dana)
    form = {"words": "A bottle", "seed": "3", "width": "64", "height": "64", "also": ["other"]}
    assert client.post("/admin/models/still/try/", form).status_code == 302
    mine, beside = TryOut.objects.order_by("pk")
    assert (mine.model, beside.model) == (model, other) and mine.seed == beside.seed == 3
    waiting = client.get("/admin/models/still/try/").content.decode()
    assert "2 pictures are being made" in waiting and "gatefold:tryout.done" in waiting
    for row in (mine, beside):
        tryouts.make(row.pk)
    [shown] = client.get("/admin/models/still/try/").context["asked"]
    assert [row.model.slug for row in shown.rows] == ["still", "other"]
    part = client.get("/admin/models/still/try/", headers={"HX-Target": "tryouts", "HX-Request": "true"}).content
    assert b"<html" not in part and b"gatefold:tryout" not in part
    again = client.get(f"/admin/models/still/try/?again={mine.pk}").content.decode()
    assert ">\nA bottle</textarea>" in again and 'value="3"' in again
    assert client.get(f"/try-outs/{mine.pk}/picture.png")["Content-Type"] == "image/png"
    assert digest(client.get(f"/try-outs/{mine.pk}/recipe.json").json()) == TryOut.objects.get(pk=mine.pk).recipe_id
    too_many = form | {"also": ["other", "previz", "a", "b"]}
    assert client.post("/admin/models/still/try/", too_many).status_code == 422
    for bad in ({"seed": "x"}, {"width": ""}, {"words": "\0"}, {"also": ["<script>"]}):
        answer = client.post("/admin/models/still/try/", form | bad)
        assert answer.status_code == 422 and b"<script>" not in answer.content, bad
    assert TryOut.objects.count() == 2


def test_a_lora_is_tried_on_a_checkpoint_of_its_family(cast: Cast) -> None:
    common: dict[str, Any] = {"engine": "diffusers", "state": "ready", "brand": cast.northlight}
    base = ModelEntry.objects.create(
        slug="sd", name="SD", family="sd15", weights="a" * 64, capabilities=["text_to_image"], **common
    )
    ModelEntry.objects.create(slug="xl", name="XL", family="sdxl", weights="b" * 64, **common)
    lora = ModelEntry.objects.create(
        slug="look", name="Look", family="sd15", kind="lora", weights="c" * 64, settings={"trigger": "nlk"}, **common
    )
    client = as_(cast.dana)
    form = {"words": "A bottle", "width": "512", "height": "512", "on": "sd", "scale": "0.8"}
    assert client.post("/admin/models/look/try/", form | {"on": "xl"}).status_code == 422
    assert client.post("/admin/models/look/try/", form).status_code == 302
    row = TryOut.objects.get()
    assert row.model == base and row.guides == {"loras": [{"weights": "c" * 64, "scale": 0.8, "trigger": "nlk"}]}
    assert [one.first.pk for one in client.get("/admin/models/look/try/").context["asked"]] == [row.pk]
    with pytest.raises(BadInput, match="made for sd15"):
        xl = ModelEntry.objects.get(slug="xl")
        asked(cast, xl, guides=Guides(loras=(Lora(lora.weights),)))


def test_a_lost_message_is_sent_again(cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    [row] = asked(cast, model)
    sent: list[int] = []
    monkeypatch.setattr(tryouts, "nudge", lambda one: sent.append(one.pk))
    assert tryouts.nudge_forgotten() == 0
    TryOut.objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(minutes=6))
    assert tryouts.nudge_forgotten() == 1 and sent == [row.pk]
