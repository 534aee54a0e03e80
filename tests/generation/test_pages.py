from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generation.models import Batch, Candidate, ModelEntry
from generation.registry import seed_models
from studio.lib.canonical import digest
from studio.people.models import User
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

pytestmark = pytest.mark.django_db(transaction=True)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def batch(cast: Cast, model: ModelEntry) -> Batch:
    made = order(cast, model, count=2)
    work_it_off()
    return made


def addresses(batch: Batch) -> list[tuple[str, str]]:
    def at(name: str, *args: object) -> str:
        return reverse(f"generation:{name}", args=args)

    candidate = batch.candidates.all()[0]
    return [
        ("get", at("progress", batch.pk)),
        ("post", at("cancel", batch.pk)),
        ("post", at("retry", batch.pk)),
        ("get", at("order", batch.revision.brief_id)),
        ("post", at("order", batch.revision.brief_id)),
        ("get", at("preview", candidate.pk)),
        ("get", at("picture", candidate.pk)),
        ("get", at("pass", candidate.pk, "depth")),
        ("get", at("recipe", candidate.recipe_id)),
        ("post", at("replay", candidate.recipe_id)),
    ]


def test_zoe_gets_404_for_everything_of_northlight_and_nothing_changes(cast: Cast, batch: Batch) -> None:
    before = list(Candidate.objects.values_list()), Batch.objects.count()
    for method, url in addresses(batch):
        assert getattr(as_(cast.zoe), method)(url).status_code == 404, url
    assert (list(Candidate.objects.values_list()), Batch.objects.count()) == before
    assert b"batch 1" not in as_(cast.zoe).get(reverse("generation:batches")).content


def test_everybody_at_northlight_may_look(cast: Cast, batch: Batch) -> None:
    for user in (cast.ben, cast.dana, cast.bea, cast.leo, cast.ada):
        for method, url in addresses(batch):
            if method == "get":
                assert as_(user).get(url).status_code == 200, (user, url)


def test_strangers_are_sent_to_sign_in(batch: Batch) -> None:
    for method, url in addresses(batch):
        answer = getattr(Client(), method)(url)
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"], url


def test_reviewers_may_look_but_not_order_nor_cancel(cast: Cast, model: ModelEntry) -> None:
    waiting = order(cast, model)
    assert as_(cast.bea).post(reverse("generation:cancel", args=[waiting.pk])).status_code == 403
    form = {"model": model.pk, "count": 4}
    assert as_(cast.bea).post(reverse("generation:order", args=[waiting.revision.brief_id]), form).status_code == 403
    assert Batch.objects.get().state == "queued"


def test_a_picture_is_kept_by_the_browser_for_ever(cast: Cast, batch: Batch) -> None:
    candidate = batch.candidates.select_related("preview", "picture").all()[0]
    for name, blob in (("preview", candidate.preview), ("picture", candidate.picture)):
        assert blob
        answer = as_(cast.ben).get(reverse(f"generation:{name}", args=[candidate.pk]))
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer["ETag"] == f'"{blob.digest}"' and answer["Content-Type"] == blob.media_type
        assert len(answer.content) == blob.size
        again = as_(cast.ben).get(
            reverse(f"generation:{name}", args=[candidate.pk]), headers={"If-None-Match": answer["ETag"]}
        )
        assert again.status_code == 304 and not again.content


def test_a_candidate_without_a_picture_and_a_pass_that_is_not_there_are_404(cast: Cast, model: ModelEntry) -> None:
    candidate = order(cast, model).candidates.all()[0]
    for url in (
        reverse("generation:preview", args=[candidate.pk]),
        reverse("generation:pass", args=[candidate.pk, "depth"]),
    ):
        assert as_(cast.ben).get(url).status_code == 404


def test_ordering_from_the_page_leads_to_the_contact_sheet(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast)
    url = reverse("generation:order", args=[revision.brief_id])
    panel = as_(cast.ben).get(url)
    assert b"16 options in about" in panel.content and b"<html" in panel.content
    fragment = as_(cast.ben).get(url, headers={"HX-Request": "true"})
    assert b"16 options in about" in fragment.content and b"<html" not in fragment.content
    once = panel.context["form"].initial["once"]
    form = {"model": model.pk, "count": 3, "once": str(once)}
    answer = as_(cast.ben).post(url, form)
    made = Batch.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/batches/{made.pk}/sheet/"
    twice = as_(cast.ben).post(url, form, headers={"HX-Request": "true"})
    assert twice["HX-Redirect"] == f"/batches/{made.pk}/sheet/" and Batch.objects.count() == 1


@pytest.mark.parametrize(("bad", "says"), [
    ({"count": "0"}, "ask for 1 to 1000"), ({"count": "1e9"}, "whole number"), ({"count": ""}, "say how many"),
    ({"model": "999"}, "not in use here"), ({"model": "<script>"}, "not in use here"),
])  # fmt: skip
def test_a_bad_order_is_answered_in_the_panel(cast: Cast, model: ModelEntry, bad: dict[str, str], says: str) -> None:
    url = reverse("generation:order", args=[revision_of(cast).brief_id])
    answer = as_(cast.ben).post(url, {"model": model.pk, "count": 4} | bad)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert b"<script>" not in answer.content
    assert not Batch.objects.exists()


def test_what_the_engine_cannot_plan_is_said_before_it_costs_anything(cast: Cast, model: ModelEntry) -> None:
    url = reverse("generation:order", args=[revision_of(cast, subject="unplannable").brief_id])
    answer = as_(cast.ben).post(url, {"model": model.pk, "count": 4})
    assert answer.status_code == 422 and b"no such subject. Name another." in answer.content
    assert not Batch.objects.exists()


def test_the_panel_warns_of_what_the_licence_does_not_cover(cast: Cast, model: ModelEntry) -> None:
    model.licence = {"id": "research-only", "use_classes": ["experiment"], "territories": ["US"], "until": "2026-12-31"}
    model.save()
    text = as_(cast.ben).get(reverse("generation:order", args=[revision_of(cast).brief_id])).content.decode()
    assert "does not cover public use" in text and "does not cover GB, DE, JP" in text and "ends on 2026-12-31" in text


def test_a_brief_that_was_never_submitted_cannot_be_ordered_from(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast)
    from briefs.models import Brief

    draft = Brief.objects.create(brand=cast.northlight, campaign=cast.campaign, title="Draft", by=cast.ben)
    url = reverse("generation:order", args=[draft.pk])
    assert b"Submit the brief first" in as_(cast.ben).get(url).content
    assert as_(cast.ben).post(url, {"model": model.pk, "count": 4}).status_code == 409
    assert not Batch.objects.exists() and revision


def test_the_recipe_page_gives_the_bytes_its_name_is_of(cast: Cast, batch: Batch) -> None:
    candidate = batch.candidates.all()[0]
    url = reverse("generation:recipe", args=[candidate.recipe_id])
    answer = as_(cast.ben).get(url + "?as=json")
    assert answer["Content-Type"] == "application/json" and digest(answer.json()) == candidate.recipe_id
    page = as_(cast.ben).get(url).content.decode()
    assert "still.paint" in page and "test-worker" in page and ">Replay<" in page


def test_lists_ask_the_database_the_same_number_of_times_however_long_they_are(
    cast: Cast, model: ModelEntry, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(name: str) -> int:
        client = as_(cast.ben)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name)).status_code == 200
        return len(found)

    order(cast, model)
    few = {name: queries(name) for name in ("generation:batches", "generation:models")}
    for at in range(30):
        order(cast, model, count=2)
        ModelEntry.objects.create(slug=f"m{at}", name=f"M{at}", engine="still", brand=cast.northlight)
    assert {name: queries(name) for name in few} == few


def test_older_batches_are_a_page_away(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast)
    for _ in range(42):
        order(cast, model, revision=revision, count=1)
    client = as_(cast.ben)
    first = client.get(reverse("generation:batches"))
    assert len(first.context["rows"]) == 40
    rest = client.get(reverse("generation:batches") + f"?before={first.context['more']}")
    assert [row["batch"].number for row in rest.context["rows"]] == [2, 1]
    assert client.get(reverse("generation:batches") + "?before='; drop table").status_code == 200


def test_only_an_admin_adds_a_model_and_a_form_that_lies_is_told_so(cast: Cast) -> None:
    seed_models()
    url = reverse("generation:add_model")
    good = {
        "brand": cast.northlight.pk, "kind": "checkpoint", "name": "Shop model", "source": "/srv/weights/shop",
        "licence_id": "Apache-2.0",
        "read_on": "2026-11-01", "use_classes": ["public"], "territories": "de, fr",
    }  # fmt: skip
    assert as_(cast.dana).post(url, good).status_code == 403
    for bad, says in (
        ({"source": "models/shop"}, "give the whole path"), ({"territories": "Germany"}, "not a country code"),
        ({"use_classes": []}, "tick what the licence"), ({"name": "???"}, "at least one letter"),
        ({"name": "Previz"}, "already"),
        ({"brand": cast.tern.pk}, "Select a valid choice"),
    ):  # fmt: skip
        answer = as_(cast.ada).post(url, good | bad)
        assert answer.status_code == 422 and says in answer.content.decode(), says
    assert ModelEntry.objects.count() == 1
    assert as_(cast.ada).post(url, good).status_code == 302
    made = ModelEntry.objects.get(slug="shop-model")
    assert (made.state, made.brand, made.licence["territories"]) == ("waiting", cast.northlight, ["DE", "FR"])
    assert as_(cast.zoe).get(reverse("generation:model", args=["shop-model"])).status_code == 404
    page = as_(cast.dana).get(reverse("generation:model", args=["shop-model"])).content.decode()
    assert "being looked through" in page and "/srv/weights/shop" not in page
